"""Chinese words for identifiers: none missing, and none a GBK console cannot show."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from workplan.answers.words import COMPARISONS, MARKS, ROLES, STANDINGS, STATUSES, ordinal
from workplan.domain.plan import Comparison, Role
from workplan.domain.standing import Standing
from workplan.domain.status import Status


@pytest.mark.parametrize(
    ("words", "identifiers"),
    [(ROLES, Role), (STATUSES, Status), (STANDINGS, Standing), (MARKS, Standing), (COMPARISONS, Comparison)],
)
def test_every_identifier_has_a_word_a_gbk_console_shows(
    words: Mapping[StrEnum, str], identifiers: type[StrEnum]
) -> None:
    assert set(words) == set(identifiers)
    for word in words.values():
        assert word.encode("gbk").decode("gbk") == word
        assert word.strip()


@pytest.mark.parametrize("words", [ROLES, STATUSES, STANDINGS, COMPARISONS])
def test_no_word_means_two_things(words: Mapping[StrEnum, str]) -> None:
    assert len(set(words.values())) == len(words)


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
