"""Findings accepted in the plan itself, with a reason; and waivers that no longer accept anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..domain.diagnostics import Diagnostic, Severity, and_more
from ..domain.document import PlanDocument
from ..domain.plan import Waiver
from ..domain.suggest import nearest
from .file_codes import CODES
from .manual import Manual

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

MAX_LISTED = 1_000
"""How many findings of one code are listed: nobody reads more, and a province can have a hundred thousand."""


class Waived(NamedTuple):
    """A finding and the reason the plan gives for accepting it."""

    diagnostic: Diagnostic
    reason: str


Subject = tuple[str, int]
"""What a finding is about: ("task", 7), ("point", 2), or ("", 0) for neither."""

_NOTHING: Subject = ("", 0)


def apply(
    document: PlanDocument,
    found: Iterable[Diagnostic],
    waivable: Mapping[str, Severity],
    others: Collection[str],
    unseen: Collection[str] = (),
) -> tuple[tuple[Diagnostic, ...], tuple[Waived, ...]]:
    """Split findings into open and waived; add a finding for every waiver that does nothing.

    ``waivable`` has the severity of each rule's findings; only warnings and notes may be accepted.
    ``others`` are codes that other files of the plan can bear; ``unseen`` codes nobody looked for. Of the open
    findings of one code no more than :data:`MAX_LISTED` are kept, and the last of them says so.
    """
    waivers = document.plan.waivers
    accepting: dict[tuple[str, Subject], int] = {}
    for index, waiver in enumerate(waivers):
        for subject in _subjects(waiver) or [_NOTHING]:
            accepting.setdefault((waiver.code, subject), index)
    open_: dict[str, list[Diagnostic]] = {}
    left_out: set[str] = set()
    waived: list[Waived] = []
    used: set[tuple[int, Subject]] = set()
    for finding in found:
        about = _about(finding)
        matches = [accepting[key] for s in about if (key := (finding.code, s)) in accepting]
        kept = open_.setdefault(finding.code, [])
        if matches and finding.severity is not Severity.ERROR:
            used.update((min(matches), subject) for subject in about)
            waived.append(Waived(finding, waivers[min(matches)].reason))
        elif len(kept) < MAX_LISTED:
            kept.append(finding)
        else:
            left_out.add(finding.code)
    for code in left_out:
        open_[code][-1] = and_more(open_[code][-1])
    listed = [finding for findings in open_.values() for finding in findings]
    return (*listed, *_idle(document, open_.keys(), used, waivable, others, unseen)), tuple(waived)


def _subjects(waiver: Waiver) -> list[Subject]:
    return [*(("task", number) for number in waiver.tasks), *(("point", number) for number in waiver.points)]


def _about(finding: Diagnostic) -> list[Subject]:
    named = [("task", finding.task), ("point", finding.point)]
    return [(kind, number) for kind, number in named if number is not None] or [_NOTHING]


def _idle(
    document: PlanDocument,
    present: Collection[str],
    used: set[tuple[int, Subject]],
    waivable: Mapping[str, Severity],
    others: Collection[str],
    unseen: Collection[str],
) -> Iterator[Diagnostic]:
    effective = {index for index, _ in used}
    accepted = {(document.plan.waivers[index].code, subject) for index, subject in used}
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
        subjects = _subjects(waiver)
        for at, subject in enumerate(subjects):
            if (index, subject) not in used:
                kind, number = subject
                word = "任务" if kind == "task" else "要点"
                item = at if kind == "task" else at - len(waiver.tasks)
                elsewhere = (waiver.code, subject) in accepted
                yield document.diagnostic(
                    (*path, f"{kind}s", item),
                    UNUSED,
                    Severity.WARNING,
                    f"{word} {number} 的 {waiver.code} 前面已经认可过。"
                    if elsewhere
                    else f"认可了{word} {number} 的 {waiver.code}，但没有这个问题。",
                    "删去重复的一处。" if elsewhere else "问题已经解决的，把它从 waivers 里删去。",
                )
        if not subjects and index not in effective:
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
