"""The headings of a list: what a group's row says, and where in a listing its rows stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from ..domain.document import PlanDocument
from ..domain.plan import Group, Task
from ..domain.query import Selection
from .wording import SEMICOLON, bracketed


def group_path(task: Task, document: PlanDocument) -> str:
    """Return the titles of the groups a task stands in, outermost first; nothing where it stands in none."""
    return " > ".join(group.title for group in document.groups.above(task.group))


def heading(group: Group) -> str:
    """Return all that is printed in a group's row: number and title, then what its tasks take over from it."""
    gap = " " if group.number[-1:].isalnum() else ""
    rest = SEMICOLON.join(filter(None, (group.departments, group.deadline, *group.cells.values())))
    printed = rest if rest[:1] in ("(", "\uff08") else bracketed(rest)
    return f"{group.number}{gap}{group.title}{printed}"


def under_groups(selection: Selection, document: PlanDocument) -> Mapping[int, Sequence[str]] | None:
    """Return the headings of a listing by the row each stands before.

    None where rows would stand under the wrong one: not in the plan's order, a group in several places, rows of no
    group behind others, steps that do not stand under their tasks.
    """
    if not document.plan.groups or not _in_order(selection, document):
        return None
    if selection.milestones and not any(step.reading.milestone.title for step in selection.milestones):
        return None
    steps = Counter(step.task.id for step in selection.milestones)
    found: dict[int, Sequence[str]] = {}
    at = 0
    before: Sequence[Group] = ()
    for item in selection.tasks:
        above = document.groups.above(item.reading.task.group)
        if new := tuple(_entered(before, above)):
            found[at] = tuple(map(heading, new))
        before = above
        at += 1 + steps.pop(item.id, 0)  # steps of their own stand under their task
    return None if steps else found


def _in_order(selection: Selection, document: PlanDocument) -> bool:
    places = {task.id: at for at, task in enumerate(document.plan.tasks)}
    if any(places[a.id] >= places[b.id] for a, b in pairwise(selection.tasks)):
        return False
    runs = [name for name, _ in groupby(item.reading.task.group for item in selection.tasks)]
    return len(set(runs)) == len(runs) and "" not in runs[1:]


def _entered(before: Sequence[Group], above: Sequence[Group]) -> Iterator[Group]:
    """Yield the groups a row opens: those the row before did not stand in."""
    for depth, group in enumerate(above):
        if before[: depth + 1] != above[: depth + 1]:
            yield group
