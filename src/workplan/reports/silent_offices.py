"""Which offices have not reported, on which tasks, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ..domain.holding import holder_names
from ..domain.standing import ScheduledTask, Standing
from .rows import TaskRow


class SilentOffice(NamedTuple):
    """An office, its tasks nobody reported on, and the longest silence in days; ``never``: of none was there a report."""

    name: str
    tasks: tuple[TaskRow, ...]
    days: int
    never: bool

    def words(self, *, named: bool) -> str:
        """Return it as a sentence names it: 许可处2项（任务4、5）."""
        which = f"（任务{'、'.join(row.label for row in self.tasks)}）" if named else ""
        return f"{self.name or '没有写责任部门的'}{len(self.tasks)}项{which}"


def silent_offices(
    tasks: Iterable[ScheduledTask], rows: Iterable[TaskRow], day: date, start: date
) -> list[SilentOffice]:
    """Return the offices that hold unreported tasks, the longest lists first."""
    found: dict[str, list[tuple[ScheduledTask, TaskRow]]] = {}
    for task, row in zip(tasks, rows, strict=True):
        if task.standing is Standing.UNREPORTED:
            found.setdefault(holder_names(task.reading)[0], []).append((task, row))
    offices = [_office(name, its, day, start) for name, its in found.items()]
    return sorted(offices, key=lambda office: -len(office.tasks))


def _office(name: str, its: list[tuple[ScheduledTask, TaskRow]], day: date, start: date) -> SilentOffice:
    reports = [task.history.report for task, _ in its]
    days = max((day - (report.date if report else start)).days for report in reports)
    return SilentOffice(name, tuple(row for _, row in its), days, not any(reports))
