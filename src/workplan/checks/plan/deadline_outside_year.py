"""A deadline lies before the plan's year, or after the year that follows it.

Why: most often the year was mistyped or copied from last year's plan.
Bad: ``deadline: 2019年11月`` in the plan for 2020.
Fix: correct the year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.places import Path_
from ..manual import Manual

CODE, SEVERITY = "deadline-outside-year", Severity.WARNING
TITLE = "完成时间不在计划年度"
MANUAL = Manual(
    "完成时间不在计划年度，多半是年份写错，或从去年的计划抄来。",
    "2020 年的计划里写 deadline: 2019年11月",
    "改正年份。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    if "year" in document.damaged:
        return
    year = document.plan.year
    for index, reading in enumerate(document.readings):
        key = "last_day" if reading.task.last_day else "deadline"
        dated: list[tuple[Path_, date | None]] = [(("tasks", index, key), reading.deadline.last_day)]
        for step, milestone in enumerate(reading.milestones):
            dated.append((("tasks", index, "milestones", step, "deadline"), milestone.deadline.last_day))
        for path, day in dated:
            if day is not None and not year <= day.year <= year + 1:
                part = "最后一日" if len(path) == 3 else "节点"
                yield document.diagnostic(
                    path,
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(reading.task.id)} 的{part} {day} 不在 {year} 年度。",
                    "核对年份。",
                    task=reading.task.id,
                )
