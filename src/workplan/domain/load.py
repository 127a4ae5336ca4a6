"""How much there is: tasks by department and role, by the month they are due, and by how they stand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import MAXYEAR
from typing import NamedTuple

from .document import PlanDocument
from .plan import Department, Role
from .standing import ScheduledTask, Standing


class DepartmentCount(NamedTuple):
    """One department's load. ``done`` and ``overdue`` are of the tasks it holds, of which there are ``held``."""

    department: Department
    roles: dict[Role, int]
    done: int
    overdue: int
    held: int

    @property
    def lead(self) -> int:
        """How many tasks it leads."""
        return self.roles[Role.LEAD]

    @property
    def joint(self) -> int:
        """How many tasks it joins in."""
        return self.roles[Role.JOINT]

    @property
    def assist(self) -> int:
        """How many tasks it assists with."""
        return self.roles[Role.ASSIST]

    @property
    def done_share(self) -> float | None:
        """Done of the tasks it holds, 0 to 1; None where there are none."""
        return self.done / self.held if self.held else None

    @property
    def overdue_share(self) -> float | None:
        """Overdue of the tasks it holds, 0 to 1; None where there are none."""
        return self.overdue / self.held if self.held else None


class MonthCount(NamedTuple):
    """The tasks whose last day, extensions included, falls in one month; ``month`` is empty for those without one."""

    month: str
    tasks: int
    done: int
    overdue: int


def by_department(document: PlanDocument, tasks: Iterable[ScheduledTask]) -> list[DepartmentCount]:
    """Return the counts of every department of the register, in its order."""
    none = dict.fromkeys(Role, 0)
    roles = {department.name: none.copy() for department in document.plan.departments}
    held, done, late = dict.fromkeys(roles, 0), dict.fromkeys(roles, 0), dict.fromkeys(roles, 0)
    for task in tasks:
        for responsible in task.reading.departments:
            roles[responsible.name][responsible.role] += 1
        for holder in task.reading.holders:
            held[holder.name] += 1
            done[holder.name] += task.standing.done
            late[holder.name] += task.standing is Standing.OVERDUE
    return [
        DepartmentCount(entry, roles[entry.name], done[entry.name], late[entry.name], held[entry.name])
        for entry in document.plan.departments
    ]


def columns_of_roles(counts: Sequence[DepartmentCount]) -> tuple[Role, ...]:
    """Return the roles a table of these counts has a column for: the usual ones, and those somebody has."""
    return tuple([role for role in Role if role.always or any(count.roles[role] for count in counts)])


_NO_MONTH = (MAXYEAR + 1, 0)
"""Stands for the month of what is due in none, behind all others."""


def by_month(tasks: Iterable[ScheduledTask]) -> list[MonthCount]:
    """Return the counts of every month something is due in; last, of what is due in none."""
    found: dict[tuple[int, int], list[ScheduledTask]] = {}
    for task in tasks:
        day = task.last_day
        found.setdefault((day.year, day.month) if day else _NO_MONTH, []).append(task)
    return [
        MonthCount(
            "" if month == _NO_MONTH else "{:04}-{:02}".format(*month),
            len(due),
            sum(t.standing.done for t in due),
            sum(t.standing is Standing.OVERDUE for t in due),
        )
        for month, due in sorted(found.items())
    ]


def by_standing(tasks: Iterable[ScheduledTask]) -> dict[Standing, int]:
    """Return how many tasks stand how, in the order standings are always listed."""
    counted = Counter(task.standing for task in tasks)
    return {standing: counted[standing] for standing in Standing if counted[standing]}
