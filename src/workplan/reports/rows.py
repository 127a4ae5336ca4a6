"""The parts all reports are made of: sections, task rows, counts."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..answers.wording import (
    SEMICOLON,
    aim,
    beside,
    bracketed,
    closed_up,
    days_words,
    departments,
    figure,
    iso,
    late_step_words,
    ordinal,
    pace_words,
    reported,
    reported_words,
    said,
    told,
    value_words,
)
from ..domain.characters import inner_quotes
from ..domain.document import PlanDocument
from ..domain.load import by_standing
from ..domain.promises import of_task
from ..domain.records import ProgressRecord
from ..domain.standing import LateStep, ScheduledMilestone, ScheduledTask, Standing, Tone, milestones
from ..domain.targets import Outcome, share_reached
from .form import CellEntry, Form, GroupEntry


class PointEntry(NamedTuple):
    """A point as printed: number, title with its full stop, text; and the tasks that carry it out."""

    number: int
    title: str
    text: str
    tasks: tuple[int, ...]


class SectionEntry(NamedTuple):
    """A section: its number in Chinese numerals, heading and points."""

    ordinal: str
    title: str
    points: tuple[PointEntry, ...]


class TargetRow(NamedTuple):
    """A promise of a task, what was reported of it, and whether that meets it; last, the figures themselves.

    ``share`` is how many per cent of the figure were reached, None where that says nothing.
    """

    task: int
    name: str
    aim: str
    phrase: str
    reported: str
    outcome: str
    standing: str
    label: str
    value: Decimal | str | None = None
    wanted: Decimal | None = None
    unit: str = ""
    share: Decimal | None = None

    @property
    def outcome_word(self) -> str:
        """The outcome in words: 达到."""
        return next(o.word for o in Outcome if o == self.outcome)

    @property
    def open_value(self) -> bool:
        """Whether a value was reported that does not meet the promise, or not yet."""
        return self.value is not None and self.outcome != Outcome.MET

    @property
    def value_words(self) -> str:
        """The value alone, with its unit; nothing where none was reported."""
        return (
            ""
            if self.value is None
            else f"{value_words(self.value)}{self.unit if self.wanted is not None else ''}"
        )


class Entry(NamedTuple):
    """A record of the ledger in words."""

    date: date
    by: str
    text: str


class StepRow(NamedTuple):
    """A step of a task: printed text of its own, or ``quoted`` from the goals; then how it stands as of the day.

    ``parties`` are its own offices, empty where it has its task's.
    """

    number: str
    title: str
    goals: tuple[str, ...]
    departments: tuple[str, ...]
    parties: str
    deadline: str
    last_day: str
    reached_on: str
    standing: str
    word: str
    mark: str
    days: str
    days_late: int
    quoted: bool
    cells: tuple[CellEntry, ...]
    bracket: str

    @property
    def stands(self) -> str:
        """Mark, word and days in one: ■ 逾期12天."""
        return beside(f"{self.mark} {self.word}", self.days)


class TaskRow(NamedTuple):
    """A row of the task list: what every list has, then what is computed as of the day, then the form of this one.

    Days are ISO text, empty where there is none. ``first_day`` is the plan's own last day where an extension
    has moved it, else empty. ``days`` says how late or how soon, ``pace`` both numbers a pace is judged by. ``report`` is
    what was last said of it, dated: problems, next steps and evidence too; of a finished task what finished it.
    ``time`` is the deadline's words, of its group or the plan's default where it has none of its own. ``number`` is the
    id, ``printed`` the number the list prints, ``label`` what a sentence calls the task by. ``cells`` stand under the
    report's ``columns``, one each, ``further`` under its ``further``; ``group`` is outermost first. The figures
    behind the words are ``percent_value``, ``elapsed`` and ``days_left``, None where there are none. ``problems`` and
    ``next`` are those of the report shown, which is of ``reported_on``; ``told`` is all else that it says. ``evidence`` is
    all that was handed in since the work was finished, else the last. ``finished``: reported done.
    ``reason`` is why it is not, as far as anybody said: problems, why it was extended, why suspended or cancelled.
    """

    number: int
    title: str
    goals: tuple[str, ...]
    departments: tuple[str, ...]
    lead: str
    parties: str
    deadline: str
    remark: str
    last_day: str
    first_day: str
    status: str
    standing: str
    word: str
    mark: str
    light: str
    days: str
    days_late: int
    percent: str
    pace: str
    note: str
    targets: tuple[TargetRow, ...]
    history: tuple[Entry, ...]
    time: str
    printed: str
    label: str
    name: str
    cells: tuple[CellEntry, ...]
    bracket: str
    group: tuple[GroupEntry, ...]
    steps: tuple[StepRow, ...]
    further: tuple[CellEntry, ...]
    evaluation: str = ""
    report: str = ""
    late_steps: tuple[str, ...] = ()
    late: str = ""
    percent_value: Decimal | None = None
    elapsed: float | None = None
    days_left: int | None = None
    problems: str = ""
    next: str = ""
    evidence: str = ""
    told: str = ""
    finished: bool = False
    reported_on: str = ""
    reason: str = ""

    @property
    def stands(self) -> str:
        """Mark, word and days in one: ■ 逾期12天."""
        return beside(f"{self.mark} {self.word}", self.days)


class StandingCount(NamedTuple):
    """How many tasks stand so."""

    standing: str
    word: str
    mark: str
    count: int  # type: ignore[assignment]  # what templates know it by; nobody asks a tuple's count() here


def sections(document: PlanDocument) -> tuple[SectionEntry, ...]:
    """Return the prose of a plan."""
    return tuple(
        SectionEntry(
            ordinal(section.number),
            section.title,
            tuple(PointEntry(p.id, p.title, p.text, document.carriers[p.id]) for p in section.points),
        )
        for section in document.plan.sections
    )


def task_row(item: ScheduledTask, form: Form, as_of: date) -> TaskRow:
    """Return a task as reports show it."""
    words, history = item.reading.task, item.history
    shown = tuple(history.shown_reports)
    return TaskRow(
        number=words.id,
        title=words.title,
        goals=tuple(words.goals.split("\n")),
        departments=tuple(words.departments.split("\n")),
        lead=item.reading.lead,
        parties=departments(item.reading.departments),
        deadline=words.deadline,
        remark=words.remark,
        last_day=iso(item.last_day),
        first_day=iso(item.first_day) if item.extended else "",
        status=item.status.word,
        standing=item.standing.value,
        word=item.word,
        mark=item.standing.row.mark,
        light=item.light.word,
        days=closed_up(
            pace_words(item.pace) if item.pace and item.standing is Standing.BEHIND else days_words(item)
        ),
        days_late=item.days_late,
        percent="" if history.percent is None else f"{figure(history.percent)}%",
        pace=closed_up(pace_words(item.pace)) if item.pace else "",
        note=history.shown.note if history.shown else "",
        targets=tuple(_targets(item, form)),
        history=tuple(Entry(r.date, r.by, _entry(r)) for r in history.records),
        time=form.time(item.reading),
        printed=form.printed_number(words),
        label=form.label(words),
        name=words.title.rstrip("。"),
        cells=form.cells(words),
        bracket=form.bracket(form.cells(words)),
        group=form.above(words.group),
        further=form.further(words),
        steps=tuple(_step(step, form) for step in milestones((item,), as_of)),
        evaluation=item.evaluation,
        report=reported(history),
        late_steps=tuple(map(_late_step, item.late_steps)),
        late=closed_up(late_step_words(item)),
        percent_value=history.percent,
        elapsed=item.pace.elapsed if item.pace else None,
        days_left=item.days_left,
        problems=history.shown.problems if history.shown else "",
        next=history.shown.next if history.shown else "",
        evidence=SEMICOLON.join(_evidence(item)),
        finished=history.finished,
        reason="" if history.finished else SEMICOLON.join(_reasons(item)),
        reported_on=iso(history.shown.date) if history.shown else "",
        told=SEMICOLON.join(_told(record) for record in shown),
    )


def _evidence(item: ScheduledTask) -> list[str]:
    """Return what was handed in since the work was finished; before that, what was last."""
    shown = [record.evidence for record in item.history.shown_reports if record.evidence]
    told = [record.evidence for record in item.history.records if record.reports and record.evidence]
    return shown or told[-1:]


def _reasons(item: ScheduledTask) -> Iterator[str]:
    """Yield why a task is not done: the problems last reported, why it was extended, why it was taken off."""
    told = [record.problems for record in item.history.records if record.reports and record.problems]
    yield from told[-1:]
    yield from (f"延期（{extension.reason}）" for extension in item.history.extensions[-1:])
    if item.standing.settled:
        notes = [r.note for r in item.history.records if r.status is item.status and r.note]
        yield from notes[-1:]


def _entry(record: ProgressRecord) -> str:
    """Return what a record said, its day in the words of a paper."""
    extension = record.extension
    words = told(record, gap="")
    return words.replace(str(extension.to), chinese_day(extension.to), 1) if extension else words


def _told(record: ProgressRecord) -> str:
    """Return a report without problems and next steps; nothing where that is all it says."""
    rest = record._replace(problems="", next="")
    return said(rest) if rest.worded or not record.worded else ""


def step_row(step: ScheduledMilestone, as_task: TaskRow) -> TaskRow:
    """Return a step of its own as reports show it, by its row as if it were a task."""
    words, parties = step.reading.milestone, step.reading.departments
    return as_task._replace(
        title=f"〔节点〕{step.task.reading.task.title}：{words.name}",
        goals=tuple(words.goals.split("\n")),
        departments=tuple(words.departments.split("\n")) if words.departments else (departments(parties),),
        lead=next((part.name for part in step.reading.holders), ""),
        parties=departments(parties),
        deadline=words.deadline,
        remark="",
        first_day="",
        targets=(),
    )


def _late_step(step: LateStep) -> str:
    milestone = step.reading.milestone
    return f"节点“{inner_quotes(milestone.name)}”{bracketed(milestone.deadline)}逾期{step.days_late}天"


def _step(step: ScheduledMilestone, form: Form) -> StepRow:
    words, stands = step.reading.milestone, step.standing.row
    return StepRow(
        number=words.number,
        title=words.name,
        goals=tuple(words.goals.split("\n")),
        departments=tuple(words.departments.split("\n")),
        parties=departments(step.reading.departments),
        deadline=words.deadline,
        last_day=iso(step.reading.deadline.last_day),
        reached_on=iso(step.reached_on),
        standing=step.standing.value,
        word=stands.step,
        mark=stands.mark,
        days=f"{step.days_late}天" if step.days_late else "",
        days_late=step.days_late,
        quoted=not words.title,
        cells=form.cells(words) if words.title else (),
        bracket=form.bracket(form.cells(words)) if words.title else "",
    )


def _targets(item: ScheduledTask, form: Form) -> Iterable[TargetRow]:
    for promise in of_task(item):
        target, standing = promise.target, promise.standing
        outcome = standing.outcome if standing else Outcome.NO_VALUE
        known = standing is not None and outcome is not Outcome.NO_VALUE
        yield TargetRow(
            task=item.id,
            name=target.name,
            aim=closed_up(aim(target)),
            phrase=target.phrase,
            reported=closed_up(reported_words(target, standing)) if standing and known else "",
            outcome=outcome.value,
            standing=outcome.like.value,
            label=form.label(item.reading.task),
            value=standing.value if standing and known else None,
            wanted=target.value,
            unit=target.unit,
            share=share_reached(target, standing.value) if standing and known else None,
        )


def count_standings(tasks: Iterable[ScheduledTask]) -> tuple[StandingCount, ...]:
    """Count tasks by standing, in the order standings are always listed."""
    counted = tuple(tasks)
    unkept = any(task.unkept for task in counted)
    return tuple(
        StandingCount(s.value, s.word_where(unkept=unkept), s.row.mark, number)
        for s, number in by_standing(counted).items()
    )


def chinese_day(day: date) -> str:
    """Return a day as documents write it: 2020年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def tones() -> dict[str, tuple[str, ...]]:
    """Return which standings share a colour: codes of standings by the name the style sheet knows the colour by."""
    return {tone.value: tuple(s.value for s in Standing if s.row.tone is tone) for tone in Tone}
