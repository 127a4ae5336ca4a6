"""Tables whose rows are lines: commas, tabs, semicolons, pipes. Quotes may hold line breaks."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ..domain.printed_heads import looks_like_heads
from .limits import COLUMNS, check_table
from .source import Block, Cell, Grid, Paragraph, Place
from .texts import rectangle, tidy

_MARKS = ("\t", "|", ",", ";")


class _Line(NamedTuple):
    line: int
    cells: list[str]


def blocks(text: str, file: str, extra: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the table and the paragraphs round it, or nothing where the lines are no rows."""
    lines = text.split("\n")
    for mark in _MARKS:
        widest = max(line.count(mark) for line in lines)
        if widest > 50 * COLUMNS:  # no sentence either
            check_table(len(lines), widest + 1, Place(file))
        if text.count(mark) > 1 and (rows := _rows(text, mark)) and _is_table(rows, mark, extra):
            return _blocks(rows, file)
    return ()


def _rows(text: str, mark: str) -> list[_Line]:
    if mark == "|":
        return _piped(text)
    quoted = _parsed(text, mark, quotes=True)
    # An inch mark or a stray quote at the head of a cell would swallow the rest of the file.
    if quoted is None or any(cell.count("\n") > 30 for row in quoted for cell in row.cells):
        return _parsed(text, mark, quotes=False) or []
    return quoted


def _parsed(text: str, mark: str, *, quotes: bool) -> list[_Line] | None:
    reader = csv.reader(
        io.StringIO(text),
        delimiter=mark,
        strict=quotes,
        quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE,
    )
    rows: list[_Line] = []
    line = 1
    try:
        for cells in reader:
            rows.append(_Line(line, [tidy(cell) for cell in cells]))
            line = reader.line_num + 1
    except csv.Error:
        return None
    return rows


def _piped(text: str) -> list[_Line]:
    lines = text.split("\n")
    opened = all(line.lstrip().startswith("|") for line in lines if "|" in line)
    rows = []
    for at, line in enumerate(lines, 1):
        body = line.strip()
        body = body.removeprefix("|") if opened else body
        rows.append(_Line(at, [tidy(cell) for cell in body.removesuffix("|").split("|")]))
    return rows


def _is_table(rows: list[_Line], mark: str, extra: Mapping[str, str]) -> bool:
    """Tell rows of a table from sentences with commas: most have as many cells, and one row holds known heads."""
    counts = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    if not counts:
        return False
    width, same = counts.most_common(1)[0]
    share = same / counts.total()
    if width < 2 or same < 2:
        return False
    if any(looks_like_heads(row.cells, extra) for row in rows[:40]):
        return share >= 0.5
    return mark in "\t|" and share >= 0.9 and width > 2 and same > 2


def _blocks(rows: list[_Line], file: str) -> tuple[Block, ...]:
    inside = [at for at, row in enumerate(rows) if len(row.cells) > 1]
    first, last = inside[0], inside[-1]
    body = [row for row in rows[first : last + 1] if any(row.cells)]
    place = Place(file, rows[first].line)
    check_table(len(body), max(len(row.cells) for row in body), place)
    cells = [[Cell(text, Place(file, row.line)) for text in row.cells] for row in body]
    before, after = _paragraphs(rows[:first], file), _paragraphs(rows[last + 1 :], file)
    return (*before, Grid(rectangle(cells, place), place), *after)


def _paragraphs(rows: list[_Line], file: str) -> list[Paragraph]:
    return [Paragraph(text, Place(file, row.line)) for row in rows for text in row.cells if text]
