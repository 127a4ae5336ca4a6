"""``workplan by-dept``: one department's tasks with its role in each, or all departments at a glance."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import department_load, listings, payloads
from ...answers.tables import View
from ...domain import query
from .. import frame
from ..complete import complete_department
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    help="列出一个部门的任务和它在其中的角色（牵头、共同、会同）；不写部门，则列出各部门的任务数。",
    epilog="workplan by-dept 许可处\nworkplan by-dept 计量评管处 --as-of 2020-06-30\nworkplan by-dept",
)
def by_dept(
    case: Case,
    today: date,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="部门", help="部门的名称、别名或其中几个字", autocompletion=complete_department
        ),
    ] = None,
) -> View:
    """Answer who has what."""
    document = case.document
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
    return view
