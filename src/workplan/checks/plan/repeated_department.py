"""One office stands twice in a task's 责任部门, perhaps under two names.

Why: it can have only one role there.
Bad: ``departments: 计量评管处、计量评管理处``.
Fix: keep one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "repeated-department", Severity.WARNING
TITLE = "责任部门重复"
MANUAL = Manual(
    "一个部门在一项任务里只能有一种角色，出现两次多半是重复录入，也可能用了两个名称。",
    "departments: 计量评管处、计量评管理处",
    "只留一处；原件如此的，在 waivers 里认可。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for index, reading in enumerate(document.readings):
        task, names = reading.task, [office.printed for office in reading.offices.offices]
        if len(names) < 2:
            continue
        seen: set[str] = set()
        for name in names:
            department = document.register.resolve(name)
            if department is None:
                continue
            if department.name in seen:
                yield document.diagnostic(
                    ("tasks", index, "departments"),
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(task.id)} 的责任部门里“{department.name}”出现了两次。",
                    "只留一处。",
                    task=task.id,
                )
            seen.add(department.name)
