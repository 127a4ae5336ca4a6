"""A remark gives a part (会同, 配合, 协办, 参与) to a body that is not in the register.

Why: a department of the bureau misspelt there would not see the task; a body outside the bureau is fine.
Bad: ``remark: 会同计量平管处实施``.
Fix: correct the name, or waive the finding for a body outside the bureau.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "unknown-assistant", Severity.WARNING
TITLE = "会同单位不在名录"
MANUAL = Manual(
    "备注里会同、配合的本局部门写错了，它就看不到这项任务；局外单位则无妨。",
    "remark: 会同计量平管处实施",
    "改正名称；是局外单位的，在 waivers 里认可。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "departments" in document.damaged:
        return
    for index, reading in enumerate(document.readings):
        task = reading.task
        for name in reading.assistants:
            if not document.register.knows(name):
                nearest = document.register.nearest(name)
                yield document.diagnostic(
                    ("tasks", index, "remark"),
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(task.id)} 备注中会同的“{name}”不在部门名录。",
                    f"是不是“{nearest}”？" if nearest else "若是局外单位，可在 waivers 里认可。",
                    task=task.id,
                )
