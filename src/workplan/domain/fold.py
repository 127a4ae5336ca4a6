"""How words are compared: without width, case, blanks and quote style."""

from __future__ import annotations

import re
import unicodedata
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
