"""Places in a text that was read in blocks: looked up when somebody asks, by reading that part once more.

Most runs never ask. Those that do ask about a few items among many, so the marks of all would only fill memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from .blocks import Blocks, Items, Part
from .diagnostics import Location
from .source import Path_, Source


@dataclass(slots=True)
class BlockSource:
    """The places of a text in the plain style, every item of whose lists has been read."""

    file: str
    text: str
    blocks: Blocks
    _last: tuple[tuple[str, int], Source] | None = field(default=None, repr=False)

    @property
    def cut(self) -> bool:
        """Whether reading stopped before the end: it never does here."""
        return False

    def locate(self, path: Path_, *, key: bool = False) -> Location:
        """Return the place of the value at ``path``, or of its key; of the nearest parent that exists."""
        parts = self.blocks.parts
        name, rest = ("", path) if "" in parts else (str(path[0]) if path else "", path[1:])
        part = parts.get(name)
        if part is None or not path:
            return Location(self.file)
        if part.items is None or (key and not rest):
            return self._within(name, -1, (name, *rest), key)
        index = rest[0] if rest else 0
        if not isinstance(index, int) or not 0 <= index < len(part.items.offsets):
            return self._within(name, -1, (name,), key) if name else Location(self.file)
        line, column = part.items.lines[index], part.items.indent + (1 if not rest else 3)
        if len(rest) < 2:
            return Location(self.file, line, column)
        if len(rest) == 2 and (found := self._field(part.items, index, str(rest[1]))):
            down = self.blocks.text.count("\n", part.items.offsets[index], found.start())
            return Location(self.file, line + down, len(found[0 if not key else 1]) + 1)
        return self._within(name, index, (0, *rest[1:]), key)

    def _field(self, items: Items, index: int, name: str) -> re.Match[str] | None:
        """Find a field of an item that has its value on its own line, without reading the item."""
        return _pattern(items.indent, name).search(self.blocks.text, *self.blocks.bounds(items, index))

    def _within(self, name: str, index: int, path: Path_, key: bool) -> Location:
        """Read a part, or one item of it, with the YAML parser, and ask there."""
        part = self.blocks.parts[name]
        start, end, line = _extent(self.blocks, part, index)
        if self._last is None or self._last[0] != (name, index):
            from .parsing import parse_text

            self._last = ((name, index), parse_text(self.blocks.text[start:end], self.file)[0])
        found = self._last[1].locate(path, key=key)
        return found._replace(line=found.line + line - 1)


def _extent(blocks: Blocks, part: Part, index: int) -> tuple[int, int, int]:
    """Return where a part or an item begins and ends, and the number of its first line."""
    if index < 0 or part.items is None:
        # Of a long list no more than its beginning is needed to tell where the list stands.
        first = blocks.bounds(part.items, 0)[1] if part.items and part.items.offsets else part.end
        return part.start, first, part.line
    return *blocks.bounds(part.items, index), part.items.lines[index]


@cache
def _pattern(indent: int, name: str) -> re.Pattern[str]:
    margin = " " * indent
    return re.compile(rf"^(({margin}- |{margin}  )){re.escape(name)}: (?=[^ #\n])", re.MULTILINE)
