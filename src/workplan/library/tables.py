"""The tables other programs get, by name: the one source of their columns, for rows, files and documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import unique
from types import MappingProxyType
from typing import Any, NamedTuple, get_args, get_type_hints

from ..domain.worded import Worded
from . import dated_rows, printed_rows, rows
from .rows import Row
from .snapshot import Snapshot

Value = str | int | bool | date | Decimal | None
"""What a cell of a row may hold."""


@unique
class Kind(Worded):
    """Types of columns: the type in Python, in SQLite, and in DuckDB, so in Parquet.

    SQLite knows neither days nor exact decimals: a day is its ISO text there, a figure a number.
    """

    def __init__(self, code: str, word: str, python: type[Any], sqlite: str, duckdb: str) -> None:
        super().__init__(code, word)
        self.python = python
        self.sqlite = sqlite
        self.duckdb = duckdb

    TEXT = "text", "文字", str, "TEXT", "VARCHAR"
    INTEGER = "integer", "整数", int, "INTEGER", "BIGINT"
    DECIMAL = "decimal", "数字", Decimal, "NUMERIC", "DOUBLE"
    DATE = "date", "日期", date, "TEXT", "DATE"
    BOOLEAN = "boolean", "是否", bool, "INTEGER", "BOOLEAN"


class Column(NamedTuple):
    """A column: its name, its type, whether it may be without a value, and what stands there, in Chinese."""

    name: str
    type: Kind
    nullable: bool
    meaning: str


class Table(NamedTuple):
    """A table: its name, what it holds, in Chinese, its columns, and what makes its rows."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    make: Callable[[Snapshot], Iterator[Row]]


_KINDS = {kind.python: kind for kind in Kind}


def _column(name: str, hint: Any) -> Column:
    """Return a column from its annotation, ``Annotated[type, meaning]``."""
    whole, meaning = get_args(hint)
    types = [part for part in get_args(whole) or (whole,) if part is not type(None)]
    return Column(name, _KINDS[types[0]], bool(get_args(whole)), meaning)


def _table(
    name: str, meaning: str, row: type[Any], make: Callable[[Snapshot], Iterator[Row]]
) -> tuple[str, Table]:
    hints = get_type_hints(row, vars(rows), include_extras=True)
    return name, Table(name, meaning, tuple(_column(field, hints[field]) for field in row._fields), make)


TABLES: Mapping[str, Table] = MappingProxyType(
    dict(
        (
            _table("plans", "计划", rows.PlanRow, printed_rows.plans),
            _table("departments", "部门名录", rows.DepartmentRow, printed_rows.departments),
            _table("tasks", "任务", rows.TaskRow, printed_rows.tasks),
            _table("roles", "各部门在任务里的角色", rows.RoleRow, printed_rows.roles),
            _table("cells", "任务清单的格子，各栏同 list", rows.CellRow, printed_rows.cells),
            _table("targets", "指标和承诺", rows.TargetRow, dated_rows.targets),
            _table("points", "工作要点", rows.PointRow, printed_rows.points),
            _table("milestones", "节点", rows.MilestoneRow, dated_rows.milestones),
            _table("records", "台账里有效的记录", rows.RecordRow, dated_rows.records),
            _table("extensions", "延期", rows.ExtensionRow, dated_rows.extensions),
            _table("links", "与别的计划的任务的关联", rows.LinkRow, dated_rows.links),
            _table("standings", "各项任务的进度", rows.StandingRow, dated_rows.standings),
        )
    )
)
"""Every table, in the order they are told of."""
