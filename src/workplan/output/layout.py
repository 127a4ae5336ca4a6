"""Answers laid out in lines for a screen, with the style each piece asks for: what a terminal and a file share.

Cells wrap and are never cut. Where a table is wider than the screen its flexible columns yield first, the widest
of them down to the next, and so on. A table that a narrow screen has no room for becomes a list: see ``listed``.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from ..answers.columns import Table, View
from ..domain.standing import Standing
from . import bars
from .listed import listed
from .screen import Screen
from .values import texts

_HEAD = "bold"
_NARROWEST_CELL = 8
_NARROWEST_TABLE = 50
_LEAST = 2
_READABLE = 4
_GAP = 2
_GAP_WITHOUT_HEADS = 1
_BAR_SHARE = 2 / 5
_NOTHING = ("", 0)
_REMEMBERED = 4096


class Piece(NamedTuple):
    """Some text of a line, and its style in rich's words; "" for none."""

    text: str
    style: str = ""


Line = list[Piece]


def plain(view: View, screen: Screen) -> Iterator[str]:
    """Yield the lines of an answer without styles, each with its line end."""
    return (f"{''.join(text for text, _ in line).rstrip()}\n" for line in lines(view, screen))


def lines(view: View, screen: Screen) -> Iterator[Line]:
    """Yield the lines of an answer: titles, tables, notes."""
    view = bars.drawn(view, _bar(screen))
    for index, table in enumerate(view.tables):
        if index:
            yield []
        yield from _paragraph(table.title, screen, _HEAD) if table.title else ()
        yield from _table(table, screen)
    if view.notes:
        yield []
    for note in view.notes:
        yield from _paragraph(note, screen)


def _bar(screen: Screen) -> int:
    """Return how many marks the longest bar has: it leaves room for what it is a bar of."""
    return max(1, min(bars.LONGEST, int(screen.width * _BAR_SHARE) // screen.size("●")))


def _paragraph(text: str, screen: Screen, style: str = "") -> Iterator[Line]:
    return ([Piece(line, style)] for line in screen.wrapped(screen.shows(text)))


class _Frame(NamedTuple):
    """How a table's columns stand: how wide, which to the right, and the blanks between two."""

    widths: list[int]
    right: list[bool]
    gap: int

    @property
    def width(self) -> int:
        return sum(self.widths) + self.gap * (len(self.widths) - 1)


def _table(table: Table, screen: Screen) -> Iterator[Line]:
    rows = tuple(map(texts, table.rows))
    if not rows:
        return
    heads = [column.head or "" for column in table.columns]
    contents = [max(_width(cell, screen) for cell in cells) for cells in zip(heads, *rows, strict=True)]
    frame = _framed(table, contents, screen.width)
    if _cramped(frame, contents, screen.width, headed=any(heads)):
        yield from _as_list(table, heads, rows, screen)
        return
    plain = [""] * (len(heads) - 1)
    if any(heads):
        yield from _row(heads, frame, [_HEAD] * len(heads), screen)
        yield [Piece(screen.rule(frame.width))]
    for at, (row, standing) in enumerate(zip_longest(rows, table.standings)):
        for heading in table.headings.get(at, ()):
            yield from _paragraph(heading, screen, _HEAD)
        yield from _row(row, frame, [*plain, _style(standing)], screen)


def _style(standing: Standing | None) -> str:
    return standing.row.tone.style if standing else ""


def _framed(table: Table, contents: list[int], width: int) -> _Frame:
    gap = _GAP if any(column.head for column in table.columns) else _GAP_WITHOUT_HEADS
    room = width - gap * (len(contents) - 1)
    widths = _fitted(contents, [column.flexible for column in table.columns], room)
    return _Frame(widths, [column.numeric for column in table.columns], gap)


def _cramped(frame: _Frame, contents: list[int], width: int, *, headed: bool) -> bool:
    """Tell whether a table reads worse than a list: it does not fit a narrow screen, or any column is but a sliver."""
    if frame.width > width:
        return True
    slivers = any(had < min(wants, _READABLE) for had, wants in zip(frame.widths, contents, strict=True))
    return headed and (slivers or (width < _NARROWEST_TABLE and frame.widths != contents))


def _as_list(
    table: Table, heads: Sequence[str], rows: Sequence[tuple[str, ...]], screen: Screen
) -> Iterator[Line]:
    """Yield one row after the other, its cells below each other behind their heads."""
    labels = [screen.shows(head) for head in heads]
    for at, (row, standing) in enumerate(zip_longest(rows, table.standings)):
        if at:
            yield []
        for heading in table.headings.get(at, ()):
            yield from _paragraph(heading, screen, _HEAD)
        for label, text, last in listed(labels, [_paragraphs(cell, screen) for cell in row], screen):
            yield [Piece(label, _HEAD), Piece(text, _style(standing) if last else "")]


def _row(cells: Sequence[str], frame: _Frame, styles: list[str], screen: Screen) -> Iterator[Line]:
    columns = [_cell(cell, width, screen) for cell, width in zip(cells, frame.widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=_NOTHING):
        line: Line = []
        for at, (text, taken) in enumerate(parts):
            blanks = Piece(" " * (frame.widths[at] - taken))
            shown = Piece(text, styles[at] if text else "")
            line += [blanks, shown] if frame.right[at] else [shown, blanks]
            line.append(Piece(" " * frame.gap))
        yield line[:-1]


@lru_cache(_REMEMBERED)
def _cell(text: str, width: int, screen: Screen) -> tuple[tuple[str, int], ...]:
    """Return a cell's lines, each with the columns it takes; in a long list most cells stand again and again."""
    lines = (line for paragraph in _paragraphs(text, screen) for line in screen.wrapped(paragraph, width))
    return tuple((line, screen.size(line)) for line in lines)


def _paragraphs(text: str, screen: Screen) -> list[str]:
    return screen.shows(text.expandtabs(4)).split("\n")


@lru_cache(_REMEMBERED)
def _width(text: str, screen: Screen) -> int:
    return max(map(screen.size, _paragraphs(text, screen)))


def _fitted(contents: list[int], flexible: list[bool], room: int) -> list[int]:
    """Narrow columns until they fit: the widest flexible ones together, down to the next; at last all alike."""
    widths = list(contents)
    yielding = [at for at, may in enumerate(flexible) if may]
    for columns, least in ((yielding, _NARROWEST_CELL), (range(len(widths)), _LEAST)):
        while columns and (excess := sum(widths) - room) > 0:
            widest = max(widths[at] for at in columns)
            if widest <= least:
                break
            among = [at for at in columns if widths[at] == widest]
            below = max((widths[at] for at in columns if least <= widths[at] < widest), default=least)
            share, rest = divmod(min(excess, (widest - below) * len(among)), len(among))
            for nth, at in enumerate(among):
                widths[at] -= share + (nth < rest)
    return widths
