"""Choosing tasks by what is printed of them: by a column's text, by a group; and counting them by its values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .document import PlanDocument
from .errors import NotFound
from .fold import compiled, fold
from .plan import Group, PrintedColumn, Task
from .printed import shown, taken
from .standing import ScheduledTask, Standing

GROUP = "分组"
"""What stands for the groups where a column is asked for."""


_ORDINAL = r"第?\(?(?:[一二三四五六七八九十]+|[0-9]+)\)?[、.]?(?:[0-9]+[.]?)*"
"""A heading's number, printed before its title or as its first characters."""


class Chosen(NamedTuple):
    """The tasks one condition admits, and how a heading words it."""

    words: str
    tasks: frozenset[int]


def known_column(typed: str, document: PlanDocument) -> PrintedColumn | None:
    """Return the column of that head, None where there is none."""
    return next((column for column in shown(document.plan) if fold(column.name) == fold(typed)), None)


def column_named(typed: str, document: PlanDocument) -> PrintedColumn:
    """Return the column of that head; raises :class:`NotFound` with the nearest where there is none."""
    found = known_column(typed, document)
    if found is None:
        from .suggest import nearest

        names = [column.name for column in shown(document.plan) if column.name]
        guess = nearest(typed, names)
        known = f"本计划的各栏：{'、'.join(names)}。"
        raise NotFound(f"没有名为“{typed}”的栏。", f"是不是“{guess}”？{known}" if guess else known)
    return found


def where(column: PrintedColumn, texts: Sequence[str], document: PlanDocument) -> Chosen:
    """Choose the tasks that hold any of the texts under a column, in their own row or a step's; "" finds the blank."""
    wanted = [fold(text) for text in texts]
    words = "或".join(f"含“{text.strip()}”" if fold(text) else "为空" for text in texts)
    return Chosen(
        f"{column.name}{words}",
        frozenset(task.id for task in document.plan.tasks if _holds(task, column, wanted, document)),
    )


def _holds(task: Task, column: PrintedColumn, wanted: Sequence[str], document: PlanDocument) -> bool:
    cells = [fold(cell) for cell in _cells(task, column, document)]
    return any(any(text in cell for cell in cells) if text else not any(cells) for text in wanted)


def _cells(task: Task, column: PrintedColumn, document: PlanDocument) -> Iterator[str]:
    yield taken(task, column, document.plan, document.groups).text
    for step in task.milestones:
        if step.title:
            yield taken(step, column, document.plan, document.groups).text


def group_named(typed: str, document: PlanDocument) -> Group:
    """Return the group a user means: by id, printed number, title, or a part of the title only one has.

    Raises :class:`NotFound` naming those it could be, or those there are.
    """
    groups, part = document.plan.groups, fold(typed)
    for alike in (_has_id, _has_number, _has_title, _has_part):
        found = [group for group in groups if part and alike(group, part)]
        if len(found) == 1:
            return found[0]
        if found:
            several = "、".join(f"{group.title}（{group.id}）" for group in found)
            raise NotFound(f"“{typed}”不止一个分组：{several}。", "写括号里的名称，或更完整的标题。")
    if not groups:
        raise NotFound("本计划没有分组。", "不写 --group；分部分的要点用 --section。")
    raise NotFound(f"没有名为“{typed}”的分组。", f"本计划的分组：{'、'.join(g.title for g in groups)}。")


def _has_id(group: Group, typed: str) -> bool:
    return fold(group.id) == typed


def _has_number(group: Group, typed: str) -> bool:
    printed = compiled(_ORDINAL).match(fold(group.number + group.title))
    return printed is not None and printed[0].strip("、.") == typed.strip("、.")


def _has_title(group: Group, typed: str) -> bool:
    return fold(group.title) == typed


def _has_part(group: Group, typed: str) -> bool:
    return typed in fold(group.number + group.title)


def in_groups(groups: Sequence[Group], document: PlanDocument) -> Chosen:
    """Choose the tasks that stand in any of some groups, or in one below them."""
    names = {group.id for group in groups}
    return Chosen(
        "或".join(f"“{group.title}”" for group in groups) + "一组",
        frozenset(
            task.id
            for task in document.plan.tasks
            if any(group.id in names for group in document.groups.above(task.group))
        ),
    )


class ValueCount(NamedTuple):
    """How many tasks print a value, and how many of them are done and overdue; "" is the blank."""

    value: str
    tasks: int
    done: int
    overdue: int


def count(valued: Iterable[tuple[str, ScheduledTask]]) -> list[ValueCount]:
    """Count tasks by their values, in the order these first come; blanks last."""
    found: dict[str, list[ScheduledTask]] = {}
    names: dict[str, str] = {}
    for value, task in valued:
        found.setdefault(fold(value), []).append(task)
        names.setdefault(fold(value), value.strip())
    return [
        ValueCount(
            names[key],
            len(tasks),
            sum(task.standing.done for task in tasks),
            sum(task.standing is Standing.OVERDUE for task in tasks),
        )
        for key, tasks in sorted(found.items(), key=lambda entry: not entry[0])
    ]


def by_column(
    column: PrintedColumn, tasks: Iterable[ScheduledTask], document: PlanDocument
) -> list[ValueCount]:
    """Count tasks by what is printed of them under a column, or taken over from their group: by whole cells."""
    cell = [(taken(task.reading.task, column, document.plan, document.groups).text, task) for task in tasks]
    return count(cell)
