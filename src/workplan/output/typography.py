"""Typography of print: what the source has in half width stands in full width between Chinese characters.

The plan keeps its punctuation as published; only printed pages change it, as GB/T 15834-2011 and official
documents want.
"""

from __future__ import annotations

import re

_WIDE = {
    ",": "\uff0c",
    ";": "\uff1b",
    ":": "\uff1a",
    "?": "\uff1f",
    "!": "\uff01",
    "(": "\uff08",
    ")": "\uff09",
}
_MARK = re.compile(f"[{re.escape(''.join(_WIDE))}]")
_CHINESE_MARKS = frozenset("、。《》〈〉“”‘’【】〔〕…—") | frozenset(_WIDE.values())


def typeset(text: str) -> str:
    """Return ``text`` with full-width punctuation wherever a Chinese character stands beside it.

    A bracket takes the width of its partner, and the blank after a mark that was widened is dropped.

    >>> typeset("发展(ODR)10家以上,至少2家") == "发展\\uff08ODR\\uff0910家以上\\uff0c至少2家"
    True
    >>> typeset("8:30, SGS (NQI)")
    '8:30, SGS (NQI)'
    """
    while (
        not _WIDE.keys().isdisjoint(text) and (wider := _widen(text)) != text
    ):  # a widened mark is Chinese to its neighbours
        text = wider
    return text


def _widen(text: str) -> str:
    chars = list(text)
    partner: dict[int, int] | None = None
    for found in _MARK.finditer(text):
        index, char = found.start(), found[0]
        touches = _is_chinese(text, index - 1, -1) or _is_chinese(text, index + 1, 1)
        if char in "()" and not touches:
            if partner is None:
                partner = _partners(text)
            if index in partner:
                other = partner[index]
                touches = _is_chinese(text, other - 1, -1) or _is_chinese(text, other + 1, 1)
        if touches:
            chars[index] = _WIDE[char]
            following = index + 1
            while following < len(text) and text[following] == " ":
                chars[following] = ""
                following += 1
            while char == "(" and index and text[index - 1] == " ":
                index -= 1
                chars[index] = ""
    return "".join(chars)


def _partners(text: str) -> dict[int, int]:
    waiting: list[int] = []
    pairs: dict[int, int] = {}
    for index, char in enumerate(text):
        if char == "(":
            waiting.append(index)
        elif char == ")" and waiting:
            opening = waiting.pop()
            pairs[opening], pairs[index] = index, opening
    return pairs


def _is_chinese(text: str, index: int, step: int) -> bool:
    """Tell whether the nearest character that is no blank is Chinese, looking in one direction."""
    while 0 <= index < len(text) and text[index] == " ":
        index += step
    if not 0 <= index < len(text):
        return False
    char = text[index]
    return "\u3400" <= char <= "\u9fff" or char in _CHINESE_MARKS
