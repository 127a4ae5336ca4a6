"""The cells of a grid while rows are made of them: what is used is marked as used, so that the rest can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .source import Grid, Place

Row = list["Box"]


class Box:
    """One printed cell, the same object at every place it covers. ``text`` may be looked at; :meth:`take` uses it."""

    __slots__ = ("columns", "heading", "left", "place", "rows", "taken", "text", "top")

    def __init__(self, text: str, place: Place, top: int, left: int) -> None:
        self.text, self.place, self.top, self.left = text, place, top, left
        self.rows = self.columns = 1
        self.taken = self.heading = False

    def take(self) -> str:
        """Return the text for use in the draft."""
        self.taken = True
        return self.text

    def covers(self, row: int, column: int) -> bool:
        """Tell whether the cell stands at a place of its grid."""
        return self.top <= row < self.top + self.rows and self.left <= column < self.left + self.columns


def boxes(grid: Grid) -> list[Row]:
    """Return the boxes of a grid, place by place."""
    made: list[Row] = []
    for r, cells in enumerate(grid.rows):
        row: Row = []
        for c, cell in enumerate(cells):
            beside = [row[-1]] if row else []
            above = [made[-1][c]] if made else []
            box = None if cell.origin else next((b for b in (*beside, *above) if b.covers(r, c)), None)
            if box is None:
                box = Box(cell.text, cell.place, r, c)
                box.heading = cell.heading
                if cell.origin:
                    box.rows, box.columns = cell.rows, cell.columns
            row.append(box)
        made.append(row)
    return made


def printed(row: Sequence[Box]) -> list[Box]:
    """Return a row's cells that hold text, each once, from left to right."""
    return [box for box in dict.fromkeys(row) if box.text]


def left_over(rows: Iterable[Row]) -> list[Box]:
    """Return the cells of a grid that hold text and were not used, in printed order."""
    return [box for box in dict.fromkeys(box for row in rows for box in row) if box.text and not box.taken]
