"""Plain data, and the place of every key and value in the file it came from."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..domain.diagnostics import Location
from ..domain.places import Path_, Places

# A line and column packed into one machine word: a plan of 100,000 tasks has some three million places.
_LINE_SHIFT = 24
_COLUMN_MASK = (1 << _LINE_SHIFT) - 1
_START = 1 << _LINE_SHIFT | 1


@dataclass(slots=True)
class Source:
    """The data of one file and where each part of it stands.

    ``marks`` has an array for each mapping (place of key, place of value, ...) and list (place of item,
    ...), by the identity of the container, in the order of its entries.
    """

    file: str
    text: str = ""
    data: Any = None
    marks: dict[int, array[int]] = field(default_factory=dict)
    unfinished: frozenset[int] = frozenset()
    """Containers still open where reading had to stop; what they lack may only be out of reach."""

    @property
    def cut(self) -> bool:
        """Whether reading stopped before the end of the file."""
        return id(self.data) in self.unfinished

    def locate(self, path: Path_, *, key: bool = False) -> Location:
        """Return the place of the value at ``path``, or of its key; of the nearest parent that exists."""
        node, line, column = self.data, 1, 1
        for step in path:
            slot = _slot(node, step)
            if slot is None:
                break
            packed = self.marks[id(node)][slot * 2 + (not key)] if isinstance(node, dict) else 0
            if isinstance(node, list):
                packed = self.marks[id(node)][slot]
            line, column = packed >> _LINE_SHIFT, packed & _COLUMN_MASK
            node = node[step]
        return Location(self.file, line, column)

    def line_of_key(self, container: dict[str, Any], key: str) -> int:
        """Return the line of a key that a mapping has."""
        return self.marks[id(container)][list(container).index(key) * 2] >> _LINE_SHIFT

    def get(self, path: Path_) -> Any:
        """Return the value at ``path``, or None."""
        node = self.data
        for step in path:
            if _slot(node, step) is None:
                return None
            node = node[step]
        return node

    def prune(self, path: Path_) -> bool:
        """Take the value at ``path`` out, its marks too, and say whether it was there."""
        parent = self.get(path[:-1])
        slot = _slot(parent, path[-1])
        if slot is None:
            return False
        marks = self.marks[id(parent)]
        if isinstance(parent, dict):
            del marks[slot * 2 : slot * 2 + 2]
        else:
            del marks[slot]
        del parent[path[-1]]
        return True

    def stand_in(self, key: str, value: str | list[Any] | dict[str, str]) -> None:
        """Put a value where a part of the root is out of reach, so that the rest can be spoken of."""
        self.data[key] = value
        self.marks[id(self.data)].extend((_START, _START))
        if not isinstance(value, str):
            self.marks[id(value)] = array("Q", [_START] * 2 * len(value))


class Unread:
    """The places of a file whose data is known from before: it is read when somebody asks for one."""

    def __init__(self, file: str, read: Callable[[], Places]) -> None:
        """``read`` reads the file's own bytes, those the data is from."""
        self.file = file
        self._read = read
        self._places: Places | None = None

    @property
    def text(self) -> str:
        """The file's text."""
        return self._known().text

    def __reduce__(self) -> tuple[type[Source], tuple[str]]:
        """Let what is known be sent to another process; there nobody asks for places, and the file is not read."""
        return Source, (self.file,)

    @property
    def cut(self) -> bool:
        """Whether reading stopped before the end: then nothing would be known of it."""
        return False

    def locate(self, path: Path_, *, key: bool = False) -> Location:
        """Return the place of the value at ``path``, or of its key; of the nearest parent that exists."""
        return self._known().locate(path, key=key)

    def _known(self) -> Places:
        if self._places is None:
            self._places = self._read()
        return self._places


def packed(mark: Any) -> int:
    """Return a parser's mark as one number, lines and columns counted from 1."""
    return int(mark.line + 1) << _LINE_SHIFT | min(int(mark.column) + 1, _COLUMN_MASK)


def _slot(node: Any, step: str | int) -> int | None:
    """Return the position of the entry ``step`` in a container, or None where there is none."""
    if isinstance(node, dict) and step in node:
        return list(node).index(step)
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        return step
    return None
