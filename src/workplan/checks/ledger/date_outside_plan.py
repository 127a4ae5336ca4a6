"""A record's date lies outside the plan's life, or after the day it was written down.

Why: the plan runs through its year, and what is late may be settled in the year after (after its last deadline, where
that lies beyond the year); anything else is a mistyped year. It may be written down at any later time. Nobody can
record today what will be true tomorrow.
Bad: ``date: 2002-06-30`` for the plan of 2020.
Fix: correct the date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import LedgerDocument, PlanDocument
from ...domain.places import Path_
from ..manual import Manual

CODE, SEVERITY = "date-outside-plan", Severity.ERROR
TITLE = "台账的日期不在计划期内"
MANUAL = Manual(
    "计划在当年执行，余下的在次年办结，此外的日子多半是年份写错；还没有到的事不能先记。",
    "2020 年的计划，台账写 date: 2002-06-30",
    "改正日期。",
)


def check(ledger: LedgerDocument, document: PlanDocument) -> Iterator[Diagnostic]:
    first, last = document.life
    for index, record in enumerate(ledger.records):
        # What is taken back may be so at any time; it tells nothing of a day.
        dated: list[tuple[Path_, date]] = [] if record.voids else [((index, "date"), record.date)]
        if record.finished:
            dated.append(((index, "finished"), record.finished))
        if record.extension:
            dated.append(((index, "extension", "to"), record.extension.to))
        for path, day in dated:
            if not first <= day <= last:
                yield ledger.diagnostic(
                    path,
                    CODE,
                    SEVERITY,
                    f"日期 {day} 不在计划期内（{first} 至 {last}）。",
                    "核对年份；计划期过后补记，用 --date 写明是期内哪一天的。"
                    if path[1] == "date"
                    else "核对年份。",
                )
        if record.recorded < record.date:
            yield ledger.diagnostic(
                (index, "date"),
                CODE,
                SEVERITY,
                f"日期 {record.date} 晚于登记的日子 {record.recorded}。",
                "还没有到的事不能先记。",
            )
