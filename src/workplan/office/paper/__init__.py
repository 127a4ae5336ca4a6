"""Reports as Word documents, from the same objects pages are made of: an office edits, stamps and sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...output.typography import typeset
from ...reports.letterhead import organ_of
from ..limits import installed

if TYPE_CHECKING:
    from ...reports import Report
    from .sheets import Sheets

NAMES = ("plan", "bulletin", "account", "slip", "department")
"""The reports there are in Word; the others are pictures."""


def to_docx(name: str, report: Report) -> bytes:
    """Return one of ``NAMES`` as a document; the same report gives the same bytes. Raises ``Unavailable``."""
    with installed("写 Word 文件"):
        from . import file
    from .sheets import Sheets

    document = file.blank(_title(name, report), organ_of(report.document), report.as_of)
    sheets = Sheets(document.element.body)
    _draw(name, report, sheets)
    sheets.finish()
    return file.packed(document)


def _title(name: str, report: Report) -> str:
    """Return what the file says it is."""
    match name:
        case "bulletin":
            return report.circular.title
        case "account":
            return report.account.title
        case "slip":
            return report.slips.title
        case "department":
            return f"{report.year}年重点工作任务（分部门）"
        case _:
            return report.title


def _draw(name: str, report: Report, sheets: Sheets) -> None:
    from .department import draw_departments
    from .outline import draw_paper
    from .plan import draw_plan
    from .slip import draw_slips

    match name:
        case "bulletin":
            draw_paper(report.circular, sheets, sent=True)
        case "account":
            draw_paper(report.account, sheets, sent=False)
        case "slip":
            draw_slips(report, sheets)
        case "department":
            draw_departments(report, sheets)
        case _:
            draw_plan(report, sheets)


def left_out(name: str, report: Report) -> tuple[str, ...]:
    """Return what whoever makes the papers should know, and whoever gets them should not read."""
    if name != "slip":
        return ()
    found = report.slips
    nobody = "；".join(f"{task.label} {task.name}" for task in found.nobody)
    spared = "、".join(found.spared) if found.slips else ""
    told = (
        nobody and f"没有写责任部门、未出单的任务：{nobody}。",
        spared and f"没有需要{found.level}的事项、未出单的部门：{spared}。",
    )
    return tuple(typeset(line) for line in told if line)
