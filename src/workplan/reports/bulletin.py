"""月度通报: what is done, on pace, below expectation and overdue as of a day, and what changed since another.

The form is that of the city's own monthly account: the exceptions by name, each with number, lead and figure,
then one table with number, task, lead, evaluation, progress and next step.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from ..answers.wording import SEMICOLON, figure, iso
from ..domain import periods
from ..domain.document import PlanDocument
from ..domain.percent import rounded
from ..domain.promises import unmet
from ..domain.records import ProgressRecord
from ..domain.silence import silent
from ..domain.standing import Heading, ScheduledMilestone, ScheduledTask, Standing, milestones, schedule
from ..domain.status import Status
from ..domain.targets import Outcome
from .form import Form
from .rows import TargetRow, TaskRow, chinese_day, task_row


class AccountRow(NamedTuple):
    """One line of the account: a task, how it is judged, how far it is, and what comes next."""

    task: TaskRow
    evaluation: str
    progress: str
    next_step: str


class Change(NamedTuple):
    """What became of a task since the day compared with; ``became`` is what that is counted as."""

    number: int
    title: str
    lead: str
    text: str
    label: str
    became: str = ""


class DueEntry(NamedTuple):
    """A task or milestone that falls due, with its day."""

    number: int
    title: str
    lead: str
    day: str
    word: str
    label: str
    standing: str = ""
    days_late: int = 0

    @property
    def done(self) -> bool:
        """Whether it was finished, in time or not."""
        return self.standing in (Standing.DONE, Standing.DONE_LATE)


class HeadingCount(NamedTuple):
    """How many tasks the bulletin's first sentence counts under these words, beside those that are finished."""

    word: str
    number: int


class Bulletin(NamedTuple):
    """The whole of a bulletin. Lists are empty, never None; percentages are whole numbers."""

    day: str
    since: str
    total: int
    headings: tuple[HeadingCount, ...]
    finished: int
    finished_percent: int
    closed: int
    done_late: tuple[TaskRow, ...]
    on_pace: int
    behind: tuple[TaskRow, ...]
    overdue: tuple[TaskRow, ...]
    due_soon: tuple[TaskRow, ...]
    undated: tuple[TaskRow, ...]
    paused: tuple[TaskRow, ...]
    account: tuple[AccountRow, ...]
    met: tuple[TargetRow, ...]
    unmet: tuple[TargetRow, ...]
    unreported_targets: int
    due_this_month: tuple[DueEntry, ...]
    due_next_month: tuple[DueEntry, ...]
    this_month: str
    next_month: str
    changes: tuple[Change, ...]
    silent: tuple[TaskRow, ...]
    unreported: tuple[TaskRow, ...] = ()
    late_steps: tuple[TaskRow, ...] = ()
    pending: tuple[TargetRow, ...] = ()
    finished_unmet: int = 0
    as_of: date = date.min


def build_bulletin(
    document: PlanDocument,
    records: tuple[ProgressRecord, ...],
    tasks: tuple[ScheduledTask, ...],
    as_of: date,
    since: date | None,
) -> Bulletin:
    """Compute a bulletin as of a day; ``since`` None compares with the end of the month before."""
    before = since or _before(as_of)
    month = periods.month(as_of.year, as_of.month)
    following = _next_month(as_of)
    steps = milestones(tasks, as_of)
    finished = [t for t in tasks if t.standing.done]
    form = Form(document)
    row = partial(task_row, form=form, as_of=as_of)
    targets = [target for t in tasks for target in row(t).targets]
    return Bulletin(
        day=chinese_day(as_of),
        since=chinese_day(before),
        total=len(tasks),
        headings=tuple(_headings(tasks)),
        finished=len(finished),
        finished_percent=int(rounded(len(finished), len(tasks))) if tasks else 0,
        closed=sum(t.status is Status.CLOSED for t in finished),
        done_late=_rows(tasks, row, Standing.DONE_LATE),
        on_pace=sum(t.heading is Heading.ON_PACE for t in tasks),
        behind=_rows(tasks, row, Standing.BEHIND),
        overdue=_rows(tasks, row, Standing.OVERDUE),
        due_soon=_rows(tasks, row, Standing.DUE_SOON),
        undated=_rows(tasks, row, Standing.UNDATED),
        paused=_rows(tasks, row, *(s for s in Standing if s.row.heading is Heading.PAUSED)),
        account=tuple(_account(t, row(t), [s for s in steps if s.task is t]) for t in tasks),
        met=tuple(row for row in targets if row.outcome == Outcome.MET),
        unmet=tuple(row for row in targets if row.outcome == Outcome.UNMET),
        unreported_targets=sum(row.outcome == Outcome.NO_VALUE for row in targets),
        due_this_month=tuple(_due(tasks, steps, month, form)),
        due_next_month=tuple(_due(tasks, steps, following, form)),
        this_month=month.label,
        next_month=following.label,
        changes=tuple(_changes(schedule(document, before, records), tasks, form)),
        silent=tuple(row(s.task) for s in silent(tasks, month, document.plan.start)),
        unreported=_rows(tasks, row, Standing.UNREPORTED),
        late_steps=tuple(row(t) for t in tasks if t.late_steps),
        pending=tuple(row for row in targets if row.outcome == Outcome.PENDING),
        finished_unmet=unmet(finished),
        as_of=as_of,
    )


