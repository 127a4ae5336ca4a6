"""A published document as read from any kind of file: paragraphs and grids of cells, each with its place.

Readers (xlsx, docx, html, text, ...) make these values; finding the list and the prose in them is the same for all.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands in its file: a line of text (from 1), or a sheet or table and a cell (`C7`)."""

    file: str
    line: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """Return the place as messages name it: `原件.txt:422`, `原件.xlsx!C7`, `原件.xlsx!表2!C7`."""
        if self.cell:
            return "!".join(filter(None, (self.file, self.sheet, self.cell)))
        return f"{self.file}:{self.line}" if self.line else self.file


class Doubt(NamedTuple):
    """What a person must look at: where, a kebab-case code, and one Chinese sentence."""

    place: Place
    code: str
    message: str


class Paragraph(NamedTuple):
    """A paragraph outside any table. ``level`` is its heading level where the file says so, else 0."""

    text: str
    place: Place
    level: int = 0


class Cell(NamedTuple):
    """One cell as printed: paragraphs and line breaks of it are ``\n``. A merged cell stands at every place it covers.

    ``rows`` and ``columns`` say how many it covers, ``origin`` whether this is its first place (top left).
    ``heading`` tells cells the file itself marks as heads (``<th>``).
    """

    text: str
    place: Place
    rows: int = 1
    columns: int = 1
    origin: bool = True
    heading: bool = False


class Grid(NamedTuple):
    """A table: rows of equal length. ``name`` is its sheet's or caption's name, "" where it has none."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    name: str = ""


Block = Paragraph | Grid


class SourceDocument(NamedTuple):
    """A file read: its blocks in printed order, and what its reader must tell of it.

    ``doubts`` are about the content (a true date became its ISO text); ``left_out`` names what is in the file and
    in no block (hidden sheets, text boxes, footnotes), so that nothing is lost in silence.
    """

    file: str
    kind: str
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[Doubt, ...] = ()
