"""How words are compared and shown: folding for look-ups, widths for columns, what could steer a reader made harmless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

compiled = cache(re.compile)
"""A pattern, compiled when it is first used: most commands use few of those there are."""

# Official documents mix straight, curly and full-width quotes for the same thing (task 35 of the 2020 plan
# opens one with `"` and closes it with `”`), so a search must not care which was typed.
_QUOTES = dict.fromkeys(map(ord, "“”„‟〝〞「」『』\"'‘’"), '"')


class _Folded(dict[str, str]):
    """What each character is compared as, worked out once."""

    def __missing__(self, char: str) -> str:
        folded = "".join(unicodedata.normalize("NFKC", char).translate(_QUOTES).casefold().split())
        self[char] = folded
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return ``text`` without its width, case, white space and quote style, for comparing names.

    >>> fold("产品监管(食品抽检)处") == fold("产品监管\\uff08食品抽检\\uff09 处")
    True
    """
    return text if _folds_to_itself(text) else "".join(map(_FOLDED.__getitem__, text))


def _folds_to_itself(text: str) -> bool:
    """Tell of most names that they do: nothing but unified ideographs, none of which folds to another."""
    return bool(compiled("[0-9a-z\u3400-\u4dbf\u4e00-\u9fff]*").fullmatch(text))


def find_all(text: str, word: str) -> list[tuple[int, int]]:
    """Return the (start, end) places in ``text`` where ``word`` stands, compared by :func:`fold`."""
    needle = fold(word)
    if not needle or needle not in fold(text):  # most texts: those that hold it are gone through once more
        return []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    folded: list[str] = []
    length = 0
    for index, char in enumerate(text):
        pieces = _FOLDED[char]
        if pieces:  # a character may fold to several (… to ...); a hit takes all of them or none
            starts[length] = index
            length += len(pieces)
            ends[length] = index + 1
            folded.append(pieces)
    haystack = "".join(folded)
    hits = []
    at = haystack.find(needle)
    while at >= 0:
        end = at + len(needle)
        whole = at in starts and end in ends
        if whole:
            hits.append((starts[at], ends[end]))
        at = haystack.find(needle, end if whole else at + 1)
    return hits


def holds(text: str, word: str) -> bool:
    """Tell whether ``word`` stands within one paragraph of ``text``."""
    return any(find_all(line, word) for line in text.split("\n"))


