"""``workplan by-dept``: one department's tasks with its role in each, or all departments at a glance."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ...answers import departments, tasks
from ...answers.columns import View
from ...domain.holding import parts_of
from ...domain.standing import milestones
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
    everything = case.tasks(today)
    if name is None:
        return departments.answer(document, today, everything)
    department = document.register.find(name)
    parts = parts_of(department, everything, milestones(everything, today), document.register)
    return tasks.of_department(document, today, department, parts, everything)
