"""A page of a list with a form of its own: its heads, merged headings, sub-rows, prose, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from workplan.reports.widths import of_names, of_texts, shared

Page = Callable[..., str]

TOP = """
year: 2022
titles: {document: 甲市计划}
departments:
  - {name: 办公室}
  - {name: 许可处}
"""
COLUMNS = """
columns:
  - {head: 序, holds: number}
  - {head: 项目, holds: title}
  - {head: 要求, holds: goals}
  - {head: 分值}
  - {head: 单位, holds: departments}
  - {head: 进度}
  - {head: 说明, holds: remark}
"""
TABLE = f"""{TOP}{COLUMNS}
groups:
  - {{id: 合计, title: 合计, cells: {{分值: "100"}}}}
  - {{id: 一, number: 一, title: 组织, cells: {{分值: "60"}}}}
  - {{id: 二, number: 二, title: 整治}}
tasks:
  - {{id: 1, number: "1.1", group: 一, title: 签责任书, goals: 全部签订, cells: {{分值: "20"}}, departments: 办公室}}
  - {{id: 2, number: "1.2", group: 一, title: 开会, cells: {{分值: "40", 进度: 已开}}, departments: 许可处}}
  - id: 3
    number: "2.1"
    group: 二
    title: 排查
    milestones:
      - {{title: 摸底, departments: 办公室, number: (1)}}
      - {{title: 整改, departments: 许可处, number: (2)}}
  - {{id: 4, number: "2.2", group: 二, title: 只有名称}}
"""


@pytest.fixture
def page(run: Run, tmp_path: Path) -> Page:
    """Return a report of a plan, as text."""

    def page(plan: str, line: str = "plan", kind: str = "html") -> str:
        path = tmp_path / "plan.yaml"
        path.write_text(plan, encoding="utf-8")
        out = run(f"report {line} -f {path} -O {kind} --as-of 2022-06-30").out
        return re.sub(r"<style>.*?</style>", "", out, flags=re.DOTALL)

    return page


def lines(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("|")]


def test_own_heads_and_cells_stand_first_and_blank_columns_nowhere(page: Page) -> None:
    assert lines(page(TABLE, kind="md")) == [
        "| 序 | 项目 | | 要求 | 分值 | 单位 | 进度（原件） | 分项进度 | 进度 |",
        "| ---: | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| **合计** |  |  |  | **100** |  |  |  |  |",
        "| **一 组织** |  |  |  | **60** |  |  |  |  |",
        "| 1.1 | 签责任书 |  | 全部签订 | 20 | 办公室 |  |  | ○ 未定时限 |",
        "| 1.2 | 开会 |  |  | 40 | 许可处 | 已开 |  | ○ 未定时限 |",
        "| **二 整治** |  |  |  |  |  |  |  |  |",
        "| 2.1 | 排查 | （1）摸底 |  |  | 办公室 |  | ○ 未到期 | ○ 未定时限 |",
        "|  |  | （2）整改 |  |  | 许可处 |  | ○ 未到期 |  |",
        "| 2.2 | 只有名称 |  |  |  |  |  |  | ○ 未定时限 |",
    ]


def test_cells_are_merged(page: Page) -> None:
    html = page(TABLE)
    assert '<th scope="rowgroup" colspan="9">二 整治</th>' in html
    assert '<th scope="rowgroup" colspan="4">一 组织</th>\n<td>60</td>' in html
    assert '<td class="number" rowspan="2">2.1</td>\n<th scope="row" rowspan="2">排查</th>' in html
    assert (
        '<th scope="row" colspan="6">只有名称</th>\n<td data-head="进度" class="standing" colspan="2">'
        in html
    )
    assert html.count(">摸底<") + html.count("(1)") + html.count("（1）") == 1


def test_a_row_fills_the_table(page: Page) -> None:
    """Every line covers each of the columns once, cells that reach down from above among them."""
    table = re.search(r"<tbody>(.*?)</tbody>", page(TABLE), re.DOTALL)
    assert table
    reaching = [0] * 9
    for row in re.findall(r"<tr.*?</tr>", table[1], re.DOTALL):
        free = [at for at, left in enumerate(reaching) if not left]
        reaching = [max(0, left - 1) for left in reaching]
        for attributes in re.findall(r"<t[hd]([^>]*)>", row):
            wide, high = (
                int(found[1]) if (found := re.search(rf'{name}span="(\d+)"', attributes)) else 1
                for name in ("col", "row")
            )
            taken, free = free[:wide], free[wide:]
            assert len(taken) == wide
            for at in taken:
                reaching[at] = high - 1
        assert not free
    assert not any(reaching)


def test_a_sub_row_beside_a_task_with_words_of_its_own(page: Page) -> None:
    plan = TABLE.replace("title: 排查\n", "title: 排查\n    departments: 许可处\n")
    assert [
        line for line in lines(page(plan, kind="md")) if "2.1" in line or "整改" in line or "摸底" in line
    ] == [
        "| 2.1 | 排查 |  |  |  | 许可处 |  |  | ○ 未定时限 |",
        "|  |  | （1）摸底 |  |  | 办公室 |  | ○ 未到期 |  |",
        "|  |  | （2）整改 |  |  | 许可处 |  | ○ 未到期 |  |",
    ]


def test_without_points_one_sheet_and_one_title(page: Page) -> None:
    html = page(TABLE)
    assert html.count("<article") == 1
    assert html.count("<h1>甲市计划</h1>") == html.count("<h1") == 1
    assert page(TABLE, kind="md").count("甲市计划") == 1
    html = page(TABLE.replace("columns:", "preamble: 各单位抓紧办。\ncolumns:"))
    assert html.count("<article") == 2
    assert html.count("甲市计划</h1>") == 1


def test_where_printed_numbers_repeat_ids_tell_rows_apart(page: Page) -> None:
    plan = TABLE.replace('"2.1"', '"1.1"')
    assert lines(page(plan, kind="md"))[0].startswith("| 编号 | 序 | 项目 |")
    told = page(plan, "bulletin")
    assert "#3" in told
    assert "1.2" in told


PROSE = f"""{TOP}
layout: prose
groups:
  - {{id: 一, number: 一、, title: 改革}}
  - {{id: 1-1, title: 1-1 许可, parent: 一}}
