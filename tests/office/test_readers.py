"""Readers: every kind of file to the same paragraphs and grids."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from docx.oxml import parse_xml

from tests.office import made
from tests.office.made import HEADS, codes, document, docx_table, draft, html, refusal, xlsx
from workplan.office.plain_text import read_text
from workplan.office.source import Grid, Paragraph

ROW = (1, "甲事", "做成", "办公室", "6月底前", "")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def grid(raw: bytes) -> Grid:
    return next(block for block in document(raw).blocks if isinstance(block, Grid))


def texts(found: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.8, "0%", "80%"),
        (1.125, "0.0%", "112.5%"),
        (5200, "#,##0", "5,200"),
        (3, "000", "003"),
        (3.5, '0.0"万元"', "3.5万元"),
        (0.1 + 0.2, "General", "0.3"),
        (20240101001, "General", "20240101001"),
        (date(2023, 10, 1), 'm"月"', "10月"),
        (date(2023, 10, 1), 'yyyy"年"m"月"', "2023年10月"),
        (date(2023, 10, 1), "yyyy-mm", "2023-10"),
        (date(2023, 10, 9), "yyyy/m/d", "2023-10-09"),
        (datetime.fromisoformat("2023-10-09 17:30"), "yyyy/m/d h:mm", "2023-10-09 17:30"),
        (True, "General", "TRUE"),
        ("=1+1", "@", "=1+1"),
    ],
)
def test_a_spreadsheet_s_cell_is_as_it_is_shown(value: object, form: str, shown: str) -> None:
    def change(book: Any) -> None:
        cell = book.active["A2"]
        cell.value, cell.number_format = value, form
        if isinstance(value, str):
            cell.data_type = "s"

    assert texts(grid(xlsx([["头"], ["旧"]], change=change)))[1] == [shown]


def test_true_dates_are_told_by_their_cell() -> None:
    def change(book: Any) -> None:
        book.active["E2"].number_format = 'm"月"'

    found = draft(
        xlsx([HEADS, (*ROW[:4], date(2023, 10, 1), ""), (2, *ROW[1:4], date(2023, 5, 6), "")], change=change),
        year=2023,
    )
    assert [(str(d.place), d.code) for d in found.told] == [
        ("原件!E2", "month-only"),
        ("原件!E3", "true-date"),
        ("原件", "no-document-title"),
    ]
    assert [row.deadline.raw for row in found.rows] == ["10月", "2023-05-06"]


def test_hidden_sheets_rows_and_what_stands_beside_cells_are_told() -> None:
    def change(book: Any) -> None:
        from openpyxl.comments import Comment

        book.active.row_dimensions[2].hidden = True
        book.active.column_dimensions["F"].hidden = True
        book.active["B2"].comment = Comment("请核", "某")
        hidden = book.create_sheet("去年")
        hidden.append(["旧事"])
        hidden.sheet_state = "hidden"

    found = draft(xlsx([HEADS, ROW], change=change), year=2023)
    assert {"hidden-sheet", "hidden-row", "hidden-column", "comment"} <= codes(found)


def test_a_formula_without_a_value_is_refused_by_its_cell() -> None:
    found = refusal(xlsx([HEADS, (1, "甲", "=1+1", "办公室", "6月", "")]))
    assert (found.code, str(found.place)) == ("formula-without-value", "原件!C2")


def test_word_s_own_numbers_are_counted() -> None:
    def change(found: Any) -> None:
        for row in found.tables[0].rows[1:]:
            made.numbered(row.cells[0].paragraphs[0])
        numbering = found.part.numbering_part.element
        for old in list(numbering):
            numbering.remove(old)
        numbering.append(
            parse_xml(
                f'<w:abstractNum {W} w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
            )
        )
        numbering.append(parse_xml(f'<w:num {W} w:numId="1"><w:abstractNumId w:val="7"/></w:num>'))

    rows = [HEADS, *(("", f"事{n}", "", "办公室", "6月", "") for n in range(11))]
    found = draft(docx_table(rows, change), year=2023)
    assert [row.number for row in found.rows] == [*"一二三四五六七八九十", "十一"]
    assert "automatic-numbers" in codes(found)


def test_what_word_does_not_print_in_the_body_is_told() -> None:
    def change(found: Any) -> None:
        paragraph = found.add_paragraph("正文")._p
        paragraph.append(
            parse_xml(f"<w:del {W} w:id='1' w:author='x'><w:r><w:delText>删去的话</w:delText></w:r></w:del>")
        )
        paragraph.append(
            parse_xml(f"<w:ins {W} w:id='2' w:author='x'><w:r><w:t>添上的话</w:t></w:r></w:ins>")
        )
        paragraph.append(
            parse_xml(
                f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
            )
        )
        paragraph.append(parse_xml(f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>藏着的话</w:t></w:r>"))
        found.sections[0].header.paragraphs[0].text = "内部资料"

    found = document(docx_table([HEADS, ROW], change))
    assert [block.text for block in found.blocks if isinstance(block, Paragraph)] == ["正文添上的话"]
    told = {doubt.code: doubt.message for doubt in found.left_out}
    assert set(told) == {"text-box", "tracked-changes", "hidden-text", "page-header"}
    assert "框里的话" in told["text-box"]
    assert "内部资料" in told["page-header"]


def test_merged_cells_of_word_stand_at_every_place() -> None:
    def change(found: Any) -> None:
        table = found.tables[0]
        table.cell(1, 3).merge(table.cell(2, 3))
        table.cell(3, 0).merge(table.cell(3, 5))

    found = grid(docx_table([HEADS, ROW, (2, "乙事", "", "", "7月", ""), ("一、组", *[""] * 5)], change))
    assert texts(found)[2][3] == "办公室"
    assert (found.rows[1][3].rows, found.rows[2][3].origin, found.rows[3][0].columns) == (2, False, 6)
    assert str(found.rows[2][3].place) == "原件!D2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_reads_alike(encoding: str) -> None:
    text = ",".join(HEADS) + "\n1,甲事,“做成”,办公室,6月底前,\n2,乙事,,办公室,7月,无\n"
    found = draft(text.encode(encoding), year=2020)
    assert [row.goals for row in found.rows] == ["“做成”", ""]
    assert ("encoding" in codes(found)) == (encoding in ("gb18030", "utf-16"))


@pytest.mark.parametrize("meta", ["gb2312", "utf-8", "GBK", "big-nonsense"])
def test_a_page_s_word_on_its_encoding_is_weighed(meta: str) -> None:
    page = html([HEADS, ROW]).decode().replace("utf-8", meta).encode("gb18030")
    assert texts(grid(page))[1][1] == "甲事"


def test_a_page_is_read_as_it_is_seen() -> None:
    page = html(
        [
            ("序号", "任务名称", "责任单位"),
            (1, "甲<br>乙", "办公室<span style='display: none'>藏</span>"),
            (2, "<p>丙</p><p>丁</p>", "x"),
        ],
        head="<nav><a href=/>首页</a></nav><ul><li><a href=/a>栏目</a></li></ul><h2>某局 2020 年任务</h2><p>说到\n  这里</p>"
        "<script>document.write('<p>假的</p>')</script><div hidden>暗处</div>",
    )
    found = document(page)
    assert texts(next(b for b in found.blocks if isinstance(b, Grid)))[1:] == [
        ["1", "甲\n乙", "办公室"],
        ["2", "丙\n丁", "x"],
    ]
    assert [(b.text, b.level) for b in found.blocks if isinstance(b, Paragraph)] == [
        ("某局 2020 年任务", 2),
        ("说到 这里", 0),
    ]
    assert [d.code for d in found.left_out] == ["navigation", "navigation", "hidden"]


def test_a_workbook_saved_as_a_page_is_a_page_whatever_it_is_called() -> None:
    assert document(html([HEADS, ROW]), "清单.xls").kind == "html"


def test_plain_text_keeps_every_line() -> None:
    found = read_text("一\r\n\r\n\u3000二 \n".encode("gb18030"), "f.txt")
    assert [(b.text, b.place.line) for b in found.blocks if isinstance(b, Paragraph)] == [
        ("一", 1),
        ("", 2),
        ("\u3000二 ", 3),
    ]
    assert [d.code for d in found.doubts] == ["encoding"]


def test_sentences_with_commas_are_no_table() -> None:
    text = "今年,我们要做好工作,抓好落实\n一是统筹,二是协调,三是督办\n三是总结,四是推广,五是宣传\n"
    assert document(text.encode()).kind == "text"


def test_tabs_pipes_and_markdown_give_the_same_rows() -> None:
    rows = [HEADS, ("1", "甲事", "做成", "办公室", "6月", "无"), ("2", "乙事", "做好", "法规处", "7月", "有")]
    tabs = "\n".join("\t".join(row) for row in rows)
    pipes = "\n".join(" | ".join(row) + " |" for row in rows)
    bars = "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], ("---",) * 6, *rows[1:]))
    made_of = [draft(text.encode(), year=2020).rows for text in (tabs, pipes, bars)]
    plain = [[row._replace(place=None, parts=()) for row in found] for found in made_of]  # type: ignore[arg-type]
    assert plain[0] == plain[1] == plain[2]
    assert [row.title for row in plain[0]] == ["甲事", "乙事"]
