"""Where each task stands on a given day: plan, records and the day, and nothing else. Never stored."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum, unique
from typing import NamedTuple

from .deadlines import DeadlineKind
from .document import PlanDocument
from .fold import fold
from .history import NOTHING, TaskHistory, histories
from .interpretation import MilestoneReading, TaskReading
from .plan import Settings
from .records import ProgressRecord
from .status import Status


@unique
class Standing(StrEnum):
    """What follows from plan, records and the day."""

    UNDATED = "undated"
    ONGOING = "ongoing"
    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    BEHIND = "behind"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@unique
class Light(StrEnum):
    """The light an office hangs beside a task; its word is always printed with it."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


class Pace(NamedTuple):
    """Percent reported against the days gone of all there are, both shown wherever one is judged."""

    percent: Decimal
    gone: int
    whole: int

    @property
    def elapsed(self) -> float:
        """How many percent of the time are gone; to be shown, while ``lags`` judges without rounding."""
        return 100 * self.gone / self.whole

    def lags(self, points: int) -> bool:
        """Tell whether the work is behind the calendar, and by as many percentage points at least."""
        lag = 100 * self.gone - self.percent * self.whole
        return lag > 0 and lag >= points * self.whole


class ScheduledTask(NamedTuple):
    """A task, what its words say, and where it stands on the day.

    ``last_day`` is the one that holds, after extensions; ``first_day`` the one the plan named. ``days_late``
    counts from it to the day, or to the day it was done. ``days_left`` is None where nothing is left to wait
    for. ``pace`` is None where nothing was reported or no time runs.
    """

    reading: TaskReading
    history: TaskHistory
    standing: Standing
    last_day: date | None = None
    days_late: int = 0
    days_left: int | None = None
    pace: Pace | None = None
    light: Light = Light.NONE

    @property
    def id(self) -> int:
        """The task's number."""
        return self.reading.task.id

    @property
    def status(self) -> Status:
        """What was recorded of it."""
        return self.history.status

    @property
    def first_day(self) -> date | None:
        """The last day the plan itself named."""
        return self.reading.deadline.last_day

    @property
    def extended(self) -> bool:
        """Whether an extension holds, or held when it was done."""
        return self.history.extended_to(at_done=self.history.finished) is not None


class ScheduledMilestone(NamedTuple):
    """A step of a task, and how it stands on the day."""

    task: ScheduledTask
    reading: MilestoneReading
    reached_on: date | None = None
    days_late: int = 0

    @property
    def open(self) -> bool:
        """Whether somebody still has to reach it."""
        return self.reached_on is None and self.task.standing not in SETTLED


DONE = frozenset({Standing.DONE, Standing.DONE_LATE})
SETTLED = DONE | {Standing.SUSPENDED, Standing.CANCELLED}
"""Where nobody is waited for any more, or not for now."""


def schedule(
    document: PlanDocument, today: date, records: Iterable[ProgressRecord] = ()
) -> tuple[ScheduledTask, ...]:
    """Say where every task stands on ``today``, by the records that were true by then."""
    known = histories(records, today)
    start = document.plan.publication.issued or date(document.plan.year, 1, 1)
    settings = document.plan.settings
    return tuple(
        _stand(reading, known.get(reading.task.id, NOTHING), today, start, settings)
        for reading in document.readings
    )


def _stand(
    reading: TaskReading, history: TaskHistory, today: date, start: date, settings: Settings
) -> ScheduledTask:
    if history.finished:
        return _finished(reading, history)
    last_day = history.extended_to() or reading.deadline.last_day
    if history.status is Status.SUSPENDED:
        return ScheduledTask(reading, history, Standing.SUSPENDED, last_day)
    if history.status is Status.CANCELLED:
        return ScheduledTask(reading, history, Standing.CANCELLED, last_day)
    if last_day is None:
        ongoing = reading.deadline.kind in (DeadlineKind.ONGOING, DeadlineKind.RECURRING)
        return ScheduledTask(reading, history, Standing.ONGOING if ongoing else Standing.UNDATED)
    left = (last_day - today).days
    if left < 0:
        return ScheduledTask(reading, history, Standing.OVERDUE, last_day, days_late=-left, light=Light.RED)
    pace = _pace(history, start, last_day, today)
    if pace and pace.lags(settings.behind_points):
        far = pace.lags(settings.far_behind_points)
        standing, light = Standing.BEHIND, Light.RED if far else Light.YELLOW
    elif left <= settings.due_soon_days:
        standing, light = Standing.DUE_SOON, Light.YELLOW
    else:
        standing, light = Standing.ON_TRACK, Light.GREEN
    return ScheduledTask(reading, history, standing, last_day, days_left=left, pace=pace, light=light)


def _finished(reading: TaskReading, history: TaskHistory) -> ScheduledTask:
    """Done stops the clock; late stays late, whatever extension is granted afterwards."""
    last_day = history.extended_to(at_done=True) or reading.deadline.last_day
    late = max(0, (history.done_on - last_day).days) if history.done_on and last_day else 0
    standing = Standing.DONE_LATE if late else Standing.DONE
    return ScheduledTask(reading, history, standing, last_day, days_late=late, light=Light.GREEN)


def _pace(history: TaskHistory, start: date, last_day: date, today: date) -> Pace | None:
    """Hold the percent reported against the share of the days from issue to last day that are gone."""
    if history.percent is None:
        return None
    whole = (last_day - start).days
    if whole <= 0:
        return Pace(history.percent, 1, 1)
    return Pace(history.percent, min(max((today - start).days, 0), whole), whole)


def milestones(tasks: Iterable[ScheduledTask], today: date) -> tuple[ScheduledMilestone, ...]:
    """Return the steps of all tasks, with how late each is on ``today``."""
    return tuple(_step(task, step, today) for task in tasks for step in task.reading.milestones)


def reached_on(task: ScheduledTask, step: MilestoneReading) -> date | None:
    """Return the day a step was reported reached, or its whole task done."""
    return task.history.reached.get(fold(step.milestone.deadline)) or task.history.done_on


def _step(task: ScheduledTask, step: MilestoneReading, today: date) -> ScheduledMilestone:
    day = step.deadline.last_day
    reached = reached_on(task, step)
    until = reached or today
    if day is None or (reached is None and task.standing in SETTLED):
        return ScheduledMilestone(task, step, reached)
    return ScheduledMilestone(task, step, reached, max(0, (until - day).days))
