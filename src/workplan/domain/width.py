"""How many columns text takes on a terminal, and where a line may break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def display_width(text: str, ambiguous: int = 1) -> int:
    """Return how many terminal columns ``text`` takes; a Chinese character takes two.

    Characters of ambiguous width (curly quotes, ●, ─) take one where terminals are set for UTF-8, and two in the code
    pages of East Asia: ``ambiguous`` says which.
    """
    return len(text) if text.isascii() else sum(map(_WIDTHS[ambiguous].__getitem__, text))


class _Widths(dict[str, int]):
    """How many columns each character takes, worked out once."""

    def __init__(self, wide: str) -> None:
        super().__init__()
        self.wide = wide

    def __missing__(self, char: str) -> int:
        drawn = unicodedata.category(char) not in ("Mn", "Me", "Cf")
        self[char] = drawn + (drawn and unicodedata.east_asian_width(char) in self.wide)
        return self[char]


_WIDTHS = {1: _Widths("WF"), 2: _Widths("WFA")}


# GB/T 15834-2011: a line does not begin with a closing mark nor end with an opening one.
_CLOSING = frozenset("〉〗]}、。》”’」』】〕,.;:?!)%\uff0c\uff1b\uff1a\uff1f\uff01\uff09")


_OPENING = frozenset("〈〖[{《“‘「『【〔(\uff08")


def wrap(text: str, width: int, ambiguous: int = 1) -> list[str]:
    """Break ``text`` into lines of at most ``width`` columns.

    Latin words and figures stay whole, and marks stay with their words, wherever they fit.
    """
    if display_width(text, ambiguous) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text, width, ambiguous):
        size = display_width(piece, ambiguous)
        if line and used + display_width(piece.rstrip(), ambiguous) > width:
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
            size = display_width(piece, ambiguous)
        line += piece
        used += size
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int, ambiguous: int) -> Iterator[str]:
    """Yield what must not be broken: a wide character or a Latin word, with the marks that belong to it."""
    piece = ""
    for char in text:
        if piece and _may_break(piece[-1], char):
            yield piece
            piece = ""
        elif piece and display_width(piece + char, ambiguous) > width:  # a word wider than the line is cut
            kept = _taken_along(char, piece, width, ambiguous)
            yield piece[: len(piece) - len(kept)]
            piece = kept
        piece += char
    if piece:
        yield piece


def _taken_along(mark: str, word: str, width: int, ambiguous: int) -> str:
    """Return the end of a word that goes to the next line with a mark that no longer fits behind it."""
    if mark not in _CLOSING or mark == ".":
        return ""
    for at in range(len(word) - 1, 0, -1):
        if word[at] not in _CLOSING and word[at - 1] not in _OPENING:
            return word[at:] if display_width(word[at:] + mark, ambiguous) <= width else ""
    return ""


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSING or after == " " or before in _OPENING:
        return False
    if after in _OPENING:
        return True
    if before.isascii() and after.isascii():  # 96.2, 2020-06-30 and words stay whole
        return before == " "
    return True
