"""``workplan search``: points and tasks that hold all the words, each hit in its context."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import hits
from ...answers.columns import View
from ...domain import search as searching
from .. import frame, options
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    dated=False,
    help="在要点和任务中查找，不分全角半角、大小写、空格和引号样式；写几个词，就找同时含有的。",
    epilog="workplan search 甬舟\nworkplan search 双随机 自贸区\nworkplan search lng -O json",
)
def search(
    case: Case,
    today: date,
    words: Annotated[list[str], typer.Argument(metavar="词", help="要找的字词")],
) -> View:
    """Answer where the words stand."""
    words = list(options.search_words(words))
    document = case.document
    points, tasks = searching.search(document, case.tasks(today), words)
    return hits.answer(document, today, words, points, tasks)
