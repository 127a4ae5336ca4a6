"""The names of the register in a text: each is set apart as one character, so that words inside it are letters."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from . import office_words
from .fold import compiled, fold
from .office_words import TOKENS

Knows = Callable[[str], bool]
"""Whether a piece of a text is a name of the register."""
NextName = Callable[[str, int], "tuple[int, int] | None"]
"""Where the first name at or behind a place of a folded text begins and ends: the longest that begins there."""

_FIRST = ord(TOKENS[0])
_TOKEN = [chr(at) for at in range(_FIRST, ord(TOKENS[-1]) + 1)]
_MOST = len(_TOKEN)
_LONGEST = 30
"""How many characters of a name are tried where only a yes or no tells what is one."""
_BEFORE = 20
"""How many characters before a name are looked at for a word that reaches into it; no word has more."""


class Marked(NamedTuple):
    """A text in which the first known name is the first token, and so on; ``names`` has them as printed."""

    text: str
    names: tuple[str, ...]

    def printed(self, piece: str) -> str:
        """Return a piece of the text as it is printed."""
        if len(piece) == 1 and is_name(piece):
            return self.names[ord(piece) - _FIRST]
        return "".join([self.names[ord(char) - _FIRST] if is_name(char) else char for char in piece])


def is_name(piece: str) -> bool:
    """Tell whether a piece of a marked text is one known name."""
    return len(piece) == 1 and TOKENS[0] <= piece <= TOKENS[-1]


def holds_name(text: str) -> bool:
    """Tell whether known names are part of a marked text."""
    return max(text, default="") >= TOKENS[0]


def mark(text: str, next_name: NextName) -> Marked:
    """Set the known names of a text apart, from left to right, the longest at each place.

    A name that begins inside a word of role is none: 按职责分工|会同 holds no 分工会.
    """
    folded, places = _folded(text)
    names: list[str] = []
    parts: list[str] = []
    at = done = written = (
        0  # how far names were looked for, found in the folded text, and taken out of the text
    )
    while (found := next_name(folded, at)) and len(names) < _MOST:
        begin, at = found
        if begin > done and _within_word(folded[max(done, begin - _BEFORE) : begin], folded[begin:at]):
            at = begin + 1
            continue
        start, end = (places[begin], places[at - 1] + 1) if places else found
        parts.append(text[written:start])
        parts.append(_TOKEN[len(names)])
        names.append(text[start:end])
        written, done = end, at
    parts.append(text[written:])
    return Marked("".join(parts), tuple(names))


def _within_word(before: str, name: str) -> bool:
    """Tell whether a word of role begins before a name and ends in it; none holds a mark."""
    return before[-1].isalpha() and _reaches_into(before, name)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a folded text and the place of each of its characters; no places where they are the same."""
    folded = fold(text)
    if len(folded) == len(text) and not compiled(r"\s").search(text):
        return folded, []
    return folded, [at for at, char in enumerate(text) for _ in fold(char)]


@lru_cache(10_000)
def _reaches_into(before: str, name: str) -> bool:
    place = len(before)
    for pattern in (office_words.WORD, office_words.AND_OTHERS):
        if any(found.start() < place < found.end() for found in compiled(pattern).finditer(before + name)):
            return True
    return False


def by_asking(knows: Knows) -> NextName:
    """Return how names are found where nothing but a yes or no tells what is one."""

    def next_name(folded: str, at: int) -> tuple[int, int] | None:
        for begin in range(at, len(folded)):
            for end in range(min(len(folded), begin + _LONGEST), begin + 1, -1):
                if knows(folded[begin:end]):
                    return begin, end
        return None

    return next_name
