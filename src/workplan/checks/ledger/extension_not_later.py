"""An extension does not move the last day back.

Why: an extension gives more time; a day that is not later is a slip, or a change of the plan itself.
Bad: task 16, due 2020-10-31, with ``extension: {to: 2020-10-15}``.
Fix: correct the day.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import LedgerDocument, PlanDocument
from ...domain.history import numbered_in_order
from ..manual import Manual

CODE, SEVERITY = "extension-not-later", Severity.ERROR
TITLE = "延期没有往后延"
MANUAL = Manual(
    "延期是多给时间，不往后延的，不是笔误就是改了计划本身。",
    "原定 2020-10-31，台账写 extension: {to: 2020-10-15}",
    "改正日期。",
)


def check(ledger: LedgerDocument, document: PlanDocument) -> Iterator[Diagnostic]:
    last_days = {reading.task.id: reading.deadline.last_day for reading in document.readings}
    extending = ((index, record) for index, record in ledger.numbered() if record.extension)
    for index, record in numbered_in_order(extending):
        if record.task not in last_days:
            continue
        assert record.extension
        before = last_days[record.task]
        if before is not None and record.extension.to <= before:
            yield ledger.diagnostic(
                (index, "extension", "to"),
                CODE,
                SEVERITY,
                f"任务 {document.called(record.task)} 现定 {before}，延期到 {record.extension.to} 并没有往后延。",
                "核对日期。",
            )
        else:
            last_days[record.task] = record.extension.to
