"""完成时间: every form that is read, every form that is refused, and what holds for all of them."""

from __future__ import annotations

import calendar
import pickle
import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workplan.domain.deadlines import BeforeReading, Deadline, DeadlineKind, meant, read, stated

YEAR = 2020
READ_BEFORE = [
    line
    for line in Path(__file__).with_name("deadlines_read_before.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]

# Kind, last day, other day, and the words so read in the plan for 2020.
READINGS = [
    ("month", "2020-01-31", None, "1 01 1月 01月 1月份 1月底 一月 一月份 一月底前 截至1月底"),
    ("month", "2020-02-29", None, "2 2月 2月底 二月末 2020年2月 今年2月 本年2月底 当年2月份"),
    ("month", "2020-10-31", None, "10 10月 10月份 10月底 10月末前 10月底之前 10月份底 十月 2020年十月底"),
    ("month", "2020-11-30", None, "11 11月 11月份 11月底 11月底前 11月末 十一月 十一月份 2020年11月底前"),
    ("month", "2020-11-30", None, "于11月底前完成 11月底前办结 截至11月底 至11月底 11月底止 11月底以前"),
    ("month", "2020-12-31", None, "12 12月 十二月 十二月底前 12月份全部完成"),
    (
        "month",
        "2020-11-30",
        None,
        "11月(含)前 11月（含）前 11月前（含11月） 11月(含) 11月底(含)前 暂定11月 初定11月底前",
    ),
    ("month", "2020-11-30", None, "11月底前（力争） 11月(暂定) 原则上11月底前"),
    ("day", "2020-11-30", None, "11月30日(含)前 11月30日前(含当日) 11月30日（含30日）之前 11月30日(含)"),
    ("period", "2020-09-30", None, "三季度(含)前 Q3 q3末 2020Q3 2020年Q3 2020-Q3 Q1-Q3"),
    ("period", "2022-12-31", None, "2022年(含)前"),
    ("before", "2020-06-30", "2020-09-30", "Q3前"),
    ("recurring", None, None, "全年（每月） 长期(每季度) 每双月 每双月25日前"),
    ("unreadable", None, None, "Q5 11月(含税) 11月底(视情况) (含)前 隔月 双月"),
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
    (
        "ongoing",
        None,
        None,
        "全年持续推进 持续推进落实 全年推进 贯穿全年 贯穿始终 常抓不懈 长期任务 长期整改 持续优化",
    ),
    (
        "ongoing",
        None,
        None,
        "持续推进,长期坚持 长期坚持、持续推进 持续用力、久久为功 全年,持续推进 2020年全年，长期坚持",
    ),
    ("ongoing", None, None, "立行立改,长期坚持 立行立改并长期坚持 即知即改，持续推进 边学边改、长期坚持"),
    (
        "ongoing",
        None,
        None,
        "9月起 2020年9月起 自9月起 9月1日起施行 9月起，长期坚持 9月开始 即日起 即日起长期坚持",
    ),
    (
        "recurring",
        None,
        None,
        "每月 每个月 每季度 每季 每个季度 每年 每年度 每半年 每周 每日 每天 每旬 每半月",
    ),
    (
        "recurring",
        None,
        None,
        "每月底 每月底前 每月5日前 每月25日 每季度末 每季度底前 每月1日至5日 每月5日、20日前",
    ),
    (
        "recurring",
        None,
        None,
        "每半年一次 每季度一次 每月至少1次 每年一次 每年不少于2次 每年至少开展一次 半年一次",
    ),
    (
        "recurring",
        None,
        None,
        "每周五 每周五下班前 每周二、周四 每日17时前 每天17:00前 每两周一次 每月第一个周一",
    ),
    ("recurring", None, None, "每季末月25日前 每季度首月10日前 每季度最后一个月25日前 次月5日前 季后15日内"),
    (
        "recurring",
        None,
        None,
        "按月推进 按季度报送 逐月调度 每月持续推进 每月报送进展情况 每季度召开一次会议",
    ),
    ("recurring", None, None, "9月起每月一次 自2020年9月起,每月25日前 4月至10月每月一次 全年每季度一次"),
    ("undated", None, None, "待定 未定 暂无 无 / — —— - 待明确 时间待定"),
    (
        "day",
        "2020-06-30",
        None,
        "6月30日(星期二)上午9时前 6月30日（周二）前 6月30日下班前 6月30日17:00前 6月30日24时前",
    ),
    (
        "day",
        "2020-06-30",
        None,
        "2020/6/30/ 2020.6.30(周二) 2020-06-30T17:00 20200630 20200630前 每年6月30日前",
    ),
    (
        "day",
        "2020-11-30",
        None,
        "不迟于11月30日 最迟11月30日前 11月30日。 11月30日中午12点前 11月30日，并长期坚持",
    ),
    (
        "month",
        "2020-06-30",
        None,
        "2020.6 2020-06 2020/6 2020.06底前 2020-6月 2020.6月底前完成 每年6月底前 每年6月",
    ),
    (
        "month",
        "2020-06-30",
        None,
        "6月底前，并长期坚持 6月底前完成，持续推进 6月底前完成后持续推进 2020年6月并长期坚持",
    ),
    (
        "month",
        "2020-06-30",
        None,
        "6月底前整改到位,并长期坚持 6月底前完成,以后常态化开展 6月底前(并长期坚持)",
    ),
    (
        "month",
        "2020-06-30",
        None,
        "立行立改，6月底前完成 即知即改,2020年6月底前完成并长期坚持 持续推进，6月底前完成",
    ),
    (
        "month",
        "2020-06-30",
        None,
        "力争6月底前完成 确保6月底前完成 完成时限：6月底 （6月底前完成） 6月份内 6月底前；",
    ),
    (
        "month",
        "2020-06-30",
        None,
        "6月底前全面完成 6月底前出台 6月底前建成投用 6月底前完成整改 6月底前整改到位 6月结束前",
    ),
    (
        "period",
        "2020-12-31",
        None,
        "2020年年内 今年年内 本年度末 2020年度末 每年底前 每年年底前 年内完成,长期坚持",
    ),
    (
        "period",
        "2022-12-31",
        None,
        "2020-2022年 2020年—2022年 2020年至2022年底 2020-2022 2020年1月-2022年12月",
    ),
    (
        "period",
        "2020-12-31",
        None,
        "2020.3-2020.12 2020.3-12月 2020年3月起，12月底前完成 2020-03至2020-12 2019-2020年",
    ),
    (
        "period",
        "2020-12-31",
        None,
        "2020.3.1-2020.12.31 2020/3/1-2020/12/31 2020-03-01至2020-12-31 2020-3-1-2020-12-31",
    ),
    ("period", "2021-02-28", None, "2020.12—2021.02 2020年12月-2021年2月 9月至次年2月"),
    (
        "period",
        "2020-10-31",
        None,
        "自4月1日起,2020年10月31日结束 自4月起至10月结束 4月启动，10月底前完成 从4月到10月",
    ),
    ("period", "2020-10-31", None, "即日起至10月底 即日起至10月31日 自4月至10月 印发之日起至10月底"),
    (
        "period",
        "2020-06-30",
        None,
        "二季度内 上半年内 二季度结束前 第一季度-第二季度 前两季度 每年二季度 每年上半年",
    ),
    ("before", "2020-10-31", "2020-11-30", "11月前全面完成 11月前全面整改到位 11月前，并长期坚持 2020.11前"),
    ("before", "2026-12-31", "2027-12-31", "2027年前 2027年之前 2027年以前完成"),
    ("before", "2020-12-31", "2021-01-31", "2021年1月前 次年1月前"),
]
READ = [
    (word, kind, last_day, other_day)
    for kind, last_day, other_day, words in READINGS
    for word in words.split()
]

SEVERAL = [
    ("2020-03-31 2020-09-30", "3、9月 3月、9月 3月和9月 3月或9月 每年3月、9月 3月底、9月底前 3月、9月各一次"),
    ("2020-05-31 2020-10-31", "3月~5月/9月~10月 3月-5月,9月-10月 5月底前出方案、10月底前实施"),
    (
        "2020-06-30 2020-12-31",
        "6月底前取得阶段性成效,12月底前全面完成 6月底前完成一期，12月底前完成二期 6月底;12月底",
    ),
    ("2020-03-31 2020-11-30", "3月底前启动,11月底前完成"),
    ("2020-06-30 2020-09-30", "二、三季度 第二、三季度 6月底(第一批)、9月底(第二批)"),
    ("2020-04-30 2020-05-31 2020-06-30", "4、5、6月"),
    ("2020-09-30 2020-12-31", "10月前，12月底 10月前、12月底前"),
    ("2021-03-31 2021-09-30", "2021年3月、9月"),
    ("2020-11-30 2020-12-31", "11月或12月 11月、12月"),
    ("2020-03-10 2020-03-20", "3月10日、20日"),
    ("2020-12-31 2021-12-31", "2020年底前完成,2021年持续推进"),
]

UNREADABLE = """
    0 00 13 011 99 2020 0月 13月 13月底 十三月 二十月 零月 2月30日 11月31日 11月0日 2021年2月29日
    11.30 11-30 6.30前 2020.13 2020-13-01 2020-02-30 2020-11.30 0000年1月 20201301 45260 1200.5 2020.3-12
    国庆节前 元旦前 年前 年初 月底 月底前 11月初 初 前 底 月 年 季度 半年 中旬 五季度 0季度 第五季度
    11月(力争10月) 11月左右 约11月 11,12 11、12 11月底12月初 9月、 11月底前， 11月中 8月中下旬 月中
    10月至3月 11-2月 6月-3月 四季度-一季度 5月20日-15日 1-13月 3月-6月-9月 3月- -3月 2022-2020年 9-12
    持续到11月 持续至年底 3月-持续推进 每月-年底 10月前-12月 2024年-6月 长期坚持，12月底前完成 12月底前持续推进
    十一 尽快 适时 不定期 另行通知 10个工作日内 三个月内 三月内 3月内 两年内 november 1l 1O月 30日内
    1月前 一月之前 1月份以前 一月上旬前 一季度前 第1季度之前 上半年前 上半年以前完成 2020年1月前 2020年上半年前 2020年前
    立行立改 即知即改 立即整改 根据监管需要 “十一”之前 十一前 中秋节前 春节前 两会前 汛期前 根据上级要求 按省局部署
    8月72月 5月至1O月 3月一11月 6月T2月 2022年5月至9 2O20年5月 9月3O日前 9月30曰前 2020年6月30 6月30前
    6月30日(星期三)前 6月30日0时前 7月1日零时前 6月30日25时前 2020-06-30T00:00前 2020-6-310:00
    6月底前启动 3月启动 6月底前初步建成 6月底前完成60% 6月底前完成阶段性任务 11月底前完成初稿 2020年3月已完成
    9月后 10月以后 9月30日后 9月30日前后 不早于10月 2020年以后长期坚持 第一季度后持续推进 6月以后,长期坚持
    自印发之日起30日内 收到通知后10日内 20日内 每年春节前 每学期 每5天 每两年一次 每月51日前 按年度计划 按日程安排
    每月,12月底前完成 每月调度、年底完成 一季度一次 分季度推进 十四五期间 2020-2021学年 第1周 3月第一周
"""

ALL_WORDS = [word for *_, words in READINGS + SEVERAL for word in words.split()] + UNREADABLE.split()

DAYLESS = {
    DeadlineKind.ONGOING,
    DeadlineKind.RECURRING,
    DeadlineKind.UNDATED,
    DeadlineKind.AMBIGUOUS,
    DeadlineKind.UNREADABLE,
}
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


@pytest.mark.parametrize(
    ("word", "days"), [(word, days) for days, words in SEVERAL for word in words.split()]
)
def test_several_times_are_named_and_none_is_taken(word: str, days: str) -> None:
    found = read(word, YEAR)
    assert reading(found) == (DeadlineKind.AMBIGUOUS, None, None)
    assert " ".join(map(str, found.days)) == days


@pytest.mark.parametrize("line", READ_BEFORE)
def test_what_was_read_before_is_read_the_same(line: str) -> None:
    kind, last_day, other_day, *words = line.split()
    for word in words:
        found = read(word, YEAR)
        days = [str(day) if day else "-" for day in (found.last_day, found.other_day)]
        assert [word, found.kind.value, *days] == [word, kind, last_day, other_day]


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("6月底前，并长期坚持", DeadlineKind.ONGOING),
        ("10月前，并长期坚持", DeadlineKind.ONGOING),
        ("6月底前完成后持续推进", DeadlineKind.ONGOING),
        ("6月底前完成", None),
        ("持续推进，6月底前完成", None),
        ("长期坚持", None),
    ],
)
def test_a_duty_that_goes_on_after_its_day_is_told(words: str, then: DeadlineKind | None) -> None:
    assert read(words, YEAR).then is then


