"""Departments at a glance: how many tasks each leads, joins and assists with, how many are done and late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..domain.document import PlanDocument
from ..domain.holding import nobody_named, steps_held
from ..domain.load import DepartmentCount, by_department, columns_of_roles
from ..domain.plan import Department, Role
from ..domain.standing import ScheduledTask
from .columns import Column, Columns, Heading, Payload, Share, View, record, table
from .envelope import envelope
from .wording import bracketed, named_tasks

DEPARTMENT = (
    Column("部门", lambda d: d.name, "name", flexible=True),
    Column(None, None, "aliases", lambda d: list(d.aliases)),
)


def as_named(item: Department) -> Payload:
    """Return one entry of the register for JSON."""
    return record(DEPARTMENT, item)


def columns(counts: Sequence[DepartmentCount]) -> Columns:
    """Return the columns of these counts; shares are blank where there is nothing to share."""
    return (
        Column("部门", lambda c: c.department.name, "name", flexible=True),
        Column(None, None, "aliases", lambda c: list(c.department.aliases)),
        *(role_column(role) for role in columns_of_roles(counts)),
        Column("完成", lambda c: c.done, "done", numeric=True),
        Column("完成率", lambda c: _share(c.done_share), numeric=True),
        Column("逾期", lambda c: c.overdue, "overdue", numeric=True),
        Column(None, lambda c: _share(c.done_share), "done_share"),
        Column("逾期率", lambda c: _share(c.overdue_share), "overdue_share", numeric=True),
    )


def role_column(role: Role) -> Column:
    """Return the column that counts the tasks in which a department has this role."""
    return Column(role.word, lambda c: c.roles[role], role.value, numeric=True)


def payload(counts: Sequence[DepartmentCount]) -> Iterator[Payload]:
    """Yield the counts for JSON."""
    shown = columns(counts)
    return (record(shown, count) for count in counts)


def answer(document: PlanDocument, today: date, tasks: Sequence[ScheduledTask]) -> View:
    """Return every department's counts in every shape."""
    counts = by_department(document, tasks)
    heading = _heading(counts, today)
    shown = table((columns(counts), counts), title=str(heading))
    return View(
        envelope("departments", document, today, {"departments": payload(counts)}),
        (shown,),
        table((columns(counts), counts)),
        (f"完成、逾期只计{held(counts)}的任务。", *notes(document, tasks)),
        heading=heading,
    )


def _heading(counts: Sequence[DepartmentCount], today: date) -> Heading:
    """Return the title: how many departments there are, collectives apart: 28 个部门、1 个统称."""

    def words(_: str, counts: Sequence[int]) -> str:
        apart, together = counts
        return f"{apart} 个部门{f'、{together} 个统称' if together else ''}（截至 {today}）"

    together = sum(bool(c.department.members) for c in counts)
    return Heading(words, "", (len(counts) - together, together))


def held(counts: Sequence[DepartmentCount]) -> str:
    """Return in what role departments hold tasks here: 牵头, 牵头或分工."""
    shared = any(c.roles[Role.SHARED] for c in counts)
    return f"{Role.LEAD.word}或{Role.SHARED.word}" if shared else Role.LEAD.word


def notes(document: PlanDocument, tasks: Sequence[ScheduledTask]) -> tuple[str, ...]:
    """Return the lines below counts by department: why they sum to more, and which tasks name nobody."""
    several = sum(len(task.reading.holders) > 1 for task in tasks)
    sums = (
        f"{several} 项任务由几个部门同时负责，各部门都计一次，各栏合计会多于任务总数 {len(tasks)} 项。"
        if several
        else ""
    )
    steps = "、".join(f"{name} {number} 个" for name, number in steps_held(tasks).items())
    apart = f"节点另有部门负责，不计在内：{steps}。" if steps else ""
    return tuple(filter(None, (sums, apart, unnamed(document, tasks))))


def unnamed(document: PlanDocument, tasks: Sequence[ScheduledTask]) -> str:
    """Return how many tasks name no office, and which; empty where all name one."""
    found = nobody_named(tasks)
    if not found:
        return ""
    default = document.plan.settings.default_department
    told = f"，按 default_department 由{default}负责" if default else ""
    return f"{len(found)} 项任务没有写责任部门{told}{bracketed(named_tasks(document, found))}。"


def _share(share: float | None) -> Share | None:
    return None if share is None else Share(share)
