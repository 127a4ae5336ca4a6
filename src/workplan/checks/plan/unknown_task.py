"""A promise of the prose names a task that the plan does not have, or one that does not carry out its point.

Why: the promise would seem to be looked after while nobody does.
Bad: ``tasks: [36]`` in a plan of 35 tasks.
Fix: correct the number, or add the point to the task's ``points``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..holders import holders
from ..manual import Manual

CODE, SEVERITY = "unknown-task", Severity.ERROR
TITLE = "承担指标的任务不存在"
MANUAL = Manual(
    "要点里的承诺说由某项任务承担，而那项任务不存在，或并不落实这个要点，承诺就没有人管。",
    "计划只有 35 项任务，指标写 tasks: [36]。",
    "改正编号，或在该任务的 points 里加上这个要点。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "tasks" in document.damaged:
        return
    for holder in holders(document):
        if holder.point is None:
            continue
        for index, target in enumerate(holder.targets):
            for slot, number in enumerate(getattr(target, "tasks", ())):
                task = document.tasks.get(number)
                if task is not None and holder.point in task.points:
                    continue
                yield document.diagnostic(
                    (*holder.path, "targets", index, "tasks", slot),
                    CODE,
                    SEVERITY,
                    f"{holder.label}的指标“{target.name}”由任务 {number} 承担，但"
                    + ("没有这项任务。" if task is None else f"该任务没有落实要点 {holder.point}。"),
                    "改正编号。" if task is None else "改正编号，或在该任务的 points 里加上这个要点。",
                    point=holder.point,
                )
