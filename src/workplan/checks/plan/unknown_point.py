"""A task says it carries out a point that the plan does not have.

Why: the point would seem to be carried by nobody.
Bad: ``points: [20]`` in a plan of 19 points.
Fix: correct the number.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "unknown-point", Severity.ERROR
TITLE = "所落实的要点不存在"
MANUAL = Manual(
    "任务说落实某个要点，而计划里没有这个要点，那一条就等于没有人落实。",
    "计划只有 19 个要点，任务写 points: [20]。",
    "改正编号。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "sections" in document.damaged:
        return
    for index, task in enumerate(document.plan.tasks):
        for slot, point in enumerate(task.points):
            if point not in document.points:
                yield document.diagnostic(
                    ("tasks", index, "points", slot),
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(task.id)} 所落实的要点 {point} 不存在。",
                    f"要点编号为 {min(document.points)} 至 {max(document.points)}。"
                    if document.points
                    else "本计划没有要点，删去 points。",
                    task=task.id,
                )
