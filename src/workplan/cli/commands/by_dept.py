"""``workplan by-dept``: one department's tasks with its role in each, or all departments at a glance."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import departments, tasks
from ...domain import query
from .. import options
from ..complete import complete_department
from ..emit import emit
from ..help import Command
from ..plan import open_case

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help="列出一个部门的任务和它在其中的角色（牵头、共同、会同）；不写部门，则列出各部门的任务数。",
    epilog="workplan by-dept 许可处\nworkplan by-dept 计量评管处 --as-of 2020-06-30\nworkplan by-dept",
)
def by_dept(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="部门", help="部门的名称、别名或其中几个字", autocompletion=complete_department
        ),
    ] = None,
    file: options.File = None,
    as_of: options.AsOf = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Answer who has what."""
    case = open_case(file)
    document = case.document
    today = options.today(as_of)
    everything = case.tasks(today)
    if name is None:
        view = departments.answer(document, today, everything)
    else:
        department = document.register.find(name)
        chosen = query.Selection(query.of_department(everything, department.name))
        title = f"{department.name}：{tasks.counted(chosen)}"
        view = tasks.answer(document, today, chosen, title, department=department)
    emit(view, format_, output, case.path)
