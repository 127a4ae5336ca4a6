"""完成时间: every form that is read, every form that is refused, and what holds for all of them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workplan.domain.deadlines import BeforeReading, Deadline, DeadlineKind, read, stated

YEAR = 2020

# Kind, last day, other day, and the words so read in the plan for 2020.
READINGS = [
    ("month", "2020-01-31", None, "1 01 1月 01月 1月份 1月底 一月 一月份 一月底前 截至1月底"),
    ("month", "2020-02-29", None, "2 2月 2月底 二月末 2020年2月 今年2月 本年2月底 当年2月份"),
    ("month", "2020-10-31", None, "10 10月 10月份 10月底 10月末前 10月底之前 10月份底 十月 2020年十月底"),
    ("month", "2020-11-30", None, "11 11月 11月份 11月底 11月底前 11月末 十一月 十一月份 2020年11月底前"),
    ("month", "2020-11-30", None, "于11月底前完成 11月底前办结 截至11月底 至11月底 11月底止 11月底以前"),
    ("month", "2020-12-31", None, "12 12月 十二月 十二月底前 12月份全部完成"),
    ("month", "2021-03-31", None, "次年3月 明年3月 翌年3月底 下年3月 下一年三月 2021年3月底前"),
    ("month", "2019-12-31", None, "2019年12月"),
    (
        "day",
        "2020-11-30",
        None,
        "11月30日 11月30日前 11月30日之前 11月30日以前 11月30号 11月30号前 十一月30日",
    ),
    ("day", "2020-12-31", None, "2020年12月31日前 2020年12月31日 今年12月31日前 12月31日前完成 截至12月31日"),
    ("day", "2020-12-31", None, "2020-12-31 2020.12.31 2020/12/31 2020-12-31前 2020.12.31之前"),
    ("day", "2020-03-05", None, "3月5日 03月05日前 2020-3-5 2020.03.05"),
    ("day", "2020-02-29", None, "2月29日 2020-02-29前"),
    ("day", "2021-01-15", None, "次年1月15日 2021年1月15日前 2021-01-15"),
    ("period", "2020-03-10", None, "3月上旬 3月份上旬 三月上旬 2020年3月上旬 3月上旬末 3月上旬底前"),
    ("period", "2020-03-20", None, "3月中旬 三月中旬 3月中旬完成"),
    ("period", "2020-03-31", None, "3月下旬 三月下旬 3月下旬底前"),
    ("period", "2020-02-29", None, "2月下旬"),
    ("period", "2021-02-28", None, "次年2月下旬"),
    ("period", "2020-03-31", None, "一季度 第一季度 1季度 第1季度 一季度末 一季度底前 前一季度"),
    ("period", "2020-06-30", None, "二季度 第2季度 前二季度 前2个季度 2020年二季度 今年第二季度末前"),
    ("period", "2020-09-30", None, "三季度 第三季度 3季度 前三季度 前三个季度"),
    ("period", "2020-12-31", None, "四季度 4季度 第四季度末 前四季度"),
    ("period", "2021-03-31", None, "次年一季度 2021年第一季度 明年1季度"),
    ("period", "2020-06-30", None, "上半年 2020年上半年 上半年底前 上半年末 年中 年中前 2020年年中"),
    ("period", "2020-12-31", None, "下半年 下半年末 年底 年底前 年底之前 年末 年末前 年终 于年底前完成"),
    ("period", "2020-12-31", None, "2020年底 2020年底前 2020年年底 今年底 今年年底前 本年底 当年底"),
    ("period", "2020-12-31", None, "全年 年内 年度内 本年度 全年度 今年 今年内 2020年 2020年内 2020年度"),
    ("period", "2021-12-31", None, "次年底 明年年底 2021年 2021年底前 次年下半年"),
    ("period", "2020-06-30", None, "3月-6月 3-6月 3月至6月 3月到6月 3至6月 三月至六月 三至六月 3月-6月底前"),
    ("period", "2020-06-30", None, "3月—6月 3月–6月 3月~6月 2020年3月-6月 2020年3月至2020年6月 3月底-6月底"),
    ("period", "2020-06-30", None, "3月-二季度 1月-上半年 3月15日-6月30日 3月15日至6月下旬 一季度-6月"),
    ("period", "2020-09-30", None, "一至三季度 一季度至三季度 1-3季度 第一季度-第三季度 上半年-三季度"),
    ("period", "2020-12-31", None, "1-12月 1月至12月 10月至年底 10月-12月31日前"),
    ("period", "2021-03-31", None, "10月-次年3月 10月至次年3月底 10月-2021年3月 2020年10月-2021年3月"),
    ("period", "2021-03-31", None, "10月-明年3月 2020年10月至次年3月 十月至次年三月 四季度-次年一季度"),
    ("period", "2020-05-20", None, "5月15日-20日 5月15-20日 5月15日至20日 5月15日至5月20日"),
    (
        "before",
        "2020-09-30",
        "2020-10-31",
        "10月前 10月之前 10月以前 10月份前 10月份以前 十月前 2020年10月前",
    ),
    ("before", "2019-12-31", "2020-01-31", "1月前 一月之前"),
    ("before", "2020-02-29", "2020-03-31", "3月前 于3月前完成"),
    ("before", "2021-02-28", "2021-03-31", "次年3月前 2021年3月前"),
    ("before", "2020-02-29", "2020-03-10", "3月上旬前"),
    ("before", "2020-03-20", "2020-03-31", "3月下旬之前"),
    ("before", "2020-06-30", "2020-09-30", "三季度前 第三季度之前"),
    ("before", "2020-06-30", "2020-12-31", "下半年前"),
    (
        "ongoing",
        None,
        None,
        "持续推进 持续 长期坚持 长期 常态化 常态化开展 常年 经常性工作 日常工作 滚动推进",
    ),
    ("ongoing", None, None, "全年持续推进 持续推进落实 每月 每个月 每季度 每季 每年 每年度 每半年 每周 每日"),
    ("ongoing", None, None, "每月底 每月底前 每月5日前 每月25日 每季度末 每季度底前"),
]
READ = [
    (word, kind, last_day, other_day)
    for kind, last_day, other_day, words in READINGS
    for word in words.split()
]

UNREADABLE = """
    0 00 13 011 99 2020 0月 13月 13月底 十三月 二十月 零月 2月30日 11月31日 11月0日 2021年2月29日
    11.30 11-30 2020.11 2020-13-01 2020-02-30 2020-11.30 0000年1月
    国庆节前 元旦前 年前 年初 月底 月底前 11月初 初 前 底 月 年 季度 半年 中旬 五季度 0季度 第五季度
    11月(力争10月) 11月左右 约11月 11月或12月 11月、12月 11,12 4月和10月 11月底12月初
    10月至3月 11-2月 6月-3月 四季度-一季度 5月20日-15日 1-13月 3月-6月-9月 3月- -3月 - —
    持续到11月 持续至年底 3月-持续推进 每月-年底 10月前-12月
    十一 待定 无 尽快 适时 不定期 另行通知 10个工作日内 三个月内 november 1l 1O月
