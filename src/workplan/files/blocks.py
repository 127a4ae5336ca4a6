"""The plain block style plans are kept in, read line by line: what YAML gives, many times sooner.

Read here are mappings and lists in blocks, each key with its value on one line, literal text after ``|-`` and
``|``, and lists in square brackets: what this project writes and shows. Anything else, and anything wrong, is
refused with :class:`NotPlain` and left to :mod:`workplan.files.parsing`, which says what it is. So nothing is judged
here, and for an ordinary plan the YAML parser need not even be imported.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any, NamedTuple

_REMEMBERED = 10_000
"""How many different short values but numbers are kept, so that each is read, and held in memory, once."""
_SHORT = 24
_DEPTH = 16
"""How deep blocks may nest here; a plan's own go down to ten."""
_LONG = 100
"""How many lines a part may have before its lists and mappings are counted; the parser refuses long ones."""

MAX_LINES = 10_000
MAX_CHARACTERS = 100_000
"""How long a text may be; the parser refuses longer ones."""
MAX_KEYS = 100
"""How many keys one mapping may have; a plan's own have a dozen."""
MAX_ENTRIES = 10_000
"""How many items a list may have that is not one of the few a file is made of."""


class NotPlain(Exception):
    """The text is not in the plain style. Whether it is good YAML is another question."""


@dataclass(slots=True)
class Items:
    """Where the items of a top-level list stand: for each the offset and the number of its first line."""

    indent: int
    end: int
    offsets: array[int] = field(default_factory=lambda: array("Q"))
    lines: array[int] = field(default_factory=lambda: array("L"))


class Part(NamedTuple):
    """One top-level key and its text, from ``start`` to ``end``; ``items`` where it is a list in blocks."""

    start: int
    end: int
    line: int
    items: Items | None


class Blocks:
    """A text in the plain style. ``parts`` has its top-level keys; a text that is one list has the key ""."""

    def __init__(self, text: str) -> None:
        """Find the top-level parts. Raises :class:`NotPlain`."""
        self.text = text.replace("\r\n", "\n") if "\r" in text else text
        if "\t" in text or "\r" in self.text or not text.endswith("\n"):
            raise NotPlain
        self._reader = _Reader()
        self.parts: dict[str, Part] = {}
        first = _SIGNIFICANT.search(self.text)
        if first is None:
            raise NotPlain
        line, at = 1, 0
        if self.text.startswith("- ", first.start()):
            line += self.text.count("\n", 0, first.start())
            self.parts[""] = Part(first.start(), len(self.text), line, Items(0, len(self.text)))
            return
        # One after the other: what is no plan may begin a million lines so.
        starts = (found.start() for found in _TOP.finditer(self.text))
        for start, end in pairwise(chain(starts, [len(self.text)])):
            if not self.parts and start != first.start():
                raise NotPlain
            line += self.text.count("\n", at, start)
            at = start
            head = _TOP_KEY.match(self.text, start)
            if head is None or head[1] == "null" or head[1] in self.parts:
                raise NotPlain
            dash = _LIST.match(self.text, head.end(), end) if head[2] == "\n" else None
            self.parts[head[1]] = Part(start, end, line, Items(len(dash[1]), end) if dash else None)
        if not self.parts:
            raise NotPlain

    def value(self, key: str) -> Any:
        """Return the value of a part. Raises :class:`NotPlain`."""
        part = self.parts[key]
        return self._reader.read(self.text[part.start : part.end].split("\n"))[key]

    def items(self, key: str) -> Iterator[dict[str, Any]]:
        """Yield the mappings of a list in blocks, noting where each stands. Raises :class:`NotPlain`."""
        part, text = self.parts[key], self.text
        found = part.items
        assert found is not None
        marker = f"\n{' ' * found.indent}- "
        at = (
            text.find(marker, max(0, part.start - 1), part.end) + 1 if text[part.start] != "-" else part.start
        )
        line = part.line + text.count("\n", part.start, at)
        while at < part.end:
            end = text.find(marker, at, part.end) + 1 or part.end
            lines = text[at:end].split("\n")
            found.offsets.append(at)
            found.lines.append(line)
            match self._reader.read(lines):
                case [dict() as item]:
                    yield item
                case _:
                    raise NotPlain
            line += len(lines) - 1
            at = end

    def bounds(self, items: Items, index: int) -> tuple[int, int]:
        """Return where an item that has been read begins and ends."""
        after = index + 1
        return items.offsets[index], items.offsets[after] if after < len(items.offsets) else items.end


