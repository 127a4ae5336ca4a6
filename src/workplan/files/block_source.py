"""Places in a text that was read in blocks: looked up when somebody asks, by reading that part once more.

Most runs never ask. Those that do ask about a few items among many, so the marks of all would only fill memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import NamedTuple

from ..domain.diagnostics import Location
from ..domain.fold import compiled
from ..domain.places import Path_
from .blocks import Blocks, Part
from .source import Source


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
        start, end = self.blocks.bounds(part.items, index)
        at = _walk(self.blocks.text, _Block(start, end, part.items.indent + 2), rest[1:], key)
        if at is None:
            return self._within(name, index, (0, *rest[1:]), key)
        down = self.blocks.text.count("\n", start, at)
        return Location(self.file, line + down, at - self.blocks.text.rfind("\n", 0, at))

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


class _Block(NamedTuple):
    """A stretch of whole lines that hold one mapping or list, whose keys or dashes stand ``indent`` columns in."""

    start: int
    end: int
    indent: int


def _walk(text: str, block: _Block, path: Path_, key: bool) -> int | None:
    """Return where the value at ``path`` below a mapping begins, or its key; None where YAML must be asked.

    Whatever lies deeper is indented further, text in literal blocks too, so a line that begins with just these
    blanks is an entry of this very block.
    """
    for step in path[:-1]:
        entry = _entry(text, block, step)
        if entry is None or (inner := _inside(text, block, entry)) is None:
            return None
        block = inner
    entry = _entry(text, block, path[-1])
    if entry is None or (key and isinstance(path[-1], str)):
        return entry and entry.start(1)
    if entry.end() < block.end and text[entry.end()] not in "\n#":
        return entry.end()
    return None  # what it holds stands further down, or it holds nothing


def _entry(text: str, block: _Block, step: str | int) -> re.Match[str] | None:
    """Return the match of an entry's key or dash, which ends where its value may begin on the same line."""
    if isinstance(step, str):
        return _key_at(block.indent, step).search(text, block.start, block.end)
    return next(islice(_dash_at(block.indent).finditer(text, block.start, block.end), step, None), None)


def _inside(text: str, block: _Block, entry: re.Match[str]) -> _Block | None:
    """Return the block an entry holds, None where what it holds stands on its own line."""
    if entry[0].endswith("- "):  # an item that is a mapping: its first key stands behind the dash
        after = _dash_at(block.indent).search(text, entry.end(), block.end)
        return _Block(entry.start(), after.start() if after else block.end, block.indent + 2)
    first = compiled(_SIGNIFICANT).search(text, entry.end(), block.end)
    if first is None or "\n" not in text[entry.end() - 1 : first.start(1)]:
        return None
    after = _end_of(block.indent).search(text, first.start(1), block.end)
    return _Block(first.start(), after.start() if after else block.end, len(first[1]))


_SIGNIFICANT = r"(?m)^( *)(?=[^ #\n])"


@cache
def _key_at(indent: int, name: str) -> re.Pattern[str]:
    margin = f"{' ' * (indent - 2)}(?:  |- )" if indent > 1 else " " * indent
    return re.compile(rf"^{margin}({re.escape(name)}):(?: +|(?=\n))", re.MULTILINE)


@cache
def _dash_at(indent: int) -> re.Pattern[str]:
    return re.compile(rf"^{' ' * indent}(- )", re.MULTILINE)


@cache
def _end_of(indent: int) -> re.Pattern[str]:
    """Find the first line behind what a key at ``indent`` holds; a list may stand as far left as its key."""
    return re.compile(rf"^(?: {{0,{indent - 1}}}[^ #\n]| {{{indent}}}(?!- )[^ #\n])", re.MULTILINE)
