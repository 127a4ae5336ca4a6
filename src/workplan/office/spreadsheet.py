"""Workbooks of today (.xlsx), with their formats, formulas and merged cells."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ..domain.characters import quote, short
from . import shown
from .limits import COLUMNS, ROWS, check_filled, check_table, installed, open_package, readable, refuse
from .source import Cell, Doubt, Grid, Place, SourceDocument
from .stored_sheet import StoredSheet
from .texts import column_at, letters, merge, rectangle, tidy

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SAID = {
    "true-date": "这一格是日期，按年月日写作{}。",
    "month-only": "这一格是日期，没有显示到日，按显示的{}读。",
    "number-format": "这一格的数字格式认不出，写存下的数{}。",
    "error-value": "这一格是出错的公式{}。",
    "hidden-row": "第 {} 行在表里是隐藏的，一并读入，请看要不要。",
    "hidden-column": "{} 列在表里是隐藏的，一并读入，请看要不要。",
}


class _Sheet(NamedTuple):
    """One visible sheet: as written, and (where it has formulas) as last computed."""

    file: str
    name: str
    written: Worksheet
    computed: Worksheet | None

    def place(self, row: int, column: int) -> Place:
        return Place(self.file, 0, self.name, f"{letters(column - 1)}{row}")


def read_spreadsheet(raw: bytes, file: str) -> SourceDocument:
    """Read every visible sheet. Raises ``Refused`` for a formula without a stored value, naming the cells."""
    package = open_package(raw, file)
    _check_areas(package, file)
    with readable(file), installed():
        import openpyxl

        written = openpyxl.load_workbook(io.BytesIO(raw), keep_links=False)
        formulas = any(_formulas(sheet) for sheet in written.worksheets)
        computed = (
            openpyxl.load_workbook(io.BytesIO(raw), keep_links=False, data_only=True) if formulas else None
        )
        visible = [sheet for sheet in written.worksheets if sheet.sheet_state == "visible"]
        sheets = [
            _Sheet(file, s.title if len(visible) > 1 else "", s, computed[s.title] if computed else None)
            for s in visible
        ]
        doubts: list[Doubt] = []
        grids = tuple(_grid(sheet, doubts) for sheet in sheets)
        left_out = (*_hidden(written.worksheets, visible, file), *_beside(package, sheets, file))
    return SourceDocument(file, "xlsx", tuple(g for g in grids if g.rows), tuple(doubts), left_out)


def stored_sheets(raw: bytes, file: str) -> dict[str, StoredSheet]:
    """Return every sheet; of a filled cell the value, and whether it is a formula, a percentage, a month.

    Raises ``Refused``.
    """
    package = open_package(raw, file)
    _check_areas(package, file)
    with readable(file), installed(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # in English, of parts of the file that no cell depends on
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(raw), keep_links=False)
        for sheet in book.worksheets:
            check_table(sheet.max_row, min(sheet.max_column, COLUMNS), Place(file, 0, sheet.title))
        return {sheet.title: _stored_sheet(sheet) for sheet in book.worksheets}


def _stored_sheet(sheet: Worksheet) -> StoredSheet:
    remarks: Iterator[Any] = (c for row in sheet.iter_rows() for c in row if c.comment)
    return StoredSheet(
        {(c.row - 1, c.column - 1): _stored(c) for c in _cells(sheet)},
        {(c.row - 1, c.column - 1): c.comment.text for c in remarks},
        tuple(
            ((a.min_row - 1, a.min_col - 1), (a.max_row - 1, a.max_col - 1))
            for a in sheet.merged_cells.ranges
        ),
    )


def _stored(cell: Any) -> tuple[Any, ...]:
    form, value = cell.number_format or "", cell.value
    month = isinstance(value, date) and shown.shows_month_only(form)
    return value, cell.data_type == "f", shown.shows_percent(form), month


_AREA = rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*[\"']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"
_MOST_COVERED = 1_000_000
"""Cells that merges and links may cover: the library makes one of each, and a short file may name them all."""


def _check_areas(package: zipfile.ZipFile, file: str) -> None:
    covered = filled = 0
    for name in package.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            sheet = package.read(name)
            filled += len(re.findall(rb"<(?:\w+:)?(?:v|is)>", sheet))
            for left, top, right, bottom in re.findall(_AREA, sheet):
                covered += (abs(int(bottom) - int(top)) + 1) * (abs(column_at(right) - column_at(left)) + 1)
    check_filled(filled, Place(file))
    if covered > _MOST_COVERED:
        check_table(ROWS + 1, covered // (ROWS + 1), Place(file))


def _cells(sheet: Worksheet) -> list[Any]:
    """Return the cells a file has. Walking by rows would make a cell of every place up to the farthest."""
    cells: dict[tuple[int, int], Any] = sheet._cells
    return [cell for cell in cells.values() if cell.value is not None]


def _formulas(sheet: Worksheet) -> list[Any]:
    return [cell for cell in _cells(sheet) if cell.data_type == "f"]


def _grid(sheet: _Sheet, doubts: list[Doubt]) -> Grid:
    _check_formulas(sheet)
    filled = _cells(sheet.written)
    rows = max((cell.row for cell in filled), default=0)
    columns = max((cell.column for cell in filled), default=0)
    place = Place(sheet.file, 0, sheet.name)
    check_table(rows, columns, place)
    texts = {(cell.row, cell.column): _text(sheet, cell, doubts) for cell in filled}
    cells = [
        [Cell(texts.get((r, c), ""), sheet.place(r, c)) for c in range(1, columns + 1)]
        for r in range(1, rows + 1)
    ]
    doubts.extend(_told_of_formulas(sheet))
    for area in sheet.written.merged_cells.ranges:
        merge(cells, area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
    doubts.extend(_hidden_lines(sheet, rows, columns))
    return Grid(rectangle(cells, place), place, sheet.name)


def _check_formulas(sheet: _Sheet) -> None:
    if sheet.computed is None:
        return
    blank = sorted(
        (cell for cell in _formulas(sheet.written) if sheet.computed[cell.coordinate].value is None),
        key=lambda cell: (cell.row, cell.column),
    )
    if blank:
        names = "、".join(cell.coordinate for cell in blank[:8]) + ("等" if len(blank) > 8 else "")
        refuse(
            sheet.place(blank[0].row, blank[0].column),
            "formula-without-value",
            f"{names} 是公式，文件里没有存下结果，不能当空白。",
            "用 Excel 或 WPS 打开、保存之后再导入。",
        )


def _told_of_formulas(sheet: _Sheet) -> Iterator[Doubt]:
    """Tell once which cells are formulas: what is read of them is the result the file holds."""
    found = sorted(_formulas(sheet.written), key=lambda cell: (cell.row, cell.column))
    if found:
        names = "、".join(cell.coordinate for cell in found[:8]) + ("等" if len(found) > 8 else "")
        said = f"{names} 是公式，取的是文件里存下的结果，请核对。"
        yield Doubt(sheet.place(found[0].row, found[0].column), "formula", said)


def _text(sheet: _Sheet, cell: Any, doubts: list[Doubt]) -> str:
    value = cell.value
    if cell.data_type == "f" and sheet.computed is not None:
        value = sheet.computed[cell.coordinate].value
    found = _shown(value, cell.number_format or "", cell.data_type)
    if found.doubt:
        message = _SAID[found.doubt].format(quote(found.text))
        doubts.append(Doubt(sheet.place(cell.row, cell.column), found.doubt, message))
    return found.text


def _shown(value: Any, form: str, kind: str) -> shown.Shown:
    if isinstance(value, bool):
        return shown.Shown("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        return shown.number(value, form)
    if isinstance(value, (datetime, date)):
        return shown.day(value, form)
    if isinstance(value, (time, timedelta)):
        return shown.clock(value)
    text = tidy(re.sub("_x000[Dd]_\n?", "\n", str(value)))
    return shown.Shown(
        text,
        "error-value" if kind == "e" or re.fullmatch(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?)", text) else "",
    )


def _hidden_lines(sheet: _Sheet, rows: int, columns: int) -> Iterator[Doubt]:
    for row, shape in sheet.written.row_dimensions.items():
        if shape.hidden and row <= rows:
            yield Doubt(sheet.place(row, 1), "hidden-row", _SAID["hidden-row"].format(row))
    for name, form in sheet.written.column_dimensions.items():
        if form.hidden and form.min and form.min <= columns:
            yield Doubt(sheet.place(1, form.min), "hidden-column", _SAID["hidden-column"].format(name))


def _hidden(sheets: list[Any], visible: list[Any], file: str) -> list[Doubt]:
    return [
        Doubt(
            Place(file, 0, sheet.title),
            "hidden-sheet",
            f"隐藏的工作表{quote(sheet.title)}没有导入（{len(_cells(sheet))} 格有内容）。",
        )
        for sheet in sheets
        if sheet not in visible
    ]


def _beside(package: zipfile.ZipFile, sheets: list[_Sheet], file: str) -> Iterator[Doubt]:
    """Tell what a workbook holds beside its cells: notes, text boxes, macros, links."""
    for sheet in sheets:
        for cell in _cells(sheet.written):
            if cell.comment:
                said = quote(short(tidy(cell.comment.text)))
                yield Doubt(sheet.place(cell.row, cell.column), "comment", f"批注{said}没有导入。")
    names = package.namelist()
    for name in names:
        if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
            texts = re.findall(r"<a:t[^>]*>([^<]+)</a:t>", package.read(name).decode("utf-8", "replace"))
            if texts:
                yield Doubt(Place(file), "text-box", f"文本框{quote(short(''.join(texts)))}没有导入。")
    if any(name.endswith("vbaProject.bin") for name in names):
        yield Doubt(Place(file), "macros", "文件带有宏，没有运行，也没有导入。")
    if any(name.startswith("xl/externalLinks/") for name in names):
        yield Doubt(Place(file), "external-links", "文件引用了别的工作簿，没有打开它们，用的是存下的数。")
