"""The deadline's words have two readings, as `10月前` has: by 30 September, or within October.

Why: a department may have a month more in mind than the office that chases it.
Bad: ``deadline: 10月前``.
Fix: state the reading with ``last_day``, or waive the finding and keep the plan's general reading.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.days import spoken
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual

CODE, SEVERITY = "ambiguous-deadline", Severity.WARNING
TITLE = "完成时间有两种读法"
MANUAL = Manual(
    "“10月前”可以是 9 月 30 日之前，也可以是 10 月之内，部门和办公室的理解可能差一个月。",
    "deadline: 10月前",
    "与部门核定后用 last_day 写明，或在 waivers 里认可现在的读法。",
)
NEEDS_WHOLE = False


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    year = document.plan.year
    for index, reading in enumerate(document.readings):
        for path, deadline in (
            (("tasks", index, "deadline"), reading.deadline),
            *(
                (("tasks", index, "milestones", step, "deadline"), milestone.deadline)
                for step, milestone in enumerate(reading.milestones)
            ),
        ):
            if deadline.ambiguous:
                yield document.diagnostic(
                    path,
                    CODE,
                    SEVERITY,
                    f"任务 {document.called(reading.task.id)} 的“{deadline.raw}”有两种读法，"
                    f"现按{spoken(deadline.last_day, year)}掌握，也可能是{spoken(deadline.other_day, year)}。",
                    f"与部门核定后加一行 last_day: {deadline.last_day}，或在 waivers 里认可。"
                    if len(path) == 3
                    else "与部门核定，或在 waivers 里认可。",
                    task=reading.task.id,
                )