tasks:
  - id: 1
    group: 1-1
    title: 建平台。
    goals: 全年一次。
    departments: "(许可处牵头,3月底完成)"
    deadline: 3月底完成
    deadline_from: departments
  - {{id: 2, group: 1-1, title: 开窗口。, departments: 办公室, deadline: 11月}}
"""


def test_prose_is_numbered_paragraphs_with_offices_and_time_in_brackets(page: Page) -> None:
    text = page(PROSE, kind="md")
    assert text.splitlines()[:9] == [
        "# 甲市计划",
        "",
        "## 一、改革",
        "",
        "### 1-1 许可",
        "",
        "**1.建平台。**全年一次。（许可处牵头，3月底完成） ■ 逾期91天",
        "",
        "**2.开窗口。**（办公室，11月） ○ 未到时限",
    ]
    html = page(PROSE)
    assert "<table" not in html
    assert html.count("<article") == 1
    assert "<h2>一、改革</h2>\n<h3>1-1 许可</h3>" in html
    assert "<strong>2.开窗口。</strong>（办公室，11月）" in html


@pytest.mark.parametrize("line", ["bulletin", "department", "slip", "wall"])
@pytest.mark.parametrize("kind", ["md", "html"])
def test_other_pages_speak_the_plans_own_words(page: Page, line: str, kind: str) -> None:
    text = page(TABLE, line, kind)
    assert "1.1" in text
    assert "项目" in text
    assert "任务名称" not in text
    assert ("分值" in text) is (line != "wall")
    assert ("一 组织" in text) is (line != "wall")


@pytest.mark.parametrize("line", ["plan", "bulletin", "department", "slip", "wall"])
def test_tables_are_whole_in_markdown(page: Page, line: str) -> None:
    """Every row of a table has as many cells as its head."""
    widths: set[int] = set()
    for text in page(TABLE.replace('"2.1"', '"1.1"'), line, "md").splitlines():
        widths = {*widths, text.count("|")} if text.startswith("|") else set()
        assert len(widths) < 2, text


def test_no_slip_is_addressed_to_nobody(page: Page) -> None:
    text = page(TABLE, "slip", "md")
    assert "\n：\n" not in text
    assert "没有写责任部门、未出单的任务：2.1 排查；2.2 只有名称。" in text


def test_a_time_taken_over_is_shown(page: Page) -> None:
    plan = TABLE.replace("columns:", "settings: {default_deadline: 年底}\ncolumns:")
    assert "| 年底<br>12月31日 |" in page(plan, "slip", "md")
    assert "未定" not in page(plan, "department", "md")


@pytest.mark.parametrize("length", range(1, 40, 6))
def test_widths_are_shares_of_the_page(length: int) -> None:
    needs = [of_texts("序", ["1"], whole=True), of_texts("要求", ["要" * length * 9], whole=False)]
    needs += [of_names("责任单位", ["市场监督管理局、" * length])] * (1 + length % 3)
    widths = shared(needs, split=bool(length % 2))
    assert 60 < sum(widths) < 96
    assert all(width >= 12 for width in widths[2:])  # seven characters of a name and a mark


@pytest.mark.parametrize("line", ["plan", "bulletin", "department 许可处", "account", "overview"])
@pytest.mark.parametrize("kind", ["html", "md"])
def test_a_printed_number_keeps_its_width(page: Page, line: str, kind: str) -> None:
    """In a cell, before a paragraph and in a sentence; its neighbours are typeset as ever."""
    numbered = (
        TABLE.replace('"1.1"', '"(一)1"')
        .replace('"1.2"', '"(一)2"')
        .replace("goals: 全部", "goals: (一)全部")
    )
    command, _, office = line.partition(" ")
    made = page(numbered, f"{command} --dept {office}" if office else command, kind)
    assert "(一)2" in made
    assert "（一）1" not in made
    assert "（一）2" not in made
    assert line != "plan" or "（一）全部" in made
