"""挂图作战: tasks by months on one sheet, measured in tenths of a millimetre of A3 so that a template only draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..document import PlanDocument
from ..phrasing import departments
from ..schedule import ScheduledMilestone, ScheduledTask, Standing, milestones
from ..text import display_width, wrap
from ..words import MARKS, STANDINGS
from .rows import chinese_day

WIDTH, HEIGHT = 3960, 2730
_TOP, _HEAD = 190, 70
_NUMBER, _TITLE, _PARTY = 90, 1000, 480
_LEFT = _NUMBER + _TITLE + _PARTY
_ROWS = 36
_LINE = 29
_FONT = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its baseline."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A box in the grid with a mark and a word; ``kind`` picks its hatching."""

    x: int
    width: int
    text_x: int
    kind: str
    text: str

    @property
    def text_width(self) -> int:
        """The room the text takes, with a little air."""
        return display_width(self.text) * _FONT // 2 + 16


@dataclass(frozen=True, slots=True)
class Row:
    """One task: its lines of text, the time it runs, its deadline cell and its steps."""

    y: int
    height: int
    middle: int
    number: int
    title: tuple[Line, ...]
    party: tuple[Line, ...]
    span: Cell | None
    cell: Cell
    steps: tuple[Cell, ...]
    first: Cell | None


@dataclass(frozen=True, slots=True)
class Month:
    """A column's head."""

    x: int
    width: int
    middle: int
    label: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the chart."""

    months: tuple[Month, ...]
    rows: tuple[Row, ...]
    grid: tuple[int, ...]
    bottom: int
    today: int | None
    today_label_x: int


@dataclass(frozen=True, slots=True)
class Wall:
    """The whole chart: sheets of at most 36 tasks, and the measures they share."""

    day: str
    width: int
    top: int
    head: int
    number_x: int
    title_x: int
    party_x: int
    left: int
    legend: tuple[tuple[str, str, int], ...]
    sheets: tuple[Sheet, ...]


def build_wall(tasks: tuple[ScheduledTask, ...], document: PlanDocument, as_of: date) -> Wall:
    """Lay the tasks out by the month they are due; months after the year's end are added where needed."""
    first = date(document.plan.year, 1, 1)
    last = max([date(document.plan.year, 12, 1), *(t.last_day for t in tasks if t.last_day)])
    last = min(last, date(document.plan.year + 1, 12, 1))
    months = [
        first.replace(year=first.year + n // 12, month=n % 12 + 1) for n in range(_months(first, last) + 1)
    ]
    column = (WIDTH - _LEFT) // len(months)
    steps = milestones(tasks, as_of)
    sheets = [
        _sheet(tasks[at : at + _ROWS], steps, months, column, as_of)
        for at in range(0, max(1, len(tasks)), _ROWS)
    ]
    kinds = [s for s in Standing if any(t.standing is s for t in tasks)]
    legend = tuple(
        (kind.value, f"{MARKS[kind]} {STANDINGS[kind]}", 20 + 330 * at) for at, kind in enumerate(kinds)
    )
    return Wall(
        chinese_day(as_of),
        WIDTH,
        _TOP,
        _HEAD,
        _NUMBER // 2,
        _NUMBER + 12,
        _NUMBER + _TITLE + 12,
        _LEFT,
        legend,
        tuple(sheets),
    )


def _months(first: date, day: date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month


def _sheet(
    tasks: tuple[ScheduledTask, ...],
    steps: tuple[ScheduledMilestone, ...],
    months: list[date],
    column: int,
    as_of: date,
) -> Sheet:
    top = _TOP + _HEAD
    height = min(90, (HEIGHT - top - 60) // max(1, len(tasks)))
    rows = tuple(
        _row(task, [s for s in steps if s.task is task], top + at * height, height, months, column)
        for at, task in enumerate(tasks)
    )
    heads = tuple(
        Month(_LEFT + at * column, column, _LEFT + at * column + column // 2, _month_label(month, months[0]))
        for at, month in enumerate(months)
    )
    bottom = top + height * len(tasks)
    today = _x(as_of, months, column)
    label = min(max(today or 0, _LEFT + 130), WIDTH - 130)
    return Sheet(heads, rows, tuple(h.x for h in heads), bottom, today, label)


def _month_label(month: date, first: date) -> str:
    return f"{month.month}月" if month.year == first.year else f"{month.year}年{month.month}月"


def _x(day: date, months: list[date], column: int) -> int | None:
    """Return where a day stands on the time axis, None where it lies outside."""
    at = _months(months[0], day)
    if not 0 <= at < len(months):
        return None
    return _LEFT + at * column + (day.day - 1) * column // 31


def _row(
    task: ScheduledTask,
    steps: list[ScheduledMilestone],
    y: int,
    height: int,
    months: list[date],
    column: int,
) -> Row:
    words = task.reading.task
    span_end = _cell_x(task.last_day, months, column)
    return Row(
        y=y,
        height=height,
        middle=y + height // 2,
        number=words.id,
        title=_lines(words.title, _TITLE - 20, y, height),
        party=_lines(departments(task.reading.departments), _PARTY - 20, y, height),
        span=Cell(_LEFT, span_end - _LEFT, 0, "span", "")
        if span_end is not None and span_end > _LEFT
        else None,
        cell=_deadline_cell(task, months, column),
        steps=tuple(
            Cell(x, column, x + column // 2, "step", "◆" if step.reached_on else "◇")
            for step in steps
            if (x := _cell_x(step.reading.deadline.last_day, months, column)) is not None
        ),
        first=_first_cell(task, months, column),
    )


def _cell_x(day: date | None, months: list[date], column: int) -> int | None:
    if day is None:
        return None
    at = _months(months[0], day)
    return _LEFT + at * column if 0 <= at < len(months) else None


def _deadline_cell(task: ScheduledTask, months: list[date], column: int) -> Cell:
    x = _cell_x(task.last_day, months, column)
    text = f"{MARKS[task.standing]} {STANDINGS[task.standing]}"
    if x is None:  # undated or ongoing: the whole axis, since it belongs to no month
        whole = column * len(months)
        return Cell(_LEFT, whole, _LEFT + whole // 2, task.standing.value, text)
    return Cell(x, column, x + column // 2, task.standing.value, text)


def _first_cell(task: ScheduledTask, months: list[date], column: int) -> Cell | None:
    """Return the cell of the plan's own month where an extension has moved the deadline out of it."""
    x = _cell_x(task.first_day, months, column) if task.extended else None
    if x is None or x == _cell_x(task.last_day, months, column):
        return None
    return Cell(x, column, x + column // 2, "first", "原定")


def _lines(text: str, width: int, y: int, height: int) -> tuple[Line, ...]:
    """Break a text into lines that fit a cell, and centre them in it."""
    columns = width * 2 // _FONT
    lines = wrap(text.replace("\n", " "), columns)
    room = max(1, height // _LINE)
    if len(lines) > room and display_width(text) > columns * room:
        lines = [*lines[: room - 1], "".join(lines[room - 1 :])]
    start = y + (height - _LINE * len(lines)) // 2 + _FONT - 1
    return tuple(Line(line, start + at * _LINE) for at, line in enumerate(lines))
