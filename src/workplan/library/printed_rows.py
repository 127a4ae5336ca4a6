"""Rows of what is printed: the plan, its offices, tasks, roles, cells and points. The day changes none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain.interpretation import MilestoneReading, Responsible, TaskReading
from ..domain.printed import Row, cell, number, shown
from .rows import CellRow, DepartmentRow, PlanRow, PointRow, RoleRow, TaskRow
from .snapshot import Snapshot


def listed(numbers: Iterable[int]) -> str:
    """Return numbers as one text: 2,5."""
    return ",".join(map(str, numbers))


def plans(at: Snapshot) -> Iterator[PlanRow]:
    """Yield the plan itself."""
    plan, tasks = at.document.plan, at.tasks
    yield PlanRow(
        at.key,
        at.year,
        at.day,
        at.document.source.file,
        plan.titles.document,
        plan.publication.issuer,
        plan.publication.issued,
        plan.publication.published,
        len(tasks),
        not any(task.unkept for task in tasks),
    )


def departments(at: Snapshot) -> Iterator[DepartmentRow]:
    """Yield the register."""
    for position, entry in enumerate(at.document.plan.departments, start=1):
        aliases = "、".join(entry.aliases)
        yield DepartmentRow(at.key, at.year, position, entry.name, aliases, bool(entry.members))


def tasks(at: Snapshot) -> Iterator[TaskRow]:
    """Yield the tasks as printed."""
    return (_task(at, reading) for reading in at.document.readings)


def _task(at: Snapshot, reading: TaskReading) -> TaskRow:
    task, deadline = reading.task, reading.deadline
    often = deadline.recurrence
    return TaskRow(
        at.key,
        at.year,
        task.id,
        number(task, at.document.plan),
        task.group,
        " / ".join(f"{group.number}{group.title}" for group in reading.groups),
        task.title,
        task.goals,
        task.departments,
        reading.lead,
        deadline.raw,
        deadline.kind.value,
        deadline.last_day,
        deadline.ambiguous,
        deadline.other_day,
        often.months if often else None,
        task.remark,
        listed(task.points),
    )


def roles(at: Snapshot) -> Iterator[RoleRow]:
    """Yield every office's part in tasks, and in steps with offices of their own."""
    for reading in at.document.readings:
        yield from _roles(at, reading.task.id, "", reading)
        for step in reading.milestones:
            yield from _roles(at, reading.task.id, step.name, step)


def _roles(at: Snapshot, task: int, step: str, row: TaskReading | MilestoneReading) -> Iterator[RoleRow]:
    return (_role(at, task, step, part, part in row.holders) for part in row.departments)


def _role(at: Snapshot, task: int, step: str, part: Responsible, holds: bool) -> RoleRow:
    return RoleRow(at.key, at.year, task, step, part.name, part.printed, part.role.value, holds, part.source)


def cells(at: Snapshot) -> Iterator[CellRow]:
    """Yield the printed list cell by cell, with the steps that are printed text of their own."""
    for task in at.document.plan.tasks:
        yield from _cells(at, task.id, "", task)
        for place, step in enumerate(task.milestones, start=1):
            if step.title:
                yield from _cells(at, task.id, f"{task.id}.{place}", step)


def _cells(at: Snapshot, task: int, step: str, row: Row) -> Iterator[CellRow]:
    plan = at.document.plan
    for position, column in enumerate(shown(plan), start=1):
        holds = column.holds.value if column.holds else ""
        text = cell(row, column, plan)
        yield CellRow(at.key, at.year, task, step, position, column.name, holds, text)


def points(at: Snapshot) -> Iterator[PointRow]:
    """Yield the points of the prose, each with the tasks that carry it out."""
    for section in at.document.plan.sections:
        for point in section.points:
            carriers = listed(at.document.carriers[point.id])
            yield PointRow(
                at.key, at.year, section.number, section.title, point.id, point.title, point.text, carriers
            )
