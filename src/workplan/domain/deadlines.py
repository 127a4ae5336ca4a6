"""完成时间 as printed, and the last day it names.

The printed words are kept for ever; the day is computed from them by the table in :func:`read`, never
guessed. What the table does not know is ``unreadable``, and a check makes that an error with its place.
"""

import re
from datetime import date, timedelta
from enum import StrEnum, unique
from functools import lru_cache
from typing import NamedTuple

from .fold import compiled
from .periods import month_end


@unique
class DeadlineKind(StrEnum):
    """What sort of words a deadline is printed in."""

    DAY = "day"
    MONTH = "month"
    BEFORE = "before"
    PERIOD = "period"
    STATED = "stated"
    ONGOING = "ongoing"
    UNDATED = "undated"
    UNREADABLE = "unreadable"


@unique
class BeforeReading(StrEnum):
    """What `10月前` means. Offices differ, so the plan may say; both readings are always kept."""

    BEFORE_PERIOD = "before_period"
    """The day before October begins: 09-30. The narrower reading, and the default."""
    END_OF_PERIOD = "end_of_period"
    """The end of October: 10-31."""


class Deadline(NamedTuple):
    """The printed words and their reading.

    ``last_day`` is the last day that is still on time, None where there is none. ``other_day`` is the
    last day by the other reading where the words have two (`10月前`), and None where they are plain.
    """

    raw: str
    kind: DeadlineKind
    last_day: date | None = None
    other_day: date | None = None

    @property
    def ambiguous(self) -> bool:
        """Whether the words have two readings and the plan has not chosen one of them for this task."""
        return self.other_day is not None


def stated(raw: str, last_day: date) -> Deadline:
    """Return the reading the plan itself states for one task, beside the words as printed."""
    return Deadline(raw, DeadlineKind.STATED, last_day)


@lru_cache(maxsize=1024)
def read(raw: str, year: int, before: BeforeReading = BeforeReading.BEFORE_PERIOD) -> Deadline:
    """Read the printed words of a plan for ``year``.

    Never raises: words outside the table give kind ``unreadable`` and no day. Width and white space do not
    matter. A bare number is a month, as in the 2020 plan's column 完成时间.
    """
    if not raw.strip():
        return Deadline(raw, DeadlineKind.UNDATED)
    words = _normalise(raw)
    if _match("ongoing", words):
        return Deadline(raw, DeadlineKind.ONGOING)
    span = _read_range(words, year) or _read_span(words, year)
    if span is None:
        return Deadline(raw, DeadlineKind.UNREADABLE)
    if not span.before:
        return Deadline(raw, span.kind, span.last)
    try:
        eve = span.first - timedelta(days=1)
    except OverflowError:
        return Deadline(raw, DeadlineKind.UNREADABLE)
    days = (eve, span.last) if before is BeforeReading.BEFORE_PERIOD else (span.last, eve)
    return Deadline(raw, DeadlineKind.BEFORE, *days)


class _Span(NamedTuple):
    """A stretch of days some words name; ``before`` where they end in 前 and name no single day."""

    kind: DeadlineKind
    first: date
    last: date
    before: bool = False


_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DASHES = str.maketrans(dict.fromkeys("—–‐‑−~～〜至到", "-"))
_WIDE = str.maketrans({0xFF01 + at: 0x21 + at for at in range(94)})
_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}

_NUMBER = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEARWORD = r"(?P<word>今|本|当|次|明|翌|下一?)"
_YEAR = rf"(?:(?P<year>\d{{4}})年|{_YEARWORD}年)?"
_BEFORE = r"(?P<before>(?:之|以)?前)?"
_END = r"(?P<end>底|末)?"


_PATTERNS = {
    "ongoing": r"(?:(?:全年)?(?:持续|长期|常态|常年|经常|日常|滚动)(?:性|化)?"
    r"(?:推进|坚持|开展|实施|进行|落实|抓好|工作)*"
    r"|每(?:个?月|季度?|年度?|半年|周|旬|日|天)(?:(?:底|末|\d{1,2}[日号])(?:之|以)?前?)?)",
    "day": rf"{_YEAR}(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号]{_BEFORE}",
    "iso": rf"(?P<year>\d{{4}})(?P<sep>[-./])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_BEFORE}",
    "third": rf"{_YEAR}(?P<month>{_NUMBER})月份?(?P<third>[上中下]旬){_END}{_BEFORE}",
    "month": rf"{_YEAR}(?P<month>{_NUMBER})月份?{_END}{_BEFORE}",
    "quarter": rf"{_YEAR}第?(?P<quarter>[1-4一二三四])季度{_END}{_BEFORE}",
    "quarters": rf"{_YEAR}前(?P<quarter>[1-4一二三四])个?季度{_END}",
    "half": rf"{_YEAR}(?P<half>[上下])半年{_END}{_BEFORE}",
    "midyear": rf"(?:(?P<year>\d{{4}})年?|{_YEARWORD}年?)?年中{_BEFORE}",
    "yearend": rf"(?:(?P<year>\d{{4}})|{_YEARWORD})?年?年(?:底|末|终)(?:(?:之|以)?前)?",
    "wholeyear": rf"(?:全年|年内|(?:本|全)?年度内?|{_YEARWORD}年(?:全年|内|度)?"
    r"|(?P<year>\d{4})年(?:全年|内|度)?)",
}
# Words that hold none of these characters cannot be of the kind, and its pattern need not be compiled.
_NEEDED = {
    "ongoing": "持长常滚每",
    "day": "日号",
    "iso": "-./",
    "third": "旬",
    "month": "月",
    "quarter": "季",
    "quarters": "季",
    "half": "半",
    "midyear": "中",
    "yearend": "底末终",
    "wholeyear": "年",
}


