"""A workbook's cells as they are stored, for whoever judges what was typed: values, not what they look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .kinds import kind_of
from .limits import check_bytes, refuse
from .old_spreadsheet import stored_sheets as stored_in_old
from .source import Place
from .spreadsheet import stored_sheets
from .stored_sheet import At, StoredSheet
from .texts import letters, tidy


class Stored(NamedTuple):
    """One cell: its value (text, number, day, truth), and what its format says of it.

    ``percent`` and ``month_only`` are None where formats cannot be seen: in all but .xlsx.
    """

    value: Any
    formula: bool = False
    percent: bool | None = None
    month_only: bool | None = None

    @property
    def text(self) -> str:
        """The value as text: whole numbers without a fraction."""
        if isinstance(self.value, float) and self.value.is_integer() and abs(self.value) < 1e15:
            return str(int(self.value))
        return tidy(str(self.value))


class Sheet(NamedTuple):
    """Filled cells by row and column, comments, and the areas of several rows that are one cell: first and last row,
    first column.
    """

    cells: Mapping[At, Stored]
    comments: Mapping[At, str]
    joined: tuple[tuple[int, int, int], ...]


def read_sheets(raw: bytes, file: str) -> dict[str, Sheet]:
    """Return all sheets by name, hidden ones too. Raises ``Refused`` where it is no workbook that can be read."""
    check_bytes(raw, file)
    kind = kind_of(raw, file)
    if kind == "xlsx":
        sheets = stored_sheets(raw, file)
    elif kind in ("xls", "xlsb", "ods"):
        sheets = stored_in_old(raw, file, kind)
    else:
        refuse(Place(file), f"kind-{kind}", "这不是 Excel 表。", "请部门用发出的填报表填写，另存为 .xlsx。")
    return {name: _sheet(found) for name, found in sheets.items()}


def _sheet(found: StoredSheet) -> Sheet:
    cells = {
        at: made
        for at, held in found.cells.items()
        if (made := Stored(*held)).formula or (made.value not in (None, "") and made.text)
    }
    joined = ((top, bottom, left) for (top, left), (bottom, _) in found.merged if bottom > top)
    return Sheet(cells, found.comments, tuple(sorted(joined)))


def place(file: str, sheet: str, row: int, column: int) -> Place:
    """Return where a cell stands, as messages name it."""
    return Place(file, 0, sheet, f"{letters(column)}{row + 1}")
