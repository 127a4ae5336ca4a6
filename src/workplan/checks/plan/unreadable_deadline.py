"""The words of a deadline give no day by rule, or name several days and do not say which is the last.

Why: a guessed day is worse than none; the task would be chased too early or too late.
Bad: ``deadline: 国庆节前``, ``deadline: 3、9月``.
Fix: write the printed words as they are and state the reading in ``last_day``, or say that they mean no day:
``means: ongoing`` or ``means: undated``; correct a misprint.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.deadlines import Deadline, DeadlineKind
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "unreadable-deadline", Severity.ERROR
TITLE = "完成时间读不出"
MANUAL = Manual(
    "猜出来的日子不如没有：催早催晚都误事，所以读不出的写法一律报错；写了几个时间、没说哪一个是最后一日的也一样。",
    "deadline: 国庆节前",
    "原文照写，另加一行 last_day 写明最后一日；本来就没有最后一日的，加 means: ongoing（长期做）"
    "或 means: undated（时间未定）；是笔误的，改正。",
)
NEEDS_WHOLE = False

_NO_DAY = (DeadlineKind.UNREADABLE, DeadlineKind.AMBIGUOUS)


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for index, reading in enumerate(document.readings):
        deadline = reading.deadline
        if deadline.kind in _NO_DAY:
            day = deadline.days[-1] if deadline.days else f"{document.plan.year}-09-30"
            yield document.diagnostic(
                ("tasks", index, "deadline"),
                CODE,
                SEVERITY,
                f"任务 {document.called(reading.task.id)} 的完成时间{_fault(deadline)}。",
                ("" if deadline.days else "可写 11、11月底前、三季度、年底、持续推进；")
                + f"保留原文时另加一行 last_day: {day}；没有最后一日的写 means: ongoing（长期）或 undated（未定）。",
                task=reading.task.id,
            )
        for step, milestone in enumerate(reading.milestones):
            quoted = milestone.milestone.text and milestone.deadline.last_day is None
            if milestone.source != "task" and (quoted or milestone.deadline.kind in _NO_DAY):
                yield document.diagnostic(
                    ("tasks", index, "milestones", step, "deadline"),
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(reading.task.id)} 节点的时间{_fault(milestone.deadline)}。",
                    "可写 上半年、三季度、9月底、年底。",
                    task=reading.task.id,
                )


def _fault(deadline: Deadline) -> str:
    if deadline.days:
        days = "、".join(map(str, deadline.days))
        return f"“{deadline.raw}”里有 {len(deadline.days)} 个时间（{days}），没有说明哪一个是最后一日"
    return f"“{deadline.raw}”读不出是哪一天"
