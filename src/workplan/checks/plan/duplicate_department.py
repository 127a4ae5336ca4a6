"""One name stands twice in the register.

Why: a task under that name could belong to either department.
Bad: ``aliases: [消保处]`` under two departments.
Fix: keep the name under the department it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.fold import fold
from ..manual import Manual

CODE, SEVERITY = "duplicate-department", Severity.ERROR
TITLE = "部门名称或别名重复"
MANUAL = Manual(
    "名称或别名归了两个部门，写这个名称的任务就不知道归谁。",
    "两个部门的 aliases 里都有“消保处”。",
    "只留在它所属的那个部门名下。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    owner: dict[str, str] = {}
    for index, department in enumerate(document.plan.departments):
        for slot, name in enumerate(department.names):
            folded = fold(name)
            if folded in owner:
                yield document.diagnostic(
                    ("departments", index, *(("aliases", slot - 1) if slot else ("name",))),
                    CODE,
                    SEVERITY,
                    f"“{name}”已经是“{owner[folded]}”的名称。",
                    "一个名称只归一个部门，删去其中一处。",
                )
            owner.setdefault(folded, department.name)
