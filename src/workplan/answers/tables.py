"""Answers as rows of words under heads, the same for a terminal, a spreadsheet and Markdown."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..domain.standing import Standing


class Column(NamedTuple):
    """A column's head, and how it yields when space is short: ``flexible`` columns wrap first."""

    head: str
    flexible: bool = False
    numeric: bool = False


class Table(NamedTuple):
    """Rows under heads. ``standings`` colours a row's last cell; the word is always in the cell too.

    Rows may be an iterator: then they are made as they are asked for, once.
    """

    columns: tuple[Column, ...]
    rows: Iterable[tuple[str, ...]]
    title: str = ""
    standings: Iterable[Standing | None] = ()


class View(NamedTuple):
    """One answer in every shape: ``payload`` for JSON, ``data`` for spreadsheets, ``tables`` for reading.

    Of these a command shows one, so long lists in them are iterators and cost nothing until they are shown.
    """

    payload: Mapping[str, Any]
    tables: tuple[Table, ...]
    data: Table
    notes: tuple[str, ...] = ()