_SIGNIFICANT = re.compile(r"^(?! *(?:#.*)?$)", re.MULTILINE)
"""The beginning of a line that is neither blank nor a comment."""
_TOP = re.compile(r"^[^\s#-]", re.MULTILINE)
_TOP_KEY = re.compile(r"([a-z_]+):([ \n])")
_LIST = re.compile(r"(?: *(?:#.*)?\n)*( *)- ")
_KEY = re.compile(r'( *)(- )?(?:([^\W\d]\w*)|"([^"\\]+)")')
_ITEM = re.compile(r"( *)- (.+)")
_QUOTED = r'"[^"\\]*"'
_INDICATORS = r"\s\-?:,\[\]{}#&*!|>'\"%@`"  # no plain value begins with one of these
_VALUE = re.compile(rf"({_QUOTED}|'[^']*'|[^{_INDICATORS}][^:#]*?)(?: *| +#.*)")
_ENTRY = rf"(?:{_QUOTED}|[^{_INDICATORS}][^{_INDICATORS}]*)"
_FLOW = re.compile(rf"\[(?:{_ENTRY}(?:, {_ENTRY})*)?\]")
_ENTRIES = re.compile(_ENTRY)
_LITERAL = {"|-": "", "|": "\n"}


class _Reader:
    """Reads blocks, remembering the keys and the short values it has met."""

    def __init__(self) -> None:
        self._keyed: dict[str, tuple[int, bool, str]] = {}  # `  title` of `  title: …`
        self._opening: dict[str, tuple[int, bool, str]] = {}  # `  title:`
        self._values: dict[str, str] = {}

    def read(self, lines: list[str]) -> Any:
        """Return what a run of lines holds: a mapping or a list. Raises :class:`NotPlain`."""
        nest = _Nest()
        keyed, opening, values = self._keyed, self._opening, self._values
        at, count = 0, len(lines)
        while at < count:
            line = lines[at]
            at += 1
            head, colon, rest = line.partition(": ")
            shape = keyed.get(head) if colon else opening.get(head)
            if shape is None:
                bare = line.lstrip(" ")
                if not bare or bare[0] == "#":
                    continue
                shape = self._shape(head, colon)
                if shape is None:
                    self._list_item(line, nest)
                    continue
            indent, dash, key = shape
            if indent != nest.indent or dash or nest.waiting:
                nest.move(indent, dash)
            mapping = nest.mapping
            if key in mapping:
                raise NotPlain
            value: Any = values.get(rest)
            if value is None:
                if not rest or rest[0] == "#":
                    nest.wait(key)
                elif rest in _LITERAL:
                    value, at = _literal(lines, at, nest.indent, _LITERAL[rest])
                elif rest[0] == "[":
                    value = self._flow(rest)
                else:
                    value = self._scalar(rest)
            mapping[key] = value
        if nest.root is None:
            raise NotPlain
        if count > _LONG:
            _count(nest.root)
        return nest.root

    def _shape(self, head: str, colon: str) -> tuple[int, bool, str] | None:
        if not colon:
            if head[-1] != ":":
                return None
            head = head[:-1]
        found = _KEY.fullmatch(head)
        if found is None or found[3] == "null":
            if colon:
                return None
            raise NotPlain
        shape = (len(found[1]), bool(found[2]), found[3] or found[4])
        known = self._keyed if colon else self._opening
        if len(known) < _REMEMBERED:
            known[head if colon else f"{head}:"] = shape
        return shape

    def _list_item(self, line: str, nest: _Nest) -> None:
        found = _ITEM.fullmatch(line)
        if found is None:
            raise NotPlain
        nest.add(len(found[1]), self._flow(found[2]) if found[2][0] == "[" else self._scalar(found[2]))

    def _scalar(self, text: str) -> str | None:
        if len(text) > MAX_CHARACTERS:
            raise NotPlain
        if text[0] == text[-1] == '"' and len(text) > 1:
            if text.count('"') > 2 or "\\" in text:
                raise NotPlain
            value = text[1:-1]
        elif text.isdigit():
            return text  # not to be remembered: the numbers of tasks would leave no room for anything else
        elif text.isalnum() and text != "null":
            value = text
        else:
            found = _VALUE.fullmatch(text)
            if found is None:
                raise NotPlain
            value = found[1]
            if value in ("null", "~"):
                return None
            if value[0] in "\"'":
                value = value[1:-1]
        if len(text) <= _SHORT and len(self._values) < _REMEMBERED:
            self._values[text] = value
        return value

    def _flow(self, text: str) -> list[str | None]:
        if len(text) > _LONG * _SHORT or _FLOW.fullmatch(text) is None:
            raise NotPlain
        return [self._scalar(entry) for entry in _ENTRIES.findall(text)]