@pytest.mark.parametrize(
    ("words", "kind", "last_day"),
    [
        ("2020年\n12月底前", "month", date(2020, 12, 31)),
        ("12月底前\n完成", "month", date(2020, 12, 31)),
        ("6月底前\n12月底前", "ambiguous", None),
        ("3月\n9月", "ambiguous", None),
        ("2020-06-30 00:00:00", "day", date(2020, 6, 30)),
        ("2020-6-3 10:00前", "day", date(2020, 6, 3)),
        ("2020-6-3 0:00前", "unreadable", None),
    ],
)
def test_line_breaks_and_hours(words: str, kind: str, last_day: date | None) -> None:
    found = read(words, YEAR)
    assert (found.kind, found.last_day) == (kind, last_day)


@pytest.mark.parametrize(
    "words", ["2020年1月1日前完成" + "。" * 3 + "各单位要高度重视" * 20, "持续推进" * 30, "6月、" * 60]
)
def test_a_sentence_is_no_time(words: str) -> None:
    assert read(words, YEAR).kind is DeadlineKind.UNREADABLE


def test_what_is_meant_by_words_without_a_day() -> None:
    assert meant("立行立改", DeadlineKind.ONGOING) == Deadline("立行立改", DeadlineKind.ONGOING)
    assert meant("国庆节前", DeadlineKind.UNDATED).last_day is None
    with pytest.raises(ValueError, match="day"):
        meant("国庆节前", DeadlineKind.DAY)


