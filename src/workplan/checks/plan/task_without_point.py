"""The task carries out none of the points.

Why: it may stand outside the year's priorities, or its ``points`` was forgotten. A report, not a fault.
Bad: task 1, which no point speaks of.
Fix: nothing, or name its points.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.characters import quote
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "task-without-point", Severity.INFO
TITLE = "任务不落实任何要点"
MANUAL = Manual(
    "任务可能在全年重点之外，也可能漏写了 points。这是提示，不是差错。",
    "任务 1 没有 points。",
    "可以不改；有对应要点的，补上 points。",
)
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
                f"任务 {document.called(task.id)}{quote(task.title)}没有对应的要点。",
                task=task.id,
            )
