"""挂图作战: tasks by months on one sheet, measured in tenths of a millimetre of A3 so that a template only draws."""

from datetime import date
from typing import NamedTuple

from ..answers.wording import departments
from ..domain.document import PlanDocument
from ..domain.load import by_standing
from ..domain.standing import ScheduledMilestone, ScheduledTask, milestones
from ..domain.width import wrap
from .form import Form
from .rows import chinese_day

WIDTH, HEIGHT = 3960, 2730
_TOP, _HEAD = 190, 70
_NUMBER, _TITLE, _PARTY = 90, 1000, 480
_LEFT = _NUMBER + _TITLE + _PARTY
_ROWS = 36
_FONT, _SMALLEST = 30, 12  # 8.5 pt on A3, 6 pt on A4; a text that needs more room is set smaller
_CELL_FONT = 28
_AIR = 6  # between text and the lines of its row
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
    label: str


class Month(NamedTuple):
    """A column's head."""

    x: int
    width: int
    middle: int
    label: str


class Sheet(NamedTuple):
    """One sheet of the chart."""

    months: tuple[Month, ...]
    rows: tuple[Row, ...]
    grid: tuple[int, ...]
    bottom: int
    today: int | None
    today_label_x: int


class Wall(NamedTuple):
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
    steps, form = milestones(tasks, as_of), Form(document)
    sheets = [
        _sheet(tasks[at : at + _ROWS], steps, months, column, as_of, form)
        for at in range(0, max(1, len(tasks)), _ROWS)
    ]
    unkept = any(task.unkept for task in tasks)
    legend = tuple(
        (s.value, f"{s.row.mark} {s.word_where(unkept=unkept)}", 20 + 330 * at)
        for at, s in enumerate(by_standing(tasks))
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
    form: Form,
) -> Sheet:
    top = _TOP + _HEAD
    height = min(90, (HEIGHT - top - 60) // max(1, len(tasks)))
    rows = tuple(
        _row(
            task,
            [s for s in steps if s.task is task],
            top + at * height,
            height,
            months,
            column,
            form.label(task.reading.task),
        )
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
    return f"{month.year}年1月" if month.month == 1 and month.year != first.year else f"{month.month}月"


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
    label: str,
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
            Cell(x, column, _step_x(step, months, column), "step", "◆" if step.reached_on else "◇")
            for step in steps
            if (x := _cell_x(step.reading.deadline.last_day, months, column)) is not None
        ),
        first=_first_cell(task, months, column),
        label=label,
    )


def _cell_x(day: date | None, months: list[date], column: int) -> int | None:
    if day is None:
        return None
    at = _months(months[0], day)
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


def _lines(text: str, width: int, y: int, height: int) -> tuple[Line, ...]:
    """Break a text into lines that fit a cell, as large as it can be, and centre them in it."""
    size, lines = _FONT, [text]
    for size in range(_FONT, _SMALLEST - 1, -2):
        lines = _wrap(text.replace("\n", " "), width * 2 // size)
        if len(lines) * _leading(size) <= height - _AIR:
            break
    else:  # the table beside the chart has it whole
        room = max(1, (height - _AIR) // _leading(size))
        lines = [*lines[: room - 1], lines[room - 1][:-1] + "…"]
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
