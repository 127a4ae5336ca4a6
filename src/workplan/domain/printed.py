"""The list as printed: its columns, what stands under each, its groups, and what rows take over from those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from .fold import fold
from .form import Holds
from .plan import Group, Milestone, Plan, PrintedColumn, Role, Task

SIX = (
    PrintedColumn("序号", Holds.NUMBER),
    PrintedColumn("任务名称", Holds.TITLE),
    PrintedColumn("具体目标要求", Holds.GOALS),
    PrintedColumn("责任部门", Holds.DEPARTMENTS),
    PrintedColumn("完成时间", Holds.DEADLINE),
    PrintedColumn("备注", Holds.REMARK),
)
"""The columns of a plan that names none: those of the 2020 plan."""

ROLE_OF = {
    Holds.LEAD: Role.LEAD,
    Holds.JOINT: Role.JOINT,
    Holds.ASSIST: Role.ASSIST,
    Holds.SHARED: Role.SHARED,
}
"""The columns whose head says what its offices are to the task."""

KEYED = frozenset({Holds.NUMBER, Holds.TITLE, Holds.GOALS, Holds.DEPARTMENTS, Holds.DEADLINE, Holds.REMARK})
"""The columns that stand in keys of their own; all others stand in ``cells``, by head."""

Row = Task | Milestone


def columns(plan: Plan) -> tuple[PrintedColumn, ...]:
    """Return the list's columns in printed order."""
    return plan.columns or SIX


def opened(plan: Plan) -> bool:
    """Tell whether the plan's list has another form than six columns of numbered rows."""
    return bool(plan.columns or plan.groups) or any(task.number is not None for task in plan.tasks)


def free(plan: Plan) -> tuple[PrintedColumn, ...]:
    """Return the columns that stand in ``cells``."""
    return tuple(column for column in columns(plan) if column.holds not in KEYED)


def shown(plan: Plan) -> tuple[PrintedColumn, ...]:
    """Return the columns a table shows: the printed ones, and those of the six that only a text without heads lacks.

    A list in prose prints numbers, names and times under no head; a table needs one for each that is there.
    """
    own = columns(plan)
    held = {column.holds for column in own}
    lacking = [column for column in SIX if column.holds not in held and _is_there(plan, column)]
    if not held.isdisjoint(ROLE_OF):
        lacking = [column for column in lacking if column.holds is not Holds.DEPARTMENTS]
    first = [column for column in lacking if column.holds in (Holds.NUMBER, Holds.TITLE, Holds.GOALS)]
    return (*first, *own, *(column for column in lacking if column not in first))


def _is_there(plan: Plan, column: PrintedColumn) -> bool:
    """Tell whether any row has something to show under a head the list does not print."""
    match column.holds:
        case Holds.TITLE:
            return True
        case Holds.NUMBER:
            return any(task.number for task in plan.tasks)
        case Holds.DEADLINE:
            stated = any(task.deadline or task.last_day for task in plan.tasks)
            return stated or bool(plan.settings.default_deadline) or any(g.deadline for g in plan.groups)
        case Holds.DEPARTMENTS:
            stated = any(task.departments or task.roles.stated for task in plan.tasks)
            return stated or bool(plan.settings.default_department) or any(g.departments for g in plan.groups)
        case _:
            return any(cell(task, column, plan).strip() for task in plan.tasks)


def column_holding(plan: Plan, holds: Holds) -> PrintedColumn | None:
    """Return the column that holds something, None where the list prints none."""
    return next((column for column in columns(plan) if column.holds is holds), None)


def number(row: Row, plan: Plan) -> str:
    """Return a row's printed number: its own, else a task's id where the list prints numbers."""
    if isinstance(row, Milestone):
        return row.number
    if row.number is not None:
        return row.number
    return str(row.id) if column_holding(plan, Holds.NUMBER) else ""


def numbers(plan: Plan) -> frozenset[str]:
    """Return all numbers the list prints before its rows and steps in words of its own, not as their ids."""
    rows: Iterator[Row] = chain(plan.tasks, *(task.milestones for task in plan.tasks))
    return frozenset(row.number for row in rows if row.number)


def cell(row: Row, column: PrintedColumn, plan: Plan) -> str:
    """Return what is printed of a row under a column; a blank where nothing is."""
    if column.holds is Holds.NUMBER:
        return number(row, plan)
    if column.holds in KEYED:
        text: str = getattr(row, column.holds.value, "")  # a step has no remark
        return "" if column.holds is Holds.DEADLINE and row.deadline_from else text
    return row.cells.get(column.name, "")


