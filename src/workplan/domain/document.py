"""A plan, and a ledger, together with where each part stands: what checks read and commands answer from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple

from .departments import Register
from .diagnostics import Diagnostic, Severity
from .interpretation import TaskReading, read_plan
from .places import Path_, Places
from .plan import Plan, Point, Task
from .printed import Groups, Names
from .records import ProgressRecord
from .voids import in_force, kept

_PLAN = "plan"


def key_alone(file: str) -> str:
    """Return the key of a plan named by itself: its file's name; of a `plan.yaml` the last folder that was named.

    What was not named is not asked for: in its own folder a `plan.yaml` is `plan`, wherever that folder lies.
    """
    path = PurePath(file)
    folder = path.parent.name
    return folder if path.stem == _PLAN and folder not in ("", "..") else path.stem


@dataclass(frozen=True, eq=False, repr=False)
class PlanDocument:
    """A validated plan and its source.

    ``damaged`` names the top-level parts of which something could not be used and was left out: findings
    about what is *absent* there would only repeat that. ``key`` is what the plan is called among several, ``read`` how its
    tasks were read before, where that is still known.
    """

    plan: Plan
    source: Places
    damaged: frozenset[str] = frozenset()
    key: str = ""
    read: tuple[TaskReading, ...] | None = None

    @property
    def plan_key(self) -> str:
        """The plan's key: what it is called among others, else by its own path."""
        return self.key or key_alone(self.source.file)

    @property
    def whole(self) -> bool:
        """Whether all of the file is in the plan."""
        return not self.damaged

    @cached_property
    def register(self) -> Register:
        """The departments by all their names."""
        return Register(self.plan.departments)

    @cached_property
    def groups(self) -> Groups:
        """The groups of the list by id."""
        return Groups(self.plan.groups)

    @cached_property
    def names(self) -> Names:
        """What each task is called, by its id."""
        return Names(self.plan)

    def called(self, task: int) -> str:
        """Return what a finding calls a task: its printed number, and its id where that is another."""
        return self.names.both(task)

    @cached_property
    def readings(self) -> tuple[TaskReading, ...]:
        """Every task with its reading, in the plan's order."""
        return read_plan(self.plan, self.register, self.groups) if self.read is None else self.read

    @cached_property
    def tasks(self) -> dict[int, Task]:
        """Tasks by number."""
        return {task.id: task for task in self.plan.tasks}

    @cached_property
    def life(self) -> tuple[date, date]:
        """The first and the last day something can be recorded of: the plan's year and the next after its last day."""
        year = self.plan.year
        days = (reading.deadline.last_day for reading in self.readings)
        last = max((day.year for day in days if day), default=year)
        return date(year, 1, 1), date(min(max(year, last) + 1, 9999), 12, 31)

    @cached_property
    def points(self) -> dict[int, Point]:
        """Points by number."""
        return {point.id: point for point in self.plan.points}

    @cached_property
    def carriers(self) -> dict[int, tuple[int, ...]]:
        """For each point the numbers of the tasks that carry it out, in the plan's order."""
        found: dict[int, list[int]] = {point.id: [] for point in self.plan.points}
        for task in self.plan.tasks:
            for point in dict.fromkeys(task.points):
                found.setdefault(point, []).append(task.id)
        return {point: tuple(tasks) for point, tasks in found.items()}

    def diagnostic(
        self,
        path: Path_,
        code: str,
        severity: Severity,
        message: str,
        hint: str = "",
        *,
        task: int | None = None,
        point: int | None = None,
        key: bool = False,
    ) -> Diagnostic:
        """Return a finding placed at ``path`` of this plan."""
        return Diagnostic(self.source.locate(path, key=key), code, severity, message, hint, task, point)


class LedgerDocument(NamedTuple):
    """A validated ledger and its source; empty where there is no file yet."""

    source: Places
    records: tuple[ProgressRecord, ...] = ()

    def in_force(self, known_on: date | None = None) -> tuple[ProgressRecord, ...]:
        """Return the records nobody took back; by the end of a day, as far as they were known by then."""
        return in_force(self.records, known_on)

    def numbered(self) -> list[tuple[int, ProgressRecord]]:
        """Return the records nobody took back, each with its place in the file."""
        if not any(record.voids for record in self.records):
            return list(enumerate(self.records))
        return [(k.place, k.record) for k in kept(self.records) if not k.void]

    def diagnostic(
        self, path: Path_, code: str, severity: Severity, message: str, hint: str = "", *, key: bool = False
    ) -> Diagnostic:
        """Return a finding placed at ``path`` of this ledger."""
        return Diagnostic(self.source.locate(path, key=key), code, severity, message, hint)
