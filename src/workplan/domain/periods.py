"""Stretches of days a user asks about: a month, a quarter, a half of the plan's year, up to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included; ``first`` None means from the beginning."""

    label: str
    last: date
    first: date | None = None

    def __contains__(self, day: date | None) -> bool:
        return day is not None and day <= self.last and (self.first is None or self.first <= day)


def month(year: int, number: int) -> Period:
    """Return a calendar month.

    >>> month(2020, 2).last
    datetime.date(2020, 2, 29)
    """
    return _months(year, number, number, f"{year}年{number}月")


def quarter(year: int, number: int) -> Period:
    """Return a quarter, 1 to 4."""
    return _months(year, 3 * number - 2, 3 * number, f"{year}年{'一二三四'[number - 1]}季度")


def half(year: int, number: int) -> Period:
    """Return a half year, 1 or 2."""
    return _months(year, 6 * number - 5, 6 * number, f"{year}年{'上下'[number - 1]}半年")


def by(day: date) -> Period:
    """Return everything up to and including a day."""
    return Period(f"{day:%Y-%m-%d} 及以前", day)


def within(today: date, days: int) -> Period:
    """Return today and the ``days`` days after it; up to the calendar's end at the most."""
    try:
        last = today + timedelta(days=days)
    except OverflowError:
        last = date.max
    return Period(f"{today:%Y-%m-%d} 起 {days} 天内", last, today)


def month_end(year: int, month: int) -> date:
    """Return a month's last day. (`calendar` knows it too, and costs two milliseconds to import.)

    >>> month_end(2020, 2)
    datetime.date(2020, 2, 29)
    """
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _months(year: int, first: int, last: int, label: str) -> Period:
    return Period(label, month_end(year, last), date(year, first, 1))
