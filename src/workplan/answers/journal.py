"""The ledger's records as a table."""

from __future__ import annotations

from collections.abc import Iterable

from ..domain.document import PlanDocument
from ..domain.history import in_order
from ..domain.records import ProgressRecord
from .phrasing import told
from .tables import Column, Table


def newest_first(records: Iterable[ProgressRecord]) -> list[ProgressRecord]:
    """Return records by the day they are true for, the newest first."""
    return in_order(records)[::-1]


def table(records: Iterable[ProgressRecord], document: PlanDocument, title: str) -> Table:
    """Return records as rows: day, task, who, what, when written."""
    columns = (
        Column("日期"),
        Column("序号", numeric=True),
        Column("任务名称", flexible=True),
        Column("谁报的", flexible=True),
        Column("内容", flexible=True),
        Column("登记日"),
    )
    rows = tuple(
        (str(r.date), str(r.task), document.tasks[r.task].title, r.by, told(r), str(r.recorded))
        for r in records
    )
    return Table(columns, rows, title)
