"""Stretches of days a user asks about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.domain import periods
from workplan.domain.periods import Period


@pytest.mark.parametrize(
    ("period", "first", "last", "label"),
    [
        (periods.month(2020, 1), "2020-01-01", "2020-01-31", "2020年1月"),
        (periods.month(2020, 2), "2020-02-01", "2020-02-29", "2020年2月"),
        (periods.month(2021, 2), "2021-02-01", "2021-02-28", "2021年2月"),
        (periods.month(2020, 12), "2020-12-01", "2020-12-31", "2020年12月"),
        (periods.quarter(2020, 1), "2020-01-01", "2020-03-31", "2020年一季度"),
        (periods.quarter(2020, 4), "2020-10-01", "2020-12-31", "2020年四季度"),
        (periods.half(2020, 1), "2020-01-01", "2020-06-30", "2020年上半年"),
        (periods.half(2020, 2), "2020-07-01", "2020-12-31", "2020年下半年"),
        (periods.within(date(2020, 2, 1), 30), "2020-02-01", "2020-03-02", "2020-02-01 起 30 天内"),
        (periods.within(date(2020, 2, 1), 0), "2020-02-01", "2020-02-01", "2020-02-01 起 0 天内"),
        (periods.within(date(9999, 12, 1), 100_000), "9999-12-01", "9999-12-31", "9999-12-01 起 100000 天内"),
    ],
)
def test_both_ends_belong_to_a_period(period: Period, first: str, last: str, label: str) -> None:
    assert (str(period.first), str(period.last), period.label) == (first, last, label)
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    assert start in period
    assert end in period
    assert start - timedelta(days=1) not in period
    assert end == date.max or end + timedelta(days=1) not in period
    assert None not in period


def test_by_a_day_reaches_back_to_the_beginning() -> None:
    period = periods.by(date(2020, 11, 30))
    assert period.label == "2020-11-30 及以前"
    assert date.min in period
    assert date(2020, 11, 30) in period
    assert date(2020, 12, 1) not in period
    assert None not in period


@given(st.dates(date(1949, 1, 1), date(2200, 12, 31)))
def test_every_day_is_in_one_month_one_quarter_and_one_half(day: date) -> None:
    for make, count in ((periods.month, 12), (periods.quarter, 4), (periods.half, 2)):
        within = [number for number in range(1, count + 1) if day in make(day.year, number)]
        assert within == [(day.month - 1) * count // 12 + 1]
