"""Small documents of the office, made in memory for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from workplan.office.draft import Draft, Refusal
from workplan.office.drafts import drafts
from workplan.office.read import read
from workplan.office.source import SourceDocument

Rows = Sequence[Sequence[Any]]
HEADS = ("序号", "任务名称", "工作目标", "责任单位", "完成时间", "备注")


def xlsx(rows: Rows, merges: Iterable[str] = (), change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of one sheet; ``change`` may do more to it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area in merges:
        sheet.merge_cells(area)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx_table(rows: Rows, change: Callable[[Any], None] | None = None, before: Sequence[str] = ()) -> bytes:
    """A Word document of paragraphs and one table; ``change`` may do more to it."""
    document = docx.Document()
    for text in before:
        document.add_paragraph(text)
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = str(text)
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def numbered(paragraph: Any, level: int = 0, number: int = 1) -> None:
    """Let Word count a paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    listed = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", number)):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(value))
        listed.append(element)
    properties.append(listed)


def html(rows: Rows, head: str = "", tail: str = "") -> bytes:
    """A page with one table."""
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return f"<html><head><meta charset='utf-8'></head><body>{head}<table border=1>{cells}</table>{tail}</body></html>".encode()


def repacked(raw: bytes, change: Callable[[str, bytes], bytes], add: dict[str, bytes] | None = None) -> bytes:
    """A packed document with its parts changed, and further ones added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def document(raw: bytes, file: str = "原件") -> SourceDocument:
    found = read(raw, file)
    assert isinstance(found, SourceDocument), found
    return found


def draft(raw: bytes, **how: Any) -> Draft:
    found = drafts(document(raw), **how)
    assert not isinstance(found, Refusal), found
    assert len(found) == 1
    return found[0]


def refusal(raw: bytes, **how: Any) -> Refusal:
    found = read(raw, "原件")
    if isinstance(found, SourceDocument):
        ended = drafts(found, **how)
        assert isinstance(ended, Refusal), ended
        return ended
    return found


def codes(found: Draft) -> set[str]:
    return {doubt.code for doubt in (*found.told, *found.left_out)}
