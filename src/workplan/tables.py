"""Answers as rows of words under heads, the same for a terminal, a spreadsheet and Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .schedule import Standing


class Column(NamedTuple):
    """A column's head, and how it yields when space is short: ``flexible`` columns wrap first."""

    head: str
    flexible: bool = False
    numeric: bool = False


class Table(NamedTuple):
    """Rows under heads. ``standings`` colours a row's last cell; the word is always in the cell too."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    standings: tuple[Standing | None, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """One answer in every shape: ``payload`` for JSON, ``data`` for spreadsheets, ``tables`` for reading."""

    payload: dict[str, Any]
    tables: tuple[Table, ...]
    data: Table
    notes: tuple[str, ...] = field(default=())
