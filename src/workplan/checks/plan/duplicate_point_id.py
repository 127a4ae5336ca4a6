"""Two points carry the same number.

Why: tasks name the points they carry out by number.
Bad: a second ``- id: 5`` among the points.
Fix: give the later point its printed number.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "duplicate-point-id", Severity.ERROR
TITLE = "要点编号重复"
MANUAL = Manual(
    "任务用编号说明落实哪些要点，两个要点同号就说不清落实的是哪一个。",
    "要点里又出现一个“- id: 5”。",
    "后一个改为原文印出的编号。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    seen: set[int] = set()
    for section, part in enumerate(document.plan.sections):
        for index, point in enumerate(part.points):
            if point.id in seen:
                yield document.diagnostic(
                    ("sections", section, "points", index, "id"),
                    CODE,
                    SEVERITY,
                    f"要点编号 {point.id} 重复。",
                    "改为原文印出的编号。",
                    point=point.id,
                )
            seen.add(point.id)
