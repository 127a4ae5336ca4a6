"""Words that name one stretch of days: a day, a month, a quarter, a year, from one time to another.

What stands here knows the calendar and no more: whether such a stretch is a deadline is for :mod:`deadlines`.
Words come normalised: half-width, without blanks, every dash and every 至 a ``-``.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from .fold import compiled
from .periods import month_end


class Span(NamedTuple):
    """A stretch of days some words name; ``before`` where they end in 前 and name no single day.

    Of words that run from one time to another, ``first`` and ``last`` are the later one's, ``begin`` the earlier's.
    """

    kind: Literal["day", "month", "period"]
    first: date
    last: date
    before: bool = False
    begin: date | None = None


NUMBER = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
BEFORE = r"(?:(?:之|以)?前)"
CLOCK = (
    r"(?:(?:上午|下午|中午|晚上?|早上?)(?![\d一二三四五六七八九十])|下班|当[日天]|"
    rf"(?:上午|下午|中午|晚上?|早上?)?(?P<hour>{NUMBER})(?:[时点](?:整|半|\d{{1,2}}分)?|:[0-5]\d(?::[0-5]\d)?))"
)

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"两": 2}
_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
_NEAR = 30
"""Years from the plan's within which four bare digits are a year: 1200.5 is a sum of money."""

_YEARWORD = r"(?P<word>今|本|当|次|明|翌|下一?)"
_YEAR = rf"(?:(?P<year>\d{{4}})年|{_YEARWORD}年)?"
_BEFORE = rf"(?P<before>{BEFORE})?"
_END = r"(?P<end>底|末|(?:之|以)?内|结束)?"
_MONTH_END = r"(?P<end>底|末|(?<=份)(?:之|以)?内|结束)?"
"""`三月内` may be three months."""
_WEEKDAY = r"\(?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])\)?"
_HOUR = rf"(?:{_WEEKDAY})?(?:{CLOCK})?"

_PATTERNS = {
    "day": rf"{_YEAR}(?P<month>{NUMBER})月(?P<day>{NUMBER})[日号]{_HOUR}{_BEFORE}",
    "iso": r"(?P<year>\d{4})(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    rf"(?:(?:日|(?!\d)){_HOUR})?{_BEFORE}/?",
    "digits": rf"(?P<near>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_BEFORE}",
    "third": rf"{_YEAR}(?P<month>{NUMBER})月份?(?P<third>[上中下]旬)(?P<end>底|末|结束)?{_BEFORE}",
    "month": rf"{_YEAR}(?P<month>{NUMBER})月份?{_MONTH_END}{_BEFORE}",
    "yearmonth": rf"(?P<near>\d{{4}})[-./](?P<month>\d{{1,2}})(?:月份?)?{_MONTH_END}{_BEFORE}",
    "quarter": rf"{_YEAR}第?(?P<quarter>[1-4一二三四])季度{_END}{_BEFORE}",
    "q": rf"(?:(?P<near>\d{{4}})年?[-./]?)?[Qq](?P<quarter>[1-4]){_END}{_BEFORE}",
    "quarters": rf"{_YEAR}前(?P<quarter>[1-4一二两三四])个?季度{_END}",
    "half": rf"{_YEAR}(?P<half>[上下])半年{_END}{_BEFORE}",
    "midyear": rf"(?:(?P<year>\d{{4}})年?|{_YEARWORD}年?)?年中{_BEFORE}",
    "yearend": rf"(?:(?P<year>\d{{4}})|{_YEARWORD})?年?年度?(?:底|末|终){BEFORE}?",
    "wholeyear": rf"(?:全年|年内|(?:本|全)?年度内?|{_YEARWORD}年(?:全年|年?内|度)?"
    r"|(?P<year>\d{4})年(?:全年|年?内|度)?)",
    "beforeyear": rf"(?P<near>\d{{4}})年(?P<before>{BEFORE})",
}
# Words that hold none of these characters cannot be of the kind, and its pattern need not be compiled.
_NEEDED = {
    "day": "日号",
    "iso": "-./",
    "digits": "12",
    "third": "旬",
    "month": "月",
    "yearmonth": "-./",
    "quarter": "季",
    "q": "Qq",
    "quarters": "季",
    "half": "半",
    "midyear": "中",
    "yearend": "底末终",
    "wholeyear": "年",
    "beforeyear": "前",
}


def read_span(words: str, year: int) -> Span | None:
    """Read words that name one stretch of days in a plan for ``year``, or run from one to a later one."""
    ranges = {span for halves in _halves(words) if (span := _read_range(*halves, year))}
    single = _read_single(words, year)
    found = ranges if single is None else {single}
    return found.pop() if len(found) == 1 else None