def _headings(tasks: tuple[ScheduledTask, ...]) -> Iterable[HeadingCount]:
    found = Counter(t.heading for t in tasks)
    unkept = any(t.unkept for t in tasks)
    for heading in Heading:
        if heading is not Heading.FINISHED and (heading.always or found[heading]):
            yield HeadingCount(heading.word_where(unkept=unkept), found[heading])


def _before(day: date) -> date:
    """Return the end of the month before; the calendar's first day has none before it."""
    first = day.replace(day=1)
    return first - timedelta(days=1) if first > date.min else first


def _next_month(day: date) -> periods.Period:
    """Return the month after; behind the calendar's last one nothing can fall due."""
    if day.month < 12:
        return periods.month(day.year, day.month + 1)
    if day.year < date.max.year:
        return periods.month(day.year + 1, 1)
    return periods.Period(f"{day.year + 1}年1月", date.min)


def _rows(
    tasks: Iterable[ScheduledTask], row: Callable[[ScheduledTask], TaskRow], *standings: Standing
) -> tuple[TaskRow, ...]:
    found = [t for t in tasks if t.standing in standings]
    return tuple(row(t) for t in sorted(found, key=lambda t: (-t.days_late, t.id)))


def _account(item: ScheduledTask, row: TaskRow, steps: list[ScheduledMilestone]) -> AccountRow:
    progress = [row.status, row.pace or (row.percent and f"完成{row.percent}"), *row.late_steps, row.report]
    return AccountRow(
        row,
        item.evaluation,
        SEMICOLON.join(filter(None, progress)),
        _next_step(item, steps),
    )


def _next_step(item: ScheduledTask, steps: list[ScheduledMilestone]) -> str:
    """Say what comes next, from the plan and the records alone."""
    if item.status is Status.CLOSED:
        return "—"
    waiting = [s for s in steps if s.open and s.reading.deadline.last_day]
    if waiting:
        step = min(waiting, key=lambda s: s.reading.deadline.last_day or date.max)
        when = step.reading.deadline.last_day
        if item.last_day is None or (when is not None and when < item.last_day):
            if words := step.reading.milestone.title:
                return f"{_day(when)}前完成“{words}”"
            return f"{_day(when)}前完成节点“{step.reading.milestone.deadline}”"
    return item.standing.row.next_step or f"{_day(item.last_day)}前完成"


def _day(day: date | None) -> str:
    return chinese_day(day) if day else ""


def _due(
    tasks: Iterable[ScheduledTask], steps: Iterable[ScheduledMilestone], month: periods.Period, form: Form
) -> Iterable[DueEntry]:
    for task in tasks:
        if task.last_day in month:
            words = task.reading.task
            yield DueEntry(
                words.id,
                words.title,
                task.reading.lead,
                iso(task.last_day),
                task.evaluation,
                form.label(words),
                task.standing.value,
                task.days_late,
            )
    for step in steps:
        if step.reading.deadline.last_day in month:
            yield _due_step(step, form)


def _due_step(step: ScheduledMilestone, form: Form) -> DueEntry:
    holders = step.reading.holders
    return DueEntry(
        step.task.id,
        f"节点：{step.reading.milestone.name}",
        holders[0].name if holders else step.task.reading.lead,
        iso(step.reading.deadline.last_day),
        _step_word(step),
        form.label(step.task.reading.task),
        step.standing.value,
        step.days_late,
    )


def _step_word(step: ScheduledMilestone) -> str:
    if step.reached_on:
        return "已完成"
    return "已取消" if step.dropped_on else "逾期" if step.days_late else "未完成"


def _changes(before: Iterable[ScheduledTask], now: Iterable[ScheduledTask], form: Form) -> Iterable[Change]:
    earlier = {task.id: task for task in before}
    for task in now:
        was = earlier[task.id]
        told = []
        if _judged(was) != _judged(task):
            told.append(f"由“{was.evaluation}”变为“{task.evaluation}”")
        elif was.status is not task.status:
            told.append(f"由“{was.status.word}”变为“{task.status.word}”")
        for extension in task.history.extensions[len(was.history.extensions) :]:
            told.append(f"延期至{chinese_day(extension.to)}（{extension.reason}）")
        returned = sum(bool(r.returned) for r in task.history.records)
        if returned > sum(bool(r.returned) for r in was.history.records):
            told.append("被退回")
        moved = was.history.percent != task.history.percent and not task.history.finished
        if moved and task.history.percent is not None:
            start = f"{figure(was.history.percent)}%" if was.history.percent is not None else "未报"
            told.append(f"完成比例由{start}到{figure(task.history.percent)}%")
        if told:
            words = task.reading.task
            text = SEMICOLON.join(told)
            yield Change(task.id, words.title, task.reading.lead, text, form.label(words), _became(was, task))


def _became(was: ScheduledTask, task: ScheduledTask) -> str:
    if _judged(was) != _judged(task):
        return f"变为{task.evaluation}"
    if was.status is task.status:
        return "其他变化"
    return "开始推进" if task.status is Status.IN_PROGRESS else f"变为{task.status.word}"


def _judged(task: ScheduledTask) -> tuple[Standing, bool]:
    """Return what its evaluation is made of; the same standing has two words, by whether anybody keeps a ledger."""
    return task.standing, task.keeps_pace
