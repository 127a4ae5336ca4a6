"""Times in the cells and sentences of a list, read for the plan's year."""

from __future__ import annotations

from datetime import date, timedelta

from ..domain.characters import quote
from ..domain.deadlines import DeadlineKind, read
from ..domain.fold import compiled
from .draft import DraftDeadline
from .source import Doubt, Place
from .times import is_serial, plain

_YEAR = r"(?:(?:20\d{2}|今|本|当|明|次)年)?"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
_BEFORE_WORDS = r"(?:之前|以前|前)"
_BY = (
    rf"(?:{_YEAR}{_MONTH}(?:\d{{1,2}}[日号]|底|末|[上中下]旬)?{_BEFORE_WORDS}|{_YEAR}{_MONTH}(?:\d{{1,2}}[日号]|底|末)"
    rf"|{_YEAR}(?:第?[一二三四1-4]季度|[上下]半年)(?:底|末)?{_BEFORE_WORDS}?|{_YEAR}年(?:底|末|内){_BEFORE_WORDS}?)"
)
_DUTY = r"须|应|要|务必|确保|必须|力争|请"
_DONE = r"完成|提交|报送|办结|到位|落实|上报|审议|交付|结束"
# What stands before the separator of a dated step; the domain's grammar has the last word on it.
_STEP = r"(?P<time>[^:\uff1a\n]{1,20})[:\uff1a](?P<text>.+)"


def is_time(text: str) -> bool:
    """Tell whether the grammar of deadlines reads some words."""
    return len(text) <= 40 and read(plain(text), 2000).kind not in (
        DeadlineKind.UNREADABLE,
        DeadlineKind.UNDATED,
    )


def split_step(line: str) -> tuple[str, str] | None:
    """Return time and text of a dated step: `3月:修订细则`."""
    found = compiled(_STEP).fullmatch(line.strip())
    if not found:
        return None
    time = found["time"]
    return (
        (time, found["text"]) if is_time(time) or compiled(r"[\d月~\uff5e/、至—-]+").fullmatch(time) else None
    )


def only_time(text: str) -> str:
    """Return the one time by which a sentence's whole duty is due: it opens the text and no other stands there."""
    found = compiled(_BY).findall(text)
    opened = compiled(rf"(?:于|在)?(?P<time>{_BY})").match(text)
    return opened["time"] if opened and len(found) == 1 and "\n" not in text else ""


def covering_time(sentence: str) -> str:
    """Return the one time a notice sets for a whole list: `以上工作均须于2023年12月10日前完成`."""
    about_all = compiled(r"以上|上述|所列|各项|全部|均|附件|本表|清单|表中").search(sentence)
    if not about_all or not compiled(_DUTY).search(sentence) or not compiled(_DONE).search(sentence):
        return ""
    found = compiled(_BY).findall(sentence)
    return str(found[0]) if len(found) == 1 else ""


def doubts(found: DraftDeadline, place: Place, year: int | None) -> list[Doubt]:
    """Tell what a person must decide about a deadline."""
    raw = quote(found.raw)
    if is_serial(found.raw):
        day = date(1899, 12, 30) + timedelta(days=int(found.raw))
        return [Doubt(place, "serial-number", f"{raw}像是日期的序列号（{day.isoformat()}），请核对。")]
    said = {
        "unreadable": f"{raw}推算不出最后一日，请明确。",
        "ambiguous": f"{raw}里不止一个时间，请明确哪一个是最后一日。",
        "undated": f"{raw}没有给出时间。" if found.raw else "",
        "ongoing": f"{raw}没有最后一日。",
        "recurring": f"{raw}是反复做的事，没有最后一日。",
        "before": f"{raw}有两种读法：{found.last_day} 或 {found.other_day}。",
    }.get(found.kind, "")
    told = [Doubt(place, f"{found.kind}-deadline", said)] if said else []
    if year and found.last_day and found.last_day.year != year:
        told.append(Doubt(place, "deadline-outside-year", f"{raw}在 {year} 年以外：{found.last_day}。"))
    return told
