"""A row of a table as a list: each cell behind its head, for screens that are too narrow for columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .screen import Screen

_GAP = 2
_INDENT = 2
_LABEL_SHARE = 3


class Entry(NamedTuple):
    """A line of a list: the head with the blanks behind it, some of the cell, and whether that is the row's last."""

    label: str
    text: str
    last: bool


def listed(heads: Sequence[str], cells: Sequence[list[str]], screen: Screen) -> Iterator[Entry]:
    """Yield the cells of a row, each as its paragraphs, behind their heads; a blank cell is left out.

    Texts begin at one column; a head that would push it to the right stands on lines of its own.
    """
    at = _column(heads, screen)
    for nth, (head, paragraphs) in enumerate(zip(heads, cells, strict=True)):
        if not any(paragraphs):
            continue
        last = nth == len(cells) - 1
        label = _padded(head, at, screen)
        if screen.size(head) > at - _GAP and head:
            yield from (Entry(line, "", False) for line in screen.wrapped(head))
            label = " " * at
        for paragraph in paragraphs:
            for line in screen.wrapped(paragraph, screen.width - at):
                yield Entry(label, line, last)
                label = " " * at


def _column(heads: Sequence[str], screen: Screen) -> int:
    """Return where the texts begin: behind the longest head that takes no more than a third of the screen."""
    most = screen.width // _LABEL_SHARE
    sizes = [size for size in map(screen.size, heads) if 0 < size <= most]
    return max(sizes) + _GAP if sizes else min(_INDENT, screen.width // _LABEL_SHARE)


def _padded(head: str, at: int, screen: Screen) -> str:
    return head + " " * (at - screen.size(head))
