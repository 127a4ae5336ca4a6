"""What answers are made of: columns, tables of them, and the same columns as keys of JSON.

A column is one line: its head, its cell, its key. A table walks the heads, JSON walks the keys. Cells are values (days, figures,
words); the output room turns them to text, so that a spreadsheet may get a true day where a screen gets 2020-11-30.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from ..domain.standing import Light, Standing

Payload = dict[str, Any]


class Share(float):
    """A part of a whole, 0 to 1: a screen shows it in per cent."""


class Bar(NamedTuple):
    """Counts that are drawn as marks, as long as there is room for: what is done, what is late, what is neither."""

    done: int
    late: int
    rest: int


Value = str | int | date | Decimal | Share | Bar | None
"""What a cell may hold; None is a blank."""


class Absent:
    """What `data` returns where an item's JSON is to be without the key."""


class Column(NamedTuple):
    """A head, the cell below it, and its key in JSON.

    A column without a head (None) is in JSON alone, one without a key in tables alone. ``data`` says what JSON holds
    where that is not the cell itself: a list, a code, an object. ``flexible`` columns wrap first where space is short;
    in ``sparse`` ones a nought is left blank, where it says that nothing is the matter; counts show theirs. Cells of a
    ``bar`` column are :class:`Bar`.
    """

    head: str | None
    cell: Callable[[Any], Value] | None = None
    key: str = ""
    data: Callable[[Any], Any] | None = None
    flexible: bool = False
    numeric: bool = False
    sparse: bool = False
    bar: bool = False


Columns = Sequence[Column]


class Table(NamedTuple):
    """Rows under heads. ``standings`` colours a row's last cell; the word is always in the cell too.

    ``lights``, one a row, are shown by a workbook beside the rows, by word and colour. Rows may be an iterator: then they
    are made as they are asked for, once. ``headings`` are rows of their own, one cell from side to side, by the number of
    the row they stand before.
    """

    columns: Columns
    rows: Iterable[tuple[Value, ...]]
    title: str = ""
    standings: Iterable[Standing | None] = ()
    headings: Mapping[int, Sequence[str]] = MappingProxyType({})
    lights: Iterable[Light | None] = ()


class Event(NamedTuple):
    """One day of a calendar: ``uid`` stays the same for ever, ``sequence`` grows with every extension.

    ``stamp`` is the day of the last record, so that the same plan and ledger make the same file.
    """

    uid: str
    day: date
    title: str
    words: str
    sequence: int
    stamp: date
    cancelled: bool = False


class Calendar(NamedTuple):
    """Days for the office's calendar, and what has none."""

    name: str
    events: tuple[Event, ...]
    notes: tuple[str, ...] = ()


class Heading(NamedTuple):
    """A title in its parts, so that those of several plans can be put together: what was asked, and how many there are."""

    words: Callable[[str, Sequence[int]], str]
    asked: str
    counts: tuple[int, ...]

    def __str__(self) -> str:
        return self.words(self.asked, self.counts)


class View(NamedTuple):
    """One answer in every shape: ``payload`` for JSON, ``data`` for spreadsheets, ``tables`` for reading.

    Of these a command shows one, so long lists in them are iterators and cost nothing until they are shown. ``calendar``
    makes the days of what has any; most answers have none. ``heading`` is the title of the only table; ``common`` makes
    the same answer under the heads every plan has, where it bears the plan's own.
    """

    payload: Mapping[str, Any]
    tables: Iterable[Table]
    data: Table
    notes: tuple[str, ...] = ()
    calendar: Callable[[], Calendar] | None = None
    heading: Heading | None = None
    common: Callable[[], View] | None = None


Part = tuple[Columns, Iterable[Any]]
"""Items of one kind, with their own columns."""


def table(
    part: Part, *more: Part, title: str = "", standings: Iterable[Standing | None] = (), heads: Columns = ()
) -> Table:
    """Return items as rows, made one by one.

    Items of several kinds may share a table: the first kind's columns are its heads (or ``heads`` are), and a cell of
    another kind stands under the head of its own name, blank where it has none.
    """
    shown = [column for column in heads or part[0] if column.head is not None]
    return Table(shown, _rows([c.head for c in shown], (part, *more)), title, standings)


def _rows(heads: Sequence[str | None], parts: Iterable[Part]) -> Iterator[tuple[Value, ...]]:
    for columns, items in parts:
        own = {column.head: column for column in columns}
        under = [own.get(head) for head in heads]
        for item in items:
            yield row(under, item)


def row(columns: Iterable[Column | None], item: Any) -> tuple[Value, ...]:
    """Return an item's cells, a blank where there is no column for it."""
    return tuple(_cell(column, item) if column else None for column in columns)


def _cell(column: Column, item: Any) -> Value:
    value = column.cell(item) if column.cell else None
    return None if column.sparse and not value else value


def record(columns: Columns, item: Any) -> Payload:
    """Return an item as JSON has it: every column's key, in their order."""
    found = (
        (c.key, c.data(item) if c.data else plain(c.cell(item) if c.cell else None)) for c in columns if c.key
    )
    return {key: value for key, value in found if value is not Absent}


def plain(value: Value) -> Any:
    """Return a value as JSON writes it: days as ISO text, figures as numbers."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return round(value, 4) if isinstance(value, Share) else value
