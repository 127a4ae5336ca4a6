"""What the printed words of a task mean: its deadline, its departments and their roles, its milestones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    cells = _Cells(register)
    return tuple(_read_task(task, plan, cells) for task in plan.tasks)


def read_deadline(task: Task, plan: Plan) -> Deadline:
    """Read a task's deadline; a last day stated in the plan overrules the rule."""
    if task.last_day is not None:
        return deadlines.stated(task.deadline, task.last_day)
    return _read(task.deadline, plan.year, plan.settings)


def _read(raw: str, year: int, settings: Settings) -> Deadline:
    return deadlines.read(raw, year, settings.before_reading)


def _read_task(task: Task, plan: Plan, cells: _Cells) -> TaskReading:
    offices = cells.reader.read(task.departments)
    assistants = cells.reader.assisting(task.remark) if task.remark and not task.roles.stated else ()
    return TaskReading(
        task,
        read_deadline(task, plan),
        cells.responsible(task, offices, assistants),
        tuple(
            MilestoneReading(step, _read(step.deadline, plan.year, plan.settings)) for step in task.milestones
        ),
        offices._replace(unknown=()) if task.roles.stated else offices,
        assistants,
    )


class _Cells:
    """Reads the cells of one plan; the same offices stand in them again and again."""

    def __init__(self, register: Register) -> None:
        self.reader = CellReader(register.knows, register.next_name)
        self._register = register
        self._known: dict[Office, Responsible] = {}

    def responsible(
        self, task: Task, offices: OfficesReading, assistants: tuple[str, ...]
    ) -> tuple[Responsible, ...]:
        """Give each department its role, once: who leads or shares first, then joint, then assist.

        The first printed leads, as the city's own 2020 list of departments says, unless the plan says otherwise.
        """
        found: Sequence[Office] = offices.offices
        if task.roles.stated:
            found = [Office(name, role) for role in Role for name in getattr(task.roles, role.value)]
        elif task.lead:
            found = list(_led(offices.offices, task.lead, self._register))
        # Other bodies may be named in the remark too; only offices of the register have a role in this plan.
        helping = [Office(name, Role.ASSIST) for name in assistants if self._register.knows(name)]
        once: dict[str, Responsible] = {}
        for part in sorted(self._resolved([*found, *helping]), key=_rank):
            once.setdefault(part.name, part)
        return tuple(once.values())

    def _resolved(self, offices: list[Office]) -> Iterator[Responsible]:
        names: list[str] = []
        for office in offices:
            part = self._known.get(office)
            if part is None:
                names = names or [each.printed for each in offices]
                part = self._resolve(office, names)
                if part.known and self._register.knows(office.printed):  # whatever stands beside it
                    self._known[office] = part
            yield part

    def _resolve(self, office: Office, beside: Sequence[str]) -> Responsible:
        full = full_name(office.printed, beside, self._register.knows)
        department = self._register.resolve(full) if full else None
        name = department.name if department else office.printed
        return Responsible(name, office.printed, office.role, department is not None)


def _rank(part: Responsible) -> int:
    return part.role.rank


def _led(offices: tuple[Office, ...], lead: str, register: Register) -> Iterator[Office]:
    """Yield the offices of a cell, led by the one the plan names if it is among them."""
    leader = register.resolve(lead)
    if leader is None or leader not in (register.resolve(office.printed) for office in offices):
        yield from offices
        return
    for office in offices:
        if register.resolve(office.printed) == leader:
            yield office._replace(role=Role.LEAD)
        else:
            yield office._replace(role=Role.ASSIST if office.role is Role.ASSIST else Role.JOINT)
