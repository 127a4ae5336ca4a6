"""A remark names an office of the register without giving it a part.

Why: whether the office has to do something is left open, and the task is not in its list.
Bad: ``remark: 需许可处提供数据`` on a task of another office.
Fix: say its part in ``roles``, or waive the finding where it has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "office-in-remark", Severity.WARNING
TITLE = "备注提到的部门没有角色"
MANUAL = Manual(
    "备注提到了本局的部门，却没有说它做什么，这项任务就不在它的清单上。",
    "remark: 需许可处提供数据",
    "要它配合的，在 roles 里写明；与它无关的，在 waivers 里认可。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "departments" in document.damaged:
        return
    for index, reading in enumerate(document.readings):
        if not reading.task.remark:
            continue
        for department in document.register.mentioned(reading.task.remark):
            if reading.role_of(department.name) is None:
                yield document.diagnostic(
                    ("tasks", index, "remark"),
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(reading.task.id)} 的备注提到“{department.name}”，没有说它做什么。",
                    "要它配合的，在 roles 里写明；与它无关的，在 waivers 里认可。",
                    task=reading.task.id,
                )
