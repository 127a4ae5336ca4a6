"""Plain data, and the place of every key and value in the file it came from."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..domain.diagnostics import Location
from ..domain.places import Path_

_KIND = 3
SCALAR, MAPPING, LIST, KEY = range(4)
COUNT = 2
"""How far left of its kind a mark holds a number: of the marks inside a mapping or list; of a key its name's."""
UNNAMED = KEY
"""What a key is that nobody will ask for: one that was refused, or whose value was."""
_STRETCH = 12


def new_marks() -> array[int]:
    """Return room for one half of the marks: four bytes each, for a plan of 100,000 tasks has some nine million."""
    return array("I")


@dataclass(slots=True)
class Source:
    """The data of one file and where each part of it stands.

    Each key, value, mapping and list has a mark, in the order of the file, what a mapping or a list holds right behind
    it: so places need no data, and stay when the data of an item has become a value. Of each mark ``starts`` has the
    offset and ``marks`` what it is; ``names`` has the word for each key's name. Lines of ``text`` end at LF.
    """

    file: str
    text: str = ""
    folds: bool = False
    """Whether any text runs over a line end, which YAML reads as a blank."""
    data: Any = None
    starts: array[int] = field(default_factory=new_marks)
    marks: array[int] = field(default_factory=new_marks)
    names: dict[str, int] = field(default_factory=dict)
    unfinished: frozenset[int] = frozenset()
    """Containers still open where reading had to stop; what they lack may only be out of reach."""
    _items: dict[int, array[int]] = field(default_factory=dict, repr=False)
    _lines: array[int] = field(default_factory=new_marks, repr=False)

    @property
    def cut(self) -> bool:
        """Whether reading stopped before the end of the file."""
        return id(self.data) in self.unfinished

    def locate(self, path: Path_, *, key: bool = False) -> Location:
        """Return the place of the value at ``path``, or of its key; of the nearest parent that exists."""
        *_, found = self._walk(path)
        if found == 0:
            return Location(self.file)
        named = key and self.marks[found - 1] & _KIND == KEY
        return self.place(self.starts[found - named])

    def place(self, offset: int) -> Location:
        """Return the place of a character of the text."""
        if not self._lines:
            self._lines.extend(self._lines_before())
        stretch = offset >> _STRETCH
        line = self._lines[stretch] + self.text.count("\n", stretch << _STRETCH, offset)
        return Location(self.file, line, offset - self.text.rfind("\n", 0, offset))

    def line_of_key(self, mapping: int, key: str) -> int:
        """Return the line of a key that the mapping has whose mark is number ``mapping``, and which may still be open."""
        found = self._value(mapping, len(self.marks), key)
        return self.place(self.starts[found - 1]).line if found else 1

    def get(self, path: Path_) -> Any:
        """Return the value at ``path``, or None."""
        node = self.data
        for step in path:
            if not _has(node, step):
                return None
            node = node[step]
        return node

    def prune(self, path: Path_) -> bool:
        """Take the value at ``path`` out, its marks too, and say whether it was there."""
        parent = self.get(path[:-1])
        if not _has(parent, path[-1]):
            return False
        *above, start = self._walk(path)
        end = self._after(start)
        start -= isinstance(parent, dict)
        del self.starts[start:end], self.marks[start:end]
        for holder in above:
            self.marks[holder] -= end - start << COUNT
        self._forget(above, path, end - start)
        del parent[path[-1]]
        return True

    def _forget(self, above: list[int], path: Path_, count: int) -> None:
        """Move what is known of lists' items after so many marks of the last of them on ``path`` were taken out."""
        known, self._items = self._items, {}
        for holder, step in zip(above, path, strict=True):
            if isinstance(step, int) and (items := known.get(holder)):
                if holder == above[-1]:
                    del items[step]
                    step -= 1
                for later in range(step + 1, len(items)):
                    items[later] -= count
                self._items[holder] = items

    def stand_in(self, key: str, value: str | list[Any] | dict[str, str]) -> None:
        """Put a value where a part of the root is out of reach, so that the rest can be spoken of."""
        self.data[key] = value
        self.starts.extend((0, 0))
        self.marks.extend((name_of(self.names, key), SCALAR))
        self.marks[0] += 2 << COUNT

    def _lines_before(self) -> Iterator[int]:
        """Yield the number of the line in which each stretch of the text begins."""
        line = 1
        for start in range(0, len(self.text) + 1, 1 << _STRETCH):
            yield line
            line += self.text.count("\n", start, start + (1 << _STRETCH))

    def _walk(self, path: Path_) -> Iterator[int]:
        """Yield the number of the mark of the root, and of each value on the way down as far as there is one."""
        at = 0
        yield at
        for step in path if self.marks else ():
            found = self._child(at, step)
            if found is None:
                return
            yield (at := found)

    def _child(self, holder: int, step: str | int) -> int | None:
        what = self.marks[holder]
        if what & _KIND == MAPPING and isinstance(step, str):
            return self._value(holder, holder + 1 + (what >> COUNT), step)
        if what & _KIND == LIST and isinstance(step, int):
            items = self._items.get(holder)
            if items is None:
                items = self._items[holder] = array("I", self._children(holder))
            return items[step] if 0 <= step < len(items) else None
        return None

    def _value(self, holder: int, end: int, key: str) -> int | None:
        name, at = self.names.get(key), holder + 1
        while at < end:
            if self.marks[at] == name:
                return at + 1
            at = self._after(self._after(at))
        return None

    def _children(self, holder: int) -> Iterator[int]:
        at, end = holder + 1, self._after(holder)
        while at < end:
            yield at
            at = self._after(at)

    def _after(self, at: int) -> int:
        """Return the number of the mark behind a value and all it holds."""
        what = self.marks[at]
        return at + 1 + (what >> COUNT if what & _KIND in (MAPPING, LIST) else 0)


def name_of(names: dict[str, int], key: str) -> int:
    """Return the word for a key's name, a new one for a name that was not met before."""
    return names.setdefault(key, len(names) + 1 << COUNT | KEY)


def _has(node: Any, step: str | int) -> bool:
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node)
