"""``workplan log``: the ledger, newest first."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import journal, payloads
from ...answers.tables import View
from ...domain.history import until
from .. import frame
from .. import numbers as numbers_
from ..complete import complete_task
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    help="列出台账，最近的在前；写了任务编号，就只列这些任务的。",
    epilog="workplan log\nworkplan log 5\nworkplan log --as-of 2020-09-30 -o 台账.csv",
)
def log(
    case: Case,
    today: date,
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="编号", help="任务编号", autocompletion=complete_task)
    ] = None,
) -> View:
    """Answer what was reported."""
    document = case.document
    wanted = numbers_.tasks(numbers or (), document)
    asked = tuple(r for r in case.ledger.records if not wanted or r.task in wanted)
    records = tuple(until(asked, today))
    newest = journal.newest_first(records)
    of = f"任务 {'、'.join(map(str, wanted))} 的" if wanted else ""
    table = journal.table(newest, document, f"{of}台账：{len(newest)} 条（截至 {today}）")
    later = len(asked) - len(records)
    notes = (f"未列入：{later} 条记的是 {today} 以后的情况。",) if later else ()
    return View(
        payloads.envelope("log", document, today, {"records": [payloads.record(r) for r in newest]}),
        (table,),
        table,
        notes,
    )
