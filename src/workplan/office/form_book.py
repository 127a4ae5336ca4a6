"""The month's form as a workbook: grey cells locked, white ones open, keys hidden, prompts in Chinese."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..domain.periods import Period
from ..domain.status import FULFILLED, UNFULFILLED, Status
from .book import Book, height, widths
from .form import ABOUT, GUIDE, KEY, NOW, PROMISE_HEADS, PROMISES, TASKS, VERSION, Field, Form, Kind, Row
from .form import title as title_of

REPORTED = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE, Status.SUSPENDED)
"""The statuses a department reports; verifying and cancelling are the office's acts."""
_HEADS = 2
"""The row of the heads, below the title and the guide."""
_LOCKED = {"border": 1, "text_wrap": True, "bg_color": "#EDEDED", "font_size": 10}
_OPEN = {"border": 1, "text_wrap": True, "locked": False, "font_size": 10}
_HEAD = {"bold": True, "border": 1, "bg_color": "#D9E1F2", "align": "center", "text_wrap": True}
_LOWEST = 48.0
_ALLOWED = {"format_rows": True, "format_columns": True, "sort": True, "autofilter": True}
_NOW_WIDTH = 14.0
_ROOM = 105.0
"""Characters the locked columns may take across: with the white ones the form prints on A4."""


def to_xlsx(form: Form, month: Period, made: date) -> bytes:
    """Return a form as the bytes of a workbook. Raises ``Unavailable``."""
    title = title_of(form.month, form.department)
    book = Book(title, made)
    tasks, promises = form.of(Kind.TASK), form.of(Kind.TARGET, Kind.STEP)
    sheet = book.sheet(TASKS)
    white = [(field.word, field.width) for field in Field]
    _lay_out(book, sheet, title, form.heads, white, tasks)
    _open_tasks(book, sheet, len(form.heads), tasks, form.year, month)
    if promises:
        beside = book.sheet(PROMISES)
        _lay_out(book, beside, f"{title}{PROMISES}", PROMISE_HEADS, [(NOW, _NOW_WIDTH)], promises)
        _open_promises(book, beside, promises)
    _about(book, form)
    return book.content()


def _lay_out(
    book: Book,
    sheet: Any,
    title: str,
    heads: tuple[str, ...],
    white: list[tuple[str, float]],
    rows: tuple[Row, ...],
) -> None:
    """Write all that is locked, and how the sheet looks on screen and on paper."""
    columns = [*widths(heads, [row.cells for row in rows], _ROOM), *(width for _, width in white)]
    for at, width in enumerate(columns):
        sheet.set_column(at, at, width)
    key = len(columns)
    sheet.set_column(key, key, 12, None, {"hidden": True})
    book.write(sheet, 0, 0, title, bold=True, font_size=16, align="center_across")
    for at in range(1, key):
        book.write(sheet, 0, at, None, align="center_across")
    book.write(sheet, 1, 0, GUIDE, font_size=10)
    sheet.set_row(0, 30)
    sheet.set_row(_HEADS, height(zip(heads, columns, strict=False)) + 4)
    for at, head in enumerate([*heads, *(word for word, _ in white), KEY]):
        book.write(sheet, _HEADS, at, head, **_HEAD)
    for nth, row in enumerate(rows, _HEADS + 1):
        sheet.set_row(nth, max(_LOWEST, height(zip(row.cells, columns, strict=False))))
        for at, text in enumerate(row.cells):
            book.write(sheet, nth, at, text, **_LOCKED)
        book.write(sheet, nth, key, row.key, num_format=";;;")  # hidden columns are printed by some
    sheet.freeze_panes(_HEADS + 1, 0)
    sheet.repeat_rows(_HEADS)
    sheet.print_area(0, 0, _HEADS + len(rows), key - 1)
    sheet.protect("", _ALLOWED)


def _open_tasks(book: Book, sheet: Any, first: int, rows: tuple[Row, ...], year: int, month: Period) -> None:
    forms = {Field.PERCENT: "General", Field.DATE: "yyyy-mm-dd"}
    for nth in range(_HEADS + 1, _HEADS + 1 + len(rows)):
        for at, field in enumerate(Field, first):
            middle = {"align": "center"} if field in forms or field is Field.STATUS else {}
            book.write(sheet, nth, at, None, **_OPEN, **middle, num_format=forms.get(field, "@"))
    last = _HEADS + len(rows)
    for at, field in enumerate(Field, first):
        sheet.data_validation(_HEADS + 1, at, last, at, {**_rule(field, year, month), **_prompt(field)})


def _rule(field: Field, year: int, month: Period) -> dict[str, Any]:
    if field is Field.STATUS:
        return {"validate": "list", "source": [status.word for status in REPORTED]}
    if field is Field.PERCENT:
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
    if field is Field.DATE:
        bounds = {"minimum": date(year, 1, 1), "maximum": month.last}
        return {"validate": "date", "criteria": "between", **bounds}
    return {"validate": "any"}


def _prompt(field: Field) -> dict[str, str]:
    return {
        "input_title": field.word,
        "input_message": field.prompt,
        "error_title": f"{field.word}填得不对",
        "error_message": field.prompt,
    }


def _open_promises(book: Book, sheet: Any, rows: tuple[Row, ...]) -> None:
    at = len(PROMISE_HEADS)
    for nth, row in enumerate(rows, _HEADS + 1):
        form = "General" if row.measured else "@"
        book.write(sheet, nth, at, None, **_OPEN, align="center", num_format=form)
        words = [FULFILLED] if row.kind is Kind.STEP else [FULFILLED, UNFULFILLED]
        rule = {"validate": "any"} if row.measured else {"validate": "list", "source": words}
        asked = asked_of(row)
        told = {"input_title": NOW, "input_message": asked, "error_title": NOW, "error_message": asked}
        sheet.data_validation(nth, at, nth, at, {**rule, **told})


def asked_of(row: Row) -> str:
    """Return what is asked for in a promise's white cell."""
    if row.kind is Kind.STEP:
        return "完成了的填“是”，没有完成的不填。"
    if not row.measured:
        return "达到的填“是”，没有达到的填“否”，没有新情况的不填。"
    return f"填实际的数字{f'，单位是 {row.unit}' if row.unit else ''}；没有新情况的不填。"


def _about(book: Book, form: Form) -> None:
    """Write the hidden sheet: whose form this is, and the keys of all rows that were sent."""
    sheet = book.book.add_worksheet(ABOUT)
    lines = [
        ("版本", VERSION),
        ("计划", form.plan),
        ("年度", str(form.year)),
        ("月份", form.month),
        ("部门", form.department),
        *(("行", row.key) for row in form.rows),
    ]
    for nth, (name, value) in enumerate(lines):
        book.write(sheet, nth, 0, name)
        book.write(sheet, nth, 1, value)
    sheet.protect("")
    sheet.very_hidden()
