"""Findings accepted in the plan itself, with a reason; and waivers that no longer accept anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Severity
from ..document import PlanDocument
from ..manual import Manual
from ..model import Waiver
from ..structure import CODES
from ..suggest import nearest

UNUSED, UNKNOWN = "unused-waiver", "unknown-waiver-code"
TITLES = {
    UNUSED: (Severity.WARNING, "认可的问题已不存在"),
    UNKNOWN: (Severity.ERROR, "所认可的问题代码不存在或不可认可"),
}
MANUALS = {
    UNUSED: Manual(
        "认可一个已不存在的问题，日后同样的问题再出现时会被悄悄放过。",
        "任务 27 已写明 last_day，而 waivers 里仍认可它的 missing-deadline。",
        "把这个编号（或整条）从 waivers 里删去。",
    ),
    UNKNOWN: Manual(
        "代码写错的认可不起作用；错误（error）必须改正，不能认可。",
        "- code: mising-deadline",
        "改正代码；validate --list 列出全部代码。",
    ),
}


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding and the reason the plan gives for accepting it."""

    diagnostic: Diagnostic
    reason: str


def apply(
    document: PlanDocument,
    found: Sequence[Diagnostic],
    waivable: Mapping[str, Severity],
    others: Collection[str],
    unseen: Collection[str] = (),
) -> tuple[tuple[Diagnostic, ...], tuple[Waived, ...]]:
    """Split findings into open and waived; add a finding for every waiver that does nothing.

    ``waivable`` has the severity of each rule's findings; only warnings and notes may be accepted.
    ``others`` are codes that other files of the plan can bear; ``unseen`` codes nobody looked for.
    """
    open_: list[Diagnostic] = []
    waived: list[Waived] = []
    used: set[tuple[int, int | None, int | None]] = set()
    for finding in found:
        match = _matching(document.plan.waivers, finding)
        if match is None or finding.severity is Severity.ERROR:
            open_.append(finding)
        else:
            used.add((match, finding.task, finding.point))
            waived.append(Waived(finding, document.plan.waivers[match].reason))
    open_.extend(_idle(document, found, used, waivable, others, unseen))
    return tuple(open_), tuple(waived)


def _matching(waivers: tuple[Waiver, ...], finding: Diagnostic) -> int | None:
    for index, waiver in enumerate(waivers):
        if waiver.code == finding.code and (
            finding.task in waiver.tasks
            or finding.point in waiver.points
            or not (waiver.tasks or waiver.points or finding.task or finding.point)
        ):
            return index
    return None


def _idle(
    document: PlanDocument,
    found: Iterable[Diagnostic],
    used: set[tuple[int, int | None, int | None]],
    waivable: Mapping[str, Severity],
    others: Collection[str],
    unseen: Collection[str],
) -> Iterator[Diagnostic]:
    present = {finding.code for finding in found}
    for index, waiver in enumerate(document.plan.waivers):
        path = ("waivers", index)
        severity = waivable.get(waiver.code)
        if severity is None or severity is Severity.ERROR:
            known = severity is not None or waiver.code in {*CODES, *TITLES, *others}
            guess = None if known else nearest(waiver.code, waivable)
            yield document.diagnostic(
                (*path, "code"),
                UNKNOWN,
                Severity.ERROR,
                f"“{waiver.code}”一类的问题不能认可。" if known else f"没有名为“{waiver.code}”的检查。",
                "只有警告和提示可以认可，错误要改正。"
                if known
                else f"是不是 {guess}？"
                if guess
                else "运行 workplan validate --list 查看全部检查。",
            )
            continue
        if not document.whole or waiver.code in unseen:
            continue
        subjects = [("tasks", n, 1, "任务") for n in waiver.tasks] + [
            ("points", n, 2, "要点") for n in waiver.points
        ]
        for at, (key, number, slot, word) in enumerate(subjects):
            if not any(u[0] == index and u[slot] == number for u in used):
                item = at if key == "tasks" else at - len(waiver.tasks)
                elsewhere = any(
                    u[slot] == number and document.plan.waivers[u[0]].code == waiver.code for u in used
                )
                yield document.diagnostic(
                    (*path, key, item),
                    UNUSED,
                    Severity.WARNING,
                    f"{word} {number} 的 {waiver.code} 前面已经认可过。"
                    if elsewhere
                    else f"认可了{word} {number} 的 {waiver.code}，但没有这个问题。",
                    "删去重复的一处。" if elsewhere else "问题已经解决的，把它从 waivers 里删去。",
                )
        if not subjects and not any(u[0] == index for u in used):
            unnamed = waiver.code in present
            yield document.diagnostic(
                (*path, "code"),
                UNUSED,
                Severity.WARNING,
                f"认可 {waiver.code} 没有写明是哪一项。"
                if unnamed
                else f"认可了 {waiver.code}，但没有这个问题。",
                "加一行 tasks: [编号]（或 points）。"
                if unnamed
                else "问题已经解决的，把它从 waivers 里删去。",
            )
