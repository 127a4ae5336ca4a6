"""A task's ``roles`` name an office that neither its 责任部门 nor its remark does.

Why: ``roles`` say who does what of those the document names; another office may be a slip.
Bad: ``departments: 工会、妇委会`` with ``roles: {lead: [工会], assist: [许可处]}``.
Fix: name a printed office, or waive the finding where the part was given elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.interpretation import TaskReading
from ..manual import Manual

CODE, SEVERITY = "role-not-printed", Severity.WARNING
TITLE = "roles 中的部门原文没有写"
MANUAL = Manual(
    "roles 用来写明原文所列部门的分工；原文没有的部门多半是写错了。",
    "departments: 工会、妇委会，却写 roles: {lead: [工会], assist: [许可处]}",
    "写成原文中的部门；分工另有依据的，在 waivers 里认可。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "departments" in document.damaged:
        return
    for index, reading in enumerate(document.readings):
        if not reading.task.roles.stated:
            continue
        printed = _printed(document, reading)
        for part in reading.departments:
            if part.known and part.name not in printed:
                yield document.diagnostic(
                    ("tasks", index, "roles"),
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(reading.task.id)} 的责任部门和备注都没有写“{part.name}”，roles 里却有。",
                    "写成原文中的部门；分工另有依据的，在 waivers 里认可。",
                    task=reading.task.id,
                )


def _printed(document: PlanDocument, reading: TaskReading) -> set[str]:
    """Return the register names a task prints, those a collective stands for among them."""
    register, task = document.register, reading.task
    cell = (register.resolve(office.printed) for office in reading.offices.offices)
    named = [*filter(None, cell), *register.mentioned(f"{task.departments}\n{task.remark}")]
    return {office.name for one in named for office in (one, *register.members(one))}
