"""The bureau at a glance as of a day: counts by standing, by department and by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.load import (
    DepartmentCount,
    MonthCount,
    by_department,
    by_month,
    by_standing,
    columns_of_roles,
)
from ..domain.promises import unmet
from ..domain.standing import ScheduledTask, Standing
from . import departments
from .columns import Bar, Column, Columns, Share, Table, View, record, table
from .envelope import envelope
from .wording import UNKEPT


class Count(NamedTuple):
    """How many tasks stand so, of how many."""

    standing: Standing
    number: int
    total: int
    unkept: bool

    @property
    def word(self) -> str:
        """What the standing is called."""
        return self.standing.word_where(unkept=self.unkept)


_STANDINGS_READ = (
    Column("进度", lambda c: f"{c.standing.row.mark} {c.word}"),
    Column("项数", lambda c: c.number, numeric=True),
    Column("占比", lambda c: Share(c.number / c.total), numeric=True),
    Column("", lambda c: Bar(0, 0, c.number), bar=True),
)
_STANDINGS = (
    Column("类别", lambda _: "进度"),
    Column("名称", lambda c: c.word),
    Column("任务", lambda c: c.number),
)
MONTHS = (
    Column("类别", lambda _: "到期月"),
    Column("名称", lambda m: _month(m)),
    Column(None, lambda m: m.month or None, "month"),
    Column("任务", lambda m: m.tasks, "tasks"),
    Column("完成", lambda m: m.done, "done"),
    Column("逾期", lambda m: m.overdue, "overdue"),
)


_MONTHS_READ = (
    Column("到期月", lambda m: _month(m)),
    Column("任务", lambda m: m.tasks, numeric=True),
    Column("完成", lambda m: m.done, numeric=True),
    Column("逾期", lambda m: m.overdue, numeric=True),
    Column("● 完成 ▲ 逾期 ○ 其他", lambda m: Bar(m.done, m.overdue, m.tasks - m.done - m.overdue), bar=True),
)


def standings_read(counts: Sequence[Count], title: str) -> Table:
    """Return the table of tasks by standing."""
    return table((_STANDINGS_READ, counts), title=title, standings=tuple(c.standing for c in counts))


def months_read(months: Sequence[MonthCount]) -> Table:
    """Return the table of tasks by the month of their last day."""
    return table((_MONTHS_READ, months), title="按到期月")


def _departments(counts: Sequence[DepartmentCount]) -> Columns:
    """Return the columns of all three: no other kind has more."""
    return (
        Column("类别", lambda _: "部门"),
        Column("名称", lambda c: c.department.name),
        Column("任务"),
        *(departments.role_column(role) for role in columns_of_roles(counts)),
        Column("完成", lambda c: c.done),
        Column("逾期", lambda c: c.overdue),
    )


def _month(count: MonthCount) -> str:
    return count.month or "没有时限"


def answer(document: PlanDocument, today: date, tasks: Sequence[ScheduledTask]) -> View:
    """Return all counts of one day: three tables with bars, or one rectangle for a spreadsheet."""
    counts = by_department(document, tasks)
    months = by_month(tasks)
    unkept = any(task.unkept for task in tasks)
    standings = [Count(s, number, len(tasks), unkept) for s, number in by_standing(tasks).items()]
    done = [task for task in tasks if task.standing.done]
    short = unmet(done)
    body = {
        "total": len(tasks),
        "standings": {c.standing.value: c.number for c in standings},
        "departments": departments.payload(counts),
        "months": [record(MONTHS, month) for month in months],
        "done": len(done),
        "done_unmet": short,
        "unkept": unkept,
    }
    tables = (
        standings_read(standings, f"{len(tasks)} 项任务（截至 {today}）"),
        months_read(months),
        table(
            (departments.columns(counts), counts),
            title=f"按部门（完成、逾期只计{departments.held(counts)}的任务）",
        ),
    )
    heads = _departments(counts)
    data = table((_STANDINGS, standings), (MONTHS, months), (heads, counts), heads=heads)
    return View(
        envelope("status", document, today, body),
        tables,
        data,
        (
            *notes(len(done), short, unkept=unkept),
            *departments.notes(document, tasks),
        ),
    )


def notes(done: int, short: int, *, unkept: bool) -> Iterator[str]:
    """Yield the lines below: how many are done without having met a target, and that nobody has reported yet."""
    if short:
        yield f"完成 {done} 项，其中 {short} 项有指标未达到。"
    if unkept:
        yield UNKEPT
