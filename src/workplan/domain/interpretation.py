"""What the printed words of a task mean: its deadline, its departments and their roles, its milestones."""

from collections.abc import Iterator
from typing import NamedTuple

from . import deadlines
from .deadlines import Deadline
from .departments import Register
from .offices import CellReader, Office, OfficesReading, full_name, holders
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


class TaskReading(NamedTuple):
    """A task with everything its words say, computed by rule."""

    task: Task
    deadline: Deadline
    departments: tuple[Responsible, ...]
    milestones: tuple[MilestoneReading, ...]
    offices: OfficesReading = OfficesReading(())
    """The cell of departments as it was divided."""
    assistants: tuple[str, ...] = ()
    """Whom the remark gives a part, also those the register lacks."""

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


def read_plan(plan: Plan, register: Register) -> tuple[TaskReading, ...]:
    """Read every task of a plan, in its order."""
    cells = CellReader(register.knows, register.next_name)
    return tuple(_read_task(task, plan, register, cells) for task in plan.tasks)


def read_deadline(task: Task, plan: Plan) -> Deadline:
    """Read a task's deadline; a last day stated in the plan overrules the rule."""
    if task.last_day is not None:
        return deadlines.stated(task.deadline, task.last_day)
    return _read(task.deadline, plan.year, plan.settings)


def _read(raw: str, year: int, settings: Settings) -> Deadline:
    return deadlines.read(raw, year, settings.before_reading)


def _read_task(task: Task, plan: Plan, register: Register, cells: CellReader) -> TaskReading:
    offices = cells.read(task.departments)
    assistants = cells.assisting(task.remark) if task.remark and not task.roles.stated else ()
    return TaskReading(
        task,
        read_deadline(task, plan),
        _responsible(task, offices, assistants, register),
        tuple(
            MilestoneReading(step, _read(step.deadline, plan.year, plan.settings)) for step in task.milestones
        ),
        offices._replace(unknown=()) if task.roles.stated else offices,
        assistants,
    )


def _responsible(
    task: Task, offices: OfficesReading, assistants: tuple[str, ...], register: Register
) -> tuple[Responsible, ...]:
    """Give each department its role, once: who leads or shares first, then joint, then assist.

    The first printed leads, as the city's own 2020 list of departments says, unless the plan says otherwise.
    """
    if task.roles.stated:
        found = [Office(name, role) for role in Role for name in getattr(task.roles, role.value)]
    else:
        found = list(_led(offices.offices, task.lead, register)) if task.lead else list(offices.offices)
        # Other bodies may be named here too; only offices of the register have a role in this plan.
        found += [Office(name, Role.ASSIST) for name in assistants if register.knows(name)]
    once: dict[str, Responsible] = {}
    for responsible in sorted(_resolved(found, register), key=lambda r: r.role.rank):
        once.setdefault(responsible.name, responsible)
    return tuple(once.values())


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
