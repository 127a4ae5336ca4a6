"""How official papers word days and figures: 9月30日, and no blank between a figure and the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ..answers.wording import bracketed
from ..domain.characters import inner_quotes
from .rows import TaskRow, chinese_day

BLANK = "\uff3f" * 6
"""A line to write on, where a paper needs what nobody stated."""
_HAN = "\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’…—"
_BLANKS = re.compile(f"(?<=[{_HAN}]) +(?=[\\w+-])|(?<=[\\w%]) +(?=[{_HAN}])")
_ENDS = "。！？!?"


def closed_up(text: str) -> str:
    """Return words of ours without the blanks between Chinese and figures: 逾期12天."""
    return _BLANKS.sub("", text)


def dated(day: date, year: int) -> str:
    """Return a day as a paper of that year writes it: 9月30日, 2021年3月31日."""
    return f"{day.month}月{day.day}日" if day.year == year else chinese_day(day)


def sentence(text: str) -> str:
    """Return words with a full stop, nothing for nothing."""
    return text + ("。" if text and text[-1] not in _ENDS else "")


def who(task: TaskRow) -> str:
    """Return a task as a sentence names it: 任务4“…”（许可处）."""
    return f"{called(task)}“{inner_quotes(task.name)}”{bracketed(task.lead)}"


def called(task: TaskRow) -> str:
    """Return a task by its number: 任务4."""
    return f"任务{task.label}"


def numbers(tasks: Iterable[TaskRow]) -> str:
    """Return tasks by their numbers: 任务4、5."""
    return "任务" + "、".join(task.label for task in tasks)


def first_of(items: Sequence[str], most: int, rest: str) -> str:
    """Return the first of many, and what to say of the rest."""
    return "、".join(items[:most]) + (rest if len(items) > most else "")
