"""Tasks drawn along the months: where a day stands, how far a bar is filled, what was put off and what came late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.standing import ScheduledMilestone, ScheduledTask


class Stretch(NamedTuple):
    """A part of a bar, by its left end and its length."""

    x: int
    width: int


class StepMark(NamedTuple):
    """A step's place, its mark (◆ reached, ◇ not, ■ late) and its name."""

    x: int
    mark: str
    name: str


class Bar(NamedTuple):
    """One task along the months.

    ``whole`` runs from the day time begins to the last day that holds, ``filled`` covers the percent reported of it,
    ``put_off`` is what extensions added to it and ``late`` what came after it: up to the day of the report, or to the day
    it was done. Each is None where there is none. ``done`` is the place of the day it was done, None where it is not.
    ``beyond`` is the room of an arrow behind the bar, where its last day lies behind all months.
    """

    standing: str
    whole: Stretch | None
    filled: Stretch | None
    put_off: Stretch | None
    late: Stretch | None
    done: int | None
    steps: tuple[StepMark, ...]
    beyond: Stretch | None = None


class Axis:
    """Months in columns of one width, from ``left`` on; ``open``: the last column is for all that comes behind the others."""

    def __init__(self, first: date, months: int, left: int, column: int, *, open_: bool = False) -> None:
        """Lay out so many months, beginning with that of which ``first`` is the first day."""
        self.open = open_
        self.first = first
        self.months = months
        self.left = left
        self.column = column

    @property
    def right(self) -> int:
        """Where the last month ends."""
        return self.left + self.months * self.column

    def column_of(self, day: date) -> int:
        """Return which column a day falls in; the first and the last take what comes before and behind."""
        return min(max(months_between(self.first, day), 0), self.months - 1)

    def month(self, index: int) -> date:
        """Return the first day of a column's month."""
        whole = self.first.month - 1 + index
        return date(self.first.year + whole // 12, whole % 12 + 1, 1)

    def at(self, day: date) -> int:
        """Return where a day begins; one before or behind all months stands at their edge."""
        whole = months_between(self.first, day)
        if not 0 <= whole < self.months:
            return self.left if whole < 0 else self.right
        return self.left + whole * self.column + (day.day - 1) * self.column // 31

    def after(self, day: date) -> int:
        """Return where a day ends."""
        whole = months_between(self.first, day)
        if not 0 <= whole < self.months:
            return self.at(day)
        return self.left + whole * self.column + day.day * self.column // 31

    def stretch(self, first: int, last: int) -> Stretch | None:
        """Return what lies between two places, None where that is nothing."""
        return Stretch(first, last - first) if last > first else None


MOST_MONTHS = 15
"""How many months are shown where the last task is due later than there is room for: the last column is then 以后."""


def axis_of(document: PlanDocument, tasks: Iterable[ScheduledTask], length: int) -> Axis:
    """Return the months a page speaks of: from the plan's issue, or what is due before, to the last that is due.

    Where that is far away, what is due later has a column of its own behind some months.
    """
    year, start = document.plan.year, document.plan.start
    days = [task.last_day for task in tasks if task.last_day]
    first = max(min([start, *days]), date(year, 1, 1)).replace(day=1)
    last = max([date(year, 12, 31), *days])
    span = months_between(first, last) + 1
    months = min(span, MOST_MONTHS)
    return Axis(first, months, 0, length // months, open_=span > months)


def months_between(first: date, day: date) -> int:
    """Return how many months a day's month comes after another's."""
    return (day.year - first.year) * 12 + day.month - first.month


def bar_of(
    task: ScheduledTask, steps: Iterable[ScheduledMilestone], start: date, axis: Axis, as_of: date
) -> Bar:
    """Return a task's bar; its time begins with the plan's, or with its own day where that comes first."""
    marks = tuple(_step(step, axis) for step in steps if step.reading.deadline.last_day)
    done_on = task.history.done_on
    done = axis.after(done_on) if done_on else None
    if task.last_day is None:
        return Bar(task.standing.value, None, None, None, None, done, marks)
    first = task.first_day if task.extended and task.first_day else task.last_day
    beyond = axis.open and axis.column_of(task.last_day) == axis.months - 1
    begin = axis.at(min(start, first, task.last_day))
    end = axis.right - axis.column // 2 if beyond else axis.after(task.last_day)
    whole = axis.stretch(begin, end)
    return Bar(
        task.standing.value,
        whole,
        _filled(task, whole),
        axis.stretch(min(axis.after(first), end), end),
        axis.stretch(end, axis.after(done_on or as_of)) if task.days_late else None,
        done,
        marks,
        axis.stretch(end, axis.right - axis.column // 8) if beyond else None,
    )


def _filled(task: ScheduledTask, whole: Stretch | None) -> Stretch | None:
    percent = task.history.percent
    if not percent or whole is None:
        return None
    return Stretch(whole.x, max(1, int(whole.width * percent / 100)))


def _step(step: ScheduledMilestone, axis: Axis) -> StepMark:
    day = step.reading.deadline.last_day
    late = step.open and step.days_late
    mark = "◆" if step.reached_on else "■" if late else "×" if step.dropped_on else "◇"
    within = (
        axis.right - axis.column // 8
    )  # a mark of the year's last day stands inside the months, not half beside them
    return StepMark(min(axis.after(day), within) if day else axis.left, mark, step.reading.milestone.name)
