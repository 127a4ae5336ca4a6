"""``workplan search``: points and tasks that hold all the words, each hit in its context."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import hits
from ...domain import search as searching
from .. import options
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="在要点和任务中查找，不分全角半角、大小写、空格和引号样式；写几个词，就找同时含有的。",
    epilog="workplan search 甬舟\nworkplan search 双随机 自贸区\nworkplan search lng -O json",
)
def search(
    words: Annotated[list[str], typer.Argument(metavar="词", help="要找的字词")],
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Answer where the words stand."""
    words = list(options.search_words(words))
    case = open_case(file)
    document = case.document
    today = options.today(as_of)
    points, tasks = searching.search(document, case.tasks(today), words)
    emit(hits.answer(document, today, words, points, tasks), format_, output, case.path)
