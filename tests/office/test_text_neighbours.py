"""Neighbours of the published forms: other heads, other blanks, other brackets. What holds for one form only is no rule."""

from __future__ import annotations

import pytest

from tests.office.made_texts import document, lost
from workplan.office.draft import Draft, Refusal
from workplan.office.text_layout import read_text


def read(text: str) -> Draft:
    draft = read_text(document(text))
    assert isinstance(draft, Draft), draft
    assert lost(text, draft) == []
    return draft


def rows(text: str) -> list[tuple[str, ...]]:
    """Return number, title, goals, offices with roles, time and group of each row."""
    shown: list[tuple[str, ...]] = []
    for row in read(text).rows:
        offices = " ".join(f"{office.name}:{office.role}" for office in row.departments)
        shown.append((row.number, row.title, row.goals, offices, row.deadline.raw, " > ".join(row.group)))
    return shown


def codes(text: str) -> set[str]:
    return {doubt.code for doubt in read(text).told}


def apart(*cells: str) -> str:
    """Print cells as a browser copies them: a paragraph each, a blank line between."""
    return "\n\n".join(cells) + "\n"


def test_blank_cells_may_be_blank_lines_of_a_tight_copy() -> None:
    text = "\n".join(
        [
            *("某县2024年任务表", "序号", "工作任务", "目标要求", "责任科室", "完成时限", "备注"),
            *("1", "完善网络", "新增联络员12名", "综合科", "3月底前", ""),
            *("2", "组织开放日", "", "办公室、综合科", "9月20日", "与宣传同步"),
            *("3", "编印年鉴", "印发200册", "综合科", "12", ""),
            *("某县统计局", "2024年1月15日"),
        ]
    )
    assert rows(text) == [
        ("1", "完善网络", "新增联络员12名", "综合科:lead", "3月底前", ""),
        ("2", "组织开放日", "", "办公室:lead 综合科:joint", "9月20日", ""),
        ("3", "编印年鉴", "印发200册", "综合科:lead", "12", ""),
    ]
    assert [row.remark for row in read(text).rows] == ["", "与宣传同步", ""]
    assert read(text).footer == "某县统计局\n2024年1月15日"


DATED = apart(
    *("某区2023年任务清单", "序号", "任务名称", "责任部门", "完成时间"),
    *("1", "建成驿站5处", "养老科", "2023年6月30日", "2", "平台上线", "救助科", "2023年12月31日"),
)


def test_an_office_above_a_day_may_be_the_last_row_s_cells() -> None:
    assert rows(DATED)[-1] == ("2", "平台上线", "", "救助科:lead", "2023年12月31日", "")
    assert read(DATED).footer == ""
    assert "cells-or-signature" in codes(DATED)


@pytest.mark.parametrize("remark", [(), ("与年度考核同步",)])
@pytest.mark.parametrize("signature", [(), ("某县水利局", "2024年1月15日")])
def test_the_deadline_of_the_last_task_is_not_one_task_more(
    remark: tuple[str, ...], signature: tuple[str, ...]
) -> None:
    cells = ["某县2024年任务表", "序号", "工作任务", "目标要求", "责任科室", "完成时限", "备注"]
    for number in range(1, 12):
        goals = f"新增联络员{number}名，并在全县推广这一做法。"
        cells += [
            str(number),
            f"完善网络之{'甲乙丙丁戊己庚辛壬癸子'[number - 1]}",
            goals,
            "综合科",
            "3月底前" if number < 11 else "12",
        ]
    text = apart(*cells, *remark, *signature)
    assert [row.number for row in read(text).rows] == [str(number) for number in range(1, 12)]
    assert rows(text)[-1][4] == "12"
    assert read(text).rows[-1].remark == "".join(remark)
    assert read(text).footer == "\n".join(signature)
    assert ("deadline-or-number" in codes(text)) == bool(remark and signature)