class Names:
    """What each task is called where people read of it: its printed number, with the id where that is not plain.

    `7` by its number, `1（#3）` where numbers repeat, `#3` where none is printed: `#3` can be typed.
    """

    def __init__(self, plan: Plan) -> None:
        self._printed = {task.id: number(task, plan) for task in plan.tasks} if opened(plan) else {}
        self._times = Counter(map(fold, self._printed.values()))
        self.repeat = len(self._times) < len(self._printed)
        """Whether two tasks print the same number, so that only ids tell them apart."""

    @property
    def own(self) -> bool:
        """Whether tasks are called by other numbers than their ids."""
        return any(printed != str(id_) for id_, printed in self._printed.items())

    def __getitem__(self, id_: int) -> str:
        printed, typed = self._printed.get(id_, str(id_)), self.typed(id_)
        return typed if typed == printed or not printed else f"{printed}\uff08{typed}\uff09"

    def both(self, id_: int) -> str:
        """Return its printed number with its id: files know a task by its id alone."""
        printed = self._printed.get(id_, str(id_))
        if printed == str(id_):
            return printed
        return f"{printed}\uff08#{id_}\uff09" if printed else f"#{id_}"

    def cell(self, id_: int) -> int | str:
        """Return the same for a table: a figure where the task is called by its id."""
        name = self[id_]
        return id_ if name == str(id_) else name

    def typed(self, id_: int) -> str:
        """Return what can be typed for a task and fits no other: its number, or `#` and its id."""
        printed = self._printed.get(id_, str(id_))
        return printed if printed and self._times[fold(printed)] < 2 else f"#{id_}"


class Groups:
    """The groups of a list by id, and which stand above each."""

    def __init__(self, groups: tuple[Group, ...]) -> None:
        self._by_id: Mapping[str, Group] = {group.id: group for group in reversed(groups)}

    def above(self, name: str) -> tuple[Group, ...]:
        """Return a group and those above it, outermost first; cut where they would run in a circle."""
        chain: list[Group] = []
        while (group := self._by_id.get(name)) is not None and group not in chain:
            chain.append(group)
            name = group.parent
        return tuple(reversed(chain))

    def __contains__(self, name: str) -> bool:
        return name in self._by_id


class Taken(NamedTuple):
    """Words that stand for a row: its own, or those it takes over, and from where ("" for its own)."""

    text: str
    source: str = ""


def taken(row: Row, column: PrintedColumn, plan: Plan, groups: Groups) -> Taken:
    """Return what stands for a row under a column: its own cell or, where that is blank, its nearest group's."""
    own = cell(row, column, plan)
    if own.strip() or isinstance(row, Milestone):
        return Taken(own)
    for group in reversed(groups.above(row.group)):
        if inherited := _of_group(group, column):
            return Taken(inherited, "group")
    return Taken(own)


def _of_group(group: Group, column: PrintedColumn) -> str:
    """Return what a group's row says of a column for all its tasks; its number and title are its own."""
    if column.holds is Holds.DEPARTMENTS:
        return group.departments.strip()
    if column.holds is Holds.DEADLINE:
        return group.deadline.strip()
    return "" if column.holds in KEYED else group.cells.get(column.name, "").strip()


def time_of(task: Task, plan: Plan, groups: Groups) -> Taken:
    """Return the words of a task's time: its own, its nearest group's, or the plan's default."""
    if task.deadline.strip() or task.last_day or task.means:
        return Taken(task.deadline)
    for group in reversed(groups.above(task.group)):
        if group.deadline.strip():
            return Taken(group.deadline, "group")
    return (
        Taken(plan.settings.default_deadline, "default")
        if plan.settings.default_deadline
        else Taken(task.deadline)
    )


class OfficeCell(NamedTuple):
    """A printed cell of offices, the role its column gives them, and where the row has it from."""

    text: str
    role: Role | None = None
    source: str = ""


def office_cells(row: Row, plan: Plan, groups: Groups) -> tuple[OfficeCell, ...]:
    """Return the cells that name a row's offices: its own, else its nearest group's, else the plan's default."""
    if own := _own(row, plan):
        return own
    if isinstance(row, Milestone):
        return ()
    for group in reversed(groups.above(row.group)):
        if inherited := _own(group, plan, "group"):
            return inherited
    default = plan.settings.default_department
    return (OfficeCell(default, None, "default"),) if default else ()


def _own(row: Row | Group, plan: Plan, source: str = "") -> tuple[OfficeCell, ...]:
    found = [
        OfficeCell(text, ROLE_OF[column.holds], source)
        for column in plan.columns
        if column.holds in ROLE_OF and (text := row.cells.get(column.name, "")).strip()
    ]
    if row.departments.strip():
        # 责任单位 beside a filled 牵头单位 are the others who take part.
        beside = Role.JOINT if any(cell.role is Role.LEAD for cell in found) else None
        found.append(OfficeCell(row.departments, beside, source))
    return tuple(found)
