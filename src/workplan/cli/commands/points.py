"""``workplan points``: the prose's points and the tasks that carry each out."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import points as answers
from .. import options
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="列出工作要点，以及落实每个要点的任务。",
    epilog="workplan points\nworkplan points --uncovered\nworkplan points -O json",
)
def points(
    uncovered: Annotated[bool, typer.Option("--uncovered", help="只列没有任务落实的要点")] = False,
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Answer which tasks carry out which points."""
    case = open_case(file)
    view = answers.answer(case.document, options.today(as_of), uncovered=uncovered)
    emit(view, format_, output, case.path)
