"""What the user says of heads in text: labels inside paragraphs, tables with bars, one cell a paragraph; and what is guessed."""

from __future__ import annotations

from collections.abc import Mapping

from tests.office.made_texts import document, lost
from workplan.office.draft import Draft, Refusal
from workplan.office.text_layout import read_text

LABELS = """\
甲市2023年实事

1.修一条路。 承办单位:交通局 联系人:简宁 现状:在修。

2.架一座桥。 承办单位:水利局 联系人:樊素 现状:未动工。
"""
BARS = """\
甲市2023年任务表

编号 | 事由 | 经办 | 时间 |
1 | 修路 | 交通局 | 6月底 |
2 | 架桥 | 水利局 | 9月底 |
"""
CELLS = ["甲市2023年任务表", "序号", "任务名称", "规模和内容", "责任单位", "限期"]
CELLS += [
    "1",
    "修路",
    "三公里",
    "交通局",
    "6月底",
    "2",
    "架桥",
    "一座",
    "水利局",
    "9月底",
    "3",
    "挖渠",
    "两公里",
    "水利局",
    "11",
]


def read(text: str, chosen: Mapping[str, str]) -> Draft:
    draft = read_text(document(text), columns=chosen)
    assert isinstance(draft, Draft), draft
    assert lost(text, draft) == []
    return draft


def refused(text: str, chosen: Mapping[str, str]) -> Refusal:
    refusal = read_text(document(text), columns=chosen)
    assert isinstance(refusal, Refusal), refusal
    return refusal


def held(draft: Draft) -> dict[str, str]:
    return {column.head: column.holds for column in draft.columns}


def test_labels_in_paragraphs_hold_what_the_user_says() -> None:
    found = read(LABELS, {"联系人": "assist", "现状": "remark", "承办单位": ""})
    assert held(found) == {"承办单位": "", "联系人": "assist", "现状": "remark"}
    assert [row.remark for row in found.rows] == ["在修。", "未动工。"]
    assert [[(o.name, o.role) for o in row.departments] for row in found.rows] == [
        [("简宁", "assist")],
        [("樊素", "assist")],
    ]
    assert [dict(row.cells) for row in found.rows] == [{"承办单位": "交通局"}, {"承办单位": "水利局"}]


def test_a_label_is_no_name_of_a_task() -> None:
    assert refused(LABELS, {"联系人": "title"}).code == "unfit-column"


def test_a_table_whose_heads_say_nothing_is_no_prose() -> None:
    unknown = refused(BARS.replace("时间", "何时"), {})
    assert unknown.code == "unknown-heads"
    assert "编号、事由、经办、何时" in unknown.message
    assert "--column 事由=任务名称" in unknown.hint
    found = read(BARS, {"事由": "title", "经办": "departments"})
    assert [(row.number, row.title, row.departments[0].name) for row in found.rows] == [
        ("1", "修路", "交通局"),
        ("2", "架桥", "水利局"),
    ]


def test_bars_in_prose_are_no_table() -> None:
    text = "首页 | 公开 | 计划\n\n" + LABELS
    assert [row.number for row in read(text, {}).rows] == ["1", "2"]


def test_a_head_read_by_its_last_word_is_told() -> None:
    """In a table such a head stays free; in text it helps to tell cells apart, so it holds something and is told."""
    found = read("\n\n".join(CELLS) + "\n", {})
    assert [(row.title, row.goals, row.deadline.raw) for row in found.rows] == [
        ("修路", "三公里", "6月底"),
        ("架桥", "一座", "9月底"),
        ("挖渠", "两公里", "11"),
    ]
    assert [d.message for d in found.told if d.code == "column-by-form"] == [
        "“规模和内容”一列按末字读作目标要求；不是的话用 --column 规模和内容=free。"
    ]
    free = read("\n\n".join(CELLS) + "\n", {"规模和内容": ""})
    assert held(free)["规模和内容"] == ""
    assert "column-by-form" not in {doubt.code for doubt in free.told}
