"""``workplan log``: the ledger, newest first."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import log as answers
from .. import options
from ..complete import complete_task
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="列出台账，最近的在前；写了任务编号，就只列这些任务的。",
    epilog="workplan log\nworkplan log 5\nworkplan log --as-of 2020-09-30 -o 台账.csv",
)
def log(
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="编号", help="任务编号", autocompletion=complete_task)
    ] = None,
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Answer what was reported."""
    case = open_case(file)
    document = case.document
    today = options.today(as_of)
    wanted = {options.task_number(text, document) for text in numbers or ()}
    asked = tuple(r for r in case.ledger.records if not wanted or r.task in wanted)
    emit(answers.answer(document, today, asked), format_, output, case.path)