def number(text: str) -> int:
    """Read 1 to 39 in either script: `11`, `十一`, `三十`."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_DIGITS[ones] if ones else 0)


def arabic(found: re.Match[str]) -> str:
    """Return a year spelled out in the digits of a date: 二〇二一."""
    return "".join(str(_DIGITS.get(char, 0)) for char in found[0])


def _match(kind: str, words: str) -> re.Match[str] | None:
    """Return the match of words that are wholly of one kind."""
    if not any(char in words for char in _NEEDED[kind]):
        return None
    found: re.Match[str] | None = compiled(_PATTERNS[kind]).fullmatch(words)
    return found


def _read_single(words: str, year: int) -> Span | None:
    """Read words that name one day, month, third of a month, quarter, half or year."""
    if words.isdecimal() and len(words) < 8:
        words += "月"
    try:
        return _read_days(words, year) or _read_months(words, year)
    except (ValueError, OverflowError):  # the 13th month, 30 February, year 0
        return None


def _read_days(words: str, year: int) -> Span | None:
    if found := _match("day", words) or _match("iso", words) or _match("digits", words):
        day = date(_year(found, year), number(found["month"]), number(found["day"]))
        return Span("day", day, day) if _is_true(found, day) else None
    if found := _match("third", words):
        first, last = _THIRDS[found["third"]]
        start, end = _months(_year(found, year), *[number(found["month"])] * 2)
        return Span(
            "period", start.replace(day=first), min(end, start + timedelta(last - 1)), _is_before(found)
        )
    return None


def _read_months(words: str, year: int) -> Span | None:
    if found := _match("month", words) or _match("yearmonth", words):
        month = number(found["month"])
        return Span("month", *_months(_year(found, year), month, month), _is_before(found))
    if found := _match("quarter", words) or _match("q", words):
        quarter = number(found["quarter"])
        return Span("period", *_months(_year(found, year), 3 * quarter - 2, 3 * quarter), _is_before(found))
    if found := _match("quarters", words):
        return Span("period", *_months(_year(found, year), 1, 3 * number(found["quarter"])))
    if found := _match("half", words):
        months = (1, 6) if found["half"] == "上" else (7, 12)
        return Span("period", *_months(_year(found, year), *months), _is_before(found))
    if found := _match("midyear", words):
        return Span("period", *_months(_year(found, year), 1, 6))
    if found := _match("yearend", words) or _match("wholeyear", words):
        return Span("period", *_months(_year(found, year), 1, 12))
    if (found := _match("beforeyear", words)) and (later := _year(found, year)) > year:
        return Span("period", *_months(later, 1, 12), before=True)
    return None


def _is_true(found: re.Match[str], day: date) -> bool:
    """Tell whether weekday and hour agree with the day: before 0 o'clock is the day before it."""
    parts = found.groupdict()
    if parts.get("weekday") and "一二三四五六日".index(parts["weekday"].replace("天", "日")) != day.weekday():
        return False
    hour = number(parts["hour"]) if parts.get("hour") else 12
    return hour <= 24 and not (hour == 0 and found["before"])


def _is_before(found: re.Match[str]) -> bool:
    """`10月前` is before October; `10月底前` names the month's last day and is as plain as `10月底`."""
    return bool(found["before"]) and not found["end"]


def _year(found: re.Match[str], year: int) -> int:
    parts = found.groupdict()
    if near := parts.get("near"):
        if not _is_year(near, year):
            raise ValueError(near)
        return int(near)
    if parts.get("year"):
        return int(parts["year"])
    word = parts.get("word")
    return year + 1 if word and word not in "今本当" else year


def _is_year(digits: str, year: int) -> bool:
    return len(digits) == 4 and abs(int(digits) - year) <= _NEAR


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """Return the first and the last day of some months; ValueError where there are none such."""
    if not 1 <= last <= 12:
        raise ValueError(last)
    return date(year, first, 1), month_end(year, last)


def _halves(words: str) -> Iterator[tuple[str, str]]:
    """Divide `3月-6月`, `自4月1日起-10月31日`, `5月启动,11月底前` wherever they may be divided."""
    if "起" in words or "启动" in words or "开始" in words:
        if begun := compiled(r"(?:自|从)?(.+?(?<!前))(?:起|开始|启动)[,;]?-?(.+)").fullmatch(words):
            yield begun[1], begun[2]
        return
    bare = words.removeprefix("自").removeprefix("从")
    for at, char in enumerate(bare):
        if char == "-":
            yield bare[:at], bare[at + 1 :]


def _read_range(earlier: str, later: str, year: int) -> Span | None:
    """Read from one time to another, each printed whole or in part: the end of the later one."""
    if later.isdecimal() and not _is_year(later, year):  # `6-10` may be the tenth of June
        return None
    earlier, later = complete(earlier, later)
    if compiled("(?:即日|(?:印发|发文|发布)之日)起?").fullmatch(earlier):
        last = _read_single(later, year)
        return None if last is None or last.before else Span("period", last.first, last.last)
    # `2020年3月-6月`: the year is printed once
    if found := compiled(rf"(?:(?P<year>\d{{4}})(?:年|[./](?=\d+$))|{_YEARWORD}年)(?=.)").match(earlier):
        year = _year(found, year)
        earlier = earlier[found.end() :] if found[0].endswith("年") else earlier
    first, last = _read_single(earlier, year), _read_single(later, year)
    if first is None or last is None or first.before or first.first > last.last or first.last > last.last:
        return None
    return Span("period", last.first, last.last, last.before, first.first)


def complete(earlier: str, later: str) -> tuple[str, str]:
    """Give each end of a range the unit or the month that only the other one prints."""
    if compiled(r"\d{4}").fullmatch(earlier) and compiled(r"\d{4}(?:年.*)?").fullmatch(later):
        return earlier + "年", later if "年" in later else later + "年"
    if compiled(rf"(?:\d{{4}}年|{_YEARWORD}年)?第?{NUMBER}").fullmatch(earlier):
        earlier += "季度" if "季度" in later else "月"
    if compiled(rf"{NUMBER}[日号](?:前)?").fullmatch(later) and (found := compiled(r".*月").match(earlier)):
        later = found[0] + later
        earlier += "" if earlier.endswith(("日", "号")) else "日"
    return earlier, later
