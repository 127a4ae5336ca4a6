"""How official papers word days and figures: 9月30日, and no blank between a figure and the words beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..domain.characters import inner_quotes
from .rows import TaskRow, chinese_day

BLANK = "\uff3f" * 6
"""A line to write on, where a paper needs what nobody stated."""
_SHORT = 22
"""So many characters of a title fit in a line of a letter beside a number."""


def dated(day: date, year: int) -> str:
    """Return a day as a paper of that year writes it: 9月30日, 2021年3月31日."""
    return f"{day.month}月{day.day}日" if day.year == year else chinese_day(day)


def shortly(task: TaskRow) -> str:
    """Return a task by its number and the beginning of its title, up to a mark where that is long: 任务4“…”."""
    name = inner_quotes(task.name)
    if len(name) > _SHORT and (end := _first_clause(name)):
        name = f"{name[:end]}…"
    return f"{called(task)}“{name}”"


def _first_clause(text: str) -> int:
    """Return where the first clause of a text ends, outside of brackets and quotes; 0 where it has one only."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char in "（(《‘“") - (char in "）)》’”")
        if char in "，,；;" and not depth and at >= 4:
            return at
    return 0


def called(task: TaskRow) -> str:
    """Return a task by its number: 任务4."""
    return f"任务{task.label}"


def numbers(tasks: Iterable[TaskRow]) -> str:
    """Return tasks by their numbers: 任务4、5."""
    return "任务" + "、".join(task.label for task in tasks)
