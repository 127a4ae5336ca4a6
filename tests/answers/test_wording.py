"""Words: numerals as headings number themselves."""

from __future__ import annotations

import pytest

from workplan.answers.wording import ordinal


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "一"),
        (5, "五"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
        (0, "0"),
        (100, "100"),
    ],
)
def test_ordinals(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_no_two_ordinals_are_alike() -> None:
    assert len({ordinal(number) for number in range(200)}) == 200
