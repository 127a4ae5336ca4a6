"""Days and numbers as Chinese papers write them: the filters ``cn_date`` and ``cn_number``."""

from __future__ import annotations

from datetime import date

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_MOST = 10**8


def date_words(day: date | str | None) -> str:
    """Return 2020年9月30日 for a day or its ISO text, nothing for nothing.

    Raises ValueError where the text is no day.
    """
    if not day:
        return ""
    try:
        found = day if isinstance(day, date) else date.fromisoformat(day)
    except (TypeError, ValueError):
        raise ValueError(f"cn_date 读不出日期“{day}”") from None
    return f"{found.year}年{found.month}月{found.day}日"


def number_words(number: int | str) -> str:
    """Return a whole number in Chinese numerals: 十二, 一百零五, 二万三千.

    Raises ValueError where it is none, or 100 million and more.
    """
    try:
        value = int(number)
        if not isinstance(number, str) and value != number:
            raise ValueError  # 三 would be said of 3.5
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"cn_number 读不出整数“{number}”") from None
    if not 0 <= value < _MOST:
        raise ValueError(f"cn_number 只写 0 至 {_MOST - 1}，这里是 {value}")
    high, low = divmod(value, 10_000)
    if not high:
        return _under_ten_thousand(low) if low else _DIGITS[0]
    gap = _DIGITS[0] if 0 < low < 1000 else ""
    return f"{_under_ten_thousand(high)}万{gap}{_under_ten_thousand(low, begun=True) if low else ''}"


def _under_ten_thousand(value: int, *, begun: bool = False) -> str:
    """Return 1 to 9999; 10 to 19 begin with 十 unless something stands before them."""
    words, skipped = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if not digit:
            skipped = bool(words)
            continue
        words += (_DIGITS[0] if skipped else "") + _DIGITS[digit] + _PLACES[place]
        skipped = False
    return words[1:] if not begun and 10 <= value < 20 else words
