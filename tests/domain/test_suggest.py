"""The nearest match for a mistyped name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.domain.suggest import nearest

NAMES = ["许可处", "餐饮处", "市质检院", "市特检院", "deadline", "departments", "Remark"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("许可科", "许可处"),
        ("许可", "许可处"),
        ("餐 饮 科", "餐饮处"),
        ("质检院", "市质检院"),
        ("dedline", "deadline"),
        ("department", "departments"),
        ("DEADLINE", "deadline"),
        ("remark", "Remark"),
        ("\uff52emarks", "Remark"),
        ("财务", None),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_most_alike_is_offered_as_it_is_written(typed: str, name: str | None) -> None:
    assert nearest(typed, NAMES) == name


def test_of_names_that_fold_alike_the_first_is_offered() -> None:
    assert nearest("消保处委", ["消保处(委)", "消保处\uff08委\uff09"]) == "消保处(委)"


def test_nothing_is_offered_from_nothing() -> None:
    assert nearest("许可处", []) is None
    assert nearest("许可处", iter(["许可处"])) == "许可处"


@given(st.text(min_size=1), st.lists(st.text()))
def test_only_a_candidate_is_ever_offered(word: str, candidates: list[str]) -> None:
    found = nearest(word, candidates)
    assert found is None or found in candidates


def test_a_text_of_megabytes_is_like_no_name():
    assert nearest("许可处" * 34, ["许可处" * 34]) is None
    assert nearest("许可处" * 33, ["许可处" * 33])
