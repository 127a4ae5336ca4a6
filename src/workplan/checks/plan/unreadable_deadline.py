"""The words of a deadline are in no row of the table of deadlines.

Why: a guessed day is worse than none; the task would be chased too early or too late.
Bad: ``deadline: 国庆节前``.
Fix: write the printed words as they are and state the reading in ``last_day``, or correct a misprint.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.deadlines import DeadlineKind
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "unreadable-deadline", Severity.ERROR
TITLE = "完成时间读不出"
MANUAL = Manual(
    "猜出来的日子不如没有：催早催晚都误事，所以读不出的写法一律报错。",
    "deadline: 国庆节前",
    "原文照写，另加一行 last_day 写明最后一日；是笔误的，改正。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for index, reading in enumerate(document.readings):
        if reading.deadline.kind is DeadlineKind.UNREADABLE:
            yield document.diagnostic(
                ("tasks", index, "deadline"),
                CODE,
                SEVERITY,
                f"任务 {reading.task.id} 的完成时间“{reading.deadline.raw}”读不出是哪一天。",
                "可写 11、11月底前、三季度、年底、持续推进；"
                f"保留原文时另加一行 last_day: {document.plan.year}-09-30。",
                task=reading.task.id,
            )
        for step, milestone in enumerate(reading.milestones):
            if milestone.deadline.last_day is None:
                yield document.diagnostic(
                    ("tasks", index, "milestones", step, "deadline"),
                    CODE,
                    SEVERITY,
                    f"任务 {reading.task.id} 节点的时间“{milestone.deadline.raw}”读不出是哪一天。",
                    "可写 上半年、三季度、9月底、年底。",
                    task=reading.task.id,
                )
