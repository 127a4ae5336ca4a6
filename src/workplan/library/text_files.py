"""Tables as text, a file each: JSON Lines for programs, CSV for programs and spreadsheets. Plan by plan, row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from ..answers.columns import plain
from ..answers.inert import inert
from .rows import Row
from .snapshot import Snapshot
from .tables import TABLES, Kind, Table, Value

Write = Callable[[Iterable[Row]], Any]
"""What writes rows of one table."""


def to_jsonl(folder: Path, plans: Iterable[Snapshot]) -> None:
    """Write an object a line: days as ISO text, figures as numbers, null where there is no value."""
    _write(folder, plans, ".jsonl", "utf-8", _json_lines)


def to_csv(folder: Path, plans: Iterable[Snapshot]) -> None:
    """Write CSV as listings are written: with heads, CRLF and a byte order mark, and no text that is a formula."""
    _write(folder, plans, ".csv", "utf-8-sig", _separated)


def _write(
    folder: Path,
    plans: Iterable[Snapshot],
    suffix: str,
    encoding: str,
    start: Callable[[Table, IO[str]], Write],
) -> None:
    with ExitStack() as stack:
        writers: dict[str, Write] = {}
        for table in TABLES.values():
            file = folder / f"{table.name}{suffix}"
            stream = stack.enter_context(file.open("w", encoding=encoding, newline=""))
            writers[table.name] = start(table, stream)
        for at in plans:
            for table in TABLES.values():
                writers[table.name](table.make(at))


def _json_lines(table: Table, stream: IO[str]) -> Write:
    names = [column.name for column in table.columns]

    def write(rows: Iterable[Row]) -> None:
        for row in rows:
            object_ = dict(zip(names, map(plain, row), strict=True))
            stream.write(json.dumps(object_, ensure_ascii=False) + "\n")

    return write


def _separated(table: Table, stream: IO[str]) -> Write:
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    kinds = [column.type for column in table.columns]

    def write(rows: Iterable[Row]) -> None:
        writer.writerows(map(cell, row, kinds) for row in rows)

    return write


def cell(value: Value, kind: Kind) -> str:
    """Return a value as CSV has it: a blank for none, true and false, figures plainly."""
    if value is None:
        return ""
    if kind is Kind.TEXT:
        return inert(str(value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value).lower()
