"""Tasks counted by what a column of the list holds, cell by whole cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..domain.choosing import ValueCount, count
from ..domain.document import PlanDocument
from ..domain.standing import ScheduledTask
from .columns import Column, Columns, Heading, View, table
from .envelope import envelope
from .groups import group_path


def columns(head: str) -> Columns:
    """Return the columns of these counts, under the head counted by."""
    return (
        Column(head, lambda v: v.value or "（空白）", flexible=True),
        Column("任务", lambda v: v.tasks, numeric=True),
        Column("完成", lambda v: v.done, numeric=True),
        Column("逾期", lambda v: v.overdue, numeric=True),
    )


def by_group(tasks: Iterable[ScheduledTask], document: PlanDocument) -> list[ValueCount]:
    """Count tasks by the group they stand in, with those above it."""
    return count((group_path(task.reading.task, document), task) for task in tasks)


def answer(document: PlanDocument, today: date, head: str, found: Sequence[ValueCount], total: int) -> View:
    """Return the counts in every shape."""
    shown = columns(head)
    body = {"column": head, "values": [v._asdict() for v in found]}
    kinds = sum(bool(v.value) for v in found)

    def words(head: str, counts: Sequence[int]) -> str:
        return f"按“{head}”：{counts[0]} 项任务，{counts[1]} 种写法（截至 {today}）"

    heading = Heading(words, head, (total, kinds))
    return View(
        envelope("values", document, today, body),
        (table((shown, found), title=str(heading)),),
        table((shown, found)),
        heading=heading,
    )
