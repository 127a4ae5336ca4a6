"""交办单, 催办单, 督办单: what one department is asked to do, on a page it signs and sends back."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from enum import unique
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.holding import holder_names, step_holders
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing, milestones
from ..domain.worded import Worded
from .form import Form, Heads
from .letterhead import organ_of
from .outline import Table, TableRow, shared
from .phrases import BLANK, dated
from .rows import TaskRow, step_row


def _wants_reminding(task: ScheduledTask) -> bool:
    """Tell whether a task falls due, lags, has a late step or is silent, and is not overdue: that is another level's."""
    if task.standing is Standing.UNREPORTED and task.light.pressing:
        return True
    return task.standing in (Standing.BEHIND, Standing.DUE_SOON) or (
        bool(task.late_steps) and task.standing is not Standing.OVERDUE
    )


@unique
class Level(Worded):
    """The three levels of following up: the word, how a slip begins, and which tasks are asked after in it."""

    def __init__(self, code: str, word: str, opening: str, takes: Callable[[ScheduledTask], bool]) -> None:
        super().__init__(code, word)
        self.opening = opening
        self.takes = takes

    ASSIGN = (
        "assign",
        "交办",
        "现将下列重点工作任务交由{你}牵头办理，请按时限要求抓好落实，并按月报送进展。",
        lambda task: not task.standing.settled and task.standing is not Standing.OVERDUE,
    )
    REMIND = (
        "remind",
        "催办",
        "下列由{你}牵头的任务临近时限、进度偏慢或久未报送进展，请抓紧办理，并将办理情况填报反馈。",
        _wants_reminding,
    )
    SUPERVISE = (
        "supervise",
        "督办",
        "下列由{你}牵头的任务已经逾期，请说明原因，明确完成时限，并书面反馈整改情况。",
        lambda task: task.standing is Standing.OVERDUE,
    )


_Step = tuple[ScheduledMilestone, ScheduledTask]
"""A step, and where it stands as if it were a task."""


class Slip(NamedTuple):
    """One department's page; ``items`` is empty where there is nothing to ask of it.

    ``copies`` are the other offices with a part in them, who get one too. ``organ`` sends it, ``reply`` says by when to
    answer; ``overdue`` counts tasks of its that are another level's to follow up. ``table`` has the items as printed.
    """

    number: str
    department: str
    opening: str
    items: tuple[TaskRow, ...]
    copies: tuple[str, ...] = ()
    organ: str = ""
    reply: str = ""
    overdue: int = 0
    table: Table | None = None


class SlipSet(NamedTuple):
    """All pages of one level, the departments that needed none, and the tasks to ask after that name nobody."""

    level: str
    title: str
    slips: tuple[Slip, ...]
    spared: tuple[str, ...]
    nobody: tuple[TaskRow, ...]


def slips(
    document: PlanDocument,
    tasks: tuple[ScheduledTask, ...],
    asked: frozenset[str],
    level: Level,
    first_number: int,
    as_of: date,
    row: Callable[[ScheduledTask], TaskRow],
    reply_by: date | None = None,
) -> SlipSet:
    """Return a page for each department that holds something to follow up, or for those asked for."""
    items = _followed(document, tasks, level, as_of, row)
    late = Counter(
        name for t in tasks if t.standing is Standing.OVERDUE for name in holder_names(t.reading) if name
    )
    heads = Form(document).heads
    wanted = [*(name for name in items if name in asked), *sorted(asked - set(items))] if asked else items
    pages: list[Slip] = []
    spared: list[str] = []
    for name in wanted:
        its = tuple(items.get(name, ()))
        if not its and not asked:
            spared.append(name)
            continue
        number = f"{level.word}〔{document.plan.year}〕{first_number + len(pages)}号"
        copies = _others(tasks, {item.number for item in its}, name)
        pages.append(
            Slip(
                number,
                name,
                level.opening.replace("{你}", addressed(name)) if its else "",
                its,
                copies,
                organ_of(document) or BLANK,
                _reply(reply_by, as_of, level) if its else "",
                late[name] if level is not Level.SUPERVISE else 0,
                _table(its, heads, document.plan.year) if its else None,
            )
        )
    nobody = tuple(row(t) for t in tasks if not (asked or t.reading.lead) and level.takes(t))
    return SlipSet(level.word, f"重点工作任务{level.word}单", tuple(pages), tuple(spared), nobody)


_SECTIONS = ("处", "科", "室", "部", "股", "办", "委", "会")


