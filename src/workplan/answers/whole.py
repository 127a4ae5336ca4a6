"""One task, or one point, whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..domain.document import PlanDocument
from ..domain.form import Holds
from ..domain.interpretation import Responsible
from ..domain.plan import AnyTarget
from ..domain.printed import ROLE_OF, opened, shown, taken
from ..domain.promises import Promise, of_task
from ..domain.query import Selection
from ..domain.records import Extension
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing, milestones
from . import log, points
from .columns import Column, Table, View, record
from .envelope import envelope
from .groups import heading
from .links import Links
from .tasks import as_listed, sheet
from .wording import (
    COLON,
    SEMICOLON,
    aim,
    bracketed,
    deadline_words,
    departments,
    iso,
    marked_source,
    milestone_words,
    pace_words,
    progress_words,
    reported_words,
    told,
)

_LABELLED = (Column(""), Column("", flexible=True))


def tasks(
    document: PlanDocument, today: date, chosen: Sequence[ScheduledTask], links: Links | None = None
) -> View:
    """Return tasks with their history in every shape."""
    steps = milestones(chosen, today)
    kept, listed = log.columns(document), as_listed(document)
    body = {
        "tasks": [
            {
                **listed(item),
                "history": [record(kept, r) for r in item.history.records],
                **(links.payload(item) if links else {}),
            }
            for item in chosen
        ],
        "left_out": [],
    }
    listed_whole = Selection(tuple(chosen))
    view = View(
        envelope("tasks", document, today, body),
        tuple(_task(item, tuple(s for s in steps if s.task is item), document, links) for item in chosen),
        sheet(listed_whole, document),
    )
    return view._replace(common=lambda: view._replace(data=sheet(listed_whole, document, common=True)))


def of_points(document: PlanDocument, today: date, numbers: Sequence[int]) -> View:
    """Return the points of these numbers in every shape."""
    shown = points.entries(document, numbers)
    return points.view(document, today, shown, tuple(_point(entry, document) for entry in shown))


def _task(
    item: ScheduledTask, steps: tuple[ScheduledMilestone, ...], document: PlanDocument, links: Links | None
) -> Table:
    """Return a task's words, readings, promises and steps as labelled rows."""
    words = item.reading.task
    printed = _form(item, document) if opened(document.plan) else _six(item, document)
    rows = [
        *printed,
        ("状态", item.status.word),
        ("进度", _progress(item)),
        ("延期", "\n".join(map(_extension, item.history.extensions))),
        ("落实要点", "\n".join(f"{n} {document.points[n].name}" for n in words.points)),
        *(links.rows(item) if links else ()),
        ("节点", "\n".join(_step(step, document) for step in steps)),
        ("指标", "\n".join(map(_promise, of_task(item)))),
        (
            "台账",
            "\n".join(COLON.join((f"{r.date} {r.by}", told(r))) for r in reversed(item.history.records)),
        ),
    ]
    return Table(_LABELLED, tuple(row for row in rows if row[1]), f"任务 {document.names[words.id]}")


Labelled = tuple[str, str]


def _six(item: ScheduledTask, document: PlanDocument) -> list[Labelled]:
    """Return what is printed of a task in a list of the six columns."""
    words = item.reading.task
    return [
        ("任务名称", words.title),
        ("目标要求", words.goals),
        *((r.role.word, _party(r)) for r in item.reading.departments),
        ("完成时间", _deadline(item, document)),
        ("备注", words.remark),
    ]


def _form(item: ScheduledTask, document: PlanDocument) -> list[Labelled]:
    """Return what is printed of a task in a list of another form: its groups, then every cell by its own head.

    The roles stand behind the first cell of offices, or last where there is none.
    """
    task, plan = item.reading.task, document.plan
    roles = [(r.role.word, _party(r)) for r in item.reading.departments]
    rows = [("分组", "\n".join(map(heading, document.groups.above(task.group))))]
    for column in shown(plan):
        if column.holds is Holds.DEADLINE:
            rows.append((column.name, _deadline(item, document) + marked_source(item.reading.source)))
            continue
        cell = taken(task, column, plan, document.groups)
        rows.append((column.name, f"{cell.text}{marked_source(cell.source) if cell.text else ''}"))
        if column.holds is Holds.DEPARTMENTS or column.holds in ROLE_OF:
            rows += roles
            roles = []
    return [*rows, *roles]


def _point(entry: points.Entry, document: PlanDocument) -> Table:
    """Return a point's words, its promises, and the tasks that carry it out."""
    item = entry.point
    carriers = [f"{document.names[n]} {document.tasks[n].title}" for n in entry.carriers]
    rows = [
        ("要点", item.name),
        ("内容", item.text),
        ("任务", "\n".join(carriers) or "没有任务落实"),
        ("指标", "\n".join(map(_aim, item.targets))),
    ]
    return Table(_LABELLED, tuple(row for row in rows if row[1]), f"要点 {item.id}")


def _party(part: Responsible) -> str:
    as_printed = "" if part.name == part.printed else f"（印作“{part.printed}”）"
    return f"{part.name}{as_printed}{marked_source(part.source)}"


def _deadline(item: ScheduledTask, document: PlanDocument) -> str:
    deadline = item.reading.deadline
    words = deadline_words(deadline, document.plan.year)
    return f"{words}，也可能是 {iso(deadline.other_day)}" if deadline.ambiguous else words


def _progress(item: ScheduledTask) -> str:
    behind = item.standing is Standing.BEHIND  # its days are the pace, which follows in full
    words = item.marked if behind else progress_words(item)
    return f"{words}{bracketed(pace_words(item.pace)) if item.pace else ''} {item.light.word}".rstrip()


def _extension(extension: Extension) -> str:
    return f"延至 {extension.to}：{extension.reason}{bracketed(extension.approval)}"


def _promise(promise: Promise) -> str:
    standing = promise.standing
    if standing is None or standing.value is None:
        return _aim(promise.target)
    return f"{_aim(promise.target)} {reported_words(promise.target, standing)}"


def _step(step: ScheduledMilestone, document: PlanDocument) -> str:
    words = step.reading.milestone
    when = deadline_words(step.reading.deadline, document.plan.year)
    if not words.title:
        return COLON.join((f"{when} {milestone_words(step)}", words.text))
    offices = {c.name for c in shown(document.plan) if c.holds in ROLE_OF}
    cells = [COLON.join(pair) for pair in words.cells.items() if pair[0] not in offices and pair[1]]
    said = (words.goals, departments(step.reading.departments), *cells)
    name = f"{words.number} {words.title}".strip()
    return COLON.join(
        (f"{when} {milestone_words(step)}", name + bracketed(SEMICOLON.join(filter(None, said))))
    )


def _aim(target: AnyTarget) -> str:
    """Return a promise in one line: 网办率 不低于 95%(原文:力争网办率95%以上)."""
    return f"{target.name} {aim(target)}（原文：{target.phrase}）"
