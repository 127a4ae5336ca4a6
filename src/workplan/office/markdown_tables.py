"""Tables of Markdown: a head, a line of dashes, rows between pipes."""

from __future__ import annotations

import re

from .limits import check_table
from .source import Block, Cell, Grid, Paragraph, Place
from .texts import rectangle, tidy

_DASHES = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)+\|?\s*")


def blocks(lines: list[str], file: str) -> tuple[Block, ...]:
    """Return a document's tables and paragraphs, or nothing where it has no table."""
    found: list[Block] = []
    at = 0
    while at < len(lines):
        if _begins(lines, at):
            end = next((i for i in range(at + 2, len(lines)) if "|" not in lines[i]), len(lines))
            found.append(_grid([(i, lines[i]) for i in (at, *range(at + 2, end))], file))
            at = end
        else:
            found.extend(_paragraph(lines[at], Place(file, at + 1)))
            at += 1
    return tuple(found) if any(isinstance(block, Grid) for block in found) else ()


def _begins(lines: list[str], at: int) -> bool:
    return "|" in lines[at] and at + 1 < len(lines) and bool(_DASHES.fullmatch(lines[at + 1]))


def _paragraph(line: str, place: Place) -> list[Paragraph]:
    heading = re.match(r"(#{1,6})\s+", line)
    text = tidy(line[heading.end() :] if heading else line)
    return [Paragraph(text, place, len(heading[1]) if heading else 0)] if text else []


def _grid(rows: list[tuple[int, str]], file: str) -> Grid:
    place = Place(file, rows[0][0] + 1)
    check_table(len(rows), max(line.count("|") - line.count("\\|") - 1 for _, line in rows), place)
    cells = [
        [Cell(text, Place(file, at + 1), heading=not number) for text in _split(line)]
        for number, (at, line) in enumerate(rows)
    ]
    return Grid(rectangle(cells, place), place)


def _split(line: str) -> list[str]:
    body = line.strip().removeprefix("|")
    body = body if body.endswith("\\|") else body.removesuffix("|")
    return [
        tidy(re.sub(r"(?i)<br\s*/?>", "\n", part.replace("\\|", "|")))
        for part in re.split(r"(?<!\\)\|", body)
    ]
