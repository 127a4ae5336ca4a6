"""挂图作战: tasks by months on one sheet, measured in tenths of a millimetre of A3 so that a template only draws.

A larger sheet is the same drawing, made larger: its letters may be smaller in it, and more tasks fit.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..answers.wording import departments, late_step_words
from ..domain.document import PlanDocument
from ..domain.load import by_standing
from ..domain.standing import ScheduledMilestone, ScheduledTask, milestones
from ..domain.width import wrap
from .brief import brief, told
from .curve import month_label
from .form import Form
from .rows import chinese_day
from .timeline import MOST_MONTHS, Axis, Bar, bar_of, months_between

WIDTH, HEIGHT = 3960, 2730
_TOP, _HEAD = 232, 70
_NUMBER, _WIDEST_NUMBER = 100, 500
_TITLE, _PARTY, _STATE = 900, 450, 520
_LEFT = _NUMBER + _TITLE + _PARTY
_RIGHT = WIDTH - _STATE
_FONTS = {"A4": 36, "A3": 36, "A2": 32, "A1": 29, "A0": 27}
"""How large letters are in the drawing: 7 pt on A4, 10 on A3, 13 on A2, 16 on A1, 21 on A0."""
_NUMBER_AIR = 28
_YEAR, _MOST_MONTHS = 12, 24
_LINES = 6
"""How many lines a text may take; the list beside the chart has it whole."""
_HIGHEST = 100
_CELL_FONT = 28
_AIR = 14  # between text and the lines of its row
_HEAD_FONT = 36
_STEP = 22  # how far a step's mark keeps from the edges of its month


class Line(NamedTuple):
    """A line of text, its baseline and its size."""

    text: str
    y: int
    size: int


class Cell(NamedTuple):
    """A box in the grid with a mark and a word.

    ``hatching`` names its pattern, "" being white; it is None where there is no box to fill, only words.
    """

    x: int
    width: int
    text_x: int
    kind: str
    text: str
    hatching: str | None = None

    @property
    def size(self) -> int:
        """How large the text is: smaller where many months make narrow columns."""
        return min(_CELL_FONT, (self.width - 24) * 2 // max(1, _measure(self.text)))

    @property
    def text_width(self) -> int:
        """The room the text takes, with a little air."""
        return _measure(self.text) * self.size // 2 + 16


class Row(NamedTuple):
    """One task: its lines of text, the time it runs, its deadline cell and its steps.

    ``bar`` is what it drew along the months, ``state`` how it stands in few words, ``lamp`` the light to show beside it
    (yellow, red, or none), ``told`` what the bar shows in a sentence.
    """

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
    label: str
    bar: Bar
    state: tuple[Line, ...]
    lamp: str
    told: str


class Month(NamedTuple):
    """A column's head; ``year`` is written above a January where months of two years are shown, and ``short`` below it."""

    x: int
    width: int
    middle: int
    label: str
    year: str
    short: str

    @property
    def year_size(self) -> int:
        """How large the year is: no wider than its column."""
        return min(28, (self.width - 8) * 2 // max(1, _measure(self.year)))


class Sheet(NamedTuple):
    """One sheet of the chart."""

    months: tuple[Month, ...]
    rows: tuple[Row, ...]
    grid: tuple[int, ...]
    bottom: int
    today: int | None
    today_label_x: int


class Wall(NamedTuple):
    """The whole chart: its sheets, and the measures they share. ``right`` is where the months end.

    ``number_size`` is how large numbers are, ``head_sizes`` the heads of number, title and offices; ``years``: the months
    are of more than one; ``beyond``: some task is due behind all months.
    """

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
    right: int
    state_x: int
    font: int
    number_size: int
    head_sizes: tuple[int, int, int]
    years: bool
    beyond: bool


class _Drawing(NamedTuple):
    """What all rows of a chart are drawn by."""

    months: list[date]
    axis: Axis
    font: int
    form: Form
    start: date
    as_of: date
    title: int


def build_wall(
    tasks: tuple[ScheduledTask, ...], document: PlanDocument, as_of: date, paper: str = "A3"
) -> Wall:
    """Lay the tasks out by the month they are due; months after the year's end are added where needed."""
    first = date(document.plan.year, 1, 1)
    last = max([date(document.plan.year, 12, 31), *(t.last_day for t in tasks if t.last_day)])
    span = months_between(first, last) + 1
    number = span if span <= _MOST_MONTHS else MOST_MONTHS
    axis = Axis(first, number, _LEFT, (_RIGHT - _LEFT) // number, open_=span > number)
    form = Form(document)
    named = _number_width(tasks, form, _FONTS[paper])
    drawing = _Drawing(
        [axis.month(n) for n in range(number)],
        axis,
        _FONTS[paper],
        form,
        document.plan.start,
        as_of,
        _NUMBER + _TITLE - named,
    )
    steps: dict[int, list[ScheduledMilestone]] = {}
    for step in milestones(tasks, as_of):
        steps.setdefault(step.task.id, []).append(step)
    sheets = tuple(_sheet(batch, steps, drawing) for batch in _batches(tasks, drawing))
    return Wall(
        chinese_day(as_of),
        WIDTH,
        _TOP,
        _HEAD,
        named // 2,
        named + 12,
        _NUMBER + _TITLE + 12,
        _LEFT,
        _legend(tasks),
        sheets,
        axis.right,
        _RIGHT + 64,
        drawing.font,
        _fitting([form.label(task.reading.task) for task in tasks], named - _NUMBER_AIR, drawing.font),
        (
            _fitting([form.heads.number], named - _NUMBER_AIR, _HEAD_FONT),
            _fitting([form.heads.title], drawing.title - 24, _HEAD_FONT),
            _fitting([form.heads.departments], _PARTY - 24, _HEAD_FONT),
        ),
        number > _YEAR,
        any(row.bar.beyond is not None for sheet in sheets for row in sheet.rows),
    )


def _number_width(tasks: Iterable[ScheduledTask], form: Form, font: int) -> int:
    """Return how wide the numbers' column is: as its longest number and its head need, at the titles' cost."""
    longest = max((_measure(form.label(task.reading.task)) for task in tasks), default=0) * font // 2
    head = _measure(form.heads.number) * _HEAD_FONT // 2
    return min(max(_NUMBER, longest + _NUMBER_AIR, head + _NUMBER_AIR), _WIDEST_NUMBER)


def _fitting(texts: Iterable[str], room: int, font: int) -> int:
    """Return the size at which the longest of the texts has room in a line."""
    return min(font, room * 2 // max(1, *map(_measure, texts), 1))


def _legend(tasks: tuple[ScheduledTask, ...]) -> tuple[tuple[str, str, int], ...]:
    unkept = any(task.unkept for task in tasks)
    found: list[tuple[str, str, int]] = []
    x = 60
    for standing in by_standing(tasks):
        words = f"{standing.row.mark} {standing.word_where(unkept=unkept)}"
        found.append((standing.value, words, x))
        x += _measure(words) * 18 + 100
    return tuple(found)


_Batch = list[tuple[ScheduledTask, int]]
"""The tasks of one sheet, each with the height its row needs."""


def _batches(tasks: tuple[ScheduledTask, ...], drawing: _Drawing) -> Iterator[_Batch]:
    """Yield as many tasks as fit on a sheet, one sheet at least."""
    room = HEIGHT - _TOP - _HEAD - 30
    batch: _Batch = []
    for task in tasks:
        height = _needed(task, drawing)
        if batch and sum(h for _, h in batch) + height > room:
            yield batch
            batch = []
        batch.append((task, height))
    yield batch


def _needed(task: ScheduledTask, drawing: _Drawing) -> int:
    texts = _texts(task, drawing.title, drawing.font)
    return max(len(lines) for lines in texts) * _leading(drawing.font) + _AIR


def _texts(task: ScheduledTask, width: int, font: int) -> tuple[list[str], list[str], list[str]]:
    """Return the lines of a row's title, offices and state."""
    title = task.reading.task.title.replace("\n", " ")
    state = f"{brief(task)} {late_step_words(task)}".rstrip()
    return (
        _limited(_wrap(title, (width - 24) * 2 // font)),
        _limited(_wrap(departments(task.reading.departments), (_PARTY - 24) * 2 // font)),
        _limited(_wrap(state, (_STATE - 70) * 2 // font)),
    )


def _limited(lines: list[str]) -> list[str]:
    if len(lines) <= _LINES:
        return lines
    return [*lines[: _LINES - 1], lines[_LINES - 1][:-1] + "…"]


def _sheet(batch: _Batch, steps: dict[int, list[ScheduledMilestone]], drawing: _Drawing) -> Sheet:
    """Return one sheet, its rows made higher where there is room."""
    top, axis = _TOP + _HEAD, drawing.axis
    spare = HEIGHT - top - 30 - sum(height for _, height in batch)
    rows, y = [], top
    for task, least in batch:
        height = max(least, min(_HIGHEST, least + spare // len(batch)))
        rows.append(_row(task, steps.get(task.id, []), y, height, drawing))
        y += height
    heads = tuple(_month(at, month, axis) for at, month in enumerate(drawing.months))
    today = _x(drawing.as_of, drawing.months, axis.column)
    label = min(max(today or 0, _LEFT + 130), axis.right - 130)
    return Sheet(heads, tuple(rows), tuple(h.x for h in heads), y, today, label)


def _month(at: int, month: date, axis: Axis) -> Month:
    label, x = month_label(month, axis), axis.left + at * axis.column
    later = axis.open and at == axis.months - 1
    year = f"{month.year}年" if month.month == 1 and not later and axis.months > _YEAR else ""
    return Month(x, axis.column, x + axis.column // 2, label, year, label.rpartition("年")[2])


def _x(day: date, months: list[date], column: int) -> int | None:
    """Return where a day stands on the time axis, None where it lies outside."""
    at = months_between(months[0], day)
    if not 0 <= at < len(months):
        return None
    return _LEFT + at * column + (day.day - 1) * column // 31


def _row(task: ScheduledTask, steps: list[ScheduledMilestone], y: int, height: int, drawing: _Drawing) -> Row:
    words, months, column = task.reading.task, drawing.months, drawing.axis.column
    span_end = _cell_x(task.last_day, months, column)
    title, party, state = (
        _placed(lines, y, height, drawing.font) for lines in _texts(task, drawing.title, drawing.font)
    )
    return Row(
        y=y,
        height=height,
        middle=y + height // 2,
        number=words.id,
        title=title,
        party=party,
        span=Cell(_LEFT, span_end - _LEFT, 0, "span", "")
        if span_end is not None and span_end > _LEFT
        else None,
        cell=_deadline_cell(task, months, column),
        steps=tuple(
            Cell(x, column, _step_x(step, months, column), "step", "◆" if step.reached_on else "◇")
            for step in steps
            if (x := _cell_x(step.reading.deadline.last_day, months, column)) is not None
        ),
        first=_first_cell(task, months, column),
        label=drawing.form.label(words),
        bar=bar_of(task, steps, drawing.start, drawing.axis, drawing.as_of),
        state=state,
        lamp=task.light.value if task.light.pressing else "",
        told=told(task, steps),
    )


def _cell_x(day: date | None, months: list[date], column: int) -> int | None:
    if day is None:
        return None
    at = months_between(months[0], day)
    return _LEFT + at * column if 0 <= at < len(months) else None


def _step_x(step: ScheduledMilestone, months: list[date], column: int) -> int:
    """Return where a step's mark stands: on its day, or before the word where the task is due that month."""
    day = step.reading.deadline.last_day
    start = _cell_x(day, months, column) or 0
    at = _x(day, months, column) if day else None
    if at is None or start == _cell_x(step.task.last_day, months, column):
        return start + _STEP
    return min(max(at, start + _STEP), start + column - _STEP)


def _deadline_cell(task: ScheduledTask, months: list[date], column: int) -> Cell:
    x = _cell_x(task.last_day, months, column)
    width = column
    if x is None:  # undated or ongoing: the whole axis, since it belongs to no month
        x, width = _LEFT, column * len(months)
    stands = task.standing
    hatching = stands.row.hatching if stands.row.dated else None
    return Cell(x, width, x + width // 2, stands.value, stands.marked, hatching)


def _first_cell(task: ScheduledTask, months: list[date], column: int) -> Cell | None:
    """Return the cell of the plan's own month where an extension has moved the deadline out of it."""
    x = _cell_x(task.first_day, months, column) if task.extended else None
    if x is None or x == _cell_x(task.last_day, months, column):
        return None
    return Cell(x, column, x + column // 2, "first", "原定")


def _placed(lines: list[str], y: int, height: int, size: int) -> tuple[Line, ...]:
    """Centre lines of text in their row."""
    leading = _leading(size)
    start = y + (height - leading * len(lines)) // 2 + size - 1
    return tuple(Line(line, start + at * leading, size) for at, line in enumerate(lines))


def _leading(size: int) -> int:
    return size * 11 // 10


def _wrap(text: str, columns: int) -> list[str]:
    """Break a text by the width it has in print, where marks between Chinese characters are full width."""
    lines = wrap(text, columns)
    for fewer in range(columns, columns // 2, -1):
        lines = wrap(text, fewer)
        if all(_measure(line) <= columns for line in lines):
            break
    return lines


def _measure(text: str) -> int:
    """Return the width of a printed text in half-width columns."""
    return sum(2 if char in ",;:?!()" or not char.isascii() else 1 for char in text)