class _Nest:
    """The blocks that are open: where the next key or item may go."""

    __slots__ = ("_open", "indent", "mapping", "root", "waiting")

    def __init__(self) -> None:
        self.root: Any = None
        self.indent = -1  # of the mapping that is being read
        self.mapping: dict[str, Any] = {}
        self.waiting: str | None = None  # its last key, where that has no value on its own line
        self._open: list[tuple[int, Any]] = []

    def wait(self, key: str) -> None:
        self.waiting = key

    def move(self, indent: int, dash: bool) -> None:
        """Go to the mapping a key with that indentation belongs to."""
        if dash:
            mapping: dict[str, Any] = {}
            self.add(indent, mapping)
            self._enter(indent + 2, mapping)
        elif not self._open and self.root is None:
            self.root = {}
            self._enter(indent, self.root)
        elif self.waiting is not None and indent > self.indent:
            self.mapping[self.waiting] = mapping = {}
            self._enter(indent, mapping)
        else:
            self._leave(indent)
            if isinstance(self._open[-1][1], list):  # one that stood as far left as its key
                self._open.pop()
            if not self._open or self._open[-1][0] != indent or not isinstance(self._open[-1][1], dict):
                raise NotPlain
            self.indent, self.mapping = self._open[-1]
        self.waiting = None

    def add(self, indent: int, value: Any) -> None:
        """Add an item to the list with that indentation, which may begin with it."""
        if not self._open and self.root is None:
            self.root = []
            self._open.append((indent, self.root))
        elif self.waiting is not None and indent >= self.indent:
            items: list[Any] = []
            self.mapping[self.waiting] = items
            self._open.append((indent, items))
        else:
            self._leave(indent)
        self.waiting = None
        at, items = self._open[-1]
        if at != indent or not isinstance(items, list):
            raise NotPlain
        items.append(value)
        self.indent = -1  # a key cannot follow in the mapping above without leaving the list

    def _enter(self, indent: int, mapping: dict[str, Any]) -> None:
        if len(self._open) >= _DEPTH:
            raise NotPlain
        self._open.append((indent, mapping))
        self.indent, self.mapping = indent, mapping

    def _leave(self, indent: int) -> None:
        while self._open and self._open[-1][0] > indent:
            self._open.pop()
        if not self._open:
            raise NotPlain


def _literal(lines: list[str], at: int, indent: int, end: str) -> tuple[str, int]:
    """Return the text of a literal block that begins at a line, and the line behind it."""
    first = lines[at] if at < len(lines) else ""
    bare = first.lstrip(" ")
    depth = len(first) - len(bare)
    if not bare or depth <= indent:
        raise NotPlain
    margin = " " * depth
    text = [first[depth:]]
    for line in lines[at + 1 :]:
        if line.startswith(margin):
            text.append(line[depth:])
        elif not line:
            text.append("")
        else:
            break
    after = at + len(text)
    while not text[-1]:
        text.pop()
    whole = "\n".join(text) + end
    if len(text) > MAX_LINES or len(whole) > MAX_CHARACTERS or any(line.isspace() for line in text):
        raise NotPlain
    return whole, after


def _count(node: Any) -> None:
    """Refuse lists and mappings as long as the parser refuses them."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if len(inner) > (MAX_KEYS if isinstance(node, dict) else MAX_ENTRIES):
        raise NotPlain
    for part in inner:
        _count(part)
