"""The parts all reports are made of: sections, task rows, counts."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ..answers.wording import (
    aim,
    days_words,
    departments,
    figure,
    iso,
    ordinal,
    pace_words,
    reported_words,
    told,
)
from ..domain.document import PlanDocument
from ..domain.load import by_standing
from ..domain.promises import of_task
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing
from ..domain.targets import Outcome


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
    """A promise of a task, what was reported of it, and whether that meets it."""

    task: int
    name: str
    aim: str
    phrase: str
    reported: str
    outcome: str
    standing: str


class Entry(NamedTuple):
    """A record of the ledger in words."""

    date: date
    by: str
    text: str


class TaskRow(NamedTuple):
    """A row of the task list: the six printed columns, then what is computed as of the day.

    Days are ISO text, empty where there is none. ``first_day`` is the plan's own last day where an extension
    has moved it, else empty. ``days`` says how late or how soon, ``pace`` both numbers a pace is judged by.
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


def task_row(item: ScheduledTask) -> TaskRow:
    """Return a task as reports show it."""
    words, history = item.reading.task, item.history
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
        word=item.standing.word,
        mark=item.standing.row.mark,
        light=item.light.word,
        days=pace_words(item.pace) if item.pace and item.standing is Standing.BEHIND else days_words(item),
        days_late=item.days_late,
        percent="" if history.percent is None else f"{figure(history.percent)}%",
        pace=pace_words(item.pace) if item.pace else "",
        note=next((r.note for r in reversed(history.records) if r.note), ""),
        targets=tuple(_targets(item)),
        history=tuple(Entry(r.date, r.by, told(r)) for r in history.records),
    )


def step_row(step: ScheduledMilestone, standing: ScheduledTask) -> TaskRow:
    """Return a step of its own as reports show it, by where it stands as if it were a task."""
    words, parties = step.reading.milestone, step.reading.departments
    return task_row(standing)._replace(
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


def _targets(item: ScheduledTask) -> Iterable[TargetRow]:
    for target, _, _, standing in of_task(item):
        outcome = standing.outcome if standing else Outcome.NO_VALUE
        known = standing is not None and outcome is not Outcome.NO_VALUE
        yield TargetRow(
            task=item.id,
            name=target.name,
            aim=aim(target),
            phrase=target.phrase,
            reported=reported_words(target, standing) if standing and known else "",
            outcome=outcome.value,
            standing=outcome.like.value,
        )


def count_standings(tasks: Iterable[ScheduledTask]) -> tuple[StandingCount, ...]:
    """Count tasks by standing, in the order standings are always listed."""
    return tuple(
        StandingCount(s.value, s.word, s.row.mark, number) for s, number in by_standing(tasks).items()
    )


def chinese_day(day: date) -> str:
    """Return a day as documents write it: 2020年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"
