"""The marks published documents number their paragraphs with: `一、`, `(一)`, `1-1`, `1.`, `(1)`, `①`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .fold import compiled

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_CHINESE = "[一二三四五六七八九十百〇]{1,4}"

# In the order of official documents, outermost first.
_STYLES = {
    "part": rf"第(?P<n>{_CHINESE}|\d{{1,2}})[章篇部节](?:分)?[、,\uff0c:\uff1a\s]*",
    "chinese": rf"(?P<n>{_CHINESE})[、.\uff0e]\s*",
    "bracketed": rf"[(\uff08](?P<n>{_CHINESE})[)\uff09][、.\uff0e]?\s*",
    "pair": r"(?P<n>\d{1,2}[-－—]\d{1,2})(?:[、.\uff0e]\s*|\s+)",
    "dotted": r"(?P<n>\d{1,2}(?:\.\d{1,2})+)(?:[、.\uff0e]\s*|\s+|(?=[^\d\s年月日%\uff05.万亿千百元个家名-]))",
    "arabic": r"(?P<n>\d{1,4}(?=[、.\uff0e])|\d{1,3})(?:[、.\uff0e](?!\d+(?![\d年月]))\s*|\s+(?=[^\d\s]))",
    "closed": r"(?P<n>\d{1,2})[)\uff09]\s*",
    "inner": r"[(\uff08](?P<n>\d{1,2})[)\uff09][、.\uff0e]?\s*",
    "circled": r"(?P<n>[①-⑳])\s*",
}
ORDER = tuple(_STYLES)


class Mark(NamedTuple):
    """A mark at the head of a paragraph: its style, its value, the number as printed, and where the text goes on."""

    style: str
    value: int
    number: str
    end: int


def chinese_number(text: str) -> int:
    """Read 1 to 99 in Chinese numerals; 0 for what is none."""
    if not compiled(_CHINESE).fullmatch(text) or text.count("十") > 1 or "百" in text:
        return 0
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 0) if tens else 1 if ten else 0) * 10 + _DIGITS.get(ones, 0)


@lru_cache(4096)
def read_mark(text: str) -> Mark | None:
    """Return the mark a paragraph opens with, or None. `2020.11` and `3.5万元` open with none."""
    for style, pattern in _STYLES.items():
        found: re.Match[str] | None = compiled(pattern).match(text)
        if found and (value := _value(style, found["n"])):
            return Mark(style, value, _printed(style, found), found.end())
    return None


def _value(style: str, number: str) -> int:
    if style == "circled":
        return ord(number) - ord("①") + 1
    last = compiled(r"[-－—.]").split(number)[-1]
    return int(last) if last.isdecimal() else chinese_number(last)


def _printed(style: str, found: re.Match[str]) -> str:
    whole = found[0].strip().rstrip("、.\uff0e:\uff1a,\uff0c").strip()
    return found["n"] if style in ("chinese", "arabic", "pair", "dotted", "circled") else whole


def bare_number(text: str) -> tuple[str, int] | None:
    """Return style and value of a paragraph that is nothing but a number, or None."""
    if compiled(r"\d{1,4}").fullmatch(text):
        return ("plain", int(text)) if int(text) else None
    if (mark := read_mark(text)) and mark.end == len(text) and mark.style != "pair":
        return mark.style, mark.value
    if value := chinese_number(text):
        return "numeral", value
    return None
