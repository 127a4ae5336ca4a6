"""The list as a page prints it: headings as merged rows, and a task's sub-rows beside its merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..domain.form import Holds
from .form import ID, CellEntry, Form, GroupEntry, heading
from .rows import StepRow, TaskRow


class GridCell(NamedTuple):
    """A cell of the page's table; ``rows`` and ``columns`` say how many it takes, both 0 where another covers it."""

    head: str
    holds: str
    text: str
    rows: int = 1
    columns: int = 1

    @property
    def lines(self) -> tuple[str, ...]:
        """The paragraphs."""
        return tuple(self.text.split("\n"))


class ListLine(NamedTuple):
    """One line of the table; ``step`` is the sub-row it shows, None where it is the task's or the heading's own."""

    cells: tuple[GridCell, ...]
    step: StepRow | None = None


class ListRow(NamedTuple):
    """A heading with one line, or a task with a line or one for each of its sub-rows."""

    group: GroupEntry | None
    task: TaskRow | None
    lines: tuple[ListLine, ...]


def list_rows(tasks: Iterable[TaskRow], form: Form, *, whole: bool) -> Iterator[ListRow]:
    """Yield the list's headings and tasks in order; headings without tasks only where the list is ``whole``."""
    begun: tuple[GroupEntry, ...] = ()
    shown: set[str] = set()
    for task in tasks:
        for depth, group in enumerate(task.group):
            if begun[: depth + 1] == task.group[: depth + 1]:
                continue
            for empty in form.waiting(shown, before=group.id) if whole else ():
                shown.add(empty.id)
                yield _heading(empty, form)
            yield _heading(group, form)
        begun = task.group
        yield ListRow(None, task, tuple(_lines(task, form)))
    for empty in form.waiting(shown) if whole else ():
        shown.add(empty.id)
        yield _heading(empty, form)


def _heading(group: GroupEntry, form: Form) -> ListRow:
    """Return a heading as one line: number and title merged as far as nothing else is printed in it."""
    merged = (ID, Holds.NUMBER, Holds.TITLE)
    grid = [GridCell("", "", "" if c.holds in merged else c.text) for c in _grid(group.cells, form)]
    grid += [GridCell("", "", "")] * (2 if form.split else 1)  # where tasks and steps show how they stand
    reach = next((at for at, cell in enumerate(grid) if cell.text), len(grid))
    reach = max(reach, 1)
    first = GridCell("", "", group.heading, 1, reach)
    return ListRow(group, None, (ListLine((first, *_covered(reach - 1), *grid[reach:])),))


def _grid(cells: Iterable[CellEntry], form: Form) -> Iterator[CellEntry]:
    """Yield cells by the columns of the grid, in which a title may take two."""
    for cell in cells:
        yield cell
        if form.split and cell.holds == Holds.TITLE:
            yield cell._replace(text="")


def _covered(number: int) -> tuple[GridCell, ...]:
    return (GridCell("", "", "", 0, 0),) * number


def _lines(task: TaskRow, form: Form) -> Iterator[ListLine]:
    steps = [step for step in task.steps if not step.quoted]
    if not steps:
        yield ListLine(tuple(_plain(task, form)))
        return
    pairs = list(zip(task.cells, *(step.cells for step in steps), strict=True))
    apart = [_stands_apart(cell) or any(c.text for c in parts) for cell, *parts in pairs]
    own = any(
        cell.text and split for (cell, *_), split in zip(pairs, apart, strict=True) if not _stands_apart(cell)
    )
    sources: list[StepRow | None] = [*([None] if own else []), *steps]
    for at, step in enumerate(sources):
        yield ListLine(tuple(_line(task, step, apart, len(sources) if at == 0 else 0)), step)


def _stands_apart(cell: CellEntry) -> bool:
    """Tell whether a cell has the number or the title of a task, which sub-rows never share."""
    return cell.holds in (ID, Holds.NUMBER, Holds.TITLE)


def _line(task: TaskRow, step: StepRow | None, apart: list[bool], rows: int) -> Iterator[GridCell]:
    """Yield one line of a task with sub-rows; ``rows`` is how many it has in all, 0 below the first."""
    for at, cell in enumerate(task.cells):
        if _stands_apart(cell) or not apart[at]:
            yield GridCell(*cell, rows, 1) if rows else _covered(1)[0]
        else:
            yield GridCell(*(step.cells[at] if step else cell))
        if cell.holds == Holds.TITLE:
            yield GridCell(cell.head, "", heading(step.number, step.title) if step else "")


def _plain(task: TaskRow, form: Form) -> Iterator[GridCell]:
    """Yield the cells of a task in one line; one with only a title takes all that is blank behind it."""
    behind = next((at for at, cell in enumerate(task.cells) if cell.holds == Holds.TITLE), 0)
    alone = not any(cell.text for cell in task.cells if not _stands_apart(cell))
    width = 1 + form.split
    for at, cell in enumerate(task.cells):
        if at == behind:
            columns = width + (len(task.cells) - at - 1 if alone else 0)
            yield GridCell(*cell, 1, columns)
            yield from _covered(width - 1)
        elif alone and at > behind:
            yield from _covered(1)
        else:
            yield GridCell(*cell)
