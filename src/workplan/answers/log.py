"""The ledger's records, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ..domain.document import PlanDocument
from ..domain.records import ProgressRecord
from ..domain.voids import Kept
from .columns import Column, Columns, Heading, View, plain, record, table
from .envelope import envelope
from .wording import SEMICOLON, bracketed, told


def _extension(item: ProgressRecord) -> Any:
    extension = item.extension
    return extension and {
        "to": plain(extension.to),
        "reason": extension.reason,
        "approval": extension.approval,
    }


def columns(document: PlanDocument) -> Columns:
    """Return the columns of records: day, task, who, what, when written; in JSON every key a ledger has, in its order."""
    return (
        Column(None, lambda r: r.task, "task"),
        Column("日期", lambda r: r.date, "date"),
        Column("序号", lambda r: document.names.cell(r.task), numeric=True),
        Column("任务名称", lambda r: document.tasks[r.task].title, flexible=True),
        Column(None, lambda r: r.recorded, "recorded"),
        Column("谁报的", lambda r: r.by, "by", flexible=True),
        Column("内容", told, flexible=True),
        Column("登记日", lambda r: r.recorded),
        Column(None, None, "status", lambda r: r.status.value if r.status else None),
        Column(None, lambda r: r.percent, "percent"),
        Column(None, None, "values", lambda r: {name: plain(value) for name, value in r.values.items()}),
        Column(None, None, "reached", lambda r: list(r.reached)),
        Column(None, None, "extension", _extension),
        Column(None, lambda r: r.returned, "returned"),
        Column(None, lambda r: r.note, "note"),
        Column(None, lambda r: r.evidence, "evidence"),
        Column(None, lambda r: r.problems, "problems"),
        Column(None, lambda r: r.next, "next"),
        Column(None, lambda r: r.finished, "finished"),
        Column(None, None, "dropped", lambda r: list(r.dropped)),
        Column(None, None, "voids", lambda r: list(r.voids)),
        Column(None, lambda r: r.sheet, "sheet"),
        Column(None, lambda r: r.carried, "carried"),
    )


def _named(document: PlanDocument, asked: Iterable[Kept]) -> Columns:
    """Return the same columns for records with their names; one that takes back others says what they said."""
    by_name = {k.id: k.record for k in asked if k.void}
    of_record = tuple(
        column._replace(
            cell=_of(column.cell) if column.cell else None, data=_of(column.data) if column.data else None
        )
        if column.cell is not told
        else column._replace(cell=lambda k: _words(k.record, by_name))
        for column in columns(document)
    )
    return (*of_record, Column("编号", lambda k: k.id, "id"))


def _words(item: ProgressRecord, by_name: Mapping[str, ProgressRecord]) -> str:
    """Return what a record says; of one that takes back others, what those said."""
    known = tuple(name for name in item.voids if name in by_name)
    if not known:
        return told(item)
    taken = (f"撤销 {name}{bracketed(f'{by_name[name].date} {told(by_name[name])}')}" for name in known)
    rest = item._replace(voids=tuple(name for name in item.voids if name not in known))
    return SEMICOLON.join(filter(None, (*taken, told(rest))))


def _of(told_of: Callable[[ProgressRecord], Any]) -> Callable[[Kept], Any]:
    return lambda kept: told_of(kept.record)


def answer(document: PlanDocument, today: date, asked: Sequence[Kept], tasks: Sequence[int] = ()) -> View:
    """Return the records that were true by a day in every shape, each with its name; of ``tasks``, or of all.

    It is said how many are left out: those of later days, and those taken back.
    """
    of = f"任务 {'、'.join(document.names[task] for task in tasks)} 的" if tasks else ""
    standing = [k for k in asked if not k.void]
    by_day = sorted(standing, key=lambda k: k.record.date)
    newest = [k for k in by_day if k.record.date <= today][::-1]
    later, void = len(standing) - len(newest), len(asked) - len(standing)
    shown = _named(document, asked)
    notes = [f"未列入：{later} 条记的是 {today} 以后的情况。"] if later else []
    notes += [f"未列入：{void} 条已经撤销。"] if void else []
    heading = Heading(lambda of, counts: f"{of}台账：{counts[0]} 条（截至 {today}）", of, (len(newest),))
    return View(
        envelope("log", document, today, {"records": (record(shown, k) for k in newest)}),
        (table((shown, newest), title=str(heading)),),
        table((shown, newest)),
        tuple(notes),
        heading=heading,
    )