def test_or_it_is_the_signature() -> None:
    signed = DATED + apart("", "某区民政局", "2023年2月1日")
    assert rows(signed) == rows(DATED)
    assert read(signed).footer == "某区民政局\n2023年2月1日"


def test_a_last_row_like_a_signature_is_not_dropped() -> None:
    text = apart(
        *("某局2020年任务清单", "序号", "任务名称", "目标", "责任部门", "完成时间"),
        *(
            "1",
            "深化改革",
            "办结率达到九成以上并保持。",
            "办公室",
            "12",
            "2",
            "加强监管",
            "抽查率达到五成以上。",
            "许可处",
            "11",
        ),
        *("3", "开展宣传", "进社区二十场并形成经验。", "节水办", "2020年11月30日"),
    )
    assert [row[0] for row in rows(text)] == ["1", "2", "3"]
    assert rows(text)[-1][3:5] == ("节水办:lead", "2020年11月30日")


def test_headings_stand_between_rows_and_numbers_restart() -> None:
    text = apart(
        *("某市2025年任务分解表", "序号", "重点任务", "工作内容", "牵头部门", "配合部门", "完成时限"),
        *("一、防汛抗旱", "1", "修订预案", "修订应急预案，开展演练2次。", "水旱处", "办公室", "5月底前"),
        *("2", "整治隐患", "完成水库除险加固3座。", "建管处", "11月底前"),
        *("二、节水供水", "1", "推广节水器具", "推广节水器具1万套。", "水资源处", "财务处", "10月底前"),
    )
    assert rows(text) == [
        (
            "1",
            "修订预案",
            "修订应急预案，开展演练2次。",
            "水旱处:lead 办公室:assist",
            "5月底前",
            "一、防汛抗旱",
        ),
        ("2", "整治隐患", "完成水库除险加固3座。", "建管处:lead", "11月底前", "一、防汛抗旱"),
        (
            "1",
            "推广节水器具",
            "推广节水器具1万套。",
            "水资源处:lead 财务处:assist",
            "10月底前",
            "二、节水供水",
        ),
    ]


def test_columns_may_stand_in_any_order() -> None:
    text = apart(
        *("某局2023年绩效目标", "类别", "序号", "责任科室", "工作任务", "完成时间"),
        *(
            "综合管理",
            "1",
            "办公室",
            "完成机关年度绩效评估",
            "11月",
            "2",
            "人事科",
            "完成公务员考录",
            "9月底前",
        ),
        *("业务工作", "3", "业务科", "完成专项检查六次", "全年"),
    )
    assert rows(text) == [
        ("1", "完成机关年度绩效评估", "", "办公室:lead", "11月", "综合管理"),
        ("2", "完成公务员考录", "", "人事科:lead", "9月底前", "综合管理"),
        ("3", "完成专项检查六次", "", "业务科:lead", "全年", "业务工作"),
    ]


def test_heads_printed_again_and_a_lost_row() -> None:
    heads = ("序号", "任务名称", "目标要求", "责任部门", "完成时间")
    text = apart(
        *("2024年任务表", *heads, "1", "推进改革", "压减审批时限三成以上，群众满意。", "审批科", "6月"),
        *("2", "建设平台", "平台上线运行并接入企业二百家。", "信息中心", "8月", *heads),
        *("4", "规范执法", "开展执法检查四次以上并通报。", "法规科", "12月"),
    )
    assert [row[0] for row in rows(text)] == ["1", "2", "4"]
    assert "number-gap" in codes(text)
    assert {doubt.code for doubt in read(text).left_out} == {"reprinted-heads"}


def test_lost_blanks_without_a_column_of_offices_are_refused() -> None:
    text = apart(
        *("某局2024年任务", "序号", "任务名称", "具体要求", "完成时间", "备注"),
        *("1", "修路架桥", "按期完成", "6月", "2", "种树", "9月", "3", "治水", "逐河治理", "达标", "12月"),
    )
    refused = read_text(document(text))
    assert isinstance(refused, Refusal)
    assert refused.code == "lost-cells"


