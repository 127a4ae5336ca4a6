"""How many tasks stand how, by group where the list has groups, else by the office that holds them: one table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.holding import holder_names, steps_held
from ..domain.standing import Heading, ScheduledTask
from .form import heading
from .outline import Table, TableRow, shared

_LEAST = 20
"""Groups of fewer tasks on the average are too many for a letter."""


class _Count(NamedTuple):
    name: str
    tasks: list[ScheduledTask]
    steps: int = 0


def summary_table(document: PlanDocument, tasks: tuple[ScheduledTask, ...]) -> Table:
    """Return the table a long letter has in its first section."""
    groups = _by_group(document, tasks)
    if len(groups) > 1 and len(groups) * _LEAST <= len(tasks):
        return _table("各组任务进展情况", "分组", groups)
    offices = sorted(_by_office(document, tasks), key=lambda c: -len(c.tasks))
    shown, rest = offices[:20], offices[20:]
    if rest:
        shown.append(_Count(f"其余{len(rest)}个部门", [task for c in rest for task in c.tasks]))
    return _table("各部门任务进展情况", "部门", shown)


def office_table(document: PlanDocument, tasks: tuple[ScheduledTask, ...]) -> Table:
    """Return every office that holds a task or a step of its own."""
    return _table("各部门任务进展情况", "部门", _by_office(document, tasks))


def _by_group(document: PlanDocument, tasks: Iterable[ScheduledTask]) -> list[_Count]:
    found: dict[str, _Count] = {}
    for task in tasks:
        above = document.groups.above(task.reading.task.group)
        key, name = (above[0].id, heading(above[0].number, above[0].title)) if above else ("", "没有分组的")
        found.setdefault(key, _Count(name, [])).tasks.append(task)
    return list(found.values())


def _by_office(document: PlanDocument, tasks: tuple[ScheduledTask, ...]) -> list[_Count]:
    steps = steps_held(tasks)
    found = {entry.name: _Count(entry.name, [], steps[entry.name]) for entry in document.plan.departments}
    for task in tasks:
        for name in holder_names(task.reading):
            found.setdefault(name, _Count(name or "没有写责任部门的", [])).tasks.append(task)
    return [count for count in found.values() if count.tasks or count.steps]


def _table(caption: str, head: str, counts: list[_Count]) -> Table:
    stepped = any(count.steps for count in counts)
    unkept = any(task.unkept for count in counts for task in count.tasks)
    shown = [h for h in Heading if h.always or any(t.heading is h for c in counts for t in c.tasks)]
    columns = shared(
        (head, 38),
        ("任务", 9, True),
        *((h.word_where(unkept=unkept), 10, True) for h in shown),
        *([("节点", 9, True)] if stepped else []),
    )
    rows = [_row(count, shown, stepped=stepped) for count in counts]
    note = "任务由几个部门负责的，各计一次。" if head == "部门" else ""
    return Table(caption, columns, tuple(rows), note)


def _row(count: _Count, shown: list[Heading], *, stepped: bool) -> TableRow:
    numbers = [sum(task.heading is h for task in count.tasks) for h in shown]
    cells = [len(count.tasks), *numbers, *([count.steps] if stepped else [])]
    return TableRow((count.name, *(str(number or "") for number in cells)))
