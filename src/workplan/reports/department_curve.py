"""The small curve of a department's year: how many tasks were to be done by the end of each month, and how many were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ..domain import periods
from ..domain.standing import ScheduledTask

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT = 640, 150, 34, 14, 14, 22


class SmallCurvePoint(NamedTuple):
    """A month: where it stands in the picture, its label, and both counts; ``done`` is None for months to come."""

    x: int
    label: str
    due: int
    done: int | None
    due_y: int
    done_y: int | None


class SmallCurve(NamedTuple):
    """Both lines as a picture of ``width`` by ``height``; ``due_line`` and ``done_line`` are its points as SVG has them."""

    width: int
    height: int
    base: int
    top: int
    left: int
    most: int
    points: tuple[SmallCurvePoint, ...]
    due_line: str
    done_line: str

    @property
    def words(self) -> str:
        """The picture in words, month by month."""
        told = (
            f"{p.label}应完成{p.due}项" + (f"、完成{p.done}项" if p.done is not None else "")
            for p in self.points
        )
        return "；".join(told)


def small_curve(tasks: Iterable[ScheduledTask], day: date, year: int) -> SmallCurve | None:
    """Return the curve of some tasks as of a day, None where none of them has a last day."""
    dated = [task for task in tasks if task.last_day]
    if not dated:
        return None
    points = []
    base, most = _HEIGHT - _FOOT, len(dated)

    def height(number: int) -> int:
        return base - round(number * (base - _TOP) / most)

    for at in range(12):
        month = periods.month(year, at + 1)
        due = sum(task.last_day is not None and task.last_day <= month.last for task in dated)
        came = month.first is not None and month.first <= day
        done = sum(_done_by(task, min(month.last, day)) for task in dated) if came else None
        x = _LEFT + round(at * (_WIDTH - _LEFT - _RIGHT) / 11)
        done_y = None if done is None else height(done)
        points.append(SmallCurvePoint(x, f"{at + 1}月", due, done, height(due), done_y))
    return SmallCurve(
        _WIDTH,
        _HEIGHT,
        base,
        _TOP,
        _LEFT,
        most,
        tuple(points),
        " ".join(f"{p.x},{p.due_y}" for p in points),
        " ".join(f"{p.x},{p.done_y}" for p in points if p.done_y is not None),
    )


def _done_by(task: ScheduledTask, day: date) -> bool:
    return task.history.done_on is not None and task.history.done_on <= day
