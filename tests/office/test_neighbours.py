"""Lists of other shapes than the forms: what a neighbour's document may look like."""

from __future__ import annotations

import pytest

from tests.office.made import HEADS, codes, document, docx_table, draft, html, xlsx
from workplan.office.draft import Refusal
from workplan.office.drafts import drafts


def test_two_head_rows_name_the_roles() -> None:
    rows = [
        ("序号", "工作任务", "责任单位", "", "完成时限"),
        ("", "", "牵头", "配合", ""),
        (1, "甲事", "办公室", "法规处、许可处", "6月底前"),
    ]
    found = draft(xlsx(rows, ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]), year=2020)
    assert [(c.head, c.holds) for c in found.columns][2:4] == [
        ("责任单位/牵头", "lead"),
        ("责任单位/配合", "assist"),
    ]
    assert [(o.name, o.role) for o in found.rows[0].departments] == [
        ("办公室", "lead"),
        ("法规处", "assist"),
        ("许可处", "assist"),
    ]


def test_a_merged_first_column_is_the_group() -> None:
    rows = [
        ("工作类别", "序号", "任务", "责任单位"),
        ("民生", 1, "甲事", "办公室"),
        ("", 2, "乙事", "法规处"),
        ("安全", 3, "丙事", "许可处"),
    ]
    for merges in (["A2:A3"], []):
        found = draft(xlsx(rows, merges), year=2020)
        assert [(row.group, row.title) for row in found.rows] == [
            (("民生",), "甲事"),
            (("民生",), "乙事"),
            (("安全",), "丙事"),
        ]


def test_measures_of_one_task_are_its_parts() -> None:
    rows = [
        ("序号", "任务", "措施", "责任单位", "时限"),
        (1, "甲事", "先做", "办公室", "3月"),
        ("", "", "后做", "法规处", "6月"),
        (2, "乙事", "只做", "许可处", "7月"),
    ]
    found = draft(xlsx(rows, ["A2:A3", "B2:B3"]), year=2020)
    assert [(p.title, p.deadline.raw, p.departments[0].name) for p in found.rows[0].parts] == [
        ("先做", "3月", "办公室"),
        ("后做", "6月", "法规处"),
    ]
    assert (found.rows[1].goals, found.rows[1].parts) == ("只做", ())


def test_two_titles_under_one_number_are_two_tasks() -> None:
    rows = [("序号", "任务", "责任单位"), (1, "甲事", "办公室"), ("", "乙事", "法规处")]
    found = draft(xlsx(rows, ["A2:A3"]), year=2020)
    assert [(row.number, row.title) for row in found.rows] == [("1", "甲事"), ("1", "乙事")]


def test_a_column_the_table_does_not_know_is_named_by_the_user() -> None:
    raw = xlsx([("序", "事由", "经办"), (1, "甲事", "办公室")])
    assert isinstance(drafts(document(raw)), Refusal)
    found = draft(raw, columns={"事由": "title", "经办": "departments"}, year=2020)
    assert (found.rows[0].title, found.rows[0].departments[0].name) == ("甲事", "办公室")


def test_lists_on_two_sheets_are_two_drafts() -> None:
    heads = ("序号", "任务", "责任单位")

    def more(book: object) -> None:
        sheet = book.create_sheet("二科")  # type: ignore[attr-defined]
        sheet.append(heads)
        sheet.append((1, "乙事", "二科"))

    found = drafts(document(xlsx([heads, (1, "甲事", "一科")], change=more)), year=2020)
    assert not isinstance(found, Refusal)
    assert [[row.title for row in one.rows] for one in found] == [["甲事"], ["乙事"]]
    assert "several-lists" in codes(found[0])


def test_a_bureau_named_like_a_task_is_no_lost_cell() -> None:
    rows = [
        ("领域", "任务", "责任单位", "经费"),
        ("民生", "建设便民服务中心", "民政局", ""),
        ("安全", "成立领导小组", "应急局", "3"),
    ]
    found = draft(html(rows), year=2020)
    assert [(row.title, row.department_cells[0][1]) for row in found.rows] == [
        ("建设便民服务中心", "民政局"),
        ("成立领导小组", "应急局"),
    ]
    assert "lost-cells" not in codes(found)


def test_members_of_a_collective_are_read_from_the_note() -> None:
    rows = [
        HEADS,
        (1, "甲事", "做成", "各科室", "6月底前", ""),
        ("注:各科室指宣教科、法制科和综合科。", *[""] * 5),
    ]
    assert dict(draft(xlsx(rows)).collectives) == {"各科室": ("宣教科", "法制科", "综合科")}


def test_more_than_the_whole_two_head_rows_and_formulas_are_told() -> None:
    rows = [
        ("序号", "任务名称", "责任单位", "投资", ""),
        ("", "", "", "计划", "完成比例"),
        (1, "甲事", "办公室", 5, "105%"),
        (2, "乙事", "办公室", 6, "100%"),
    ]
    found = draft(xlsx(rows, ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]))
    told = {doubt.code: doubt.place.cell for doubt in found.told}
    assert (told["over-100"], told["head-rows"]) == ("E3", "A1")


def test_the_same_heads_over_other_places_begin_a_list_of_their_own() -> None:
    wide = "<tr><td>序号</td><td colspan=2>任务名称</td><td>责任单位</td></tr>"
    wide += "<tr><td>1</td><td>甲</td><td>乙</td><td>办公室</td></tr>"
    plain = "<tr><td>序号</td><td>任务名称</td><td>责任单位</td></tr><tr><td>2</td><td>丙</td><td>法规科</td></tr>"
    page = f"<html><head><meta charset='utf-8'></head><body><table>{wide}</table><table>{plain}</table></body></html>"
    found = drafts(document(page.encode()))
    assert not isinstance(found, Refusal)
    assert [[row.title for row in one.rows] for one in found] == [["甲"], ["丙"]]


def test_a_letterhead_above_the_title_is_no_prose() -> None:
    before = [
        "某县人民政府办公室文件",
        "县政办发〔2024〕3号",
        "关于印发2024年重点工作任务分解表的通知",
        "请认真落实。",
        "附件",
    ]
    rows = [HEADS, (1, "甲事", "做成", "办公室", "6月底前", "")]
    found = draft(docx_table(rows, before=before))
    assert (found.title, found.preamble) == (before[2], before[3])
    assert [text for key, text in found.header if key == "subtitle"] == [before[1], before[0]]


@pytest.mark.parametrize(
    ("title", "told"), [("", True), ("甲局2024年任务表", False), ("甲局任务表", True)], ids=repr
)
def test_a_year_that_no_title_names_is_told(title: str, told: bool) -> None:
    rows = [
        *([(title, *[""] * 5)] if title else []),
        HEADS,
        ("1", "修路", "三公里", "办公室", "2024年6月", ""),
    ]
    found = draft(xlsx(rows, merges=["A1:F1"] if title else ()))
    assert found.year == 2024
    assert ("year-of-cells" in codes(found)) is told
