"""A department of the register has no part in any task.

Why: a leftover of last year, or a sign that a task's department was mistyped as another's.
Bad: ``- name: 广告处`` that no task names.
Fix: remove it, or waive the finding for a department that has no task this year.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "unused-department", Severity.WARNING
TITLE = "部门没有任务"
MANUAL = Manual(
    "可能是往年的遗留，也可能有任务把这个部门错写成了别的部门。",
    "名录里有“广告处”，却没有一项任务写它。",
    "删去它；今年确实没有任务的，在 waivers 里认可。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    used = {r.name for reading in document.readings for r in reading.departments}
    used |= {r.name for reading in document.readings for s in reading.milestones for r in s.departments}
    used |= {
        m.name for d in document.plan.departments if d.name in used for m in document.register.members(d)
    }
    for index, department in enumerate(document.plan.departments):
        if document.register.resolve(department.name) is not department:
            continue  # its name is another's, which is a finding of its own
        if department.name not in used:
            yield document.diagnostic(
                ("departments", index, "name"),
                CODE,
                SEVERITY,
                f"部门“{department.name}”没有任何任务。",
                "删去它，或核对是否有任务写错了部门。",
            )
