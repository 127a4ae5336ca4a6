"""What the printed words of a task mean: its deadline, its departments and their roles, its milestones."""

from collections.abc import Iterator
from typing import NamedTuple

from . import deadlines
from .deadlines import Deadline, DeadlineKind
from .departments import Register
from .offices import Office, OfficesReading, assisting, full_name, holders, read_offices
from .plan import Group, Milestone, Plan, Role, Roles, Task
from .printed import Groups, OfficeCell, Taken, office_cells, opened, time_of


class Responsible(NamedTuple):
    """A department's part in a task. ``name`` is the register's, ``printed`` the plan's own word.

    ``source`` is "" where the row itself says so, else group or default.
    """

    name: str
    printed: str
    role: Role
    known: bool = True
    source: str = ""


class MilestoneReading(NamedTuple):
    """A step inside a task, with its own last day, and its own departments where it prints any.

    ``source`` is "task" where the step prints no time and takes its task's.
    """

    milestone: Milestone
    deadline: Deadline
    departments: tuple[Responsible, ...] = ()
    source: str = ""

    @property
    def holders(self) -> tuple[Responsible, ...]:
        """The departments the step is waited for from; none where it is its task's."""
        return holders(self.departments)


class TaskReading(NamedTuple):
    """A task with everything its words say, computed by rule."""

    task: Task
    deadline: Deadline
    departments: tuple[Responsible, ...]
    milestones: tuple[MilestoneReading, ...]
    offices: OfficesReading = OfficesReading(())
    """The cells of departments as they were divided."""
    source: str = ""
    """Where the deadline is from: "" for the task's own cell, else group or default."""
    groups: tuple[Group, ...] = ()
    """The groups it stands in, outermost first."""
    opened: bool = False
    """Whether the list has a form of its own, in which numbers and times are words like any others."""

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


class _Row(NamedTuple):
    """What decides who does what in a row: its cells of departments, and what the plan states outright."""

    cells: tuple[OfficeCell, ...]
    lead: str = ""
    remark: str = ""
    roles: Roles = Roles()


class _Read(NamedTuple):
    """What a row's cells say of departments."""

    departments: tuple[Responsible, ...]
    offices: OfficesReading


class _Reader:
    """Reads the rows of one plan; the same few cells come again and again, and each is read once."""

    def __init__(self, plan: Plan, register: Register, groups: Groups) -> None:
        self._plan, self._register, self._groups = plan, register, groups
        self._known: dict[_Row, _Read] = {}
        self._opened = opened(plan)

    def task(self, task: Task) -> TaskReading:
        cells = office_cells(task, self._plan, self._groups)
        read = self._departments(_Row(cells, task.lead, task.remark, task.roles))
        taken = time_of(task, self._plan, self._groups)
        deadline = self._time(task, taken)
        return TaskReading(
            task,
            deadline,
            read.departments,
            tuple(self._step(step, deadline) for step in task.milestones),
            read.offices,
            taken.source,
            self._groups.above(task.group),
            self._opened,
        )

    def _step(self, step: Milestone, whole: Deadline) -> MilestoneReading:
        cells = office_cells(step, self._plan, self._groups)
        departments = self._departments(_Row(cells)).departments if cells else ()
        if not step.deadline.strip() and step.last_day is None and step.means is None:
            return MilestoneReading(step, whole, departments, "task")
        return MilestoneReading(step, self._time(step, Taken(step.deadline)), departments)

    def _time(self, row: Task | Milestone, taken: Taken) -> Deadline:
        """Read words of time; a day or a meaning stated in the plan overrules the rule."""
        if row.last_day is not None:
            return deadlines.stated(row.deadline, row.last_day)
        if row.means is not None:
            return deadlines.meant(row.deadline, DeadlineKind(row.means.value))
        read = deadlines.read(taken.text, self._plan.year, self._plan.settings.before_reading)
        if taken.source == "default" and read.last_day is not None:
            return read._replace(raw=row.deadline, kind=DeadlineKind.STATED)
        return read

    def _departments(self, row: _Row) -> _Read:
        if row not in self._known:
            self._known[row] = _read_row(row, self._register)
        return self._known[row]


def read_plan(plan: Plan, register: Register, groups: Groups) -> tuple[TaskReading, ...]:
    """Read every task of a plan, in its order."""
    return tuple(map(_Reader(plan, register, groups).task, plan.tasks))


def _read_row(row: _Row, register: Register) -> _Read:
    """Give each department its role, once: who leads or shares first, then joint, then assist.

    The first printed leads, as the city's own 2020 list of departments says, unless the plan says otherwise.
    """
    cells = [(cell, read_offices(cell.text, register.knows, head=cell.role)) for cell in row.cells]
    offices = _joined([reading for _, reading in cells])
    found: list[tuple[Office, str]] = []
    if row.roles.stated:
        offices = offices._replace(unknown=())
        found += [(Office(name, role), "") for role in Role for name in getattr(row.roles, role.value)]
    else:
        for cell, reading in cells:
            found += [(office, cell.source) for office in _led(reading.offices, row.lead, register)]
        # Other bodies may be named here too; only offices of the register have a role in this plan.
        found += [
            (Office(name, Role.ASSIST), "")
            for name in assisting(row.remark, register.knows)
            if register.knows(name)
        ]
    once: dict[str, Responsible] = {}
    for responsible in sorted(_resolved(found, register), key=lambda r: r.role.rank):
        once.setdefault(responsible.name, responsible)
    return _Read(tuple(once.values()), offices)


def _joined(readings: list[OfficesReading]) -> OfficesReading:
    """Return what all cells of a row say together."""
    if len(readings) == 1:
        return readings[0]
    return OfficesReading(
        tuple(office for reading in readings for office in reading.offices),
        tuple(name for reading in readings for name in reading.unknown),
        next((reading.time for reading in readings if reading.time), ""),
        any(reading.open for reading in readings),
        any(reading.explicit for reading in readings),
    )


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


def _resolved(offices: list[tuple[Office, str]], register: Register) -> Iterator[Responsible]:
    names = [office.printed for office, _ in offices]
    for (printed, role), source in offices:
        known = full_name(printed, names, register.knows)
        department = register.resolve(known) if known else None
        name = department.name if department else printed
        yield Responsible(name, printed, role, department is not None, source)
