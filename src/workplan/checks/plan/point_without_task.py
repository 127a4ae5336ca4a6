"""No task carries this point out.

Why: what is promised in prose and given to nobody is easily forgotten. A report, not a fault.
Bad: point 16, which none of the 35 tasks names.
Fix: nothing, or add the point to a task's ``points``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.characters import quote
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "point-without-task", Severity.INFO
TITLE = "要点没有任务落实"
MANUAL = Manual(
    "写进要点而没有任务落实的事，容易被忘掉。这是提示，不是差错。",
    "没有一项任务的 points 里有 16。",
    "可以不改；确有任务落实的，加进该任务的 points。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for section, part in enumerate(document.plan.sections):
        for index, point in enumerate(part.points):
            if not document.carriers[point.id]:
                yield document.diagnostic(
                    ("sections", section, "points", index, "id"),
                    CODE,
                    SEVERITY,
                    f"要点 {point.id}{quote(point.name)}没有任务落实。",
                    point=point.id,
                )
