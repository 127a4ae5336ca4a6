"""Tables of papers: heads repeated on every page, rows that break only where they are tall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...domain.width import display_width
from .sheets import Sheet
from .styles import SMALL, TABLE, twips
from .words import Element, element, paragraph

_TALL = 3
"""A row that takes more than one part of a page in so many may break: whole, it would leave the page before half empty."""
_SMALL, _LAST = 7, 3
"""A table of so many rows stays on one page, and so many of any table stand on its last."""
_AIR = 8.0
"""What a cell keeps free of words on both sides, in points."""


class Cell(NamedTuple):
    """A cell: its paragraphs, their style, how many columns it takes; ``merge`` is restart or continue downwards."""

    lines: tuple[str, ...]
    style: str = "TableText"
    across: int = 1
    merge: str = ""


class Row(NamedTuple):
    """A row; heads repeat, and what is to ``keep`` stands, where it is short, on one page with the row below."""

    cells: tuple[Cell, ...]
    head: bool = False
    keep: bool = False


def head_row(heads: Iterable[str]) -> Row:
    """Return a row of heads."""
    return Row(tuple(Cell((head,), "TableHead") for head in heads), head=True)


def table(sheet: Sheet, shares: Sequence[float], rows: Iterable[Row], caption: str = "") -> Element:
    """Return a table as wide as the sheet's text, its columns by their shares."""
    widths = [sheet.room * share / sum(shares) for share in shares]
    made = element("tbl", _looks(sheet, caption), element("tblGrid", *(_column(width) for width in widths)))
    made.extend(_row(row, widths, sheet) for row in _together(list(rows)))
    return made


def _together(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows, each kept with the next where the table is small, below its heads, and at its end."""
    for at, row in enumerate(rows):
        left = len(rows) - 1 - at
        yield row._replace(keep=row.keep or (left > 0 and (row.head or len(rows) <= _SMALL or left < _LAST)))


def _looks(sheet: Sheet, caption: str) -> Element:
    return element(
        "tblPr",
        element("tblStyle", val=TABLE),
        element("tblW", w=twips(sheet.room), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", firstRow="1", noHBand="1", noVBand="1"),
        *([element("tblCaption", val=caption)] if caption else []),
    )


def _column(width: float) -> Element:
    return element("gridCol", w=twips(width))


def _row(row: Row, widths: Sequence[float], sheet: Sheet) -> Element:
    looks = element("trPr")
    short = _height(row, widths) <= sheet.lines // _TALL
    if row.head or short:
        looks.append(element("cantSplit"))
    if row.head:
        looks.append(element("tblHeader"))
    made, at = element("tr", looks), 0
    for cell in row.cells:
        made.append(_cell(cell, sum(widths[at : at + cell.across]), keep=row.keep and short))
        at += cell.across
    return made


def _cell(cell: Cell, width: float, *, keep: bool) -> Element:
    looks = element("tcPr", element("tcW", w=twips(width), type="dxa"))
    if cell.across > 1:
        looks.append(element("gridSpan", val=str(cell.across)))
    if cell.merge:
        looks.append(element("vMerge", val=cell.merge))
    looks.append(element("vAlign", val="center"))
    lines = [line for line in cell.lines if line] or [""]
    return element(
        "tc",
        looks,
        *(paragraph(cell.style, line, changes=[element("keepNext")] if keep else ()) for line in lines),
    )


def _height(row: Row, widths: Sequence[float]) -> int:
    """Return how many lines a row takes at most, as far as one can tell without setting it."""
    tallest, at = 1, 0
    for cell in row.cells:
        room = max(2, int((sum(widths[at : at + cell.across]) - _AIR) / SMALL * 2) - 1)
        at += cell.across
        if not cell.merge:
            tallest = max(tallest, sum(-(-max(1, display_width(line)) // room) for line in cell.lines))
    return tallest
