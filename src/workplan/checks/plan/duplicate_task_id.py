"""Two tasks carry the same number.

Why: progress is recorded against the number, so one department would be credited with another's work.
Bad: a second ``- id: 7``.
Fix: give the later task the next free number.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.characters import quote
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "duplicate-task-id", Severity.ERROR
TITLE = "任务编号重复"
MANUAL = Manual(
    "进展按编号登记，两项任务同号，一个部门的成绩就会记到另一个部门头上。",
    "又出现一个“- id: 7”。",
    "后一项改用没有用过的编号。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    first: dict[int, int] = {}
    free = max((task.id for task in document.plan.tasks), default=0) + 1
    for index, task in enumerate(document.plan.tasks):
        if (earlier := first.setdefault(task.id, index)) != index:
            yield document.diagnostic(
                ("tasks", index, "id"),
                CODE,
                SEVERITY,
                f"任务编号 {task.id} 重复，{quote(document.plan.tasks[earlier].title)}已经用了它。",
                f"改为没有用过的编号，如 {free}。",
                task=task.id,
            )
