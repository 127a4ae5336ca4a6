"""The ledger's records, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..domain.document import PlanDocument
from ..domain.history import in_order, until
from ..domain.records import ProgressRecord
from .columns import Column, Columns, View, plain, record, table
from .envelope import envelope
from .wording import told


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
        Column("序号", lambda r: r.task, numeric=True),
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
        Column(None, lambda r: r.sheet, "sheet"),
    )


def answer(
    document: PlanDocument, today: date, asked: Sequence[ProgressRecord], tasks: Sequence[int] = ()
) -> View:
    """Return the records that were true by a day in every shape, and how many were not; of ``tasks``, or of all."""
    of = f"任务 {'、'.join(map(str, tasks))} 的" if tasks else ""
    newest = in_order(until(asked, today))[::-1]
    later = len(asked) - len(newest)
    shown = columns(document)
    return View(
        envelope("log", document, today, {"records": [record(shown, r) for r in newest]}),
        (table((shown, newest), title=f"{of}台账：{len(newest)} 条（截至 {today}）"),),
        table((shown, newest)),
        (f"未列入：{later} 条记的是 {today} 以后的情况。",) if later else (),
    )
