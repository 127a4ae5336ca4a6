"""Workbooks that are written: text that stays text, true dates and figures, rows high enough for Chinese, print set-up."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..answers.columns import Bar, Share, Value
from ..domain.characters import visible
from ..domain.width import display_width, wrap
from .limits import installed

if TYPE_CHECKING:
    from xlsxwriter import Workbook

FONT = "宋体"
POINTS = 10.5
"""Size of the text: 五号."""
_LINE = 15.0
"""Height of a line of such text, in points, with its share of the space between lines."""
_HIGHEST = 409.0
"""No row of a workbook is higher."""
_LONGEST = 32_767
"""No cell of a workbook holds more characters."""
_CUT = "……（太长，全文见台账）"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Book:
    """A workbook being written. The same text makes the same bytes: nothing in it tells when it was made."""

    def __init__(self, title: str, made: date) -> None:
        """``made`` is the day the content speaks of. Raises ``Unavailable``."""
        with installed("写 Excel 表"):
            import xlsxwriter
        self._bytes = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book: Workbook = xlsxwriter.Workbook(self._bytes, options)
        self.book.set_properties({"title": title, "created": datetime.combine(made, time())})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **wanted: Any) -> Any:
        """Return a cell's format, each made once."""
        full = {"font_name": FONT, "font_size": POINTS, "valign": "vcenter", **wanted}
        key = tuple(sorted(full.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(full)
        return self._formats[key]

    def sheet(self, name: str) -> Any:
        """Add a sheet that prints on A4 across, as wide as the paper."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576", "formula_differs": "A1:XFD1048576"})
        return sheet

    def write(self, sheet: Any, row: int, column: int, value: Value, **style: Any) -> None:
        """Write a value as what it is: a day as a true date, a figure as a number, text as nothing but text."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.style(**style))
        elif isinstance(value, str):
            text = clean(value)
            apart = {"quote_prefix": True} if text.startswith(_FORMULA) else {}
            sheet.write_string(row, column, text, self.style(**style, **apart))
        elif isinstance(value, date):
            dated = self.style(**{"num_format": "yyyy-mm-dd", "align": "center", **style})
            sheet.write_datetime(row, column, datetime.combine(value, time()), dated)
        else:
            form = {"num_format": "0%"} if isinstance(value, Share) else {}
            figure = float(sum(value) if isinstance(value, Bar) else value)
            sheet.write_number(row, column, figure, self.style(**{"align": "right", **style, **form}))

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.book.close()
        return self._bytes.getvalue()


def clean(text: str) -> str:
    """Return text as a cell can hold it: what nobody can see is spelled, what is too long is cut and says so."""
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - len(_CUT)] + _CUT


def width_of(value: Value) -> int:
    """Return how many half-width characters the widest line of a value takes."""
    if isinstance(value, str):
        return max(map(display_width, value.split("\n")))
    return 10 if isinstance(value, date) else len(str(value)) if isinstance(value, int | Decimal) else 5


def lines_of(value: Value, width: float) -> int:
    """Return how many lines a value takes in a column: Chinese is a little wider than its count says."""
    if not isinstance(value, str):
        return 1
    return sum(len(wrap(line, _room(width))) for line in value.split("\n"))


def _room(width: float) -> int:
    return max(2, int(width * 0.94) - 1)


def height(cells: Iterable[tuple[Value, float]]) -> float:
    """Return how high a row of values, each with its column's width, must be."""
    lines = max((lines_of(value, width) for value, width in cells), default=1)
    return min(_HIGHEST, _LINE * lines + 5)


PAPER = 190.0
"""Characters a sheet of A3 takes across; A4, which is used where it is enough, takes some 130."""
_SMALL_PAPER = 150.0


def widths(heads: Sequence[str], rows: Sequence[Sequence[Value]], room: float = PAPER) -> list[float]:
    """Return the width of each column, in characters: what it needs, the widest cut to what a sheet of paper takes.

    No column is cut so far that a row would be higher than any can be.
    """
    columns = [[head, *(row[at] for row in rows)] for at, head in enumerate(heads)]
    found = [min(46.0, max(5.0, 2.5 + max(map(width_of, column)))) for column in columns]
    least = [max(_needed(column), 2.5 + width_of(column[0])) for column in columns]
    found = [max(pair) for pair in zip(found, least, strict=True)]
    while sum(found) > room and any(f > n for f, n in zip(found, least, strict=True)):
        widest = max((f - n, at) for at, (f, n) in enumerate(zip(found, least, strict=True)))[1]
        found[widest] = max(found[widest] - 2, least[widest])
    return [round(width, 1) for width in found]


def _needed(column: Sequence[Value]) -> float:
    """Return the least width of a column: that of what must not break, and of what would make its row too high."""
    whole = max((width_of(value) for value in column if not isinstance(value, str)), default=0)
    broken = max((width_of(value) for value in column if isinstance(value, str)), default=0)
    least = max(whole + 2.5, min(broken + 2.5, 11.0))
    texts = [(value, display_width(value)) for value in column if isinstance(value, str)]
    most = int((_HIGHEST - 5) / _LINE)
    # What is wider than all lines together needs no breaking to be seen as too long.
    while least < 200 and any(
        all_ > most * _room(least) or lines_of(text, least) > most for text, all_ in texts
    ):
        least += 4
    return least


def fit(sheet: Any, columns: Sequence[float]) -> None:
    """Set the columns' widths, and the paper they print on: A4, or A3 where the letters would become too small."""
    for at, width in enumerate(columns):
        sheet.set_column(at, at, width)
    if sum(columns) > _SMALL_PAPER:
        sheet.set_paper(8)


LIGHTS: Mapping[str, str] = {"red": "#F8CBAD", "yellow": "#FFE699", "green": "#C6E0B4"}
"""What colour stands behind the word of a light."""
