"""Sheets of paper: upright ones for prose, others across for wide tables, each a section with its page numbers."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from .styles import LINE, twips
from .words import Element, element, paragraph

_POINTS_OF_MM = 72 / 25.4


class Sheet(NamedTuple):
    """A sheet of A4: its measures in mm, where page numbers stand above its edge, and whether lines follow the grid."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    number: float
    grid: bool = False

    @property
    def room(self) -> float:
        """How wide the text is, in points."""
        return (self.width - self.left - self.right) * _POINTS_OF_MM

    @property
    def lines(self) -> int:
        """How many lines of a table fit."""
        return int((self.height - self.top - self.bottom) * _POINTS_OF_MM / 13.5)


UPRIGHT = Sheet(210, 297, 37, 26, 35, 28, 22.4, grid=True)
"""Page numbers stand 7 mm below the text."""
ACROSS = Sheet(297, 210, 28, 24, 26, 24, 13.4)
FORM = Sheet(210, 297, 25, 22, 20, 26, 10)
"""A slip, which stands on a page of its own and has no number."""


class Sheets:
    """The sheets of one document, in the order they are filled."""

    def __init__(self, body: Element) -> None:
        """``body`` ends with the properties of its last section, which hold what all sections share: their footers."""
        self._body = body
        self._last = body[-1]
        self._shared = [deepcopy(child) for child in self._last if child.tag.endswith("footerReference")]
        self.sheet: Sheet | None = None
        self._fresh = True

    def turn(self, sheet: Sheet) -> None:
        """Go on to a new page, of that kind."""
        if self.sheet is not None and sheet != self.sheet:
            self._close(self.sheet)
        elif self.sheet is not None:
            self._fresh = False
        self.sheet = sheet

    def add(self, *made: Element) -> None:
        """Put something onto the sheet; what comes first on a new one of the same kind begins a page."""
        for one in made:
            if not self._fresh:
                _begin_page(one)
                self._fresh = True
            self._last.addprevious(one)

    def finish(self) -> None:
        """Say of the last section what it is."""
        self._end()
        if self.sheet is not None:
            self._last[:] = self._section(self.sheet)

    def _close(self, sheet: Sheet) -> None:
        self._end()[0].append(element("sectPr", *self._section(sheet)))

    def _end(self) -> Element:
        """Return the paragraph the section ends with; behind a table it is one nobody sees."""
        ending = self._last.getprevious()
        if ending is None or not ending.tag.endswith("}p"):
            ending = paragraph("Break")
            self._last.addprevious(ending)
        return ending

    def _section(self, sheet: Sheet) -> list[Element]:
        across = {"orient": "landscape"} if sheet.width > sheet.height else {}
        margins = {side: _mm(getattr(sheet, side)) for side in ("top", "right", "bottom", "left")}
        numbered = [] if sheet is FORM else [deepcopy(one) for one in self._shared]
        return [
            *numbered,
            element("type", val="nextPage"),
            element("pgSz", w=_mm(sheet.width), h=_mm(sheet.height), **across),
            element("pgMar", **margins, header=_mm(15), footer=_mm(sheet.number), gutter="0"),
            _grid(sheet),
        ]


def _grid(sheet: Sheet) -> Element:
    if not sheet.grid:
        return element("docGrid", linePitch="312")
    return element("docGrid", type="lines", linePitch=twips(LINE))


def _begin_page(one: Element) -> None:
    looks = one[0]
    looks.insert(1, element("pageBreakBefore"))


def _mm(measure: float) -> str:
    return twips(measure * _POINTS_OF_MM)


def page_number(style: str) -> list[Element]:
    """Return a footer's paragraph: — 1 —."""
    made = paragraph(style, "— ")
    for kind in ("begin", "", "end"):
        made.append(element("r", element("fldChar", fldCharType=kind) if kind else _instruction()))
    made.append(paragraph(style, " —")[1])
    return [made]


def _instruction() -> Element:
    found = element("instrText")
    found.text = "PAGE"
    return found
