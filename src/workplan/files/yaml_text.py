"""Plan data as YAML in the house style: prose under ``|-``, cells in quotation marks, comments at their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..domain.characters import invisible, is_unsafe, one_line
from ..domain.fold import compiled


class Plain(str):
    """A word that needs no quotation marks: a number, a day, a word of the format."""

    __slots__ = ()


class Block(str):
    """Text that goes under ``|-`` however short it is: goals, the text of points."""

    __slots__ = ()


class Entry(dict[str, Any]):
    """A mapping to be written, with comments: ``notes`` before a key ("" is before all of it), ``after`` below it."""

    def __init__(self, pairs: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()) -> None:
        super().__init__(pairs)
        self.notes: dict[str, list[str]] = {}
        self.after: list[str] = []

    def note(self, key: str, comment: str) -> None:
        """Put a comment before a key; one that is not there gets it before the whole mapping."""
        self.notes.setdefault(key if key in self else "", []).append(comment)


class Cells(dict[str, str]):
    """Cells by printed heads: their names are the document's words, and quoted as such."""


def written(entry: Entry) -> str:
    """Return a mapping as a YAML file; a blank line stands before each of its longer parts."""
    lines: list[str] = []
    for key, value in entry.items():
        long = isinstance(value, dict | list) and bool(value)
        if lines and (long or key in ("preamble", "layout", "footer") or key in entry.notes) and lines[-1]:
            lines.append("")
        lines += [f"# {one_line(note)}" for note in entry.notes.get(key, ())]
        lines += _pair(key, value, 0)
    top = [f"# {one_line(note)}" for note in entry.notes.get("", ())]
    return "\n".join([*top, *([""] if top else ()), *lines, *entry.after]) + "\n"


def _pair(name: str, value: Any, indent: int) -> Iterator[str]:
    """Yield the lines of a key, as it is to be written, and its value."""
    margin = " " * indent
    if isinstance(value, dict):
        yield f"{margin}{name}:" if value else f"{margin}{name}: {{}}"
        yield from _mapping(value, indent + 2)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{margin}{name}:"
        yield from _items(value, indent + 2)
    elif isinstance(value, list):
        yield f"{margin}{name}: [{', '.join(map(scalar, value))}]"
    elif _fits_block(value):
        yield f"{margin}{name}: |-"
        for line in value.split("\n"):
            yield f"{margin}  {line}" if line else ""
    else:
        yield f"{margin}{name}: {scalar(value)}"


def _mapping(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    notes: Mapping[str, list[str]] = getattr(value, "notes", {})
    for key, each in value.items():
        for note in notes.get(key, ()):
            yield f"{' ' * indent}# {one_line(note)}"
        yield from _pair(quoted(key) if isinstance(value, Cells) else key, each, indent)
    for line in getattr(value, "after", ()):
        yield f"{' ' * indent}{line}"


def _items(values: list[Entry], indent: int) -> Iterator[str]:
    margin = " " * indent
    long = any(len(value) > 2 for value in values)
    for at, value in enumerate(values):
        if at and long:
            yield ""
        for note in value.notes.get("", ()):
            yield f"{margin}# {one_line(note)}"
        lines = list(_mapping(value, indent + 2))
        first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from (line[2:] for line in lines[:first])
        yield f"{margin}- {lines[first][indent + 2 :]}"
        yield from lines[first + 1 :]


def scalar(value: Any) -> str:
    """Return a scalar on one line."""
    return str(value) if isinstance(value, Plain | int) else quoted(str(value))


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def quoted(text: str) -> str:
    """Return a text in double quotation marks, with whatever YAML or a reader could take otherwise escaped."""
    hidden = invisible(text) if not text.isascii() else frozenset[str]()
    return f'"{"".join(_ESCAPES.get(char) or _spelled(char, hidden) for char in text)}"'


def _spelled(char: str, hidden: Iterable[str]) -> str:
    if char not in hidden and not is_unsafe(char) and char not in "\x85\ufeff\ufffe\uffff":
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _fits_block(value: Any) -> bool:
    """Tell whether a text may stand under ``|-``: of several lines or meant to, and read back to the letter from there."""
    if not isinstance(value, str) or not ("\n" in value or isinstance(value, Block)) or not value:
        return False
    plain = all(char == "\n" or char.isprintable() for char in value) and not invisible(value)
    lines = value.split("\n")
    ends = bool(lines[0].strip()) and bool(lines[-1].strip())
    blanks = compiled(r"(?m)^[ \t]|[ \t]$").search(value)
    return plain and ends and not blanks and not any(map(is_unsafe, value))
