"""``workplan status``: the bureau at a glance as of a day."""

from __future__ import annotations

import typer

from ...answers import status as answers
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
    today = options.today(as_of)
    emit(answers.answer(case.document, today, case.tasks(today)), format_, output, case.path)
