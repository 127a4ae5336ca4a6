"""The month's forms of all departments: who gets one, for which tasks, in which file, and the list for the mail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ..answers.columns import Column, Table, View, table
from ..domain.document import PlanDocument
from ..domain.periods import Period
from ..domain.plan import Department
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledTask
from ..files.file_names import apart, safe
from . import form


class Posting(NamedTuple):
    """One department's form, and the file it goes out in."""

    department: Department
    file: str
    form: form.Form
    tasks: int
    members: tuple[str, ...]


def postings(
    document: PlanDocument,
    tasks: Sequence[ScheduledTask],
    records: Iterable[ProgressRecord],
    month: Period,
    *,
    wanted: Collection[str] = (),
    every_role: bool = False,
) -> list[Posting]:
    """Return a form for every department that holds open tasks, in the order of the register.

    ``wanted`` names the only ones to get one, all where it is empty; with ``every_role`` those that take part get one too.
    """
    code, told = f"{month.last:%Y-%m}", of_tasks(records)
    held = {d: open_tasks(tasks, d.name, every_role=every_role) for d in document.plan.departments}
    going = [d for d, own in held.items() if own and (not wanted or d.name in wanted)]
    files = apart(f"填报-{code}-{safe(d.name)}" for d in going)
    return [
        Posting(
            department,
            f"{file}.xlsx",
            form.make(document, held[department], told, department.name, code),
            len(held[department]),
            tuple(member.name for member in document.register.members(department)),
        )
        for department, file in zip(going, files, strict=True)
    ]


def open_tasks(tasks: Iterable[ScheduledTask], department: str, *, every_role: bool) -> list[ScheduledTask]:
    """Return the tasks still to be done that a department holds, or has any part in."""
    return [
        item
        for item in tasks
        if not item.standing.settled
        and department in {r.name for r in (item.reading.departments if every_role else item.reading.holders)}
    ]


def of_tasks(records: Iterable[ProgressRecord]) -> dict[int, list[ProgressRecord]]:
    """Return the records in force of each task, in the order written; one that takes back another says nothing more."""
    found: dict[int, list[ProgressRecord]] = {}
    for record in records:
        if not record.voids:
            found.setdefault(record.task, []).append(record)
    return found


_MAIL = (
    Column("部门", lambda p: p.department.name),
    Column("文件", lambda p: p.file),
    Column("任务", lambda p: p.tasks),
    Column("成员", lambda p: "、".join(p.members)),
    Column("主题", lambda p: f"{_label(p)}重点工作任务填报表"),
)


def mail(found: Sequence[Posting], reply_by: date | None = None) -> View:
    """Return the list for the mail: to whom which file goes, with the words of a message.

    ``reply_by`` is the day by which the forms are to come back.
    """
    rows: Table = table(((*_MAIL, Column("正文", lambda p: _words(p, reply_by))), found))
    return View({}, (), rows)


def _label(posting: Posting) -> str:
    year, _, month = posting.form.month.partition("-")
    return f"{year}年{int(month)}月"


def _words(posting: Posting, reply_by: date | None) -> str:
    name = "、".join((posting.department.name, *posting.members))
    by = f"于{reply_by.month}月{reply_by.day}日前" if reply_by else ""
    return (
        f"{name}：附件是{_label(posting)}重点工作任务填报表，共{posting.tasks}项任务。请在白色的格子里填写本月进展、"
        f"指标的实际数字和已完成的节点，没有新情况的不填；灰色的格子不要改。填好存盘后{by}原样发回，没有新情况的也请发回。"
    )
