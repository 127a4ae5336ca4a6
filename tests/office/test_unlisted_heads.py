"""Heads nobody listed: what their last word and their cells say, told each time; and what stands above the heads."""

from __future__ import annotations

import pytest

from tests.office.made import codes, draft, xlsx


def holds(*rows: tuple[object, ...]) -> dict[str, str]:
    return {column.head: column.holds for column in draft(xlsx(rows), year=2023).columns}


def test_what_a_list_lacks_is_read_from_the_last_words_of_its_heads_and_told() -> None:
    rows = [
        ("序号", "审计项目名称", "审计内容", "派出科室", "报告时间"),
        (1, "预算执行审计", "2022年度预算", "财政科", "6月底前"),
        (2, "经济责任审计", "任期经济责任", "经责科", "适时"),
    ]
    found = draft(xlsx(rows), year=2023)
    assert [column.holds for column in found.columns] == ["number", "title", "", "departments", "deadline"]
    assert [(row.title, row.departments[0].name, row.deadline.raw) for row in found.rows] == [
        ("预算执行审计", "财政科", "6月底前"),
        ("经济责任审计", "经责科", "适时"),
    ]
    said = [doubt.message for doubt in found.told if doubt.code == "column-by-form"]
    assert len(said) == 3
    assert "--column 报告时间=free" in said[2]


def test_a_head_of_time_over_other_cells_holds_none() -> None:
    assert holds(("序号", "任务", "责任单位", "工作进度"), (1, "甲事", "办公室", "80%"))["工作进度"] == ""


def test_what_the_user_says_of_a_head_goes_before_its_form() -> None:
    rows = [
        ("序号", "任务", "责任单位", "报送时间"),
        (1, "甲事", "办公室", "3月"),
        (2, "乙事", "办公室", "4月"),
    ]
    found = draft(xlsx(rows), year=2023, columns={"报送时间": ""})
    assert found.columns[3].holds == ""
    assert "column-by-form" not in codes(found)


@pytest.mark.parametrize("head", ["责任单位及责任人", "责任科室和负责人", "牵头单位、联系人"])
def test_an_office_s_head_may_ask_for_a_person_too(head: str) -> None:
    rows = [("序号", "任务", head), (1, "甲事", "水务局 王刚"), (2, "乙事", "住建局、城管局")]
    found = draft(xlsx(rows), year=2023)
    assert [office.name for office in found.rows[1].departments] == ["住建局", "城管局"]
    assert {"persons-in-offices", "odd-office"} <= codes(found)


def test_who_only_looks_on_does_not_do_it() -> None:
    rows = [("序号", "任务", "验收单位", "督办科室"), (1, "甲事", "生态环境局", "督查室")]
    found = draft(xlsx(rows), year=2023)
    assert found.rows[0].departments == ()
    assert "no-departments" in codes(found)


def test_a_row_without_an_office_among_others_is_told() -> None:
    rows = [("序号", "任务", "责任单位"), (1, "甲事", "办公室"), (2, "乙事", ""), (3, "丙事", "法规处")]
    (told,) = [d for d in draft(xlsx(rows), year=2023).told if d.code == "no-departments"]
    assert told.place.cell == "B3"


def test_the_label_of_an_annex_above_the_heads_is_no_title() -> None:
    rows = [
        ("附件1", "", ""),
        ("某局", "", ""),
        ("2023年重点工作任务分解表", "", ""),
        ("序号", "任务", "责任单位"),
        (1, "甲事", "办公室"),
    ]
    found = draft(xlsx(rows, ["A2:C2", "A3:C3"]))
    assert (found.title, found.year) == ("2023年重点工作任务分解表", 2023)
    assert ("titles.annex_label", "附件1") in found.header
    assert any("某局" in doubt.message for doubt in found.left_out)
