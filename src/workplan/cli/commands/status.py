"""``workplan status``: the bureau at a glance as of a day."""

from __future__ import annotations

import typer

from ...answers import department_load, overview, payloads
from ...answers.tables import View
from .. import options
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="全局一览：各种进度各多少项，按到期月和部门各多少项。",
    epilog="workplan status\nworkplan status --as-of 2020-09-30\nworkplan status -O json",
)
def status(
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Answer how things stand."""
    case = open_case(file)
    document = case.document
    today = options.today(as_of)
    tasks = case.tasks(today)
    seen = overview.overview(tasks, department_load.by_department(document, tasks))
    tables = overview.overview_tables(seen, f"{len(tasks)} 项任务（截至 {today}）")
    body = overview.overview_payload(seen)
    emit(
        View(payloads.envelope("status", document, today, body), tables, overview.overview_data(seen)),
        format_,
        output,
        case.path,
    )
