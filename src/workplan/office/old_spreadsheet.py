"""Workbooks of yesterday and of other offices (.xls, .et, .ods, .xlsb): values without their formats."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from ..domain.characters import quote
from . import shown
from .limits import COLUMNS, ROWS, check_table, installed, open_package, readable
from .open_document import Area, merged_areas
from .source import Cell, Doubt, Grid, Place, SourceDocument
from .stored_sheet import StoredSheet
from .texts import letters, merge, rectangle, tidy


def read_old_spreadsheet(raw: bytes, file: str, kind: str) -> SourceDocument:
    """Read every visible sheet, and tell each value that its format may have shown as another."""
    if raw.startswith(b"PK"):
        _check_repeats(raw, file)
    doubts, left_out, grids = [_plain_warning(file)], [], []
    with readable(file), installed():
        from python_calamine import CalamineWorkbook, SheetVisibleEnum

        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        merged = merged_areas(raw, file) if kind == "ods" else {}
        visible = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
        for name in book.sheet_names:
            if name in visible:
                sheet = book.get_sheet_by_name(name)
                areas = merged.get(name) or tuple(sheet.merged_cell_ranges or ())
                grids.append(_grid(sheet, areas, file, name if len(visible) > 1 else "", doubts))
            else:
                said = f"隐藏的工作表{quote(name)}没有导入。"
                left_out.append(Doubt(Place(file, 0, name), "hidden-sheet", said))
    return SourceDocument(file, kind, tuple(g for g in grids if g.rows), tuple(doubts), tuple(left_out))


def stored_sheets(raw: bytes, file: str, kind: str) -> dict[str, StoredSheet]:
    """Return every sheet; of a filled cell the value alone: of formats and formulas nothing can be seen.

    Raises ``Refused``.
    """
    if raw.startswith(b"PK"):
        _check_repeats(raw, file)
    found = {}
    with readable(file), installed():
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        merged = merged_areas(raw, file) if kind == "ods" else {}
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.end is not None:
                check_table(sheet.end[0] + 1, min(sheet.end[1] + 1, COLUMNS), Place(file, 0, name))
            cells = {
                (row, column): (value,)
                for row, values in enumerate(sheet.to_python(skip_empty_area=False))
                for column, value in enumerate(values)
                if value not in (None, "")
            }
            areas = merged.get(name) or tuple(sheet.merged_cell_ranges or ())
            found[name] = StoredSheet(cells, {}, areas)
    return found


def _plain_warning(file: str) -> Doubt:
    return Doubt(Place(file), "formats-unseen", "这种文件看不到数字格式和公式，请核对日期、百分数和空白格。")


def _check_repeats(raw: bytes, file: str) -> None:
    """Refuse a sheet of a few bytes that repeats one cell a million times (OpenDocument writes tables like that)."""
    package = open_package(raw, file)
    if "content.xml" not in package.namelist():
        return
    content = package.read("content.xml")
    rows = columns = 1
    for found in re.finditer(
        rb"number-(rows|columns)-repeated=\"(\d+)\"[^>]*?(/?)>(.{0,200})", content, re.S
    ):
        many, filled = int(found[2]), b"<text:p" in found[4] and not found[3]
        if filled and found[1] == b"rows":
            rows = max(rows, many)
        elif filled:
            columns = max(columns, many)
    check_table(rows, columns, Place(file))


def _grid(sheet: Any, merged: Iterable[Area], file: str, name: str, doubts: list[Doubt]) -> Grid:
    place = Place(file, 0, name)
    if sheet.end is not None and (sheet.end[0] >= ROWS or sheet.end[1] >= COLUMNS):
        check_table(sheet.end[0] + 1, sheet.end[1] + 1, place)
    cells = []
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        cells.append(
            [
                _cell(value, Place(file, 0, name, f"{letters(at)}{row}"), doubts)
                for at, value in enumerate(values)
            ]
        )
    for (top, left), (bottom, right) in merged:
        merge(cells, top, left, bottom, right)
    return Grid(rectangle(cells, place), place, name)


def _cell(value: Any, place: Place, doubts: list[Doubt]) -> Cell:
    found, said = _shown(value)
    if said:
        doubts.append(Doubt(place, found.doubt, said))
    return Cell(found.text, place)


def _shown(value: Any) -> tuple[shown.Shown, str]:
    """Return a value's text, and what must be told of it as its format is not known."""
    if isinstance(value, bool):
        return shown.Shown("TRUE" if value else "FALSE"), ""
    if isinstance(value, (int, float)):
        text = shown.plain(value)
        if 0 < value <= 1 and value != int(value):
            return shown.Shown(
                text, "maybe-percent"
            ), f"这一格是{quote(text)}，原件里也许显示为百分数，请核对。"
        return shown.Shown(text), ""
    if isinstance(value, (datetime, date)):
        found = shown.day(value, "yyyy-mm-dd")
        more = "，原件里也许没有显示到日" if value.day == 1 else ""
        return found, f"这一格是日期，按年月日写作{quote(found.text)}{more}。"
    if isinstance(value, (time, timedelta)):
        return shown.clock(value), f"这一格是时刻，写作{quote(str(value))}。"
    return shown.Shown(tidy(str(value))), ""
