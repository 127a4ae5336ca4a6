"""A task's 完成时间 is blank, or says that there is none yet: 待定, 无, /, —.

Why: it is never due and never overdue, so nobody will be reminded of it.
Bad: ``deadline: ""``, as tasks 27 to 29 stand in the original.
Fix: state ``last_day``, write 持续推进 if it has no end, or waive the finding if the original is blank.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.deadlines import DeadlineKind
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ..manual import Manual
from .undecided_deadline import undecided

CODE, SEVERITY = "missing-deadline", Severity.WARNING
TITLE = "没有完成时间"
MANUAL = Manual(
    "没有完成时间，就不会到期也不会逾期，没有人会被提醒。",
    'deadline: ""，如任务 27 至 29 的原件。',
    "后来明确了的，加 last_day；没有终点的写“持续推进”；原件空白的，在 waivers 里认可。",
)
NEEDS_WHOLE = True


def check(document: PlanDocument) -> Iterator[Diagnostic]:
    for index, reading in enumerate(document.readings):
        if reading.deadline.kind is DeadlineKind.UNDATED and not undecided(reading):
            yield document.diagnostic(
                ("tasks", index, "deadline"),
                CODE,
                SEVERITY,
                f"任务 {document.called(reading.task.id)} 没有完成时间{_printed(reading.deadline.raw)}。",
                "原件如此的，在 waivers 里认可；后来明确了的，加一行 last_day。",
                task=reading.task.id,
            )


def _printed(raw: str) -> str:
    return f"，原件印作“{raw.strip()}”" if raw.strip() else ""
