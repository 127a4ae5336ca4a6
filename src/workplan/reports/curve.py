"""What should be done and what is done, month by month, as two lines and as the numbers they are drawn from.

One drawing serves the overview and, smaller, every department's page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby
from typing import NamedTuple

from ..domain.periods import month_end
from ..domain.standing import ScheduledTask
from .figures import Figure, Figures
from .timeline import Axis, months_between

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 25_000, 50_000)


@dataclass(frozen=True)
class Shape:
    """The size of a drawing, and where the numbers and the months are written in it."""

    width: int
    height: int
    left: int
    top: int
    foot: int


SHEET, STRIP = Shape(560, 280, 40, 14, 254), Shape(640, 150, 34, 14, 128)
"""On the overview, and at the head of a department's page."""


class Tick(NamedTuple):
    """A height of the curve with its number."""

    y: int
    label: str


class CurveMonth(NamedTuple):
    """A month: what falls due in it and by its end, what was done in it and by its end.

    The last two are None where the month has not begun by the day the page speaks of.
    """

    x: int
    label: str
    due: Figure
    due_so_far: Figure
    done: Figure | None
    done_so_far: Figure | None


class Curve(NamedTuple):
    """The two lines as points of a drawing, what lies between them, and where the day stands, None if outside."""

    width: int
    height: int
    foot: int
    left: int
    ticks: tuple[Tick, ...]
    months: tuple[CurveMonth, ...]
    due: str
    done: str
    gap: str
    today: int | None
    done_y: int
    label_x: int
    anchor: str

    @property
    def words(self) -> str:
        """The picture in words, month by month."""
        told = (
            f"{_until(m.label)}应完成{m.due_so_far.number}项"
            + (f"、报结{m.done_so_far.number}项" if m.done_so_far else "")
            for m in self.months
        )
        return "；".join(told)


_Point = tuple[int, int]
_LATER = "以后"
"""What the last column is called where it holds all that comes behind the others."""


def counted_on(tasks: Iterable[ScheduledTask]) -> list[ScheduledTask]:
    """Return the tasks that have a last day and that somebody waits, or waited, for."""
    return [t for t in tasks if t.last_day and not t.standing.waived]


def curve_of(
    tasks: Sequence[ScheduledTask], months: Axis, as_of: date, kept: Figures, shape: Shape = SHEET
) -> Curve:
    """Count due and done by months and draw both; nothing is said of what is done in days to come."""
    column = (shape.width - shape.left - 12) // months.months
    axis = Axis(months.first, months.months, shape.left, column, open_=months.open)
    due = [t.last_day for t in counted_on(tasks) if t.last_day]
    done = [t.history.done_on for t in tasks if t.standing.done and t.history.done_on]
    most, ticks = _scale(max(len(due), len(done)), shape)
    dues = _points(due, axis, most, shape)
    dones = _points(done, axis, most, shape, until=as_of)
    today = axis.after(as_of) if 0 <= months_between(axis.first, as_of) < axis.months else None
    at = today or (axis.right if as_of > axis.first else axis.left)
    now = (at, _y(sum(d <= as_of for d in due), most, shape))
    before = [point for point in dues if point[0] < now[0]]
    dues = [*before, now, *(point for point in dues if point[0] > now[0])]
    past_middle = at > shape.width // 2
    return Curve(
        shape.width,
        shape.height,
        shape.foot,
        shape.left,
        ticks,
        tuple(_months(tasks, axis, as_of, kept)),
        _drawn(dues),
        _drawn(dones),
        _drawn([*before, now, *reversed(dones)]),
        today,
        dones[-1][1],
        now[0] + (-8 if past_middle else 8),
        "end" if past_middle else "start",
    )


def _scale(highest: int, shape: Shape) -> tuple[int, tuple[Tick, ...]]:
    """Return the number at the top, and four or five heights with round numbers."""
    step = next((s for s in _STEPS if highest <= 4 * s), _STEPS[-1])
    most = step * max(1, -(-highest // step))
    return most, tuple(Tick(_y(n, most, shape), str(n)) for n in range(0, most + 1, step))


def _y(number: int, most: int, shape: Shape) -> int:
    return shape.foot - (shape.foot - shape.top) * number // most


def _points(
    days: Sequence[date], axis: Axis, most: int, shape: Shape, until: date | None = None
) -> list[_Point]:
    """Return where a line stands at the ends of months, beginning with nothing; until a day, and then on it."""
    columns = [0] * axis.months
    for day in days:
        columns[axis.column_of(day)] += 1
    points = [(axis.left, shape.foot)]
    for at, number in enumerate(accumulate(columns)):
        month = axis.month(at)
        if until and month_end(month.year, month.month) > until:
            break
        points.append((axis.left + (at + 1) * axis.column, _y(number, most, shape)))
    if until and until >= axis.first:
        points.append((axis.after(until), _y(len(days), most, shape)))
    return points


def _drawn(points: Iterable[_Point]) -> str:
    return " ".join(f"{x},{y}" for (x, y), _ in groupby(points))


def _months(tasks: Sequence[ScheduledTask], axis: Axis, as_of: date, kept: Figures) -> Iterable[CurveMonth]:
    """Yield the months with their numbers, each sum leading to the one before."""
    due: list[list[ScheduledTask]] = [[] for _ in range(axis.months)]
    done: list[list[ScheduledTask]] = [[] for _ in range(axis.months)]
    for task in counted_on(tasks):
        due[axis.column_of(task.last_day or as_of)].append(task)
    for task in tasks:
        if task.standing.done and task.history.done_on:
            done[axis.column_of(task.history.done_on)].append(task)
    so_far: Figure | None = None
    done_so_far: Figure | None = None
    for at in range(axis.months):
        month = axis.month(at)
        label, code = month_label(month, axis), f"{month:%Y-%m}"
        begun = month <= as_of
        so_far = kept.added(f"due-by-{code}", f"{_until(label)}应完成", due[at], so_far)
        if begun:
            done_so_far = kept.added(f"done-by-{code}", f"{_until(label)}报结", done[at], done_so_far)
        yield CurveMonth(
            axis.left + at * axis.column + axis.column // 2,
            label,
            kept.of_tasks(f"due-in-{code}", f"{label}应完成", due[at]),
            so_far,
            kept.of_tasks(f"done-in-{code}", f"{label}报结", done[at]) if begun else None,
            done_so_far if begun else None,
        )


def _until(label: str) -> str:
    return f"连{_LATER}的" if label == _LATER else f"{label}底以前"


def month_label(month: date, axis: Axis) -> str:
    """Return what a month is called; its year with it where that is a new one. What comes behind all months is 以后."""
    if axis.open and month == axis.month(axis.months - 1):
        return _LATER
    return (
        f"{month.year}年{month.month}月" if month.month == 1 and month != axis.first else f"{month.month}月"
    )
