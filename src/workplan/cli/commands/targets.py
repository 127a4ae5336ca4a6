"""``workplan targets``: every promise of the plan, with the words it comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import targets as answers
from ...domain.promises import promises
from .. import options
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="列出要点和任务中的全部指标和承诺，及其原文；没有数字的承诺凭证明材料销号。",
    epilog="workplan targets\nworkplan targets --unowned\nworkplan targets -o 指标.csv",
)
def targets(
    unowned: Annotated[bool, typer.Option("--unowned", help="只列要点中承诺了、却没有任务承担的")] = False,
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Answer what was promised."""
    case = open_case(file)
    document = case.document
    today = options.today(as_of)
    found = promises(document, case.tasks(today), unowned=unowned)
    emit(answers.answer(document, today, found, unowned=unowned), format_, output, case.path)
