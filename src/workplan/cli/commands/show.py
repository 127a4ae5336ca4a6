"""``workplan show``: one task, or one point, whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import whole
from ...answers.columns import View
from ...domain.errors import Misuse
from ...domain.fold import fold
from .. import frame
from .. import numbers as numbers_
from ..complete import complete_task
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    dated=False,
    help="显示任务的全部内容；在编号前写 point（或 要点），则显示要点。",
    epilog="workplan show 7\nworkplan show 33 34\nworkplan show point 5",
)
def show(
    case: Case,
    today: date,
    numbers: Annotated[
        list[str], typer.Argument(metavar="编号", help="任务编号，可写多个", autocompletion=complete_task)
    ],
) -> View:
    """Answer with whole tasks or points."""
    document = case.document
    first = fold(numbers[0])
    if first.startswith("要点") and first != "要点":
        numbers = ["要点", *numbers]
    if first in ("point", "points") or first.startswith("要点"):
        if not numbers[1:]:
            raise Misuse("没有写要点编号。", "如 workplan show point 5。")
        view = whole.of_points(document, today, numbers_.points(numbers[1:], document))
    else:
        tasks = {task.id: task for task in case.tasks(today)}
        view = whole.tasks(
            document, today, [tasks[n] for n in numbers_.tasks(numbers, document)], case.links(today)
        )
    return view