def _match(kind: str, words: str) -> re.Match[str] | None:
    """Return the match of words that are wholly of one kind."""
    if not any(char in words for char in _NEEDED[kind]):
        return None
    found: re.Match[str] | None = compiled(_PATTERNS[kind]).fullmatch(words)
    return found


def _normalise(raw: str) -> str:
    """Fold width and blanks, unify dashes, and drop the words around a time (`于…前完成`).

    Only full-width forms are folded: a superscript is no digit, and a line break joins nothing.
    """
    words = re.sub(r"[^\S\n]+", "", raw.strip().translate(_WIDE))
    words = re.sub(r"^(?:于|在|截至|截止|到|至)+", "", words)
    words = re.sub(r"(?:全部|基本)?(?:完成|办结|结束|到位|为止|止)$", "", words)
    words = re.sub(
        "[〇零○一二三四五六七八九]{4}(?=年)",
        lambda year: "".join(str(_DIGITS.get(c, 0)) for c in year[0]),
        words,
    )
    return words.translate(_DASHES)


def _number(text: str) -> int:
    """Read 1 to 39 in either script: `11`, `十一`, `三十`."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_DIGITS[ones] if ones else 0)


def _year(match: re.Match[str], year: int) -> int:
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    word = groups.get("word")
    return year + 1 if word and word not in "今本当" else year


def _month_span(year: int, month: int, first: int = 1, last: int = 31) -> tuple[date, date]:
    """Return the days ``first`` to ``last`` of a month, cut at its end; ValueError where there is none."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, first), min(
        date(year, month, 1) + timedelta(days=last - 1), month_end(year, month)
    )


def _months_span(year: int, first: int, last: int) -> tuple[date, date]:
    return _month_span(year, first)[0], _month_span(year, last)[1]


def _read_span(words: str, year: int) -> _Span | None:
    """Read words that name one day, month, third of a month, quarter, half or year."""
    if words.isdecimal():
        words += "月"
    try:
        return _match_span(words, year)
    except (ValueError, OverflowError):  # the 13th month, 30 February, year 0
        return None


def _match_span(words: str, year: int) -> _Span | None:
    period = DeadlineKind.PERIOD

    if found := _match("day", words) or _match("iso", words):
        day = date(_year(found, year), _number(found["month"]), _number(found["day"]))
        return _Span(DeadlineKind.DAY, day, day)
    if found := _match("third", words):
        days = _month_span(_year(found, year), _number(found["month"]), *_THIRDS[found["third"]])
        return _Span(period, *days, before=_is_before(found))
    if found := _match("month", words):
        days = _month_span(_year(found, year), _number(found["month"]))
        return _Span(DeadlineKind.MONTH, *days, before=_is_before(found))
    if found := _match("quarter", words):
        quarter = _number(found["quarter"])
        days = _months_span(_year(found, year), 3 * quarter - 2, 3 * quarter)
        return _Span(period, *days, before=_is_before(found))
    if found := _match("quarters", words):
        return _Span(period, *_months_span(_year(found, year), 1, 3 * _number(found["quarter"])))
    if found := _match("half", words):
        days = _months_span(_year(found, year), *((1, 6) if found["half"] == "上" else (7, 12)))
        return _Span(period, *days, before=_is_before(found))
    if found := _match("midyear", words):
        return _Span(period, *_months_span(_year(found, year), 1, 6))
    if found := _match("yearend", words) or _match("wholeyear", words):
        return _Span(period, *_months_span(_year(found, year), 1, 12))
    return None


def _is_before(found: re.Match[str]) -> bool:
    """`10月前` is before October; `10月底前` names the month's last day and is as plain as `10月底`."""
    return bool(found["before"]) and not found["end"]


def _read_range(words: str, year: int) -> _Span | None:
    """Read `3月-6月`, `3-6月`, `一至三季度`, `11月10-20日`, `10月-次年3月`: the end of the later one."""
    if words.count("-") != 1:
        return None
    earlier, later = words.split("-")
    if later.isdecimal():  # `6-10` may be the tenth of June
        return None
    earlier, later = _complete(earlier, later)
    if found := re.match(
        rf"(?:(\d{{4}})|{_YEARWORD})年", earlier
    ):  # `2020年3月-6月`: the year is printed once
        year = int(found[1]) if found[1] else year + (found["word"] not in "今本当")
        earlier = earlier[found.end() :]
    first, last = _read_span(earlier, year), _read_span(later, year)
    if first is None or last is None or first.before or first.first > last.last or first.last > last.last:
        return None
    return _Span(DeadlineKind.PERIOD, last.first, last.last, before=last.before)


def _complete(earlier: str, later: str) -> tuple[str, str]:
    """Give each end of a range the unit or the month that only the other one prints."""
    if re.fullmatch(rf"(?:\d{{4}}年|{_YEARWORD}年)?{_NUMBER}", earlier):
        earlier += "季度" if "季度" in later else "月"
    if re.fullmatch(rf"{_NUMBER}[日号](?:前)?", later) and (found := re.match(r".*月", earlier)):
        later = found[0] + later
        earlier += "" if earlier.endswith(("日", "号")) else "日"
    return earlier, later
