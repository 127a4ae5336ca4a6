"""``workplan by-dept``: one department's tasks with its role in each, or all departments at a glance."""

from __future__ import annotations

from typing import Annotated

import typer

from ...answers import department_load, listings, payloads
from ...answers.tables import View
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
    tasks = case.tasks(today)
    if name is None:
        counts = department_load.by_department(document, tasks)
        table = department_load.departments_table(counts, f"{len(counts)} 个部门（截至 {today}）")
        body = department_load.departments_payload(counts)
        notes = ("完成、逾期只计牵头的任务。",)
        view = View(payloads.envelope("departments", document, today, body), (table,), table, notes)
    else:
        department = document.register.find(name)
        chosen = query.Selection(query.of_department(tasks, department.name))
        body = {"department": payloads.department(department), **payloads.tasks(chosen)}
        title = f"{department.name}：{len(chosen.tasks)} 项任务（截至 {today}）"
        payload = payloads.envelope("tasks", document, today, body)
        view = listings.answer(chosen, document, payload, title, role_of=department.name)
    emit(view, format_, output, case.path)
