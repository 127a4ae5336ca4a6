"""Folding, finding, breaking lines, and making control characters visible."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workplan.domain import fold as folding
from workplan.domain.characters import is_unsafe, visible
from workplan.domain.fold import find_all, fold
from workplan.domain.width import display_width, wrap
from workplan.files.lines import lines_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("产品监管(食品抽检)处", "产品监管\uff08食品抽检\uff09处"),
        ("许可处", " 许 可\u3000处\n"),
        ("GPS", "\uff47\uff30\uff53"),
        ("12365", "\uff11\uff12\uff13\uff16\uff15"),
        ('"浙里检”', "“浙里检”"),
        ("‘浙里检’", "「浙里检」"),
        ("", " \u3000\t\n"),
    ],
)
def test_width_case_white_space_and_quotes_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("许可处", "许可科"), ("消保处", "消保(处)"), ("(甲)", "“甲”"), ("1月", "11月")]
)
def test_other_differences_matter(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "word", "hits"),
    [
        ("行政许可与许可处", "许可", ["许可", "许可"]),
        ("行政许\n 可证", "许可", ["许\n 可"]),
        ("创建 “浙里检” 平台", '"浙里检"', ["“浙里检”"]),
        ("SGS\uff08\uff2e\uff31\uff29\uff09", "(nqi)", ["\uff08\uff2e\uff31\uff29\uff09"]),
        ("哈哈哈哈哈", "哈哈", ["哈哈", "哈哈"]),
        ("许可", "许可处", []),
        ("许可", "", []),
        ("许 可", " \n", []),
        ("", "许可", []),
    ],
)
def test_hits_are_cut_out_of_the_text_as_it_stands(text: str, word: str, hits: list[str]) -> None:
    assert [text[start:end] for start, end in find_all(text, word)] == hits


ordinary = st.text('许可处证AaBb19()\uff08\uff09\uff21\uff11“"” \n\u3000', max_size=30)


@given(ordinary, st.text("许可Aa1(\uff08“ ", min_size=1, max_size=3))
def test_every_hit_folds_to_the_word_and_none_overlap(text: str, word: str) -> None:
    hits = find_all(text, word)
    assert all(fold(text[start:end]) == fold(word) for start, end in hits)
    assert all(hits[i][1] <= hits[i + 1][0] for i in range(len(hits) - 1))
    assert bool(hits) is (fold(word) != "" and fold(word) in fold(text))


def test_what_is_folded_the_short_way_folds_to_itself() -> None:
    short = [char for char in map(chr, range(0x110000)) if folding._folds_to_itself(char)]
    assert len(short) > 27_000
    assert [char for char in short if unicodedata.normalize("NFKC", char).casefold() != char] == []


@given(st.text(), st.text(" \t\n\u3000"), st.text())
def test_white_space_anywhere_folds_away(before: str, blank: str, after: str) -> None:
    assert fold(before + blank + after) == fold(before + after)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("全省首个\tA\n", "全省首个\tA\n"),
        ("\x1b[31m红", "<U+001B>[31m红"),
        ("a\x00b\x7fc\x9bd", "a<U+0000>b<U+007F>c<U+009B>d"),
        ("左\u202e右\u2066", "左<U+202E>右<U+2066>"),
        ("\ufeff首\u2028次\x85", "<U+FEFF>首<U+2028>次<U+0085>"),
    ],
)
def test_what_could_steer_a_terminal_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_what_is_visible_is_safe_and_stays(text: str) -> None:
    shown = visible(text)
    assert not any(map(is_unsafe, shown))
    assert visible(shown) == shown
    assert shown == text or "\r" in text or any(map(is_unsafe, text))


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("许可处", 6), ("A级\uff08一\uff09", 9), ("e\u0301", 1), ("■ 逾期", 6), ("“”", 2)],
)
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    assert display_width(text) == columns


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 8, [""]),
        ("深化改革", 8, ["深化改革"]),
        ("深化改革攻坚", 8, ["深化改革", "攻坚"]),
        ("深化改革攻坚", 9, ["深化改革", "攻坚"]),
        ("深化改革,攻坚", 8, ["深化改", "革,攻坚"]),
        ("深化改《办法》", 8, ["深化改", "《办法》"]),
        ("完成95%以上", 8, ["完成95%", "以上"]),
        ("建成ODR平台", 8, ["建成ODR", "平台"]),
        ("建成平台ODR", 9, ["建成平台", "ODR"]),
        ("one two three", 8, ["one two", "three"]),
        ("深化改革 攻坚", 8, ["深化改革", "攻坚"]),
        ("workplan.yaml", 8, ["workplan", ".yaml"]),
        ("全省", 1, ["全", "省"]),
    ],
)
def test_lines_break_where_print_would_break_them(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_blanks_at_a_line_end_do_not_begin_the_next_line() -> None:
    assert wrap("深化改革  攻坚", 8) == ["深化改革", "攻坚"]


@given(st.text("深化改革,。\u300a》()“”%ab1 /-", max_size=60), st.integers(1, 24))
def test_wrapping_loses_nothing_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(display_width(line) <= width or len(line) == 1 for line in lines)
    assert all(line == line.rstrip() for line in lines)


# A word with its marks takes 8 columns at most, so that it fits on any of the lines tried below.
_opening = st.sampled_from(["", "", "《", "“", "(", "\uff08"])
_closing = st.sampled_from(["", "", "》", "”", ")", ",", "。", "\uff0c", "\uff1b"])
_chinese = st.tuples(_opening, st.sampled_from("全市场监管"), _closing)
_latin = st.tuples(_opening, st.sampled_from(["ODR", "95", "12%"]), st.sampled_from([" ", ",", "。", ")"]))


@given(st.lists(st.one_of(_chinese, _latin), max_size=25), st.integers(8, 30))
@example([("", "ODR", ","), ("", "12%", "。")], 8)
def test_marks_stay_with_their_words(words: list[tuple[str, str, str]], width: int) -> None:
    lines = wrap("".join(map("".join, words)), width)
    assert not any(line[0] in "》”),。\uff0c\uff1b%" for line in lines if line)
    assert not any(line[-1] in "《“(\uff08" for line in lines if line)


@given(st.text(st.sampled_from("a字\n\r")), st.lists(st.integers(1, 20)), st.integers(1, 5))
def test_lines_are_those_of_the_whole_text(text: str, numbers: list[int], stretch: int):
    whole = re.split("\r\n|\r|\n", text)
    wanted = sorted(set(numbers))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workplan.files.lines._STRETCH", stretch)
        assert list(lines_of(text, wanted)) == [(n, whole[n - 1]) for n in wanted if n <= len(whole)]