def addressed(name: str) -> str:
    """Return how an office is spoken to: 你部门 for a section of the bureau, 你单位 for whoever has a seal of its own."""
    return "你部门" if name.rstrip(")\uff09").endswith(_SECTIONS) else "你单位"


def _reply(day: date | None, as_of: date, level: Level) -> str:
    when = f"{dated(day, as_of.year)}前" if day else f"{BLANK[:3]}月{BLANK[:3]}日前"
    return f"请于{when}反馈办理情况。" if level is not Level.ASSIGN or day else ""


def _table(items: tuple[TaskRow, ...], heads: Heads, year: int) -> Table:
    columns = shared(
        (heads.number or "序号", 8, True),
        (heads.title or "事项", 18),
        (heads.goals or "要求", 64),
        ("责任部门", 15),
        (heads.deadline or "时限", 13, True),
        ("现状", 20),
    )
    return Table("办理事项", columns, tuple(_rows(items, year)), main=1)


def _rows(items: tuple[TaskRow, ...], year: int) -> Iterator[TableRow]:
    """Yield the rows, a heading above those of each group."""
    before = ""
    for item in items:
        above = "\u3000".join(group.heading for group in item.group)
        if above and above != before:
            yield TableRow((above,), group=True)
        before = above
        yield _row(item, year)


def _row(item: TaskRow, year: int) -> TableRow:
    further = [f"{c.head}：{c.text}".replace("\n", "") for c in item.further if c.text]
    steps = [
        f"{s.number}{s.title}（{_day(s.last_day, year) or s.deadline or '未定'}，{s.word}{s.days}）"
        for s in item.steps
        if not s.quoted
    ]
    day = _day(item.last_day, year)
    return TableRow(
        (
            item.printed or item.label,
            item.title,
            "\n".join(filter(None, (*item.goals, *further, *steps))),
            item.parties,
            "\n".join(dict.fromkeys(filter(None, (item.time or "未定", day)))),
            "\n".join(_stands(item, year)),
        ),
        item.standing,
    )


def _stands(item: TaskRow, year: int) -> Iterator[str]:
    """Say how a task stands, in the words of those who reported and of the calendar."""
    days = "" if item.standing == Standing.BEHIND else item.days
    yield f"{item.mark}{item.word}{'，' if days and not item.days_late else ''}{days}"
    if item.pace or item.percent:
        yield f"所报{item.pace or '完成' + item.percent}"
    if item.first_day:
        yield f"已由{_day(item.first_day, year)}延至{_day(item.last_day, year)}"
    yield from item.late_steps
    if item.report:
        yield item.report


def _day(text: str, year: int) -> str:
    return dated(date.fromisoformat(text), year) if text else ""


def _others(tasks: tuple[ScheduledTask, ...], followed: set[int], name: str) -> tuple[str, ...]:
    """Return the other offices with a part in what one is asked after."""
    parts = (part.name for task in tasks if task.id in followed for part in task.reading.departments)
    return tuple(dict.fromkeys(other for other in parts if other != name))


def _followed(
    document: PlanDocument,
    tasks: tuple[ScheduledTask, ...],
    level: Level,
    as_of: date,
    row: Callable[[ScheduledTask], TaskRow],
) -> dict[str, list[TaskRow]]:
    """Return what each office is asked after: tasks it holds, and under them steps of its own; nothing to ask is empty."""
    soon = document.plan.settings.due_soon_days
    steps: dict[int, list[_Step]] = {}
    for step in milestones(tasks, as_of):
        if step.open and step_holders(step):
            steps.setdefault(step.task.id, []).append((step, _as_task(step, as_of, soon)))
    found: dict[str, list[TaskRow]] = {name: [] for t in tasks for name in holder_names(t.reading) if name}
    for task in tasks:
        holding = [name for name in holder_names(task.reading) if name]
        if holding and level.takes(task):
            shown = row(task)
            for name in holding:
                found[name].append(shown)
        for step, standing in steps.get(task.id, ()):
            for name in step_holders(step):
                its = found.setdefault(name, [])
                its += [step_row(step, row(standing))] if level.takes(standing) else []
    return found


def _as_task(step: ScheduledMilestone, as_of: date, soon: int) -> ScheduledTask:
    """Return where a step stands as if it were a task, so that a level may judge it by the same rule."""
    day, standing = step.reading.deadline.last_day, step.standing
    left = (day - as_of).days if day and not step.days_late else None
    if standing is Standing.ON_TRACK and left is not None and left <= soon:
        standing = Standing.DUE_SOON
    return step.task._replace(
        standing=standing,
        last_day=day,
        days_late=step.days_late,
        days_left=left,
        pace=None,
        exact_light=None,
    )
