"""The plan in Word: particulars, prose, and the list as a table across, or as numbered paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ...domain.fold import compiled
from ...output.chinese import date_words
from . import tables
from .sheets import ACROSS, UPRIGHT, Sheet, Sheets
from .words import Element, paragraph

if TYPE_CHECKING:
    from ...reports import Report, TaskRow
    from ...reports.form import GroupEntry
    from ...reports.listing import ListLine, ListRow
    from ...reports.rows import StepRow

_SIX = (11, 36, 106, 27, 19, 21, 29)
"""Widths of the list of 2020 with its six columns, in mm."""
_PROGRESS = (13, 15)
"""How what is left of the width is shared by how steps and tasks stand."""
_MIDDLE = frozenset({"id", "number", "deadline"})
_DAY = r"(?:19|20)[0-9]{2}\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日"
_BEFORE_TITLE = ")\uff09.、\uff0e"
"""Numbers that end so need no full stop."""


def draw_plan(report: Report, sheets: Sheets) -> None:
    """Draw the plan, or the part of its list that was asked for."""
    opening = bool(report.preamble or report.sections) and not report.scope
    upright = report.prose or opening
    sheets.turn(UPRIGHT if upright else ACROSS)
    if not report.scope:
        sheets.add(*_particulars(report), paragraph("Title", report.title))
        sheets.add(*_text(report))
    if opening and not report.prose:
        sheets.turn(ACROSS)
    sheets.add(*_list_head(report))
    sheets.add(*_list(report, UPRIGHT if report.prose else ACROSS))
    sheets.add(*_ending(report))


def _particulars(report: Report) -> Iterator[Element]:
    """Yield how the plan was published, in the lines of the page it stood on."""
    p = report.publication
    lines = (
        f"索引号 {p.index_number}" if p.index_number else "",
        f"组配分类 {p.category} 发布机构 {p.issuer}" if p.category or p.issuer else "",
        f"生成日期 {p.generated or ''} 公开方式 {p.disclosure}" if p.generated or p.disclosure else "",
        report.titles.page,
        f"发布日期\uff1a{p.published or ''} 来源\uff1a{p.source}" if p.published or p.source else "",
    )
    yield from (paragraph("Particulars", line) for line in lines if line)


def _text(report: Report) -> Iterator[Element]:
    lines = [line for line in report.preamble.splitlines() if line.strip()]
    for nth, line in enumerate(lines):
        to = nth == 0 and line.rstrip().endswith(("\uff1a", ":"))  # whom it is sent to stands at the edge
        yield paragraph("Addressee" if to else "Normal", line)
    for section in report.sections:
        yield paragraph("Heading1", f"{section.ordinal}、{section.title}")
        for point in section.points:
            yield paragraph("Normal", point.text, head=f"{point.number}.{point.title}")
    annexes = report.titles.annex_line.splitlines() if report.titles.annex_line else []
    yield from (paragraph("AnnexMore" if nth else "AnnexLine", line) for nth, line in enumerate(annexes))


def _list_head(report: Report) -> Iterator[Element]:
    titles = report.titles
    if titles.annex_label and not report.scope:
        yield paragraph("AnnexLabel", titles.annex_label)
    if report.scope or (titles.annex_head and titles.annex_head != report.title):
        yield paragraph("AnnexTitle", titles.annex_head or report.title)
    if report.scope:
        yield paragraph("Scope", f"范围\uff1a{report.scope}\uff0c共{len(report.tasks)}项")


def _list(report: Report, sheet: Sheet) -> Iterator[Element]:
    if not report.tasks:
        yield paragraph("Scope", "没有任务。")
    elif report.prose:
        yield from _paragraphs(report)
    else:
        yield _table(report, sheet)


def _ending(report: Report) -> Iterator[Element]:
    counts = "\uff0c".join(f"{c.word}{c.count}项" for c in report.counts) or "没有任务"
    yield paragraph("Remark", f"截至{date_words(report.as_of)}\uff1a{counts}。{report.notice}")
    yield from (paragraph("Remark", note) for note in report.notes)
    for task in report.tasks:
        if task.number in report.links:
            yield paragraph("Remark", f"任务{task.label}\uff1a{report.links[task.number]}。")
    if report.footer and not report.scope:
        yield from _colophon(report.footer.splitlines())


def _colophon(lines: list[str]) -> Iterator[Element]:
    """Yield what stands at the foot: an organ over a day is a signature, all else a note of printing."""
    if len(lines) > 1 and compiled(_DAY).fullmatch(lines[-1].strip()):
        yield from (paragraph("Signature", line) for line in lines[:-1])
        yield paragraph("Date", lines[-1])
    else:
        yield paragraph("Colophon", "\n".join(lines))


def _table(report: Report, sheet: Sheet) -> Element:
    heads: list[tables.Cell] = [
        tables.Cell((column.head.replace("\n", ""),), "TableHead", column.span) for column in report.columns
    ]
    heads += [tables.Cell((word,), "TableHead") for word in (["分项进度"] if report.split else []) + ["进度"]]
    late = frozenset(report.tones["late"])
    rows = [tables.Row(tuple(heads), head=True)]
    for row in report.rows:
        rows += _group_rows(row) if row.group else _task_rows(row, split=report.split, late=late)
    return tables.table(sheet, _shares(report), rows, report.titles.annex_head or report.title)


def _shares(report: Report) -> list[float]:
    """Return the width of every column of the grid: those of the list, then those that say how it stands."""
    if not report.own_form:
        return list(_SIX)
    found = [column.width / column.span for column in report.columns for _ in range(column.span)]
    left = max(100 - sum(found), 10)
    parts = _PROGRESS if report.split else _PROGRESS[1:]
    return found + [left * part / sum(parts) for part in parts]


def _group_rows(row: ListRow) -> Iterator[tables.Row]:
    for line in row.lines:
        cells = (tables.Cell(c.lines, "TableGroup", c.columns) for c in line.cells if c.rows)
        yield tables.Row(tuple(cells), keep=True)


def _task_rows(row: ListRow, *, split: bool, late: frozenset[str]) -> Iterator[tables.Row]:
    task = row.task
    if task is None:
        return
    strong = "TableStrong" if task.standing in late else "TableText"
    open_: dict[int, tables.Cell] = {}
    for nth, line in enumerate(row.lines):
        cells = list(_cells(line, open_))
        alone = len(row.lines) == 1 and not line.step
        if split and not alone:
            cells.append(tables.Cell((step_standing(line.step) if line.step else "",)))
        merge = "" if len(row.lines) == 1 else "continue" if nth else "restart"
        words = "" if nth else standing(task)
        cells.append(tables.Cell((words,), strong, 2 if split and alone else 1, merge))
        yield tables.Row(tuple(cells))


def _cells(line: ListLine, open_: dict[int, tables.Cell]) -> Iterator[tables.Cell]:
    """Yield a line's cells; ``open_`` holds, by column, those of the first line that reach down over the others."""
    at = 0
    for place, cell in enumerate(line.cells):
        if place < at:
            continue  # another reaches over it from the left
        if not cell.rows:
            above = open_.get(place, tables.Cell(("",)))
            at = place + above.across
            yield above._replace(lines=("",), merge="continue")
            continue
        style = "TableCentred" if cell.holds in _MIDDLE else "TableText"
        made = tables.Cell(cell.lines, style, cell.columns, "restart" if cell.rows > 1 else "")
        at = place + cell.columns
        open_[place] = made
        yield made


