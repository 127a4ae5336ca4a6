"""Any listing as a workbook: title, heads that stay and repeat, filter, wrapped text, lights, notes."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from ..answers.columns import Value, View
from ..domain.standing import Light
from .book import LIGHTS, Book, fit, height, widths

_HEAD = {"bold": True, "border": 1, "bg_color": "#D9E1F2", "align": "center", "text_wrap": True}
_CELL = {"border": 1, "text_wrap": True}
_LIGHT = "亮灯"
_TITLE, _HEADS = 0, 1
"""The rows of the title and of the heads."""


def to_xlsx(view: View) -> bytes:
    """Return the data of an answer as a workbook. Raises ``Unavailable``."""
    heads, rows, lights = _table(view)
    title = next((table.title for table in view.tables), "")
    book = Book(title, date.fromisoformat(view.payload["as_of"]))
    sheet = book.sheet("清单")
    columns = widths(heads, rows)
    fit(sheet, columns)
    for at in range(len(heads)):  # centred across, for merged cells break the filter
        book.write(
            sheet, _TITLE, at, title if at == 0 else None, bold=True, font_size=16, align="center_across"
        )
        book.write(sheet, _HEADS, at, heads[at], **_HEAD)
    sheet.set_row(_TITLE, 30)
    sheet.set_row(_HEADS, height(zip(heads, columns, strict=True)))
    for nth, (row, light) in enumerate(zip_longest(rows, lights), _HEADS + 1):
        sheet.set_row(nth, height(zip(row, columns, strict=True)))
        for at, value in enumerate(row):
            colour = {"bg_color": LIGHTS[light.value]} if light and heads[at] == _LIGHT and light.word else {}
            book.write(sheet, nth, at, value, **_CELL, **colour)
    last = _HEADS + max(1, len(rows))
    sheet.autofilter(_HEADS, 0, last, len(heads) - 1)
    sheet.freeze_panes(_HEADS + 1, 0)
    sheet.repeat_rows(_TITLE, _HEADS)
    for nth, note in enumerate(view.notes, last + 2):
        book.write(sheet, nth, 0, note)
    return book.content()


def _table(view: View) -> tuple[list[str], list[tuple[Value, ...]], list[Light | None]]:
    """Return heads, rows and lights; where rows have lights, their words stand in a last column."""
    table = view.data
    rows, lights = list(table.rows), list(table.lights)
    heads = [column.head or "" for column in table.columns]
    if lights:
        heads.append(_LIGHT)
        rows = [(*row, light.word if light else None) for row, light in zip(rows, lights, strict=True)]
    return heads, rows, lights
