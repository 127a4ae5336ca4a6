"""Answers to text: JSON for scripts, CSV and TSV for spreadsheets, Markdown for documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import unique
from itertools import chain
from typing import Any

from ..answers.columns import Table, Value, View
from ..answers.inert import inert
from ..domain.worded import Coded
from .bars import drawn
from .markdown import cell, escape
from .values import texts

_FILE_WIDTH = 120


def to_plain(view: View) -> Iterator[str]:
    """Yield what a screen of a usual width shows, without colours."""
    from .layout import plain
    from .screen import Screen

    return plain(view, Screen(_FILE_WIDTH))


def to_json(view: View) -> Iterator[str]:
    """Yield the payload, indented, in its own characters; lists that are made one by one are written so."""
    from .json_text import written

    opening = "{"
    for key, value in view.payload.items():
        yield f"{opening}\n  {written(key)}: "
        opening = ","
        if isinstance(value, Iterator):
            yield from _json_list(value)
        else:
            yield written(value, "\n  ")
    yield "\n}\n"


def _json_list(items: Iterator[Any]) -> Iterator[str]:
    from .json_text import written

    opening, line = "[", "\n    "
    for item in items:
        yield opening + line + written(item, line)
        opening = ","
    yield "[]" if opening == "[" else "\n  ]"


def to_csv(view: View) -> Iterator[str]:
    """Yield the data with CRLF, as RFC 4180 and Excel have it."""
    return _separated(view.data, ",")


def to_tsv(view: View) -> Iterator[str]:
    """Yield the data with tabs."""
    return _separated(view.data, "\t")


def _separated(table: Table, delimiter: str) -> Iterator[str]:
    import csv

    class _Line:
        """What csv writes a line to."""

        written = ""

        def write(self, text: str) -> None:
            self.written = text

    line = _Line()
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    for row in chain([tuple(column.head for column in table.columns)], table.rows):
        writer.writerow(map(inert, texts(row)))
        yield line.written


def to_markdown(view: View) -> Iterator[str]:
    """Yield titles, tables and notes as Markdown."""
    parts = chain.from_iterable(map(_markdown_table, drawn(view).tables))
    for at, part in enumerate(chain(parts, ([escape(note)] for note in view.notes))):
        for nth, line in enumerate(part):
            yield "\n" * (2 if at and not nth else 1 if nth else 0) + line
    yield "\n"


def _markdown_table(table: Table) -> Iterator[Iterable[str]]:
    if table.title:
        yield [f"**{escape(table.title)}**"]
    rows = iter(table.rows)
    for first in rows:
        head = [column.head or "" for column in table.columns]
        rule = ["---:" if column.numeric else "---" for column in table.columns]
        body = _markdown_rows(table, chain([first], rows))
        yield (f"| {' | '.join(cells)} |" for cells in chain((head, rule), body))


def _markdown_rows(table: Table, rows: Iterable[tuple[Value, ...]]) -> Iterator[list[str]]:
    """Yield the cells of rows and of the headings between them, which Markdown cannot stretch over the table."""
    for at, row in enumerate(rows):
        for heading in table.headings.get(at, ()):
            yield [f"**{cell(heading)}**", *[""] * (len(row) - 1)]
        yield list(map(cell, texts(row)))


@unique
class Format(Coded):
    """Output formats of listings: the suffix of a file, its encoding, and what yields it.

    What yields nothing here is an office's own file, which the office room writes as bytes.
    """

    def __init__(
        self, _: str, suffix: str, encoding: str, write: Callable[[View], Iterator[str]] | None
    ) -> None:
        self.suffix = suffix
        self.encoding = encoding
        self.write = write

    TABLE = "table", ".txt", "utf-8", to_plain
    JSON = "json", ".json", "utf-8", to_json
    CSV = (
        "csv",
        ".csv",
        "utf-8-sig",
        to_csv,
    )  # without a byte order mark Excel takes it for GBK and shows garbage
    TSV = "tsv", ".tsv", "utf-8", to_tsv
    MD = "md", ".md", "utf-8", to_markdown
    XLSX = "xlsx", ".xlsx", "", None
    ICS = "ics", ".ics", "", None


LISTED = tuple(known for known in Format if known is not Format.ICS)
"""What every listing can be put out as; a calendar wants days."""


def names(formats: Iterable[Format] = Format) -> str:
    """Return the formats in words: table、json 或 md."""
    *first, last = formats
    return f"{'、'.join(first)} 或 {last}"
