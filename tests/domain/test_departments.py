"""Printed cells to names, and what a user typed to one office of the register."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.domain.departments import Register, split
from workplan.domain.errors import ExitCode, NotFound
from workplan.domain.plan import Department

REGISTER = Register(
    [
        Department(name="许可处"),
        Department(name="消保处(消保委)", aliases=("消保处", "消保委")),
        Department(name="食品生产(流通)处", aliases=("食品生产处", "食品流通处")),
        Department(name="食品安全协调处"),
        Department(name="市质检院"),
        Department(name="市特检院"),
    ]
)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("许可处", ["许可处"]),
        ("工会、妇委会", ["工会", "妇委会"]),
        ("工会,妇委会;许可处", ["工会", "妇委会", "许可处"]),
        ("工会\uff0c妇委会\uff1b许可处\n餐饮处", ["工会", "妇委会", "许可处", "餐饮处"]),
        (" 工会 、 妇委会 ", ["工会", "妇委会"]),
        ("工会、", ["工会"]),
        ("、、", []),
        ("", []),
        ("消保处(消保委)", ["消保处(消保委)"]),
        ("消保处(消保委、12315)、许可处", ["消保处(消保委、12315)", "许可处"]),
        ("消保处\uff08消保委、12315\uff09、许可处", ["消保处\uff08消保委、12315\uff09", "许可处"]),
        ("甲((乙、丙)、丁)、戊", ["甲((乙、丙)、丁)", "戊"]),
        ("甲)、乙", ["甲)", "乙"]),
        ("甲(乙、丙", ["甲(乙、丙"]),
    ],
)
def test_brackets_belong_to_a_name(printed: str, names: list[str]) -> None:
    assert list(split(printed)) == names


@given(st.lists(st.sampled_from(["工会", "消保处(消保委、站)", "产品监管\uff08抽检,复检\uff09处"])))
def test_names_joined_are_split_again(names: list[str]) -> None:
    assert list(split("、".join(names))) == names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("许可处", "许可处"),
        ("消保委", "消保处(消保委)"),
        ("消保处\uff08消保委\uff09", "消保处(消保委)"),
        (" 消 保 处 ", "消保处(消保委)"),
        ("许可", "许可处"),
        ("流通", "食品生产(流通)处"),
        ("消保", "消保处(消保委)"),
        ("协调", "食品安全协调处"),
        ("质检", "市质检院"),
    ],
)
def test_an_office_is_found_by_name_alias_or_a_part_only_it_has(typed: str, name: str) -> None:
    assert REGISTER.find(typed).name == name


def test_a_part_of_several_names_is_refused_with_all_of_them() -> None:
    with pytest.raises(NotFound) as refused:
        REGISTER.find("食品")
    assert refused.value.exit_code == ExitCode.NOT_FOUND
    assert "食品生产(流通)处、食品安全协调处" in refused.value.message
    assert "市质检院" not in refused.value.message


def test_a_whole_name_wins_over_the_longer_ones_it_is_part_of() -> None:
    register = Register([Department(name="执法队直属分队"), Department(name="执法队")])
    assert register.find("执法队").name == "执法队"


@pytest.mark.parametrize(
    ("typed", "nearest"), [("许可科", "许可处"), ("消宝委", "消保委"), ("市质监院", "市质检院")]
)
def test_the_nearest_name_is_offered(typed: str, nearest: str) -> None:
    with pytest.raises(NotFound) as refused:
        REGISTER.find(typed)
    assert typed in refused.value.message
    assert f"“{nearest}”" in refused.value.hint


@pytest.mark.parametrize("typed", ["国防部", "xyz", "", " "])
def test_what_resembles_nothing_is_sent_to_the_list(typed: str) -> None:
    with pytest.raises(NotFound) as refused:
        REGISTER.find(typed)
    assert "workplan by-dept" in refused.value.hint


@pytest.mark.parametrize(
    ("printed", "known"), [("消保委", True), ("消 保 委", True), ("消保", False), ("", False)]
)
def test_a_printed_name_must_be_whole(printed: str, known: bool) -> None:
    assert (REGISTER.resolve(printed) is not None) is known


def test_it_does_not_matter_how_the_register_spells_a_name() -> None:
    register = Register([Department(name="消保处\uff08消保委\uff09", aliases=("“12315” 中心",))])
    for printed in ("消保处(消保委)", "消保处\uff08消保委\uff09", '"12315"中心'):
        assert register.resolve(printed) is register.departments[0]


def test_a_name_two_offices_claim_belongs_to_the_first() -> None:
    register = Register([Department(name="甲处", aliases=("协调处",)), Department(name="协调处")])
    found = register.resolve("协调处")
    assert found is not None
    assert found.name == "甲处"
