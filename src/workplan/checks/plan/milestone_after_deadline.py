"""A step of a task is later than the task's own deadline.

Why: one of the two was meant otherwise; the task would be overdue before its step is due.
Bad: tasks 7 and 24: 完成时间 11, and in their goals 年底.
Fix: settle it with the department, or waive the finding if the document says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "milestone-after-deadline", Severity.WARNING
TITLE = "节点晚于任务的完成时间"
MANUAL = Manual(
    "步骤比任务本身还晚，两个时间里总有一个另有所指。",
    "任务 7 的完成时间是 11，目标要求里另有“年底”。",
    "与部门核定；原件如此的，在 waivers 里认可。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for index, reading in enumerate(document.readings):
        last_day = reading.deadline.last_day
        for step, milestone in enumerate(reading.milestones):
            day = milestone.deadline.last_day
            if day is not None and last_day is not None and day > last_day:
                yield document.diagnostic(
                    ("tasks", index, "milestones", step, "deadline"),
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(reading.task.id)} 的节点“{milestone.deadline.raw}”（{day}）"
                    f"晚于完成时间“{reading.deadline.raw}”（{last_day}）。",
                    "与部门核定；原件如此的，在 waivers 里认可。",
                    task=reading.task.id,
                )
