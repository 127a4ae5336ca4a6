"""Answers to text: JSON for scripts, CSV and TSV for spreadsheets, Markdown for documents."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum, unique

from .markdown import cell, escape
from .tables import Table, View


@unique
class Format(StrEnum):
    """Output formats of listings; ``table`` is the terminal's own."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


def to_json(view: View) -> str:
    """Return the payload, indented, in its own characters."""
    import json

    return json.dumps(view.payload, ensure_ascii=False, indent=2) + "\n"


def to_csv(view: View) -> str:
    """Return the data with CRLF, as RFC 4180 and Excel have it."""
    return _separated(view.data, ",")


def to_tsv(view: View) -> str:
    """Return the data with tabs."""
    return _separated(view.data, "\t")


def _separated(table: Table, delimiter: str) -> str:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    writer.writerow(column.head for column in table.columns)
    writer.writerows(tuple(map(_inert, row)) for row in table.rows)
    return out.getvalue()


def _inert(text: str) -> str:
    """Keep a spreadsheet from running text as a formula (OWASP: CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def to_markdown(view: View) -> str:
    """Return titles, tables and notes as Markdown."""
    blocks: list[str] = []
    for table in view.tables:
        if table.title:
            blocks.append(f"**{escape(table.title)}**")
        if table.rows:
            rule = ["---:" if column.numeric else "---" for column in table.columns]
            head = [column.head for column in table.columns]
            rows = [list(map(cell, row)) for row in table.rows]
            blocks.append("\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)))
    blocks.extend(escape(note) for note in view.notes)
    return "\n\n".join(blocks) + "\n"


FORMATS: dict[Format, Callable[[View], str]] = {
    Format.JSON: to_json,
    Format.CSV: to_csv,
    Format.TSV: to_tsv,
    Format.MD: to_markdown,
}
