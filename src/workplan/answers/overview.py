"""The bureau at a glance as of a day: counts by standing, by department and by month; and who has not reported."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from ..domain.periods import Period
from ..domain.records import ProgressRecord
from ..domain.standing import DONE, SETTLED, ScheduledTask, Standing
from .department_load import DepartmentCount, departments_payload, departments_table, percent_words
from .tables import Column, Table
from .words import MARKS, STANDINGS

_BAR = 30
"""Characters of the longest bar; shorter plans get one for each task."""


class MonthCount(NamedTuple):
    """The tasks whose last day, extensions included, falls in one month; ``month`` is empty for those without one."""

    month: str
    tasks: int
    done: int
    overdue: int


class Overview(NamedTuple):
    """All counts of one day."""

    standings: dict[Standing, int]
    departments: list[DepartmentCount]
    months: list[MonthCount]


def overview(tasks: tuple[ScheduledTask, ...], departments: list[DepartmentCount]) -> Overview:
    """Count tasks by where they stand and when they are due."""
    counted = Counter(task.standing for task in tasks)
    by_month: dict[str, list[ScheduledTask]] = {}
    for task in tasks:
        by_month.setdefault(f"{task.last_day:%Y-%m}" if task.last_day else "", []).append(task)
    months = [
        MonthCount(
            month,
            len(found),
            sum(t.standing in DONE for t in found),
            sum(t.standing is Standing.OVERDUE for t in found),
        )
        for month, found in sorted(by_month.items(), key=lambda entry: entry[0] or "9999")
    ]
    return Overview({s: counted[s] for s in Standing if counted[s]}, departments, months)


def overview_payload(seen: Overview) -> dict[str, Any]:
    """Return the counts for JSON."""
    return {
        "total": sum(seen.standings.values()),
        "standings": {standing.value: count for standing, count in seen.standings.items()},
        **departments_payload(seen.departments),
        "months": [
            {"month": m.month or None, "tasks": m.tasks, "done": m.done, "overdue": m.overdue}
            for m in seen.months
        ],
    }


def overview_tables(seen: Overview, title: str) -> tuple[Table, ...]:
    """Return the counts as three tables with bars."""
    total = sum(seen.standings.values())
    standings = tuple(
        (f"{MARKS[s]} {STANDINGS[s]}", str(n), percent_words(n / total), bar(0, 0, n, total))
        for s, n in seen.standings.items()
    )
    longest = max((m.tasks for m in seen.months), default=0)
    months = tuple(
        (
            m.month or "没有时限",
            str(m.tasks),
            str(m.done or ""),
            str(m.overdue or ""),
            bar(m.done, m.overdue, m.tasks - m.done - m.overdue, longest),
        )
        for m in seen.months
    )
    number = [Column(head, numeric=True) for head in ("任务", "完成", "逾期")]
    return (
        Table(
            (Column("进度"), Column("项数", numeric=True), Column("占比", numeric=True), Column("")),
            standings,
            title,
            tuple(seen.standings),
        ),
        Table((Column("到期月"), *number, Column("● 完成 ▲ 逾期 ○ 其他")), months, "按到期月"),
        departments_table(seen.departments, "按部门（完成、逾期只计牵头的任务）"),
    )


def overview_data(seen: Overview) -> Table:
    """Return all the counts in one rectangle for a spreadsheet."""
    heads = ("类别", "名称", "任务", "牵头", "共同", "会同", "完成", "逾期")
    rows: list[tuple[str, ...]] = [
        ("进度", STANDINGS[s], str(n), *("",) * 5) for s, n in seen.standings.items()
    ]
    rows += [
        ("到期月", m.month or "没有时限", str(m.tasks), "", "", "", str(m.done), str(m.overdue))
        for m in seen.months
    ]
    rows += [
        ("部门", c.department.name, "", *map(str, (c.lead, c.joint, c.assist, c.done, c.overdue)))
        for c in seen.departments
    ]
    return Table(tuple(map(Column, heads)), tuple(rows))


def bar(done: int, late: int, rest: int, longest: int) -> str:
    """Return ●▲○, one for each task, scaled down where the longest would not fit; none is scaled to nothing."""
    scale = max(1.0, longest / _BAR)
    return "".join(
        mark * (max(1, round(n / scale)) if n else 0)
        for mark, n in zip("●▲○", (done, late, rest), strict=True)
    )


class Silence(NamedTuple):
    """A task nobody reported on in a month, and when it was last reported on."""

    task: ScheduledTask
    last: ProgressRecord | None


def silent(tasks: Iterable[ScheduledTask], month: Period) -> list[Silence]:
    """Return the tasks still to be done without a report for the month, by lead department.

    ``tasks`` stand as of the month's end, or of the day asked about where that is earlier.
    """
    found = [
        Silence(task, task.history.last)
        for task in tasks
        if not any(record.date in month for record in task.history.records) and task.standing not in SETTLED
    ]
    order = {name: at for at, name in reversed(list(enumerate(s.task.reading.lead for s in found)))}
    return sorted(found, key=lambda s: order[s.task.reading.lead])


def silent_payload(found: Iterable[Silence]) -> dict[str, Any]:
    """Return who has not reported, for JSON."""
    return {
        "missing": [
            {
                "task": s.task.id,
                "title": s.task.reading.task.title,
                "department": s.task.reading.lead,
                "last_report": s.last.date.isoformat() if s.last else None,
            }
            for s in found
        ]
    }


def silent_table(found: Iterable[Silence], title: str) -> Table:
    """Return who has not reported as a table."""
    columns = (
        Column("牵头部门", flexible=True),
        Column("序号", numeric=True),
        Column("任务名称", flexible=True),
        Column("最近所报"),
    )
    rows = tuple(
        (
            s.task.reading.lead,
            str(s.task.id),
            s.task.reading.task.title,
            str(s.last.date) if s.last else "从未报过",
        )
        for s in found
    )
    return Table(columns, rows, title)


def until_month_end(month: Period, today: date) -> date:
    """Return the day a month is judged on: its last, or today while it runs."""
    return min(month.last, today)
