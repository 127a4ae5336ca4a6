"""What the printed words of a task mean: its deadline, its departments and their roles, its milestones."""

from collections.abc import Iterator
from typing import NamedTuple

from . import deadlines
from .deadlines import Deadline
from .departments import Register
from .fold import fold
from .offices import Office, OfficesReading, assisting, full_name, holders, read_offices
from .plan import Milestone, Plan, Role, Settings, Task


class Responsible(NamedTuple):
    """A department's part in a task. ``name`` is the register's, ``printed`` the plan's own word."""

    name: str
    printed: str
    role: Role
    known: bool = True


class MilestoneReading(NamedTuple):
    """A step inside a task, with its own last day."""

    milestone: Milestone
    deadline: Deadline
    number: str = ""
    """The task's number and its own: 5.2."""

    @property
    def names(self) -> tuple[str, str]:
        """What a ledger may call it, folded: its printed time, and its number."""
        return fold(self.milestone.deadline), self.number


class TaskReading(NamedTuple):
    """A task with everything its words say, computed by rule."""

    task: Task
    deadline: Deadline
    departments: tuple[Responsible, ...]
    milestones: tuple[MilestoneReading, ...]
    offices: OfficesReading = OfficesReading(())
    """The cell of departments as it was divided."""

    @property
    def leads(self) -> tuple[Responsible, ...]:
        """All departments that lead."""
        return tuple(r for r in self.departments if r.role is Role.LEAD)

    @property
    def holders(self) -> tuple[Responsible, ...]:
        """The departments the task is counted with: those that lead or, where none leads, those that share it."""
        return holders(self.departments)

    @property
    def lead(self) -> str:
        """The register name of the first department that holds the task, "" where nobody is named."""
        first = (*self.holders, *self.departments)
        return first[0].name if first else ""

    def role_of(self, department: str) -> Role | None:
        """Return the role the department of that register name has here, or None."""
        return next((r.role for r in self.departments if r.name == department), None)


def steps_named(task: Task, name: str) -> list[int]:
    """Return which steps of a task a ledger means by a name, from 1 on: none, one, or several of one printed time."""
    numbers = range(1, len(task.milestones) + 1)
    wanted = fold(name)
    printed = [n for n in numbers if fold(task.milestones[n - 1].deadline) == wanted]
    return printed or [n for n in numbers if f"{task.id}.{n}" == wanted]


class _Cells(NamedTuple):
    """What a task's cells say of departments."""

    departments: tuple[Responsible, ...]
    offices: OfficesReading


_Known = dict[tuple[object, ...], _Cells]
"""Readings by the cells they are of: the same few, again and again."""


def read_plan(plan: Plan, register: Register) -> tuple[TaskReading, ...]:
    """Read every task of a plan, in its order."""
    cells: _Known = {}
    return tuple(_read_task(task, plan, register, cells) for task in plan.tasks)


def read_deadline(task: Task, plan: Plan) -> Deadline:
    """Read a task's deadline; a last day stated in the plan overrules the rule."""
    if task.last_day is not None:
        return deadlines.stated(task.deadline, task.last_day)
    return _read(task.deadline, plan.year, plan.settings)


def _read(raw: str, year: int, settings: Settings) -> Deadline:
    return deadlines.read(raw, year, settings.before_reading)


def _read_task(task: Task, plan: Plan, register: Register, cells: _Known) -> TaskReading:
    cell = (task.departments, task.lead, task.remark, task.roles)
    if cell not in cells:
        cells[cell] = _read_cells(task, register)
    return TaskReading(
        task,
        read_deadline(task, plan),
        cells[cell].departments,
        tuple(
            MilestoneReading(step, _read(step.deadline, plan.year, plan.settings), f"{task.id}.{number}")
            for number, step in enumerate(task.milestones, start=1)
        ),
        cells[cell].offices,
    )


def _read_cells(task: Task, register: Register) -> _Cells:
    """Give each department its role, once: who leads or shares first, then joint, then assist.

    The first printed leads, as the city's own 2020 list of departments says, unless the plan says otherwise.
    """
    offices = read_offices(task.departments, register.knows)
    if task.roles.stated:
        offices = offices._replace(unknown=())
        found = [Office(name, role) for role in Role for name in getattr(task.roles, role.value)]
    else:
        found = list(_led(offices.offices, task.lead, register))
        # Other bodies may be named here too; only offices of the register have a role in this plan.
        found += [
            Office(name, Role.ASSIST)
            for name in assisting(task.remark, register.knows)
            if register.knows(name)
        ]
    once: dict[str, Responsible] = {}
    for responsible in sorted(_resolved(found, register), key=lambda r: r.role.rank):
        once.setdefault(responsible.name, responsible)
    return _Cells(tuple(once.values()), offices)


def _led(offices: tuple[Office, ...], lead: str, register: Register) -> Iterator[Office]:
    """Yield the offices of a cell, led by the one the plan names."""
    leader = register.resolve(lead) if lead else None
    for office in offices:
        if leader is None:
            yield office
        elif register.resolve(office.printed) == leader:
            yield office._replace(role=Role.LEAD)
        else:
            yield office._replace(role=Role.ASSIST if office.role is Role.ASSIST else Role.JOINT)


def _resolved(offices: list[Office], register: Register) -> Iterator[Responsible]:
    names = [office.printed for office in offices]
    for printed, role in offices:
        known = full_name(printed, names, register.knows)
        department = register.resolve(known) if known else None
        yield Responsible(department.name if department else printed, printed, role, department is not None)
