"""How far the work at hand has come: set by whoever does it, looked at by whoever shows it.

One number for the process, as there is one command line: reading a large file tells here where it is, and need not
know whether anybody watches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


class Meter:
    """A piece of work, in words, and how much of how much of it is done; ``total`` is 0 where nobody knows."""

    def __init__(self) -> None:
        """Begin with nothing to tell."""
        self.work = ""
        self.done = 0
        self.total = 0

    def begin(self, work: str, total: int = 0) -> None:
        """Begin another piece of work."""
        self.work, self.done, self.total = work, 0, total

    def through(self, items: Iterable[Item], work: str, total: int) -> Iterator[Item]:
        """Yield the items of a piece of work, counting them."""
        self.begin(work, total)
        for item in items:
            yield item
            self.done += 1


METER = Meter()
