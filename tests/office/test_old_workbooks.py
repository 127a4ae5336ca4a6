"""Workbooks whose formats nobody sees: OpenDocument as .et, .xls are."""

from __future__ import annotations

import io
import zipfile

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


def ods(rows: list[tuple[object, ...]]) -> bytes:
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
    assert any("只显示到月" in doubt.message for doubt in found.told)
