"""Where each task stands on a given day. Always computed, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique

from .deadlines import DeadlineKind
from .document import PlanDocument
from .reading import MilestoneReading, TaskReading


@unique
class Status(StrEnum):
    """What was recorded of a task."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@unique
class Standing(StrEnum):
    """What follows from plan, records and the day."""

    UNDATED = "undated"
    ONGOING = "ongoing"
    ON_TRACK = "on_track"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE = "done"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ScheduledTask:
    """A task, what its words say, and where it stands on the day.

    ``days_late`` is 0 unless it is overdue; ``days_left`` is None where there is no last day or it is past.
    """

    reading: TaskReading
    status: Status
    standing: Standing
    days_late: int = 0
    days_left: int | None = None

    @property
    def id(self) -> int:
        """The task's number."""
        return self.reading.task.id

    @property
    def last_day(self) -> date | None:
        """The last day that is still on time."""
        return self.reading.deadline.last_day


@dataclass(frozen=True, slots=True)
class ScheduledMilestone:
    """A step of a task, and how late it is on the day."""

    task: ScheduledTask
    reading: MilestoneReading
    days_late: int = 0


def schedule(document: PlanDocument, today: date) -> tuple[ScheduledTask, ...]:
    """Say where every task stands on ``today``. Without a ledger nothing has been started."""
    due_soon = document.plan.settings.due_soon_days
    return tuple(_stand(reading, today, due_soon) for reading in document.readings)


def _stand(reading: TaskReading, today: date, due_soon: int) -> ScheduledTask:
    status = Status.NOT_STARTED
    if reading.deadline.kind is DeadlineKind.ONGOING:
        return ScheduledTask(reading, status, Standing.ONGOING)
    if reading.deadline.last_day is None:
        return ScheduledTask(reading, status, Standing.UNDATED)
    left = (reading.deadline.last_day - today).days
    if left < 0:
        return ScheduledTask(reading, status, Standing.OVERDUE, days_late=-left)
    standing = Standing.DUE_SOON if left <= due_soon else Standing.ON_TRACK
    return ScheduledTask(reading, status, standing, days_left=left)


def milestones(tasks: tuple[ScheduledTask, ...], today: date) -> tuple[ScheduledMilestone, ...]:
    """Return the steps of all tasks, with how late each is on ``today``."""
    return tuple(
        ScheduledMilestone(task, step, _days_late(step, today))
        for task in tasks
        for step in task.reading.milestones
    )


def _days_late(step: MilestoneReading, today: date) -> int:
    day = step.deadline.last_day
    return max(0, (today - day).days) if day else 0
