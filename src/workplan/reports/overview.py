"""一页通: a year's work on one sheet, every figure counted once and leading to the rows it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..answers.departments import notes
from ..answers.wording import aim, promise_words
from ..domain.document import PlanDocument
from ..domain.load import by_standing
from ..domain.promises import Promise, of_task, promises
from ..domain.standing import ScheduledMilestone, ScheduledTask, milestones
from ..domain.targets import Outcome
from ..domain.width import display_width
from .asked import AskedRow, asked_row, to_ask_about
from .brief import brief, brief_parts, told
from .conclusion import conclusion_of
from .curve import Curve, curve_of, month_label
from .figures import Figure, Figures, Piece
from .form import Form
from .office_months import OfficeMonths, office_months
from .rows import TaskRow, chinese_day
from .task_groups import GroupRow, task_groups
from .tiles import Tile, tiles_of
from .timeline import Axis, Bar, axis_of, bar_of, months_between

MOST_BARS = 36
"""How many tasks have a bar of their own on the sheet; where there are more, their groups have."""
_MOST_ASKED = 8
_LONG = 7
"""The columns of a sheet hold a name of so many characters."""
_AXIS = 320
"""How long the months are in the drawing of a bar."""


class Segment(NamedTuple):
    """A part of the bar of standings: its place, and how many tasks stand so."""

    x: int
    width: int
    standing: str
    word: str
    mark: str
    figure: Figure


class MonthMark(NamedTuple):
    """A month on the axis of the bars; every third is ``named``."""

    x: int
    middle: int
    label: str
    named: bool


class PromiseRow(NamedTuple):
    """A promise: where it stands in the plan, what it asks, what was reported."""

    owner: str
    name: str
    aim: str
    reported: str
    standing: str


class ChartRow(NamedTuple):
    """A task as the chart shows it: its words, its bar, and where it stands in few words; ``told``: in a sentence.

    ``parts`` are the few words by what a line may end after.
    """

    task: TaskRow
    bar: Bar
    stands: str
    told: str
    parts: tuple[str, ...]


class Overview(NamedTuple):
    """The whole sheet. ``figures`` are all that it shows, ``labels`` what tasks are called, by their ids.

    ``short`` are the other names by which the plan knows offices of long names, for columns that have no room for those.

    ``beyond``: some task is due behind all months. ``number_width`` is what the column of numbers holds,
    in half-width characters.

    ``rows`` are all tasks of the report by their last days; ``groups`` stand on the sheet in their place where they are
    too many for it (``grouped``). ``axis_width`` is how long the months are, ``today`` the place of the day, None if
    outside.
    """

    day: str
    conclusion: tuple[Piece, ...]
    tiles: tuple[Tile, ...]
    standings: tuple[Segment, ...]
    curve: Curve
    asked: tuple[AskedRow, ...]
    asked_all: Figure
    offices: OfficeMonths
    notes: tuple[str, ...]
    axis: tuple[MonthMark, ...]
    axis_width: int
    today: int | None
    rows: tuple[ChartRow, ...]
    beyond: bool
    grouped: bool
    grouped_by: str
    groups: tuple[GroupRow, ...]
    promises: tuple[PromiseRow, ...]
    figures: tuple[Figure, ...]
    labels: dict[int, str]
    number_width: int
    short: dict[str, str]


def build_overview(
    document: PlanDocument,
    tasks: tuple[ScheduledTask, ...],
    rows: tuple[TaskRow, ...],
    as_of: date,
    *,
    whole: bool,
) -> Overview:
    """Count everything once; ``rows`` are the tasks' words.

    ``whole``: these are all tasks of the plan, so that the promises of its prose count too.
    """
    kept, form = Figures(), Form(document)
    axis = axis_of(document, tasks, _AXIS)
    found = (
        promises(document, tasks, unowned=False) if whole else [p for task in tasks for p in of_task(task)]
    )
    pressing = to_ask_about(tasks, document, as_of)
    grouped_by, groups = task_groups(document, tasks, kept) if len(tasks) > MOST_BARS else ("", ())
    steps = _steps(tasks, as_of)
    labels = {task.id: form.label(task.reading.task) for task in tasks}
    drawn = tuple(
        _chart_row(task, row, steps.get(task.id, []), axis, document, as_of)
        for task, row in sorted(zip(tasks, rows, strict=True), key=_by_time)
    )
    return Overview(
        day=chinese_day(as_of),
        conclusion=tuple(conclusion_of(tasks, as_of, kept)),
        tiles=tiles_of(tasks, found, document, as_of, kept),
        standings=tuple(_segments(tasks, kept)),
        curve=curve_of(tasks, axis, as_of, kept),
        asked=tuple(asked_row(task, form, document, as_of) for task in pressing[:_MOST_ASKED]),
        asked_all=kept.of_tasks("asked", "需要过问", pressing),
        offices=office_months(document, tasks, axis, as_of, kept),
        notes=notes(document, tasks),
        axis=tuple(_marks(axis)),
        axis_width=axis.right,
        today=axis.after(as_of) if 0 <= months_between(axis.first, as_of) < axis.months else None,
        rows=drawn,
        beyond=any(row.bar.beyond is not None for row in drawn),
        grouped=len(tasks) > MOST_BARS,
        grouped_by=grouped_by,
        groups=groups,
        promises=tuple(_promise_row(p, document) for p in found),
        figures=kept.all(),
        labels=labels,
        number_width=_number_width(labels.values(), form.heads.number),
        short=dict(_short_names(document)),
    )


def _number_width(labels: Iterable[str], head: str) -> int:
    """Return the room the longest number takes, or half of its head, which may stand in two lines."""
    return max((display_width(head) + 1) // 2, *map(display_width, labels), 0)


def _short_names(document: PlanDocument) -> Iterator[tuple[str, str]]:
    """Yield the shortest of an office's other names where its own is long."""
    for entry in document.plan.departments:
        shorter = min(entry.aliases, key=len, default=entry.name)
        if _LONG < len(entry.name) > len(shorter):
            yield entry.name, shorter


