"""A task names no department.

Why: nobody would do it, and no department would find it among its tasks.
Bad: ``departments: ""`` with nothing to take its place.
Fix: write the offices as printed, name ``settings.default_department``, or waive the finding if the document names none.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "missing-department", Severity.WARNING
TITLE = "没有责任部门"
MANUAL = Manual(
    "没有责任部门，就没有人办，也不会出现在任何部门的任务里。",
    'departments: "、"',
    "照原件写上部门；都由一个部门负责的，写 settings.default_department；原件没有的，在 waivers 里认可。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for index, reading in enumerate(document.readings):
        task = reading.task
        if not reading.departments and not any(step.departments for step in reading.milestones):
            yield document.diagnostic(
                ("tasks", index, "departments"),
                CODE,
                SEVERITY,
                f"任务 {document.called(task.id)} 没有写责任部门。",
                "照原件写上；原件没有的，写 settings.default_department，或在 waivers 里认可。",
                task=task.id,
            )