"""

ALL_WORDS = [word for *_, words in READINGS for word in words.split()] + UNREADABLE.split()

DAYLESS = {DeadlineKind.ONGOING, DeadlineKind.UNDATED, DeadlineKind.UNREADABLE}
NUMERALS = [*"一二三四五六七八九十", "十一", "十二"]

months = st.integers(1, 12)
years = st.integers(1949, 2200)


def reading(deadline: Deadline) -> tuple[DeadlineKind, date | None, date | None]:
    return deadline.kind, deadline.last_day, deadline.other_day


def last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@pytest.mark.parametrize(("word", "kind", "last_day", "other_day"), READ)
def test_words_that_name_a_time(word: str, kind: str, last_day: str | None, other_day: str | None) -> None:
    found = read(word, YEAR)
    assert found.raw == word
    assert found.kind == kind
    assert [day and str(day) for day in (found.last_day, found.other_day)] == [last_day, other_day]
    assert found.ambiguous is (kind == "before")


@pytest.mark.parametrize("word", UNREADABLE.split())
def test_words_that_are_never_guessed_at(word: str) -> None:
    assert reading(read(word, YEAR)) == (DeadlineKind.UNREADABLE, None, None)


@pytest.mark.parametrize("words", ["1\n2", "1\u00b2", "6-10", "完成", "截止", "全年-3月", "上半年-一季度"])
def test_what_only_looks_like_a_time_is_not_guessed(words: str) -> None:
    assert read(words, YEAR).kind is DeadlineKind.UNREADABLE


@pytest.mark.parametrize(
    ("words", "last_day", "other_day"),
    [
        ("3月-6月前", date(2020, 5, 31), date(2020, 6, 30)),
        ("2020年3-6月", date(2020, 6, 30), None),
        ("明年1-3月", date(2021, 3, 31), None),
        ("2020年5月15日-20日", date(2020, 5, 20), None),
        ("11月10-20日", date(2020, 11, 20), None),
        ("十一月三十日", date(2020, 11, 30), None),
        ("二〇二一年三月", date(2021, 3, 31), None),
        ("2020年中", date(2020, 6, 30), None),
        ("截止到11月底", date(2020, 11, 30), None),
        ("次年", date(2021, 12, 31), None),
    ],
)
def test_less_usual_forms(words: str, last_day: date, other_day: date | None) -> None:
    found = read(words, YEAR)
    assert (found.last_day, found.other_day) == (last_day, other_day)


@pytest.mark.parametrize("blank", ["", " ", "\n", "\t", "\u3000", "\xa0 \n"])
def test_a_blank_cell_is_undated(blank: str) -> None:
    assert read(blank, YEAR) == Deadline(blank, DeadlineKind.UNDATED)


@pytest.mark.parametrize(("year", "last_day"), [(2019, 28), (2020, 29), (2000, 29), (2100, 28)])
def test_february_is_as_long_as_its_year_has_it(year: int, last_day: int) -> None:
    assert read("2月底", year).last_day == date(year, 2, last_day)
    assert read("3月前", year).last_day == date(year, 2, last_day)


def test_a_day_the_plan_states_stands_beside_the_printed_words() -> None:
    found = stated("10月前", date(2020, 10, 15))
    assert found == Deadline("10月前", DeadlineKind.STATED, date(2020, 10, 15))
    assert not found.ambiguous


@given(years, months)
def test_a_month_ends_on_its_last_day_however_it_is_spelled(year: int, month: int) -> None:
    last = last_of(year, month)
    for number in (str(month), f"{month:02}", NUMERALS[month - 1]):
        for end in ("", "份", "底", "末", "底前", "末之前", "份底", f"{last.day}日", f"{last.day}号前"):
            assert read(f"{number}月{end}", year).last_day == last, f"{number}月{end}"
            assert read(f"{year}年{number}月{end}", year - 1).last_day == last
            assert read(f"次年{number}月{end}", year - 1).last_day == last
    assert read(str(month), year).last_day == last
    assert read(last.isoformat(), year).last_day == last


@given(years, months, st.sampled_from(["前", "之前", "以前", "份前"]))
def test_before_a_month_is_its_eve_or_its_end(year: int, month: int, before: str) -> None:
    eve, end = date(year, month, 1) - timedelta(days=1), last_of(year, month)
    assert reading(read(f"{month}月{before}", year)) == (DeadlineKind.BEFORE, eve, end)
    other = read(f"{month}月{before}", year, BeforeReading.END_OF_PERIOD)
    assert reading(other) == (DeadlineKind.BEFORE, end, eve)


@given(st.sampled_from(ALL_WORDS), years)
def test_the_setting_swaps_the_two_days_and_changes_nothing_else(word: str, year: int) -> None:
    eve, end = read(word, year), read(word, year, BeforeReading.END_OF_PERIOD)
    if eve.ambiguous:
        assert (eve.last_day, eve.other_day) == (end.other_day, end.last_day)
        assert eve.kind is end.kind is DeadlineKind.BEFORE
    else:
        assert eve == end


@given(
    st.sampled_from(["1", "1月", "1月底", "一月上旬", "1月15日", "一季度", "1月份"]),
    st.sampled_from(["-", "—", "–", "~", "\uff5e", "\uff0d", "至", "到"]),
    st.sampled_from(
        ["6月", "6月底前", "9月30日前", "十月份", "12月下旬", "三季度", "下半年", "年底", "次年3月"]
    ),
    years,
)
def test_a_range_ends_where_its_later_part_ends(earlier: str, dash: str, later: str, year: int) -> None:
    found = read(earlier + dash + later, year)
    assert reading(found) == (DeadlineKind.PERIOD, read(later, year).last_day, None)


@given(months, months, years)
def test_a_range_of_months_never_runs_backwards(first: int, last: int, year: int) -> None:
    expected = last_of(year, last) if first <= last else None
    assert read(f"{first}月-{last}月", year).last_day == expected
    assert read(f"{first}-{last}月", year).last_day == expected
    assert read(f"{first}月-次年{last}月", year).last_day == last_of(year + 1, last)


def respelled(word: str) -> st.SearchStrategy[str]:
    """The same word with some characters full-width and blanks anywhere; a line break joins nothing."""
    blanks = st.text(" \t\u3000\xa0", max_size=2)
    wide = {char: chr(ord(char) + 0xFEE0) for char in word if "!" <= char <= "~"}
    pieces = [st.tuples(st.sampled_from([char, wide.get(char, char)]), blanks) for char in word]
    return st.builds(
        lambda start, rest: start + "".join(char + blank for char, blank in rest), blanks, st.tuples(*pieces)
    )


@given(st.sampled_from(ALL_WORDS).flatmap(lambda word: st.tuples(st.just(word), respelled(word))))
def test_width_and_white_space_never_change_a_reading(words: tuple[str, str]) -> None:
    plain, spelled = words
    assert reading(read(spelled, YEAR)) == reading(read(plain, YEAR))
    assert read(spelled, YEAR).raw == spelled


FRAGMENTS = """
    0 1 2 9 12 31 2020 9999 0001 一 十 十二 年 月 月份 日 号 前 之前 底 末 底前 - 至 . / 次年 明年 今年 年底 年中
    全年 内 上旬 下旬 第 季度 上半年 下半年 前三季度 持续 每 每月 推进 完成 于 ( ) 、
"""


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS.split()), max_size=8).map("".join)),
    st.integers(date.min.year, date.max.year),
    st.sampled_from(BeforeReading),
)
@example("1月前", 1, BeforeReading.BEFORE_PERIOD)
@example("次年3月", 9999, BeforeReading.BEFORE_PERIOD)
@example("10月-次年3月", 9999, BeforeReading.BEFORE_PERIOD)
@example("0000年1月1日", 2020, BeforeReading.BEFORE_PERIOD)
@example("٣月", 2020, BeforeReading.BEFORE_PERIOD)
def test_any_words_give_a_whole_answer(raw: str, year: int, before: BeforeReading) -> None:
    found = read(raw, year, before)
    assert found.raw == raw
    assert (found.last_day is None) is (found.kind in DAYLESS)
    assert found.ambiguous is (found.kind is DeadlineKind.BEFORE)
    assert found == read.__wrapped__(raw, year, before), "remembered answers are the computed ones"
