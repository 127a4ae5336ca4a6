"""Text as a reader hands it on, and places in tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .source import Cell, Place


def tidy(text: str) -> str:
    """Return a cell's or paragraph's text with plain line ends and no blanks at the ends of its lines."""
    lines = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\xa0", " ").split("\n")
    )
    return "\n".join(line.strip(" \t\u3000") for line in lines).strip("\n")


def letters(column: int) -> str:
    """Return a column's name in a spreadsheet: 0 is ``A``, 26 is ``AA``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_at(name: bytes) -> int:
    """Return the place of a spreadsheet's column: ``A`` is 0, ``AA`` is 26."""
    place = 0
    for letter in name[:4]:
        place = place * 26 + letter - 64
    return place - 1


def rectangle(rows: Iterable[Sequence[Cell]], place: Place) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of equal length; what a short row lacks is blank at its end. Blank columns at the end are dropped."""
    kept = [tuple(row) for row in rows]
    width = max((at + 1 for row in kept for at, cell in enumerate(row) if cell.text), default=0)
    return tuple(
        (*row[:width], *(Cell("", row[-1].place if row else place) for _ in range(width - len(row))))
        for row in kept
    )


def merge(cells: list[list[Cell]], top: int, left: int, bottom: int, right: int) -> None:
    """Put a merged cell at every place it covers; an area that leaves the table is cut at its end."""
    if top >= len(cells) or left >= len(cells[top]):
        return
    bottom, right = min(bottom, len(cells) - 1), min(right, len(cells[top]) - 1)
    whole = cells[top][left]._replace(rows=bottom - top + 1, columns=right - left + 1)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            cells[row][column] = whole._replace(origin=(row, column) == (top, left))


def squeeze(text: str) -> str:
    """Return a head or label without any blank or break: how heads are compared and printed."""
    return re.sub(r"\s+", "", text)
