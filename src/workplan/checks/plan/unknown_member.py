"""A member of a collective is no office of the register, or is a collective itself.

Why: whoever is meant would not find the collective's tasks in its list.
Bad: ``- {name: 各科室, members: [综合科, 财务课]}``.
Fix: correct the name, or write ``members: all`` for every office of the register.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.form import ALL
from ..manual import Manual

CODE, SEVERITY = "unknown-member", Severity.ERROR
TITLE = "统称所指的部门不在名录"
MANUAL = Manual(
    "统称所指的部门写错了，它就看不到写给统称的任务。",
    "- {name: 各科室, members: [综合科, 财务课]}",
    "改正名称；指名录里其余全部部门的，写 members: all。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "departments" in document.damaged:
        return
    for index, department in enumerate(document.plan.departments):
        for slot, name in enumerate(department.members if department.members != (ALL,) else ()):
            member = document.register.resolve(name)
            if member is not None and not member.members:
                continue
            nearest = document.register.nearest(name) if member is None else None
            yield document.diagnostic(
                ("departments", index, "members", slot),
                CODE,
                SEVERITY,
                f"“{department.name}”所指的“{name}”{'本身是统称' if member else '不在部门名录'}。",
                f"是不是“{nearest}”？" if nearest else "写成名录里的部门。",
            )
