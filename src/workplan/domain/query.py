"""Choosing tasks, and saying which were left out and why."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum, unique
from typing import Any, NamedTuple

from .choosing import Chosen
from .deadlines import Deadline, DeadlineKind
from .fold import holds
from .interpretation import Responsible, TaskReading
from .periods import Period
from .plan import Role
from .recurrence import turns_in
from .standing import ScheduledMilestone, ScheduledTask, Standing
from .status import Status
from .worded import Worded

UNFINISHED = frozenset(s for s in Standing if not s.done) - {Standing.CANCELLED, Standing.CARRIED}
"""未完成: what is still to be done, now or later."""


@unique
class Reason(Worded):
    """Why a task that might have been expected is not in a listing."""

    UNDATED = "undated", "未定时限"
    AMBIGUOUS = "ambiguous", "时限有两种读法"
    EXTENDED = "extended", "已延期到此后"


class LeftOut(NamedTuple):
    """A task, or one step of it, that is not listed, and why."""

    task: ScheduledTask
    reason: Reason
    step: ScheduledMilestone | None = None


class Selection(NamedTuple):
    """What was asked for, in order, and what was left out."""

    tasks: tuple[ScheduledTask, ...]
    left_out: tuple[LeftOut, ...] = ()
    milestones: tuple[ScheduledMilestone, ...] = ()


class Filter(NamedTuple):
    """Conditions that must all hold, and of the values one of them names any; one that names none asks nothing.

    ``departments`` are register names. ``periods`` holds a group for each way a time was asked for: a day must fall
    in one period of every group. All ``words`` must be found, compared folded. No ``points`` at all is None.
    ``year`` is the plan's: with it begins what recurs, where a period has no beginning. ``chosen`` are conditions of what
    is printed: all of them must admit a task.
    """

    departments: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()
    periods: tuple[tuple[Period, ...], ...] = ()
    statuses: frozenset[Status] = frozenset()
    standings: frozenset[Standing] = frozenset()
    points: frozenset[int] | None = None
    words: tuple[str, ...] = ()
    undated: bool = False
    year: int = 1
    chosen: tuple[Chosen, ...] = ()

    def admits(self, task: ScheduledTask) -> bool:
        """Tell whether everything but the time holds."""
        reading = task.reading
        return (
            self._admits_department(task)
            and (not self.statuses or task.status in self.statuses)
            and (not self.standings or task.standing in self.standings)
            and (self.points is None or not self.points.isdisjoint(reading.task.points))
            and all(task.id in chosen.tasks for chosen in self.chosen)
            and (not self.undated or reading.deadline.kind is DeadlineKind.UNDATED)
            and all(holds(searchable(task), word) for word in self.words)
        )

    def admits_step(self, step: ScheduledMilestone) -> bool:
        """Tell likewise of a step: an office finds its own steps, and all of a task it has a part in."""
        if self.admits(step.task):
            return True
        own = step.reading.departments
        return self._names_any(own) and self._replace(departments=frozenset(), roles=frozenset()).admits(
            step.task
        )

    def _names_any(self, parts: Iterable[Responsible]) -> bool:
        named = self.departments
        return any((not named or r.name in named) and (not self.roles or r.role in self.roles) for r in parts)

    def _admits_department(self, task: ScheduledTask) -> bool:
        return not (self.departments or self.roles) or self._names_any(task.reading.departments)

    def times(self, day: date | None) -> bool:
        """Tell whether a day falls in the time asked for."""
        return all(any(day in period for period in group) for group in self.periods)

    def falls(self, deadline: Deadline, day: date | None) -> bool:
        """Tell whether what is due that day, or again and again, falls due in the time asked for."""
        often = deadline.recurrence
        if often is None:
            return self.times(day)
        return all(any(turns_in(often, period, self.year) for period in group) for group in self.periods)


def searchable(task: ScheduledTask) -> str:
    """Return the words of a task that a search looks in: all six printed columns but the numbers.

    In a list of another form these too, every other cell, the groups above and the steps of their own.
    """
    words, reading = task.reading.task, task.reading
    usual = (words.title, words.goals, words.departments, words.remark)
    return "\n".join((*usual, *_of_the_form(reading))) if reading.opened else "\n".join(usual)


def _of_the_form(reading: TaskReading) -> Iterator[str]:
    task = reading.task
    yield from (task.number or "", task.deadline, *task.cells.values())
    for group in reading.groups:
        yield from (f"{group.number}{group.title}", group.departments, group.deadline, *group.cells.values())
    for step in task.milestones:
        yield from (
            step.number,
            step.title,
            step.goals,
            step.departments,
            step.deadline,
            *step.cells.values(),
        )


def select(tasks: Iterable[ScheduledTask], wanted: Filter) -> Selection:
    """Choose the tasks that meet the filter, in the plan's order.

    Where a time is asked for, those are left out, and named, that have none, and those whose words would
    fall in the time by their other reading.
    """
    chosen: list[ScheduledTask] = []
    left_out: list[LeftOut] = []
    for task in tasks:
        if not wanted.admits(task):
            continue
        deadline = task.reading.deadline
        if (_goes_on(task) and deadline.recurrence is None) or wanted.falls(deadline, task.last_day):
            chosen.append(task)
        elif reason := _reason(task, wanted):
            left_out.append(LeftOut(task, reason))
    return Selection(tuple(chosen), tuple(left_out))


def _goes_on(task: ScheduledTask) -> bool:
    """Tell whether a task is one of every period: it goes on or comes again, reported or not."""
    silent = task.standing is Standing.UNREPORTED and task.last_day is None
    return silent or task.standing is Standing.ONGOING


def _reason(task: ScheduledTask, wanted: Filter) -> Reason | None:
    """Say why a task outside the time might have been expected in it, None where nobody would."""
    deadline = task.reading.deadline
    if task.last_day is None:
        return Reason.UNDATED if task.standing is Standing.UNDATED else None
    if task.extended:
        return Reason.EXTENDED if wanted.times(task.first_day) else None
    return Reason.AMBIGUOUS if deadline.ambiguous and wanted.times(deadline.other_day) else None


def due(tasks: Iterable[ScheduledTask], steps: Iterable[ScheduledMilestone], wanted: Filter) -> Selection:
    """Choose what falls due in the filter's periods: tasks by last day, and milestones."""
    chosen = select(tasks, wanted)
    admitted = [step for step in steps if wanted.admits_step(step)]
    due_steps = tuple(
        step for step in admitted if wanted.falls(step.reading.deadline, step.reading.deadline.last_day)
    )
    other = (
        LeftOut(step.task, Reason.AMBIGUOUS, step)
        for step in admitted
        if not wanted.times(step.reading.deadline.last_day)
        and step.reading.deadline.ambiguous
        and wanted.times(step.reading.deadline.other_day)
    )
    return Selection(tuple(sorted(chosen.tasks, key=_by_deadline)), (*chosen.left_out, *other), due_steps)


