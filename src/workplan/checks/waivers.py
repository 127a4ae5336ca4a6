"""Findings accepted in the plan itself, with a reason; and waivers that no longer accept anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Severity
from ..document import PlanDocument
from ..manual import Manual
from ..model import Waiver
from ..suggest import nearest

UNUSED, UNKNOWN = "unused-waiver", "unknown-waiver-code"
TITLES = {
    UNUSED: (Severity.WARNING, "认可的问题已不存在"),
    UNKNOWN: (Severity.ERROR, "所认可的问题代码不存在或不可认可"),
}
MANUALS = {
    UNUSED: Manual(
        "认可一个已不存在的问题，日后同样的问题再出现时会被悄悄放过。",
        "任务 27 已写明 last_day，waivers 里仍认可它的 missing-deadline。",
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
    document: PlanDocument, found: Iterable[Diagnostic], codes: Collection[str]
) -> tuple[tuple[Diagnostic, ...], tuple[Waived, ...]]:
    """Split findings into open and waived; add a finding for every waiver that does nothing."""
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
    open_.extend(_idle(document, used, codes))
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
    document: PlanDocument, used: set[tuple[int, int | None, int | None]], codes: Collection[str]
) -> Iterator[Diagnostic]:
    for index, waiver in enumerate(document.plan.waivers):
        path = ("waivers", index)
        if waiver.code not in codes:
            guess = nearest(waiver.code, codes)
            yield document.diagnostic(
                (*path, "code"),
                UNKNOWN,
                Severity.ERROR,
                f"没有名为“{waiver.code}”的检查。",
                f"是不是 {guess}？" if guess else "运行 workplan validate --list 查看全部检查。",
            )
        elif document.whole:
            for key, numbers, slot in (("tasks", waiver.tasks, 1), ("points", waiver.points, 2)):
                for item, number in enumerate(numbers):
                    if not any(u[0] == index and u[slot] == number for u in used):
                        yield document.diagnostic(
                            (*path, key, item),
                            UNUSED,
                            Severity.WARNING,
                            f"认可了{'任务' if key == 'tasks' else '要点'} {number} 的 {waiver.code}，但没有这个问题。",
                            "问题已经解决的，把它从 waivers 里删去。",
                        )
            if not (waiver.tasks or waiver.points or any(u[0] == index for u in used)):
                yield document.diagnostic(
                    (*path, "code"),
                    UNUSED,
                    Severity.WARNING,
                    f"认可了 {waiver.code}，但没有这个问题。",
                    "问题已经解决的，把它从 waivers 里删去。",
                )
