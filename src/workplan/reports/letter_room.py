"""How much a letter says of single tasks, so that it takes two pages and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..domain.width import display_width
from .outline import Block, Paper, Table

_LINES, _WIDTH = 2 * 22, 2 * 28 - 3
"""What two pages hold after GB/T 9704: lines, and half-width characters in each, since a mark or a figure that may not be
parted often goes to the next."""
_HEAD, _CLOSE, _SPARE = 7, 4, 1
"""The lines of organ, number, title and addressees; of organ, day and what is blank round the list of annexes; and one that
stays blank where a page ends between two lines that belong together."""
_INDENT = 4
_TABLE_FROM = 61
"""From so many tasks on a table is in the letter, and it says of tasks the least."""


class Extent(NamedTuple):
    """Of how many done tasks the titles are said, and how many late or lagging ones are told with their figures."""

    done: int
    told: int

    @property
    def late(self) -> int:
        """How many of those told are late ones, where there are so many."""
        return self.told * 3 // 4

    @classmethod
    def least(cls) -> Extent:
        """What a letter says at least."""
        return cls(0, 3)


def extents(tasks: int) -> Iterator[Extent]:
    """Yield how much a letter about so many tasks may say, the most first."""
    if tasks < _TABLE_FROM:
        yield from (Extent(told, told) for told in range(16, 3, -1))
        yield Extent(3, 4)
        yield from (Extent(done, 3) for done in range(3, 0, -1))


def fits(paper: Paper) -> bool:
    """Return whether a letter without tables takes two pages at most."""
    taken = _HEAD + len(paper.subtitles) + _CLOSE + len(paper.annexes) + _SPARE
    sections = [section for section in paper.letter.sections if section.blocks]
    return taken + sum(1 + sum(map(_lines, section.blocks)) for section in sections) <= _LINES


def _lines(block: Block) -> int:
    return (
        len(block.rows) + 2
        if isinstance(block, Table)
        else -(-(display_width(block.text) + _INDENT) // _WIDTH)
    )