@pytest.mark.parametrize("word", ["1月前", "一季度前", "上半年前", "一月上旬前", "2020年前"])
def test_before_the_year_is_read_only_where_the_plan_says_how(word: str) -> None:
    assert read(word, YEAR).kind is DeadlineKind.UNREADABLE
    assert read(word, YEAR, BeforeReading.END_OF_PERIOD).last_day != date(2019, 12, 31)


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
    told = (DeadlineKind.BEFORE, eve, end) if month > 1 else (DeadlineKind.UNREADABLE, None, None)
    assert reading(read(f"{month}月{before}", year)) == told
    other = read(f"{month}月{before}", year, BeforeReading.END_OF_PERIOD)
    assert reading(other) == (DeadlineKind.BEFORE, end, eve)


@given(st.sampled_from(ALL_WORDS), years)
def test_the_setting_swaps_the_two_days_and_changes_nothing_else(word: str, year: int) -> None:
    eve, end = read(word, year), read(word, year, BeforeReading.END_OF_PERIOD)
    if end.ambiguous and not eve.ambiguous:  # `1月前`
        assert eve.kind is DeadlineKind.UNREADABLE
        assert end.other_day == date(year - 1, 12, 31)
    elif eve.kind is DeadlineKind.AMBIGUOUS:  # `10月前、12月前`
        assert end.kind is DeadlineKind.AMBIGUOUS
    elif eve.ambiguous:
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


