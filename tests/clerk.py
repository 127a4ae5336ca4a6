"""A clerk of a department: opens the form that was sent, fills in cells, spoils others, and saves it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl

TASKS, PROMISES = "填报", "指标与节点"


class Form:
    """A form on the clerk's desk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def sheet(self, name: str = TASKS) -> Any:
        return self.book[name]

    def cell(self, about: str | int, head: str) -> Any:
        """Return the cell under a head, in the row of a task (5) or a promise (``target:5.1``, ``step:35.1``)."""
        identity = f"task:{about}" if isinstance(about, int) else about
        sheet = self.sheet(TASKS if identity.startswith("task") else PROMISES)
        columns = {cell.value: cell.column for cell in sheet[3]}
        (row,) = [
            row
            for row in range(4, sheet.max_row + 1)
            if str(sheet.cell(row, columns["编码（勿改）"]).value).startswith(f"{identity}:")
        ]
        return sheet.cell(row, columns[head])

    def fill(self, about: str | int, **cells: Any) -> Form:
        """Fill in cells by their heads; ``percent`` stands for 完成%, which is no name in Python."""
        for head, value in cells.items():
            self.cell(about, "完成%" if head == "percent" else head).value = value
        return self

    def save(self, to: Path | None = None) -> Path:
        self.book.save(to or self.path)
        return to or self.path


def copy(source: Path, to: Path) -> Path:
    to.parent.mkdir(exist_ok=True)
    shutil.copy(source, to)
    return to
