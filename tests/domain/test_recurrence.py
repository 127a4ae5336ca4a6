"""Duties that come again and again: when they fall due."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.domain import periods
from workplan.domain.deadlines import DeadlineKind, read
from workplan.domain.recurrence import Recurrence, turns, turns_in

YEAR = 2020
WHOLE = (date(YEAR, 1, 1), date(YEAR, 12, 31))


def recurrence(words: str) -> Recurrence:
    found = read(words, YEAR)
    assert found.kind is DeadlineKind.RECURRING
    assert found.recurrence is not None
    return found.recurrence


def days(words: str) -> str:
    return " ".join(f"{turn.due:%m-%d}" for turn in turns(recurrence(words), *WHOLE))


MONTH_ENDS = "01-31 02-29 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("每月", MONTH_ENDS),
        ("每月底前", MONTH_ENDS),
        ("每月31日前", MONTH_ENDS),
        ("每周五下班前", MONTH_ENDS),
        ("每日", MONTH_ENDS),
        ("每两周一次", MONTH_ENDS),
        ("每月25日前", " ".join(f"{month:02}-25" for month in range(1, 13))),
        ("每月5日、20日前", " ".join(f"{month:02}-20" for month in range(1, 13))),
        ("次月5日前", " ".join(f"{month:02}-05" for month in range(1, 13))),
        ("每月上旬", " ".join(f"{month:02}-10" for month in range(1, 13))),
        ("每季度", "03-31 06-30 09-30 12-31"),
        ("每季度5日前", "03-31 06-30 09-30 12-31"),
        ("每季末月25日前", "03-25 06-25 09-25 12-25"),
        ("每季度首月10日前", "01-10 04-10 07-10 10-10"),
        ("每季度第二个月底前", "02-29 05-31 08-31 11-30"),
        ("季后15日内", "01-15 04-15 07-15 10-15"),
        ("每两个月一次", "02-29 04-30 06-30 08-31 10-31 12-31"),
        ("每半年一次", "06-30 12-31"),
        ("每年一次", "12-31"),
        ("9月起每月一次", "09-30 10-31 11-30 12-31"),
        ("4月至6月每月10日前", "04-10 05-10 06-10"),
        ("6月底前每月调度", "01-31 02-29 03-31 04-30 05-31 06-30"),
        ("下半年每季度一次", "09-30 12-31"),
    ],
)
def test_when_a_duty_falls_due(words: str, expected: str) -> None:
    assert days(words) == expected


def test_a_turn_knows_its_round() -> None:
    (turn,) = turns_in(recurrence("每季度首月10日前"), periods.month(YEAR, 4), YEAR)
    assert turn == (date(YEAR, 4, 1), date(YEAR, 6, 30), date(YEAR, 4, 10))
    assert date(YEAR, 6, 30) in turn.period
    assert date(YEAR, 3, 31) not in turn.period


def test_a_period_without_a_beginning_begins_with_the_year() -> None:
    found = turns_in(recurrence("每月"), periods.by(date(YEAR, 3, 30)), YEAR)
    assert [turn.due.month for turn in found] == [1, 2]


@given(
    st.sampled_from([1, 2, 3, 4, 6, 12]).flatmap(
        lambda months: st.tuples(st.just(months), st.integers(1, months), st.integers(1, 31)).map(
            lambda parts: Recurrence(*parts)
        )
    ),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.integers(0, 1500),
)
def test_each_round_has_one_turn_and_any_stretch_has_its_own(
    every: Recurrence, first: date, days: int
) -> None:
    last = first + timedelta(days)
    found = turns(every, first, last)
    assert all(turn.first <= turn.due <= turn.last and first <= turn.due <= last for turn in found)
    assert list(found) == sorted(set(found))
    whole = turns(every, date(first.year, 1, 1), date(last.year, 12, 31))
    assert len(whole) == (last.year - first.year + 1) * 12 // every.months
    assert found == tuple(turn for turn in whole if first <= turn.due <= last)
    assert all(later.first == earlier.last + timedelta(1) for earlier, later in pairwise(whole))