def test_rows_between_bars_with_heading_rows_and_a_total() -> None:
    text = (
        "| 序号 | 项目名称 | 建设内容 | 责任单位 | 完成时限 | 投资(万元) |\n|---|---|---|---|---|---|\n"
        "| 一、交通类 | | | | | |\n| 1 | 环城路改造 | 改造3公里 | 交通局 | 2024年9月底 | 1200 |\n"
        "| 2 | 停车场 | 新增泊位500个 | 城管局、交警大队 | 11月 | 300 |\n| 合计 | | | | | 1500 |"
    )
    draft = read_text(document(text))
    assert isinstance(draft, Draft)
    assert [(row.number, row.title, row.group, dict(row.cells)) for row in draft.rows] == [
        ("1", "环城路改造", ("一、交通类",), {"投资(万元)": "1200"}),
        ("2", "停车场", ("一、交通类",), {"投资(万元)": "300"}),
    ]
    assert [doubt.code for doubt in draft.left_out] == ["total-row"]


def test_brackets_of_names_alone_count_where_the_list_prints_them_so() -> None:
    text = (
        "某乡2024年重点工作\n一、农业\n1. 建设高标准农田500亩（农业办）\n2. 推广良种（农技站、各村）\n"
        "二、民生\n3. 改造厕所30座（民政办）\n4. 建设文化广场（一期）（文化站）"
    )
    assert rows(text) == [
        ("1", "建设高标准农田500亩", "", "农业办:lead", "", "一、农业"),
        ("2", "推广良种", "", "农技站:lead 各村:joint", "", "一、农业"),
        ("3", "改造厕所30座", "", "民政办:lead", "", "二、民生"),
        ("4", "建设文化广场（一期）", "", "文化站:lead", "", "二、民生"),
    ]


@pytest.mark.parametrize("pair", ["()", "（）", "〔〕", "【】", "[]", "［］"])
def test_brackets_of_every_kind_hold_offices(pair: str) -> None:
    text = "某镇2024年要点\n" + "\n".join(
        f"{at}. 办好{word}事。{pair[0]}牵头：经发办；配合：规建办，完成时限：8月31日{pair[1]}"
        for at, word in enumerate("甲乙", 1)
    )
    for row in read(text).rows:
        assert [(office.name, office.role) for office in row.departments] == [
            ("经发办", "lead"),
            ("规建办", "assist"),
        ]
        assert str(row.deadline.last_day) == "2024-08-31"


def test_one_bracket_of_a_place_is_a_part_of_the_title() -> None:
    text = "某市2024年要点\n1. 建设示范园（高新区）\n2. 培育企业10家。\n3. 开展培训。\n4. 举办展会。"
    assert rows(text)[0][1:4] == ("建设示范园（高新区）", "", "")


def test_a_bracket_inside_a_sentence_is_told_not_read() -> None:
    text = "某市2024年任务\n1. 力争（市发改委牵头）完成投资。\n2. 新建公厕20座（市城管局负责）。"
    assert [row[3] for row in rows(text)] == ["", "市城管局:lead"]
    assert "bracket-inside" in codes(text)


def test_labels_stand_on_lines_of_their_own() -> None:
    text = (
        "某县2024年民生实事项目\n1.新建饮水工程8处。\n解决2万人饮水问题。\n牵头单位：县水利局\n"
        "配合单位：县财政局、各乡镇人民政府\n完成时限：11月底前\n2.改造老旧小区12个。\n牵头单位：县住建局\n完成时限：持续推进"
    )
    assert rows(text) == [
        (
            "1",
            "新建饮水工程8处。",
            "解决2万人饮水问题。",
            "县水利局:lead 县财政局:assist 各乡镇人民政府:assist",
            "11月底前",
            "",
        ),
        ("2", "改造老旧小区12个。", "", "县住建局:lead", "持续推进", ""),
    ]


