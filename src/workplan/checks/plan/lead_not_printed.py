"""The lead stated for a task is none of its printed departments.

Why: an overruled lead says which of the printed departments leads; it cannot bring in another.
Bad: ``departments: 工会、妇委会`` with ``lead: 办公室``.
Fix: name one of the printed departments, or drop ``lead``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.departments import split
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "lead-not-printed", Severity.ERROR
TITLE = "牵头部门不在责任部门中"
MANUAL = Manual(
    "lead 只用来说明原文所列部门中哪一个牵头，不能另添部门。",
    "departments: 工会、妇委会，却写 lead: 办公室",
    "写成责任部门中的一个，或删去 lead。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "departments" in document.damaged:
        return
    for index, reading in enumerate(document.readings):
        task, names = reading.task, [office.printed for office in reading.offices.offices]
        if not task.lead or task.roles.stated:
            continue
        leader = document.register.resolve(task.lead)
        printed = [document.register.resolve(name) for name in names]
        if leader is None or leader not in printed:
            yield document.diagnostic(
                ("tasks", index, "lead"),
                CODE,
                SEVERITY,
                f"任务 {document.called(task.id)} 的牵头部门“{task.lead}”不在责任部门“{'、'.join(names)}”中。",
                "几个部门牵头的，写成 roles: {lead: [甲处, 乙处]}。"
                if len(split(task.lead)) > 1
                else "写成责任部门中的一个，或删去 lead。",
                task=task.id,
            )
