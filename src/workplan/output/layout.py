"""Answers laid out in lines of a given width, with the style each piece asks for: what a screen and a file share.

Cells wrap and are never cut. Where a table is wider than the screen its flexible columns yield first, the widest
of them down to the next, and so on.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from ..answers.columns import Table, View
from ..domain.characters import visible
from ..domain.width import display_width, wrap
from .values import texts

_HEAD = "bold"
_NARROWEST_CELL = 8
_GAP = 2
_GAP_WITHOUT_HEADS = 1
_NOTHING = ("", 0)
_REMEMBERED = 4096


class Piece(NamedTuple):
    """Some text of a line, and its style in rich's words; "" for none."""

    text: str
    style: str = ""


Line = list[Piece]


def plain(view: View, width: int) -> Iterator[str]:
    """Yield the lines of an answer without styles, each with its line end."""
    return (f"{''.join(text for text, _ in line).rstrip()}\n" for line in lines(view, width))


def lines(view: View, width: int) -> Iterator[Line]:
    """Yield the lines of an answer: titles, tables, notes."""
    for index, table in enumerate(view.tables):
        if index:
            yield []
        if table.title:
            yield from ([Piece(line, _HEAD)] for line in wrap(visible(table.title), width))
        yield from _table(table, width)
    if view.notes:
        yield []
    for note in view.notes:
        yield from ([Piece(line)] for line in wrap(visible(note), width))


def _table(table: Table, width: int) -> Iterator[Line]:
    rows = tuple(map(texts, table.rows))
    if not rows:
        return
    heads = [column.head or "" for column in table.columns]
    gap = _GAP if any(heads) else _GAP_WITHOUT_HEADS
    contents = [max(map(_width, cells)) for cells in zip(heads, *rows, strict=True)]
    widths = _fitted(contents, [c.flexible for c in table.columns], width - gap * (len(heads) - 1))
    right = [column.numeric for column in table.columns]
    plain = [""] * (len(heads) - 1)
    if any(heads):
        yield from _row(heads, widths, [_HEAD] * len(heads), right, gap)
        yield [Piece("─" * (sum(widths) + gap * (len(heads) - 1)))]
    for at, (row, standing) in enumerate(zip_longest(rows, table.standings)):
        for heading in table.headings.get(at, ()):
            yield from ([Piece(line, _HEAD)] for line in wrap(visible(heading), width))
        style = standing.row.tone.style if standing else ""
        yield from _row(row, widths, [*plain, style], right, gap)


def _row(
    cells: tuple[str, ...] | list[str], widths: list[int], styles: list[str], right: list[bool], gap: int
) -> Iterator[Line]:
    columns = [_cell(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=_NOTHING):
        line: Line = []
        for at, (text, taken) in enumerate(parts):
            blanks = Piece(" " * (widths[at] - taken))
            shown = Piece(text, styles[at] if text else "")
            line += [blanks, shown] if right[at] else [shown, blanks]
            line.append(Piece(" " * gap))
        yield line[:-1]


@lru_cache(_REMEMBERED)
def _cell(text: str, width: int) -> tuple[tuple[str, int], ...]:
    """Return a cell's lines, each with the columns it takes; in a long list most cells stand again and again."""
    lines = (line for paragraph in _paragraphs(text) for line in wrap(paragraph, width))
    return tuple((line, display_width(line)) for line in lines)


def _paragraphs(text: str) -> list[str]:
    return visible(text.expandtabs(4)).split("\n")


@lru_cache(_REMEMBERED)
def _width(text: str) -> int:
    return max(map(display_width, _paragraphs(text)))


def _fitted(contents: list[int], flexible: list[bool], room: int) -> list[int]:
    """Narrow columns until they fit: the widest flexible ones together, down to the next; at last all alike."""
    widths = list(contents)
    yielding = [at for at, may in enumerate(flexible) if may]
    for columns, least in ((yielding, _NARROWEST_CELL), (range(len(widths)), 2)):
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