def test_a_task_that_ends_in_its_bracket_keeps_the_numbered_lines_below_it() -> None:
    text = (
        "某社区2024年安排\n一、开展消防检查（责任单位：网格站，6月底前完成）\n1、检查出租房；\n2、检查店铺。\n"
        "二、组织志愿服务（责任单位：社工站）\n1、敬老；\n2、环保。"
    )
    assert [row[:4] for row in rows(text)] == [
        ("一", "开展消防检查", "1、检查出租房；\n2、检查店铺。", "网格站:lead"),
        ("二", "组织志愿服务", "1、敬老；\n2、环保。", "社工站:lead"),
    ]


NOTICE = """关于做好2024年重点工作的通知
各科室：
为做好工作，现通知如下。
一、4月15日前，各科室报送方案。（办公室负责）
二、全年开展检查不少于4次。（监督科、办公室）
三、2024年6月30日前建成平台，12月底前投入使用。（信息科牵头）
以上任务请于2024年12月20日前全部完成。
某局
2024年3月1日
"""


def test_a_time_for_all_is_proposed_where_tasks_have_their_own() -> None:
    draft = read(NOTICE)
    assert [row.deadline.raw for row in draft.rows] == ["4月15日前", "", ""]
    assert [part.title for part in draft.rows[2].parts] == ["建成平台", "投入使用"]
    assert (draft.default_deadline.raw, draft.default_deadline.origin) == (
        "2024年12月20日前全部完成",
        "notice",
    )
    assert "default-deadline" in codes(NOTICE)


def test_and_given_to_all_where_none_has_one() -> None:
    text = "某局2024年任务\n1.建平台。（信息科）\n2.建队伍。（人事科）\n以上工作均须于2024年11月底前完成。"
    assert {(row.deadline.raw, row.deadline.origin) for row in read(text).rows} == {
        ("2024年11月底前", "notice")
    }
    assert "time-from-notice" in codes(text)


def test_sections_without_tasks_surround_those_that_have_some() -> None:
    text = (
        "2024年工作要点\n一、总体要求\n坚持以人民为中心。\n二、重点任务\n（一）学前教育\n1．新建公办园10所。（责任处室：基教处）\n"
        "三、保障措施\n（一）加强领导。各地要高度重视。"
    )
    assert rows(text) == [("1", "新建公办园10所。", "", "基教处:lead", "", "二、重点任务 > （一）学前教育")]
    draft = read(text)
    assert draft.preamble == "一、总体要求\n坚持以人民为中心。"
    assert [doubt.place.line for doubt in draft.left_out] == [7, 8]


def test_a_notice_s_points_are_points_where_the_list_is_in_another_file() -> None:
    text = (
        "2023年政务公开要点\n为推进公开，制定本要点。\n一、政策解读\n1.规范形式。采取图文形式。\n"
        "二、平台建设\n2.办好网站。加强监测。"
    )
    draft = read_text(document(text), points=True)
    assert isinstance(draft, Draft)
    assert not draft.rows
    assert [(s.number, s.title, [(p.number, p.title, p.text) for p in s.points]) for s in draft.sections] == [
        (1, "政策解读", [(1, "规范形式。", "采取图文形式。")]),
        (2, "平台建设", [(2, "办好网站。", "加强监测。")]),
    ]


def test_without_a_year_no_day_is_worked_out() -> None:
    draft = read("工作计划\n一、上半年召开大会。\n二、9月底前完成换届。")
    assert [(row.deadline.raw, row.deadline.last_day) for row in draft.rows] == [
        ("上半年", None),
        ("9月底前", None),
    ]
    assert draft.year is None
    assert "no-year" in {doubt.code for doubt in draft.told}


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_file_without_words_is_refused(text: str) -> None:
    refused = read_text(document(text))
    assert isinstance(refused, Refusal)
    assert refused.code == "empty-document"
