"""A workbook's cells as they are stored, for whoever judges what was typed: values, not what they look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .kinds import kind_of
from .limits import check_bytes, refuse
from .old_spreadsheet import stored_cells as stored_in_old
from .source import Place
from .spreadsheet import stored_cells
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


Sheet = Mapping[tuple[int, int], Stored]
"""Filled cells by row and column, both from 0."""


def read_cells(raw: bytes, file: str) -> dict[str, Sheet]:
    """Return all sheets by name, hidden ones too. Raises ``Refused`` where it is no workbook that can be read."""
    check_bytes(raw, file)
    kind = kind_of(raw, file)
    if kind == "xlsx":
        sheets = stored_cells(raw, file)
    elif kind in ("xls", "xlsb", "ods"):
        sheets = stored_in_old(raw, file)
    else:
        refuse(Place(file), f"kind-{kind}", "这不是 Excel 表。", "请部门用发出的填报表填写，另存为 .xlsx。")
    return {
        name: {
            at: made
            for at, found in cells.items()
            if (made := Stored(*found)).formula or (made.value not in (None, "") and made.text)
        }
        for name, cells in sheets.items()
    }


def place(file: str, sheet: str, row: int, column: int) -> Place:
    """Return where a cell stands, as messages name it."""
    return Place(file, 0, sheet, f"{letters(column)}{row + 1}")
