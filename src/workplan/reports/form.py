"""The form of a plan's list, as pages show it: its columns, its groups, and what is printed under each head.

A title that has printed sub-rows under it stands beside them, so its column spans two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ..answers.wording import COLON, SEMICOLON, bracketed, own_head
from ..domain import printed
from ..domain.document import PlanDocument
from ..domain.form import Holds, Layout
from ..domain.interpretation import TaskReading
from ..domain.plan import Group, Milestone, PrintedColumn, Task
from ..domain.width import display_width
from .widths import SHORT, Need, beside, of_names, of_texts, shared

ID = "id"
"""What the column holds that tells rows apart whose printed numbers repeat."""

_OFFICES = frozenset({Holds.DEPARTMENTS, *printed.ROLE_OF})
_HELD_ONCE = frozenset({*printed.KEYED, *_OFFICES})
_SENTENCE = frozenset({ID, Holds.NUMBER, Holds.TITLE, Holds.GOALS})
_NO_BLANK_AFTER = ("、", ".", ")", "\uff0e", "\uff09")


class ColumnEntry(NamedTuple):
    """A column of the list: its head, what it holds (a code, empty for a free one), its share of the width in per cent.

    ``span`` is how many columns of the grid it takes: 2 for titles that have sub-rows beside them.
    """

    head: str
    holds: str
    width: int
    span: int = 1


class CellEntry(NamedTuple):
    """What is printed under a head, as it stands and by paragraphs."""

    head: str
    holds: str
    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The paragraphs."""
        return tuple(self.text.split("\n"))


class GroupEntry(NamedTuple):
    """A heading of the list; ``depth`` is 1 for the outermost."""

    id: str
    number: str
    title: str
    depth: int
    departments: str
    deadline: str
    cells: tuple[CellEntry, ...]
    bracket: str

    @property
    def heading(self) -> str:
        """Number and title in one."""
        return heading(self.number, self.title)


class Heads(NamedTuple):
    """The plan's own heads of what every page names; empty where the plan prints none."""

    number: str = ""
    title: str = ""
    goals: str = ""
    departments: str = ""
    deadline: str = ""
    remark: str = ""


def heading(number: str, title: str) -> str:
    """Return a number and a title as they are printed in one line."""
    return f"{number}{'' if not number or number.endswith(_NO_BLANK_AFTER) else ' '}{title}"


