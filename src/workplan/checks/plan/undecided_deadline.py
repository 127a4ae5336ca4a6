"""A task carried over from an earlier plan still has no time: its deadline is 待定.

Why: a draft made by ``carry-over`` copies no deadline, for a copied one would promise what nobody decided; until someone
does, the draft is no plan.
Bad: ``from: ["2020#5"]`` with ``deadline: 待定``.
Fix: write the deadline; if it is issued as 待定, say so: ``means: undated``, or ``last_day`` once the day is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.deadlines import DeadlineKind
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.fold import compiled, fold
from ...domain.interpretation import MilestoneReading, TaskReading
from ..manual import Manual

CODE, SEVERITY = "undecided-deadline", Severity.ERROR
TITLE = "结转的任务完成时间待定"
MANUAL = Manual(
    "结转的草稿不照抄上一年的时间，照抄等于替人许诺；时间没有定下，这份草稿还不能当计划用。",
    'from: ["2020#5"]，而 deadline: "待定"',
    "定下时间，写在 deadline 里；印发时就写“待定”的，加一行 means: undated，后来明确了再加 last_day。",
)
NEEDS_WHOLE = False

_OPEN = r".*[未待](?:定|确定|明确)"


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for index, reading in enumerate(document.readings):
        if not reading.task.from_:
            continue
        task = reading.task.id
        if undecided(reading):
            path: tuple[str | int, ...] = ("tasks", index, "deadline")
            yield document.diagnostic(
                path, CODE, SEVERITY, f"任务 {task} 由上一份计划结转，完成时间还待定。", _HINT, task=task
            )
        for at, step in enumerate(reading.milestones):
            if _undecided(step, step.milestone):
                path = ("tasks", index, "milestones", at, "deadline")
                yield document.diagnostic(
                    path,
                    CODE,
                    SEVERITY,
                    f"任务 {task} 由上一份计划结转，节点的时间还待定。",
                    _HINT,
                    task=task,
                )


_HINT = "写定时间；就是没有时间的，加一行 means: undated。"


def undecided(reading: TaskReading) -> bool:
    """Tell whether a task that was carried over waits for its time."""
    return bool(reading.task.from_) and _undecided(reading, reading.task)


def _undecided(reading: TaskReading | MilestoneReading, row: object) -> bool:
    settled = getattr(row, "means", None) is not None or getattr(row, "last_day", None) is not None
    own = fold(getattr(row, "deadline", ""))
    undated = reading.deadline.kind is DeadlineKind.UNDATED
    return undated and not settled and bool(compiled(_OPEN).fullmatch(own))