TAILS = ["", "前", "前完成", "前全面完成", "前,并长期坚持", "前完成,持续推进", "前整改到位", "之前办结", "。"]
TAKES_NO_BEFORE = ("", "。")


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.sampled_from(TAILS), st.integers(-1, 1))
def test_a_day_comes_back_from_every_form_it_is_printed_in(day: date, tail: str, later: int) -> None:
    weekday = "一二三四五六日"[day.weekday()]
    whole = f"{day.year}年{day.month}月{day.day}日"
    forms = [
        whole,
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
    ]
    forms += [
        f"{whole}（星期{weekday}）",
        f"{whole}周{weekday}下午5时",
        f"{whole}17:30",
        f"{day:%Y-%m-%d} 17:30",
    ]
    forms += [f"{day:%Y-%m-%d}(周{weekday})", f"立行立改,{whole}", f"每年{whole}", f"力争{whole}"]
    for form in forms:
        found = read(form + tail, day.year + later)
        assert (found.kind, found.last_day) == (DeadlineKind.DAY, day), form + tail
        assert (found.then is DeadlineKind.ONGOING) is ("," in tail)
    wrong = "一二三四五六日"[(day.weekday() + 1) % 7]
    assert read(f"{whole}（星期{wrong}）{tail}", day.year).kind is DeadlineKind.UNREADABLE