class Form:
    """The form of one plan's list. Columns that are blank in every row are none of it."""

    def __init__(self, document: PlanDocument) -> None:
        self._document = document
        self._plan, self._groups = document.plan, document.groups
        self._named = document.plan.groups
        self._above: dict[str, tuple[GroupEntry, ...]] = {}

    @cached_property
    def own(self) -> bool:
        """Whether pages show another list than six columns of numbered rows."""
        return printed.opened(self._plan) or self.prose or self.split or tuple(self._printed) != printed.SIX

    @property
    def prose(self) -> bool:
        """Whether the list is printed as numbered paragraphs."""
        return self._plan.layout is Layout.PROSE

    @cached_property
    def split(self) -> bool:
        """Whether any task has printed sub-rows."""
        return any(self._steps())

    @cached_property
    def columns(self) -> tuple[ColumnEntry, ...]:
        """The columns shown, the ids first where printed numbers repeat."""
        heads = [
            *([("编号", ID)] if self.has_ids else []),
            *((own_head(c, self._document), c.holds or "") for c in self._printed),
        ]
        widths = shared(self._needs(), split=self.split)
        return tuple(
            ColumnEntry(head, str(holds), width, 2 if self.split and holds is Holds.TITLE else 1)
            for (head, holds), width in zip(heads, widths, strict=True)
        )

    @cached_property
    def heads(self) -> Heads:
        """What the plan's columns call number, title, goals, departments, deadline and remark."""
        found = {c.holds.value: c.name for c in self._plan.columns if c.holds}
        return Heads(**{name: found.get(name, "") for name in Heads._fields})

    @cached_property
    def has_ids(self) -> bool:
        """Whether rows show their ids, since printed numbers repeat."""
        return self._document.names.repeat

    @cached_property
    def free(self) -> tuple[ColumnEntry, ...]:
        """The columns shown that are of this list's own kind and have something of a task."""
        entries = self.columns[self.has_ids :]
        shown = zip(entries, self._printed, strict=True)
        return tuple(entry for entry, column in shown if column in self._free)

    @cached_property
    def _free(self) -> tuple[PrintedColumn, ...]:
        return tuple(
            column
            for column in self._printed
            if column.holds not in _HELD_ONCE and any(self._text(task, column) for task in self._plan.tasks)
        )

    def further(self, task: Task) -> tuple[CellEntry, ...]:
        """Return what is printed of a task under each of the free columns."""
        return tuple(CellEntry(own_head(c, self._document), "", self._text(task, c)) for c in self._free)

    def cells(self, row: Task | Milestone) -> tuple[CellEntry, ...]:
        """Return what is printed of a task or a step under each of the columns."""
        found = [
            CellEntry(own_head(c, self._document), c.holds or "", self._text(row, c)) for c in self._printed
        ]
        if self.has_ids:
            found.insert(0, CellEntry("编号", ID, str(row.id) if isinstance(row, Task) else ""))
        return tuple(found)

    def label(self, task: Task) -> str:
        """Return what a task is called by in a sentence: its printed number, or #id where that does not tell it apart."""
        number = printed.number(task, self._plan)
        return number if number and self._numbers[number] == 1 else f"#{task.id}"

    def printed_number(self, task: Task) -> str:
        """Return the number a task is printed with."""
        return printed.number(task, self._plan)

    def time(self, reading: TaskReading) -> str:
        """Return the words of a task's time: its own, else its group's or the plan's default."""
        return printed.time_of(reading.task, self._plan, self._groups).text

    def above(self, name: str) -> tuple[GroupEntry, ...]:
        """Return a group and those above it, outermost first."""
        if name not in self._above:
            chain = self._groups.above(name)
            self._above[name] = tuple(self._entry(group, depth) for depth, group in enumerate(chain, 1))
        return self._above[name]

    def waiting(self, shown: set[str], before: str = "") -> Iterator[GroupEntry]:
        """Yield the groups without tasks that stand before another one, or all; those ``shown`` apart."""
        if self._empty:
            until = self._order.get(before, len(self._order))
            for group in self._empty:
                if self._order[group.id] < until and group.id not in shown:
                    yield self._entry(group, len(self._groups.above(group.id)))

    def bracket(self, cells: Iterable[CellEntry]) -> str:
        """Return offices, time and whatever else a list in prose prints behind its sentences, with its brackets.

        Heads are printed as labels where the plan has heads of its own.
        """
        told = [cell for cell in cells if cell.text.strip() and cell.holds not in _SENTENCE]
        words = [cell.text.replace("\n", "、") for cell in told]
        if self._plan.columns:
            return bracketed(
                SEMICOLON.join(f"{c.head}{COLON}{text}" for c, text in zip(told, words, strict=True))
            )
        if len(words) == 1 and words[0][0] in "(\uff08" and words[0][-1] in ")\uff09":
            return words[0]  # printed with its own
        return bracketed("\uff0c".join(words))

    @cached_property
    def _empty(self) -> tuple[Group, ...]:
        taken = {group.id for task in self._plan.tasks for group in self._groups.above(task.group)}
        return tuple(group for group in self._named if group.id not in taken)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {group.id: at for at, group in enumerate(self._named)}

    @cached_property
    def _numbers(self) -> Counter[str]:
        return Counter(printed.number(task, self._plan) for task in self._plan.tasks)

    @cached_property
    def _printed(self) -> tuple[PrintedColumn, ...]:
        found = printed.shown(self._plan)
        held = {column.holds for column in found}
        # Sub-rows may print what no head stands over: the time in front of a step, its office behind it.
        lacking = [
            c for c in printed.SIX if c.holds not in held and any(self._text(s, c) for s in self._steps())
        ]
        return tuple(
            column for column in (*found, *lacking) if column.holds is Holds.TITLE or any(self._under(column))
        )

    def _steps(self) -> Iterator[Milestone]:
        return (step for task in self._plan.tasks for step in task.milestones if step.title)

    def _under(self, column: PrintedColumn) -> Iterator[str]:
        """Yield what stands under a head in every row, groups among them."""
        for row in chain[Task | Milestone](self._plan.tasks, self._steps()):
            yield self._text(row, column)
        for group in self._named:
            if column.holds not in (Holds.TITLE, Holds.NUMBER):
                yield _of_group(group, column)

    def _text(self, row: Task | Milestone, column: PrintedColumn) -> str:
        return printed.cell(row, column, self._plan).strip("\n")

    def _entry(self, group: Group, depth: int) -> GroupEntry:
        cells = [
            CellEntry(own_head(c, self._document), c.holds or "", _of_group(group, c)) for c in self._printed
        ]
        if self.has_ids:
            cells.insert(0, CellEntry("编号", ID, ""))
        return GroupEntry(
            group.id,
            group.number,
            group.title,
            depth,
            group.departments,
            group.deadline,
            tuple(cells),
            self.bracket(cells),
        )

    def _needs(self) -> Iterator[Need]:
        if self.has_ids:
            yield of_texts("编号", [str(len(self._plan.tasks))], whole=True)
        for column in self._printed:
            texts = [line for text in self._under(column) for line in text.split("\n")]
            if column.holds is Holds.TITLE and self.split:
                steps = [heading(s.number, s.title) for s in self._steps()]
                own = [task.title for task in self._plan.tasks]
                yield beside(of_texts(column.name, own, whole=False), of_texts("", steps, whole=False))
            elif column.holds in _OFFICES:
                yield of_names(column.name, texts)
            else:
                whole = column.holds in (Holds.NUMBER, Holds.DEADLINE) or not _is_long(texts)
                yield of_texts(column.name, texts, whole=whole)


def _of_group(group: Group, column: PrintedColumn) -> str:
    match column.holds:
        case Holds.NUMBER | Holds.TITLE | Holds.DEPARTMENTS | Holds.DEADLINE:
            return str(getattr(group, column.holds.value))
        case _:
            return group.cells.get(column.name, "")


def _is_long(texts: Iterable[str]) -> bool:
    return any(display_width(text) > SHORT for text in texts)
