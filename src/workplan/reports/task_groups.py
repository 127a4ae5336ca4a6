"""Tasks too many for one sheet, counted by the groups of the list, or by the departments that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.holding import holder_names
from ..domain.load import by_standing
from ..domain.standing import ScheduledTask, Standing
from .figures import Figure, Figures
from .form import heading

MOST_GROUPS = 29
_WIDTH = 300


class GroupPart(NamedTuple):
    """A part of a group's bar: how many of it stand so, among them none."""

    x: int
    width: int
    standing: str
    figure: Figure


class GroupRow(NamedTuple):
    """A group, how many tasks it has, and its bar, as long as it is large beside the largest.

    It has a part for every standing of the page. What was put together since it did not fit has no bar: it would be the
    longest of all.
    """

    name: str
    figure: Figure
    parts: tuple[GroupPart, ...]


_Grouped = list[tuple[str, list[ScheduledTask]]]


def task_groups(
    document: PlanDocument, tasks: Sequence[ScheduledTask], kept: Figures
) -> tuple[str, tuple[GroupRow, ...]]:
    """Return by what the tasks are grouped, and the groups: those of the list where it has any."""
    listed = bool(document.plan.groups)
    found = _by_heading(tasks) if listed else _by_department(tasks)
    shown, rest = _shown(found)
    shared = _Shared(tuple(by_standing(tasks)), max((len(items) for _, items in shown), default=1), kept)
    rows = [shared.row(f"g{at}", name, items) for at, (name, items) in enumerate(shown, 1)]
    if rest:
        joined = [task for _, items in rest for task in items]
        rows.append(shared.row("g-rest", f"其余{len(rest)}个", joined, drawn=False))
    return "分组" if listed else "牵头部门", tuple(rows)


def _by_heading(tasks: Iterable[ScheduledTask]) -> _Grouped:
    found: dict[str, list[ScheduledTask]] = {}
    for task in tasks:
        groups = task.reading.groups
        name = heading(groups[0].number, groups[0].title) if groups else "不在分组内"
        found.setdefault(name, []).append(task)
    return list(found.items())


def _by_department(tasks: Iterable[ScheduledTask]) -> _Grouped:
    """Count each task once, with the first that holds it, the departments with the most first."""
    found: dict[str, list[ScheduledTask]] = {}
    for task in tasks:
        found.setdefault(holder_names(task.reading)[0] or "未写部门", []).append(task)
    return sorted(found.items(), key=lambda entry: -len(entry[1]))


def _shown(found: _Grouped) -> tuple[_Grouped, _Grouped]:
    """Divide the groups in those that fit, the largest, in their order, and the rest."""
    if len(found) <= MOST_GROUPS:
        return found, []
    largest = {name for name, _ in sorted(found, key=lambda entry: -len(entry[1]))[: MOST_GROUPS - 1]}
    return [e for e in found if e[0] in largest], [e for e in found if e[0] not in largest]


class _Shared(NamedTuple):
    """What the rows of one table share: its standings, how many tasks the longest bar has, the page's figures."""

    standings: tuple[Standing, ...]
    longest: int
    kept: Figures

    def row(self, key: str, name: str, items: Sequence[ScheduledTask], *, drawn: bool = True) -> GroupRow:
        """Return one group's row."""
        figure = self.kept.of_tasks(f"{key}-all", f"{name}的任务", items)
        return GroupRow(name, figure, tuple(self._parts(key, name, items, drawn=drawn)))

    def _parts(
        self, key: str, name: str, items: Sequence[ScheduledTask], *, drawn: bool
    ) -> Iterator[GroupPart]:
        unkept = any(task.unkept for task in items)
        so_far = 0
        for standing in self.standings:
            own = [task for task in items if task.standing is standing]
            x = _WIDTH * so_far // self.longest if drawn else 0
            so_far += len(own)
            width = _WIDTH * so_far // self.longest - x if drawn else 0
            word = standing.word_where(unkept=unkept)
            figure = self.kept.of_tasks(f"{key}-{standing.value}", f"{name}{word}", own)
            yield GroupPart(x, width, standing.value, figure)
