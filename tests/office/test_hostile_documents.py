"""Documents made to do harm, or broken on their way: one clear refusal, or a draft that does nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.office.made import HEADS, codes, docx_table, draft, html, refusal, repacked, xlsx

ROW = (1, "甲事", "做成", "办公室", "6月底前", "")
RAW = xlsx([HEADS, ROW])
DTD = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def in_sheet(old: bytes, new: bytes) -> bytes:
    return repacked(RAW, lambda name, part: part.replace(old, new) if "sheet1" in name else part)


def ods(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return out.getvalue()


FAR = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
LINK = b'</sheetData><hyperlinks><hyperlink ref="A3:XFD1048576" location="x"/></hyperlinks>'
REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000">'
    "<text:p>x</text:p></table:table-cell></table:table-row>"
)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (repacked(RAW, lambda _, part: part, {"xl/media/big": bytes(65 << 20)}), "file-too-large"),
        (repacked(RAW, lambda _, part: part, {"xl/worksheets/big.xml": bytes(25 << 20)}), "file-too-large"),
        (in_sheet(b"<worksheet", DTD + b"<worksheet"), "entities"),
        (in_sheet(b"</sheetData>", FAR), "table-too-large"),
        (in_sheet(b"</sheetData>", LINK), "table-too-large"),
        (xlsx([HEADS, ROW], change=lambda book: book.active.cell(6000, 1, "x")), "table-too-large"),
        (xlsx([HEADS, ROW], change=lambda book: book.active.cell(2, 70, "x")), "table-too-large"),
        (RAW[:2000], "damaged-file"),
        (docx_table([HEADS, ROW])[:9000], "damaged-file"),
        ((",".join(HEADS) + "," * 20_000 + "\n1,甲\n").encode(), "table-too-large"),
        (("|" + "-|" * 20_000 + "\n").encode() * 3, "table-too-large"),
        (html([HEADS, ("<td colspan=9000>x</td>",)]), "table-too-large"),
        (html([["<div>" * 3000 + "x", "y"]]), "damaged-file"),
        (ods(REPEATED), "table-too-large"),
        (b"%PDF-1.7\n", "kind-pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "kind-doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kind-encrypted"),
        (b"\x89PNG\r\n", "kind-image"),
        (b"\0\1\2\3", "kind-binary"),
        (b" \n", "kind-empty"),
        (b"\xff\xfe\x00\xd8\x00\x00", "encoding"),
        (b"\xff\xff\xff\xff", "encoding"),
        ("没有表,只有话。\n".encode(), "no-list"),
    ],
)
def test_a_document_that_cannot_be_read_is_one_refusal(raw: bytes, code: str) -> None:
    found = refusal(raw)
    assert (found.code, found.place.file) == (code, "原件")
    assert found.message.endswith("。")
    assert found.hint.endswith("。")


def test_macros_and_links_are_told_and_left_alone() -> None:
    found = draft(
        repacked(
            RAW,
            lambda _, part: part,
            {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"},
        ),
        year=2020,
    )
    assert {"macros", "external-links"} <= codes(found)
    assert [row.title for row in found.rows] == ["甲事"]


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "@SUM(1)", "-1+1", "no", "1e3", "- x", "# y", "'", '"', "\x1b[31m"]
)
def test_what_a_program_could_misread_is_text(text: str) -> None:
    cell = '"' + text.replace('"', '""') + '"'
    found = draft((",".join(HEADS) + f"\n1,{cell},乙,办公室,6月,\n2,丙,丁,办公室,7月,\n").encode(), year=2020)
    assert found.rows[0].title == text


def test_a_row_whose_lost_cells_nothing_places_is_refused() -> None:
    text = "序号|任务|措施|责任单位|完成时间\n1|甲|乙|办公室|6月\n2|3.5|6月底前|12.5%|\n"
    assert refusal(text.encode(), year=2020).code == "lost-cells"


def test_a_row_that_does_not_fit_its_heads_is_told() -> None:
    text = "序号|任务|措施|责任单位|完成时间\n1|甲|乙|办公室|6月\n2|办公室|7月||\n"
    assert "misplaced-cells" in codes(draft(text.encode(), year=2020))


def test_a_book_of_more_cells_than_any_list_is_refused_before_it_is_read() -> None:
    cells = b"".join(b'<c r="A1"><v>1</v></c>' for _ in range(80_001))
    raw = in_sheet(b"</sheetData>", b'<row r="9">' + cells + b"</row></sheetData>")
    assert refusal(raw).code == "table-too-large"
