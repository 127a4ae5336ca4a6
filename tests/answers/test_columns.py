"""Columns: the cell of each kind under its head, the keys of JSON, and the bars of `status`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.ledgers import plan_of
from workplan.answers import departments, hits, log, missing, points, targets, tasks
from workplan.answers.columns import Absent, Column, Share, plain, record, table
from workplan.domain.load import by_department
from workplan.output.values import text

NUMBERS = (
    Column("数", lambda n: n, "number"),
    Column(None, lambda n: n * 2, "double"),
    Column("零", lambda n: n, sparse=True),
    Column("倍", None, "twice", lambda n: [n, n] if n else Absent),
)
WORDS = (Column("倍", lambda w: w * 2), Column("数", lambda w: w))


def test_each_kind_stands_under_its_own_heads_and_is_blank_under_the_others() -> None:
    shown = table((NUMBERS, [0, 1]), (WORDS, ["甲"]))
    assert [column.head for column in shown.columns] == ["数", "零", "倍"]
    assert list(shown.rows) == [(0, None, None), (1, 1, None), ("甲", None, "甲甲")]


def test_json_has_the_keys_in_their_order_and_none_that_is_absent() -> None:
    assert list(record(NUMBERS, 2).items()) == [("number", 2), ("double", 4), ("twice", [2, 2])]
    assert record(NUMBERS, 0) == {"number": 0, "double": 0}


@pytest.mark.parametrize(
    ("value", "as_text", "as_json"),
    [
        (None, "", None),
        ("", "", ""),
        ("办公室", "办公室", "办公室"),
        (0, "0", 0),
        (date(2020, 11, 30), "2020-11-30", "2020-11-30"),
        (Decimal("95.00"), "95", 95),
        (Decimal("99.5"), "99.5", 99.5),
        (Decimal("1E+3"), "1000", 1000),
        (Share(1 / 3), "33%", 0.3333),
    ],
)
def test_a_value_as_text_and_in_json(value: Any, as_text: str, as_json: Any) -> None:
    assert text(value) == as_text
    assert plain(value) == as_json


PLAN = plan_of("deadline: 11")
ALL = {
    "tasks": tasks.TASKS,
    "steps": tasks.STEPS,
    "targets": targets.columns(PLAN),
    "points": points.POINTS,
    "hits": hits.POINTS,
    "missing": missing.columns(PLAN),
    "log": log.columns(PLAN),
    "departments": departments.columns(by_department(PLAN, ())),
}


@pytest.mark.parametrize("name", ALL)
def test_no_head_and_no_key_stands_twice(name: str) -> None:
    heads = [column.head for column in ALL[name] if column.head is not None]
    keys = [column.key for column in ALL[name] if column.key]
    assert len(set(heads)) == len(heads)
    assert len(set(keys)) == len(keys)


def test_every_head_of_a_step_is_one_of_a_task() -> None:
    assert {c.head for c in tasks.STEPS} <= {c.head for c in tasks.TASKS}