@given(st.integers(1990, 2050), months, st.sampled_from(TAILS))
def test_a_month_comes_back_from_every_form_it_is_printed_in(year: int, month: int, tail: str) -> None:
    for form in (
        f"{year}.{month}",
        f"{year}-{month:02}",
        f"{year}/{month}",
        f"{year}年{month}月",
        f"每年{month}月",
    ):
        found = read(f"{form}底{tail}", year)
        assert (found.kind, found.last_day) == (DeadlineKind.MONTH, last_of(year, month)), f"{form}底{tail}"
        if tail in TAKES_NO_BEFORE:
            assert read(form + tail, year).last_day == last_of(year, month)


@given(st.integers(1990, 2050), st.integers(1, 4), st.sampled_from(TAILS))
def test_a_quarter_comes_back_from_every_form_it_is_printed_in(year: int, quarter: int, tail: str) -> None:
    for name in ("一二三四"[quarter - 1], str(quarter)):
        for form in (f"{year}年第{name}季度末", f"{name}季度底", f"每年{name}季度末"):
            found = read(form + tail, year)
            assert (found.kind, found.last_day) == (DeadlineKind.PERIOD, last_of(year, 3 * quarter)), (
                form + tail
            )


def month_forms(year: int, month: int) -> list[str]:
    return [f"{year}年{month}月", f"{year}.{month}", f"{year}-{month:02}", f"{year}/{month:02}"]


@given(
    st.integers(1990, 2050), months, months, st.integers(0, 3), st.integers(0, 3), st.sampled_from("-—~至到")
)
def test_a_span_keeps_its_later_end(year: int, first: int, last: int, one: int, two: int, dash: str) -> None:
    for later_year in (year, year + 2):
        words = month_forms(year, first)[one] + dash + month_forms(later_year, last)[two]
        forward = (year, first) <= (later_year, last)
        found = reading(read(words, year))
        assert found[:2] == (
            (DeadlineKind.PERIOD, last_of(later_year, last)) if forward else (DeadlineKind.UNREADABLE, None)
        ), words
    for words in (f"{year}{dash}{year + 2}年", f"{year}年{dash}{year + 2}年"):
        assert read(words, year).last_day == date(year + 2, 12, 31)


@given(st.lists(months, min_size=2, max_size=4, unique=True), st.sampled_from("、和及/,;"))
def test_months_side_by_side_are_never_one_day(named: list[int], mark: str) -> None:
    found = read(mark.join(f"{month}月" for month in named), YEAR)
    assert reading(found) == (DeadlineKind.AMBIGUOUS, None, None)
    assert found.days == tuple(last_of(YEAR, month) for month in named)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A time as a scan garbles it: a figure taken for a letter, a mark or a unit lost or doubled."""
    word = draw(st.sampled_from([word for word in ALL_WORDS if len(word) > 1]))
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(word) - 1))
        put = draw(st.sampled_from(["", "O", "l", "T", "一", "7", "2", ",", ".", "月", "日", "-", "/", "前"]))
        word = word[:at] + put + word[at + draw(st.integers(0, 1)) :]
    return word


@given(damaged())
def test_damage_never_gives_a_day_that_is_not_named(word: str) -> None:
    found = read(word, YEAR)
    for day in filter(None, (found.last_day, *found.days)):
        named = numbers_in(word)
        ends_period = any(char in word for char in "年季半旬前每")
        assert day.month in named or day.month % 3 == 0 or ends_period, word
        assert day.day in named or day.day in (10, 20) or day == last_of(day.year, day.month), word


def numbers_in(word: str) -> set[int]:
    folded = unicodedata.normalize("NFKC", word)
    named = {int(part) for run in re.findall(r"\d+", folded) for part in (run, run[-2:], run[-4:-2]) if part}
    for run in re.findall("[一二三四五六七八九十]+", folded):
        tens, ten, ones = run.rpartition("十")
        digits = {char: at for at, char in enumerate(NUMERALS[:9], 1)}
        if len(tens) < 2 and len(ones) < 2:
            named.add((digits.get(tens, 1) if ten else 0) * 10 + digits.get(ones, 0))
    return named


@given(st.sampled_from(ALL_WORDS))
def test_a_reading_survives_pickling(word: str) -> None:
    found = read(word, YEAR)
    assert pickle.loads(pickle.dumps(found)) == found


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
