"""One department's page: its tasks with its role in each, how they stand, and what was reported."""

from datetime import date
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.query import of_department
from ..domain.standing import ScheduledTask
from .form import Form
from .rows import StandingCount, TaskRow, chinese_day, count_standings, task_row


class RoleRow(NamedTuple):
    """A task and the department's role in it."""

    role: str
    task: TaskRow


class DepartmentPage(NamedTuple):
    """A department and all it has a part in; ``rows`` is empty where it has none."""

    name: str
    aliases: tuple[str, ...]
    day: str
    rows: tuple[RoleRow, ...]
    counts: tuple[StandingCount, ...]


def department_pages(
    document: PlanDocument, tasks: tuple[ScheduledTask, ...], asked: frozenset[str], as_of: date
) -> tuple[DepartmentPage, ...]:
    """Return the pages of the departments asked for, or of every one of the register."""
    pages, form = [], Form(document)
    for entry in document.plan.departments:
        if asked and entry.name not in asked:
            continue
        found = of_department(tasks, entry.name)
        rows = []
        for item in found:
            role = item.reading.role_of(entry.name)
            rows.append(RoleRow(role.word if role else "", task_row(item, form, as_of)))
        pages.append(
            DepartmentPage(entry.name, entry.aliases, chinese_day(as_of), tuple(rows), count_standings(found))
        )
    return tuple(pages)
