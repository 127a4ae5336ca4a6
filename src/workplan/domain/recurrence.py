"""Duties that come again and again: every month by the 25th, every quarter, twice a year.

They have no last day. Each falls due once in every round of months, counted from January; what comes more often
than once a month counts as coming once a month.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .fold import compiled
from .periods import Period, month_end
from .spans import BEFORE, CLOCK, NUMBER, number, read_span


class Recurrence(NamedTuple):
    """Once in every ``months`` months: in the ``month``-th of them, by its ``day`` or its end.

    ``first`` and ``last`` bound it where the words do: `4月至10月每月一次`.
    """

    months: int
    month: int
    day: int = 31
    first: date = date.min
    last: date = date.max


class Turn(NamedTuple):
    """One time a recurring duty falls due: its round of months, and the day it is due by."""

    first: date
    last: date
    due: date

    @property
    def period(self) -> Period:
        """The round as a stretch of days that other answers take."""
        return Period(f"{self.first:%Y-%m-%d} 至 {self.last:%Y-%m-%d}", self.last, self.first)


def turns(recurrence: Recurrence, first: date, last: date) -> tuple[Turn, ...]:
    """Return the times a duty falls due from ``first`` to ``last``, both included, in order."""
    begin, end = max(first, recurrence.first), min(last, recurrence.last)
    years = range(begin.year, end.year + 1)
    return tuple(turn for year in years for turn in _turns_of(recurrence, year) if begin <= turn.due <= end)


def turns_in(recurrence: Recurrence, period: Period, year: int) -> tuple[Turn, ...]:
    """Return the times a duty falls due in a period; one without a beginning begins with the plan's year."""
    return turns(recurrence, period.first or date(year, 1, 1), period.last)


def _turns_of(recurrence: Recurrence, year: int) -> Iterator[Turn]:
    for start in range(1, 13, recurrence.months):
        month = start + recurrence.month - 1
        due = min(month_end(year, month), date(year, month, 1) + timedelta(recurrence.day - 1))
        yield Turn(date(year, start, 1), month_end(year, start + recurrence.months - 1), due)


_ROUNDS = {"月": 1, "季": 3, "半年": 6, "年": 12}
"""Months of a round by what its unit begins with; every other unit is shorter than a month."""

_COUNTS = {"两": 2, "双": 2, "二": 2, "三": 3, "四": 4, "六": 6}
_THIRDS = {"上旬": 10, "中旬": 20, "下旬": 31}

_UNIT = r"(?P<unit>月份?|季度?|半年度?|年度?|半个?月|双?周|星期|旬|工作日|[日天])"
_DAY = rf"(?:{NUMBER}[日号]?[-、和及])*(?P<day>{NUMBER})[日号]"
_IN_MONTH = rf"(?:月?[底末]|(?P<third>[上中下]旬)|{_DAY})"
_IN_ROUND = r"(?:第?(?P<nth>[一二三])个?|(?P<opening>首个?)|(?P<closing>末|最后一?个))月份?"
_TAIL = r"(?P<tail>(?:[^\d月季旬年日号节前后期,;、]|\d+(?:-\d+)?[次轮期篇场项]){0,20})"
_YEARLY_TAIL = r"(?:至少|不少于|不低于|各|定期|集中|组织|开展|召开|进行)*(?:(?:[一二两三四]|\d+)?次)?(?:以上)?(?:开展|进行|推进)?"
_PATTERNS = (
    rf"每(?P<count>[两二三四六双2346])?个?{_UNIT}的?(?:{_IN_ROUND})?{_IN_MONTH}?"
    rf"(?:[一二三四五六日天](?:[、和及](?:每?周)?[一二三四五六日天])*)?(?:{CLOCK})?{BEFORE}?{_TAIL}",
    rf"每?(?P<next>次)(?P<unit>月|季度?)(?:{_IN_ROUND})?{_DAY}(?:{CLOCK})?{BEFORE}?",
    rf"每?(?P<unit>月|季度?|半年)(?P<next>结束后|终了后|后){_DAY}(?:之|以)?内",
    r"[按逐](?P<unit>月|季|周|半年|旬|年)度?(?:推进|调度|报送|上报|通报|开展|落实|实施|更新|完成|进行|检查|公布)*",
    r"(?P<unit>半年|年)(?:一次|1次)",
)
_WITHIN = r"(?:(?P<within>.+?)(?P<open>起|开始)?,?)?(?:全年|常年|长期)?(?P<words>(?:每|[按逐]|次[月季]).+)"


def read_recurrence(words: str, year: int) -> Recurrence | None:
    """Read normalised words that say how often, and within what time where they say that."""
    if not any(char in words for char in "每按逐次后"):
        return None
    found = compiled(_WITHIN).fullmatch(words)
    match = _match(found["words"] if found else words)
    recurrence = _recurrence(match) if match else None
    if recurrence is None or found is None or not found["within"]:
        return recurrence
    within = found["within"].removeprefix("自").removeprefix("从")
    span = read_span(within, year)
    if span is None or span.before:
        return None
    first = date.min if within.endswith("前") else span.begin or span.first
    return recurrence._replace(first=first, last=date.max if found["open"] else span.last)


def _match(words: str) -> re.Match[str] | None:
    return next(filter(None, (compiled(pattern).fullmatch(words) for pattern in _PATTERNS)), None)


def _recurrence(found: re.Match[str]) -> Recurrence | None:
    parts = found.groupdict()
    unit = parts["unit"]
    if unit.startswith("年") and not compiled(_YEARLY_TAIL).fullmatch(parts.get("tail") or ""):
        return None
    months = next((months for start, months in _ROUNDS.items() if unit.startswith(start)), 0)
    count = parts.get("count") or "1"
    months *= _COUNTS.get(count) or int(count)
    day = number(parts["day"]) if parts.get("day") else 31
    if not 1 <= day <= 31 or (months and 12 % months):
        return None
    month = _month(parts, months)
    if month is None and months != 1:  # `每季度5日前` does not say of which month
        return Recurrence(months or 1, months or 1)
    return Recurrence(months, month or 1, _THIRDS.get(parts.get("third") or "", day))


def _month(parts: dict[str, str | None], months: int) -> int | None:
    """Return which month of a round is named, None where none is."""
    if parts.get("closing"):
        return months or 1
    if parts.get("opening") or parts.get("next"):
        return 1
    nth = number(parts.get("nth") or "0") if parts.get("nth") else 0
    return nth if 1 <= nth <= months else None
