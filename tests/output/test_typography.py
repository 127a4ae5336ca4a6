"""Punctuation as print wants it; the plan itself keeps what was published."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PLAN
from workplan.files.plan_file import load
from workplan.output.typography import typeset


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        # Between Chinese characters, and where one stands on either side.
        ("深化,改革", "深化\uff0c改革"),
        ("深化;改革:攻坚?是!", "深化\uff1b改革\uff1a攻坚\uff1f是\uff01"),
        ("改革,ODR", "改革\uff0cODR"),
        ("ODR,改革", "ODR\uff0c改革"),
        ("95%以上,12家", "95%以上\uff0c12家"),
        ("“浙里检”,提升", "“浙里检”\uff0c提升"),
        ("升级。:一", "升级。\uff1a一"),
        # A bracket takes the width of its partner.
        ("消保处(消保委)", "消保处\uff08消保委\uff09"),
        ("平台(ODR)10家", "平台\uff08ODR\uff0910家"),
        ("SGS(检测)A", "SGS\uff08检测\uff09A"),
        ("A(B)", "A(B)"),
        ("甲(A(B)C)", "甲\uff08A(B)C\uff09"),
        ("甲(A", "甲\uff08A"),
        ("A)甲", "A\uff09甲"),
        ("A)B(C", "A)B(C"),
        # Figures and Latin keep theirs.
        ("8:30", "8:30"),
        ("上午8:30开始", "上午8:30开始"),
        ("1,000家", "1,000家"),
        ("SGS (NQI)", "SGS (NQI)"),
        ("8:30, SGS (NQI)", "8:30, SGS (NQI)"),
        ("GB/T 9704-2012", "GB/T 9704-2012"),
        # The blank after a mark that was widened is dropped, others stay.
        ("改革, 攻坚", "改革\uff0c攻坚"),
        ("改革,   ODR", "改革\uff0cODR"),
        ("改革 ,攻坚", "改革 \uff0c攻坚"),
        ("one, two", "one, two"),
        ("改革 攻坚", "改革 攻坚"),
        # What is not in half width, or has no full width, is left alone.
        ("改革\uff0c攻坚。", "改革\uff0c攻坚。"),
        ('"浙里检”', '"浙里检”'),
        ("改革.攻坚", "改革.攻坚"),
        ("", ""),
        (",", ","),
        ("\n,\n", "\n,\n"),
    ],
)
def test_marks_beside_chinese_are_full_width(plain: str, printed: str) -> None:
    assert typeset(plain) == printed


def squeezed(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace(" ", ""))


@given(st.one_of(st.text(), st.text("深化改革A1 ,;:?!().。“”\uff0c\uff08")))
def test_only_width_and_blanks_change(text: str) -> None:
    printed = typeset(text)
    assert squeezed(printed) == squeezed(text)
    assert len(printed) <= len(text)


words = st.sampled_from(["改", "革 ", "ODR", "8", "8 ", " 。", "”", "\uff09"])


@given(st.lists(st.tuples(words, st.sampled_from(",;:?!()"))))
def test_what_is_typeset_stays(pieces: list[tuple[str, str]]) -> None:
    """Where a word stands between any two marks."""
    printed = typeset("".join(map("".join, pieces)))
    assert typeset(printed) == printed


def test_the_plan_of_2020_is_printed_in_full_width_throughout() -> None:
    document = load(PLAN).document
    assert document is not None
    plan = document.plan
    texts = [plan.preamble]
    texts += [text for point in plan.points for text in (point.title, point.text)]
    texts += [text for t in plan.tasks for text in (t.title, t.goals, t.departments, t.deadline, t.remark)]
    for text in texts:
        printed = typeset(text)
        assert not set(printed) & set(",;:?!()"), printed
        assert typeset(printed) == printed
