"""One department's page: its figures, its curve, its tasks with its role in each, its steps, and what it shares."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.holding import Part, parts_of
from ..domain.plan import Department
from ..domain.standing import Heading, ScheduledMilestone, ScheduledTask, Standing, milestones
from ..domain.targets import Outcome
from .conclusion import due_by
from .curve import STRIP, Curve, counted_on, curve_of
from .figures import Figures
from .form import Form
from .outline import Table, TableRow, shared
from .phrases import dated
from .rows import StandingCount, TaskRow, chinese_day, count_standings, task_row
from .timeline import axis_of


class RoleRow(NamedTuple):
    """A task and the department's role in it."""

    role: str
    task: TaskRow


class StripFigure(NamedTuple):
    """One figure of the strip at a page's head; ``standing`` colours it, "" for none."""

    word: str
    number: int
    standing: str = ""


class DepartmentPage(NamedTuple):
    """A department and all it has a part in; ``rows`` is empty where it has none.

    ``figures`` count what it holds, ``curve`` is of that too, None where nothing of it has a last day. ``steps`` and
    ``sharing`` are tables, None where there is nothing to show.
    """

    name: str
    aliases: tuple[str, ...]
    day: str
    rows: tuple[RoleRow, ...]
    counts: tuple[StandingCount, ...]
    figures: tuple[StripFigure, ...] = ()
    curve: Curve | None = None
    steps: Table | None = None
    sharing: Table | None = None


def department_pages(
    document: PlanDocument, tasks: tuple[ScheduledTask, ...], asked: frozenset[str], as_of: date
) -> tuple[DepartmentPage, ...]:
    """Return the pages of the departments asked for, or of every one of the register."""
    form, steps = Form(document), milestones(tasks, as_of)
    return tuple(
        _page(entry, tasks, steps, document, form, as_of)
        for entry in document.plan.departments
        if not asked or entry.name in asked
    )


def _page(
    entry: Department,
    tasks: tuple[ScheduledTask, ...],
    steps: tuple[ScheduledMilestone, ...],
    document: PlanDocument,
    form: Form,
    as_of: date,
) -> DepartmentPage:
    parts = [part for part in parts_of(entry, tasks, steps, document.register) if not part.via]
    held = [p.task for p in parts if any(h.name == entry.name for h in p.task.reading.holders)]
    rows = [
        RoleRow(part.role.word if part.role else "节点", task_row(part.task, form, as_of)) for part in parts
    ]
    own = {id(step) for part in parts for step in part.steps}
    numbers = {task.id for task in held}
    ours = [s for s in steps if id(s) in own or (s.task.id in numbers and not s.reading.departments)]
    return DepartmentPage(
        entry.name,
        entry.aliases,
        chinese_day(as_of),
        tuple(rows),
        count_standings(part.task for part in parts),
        tuple(_figures(held, rows, as_of)) if parts else (),
        _curve(held, document, as_of),
        _steps_table(ours, form, document.plan.year),
        _sharing_table(parts, rows),
    )


def _curve(held: list[ScheduledTask], document: PlanDocument, day: date) -> Curve | None:
    return curve_of(held, axis_of(document, held, 0), day, Figures(), STRIP) if counted_on(held) else None


def _figures(held: list[ScheduledTask], rows: list[RoleRow], day: date) -> Iterator[StripFigure]:
    yield StripFigure("参与的任务", len(rows))
    yield StripFigure("负责的", len(held))
    yield StripFigure("应完成", len(due_by(held, day)))
    yield StripFigure("完成", sum(t.standing.done for t in held), Standing.DONE)
    yield StripFigure("逾期", sum(t.standing is Standing.OVERDUE for t in held), Standing.OVERDUE)
    yield StripFigure(Heading.BEHIND.word, sum(t.heading is Heading.BEHIND for t in held), Standing.BEHIND)
    yield StripFigure("未报", sum(t.standing is Standing.UNREPORTED for t in held), Standing.UNREPORTED)
    numbers = {task.id for task in held}
    targets = [t.outcome for row in rows if row.task.number in numbers for t in row.task.targets]
    if targets:
        yield StripFigure("指标", len(targets))
        yield StripFigure("达到", targets.count(Outcome.MET.value), Standing.DONE)


def _steps_table(steps: Iterable[ScheduledMilestone], form: Form, year: int) -> Table | None:
    rows = [_step_row(step, form, year) for step in steps]
    columns = shared(("任务", 8, True), ("节点", 52), ("时间", 22, True), ("进度", 18, True))
    return Table("节点", columns, tuple(rows), main=1) if rows else None


def _step_row(step: ScheduledMilestone, form: Form, year: int) -> TableRow:
    words, day, stands = step.reading.milestone, step.reading.deadline.last_day, step.standing.row
    late = f"{step.days_late}天" if step.days_late else ""
    time = "\n".join(dict.fromkeys(filter(None, (words.deadline, dated(day, year) if day else ""))))
    label = form.label(step.task.reading.task)
    return TableRow((label, words.name, time, f"{stands.mark}{stands.step}{late}"), step.standing.value)


def _sharing_table(parts: list[Part], rows: list[RoleRow]) -> Table | None:
    """Return the tasks others have a part in too: who they are, and what each of them is to it."""
    found = []
    for part, row in zip(parts, rows, strict=True):
        others = [r for r in part.task.reading.departments if r.name != part.department]
        if others:
            named = "\n".join(f"{r.role.word}：{r.printed}" for r in others)
            how = f"{row.task.mark}{row.task.word}{row.task.days if row.task.days_late else ''}"
            found.append(TableRow((row.task.label, row.task.name, row.role, named, how), row.task.standing))
    columns = shared(
        ("任务", 8, True), ("任务名称", 40), ("本部门", 10, True), ("其他部门", 28), ("进度", 14, True)
    )
    return Table("与其他部门共同承担的任务", columns, tuple(found), main=1) if found else None