def overdue(tasks: Iterable[ScheduledTask], steps: Iterable[ScheduledMilestone], today: date) -> Selection:
    """Choose what is past its last day and not finished, the latest first.

    Left out, and named: tasks without a last day, and those late only by the other reading of their words.
    """
    everything = tuple(tasks)
    late = [task for task in everything if task.standing is Standing.OVERDUE]
    left_out = [LeftOut(t, Reason.UNDATED) for t in everything if t.standing is Standing.UNDATED]
    for task in everything:
        other = task.reading.deadline.other_day
        if task.days_left is not None and not task.extended and other is not None and other < today:
            left_out.append(LeftOut(task, Reason.AMBIGUOUS))
    return Selection(
        tuple(sorted(late, key=lambda task: (-task.days_late, task.id))),
        tuple(left_out),
        tuple(
            sorted(
                (step for step in steps if step.days_late and step.open),
                key=lambda step: (-step.days_late, step.task.id),
            )
        ),
    )


def _by_deadline(task: ScheduledTask) -> tuple[date, int]:
    return (task.last_day or date.max, task.id)


def _by_standing(task: ScheduledTask) -> tuple[int, int, int]:
    return (task.urgency, -task.days_late, task.id)


@unique
class Order(StrEnum):
    """Orders a list can stand in."""

    ID = "id"
    DEADLINE = "deadline"
    DEPARTMENT = "department"
    STANDING = "standing"


def sort(
    tasks: Iterable[ScheduledTask], order: Order, departments: Sequence[str] = ()
) -> tuple[ScheduledTask, ...]:
    """Put tasks in an order; equal ones stay by number. ``departments`` is the register's order of names."""
    rank = {name: at for at, name in enumerate(departments)}

    def by_department(task: ScheduledTask) -> tuple[int, int]:
        return (rank.get(task.reading.lead, len(rank)), task.id)

    keys: dict[Order, Callable[[ScheduledTask], Any]] = {
        Order.ID: lambda task: task.id,
        Order.DEADLINE: _by_deadline,
        Order.DEPARTMENT: by_department,
        Order.STANDING: _by_standing,
    }
    return tuple(sorted(tasks, key=keys[order]))


def of_department(tasks: Iterable[ScheduledTask], department: str) -> tuple[ScheduledTask, ...]:
    """Choose a department's tasks: those it leads first, then joint, then those it assists with."""
    ranked = [(role.rank, t.id, t) for t in tasks if (role := t.reading.role_of(department))]
    return tuple(task for _, _, task in sorted(ranked, key=lambda r: r[:2]))
