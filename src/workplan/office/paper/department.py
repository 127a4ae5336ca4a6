"""Department pages in Word: figures, tasks with what was promised and reported, steps, and what is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...output.chinese import date_words
from ...reports.outline import Table, TableRow, shared
from .outline import table_of
from .plan import dotted, step_standing
from .sheets import ACROSS, Sheets
from .words import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...reports import Report
    from ...reports.department import DepartmentPage, RoleRow
    from ...reports.rows import TaskRow


def draw_departments(report: Report, sheets: Sheets) -> None:
    """Draw the pages of the departments asked for."""
    for page in report.departments:
        sheets.turn(ACROSS)
        sheets.add(paragraph("AnnexTitle", f"{page.name}{report.year}年重点工作任务"))
        if not page.rows:
            sheets.add(paragraph("Scope", f"截至{page.day}\uff0c这个部门没有任务。"))
            continue
        sheets.add(*(paragraph("Scope", line) for line in _figures(page, report.notice)))
        for found in filter(None, (_tasks(page, report), page.steps, page.sharing)):
            sheets.add(*table_of(found, ACROSS))


def _figures(page: DepartmentPage, notice: str) -> Iterator[str]:
    counts = "\uff0c".join(f"{c.word}{c.count}项" for c in page.counts)
    yield f"截至{page.day}\uff0c参与的{len(page.rows)}项\uff1a{counts}。"
    yield "\uff0c".join(f"{figure.word}{figure.number}项" for figure in page.figures) + "。"
    if notice:
        yield notice


def _tasks(page: DepartmentPage, report: Report) -> Table:
    heads, ids = report.heads, _has_ids(report)
    columns = shared(
        *([("编号", 5, True)] if ids else []),
        (heads.number or "序号", 5, True),
        (heads.title or "任务名称", 16),
        *((column.head.replace("\n", ""), max(column.width, 5)) for column in report.further),
        ("角色", 6, True),
        (heads.deadline or "完成时间", 12, True),
        ("进度", 13),
        ("目标和指标", 24),
        ("历次报送", 24),
    )
    rows: list[TableRow] = []
    before: tuple[object, ...] = ()
    for row in page.rows:
        above = row.task.group
        if above and above != before:
            rows.append(TableRow(("\u3000".join(group.heading for group in above),), group=True))
        before = above
        rows.append(TableRow(tuple(_cells(row, report.links, ids=ids)), row.task.standing))
    return Table("", columns, tuple(rows))


def _has_ids(report: Report) -> bool:
    return report.columns[0].holds == "id"


def _cells(row: RoleRow, links: Mapping[int, str], *, ids: bool) -> Iterator[str]:
    task = row.task
    if ids:
        yield str(task.number)
    yield task.printed if ids else task.printed or str(task.number)
    yield "\n".join(filter(None, (task.title, links.get(task.number))))
    yield from (cell.text for cell in task.further)
    yield row.role
    yield (task.time or "未定") + (f"\n\uff08{date_words(task.last_day)}\uff09" if task.last_day else "")
    moved = f"延至{date_words(task.last_day)}" if task.first_day else ""
    yield " ".join(filter(None, (task.stands, moved, *task.late_steps)))
    yield "\n".join(_promises(task))
    told = (f"{date_words(entry.date)}{entry.by}\uff1a{entry.text}" for entry in task.history)
    yield "\n".join(told) or "没有报送"


def _promises(task: TaskRow) -> Iterator[str]:
    steps = [step for step in task.steps if not step.quoted]
    for target in task.targets:
        reported = f"\uff08{target.reported}\uff09" if target.reported else ""
        yield f"{target.name}\uff1a{target.aim}{reported}"
    if not task.targets and not steps:
        yield "—"
    for step in steps:
        day = f"\uff08{date_words(step.last_day)}\uff09" if step.last_day else ""
        yield f"{dotted(step.number)}{step.title}{day} {step_standing(step)}"
