"""A task has no goals although the list prints a column for them.

Why: nobody can tell when the task is done.
Bad: a task with a title and nothing under 具体目标要求.
Fix: write what the document prints, or waive the finding if it prints none.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.form import Holds, Layout
from ...domain.printed import column_holding
from ..manual import Manual

CODE, SEVERITY = "missing-goals", Severity.WARNING
TITLE = "没有目标要求"
MANUAL = Manual(
    "没有目标要求，就说不清做到什么程度算完成；多半是录入时漏了。",
    "任务只有名称，“具体目标要求”一栏是空的。",
    "照原件补上 goals；原件空白的，在 waivers 里认可。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    column = column_holding(document.plan, Holds.GOALS)
    if column is None or (document.plan.layout is Layout.PROSE and not document.plan.columns):
        return
    for index, task in enumerate(document.plan.tasks):
        if not task.goals.strip() and not any(step.title for step in task.milestones):
            yield document.diagnostic(
                ("tasks", index, "goals"),
                CODE,
                SEVERITY,
                f"任务 {document.called(task.id)} 的“{column.name}”是空的。",
                "照原件补上一行 goals: …；原件空白的，在 waivers 里认可；原件没有这一栏的，在 columns 里写明各栏。",
                task=task.id,
            )