def _chart_row(
    task: ScheduledTask,
    row: TaskRow,
    steps: list[ScheduledMilestone],
    axis: Axis,
    document: PlanDocument,
    as_of: date,
) -> ChartRow:
    bar = bar_of(task, steps, document.plan.start, axis, as_of)
    return ChartRow(row, bar, brief(task), told(task, steps), brief_parts(task))


def _by_time(pair: tuple[ScheduledTask, TaskRow]) -> tuple[date, int]:
    return pair[0].last_day or date.max, pair[0].id


def _steps(tasks: Iterable[ScheduledTask], as_of: date) -> dict[int, list[ScheduledMilestone]]:
    found: dict[int, list[ScheduledMilestone]] = {}
    for step in milestones(tasks, as_of):
        found.setdefault(step.task.id, []).append(step)
    return found


def _marks(axis: Axis) -> Iterator[MonthMark]:
    for at in range(axis.months):
        x = axis.left + at * axis.column
        yield MonthMark(x, x + axis.column // 2, month_label(axis.month(at), axis), at % 3 == 0)


_BAR = 1000
_LEAST = 26


def _segments(tasks: Sequence[ScheduledTask], kept: Figures) -> Iterator[Segment]:
    """Yield the parts of one bar, each as long as its share, and long enough for its number."""
    counts = by_standing(tasks)
    unkept = any(task.unkept for task in tasks)
    spare = _BAR - _LEAST * len(counts)
    x = so_far = 0
    for at, (standing, number) in enumerate(counts.items(), 1):
        so_far += number
        end = _LEAST * at + spare * so_far // len(tasks)
        word = standing.word_where(unkept=unkept)
        figure = kept.of_tasks(standing.value, word, [t for t in tasks if t.standing is standing])
        yield Segment(x, end - x, standing.value, word, standing.row.mark, figure)
        x = end


def _promise_row(promise: Promise, document: PlanDocument) -> PromiseRow:
    owner = f"要点{promise.point}" if promise.point else f"任务{document.names[promise.task or 0]}"
    outcome = promise.standing.outcome if promise.standing else Outcome.NO_VALUE
    return PromiseRow(
        owner,
        promise.target.name,
        aim(promise.target),
        promise_words(promise) if promise.standing else "没有任务承担",
        outcome.like.value,
    )
