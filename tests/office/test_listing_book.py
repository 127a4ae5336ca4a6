"""Listings as workbooks: true days and figures, text that is nothing but text, and the print set-up."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run
from tests.ledgers import EXAMPLE, folder_of
from tests.properties import tried
from workplan.answers.columns import Column, Share, Table, View
from workplan.domain.standing import Light
from workplan.office.book import height, lines_of, widths
from workplan.office.listing_book import to_xlsx

LISTINGS = (
    "list",
    "due --quarter 4",
    "overdue",
    "by-dept",
    "by-dept 许可处",
    "targets",
    "missing --month 11",
    "log",
    "status",
)


def book_of(*rows: tuple[Any, ...], heads: str = "甲 乙 丙", notes: tuple[str, ...] = ()) -> View:
    table = Table([Column(head) for head in heads.split()], rows, "标题")
    return View({"as_of": "2020-11-30"}, (table,), table, notes)


def sheet_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).active


@pytest.mark.parametrize("line", LISTINGS)
def test_a_listing_is_a_workbook_to_print(run: Run, tmp_path: Path, line: str) -> None:
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    run(f"{line} --as-of 2020-11-30 -o 表.xlsx", cwd=folder)
    first = (folder / "表.xlsx").read_bytes()
    sheet = sheet_of(first)
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref[:3]) == ("A3", "$1:$2", "A2:")
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) in ("8", "9")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert not sheet.merged_cells.ranges
    run(f"{line} --as-of 2020-11-30 -o 表.xlsx", cwd=folder)
    assert (folder / "表.xlsx").read_bytes() == first


def test_a_list_has_true_days_and_figures_and_a_light(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    run("list --as-of 2020-11-30 -o 表.xlsx", cwd=folder)
    sheet = sheet_of((folder / "表.xlsx").read_bytes())
    heads = [cell.value for cell in sheet[2]]
    task = dict(zip(heads, list(sheet[9]), strict=True))
    assert task["序号"].value == 7
    assert task["最后一日"].value.isoformat() == "2020-11-30T00:00:00"
    assert task["完成时间"].value == "11"  # as printed
    assert task["百分比"].value == 70
    assert (task["亮灯"].value, task["亮灯"].fill.start_color.rgb) == ("红灯", "FFF8CBAD")


def test_the_notes_stand_below(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    said = run("overdue --as-of 2020-10-05", cwd=folder).out.splitlines()[-1]
    run("overdue --as-of 2020-10-05 -o 表.xlsx", cwd=folder)
    sheet = sheet_of((folder / "表.xlsx").read_bytes())
    assert str(sheet.cell(sheet.max_row, 1).value).endswith(said)


def test_values_are_what_they_are() -> None:
    rows = (("=1+1", date(2020, 11, 30), Decimal("96.2")), ("https://a.cn", Share(0.5), None))
    sheet = sheet_of(to_xlsx(book_of(*rows, notes=("=HYPERLINK(1)",))))
    first, second = sheet[3], sheet[4]
    assert [(str(c.value), c.data_type) for c in first] == [
        ("=1+1", "s"),
        ("2020-11-30 00:00:00", "d"),
        ("96.2", "n"),
    ]
    assert [c.value for c in second] == ["https://a.cn", 0.5, None]
    assert (first[0].style and first[0].quotePrefix) is True
    assert second[0].hyperlink is None
    assert second[1].number_format == "0%"
    assert sheet.cell(6, 1).data_type == "s"


@tried(25)
@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_text_stays_text_and_no_control_character_is_written(text: str) -> None:
    content = to_xlsx(book_of((text, "=" + text, None)))
    markup = b"".join(
        zipfile.ZipFile(io.BytesIO(content)).read(name)
        for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
    )
    assert b"<f>" not in markup
    assert b"<hyperlink" not in markup
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e]", markup.decode())
    assert all(cell.data_type == "s" for cell in sheet_of(content)[3][:2])


def test_a_text_no_cell_can_hold_is_cut_and_says_so() -> None:
    value = sheet_of(to_xlsx(book_of(("好" * 40_000, None, None))))["A3"].value
    assert len(value) == 32_767
    assert value.endswith("全文见台账）")


@given(texts=st.lists(st.text("好a1，。 \n", max_size=1500), min_size=1, max_size=3))
def test_no_row_is_too_low_for_its_text(texts: list[str]) -> None:
    columns = widths(["头"] * len(texts), [texts])
    high = height(zip(texts, columns, strict=True))
    assert all(lines_of(text, width) * 15 + 5 <= high for text, width in zip(texts, columns, strict=True))


def test_a_workbook_is_written_to_a_file_only(run: Run) -> None:
    assert run("list -O xlsx", status=2).complaint == ("Excel 表要写入文件。", "如 -o 清单.xlsx。")


def test_without_the_library_the_command_that_installs_it_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    error, hint = run(f"list -o {tmp_path}/a.xlsx", status=69).complaint
    assert error == "写 Excel 表要用的程序库没有安装（xlsxwriter）。"
    assert hint == '运行 pip install "workplan[office]"。'


def test_lights_without_a_word_have_no_colour() -> None:
    table = Table([Column("甲")], (("一",), ("二",)), "", lights=(Light.NONE, Light.YELLOW))
    sheet = sheet_of(to_xlsx(View({"as_of": "2020-11-30"}, (), table)))
    assert [sheet["B3"].value, sheet["B4"].value] == [None, "黄灯"]
    assert sheet["B3"].fill.fill_type is None
