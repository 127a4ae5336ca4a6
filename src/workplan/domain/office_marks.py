"""The marks of a cell of departments: what stands between them, and the brackets, which are no marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from . import office_words
from .fold import compiled
from .office_names import Knows

BREAK, COMMA, STOP = 1, 2, 3
_STRENGTHS = {
    **dict.fromkeys("、/\uff0f|", 0),
    "\n": BREAK,
    **dict.fromkeys(",\uff0c", COMMA),
    **dict.fromkeys(";\uff1b。", STOP),
}
"""How strong each mark is: the stronger, the less the words behind it speak of what stands before."""
OPENING, CLOSING = "(\uff08[\u3010\uff3b\u3014", ")\uff09]\u3011\uff3d\u3015"
MOST_BRACKETS = 2
"""How deep brackets may stand in one another and still be read: 单位(甲处(乙科)配合)."""
_TRIMMED = " \t\r\n\u3000\u00a0.。:\uff1a"


class Segment(NamedTuple):
    """What stands between two marks of a cell, and the strength of the mark before it."""

    start: int
    end: int
    mark: int


def trimmed(text: str) -> str:
    """Return a text without blanks and marks at its ends."""
    return text.strip().strip(_TRIMMED).strip()


def closings(text: str) -> dict[int, int]:
    """Return for every bracket that opens where it is closed; those never closed are left out."""
    waiting: list[int] = []
    found: dict[int, int] = {}
    for at, char in enumerate(text):
        if char in OPENING:
            waiting.append(at)
        elif char in CLOSING and waiting:
            found[waiting.pop()] = at
    return found


def bracket_at_end(text: str) -> int | None:
    """Return where the bracket opens that closes at the end of a text, if something stands before it."""
    if not text or text[-1] not in CLOSING:
        return None
    last = len(text) - 1
    return next((at for at, closed in closings(text).items() if closed == last and at), None)


def outside(text: str, at: int) -> bool:
    """Tell whether a place lies in no bracket."""
    return sum(map(text[:at].count, OPENING)) <= sum(map(text[:at].count, CLOSING))


def bare(cell: str, knows: Knows) -> str:
    """Return a cell without the brackets round it, but for a name that is one."""
    cell = trimmed(cell)
    if cell[:1] not in OPENING:
        return cell
    closed = closings(cell)
    start, end = 0, len(cell)
    while start < end and cell[start] in OPENING and closed.get(start, end) >= end - 1:
        if start < MOST_BRACKETS and knows(cell[start:end]):
            break
        start, end = start + 1, min(end, closed.get(start, end))
    return trimmed(cell[start:end])


def segments(cell: str) -> list[Segment]:
    """Return what stands between the marks outside brackets; the numbers before the lines of a list are none."""
    numbers = {found.start(): found.end() for found in compiled(office_words.NUMBERING).finditer(cell)}
    return list(_segments(cell, numbers))


def _segments(cell: str, numbers: dict[int, int]) -> Iterator[Segment]:
    depth, begin, mark, at = 0, 0, STOP, 0
    while at < len(cell):
        if depth == 0 and numbers.get(at, len(cell)) < len(cell):
            if cell[begin:at].strip():
                yield Segment(begin, at, mark)
                mark = 0
            begin = at = numbers[at]
            continue
        char = cell[at]
        depth = max(0, depth + (char in OPENING) - (char in CLOSING))
        if depth == 0 and char in _STRENGTHS and not _in_figure(cell, at):
            if char != "\n" or begin == 0 or cell[begin:at].strip():
                yield Segment(begin, at, mark)
                mark = _STRENGTHS[char]
            begin = at + 1  # a line broken behind a mark is no mark of its own
        at += 1
    yield Segment(begin, len(cell), mark)


def _in_figure(cell: str, at: int) -> bool:
    """Tell whether a stroke stands in a day: 2024/11."""
    return cell[at] == "/" and cell[at - 1 : at].isdigit() and cell[at + 1 : at + 2].isdigit()
