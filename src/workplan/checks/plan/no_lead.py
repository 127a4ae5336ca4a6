"""Every office of a task only assists or joins: nobody leads it and nobody shares it.

Why: nobody would be asked how far it is, and it would stand in no department's own list.
Bad: ``departments: 会同许可处实施``.
Fix: say in ``roles`` who leads, or waive the finding where the document leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.characters import quote
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "no-lead", Severity.WARNING
TITLE = "没有牵头部门"
MANUAL = Manual(
    "只写了配合、会同的部门，没有人牵头，这项任务就没有人可问。",
    "departments: 会同许可处实施",
    "在 roles 里写明由谁牵头；原件没有写明的，在 waivers 里认可。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "departments" in document.damaged:
        return
    for index, reading in enumerate(document.readings):
        if reading.departments and not reading.holders:
            first = reading.departments[0]
            named = f"最先写到的{quote(first.printed)}只是{first.role.word}部门"
            yield document.diagnostic(
                ("tasks", index, "roles" if reading.task.roles.stated else "departments"),
                CODE,
                SEVERITY,
                f"任务 {document.called(reading.task.id)} 没有牵头部门，{named}。",
                "在 roles 里写明由谁牵头；原件没有写明的，在 waivers 里认可。",
                task=reading.task.id,
            )
