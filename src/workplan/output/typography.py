"""Typography of print: what the source has in half width stands in full width between Chinese characters.

The plan keeps its punctuation as published; only printed pages change it, as GB/T 15834-2011 and official
documents want.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

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
_KEPT = {mark: chr(0xFDD0 + at) for at, mark in enumerate(_WIDE)}
"""What stands for a mark of a printed number meanwhile: no characters, so no text has them."""
_HIDE, _SHOW = str.maketrans(_KEPT), str.maketrans({kept: mark for mark, kept in _KEPT.items()})
_STANDS = re.compile("(?<=[○◇◆▲■√×→]) (?=\\S)")
"""The blank between a mark of standing and its word: no line ends there."""
_TASK = re.compile("任务 ?")
_NEXT = re.compile("(?:\uff08#[0-9]+\uff09)?、")
_ID = "\uff08#"
_CHINESE_MARKS = frozenset("、。《》〈〉“”‘’【】〔〕…—") | frozenset(_WIDE.values())


def typeset(text: str, numbers: frozenset[str] = frozenset()) -> str:
    """Return ``text`` with full-width punctuation wherever a Chinese character stands beside it.

    A bracket takes the width of its partner, and the blank after a mark that was widened is dropped. ``numbers``
    are the printed numbers of tasks: where a text is one, or names tasks by them, they stay as printed.

    >>> typeset("发展(ODR)10家以上,至少2家") == "发展\\uff08ODR\\uff0910家以上\\uff0c至少2家"
    True
    >>> typeset("8:30, SGS (NQI)")
    '8:30, SGS (NQI)'
    >>> typeset("否 ■ 未达到") == "否 ■\\u00a0未达到"
    True
    >>> typeset("任务(二)1(法规科)", frozenset({"(二)1"})) == "任务(二)1\\uff08法规科\\uff09"
    True
    """
    if numbers:
        return typeset(_hidden(text, numbers)).translate(_SHOW)
    while (
        not _WIDE.keys().isdisjoint(text) and (wider := _widen(text)) != text
    ):  # a widened mark is Chinese to its neighbours
        text = wider
    return _STANDS.sub("\u00a0", text)


def _hidden(text: str, numbers: frozenset[str]) -> str:
    """Return a text with the marks of the printed numbers in it out of sight."""
    chars = list(text)
    for start, end in _named(text, numbers):
        chars[start:end] = text[start:end].translate(_HIDE)
    return "".join(chars)


def _named(text: str, numbers: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where printed numbers stand: alone in a text, or behind “任务”, several joined by 、."""
    alone = _end(text, 0, numbers)
    if alone and text[alone:][:2] in ("", _ID):
        yield 0, alone
    for found in _TASK.finditer(text):
        start = found.end()
        while end := _end(text, start, numbers):
            yield start, end
            further = _NEXT.match(text, end)
            start = further.end() if further else len(text)


def _end(text: str, start: int, numbers: frozenset[str]) -> int:
    """Return where the longest printed number ends that begins there, 0 where none does."""
    return next((start + n for n in _lengths(numbers) if text[start : start + n] in numbers), 0)


@lru_cache(1)
def _lengths(numbers: frozenset[str]) -> tuple[int, ...]:
    return tuple(sorted({len(number) for number in numbers}, reverse=True))


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
