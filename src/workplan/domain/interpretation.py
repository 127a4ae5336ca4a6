"""What the printed words of a task mean: its deadline, its departments and their roles, its milestones."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from . import deadlines
from .deadlines import Deadline, DeadlineKind
from .departments import Register
from .fold import fold
from .offices import CellReader, Office, OfficesReading, full_name, holders
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
    name: str = ""
    """The task's number and its own: 5.2."""

    @property
    def holders(self) -> tuple[Responsible, ...]:
        """The departments the step is waited for from; none where it is its task's."""
        return holders(self.departments)

    @property
    def names(self) -> tuple[str, str]:
        """What a ledger may call it, folded: its printed time, and its number."""
        return fold(self.milestone.deadline), self.name


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
    assistants: tuple[str, ...] = ()
    """Whom the remark gives a part, also those the register lacks."""
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


def steps_named(task: Task, name: str) -> list[int]:
    """Return which steps of a task a ledger means by a name, from 1 on: none, one, or several of one printed time."""
    numbers = range(1, len(task.milestones) + 1)
    wanted = fold(name)
    printed = [n for n in numbers if fold(task.milestones[n - 1].deadline) == wanted]
    return printed or [n for n in numbers if f"{task.id}.{n}" == wanted]


def step_numbered(task: Task, name: str) -> int | None:
    """Return the step whose printed number a name is, from 1 on; None where it is none's, or another's name too."""
    if steps_named(task, name):
        return None
    wanted = fold(name)
    found = [n for n, step in enumerate(task.milestones, 1) if step.number and fold(step.number) == wanted]
    return found[0] if len(found) == 1 else None


class _Reader:
    """Reads the rows of one plan."""

    def __init__(self, plan: Plan, register: Register, groups: Groups) -> None:
        self._plan, self._groups = plan, groups
        self._cells = _Cells(register)
        self._opened = opened(plan)

    def task(self, task: Task) -> TaskReading:
        printed = office_cells(task, self._plan, self._groups)
        read = self._cells.read(printed)
        assistants = self._cells.assistants(task)
        taken = time_of(task, self._plan, self._groups)
        deadline = self._time(task, taken)
        offices = _joined(read)
        return TaskReading(
            task,
            deadline,
            self._cells.responsible(task, printed, read, assistants),
            tuple(
                [
                    self._step(step, deadline)._replace(name=f"{task.id}.{number}")
                    for number, step in enumerate(task.milestones, start=1)
                ]
            ),
            offices._replace(unknown=()) if task.roles.stated else offices,
            taken.source,
            assistants,
            self._groups.above(task.group),
            self._opened,
        )

    def _step(self, step: Milestone, whole: Deadline) -> MilestoneReading:
        printed = office_cells(step, self._plan, self._groups)
        departments = self._cells.responsible(None, printed, self._cells.read(printed)) if printed else ()
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


def read_plan(plan: Plan, register: Register, groups: Groups) -> tuple[TaskReading, ...]:
    """Read every task of a plan, in its order."""
    return tuple(map(_Reader(plan, register, groups).task, plan.tasks))


_Parts = list[tuple[Office, str]]
"""Offices with their roles, each with where the row has it from."""
_UNSTATED = Roles()


class _Cells:
    """Reads the cells of one plan; the same offices stand in them again and again."""

    def __init__(self, register: Register) -> None:
        self._reader = CellReader(register.knows, register.next_name)
        self._register = register
        self._known: dict[tuple[Office, str], Responsible] = {}
        self._rows: dict[Any, tuple[Responsible, ...]] = {}

    def read(self, printed: Sequence[OfficeCell]) -> list[OfficesReading]:
        """Divide a row's cells."""
        return [self._reader.read(cell.text, head=cell.role) for cell in printed]

    def assistants(self, task: Task) -> tuple[str, ...]:
        """Return whom a task's remark gives a part."""
        return self._reader.assisting(task.remark) if task.remark and not task.roles.stated else ()

    def responsible(
        self,
        task: Task | None,
        printed: Sequence[OfficeCell],
        read: Sequence[OfficesReading],
        assistants: tuple[str, ...] = (),
    ) -> tuple[Responsible, ...]:
        """Give each department its role, once: who leads or shares first, then joint, then assist.

        The first printed leads, as the city's own 2020 list of departments says, unless the plan says otherwise.
        ``task`` is None for a step, of which a plan states nothing outright.
        """
        lead, roles = (task.lead, task.roles) if task is not None else ("", _UNSTATED)
        key = (lead, roles, *printed, assistants)  # all that ``read`` is read from
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._responsible(lead, roles, printed, read, assistants)
        return row

    def _responsible(
        self,
        lead: str,
        roles: Roles,
        printed: Sequence[OfficeCell],
        read: Sequence[OfficesReading],
        assistants: tuple[str, ...],
    ) -> tuple[Responsible, ...]:
        found: _Parts
        if roles.stated:
            found = [(Office(name, role), "") for role in Role for name in getattr(roles, role.value)]
        else:
            found = [(o, cell.source) for cell, one in zip(printed, read, strict=True) for o in one.offices]
            if lead:
                found = list(_led(found, lead, self._register))
        # Other bodies may be named in the remark too; only offices of the register have a role in this plan.
        found += [(Office(name, Role.ASSIST), "") for name in assistants if self._register.knows(name)]
        once: dict[str, Responsible] = {}
        for part in sorted(self._resolved(found), key=_rank):
            once.setdefault(part.name, part)
        return tuple(once.values())

    def _resolved(self, found: _Parts) -> Iterator[Responsible]:
        names: list[str] = []
        for each in found:
            part = self._known.get(each)
            if part is None:
                names = names or [office.printed for office, _ in found]
                part = self._resolve(*each, names)
                if part.known and self._register.knows(part.printed):  # whatever stands beside it
                    self._known[each] = part
            yield part

    def _resolve(self, office: Office, source: str, beside: Sequence[str]) -> Responsible:
        full = full_name(office.printed, beside, self._register.knows)
        department = self._register.resolve(full) if full else None
        name = department.name if department else office.printed
        return Responsible(name, office.printed, office.role, department is not None, source)


def _rank(part: Responsible) -> int:
    return part.role.rank


def _led(found: _Parts, lead: str, register: Register) -> Iterator[tuple[Office, str]]:
    """Yield the offices of a row, led by the one the plan names if it is among them."""
    leader = register.resolve(lead)
    if leader is None or leader not in (register.resolve(office.printed) for office, _ in found):
        yield from found
        return
    for office, source in found:
        if register.resolve(office.printed) == leader:
            yield office._replace(role=Role.LEAD), source
        else:
            yield office._replace(role=Role.ASSIST if office.role is Role.ASSIST else Role.JOINT), source


def _joined(readings: Sequence[OfficesReading]) -> OfficesReading:
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
