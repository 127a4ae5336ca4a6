"""Slips in Word: a page for each office, with room for its answer that never stands alone on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...output.chinese import date_words
from . import tables
from .outline import row_of
from .sheets import FORM, Sheets
from .words import Element, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...reports import Report
    from ...reports.outline import Table
    from ...reports.slip import Slip

_ROOM = 5
"""Lines left for an answer."""
_SIGNED = (
    "承办部门负责人：　　　　经办人：　　　　反馈日期：　　年　　月　　日",
    "督办人：　　　　联系电话：　　　　签收日期：　　年　　月　　日",
)


def draw_slips(report: Report, sheets: Sheets) -> None:
    """Draw a page for each office that is asked something; if none is, say so."""
    found, day = report.slips, date_words(report.as_of)
    for slip in found.slips:
        sheets.turn(FORM)
        sheets.add(paragraph("FormTitle", found.title), *_page(slip, found.level, day))
    if not found.slips:
        sheets.turn(FORM)
        nothing = f"截至{day}\uff0c各部门都没有需要{found.level}的事项。"
        sheets.add(paragraph("FormTitle", found.title), paragraph("Form", nothing))


def _page(slip: Slip, level: str, day: str) -> Iterator[Element]:
    yield paragraph("FormNumber", f"编号\uff1a{slip.number}")
    yield paragraph("FormTo", f"{slip.department}\uff1a")
    if not slip.table:
        yield paragraph("Form", f"截至{day}\uff0c没有需要{level}的事项。")
        yield paragraph("FormEnd", day)
        return
    yield paragraph("Form", slip.opening + slip.reply)
    yield _asked(slip, slip.table)
    if slip.overdue:
        yield paragraph("FormRemark", f"另有已经逾期的{slip.overdue}项\uff0c由督办单督办。")
    if slip.copies:
        yield paragraph("FormRemark", f"抄送\uff1a{'、'.join(slip.copies)}")
    yield paragraph("FormEnd", f"{slip.organ}\u3000{day}")


def _asked(slip: Slip, asked: Table) -> Element:
    """Return the table of what is asked; its last row stands on one page with the room to answer in."""
    rows = [tables.head_row(column.head for column in asked.columns)]
    rows += (row_of(row, asked, keep=row is asked.rows[-1]) for row in asked.rows)
    head = f"办理情况反馈（{slip.number}，{slip.department}，{len(slip.items)}项）："
    answer = tables.Cell((head, *["\u3000"] * _ROOM, *_SIGNED), "FormAnswer", len(asked.columns))
    rows.append(tables.Row((answer,)))
    return tables.table(FORM, [column.width for column in asked.columns], rows, asked.caption)
