"""What a report shows, as frozen objects: every figure is computed here, none in a template.

These objects are the context of templates, an office's own among them: fields are only ever added.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from .document import PlanDocument
from .model import Publication, Titles
from .phrasing import days_words, departments, iso
from .query import Filter, Selection, select
from .schedule import ScheduledTask, Standing
from .words import MARKS, STANDINGS, STATUSES, ordinal


@dataclass(frozen=True, slots=True)
class PointEntry:
    """A point as printed: number, title with its full stop, text; and the tasks that carry it out."""

    number: int
    title: str
    text: str
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section: its number in Chinese numerals, heading and points."""

    ordinal: str
    title: str
    points: tuple[PointEntry, ...]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of the task list: the six printed columns, then what is computed as of the day."""

    number: int
    title: str
    goals: tuple[str, ...]
    departments: tuple[str, ...]
    parties: str
    deadline: str
    remark: str
    last_day: str
    status: str
    standing: str
    word: str
    mark: str
    days: str
    days_late: int


@dataclass(frozen=True, slots=True)
class StandingCount:
    """How many tasks stand so."""

    standing: str
    word: str
    mark: str
    count: int


@dataclass(frozen=True, slots=True)
class PlanReport:
    """The context of a template, under the name ``report``.

    ``scope`` is empty for the whole plan, else the words of the filter; ``notes`` say what was left out.
    """

    year: int
    as_of: date
    titles: Titles
    publication: Publication
    preamble: str
    sections: tuple[SectionEntry, ...]
    tasks: tuple[TaskRow, ...]
    footer: str
    counts: tuple[StandingCount, ...]
    scope: str
    notes: tuple[str, ...]


def plan_report(
    document: PlanDocument,
    tasks: tuple[ScheduledTask, ...],
    as_of: date,
    wanted: Filter | None = None,
    notes: tuple[str, ...] = (),
) -> PlanReport:
    """Compute the report of a plan, or of the tasks a filter admits."""
    plan = document.plan
    chosen = select(tasks, wanted) if wanted else Selection(tasks)
    return PlanReport(
        year=plan.year,
        as_of=as_of,
        titles=plan.titles,
        publication=plan.publication,
        preamble=plan.preamble,
        sections=tuple(
            SectionEntry(
                ordinal(section.number),
                section.title,
                tuple(PointEntry(p.id, p.title, p.text, document.carriers[p.id]) for p in section.points),
            )
            for section in plan.sections
        ),
        tasks=tuple(map(_row, chosen.tasks)),
        footer=plan.footer,
        counts=_counts(chosen.tasks),
        scope=_scope(wanted),
        notes=notes,
    )


def _row(item: ScheduledTask) -> TaskRow:
    words = item.reading.task
    return TaskRow(
        number=words.id,
        title=words.title,
        goals=tuple(words.goals.split("\n")),
        departments=tuple(words.departments.split("\n")),
        parties=departments(item.reading.departments),
        deadline=words.deadline,
        remark=words.remark,
        last_day=iso(item.last_day),
        status=STATUSES[item.status],
        standing=item.standing.value,
        word=STANDINGS[item.standing],
        mark=MARKS[item.standing],
        days=days_words(item),
        days_late=item.days_late,
    )


def _counts(tasks: tuple[ScheduledTask, ...]) -> tuple[StandingCount, ...]:
    found = Counter(task.standing for task in tasks)
    return tuple(StandingCount(s.value, STANDINGS[s], MARKS[s], found[s]) for s in Standing if found[s])


def _scope(wanted: Filter | None) -> str:
    if wanted is None:
        return ""
    return "、".join(filter(None, (wanted.department, *(period.label + "到期" for period in wanted.periods))))
