"""Workbooks whose formats nobody sees: OpenDocument as .et, .xls are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from tests.office.made import HEADS, codes, draft

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def cell(value: object) -> str:
    if isinstance(value, float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    if str(value).startswith("20"):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>x</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def ods(rows: Sequence[tuple[object, ...]]) -> bytes:
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="表">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", content)
    return out.getvalue()


def test_values_are_read_and_what_formats_may_have_shown_is_told() -> None:
    found = draft(
        ods(
            [HEADS, (1.0, "甲事", 0.8, "办公室", "2020-10-01", "无"), (2.0, "乙事", 3.0, "法规处", "7月", "")]
        )
    )
    assert [(row.number, row.title, row.goals, row.deadline.raw) for row in found.rows] == [
        ("1", "甲事", "0.8", "2020-10-01"),
        ("2", "乙事", "3", "7月"),
    ]
    assert {"formats-unseen", "maybe-percent", "true-date"} <= codes(found)
    assert any("没有显示到日" in doubt.message for doubt in found.told)


def test_merged_cells_of_opendocument_stand_at_every_place() -> None:
    rows = [HEADS, (1.0, "甲事", "好", "办公室", "6月", ""), (2.0, "乙事", "好", "COVERED", "7月", "")]
    whole = cell("办公室").replace("<table:table-cell ", '<table:table-cell table:number-rows-spanned="2" ')
    found = draft(_changed(ods(rows), cell("办公室"), whole, cell("COVERED"), "<table:covered-table-cell/>"))
    assert [[office.name for office in row.departments] for row in found.rows] == [["办公室"], ["办公室"]]


def _changed(raw: bytes, *words: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for before, after in zip(words[::2], words[1::2], strict=True):
                text = text.replace(before, after)
            new.writestr(name, text)
    return out.getvalue()
