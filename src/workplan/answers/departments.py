"""Departments at a glance: how many tasks each leads, joins and assists with, how many are done and late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..domain.document import PlanDocument
from ..domain.load import DepartmentCount, by_department, columns_of_roles
from ..domain.plan import Department, Role
from ..domain.standing import ScheduledTask
from .columns import Column, Columns, Payload, Share, View, record, table
from .envelope import envelope

DEPARTMENT = (
    Column("部门", lambda d: d.name, "name", flexible=True),
    Column(None, None, "aliases", lambda d: list(d.aliases)),
)


def as_named(item: Department) -> Payload:
    """Return one entry of the register for JSON."""
    return record(DEPARTMENT, item)


def columns(counts: Sequence[DepartmentCount]) -> Columns:
    """Return the columns of these counts; a nought is left blank so that figures stand out."""
    return (
        Column("部门", lambda c: c.department.name, "name", flexible=True),
        Column(None, None, "aliases", lambda c: list(c.department.aliases)),
        *(role_column(role, sparse=True) for role in columns_of_roles(counts)),
        Column("完成", lambda c: c.done, "done", numeric=True, sparse=True),
        Column("完成率", lambda c: _share(c.done_share), numeric=True, sparse=True),
        Column("逾期", lambda c: c.overdue, "overdue", numeric=True, sparse=True),
        Column(None, lambda c: _share(c.done_share), "done_share"),
        Column("逾期率", lambda c: _share(c.overdue_share), "overdue_share", numeric=True, sparse=True),
    )


def role_column(role: Role, *, sparse: bool) -> Column:
    """Return the column that counts the tasks in which a department has this role."""
    return Column(role.word, lambda c: c.roles[role], role.value, numeric=True, sparse=sparse)


def payload(counts: Sequence[DepartmentCount]) -> list[Payload]:
    """Return the counts for JSON."""
    return [record(columns(counts), count) for count in counts]


def answer(document: PlanDocument, today: date, tasks: Sequence[ScheduledTask]) -> View:
    """Return every department's counts in every shape."""
    counts = by_department(document, tasks)
    shown = table((columns(counts), counts), title=f"{len(counts)} 个部门（截至 {today}）")
    return View(
        envelope("departments", document, today, {"departments": payload(counts)}),
        (shown,),
        table((columns(counts), counts)),
        ("完成、逾期只计牵头的任务。",),
    )


def _share(share: float | None) -> Share | None:
    return None if share is None else Share(share)
