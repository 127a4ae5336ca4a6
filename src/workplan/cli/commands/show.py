"""``workplan show``: one task, or one point, whole."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import whole
from ...domain.errors import Misuse
from .. import options
from ..complete import complete_task
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="显示任务的全部内容；在编号前写 point（或 要点），则显示要点。",
    epilog="workplan show 7\nworkplan show 33 34\nworkplan show point 5",
)
def show(
    numbers: Annotated[
        list[str], typer.Argument(metavar="编号", help="任务编号，可写多个", autocompletion=complete_task)
    ],
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Answer with whole tasks or points."""
    case = open_case(file)
    document = case.document
    today = options.today(as_of)
    if numbers[0] in ("point", "points", "要点"):
        if not numbers[1:]:
            raise Misuse("没有写要点编号。", "如 workplan show point 5。")
        view = whole.of_points(
            document, today, [options.point_number(text, document) for text in numbers[1:]]
        )
    else:
        tasks = {task.id: task for task in case.tasks(today)}
        asked = dict.fromkeys(options.task_number(text, document) for text in numbers)
        view = whole.tasks(document, today, [tasks[number] for number in asked])
    emit(view, format_, output, case.path)
