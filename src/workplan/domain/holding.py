"""Who holds what: the offices tasks and steps are waited for from, and all one office has a part in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from .departments import Register
from .interpretation import Responsible, TaskReading
from .plan import Department, Role
from .standing import ScheduledMilestone, ScheduledTask


class Part(NamedTuple):
    """A task an office has a part in, and the steps of it that are its own.

    ``role`` is None where it has only steps. ``via`` is the collective by whose name it is meant (各科室), "" where it
    stands under its own: such parts are nobody's in the numbers.
    """

    department: str
    task: ScheduledTask
    role: Role | None = None
    via: str = ""
    steps: tuple[ScheduledMilestone, ...] = ()


def holder_names(reading: TaskReading) -> tuple[str, ...]:
    """Return the offices that hold a task; where none does, the first with any part in it, "" where nobody is named."""
    return tuple(part.name for part in reading.holders) or (reading.lead,)


def step_holders(step: ScheduledMilestone) -> tuple[str, ...]:
    """Return the offices a step of its own is waited for from; none where it is its task's."""
    return tuple(part.name for part in step.reading.holders)


def involved(reading: TaskReading, register: Register) -> frozenset[str]:
    """Return all offices with a part in a task or in a step of it, those a collective stands for too."""
    parts = [*reading.departments, *(part for step in reading.milestones for part in step.departments)]
    entries = filter(None, (register.resolve(part.name) for part in parts))
    return frozenset(office.name for entry in entries for office in (entry, *register.members(entry)))


def nobody_named(tasks: Iterable[ScheduledTask]) -> tuple[ScheduledTask, ...]:
    """Return the tasks that print no office at all: for themselves, their group or one of their steps."""
    return tuple(
        task
        for task in tasks
        if all(part.source == "default" for part in task.reading.departments)
        and not any(step.departments for step in task.reading.milestones)
    )


def steps_held(tasks: Iterable[ScheduledTask]) -> Counter[str]:
    """Return how many steps of their own offices hold, by name, in the plan's order."""
    return Counter(part.name for task in tasks for step in task.reading.milestones for part in step.holders)


def parts_of(
    department: Department,
    tasks: Iterable[ScheduledTask],
    steps: Iterable[ScheduledMilestone],
    register: Register,
) -> tuple[Part, ...]:
    """Return all an office has a part in: what it leads, shares, joins, assists with, its steps, its collectives'."""
    meant = collectives(department, register)
    own: dict[int, list[ScheduledMilestone]] = {}
    for step in steps:
        if any(part.name == department.name for part in step.reading.departments):
            own.setdefault(step.task.id, []).append(step)
    found = (_part(task, department.name, meant, tuple(own.get(task.id, ()))) for task in tasks)
    return tuple(sorted(filter(None, found), key=_by_nearness))


def collectives(department: Department, register: Register) -> frozenset[str]:
    """Return the collectives an office is one of."""
    return frozenset(
        entry.name
        for entry in register.departments
        if entry.members and entry != department and department in register.members(entry)
    )


def _part(
    task: ScheduledTask, name: str, meant: frozenset[str], steps: tuple[ScheduledMilestone, ...]
) -> Part | None:
    role = task.reading.role_of(name)
    if role or steps:
        return Part(name, task, role, steps=steps)
    via = _first(task.reading.departments, meant)
    return Part(name, task, via.role, via.name) if via else None


def _first(parts: Iterable[Responsible], names: frozenset[str]) -> Responsible | None:
    return next((part for part in parts if part.name in names), None)


def _by_nearness(part: Part) -> tuple[bool, int, int]:
    rank = len(Role) if part.role is None else part.role.rank
    return (bool(part.via), rank, part.task.id)
