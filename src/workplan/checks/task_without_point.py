"""The task carries out none of the points.

Why: it may stand outside the year's priorities, or its ``points`` was forgotten. A report, not a fault.
Bad: task 1, which no point speaks of.
Fix: nothing, or name its points.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from ..document import PlanDocument
from ..text import quote

CODE, SEVERITY = "task-without-point", Severity.INFO
TITLE = "任务不落实任何要点"
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if not document.points:
        return
    for index, task in enumerate(document.plan.tasks):
        if not task.points:
            yield document.diagnostic(
                ("tasks", index, "id"),
                CODE,
                SEVERITY,
                f"任务 {task.id}{quote(task.title)}没有对应的要点。",
                task=task.id,
            )
