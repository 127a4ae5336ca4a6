"""A task names no department at all.

Why: nobody would be asked to do it, and it would stand in no department's list.
Bad: ``departments: "、"``.
Fix: write the department as printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "missing-department", Severity.ERROR
TITLE = "没有责任部门"
MANUAL = Manual(
    "没有责任部门，就没有人办，也不会出现在任何部门的任务里。",
    'departments: "、"',
    "照原件写上部门；原件没有的，先与有关部门明确。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for index, reading in enumerate(document.readings):
        task = reading.task
        if not reading.departments:
            yield document.diagnostic(
                ("tasks", index, "departments"),
                CODE,
                SEVERITY,
                f"任务 {task.id} 没有写责任部门。",
                "照原件写上部门；原件没有的，先与有关部门明确。",
                task=task.id,
            )