def is_unsafe(char: str) -> bool:
    """Tell whether ``char`` could steer a terminal, reorder a line, or not be written at all.

    C0, C1, DEL, bidi marks, line separators, lone surrogates.
    """
    return (unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") and char not in "\t\n\r") or char in _BIDI


_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def visible(text: str) -> str:
    """Return ``text`` with every unsafe character spelled as ``<U+001B>``."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return "".join(spelled(ord(c)) if is_unsafe(c) or c == "\r" else c for c in text)


# What the runners of CI take for a command in the log of a job, whatever format printed it: GitHub `::error::` at
# the head of a line and `##[error]` anywhere in it (actions/runner, src/Runner.Common/ActionCommand.cs), Azure
# `##vso[...]`, TeamCity `##teamcity[...]`.
_COMMAND = r"(?m)^(?P<indent>\s*):(?=:)|(?<=#)#(?=\w*\[)"


def quiet(text: str, spell: Callable[[int], str]) -> str:
    """Return ``text`` with nothing in it that a runner would obey.

    ``spell`` writes a character, given as its code point, as the reader of the format reads it back.
    """
    if "::" not in text and "##" not in text:
        return text
    return re.sub(_COMMAND, lambda found: (found["indent"] or "") + spell(ord(found[0][-1])), text)


def one_line(text: str) -> str:
    """Return ``text`` as one line for people: what would begin a line of its own, or steer a reader, is spelled."""
    return quiet(visible(text).replace("\r", spelled(13)).replace("\n", spelled(10)), spelled)


def spelled(code: int) -> str:
    """Return how a character is shown that must not be written as it is."""
    return f"<U+{code:04X}>"


def short(text: str, most: int = 60) -> str:
    """Return the beginning of a text that may be megabytes long."""
    return text if len(text) <= most else text[: most - 1] + "…"


def same_line_ends(text: str) -> str:
    """Return a text whose lines all end at LF.

    The parser counts LF, CR LF and CR; the other line ends it knows are unsafe characters.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


_STRETCH = 1 << 10


def lines_of(text: str, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the lines with those numbers, which ascend from 1, without taking the whole text apart.

    Lines end as :func:`same_line_ends` says.
    """
    text = same_line_ends(text)
    at, line = 0, 1  # where the search stands, and the line it stands in
    for number in numbers:
        while line < number:
            end = at + _STRETCH
            passed = text.count("\n", at, end)
            if line + passed < number:
                if end >= len(text):
                    return
                at, line = end, line + passed
                continue
            for _ in range(number - line):
                at = text.index("\n", at) + 1
            line = number
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        yield number, text[start : end if end >= 0 else len(text)]


def quote(text: str) -> str:
    """Return ``text`` on one line in quotation marks, its own turned into the inner kind (GB/T 15834-2011, 4.8).

    >>> quote("打造“一站式”服务体系")
    '“打造‘一站式’服务体系”'
    """
    return f"“{inner_quotes(' '.join(text.split(chr(10))))}”"


def inner_quotes(text: str) -> str:
    """Return ``text`` with its quotation marks as they stand inside others."""
    return text.translate(_INNER)


_INNER = str.maketrans("“”", "‘’")


def display_width(text: str) -> int:
    """Return how many terminal columns ``text`` takes; a Chinese character takes two.

    Characters of ambiguous width (curly quotes, ●) count as one, as terminals set for UTF-8 draw them.
    """
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """How many columns each character takes, worked out once."""

    def __missing__(self, char: str) -> int:
        drawn = unicodedata.category(char) not in ("Mn", "Me", "Cf")
        self[char] = drawn + (drawn and unicodedata.east_asian_width(char) in "WF")
        return self[char]


_WIDTHS = _Widths()


# GB/T 15834-2011: a line does not begin with a closing mark nor end with an opening one.
_CLOSING = frozenset("〉〗]}、。》”’」』】〕,.;:?!)%\uff0c\uff1b\uff1a\uff1f\uff01\uff09")
_OPENING = frozenset("〈〖[{《“‘「『【〔(\uff08")


def wrap(text: str, width: int) -> list[str]:
    """Break ``text`` into lines of at most ``width`` columns.

    Latin words and figures stay whole, and marks stay with their words, wherever they fit.
    """
    if display_width(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text, width):
        size = display_width(piece)
        if line and used + display_width(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
            size = display_width(piece)
        line += piece
        used += size
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield what must not be broken: a wide character or a Latin word, with the marks that belong to it."""
    piece = ""
    for char in text:
        if piece and _may_break(piece[-1], char):
            yield piece
            piece = ""
        elif piece and display_width(piece + char) > width:  # a word wider than the line is cut
            kept = _taken_along(char, piece, width)
            yield piece[: len(piece) - len(kept)]
            piece = kept
        piece += char
    if piece:
        yield piece


def _taken_along(mark: str, word: str, width: int) -> str:
    """Return the end of a word that goes to the next line with a mark that no longer fits behind it."""
    if mark not in _CLOSING or mark == ".":
        return ""
    for at in range(len(word) - 1, 0, -1):
        if word[at] not in _CLOSING and word[at - 1] not in _OPENING:
            return word[at:] if display_width(word[at:] + mark) <= width else ""
    return ""


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSING or after == " " or before in _OPENING:
        return False
    if after in _OPENING:
        return True
    if before.isascii() and after.isascii():  # 96.2, 2020-06-30 and words stay whole
        return before == " "
    return True
