"""Departments by months: what each holds, when that falls due, how it stands, and when something was reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.holding import holder_names
from ..domain.standing import ScheduledTask, Standing
from ..domain.width import display_width
from .asked import short_chinese_day
from .curve import month_label
from .figures import Figure, Figures
from .form import Form
from .timeline import Axis

_NAMED, _LINES = 3, 38
_LABEL = 2
"""How many tasks a box names, how many lines they may take, and how long a task's name may be; else boxes only count."""
MOST_OFFICES = 29
"""How many departments fit on the sheet; those with the least to ask about are counted together."""
_NOBODY = "未写部门"


class BoxTask(NamedTuple):
    """A task in a box: its id, what it is called, how it stands."""

    number: int
    label: str
    standing: str
    mark: str
    word: str


class Box(NamedTuple):
    """What a department holds that falls due in a month; ``standing`` is the most pressing, "" where there is nothing.

    ``tasks`` is empty where there are too many to name: then ``due`` stands for them, ``late`` for those overdue.
    ``reported``: something was reported in that month of what it holds.
    """

    standing: str
    tasks: tuple[BoxTask, ...]
    due: Figure | None
    late: Figure | None
    reported: bool


class OfficeRow(NamedTuple):
    """A department: how many tasks it holds, how many of them are done, its months, its last report."""

    name: str
    held: Figure
    done: Figure
    boxes: tuple[Box, ...]
    last: str


class OfficeMonths(NamedTuple):
    """The whole table: the months' names, the last for what has no day; the rows; what did not fit, in words.

    ``named``: boxes name their tasks, and do not only count them.
    """

    heads: tuple[str, ...]
    rows: tuple[OfficeRow, ...]
    more: str
    named: bool


class _Office(NamedTuple):
    """One row before it is counted."""

    key: str
    name: str
    tasks: Sequence[ScheduledTask]


def office_months(
    document: PlanDocument, tasks: Sequence[ScheduledTask], axis: Axis, as_of: date, kept: Figures
) -> OfficeMonths:
    """Lay the departments' tasks out by months; departments stand in the register's order."""
    offices = _offices(document, tasks)
    shown, rest = _shown(offices)
    undated = any(task.last_day is None for task in tasks)
    heads = [month_label(axis.month(at), axis) for at in range(axis.months)]
    named = not rest and _short(document, tasks) and _few(shown, axis)
    columns = _Columns(document, axis, as_of, kept, undated=undated, named=named)
    more = f"另有{len(rest)}个部门没有单列，合计在最后一行。" if rest else ""
    if rest:
        shown.append(_Office("rest", f"其余{len(rest)}个部门", _once(rest)))
    return OfficeMonths(
        (*heads, "未定") if undated else tuple(heads),
        tuple(columns.row(office) for office in shown),
        more,
        named,
    )


def _offices(document: PlanDocument, tasks: Iterable[ScheduledTask]) -> list[_Office]:
    held: dict[str, list[ScheduledTask]] = {entry.name: [] for entry in document.plan.departments}
    for task in tasks:
        for name in dict.fromkeys(holder_names(task.reading)):
            held.setdefault(name, []).append(task)
    return [_Office(f"d{at}", name or _NOBODY, own) for at, (name, own) in enumerate(held.items(), 1) if own]


def _shown(offices: list[_Office]) -> tuple[list[_Office], list[_Office]]:
    """Divide the departments in those that fit, with the most that is overdue or behind, and the rest."""
    if len(offices) <= MOST_OFFICES:
        return offices, []
    pressing = (Standing.OVERDUE, Standing.BEHIND, Standing.UNREPORTED)
    ranked = sorted(
        offices, key=lambda o: [-sum(t.standing is s for t in o.tasks) for s in pressing] + [-len(o.tasks)]
    )
    first = {office.key for office in ranked[: MOST_OFFICES - 1]}
    return [o for o in offices if o.key in first], [o for o in offices if o.key not in first]


def _once(offices: Iterable[_Office]) -> list[ScheduledTask]:
    return list({task.id: task for office in offices for task in office.tasks}.values())


def _short(document: PlanDocument, tasks: Iterable[ScheduledTask]) -> bool:
    """Tell whether what tasks are called by has room in a box beside a mark."""
    form = Form(document)
    return all(display_width(form.label(task.reading.task)) <= _LABEL for task in tasks)


def _few(offices: Iterable[_Office], axis: Axis) -> bool:
    """Tell whether every box has so few tasks, and all rows so few lines, that boxes can name them."""
    highest = []
    for office in offices:
        columns = Counter(axis.column_of(t.last_day) if t.last_day else axis.months for t in office.tasks)
        highest.append(max(columns.values()))
    return max(highest, default=0) <= _NAMED and sum(highest) <= _LINES


class _Columns:
    """Makes the rows of one table."""

    def __init__(
        self,
        document: PlanDocument,
        axis: Axis,
        as_of: date,
        kept: Figures,
        *,
        undated: bool,
        named: bool,
    ) -> None:
        self._document, self._axis, self._as_of, self._kept = document, axis, as_of, kept
        self._columns, self._named = axis.months + undated, named

    def row(self, office: _Office) -> OfficeRow:
        """Return one department's row."""
        due: list[list[ScheduledTask]] = [[] for _ in range(self._columns)]
        told = [False] * self._columns
        reports = [r for task in office.tasks for r in task.history.records if r.reports]
        for task in office.tasks:
            due[self._axis.column_of(task.last_day) if task.last_day else -1].append(task)
        for record in reports:
            told[self._axis.column_of(record.date)] = True
        last = max((record.date for record in reports), default=None)
        return OfficeRow(
            office.name,
            self._figure(office, "held", "承担的任务", office.tasks),
            self._figure(office, "done", "完成", [t for t in office.tasks if t.standing.done]),
            tuple(self._box(office, at, due[at], told[at]) for at in range(self._columns)),
            short_chinese_day(last, self._document.plan.year) if last else "从未",
        )

    def _figure(self, office: _Office, key: str, words: str, tasks: Iterable[ScheduledTask]) -> Figure:
        return self._kept.of_tasks(f"{office.key}-{key}", f"{office.name}{words}", tasks)

    def _box(self, office: _Office, at: int, tasks: Sequence[ScheduledTask], reported: bool) -> Box:
        worst = min(tasks, key=lambda task: task.urgency, default=None)
        standing = worst.standing.value if worst else ""
        if self._named:
            named = tuple(
                BoxTask(t.id, self._document.names[t.id], t.standing.value, t.standing.row.mark, t.word)
                for t in tasks
            )
            return Box(standing, named, None, None, reported)
        if not tasks:
            return Box("", (), None, None, reported)
        when = month_label(self._axis.month(at), self._axis) if at < self._axis.months else "没有时限"
        late = [task for task in tasks if task.standing is Standing.OVERDUE]
        return Box(
            standing,
            (),
            self._figure(office, f"m{at}", f"{when}到期", tasks),
            self._figure(office, f"m{at}-overdue", f"{when}到期、逾期", late) if late else None,
            reported,
        )