def _paragraphs(report: Report) -> Iterator[Element]:
    for row in report.rows:
        if row.group:
            yield _heading(row.group)
        elif row.task:
            yield from _sentences(row.task)


def _heading(group: GroupEntry) -> Element:
    return paragraph(f"Heading{min(group.depth, 3)}", group.heading + group.bracket)


def _sentences(task: TaskRow) -> Iterator[Element]:
    rest = f"{_joined(task.goals)}{task.bracket} {standing(task)}"
    yield paragraph("Normal", rest, head=f"{dotted(task.printed)}{task.title}")
    for step in task.steps:
        if not step.quoted:
            words = f"{dotted(step.number)}{step.title}{_joined(step.goals)}{step.bracket}"
            yield paragraph("Normal", f"{words} {step_standing(step)}")


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def dotted(number: str) -> str:
    """Return a printed number as it stands before a title: 3."""
    return f"{number}." if number and number[-1] not in _BEFORE_TITLE else number


def standing(task: TaskRow) -> str:
    """Return how a task stands, in the words of the list."""
    moved = f"延至{date_words(task.last_day)}" if task.first_day else ""
    return " ".join(filter(None, (task.stands, moved, task.late)))


def step_standing(step: StepRow) -> str:
    """Return how a step stands."""
    return step.stands
