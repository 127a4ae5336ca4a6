"""An official paper as an outline that knows no format: headings, paragraphs and tables, in parts upright or across.

A page draws it in HTML, a text in Markdown, and whoever writes another format walks the same objects: every word of it
is here. ``kind`` tells blocks apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..answers.wording import ordinal


class Paragraph(NamedTuple):
    """A paragraph of prose, its first line set in."""

    text: str

    @property
    def kind(self) -> str:
        """What sort of block it is."""
        return "paragraph"


class Column(NamedTuple):
    """A column of a table: its head, its share of the width in per cent, and whether its cells are centred."""

    head: str
    width: int
    centred: bool = False


class TableRow(NamedTuple):
    """A row of a table; ``standing`` colours it, ``group`` is a heading over all of it, with one cell."""

    cells: tuple[str, ...]
    standing: str = ""
    group: bool = False

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The cells by paragraphs."""
        return tuple(tuple(cell.split("\n")) for cell in self.cells)


class Table(NamedTuple):
    """A table with a caption; ``main`` is the column that names its rows. A note may stand below."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    note: str = ""
    main: int = 0

    @property
    def kind(self) -> str:
        """What sort of block it is."""
        return "table"


Block = Paragraph | Table


class Section(NamedTuple):
    """A section of a part: the name templates know it by, its heading, "" for none, and what stands in it."""

    name: str
    heading: str
    blocks: tuple[Block, ...]


class Part(NamedTuple):
    """A part that begins on a page of its own; ``label`` is 附件1 or empty, ``across`` says the paper lies on its side."""

    name: str
    title: str
    sections: tuple[Section, ...]
    label: str = ""
    across: bool = False

    def section(self, name: str) -> Section:
        """Return a section by its name; an empty one where this paper has none of it."""
        return next((s for s in self.sections if s.name == name), Section(name, "", ()))


class Letterhead(NamedTuple):
    """What an office puts above and below its letter; what nobody stated is a line to write on."""

    organ: str
    number: str
    addressees: str
    day: str


class Paper(NamedTuple):
    """A paper that can be sent: letterhead, title, what stands under the title, the letter, its annexes."""

    head: Letterhead
    title: str
    subtitles: tuple[str, ...]
    letter: Part
    annexes: tuple[Part, ...]

    @property
    def annex_lines(self) -> tuple[str, ...]:
        """The annexes as the letter lists them at its end: 1.任务进展台账."""
        several = len(self.annexes) > 1
        return tuple(
            f"{at}.{part.title}" if several else part.title for at, part in enumerate(self.annexes, 1)
        )


def numbered(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return sections with their headings numbered: 一、总体情况."""
    return tuple(s._replace(heading=f"{ordinal(at)}、{s.heading}") for at, s in enumerate(sections, 1))


def labelled(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return annexes with their labels: 附件1, 附件2; 附件 where there is one."""
    several = len(parts) > 1
    return tuple(part._replace(label=f"附件{at if several else ''}") for at, part in enumerate(parts, 1))


def annex(name: str, title: str, *blocks: Block, across: bool = False) -> Part:
    """Return an annex without headings."""
    return Part(name, title, (Section(name, "", blocks),), across=across)


def shared(*columns: tuple[str, int] | tuple[str, int, bool]) -> tuple[Column, ...]:
    """Return columns whose widths, given in any measure, are their shares of the whole."""
    whole = sum(column[1] for column in columns)
    return tuple(
        Column(c[0], max(1, round(100 * c[1] / whole)), c[2] if len(c) > 2 else False) for c in columns
    )
