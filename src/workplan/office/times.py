"""Times that stand inside sentences, brackets and headings, and whether a cell looks like a time at all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..domain.deadlines import Deadline, DeadlineKind, read
from ..domain.fold import compiled
from .draft import DraftDeadline

_YEAR = r"(?:(?:20\d{2}|[二〇○零一三四五六七八九]{4}|今|本|当|明|次)年)?"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_TO = r"\s*[-－—–~\uff5e至到]\s*"
_BEFORE = r"(?:之前|以前|前)?"
_DONE = r"(?:全面|全部|基本)?(?:完成|办结|到位)?"
_TIME = (
    rf"(?:每(?:个?月|季度?|半年|年度?|周|旬|日|天)(?:底|末|\d{{1,2}}[日号])?{_BEFORE}(?:[一1]次)?"
    rf"|{_YEAR}{_MONTH}(?:月份?)?(?:\d{{1,2}}[日号])?{_TO}{_YEAR}(?:{_MONTH}月份?(?:\d{{1,2}}[日号])?|\d{{1,2}}[日号])(?:底|末)?{_BEFORE}"
    rf"|{_YEAR}{_MONTH}(?:[、,]{_MONTH})+月份?(?:底|末)?{_BEFORE}"
    rf"|{_YEAR}{_MONTH}月(?:份|[上中下]旬|\d{{1,2}}[日号])?(?:底|末)?{_BEFORE}"
    rf"|{_YEAR}第?[一二三四1-4]季度(?:底|末)?{_BEFORE}|{_YEAR}前[一二三]季度"
    rf"|{_YEAR}[上下]半年(?:底|末)?{_BEFORE}|(?:20\d{{2}}年|今年|本|明)?年(?:底|末|内|中){_BEFORE}|(?:20\d{{2}})年(?:底|末|内){_BEFORE}"
    r"|(?:元旦|春节|清明|清明节|五一|“五一”|劳动节|端午节?|中秋节?|国庆节?|“十一”|七一|“七一”)(?:节)?(?:之前|以前|前))"
)
# Words of a cell under a time's head that name no day by rule.
_TIMELIKE = (
    "立行立改|立即|即知即改|适时|及时|随时|尽快|长期|持续|常年|全年|每|待定|视.*(?:而定|确定|安排)|(?:根据|按照?|依).*(?:确定|要求|安排|进度|部署|通知|需要)"
    r"|20\d\d\s*[./-]\s*\d{1,2}|\d\s*[月日年]|月|季度|半年|年底"
)
_KNOWN_NOT = ("unreadable", "undated")


class Found(NamedTuple):
    """A time inside a text: the words, where they begin and end, and the clause they govern."""

    words: str
    start: int
    end: int
    clause: str


@lru_cache(4096)
def is_time(text: str) -> bool:
    """Tell whether a cell is a time the grammar of deadlines reads, or a bare month."""
    return _readable(text, 2020)


def _readable(text: str, year: int) -> bool:
    return len(text) <= 40 and "\n" not in text and read(text, year).kind not in _KNOWN_NOT


@lru_cache(4096)
def seems_time(text: str) -> bool:
    """Tell whether a short cell speaks of a time, though no day can be worked out."""
    return (
        len(text) <= 24
        and bool(compiled(_TIMELIKE).search(text))
        and not compiled("[。;\uff1b]").search(text)
    )


def find(text: str) -> list[Found]:
    """Return the times that open a clause of ``text``, with what the clause says after each."""
    found = []
    opens = rf"(?:^|(?<=[,\uff0c;\uff1b。:\uff1a\n]))\s*(?:要|须|均须|应|力争|确保)?(?:于|在|到)?(?P<time>{_TIME})"
    for match in compiled(opens).finditer(text):
        clause = compiled(r"[,\uff0c]?(?P<says>[^,\uff0c;\uff1b。\n]*)").match(text, match.end("time"))
        found.append(
            Found(match["time"], match.start("time"), match.end("time"), clause["says"] if clause else "")
        )
    return found


def anywhere(text: str) -> list[str]:
    """Return every time in ``text`` that says by when: `10月底前全面完成`, `2023年12月10日前`."""
    words = rf"{_TIME.replace('|每', '|每', 1)}(?:全面|全部)?(?:完成|办结|到位)?"
    return [m[0] for m in compiled(words).finditer(text) if "前" in m[0] or "完成" in m[0] or "底" in m[0]]


def lead_time(heading: str) -> str:
    """Return the time a heading opens with (`上半年完成调研的项目`), or ""."""
    match: re.Match[str] | None = compiled(_TIME).match(heading.lstrip())
    return match[0] if match else ""


def deadline(raw: str, year: int | None, origin: str = "") -> DraftDeadline:
    """Return printed time words with their reading in ``year``; without a year only words that name one have a day."""
    if not raw.strip():
        return DraftDeadline()
    if is_serial(raw):
        return DraftDeadline(raw, None, str(DeadlineKind.UNREADABLE), None, origin)
    reading: Deadline = read(plain(raw), year or 2000)
    if year is None and not compiled(r"(?:19|20)\d\d").search(raw):
        return DraftDeadline(raw, None, str(reading.kind), None, origin)
    then, days = str(getattr(reading, "then", None) or ""), tuple(getattr(reading, "days", ()))
    return DraftDeadline(raw, reading.last_day, str(reading.kind), reading.other_day, origin, then, days)


_SERIAL = range(36526, 73051)
"""Excel's numbers of the days from 2000 to 2099."""


def plain(raw: str) -> str:
    """Drop the midnight that databases print behind a day, and a slash nobody meant."""
    return re.sub(r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,2})(?:[ T]0?0:00(?::00)?|/)$", r"\1", raw.strip())


def is_serial(raw: str) -> bool:
    """Tell whether a number under a head of times is the serial number of a day (2023-11-30 is 45260)."""
    return raw.isdecimal() and len(raw) == 5 and int(raw) in _SERIAL
