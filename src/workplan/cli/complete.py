"""Completion of departments, tasks and points from the plan at hand. Never fails: it then offers nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

import typer

from ..domain.choosing import GROUP
from ..domain.document import PlanDocument
from ..domain.fold import fold
from ..domain.printed import shown, taken


def _from_plan(
    offer: Callable[[PlanDocument, str], Iterator[tuple[str, str]]],
) -> Callable[..., list[tuple[str, str]]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from .plan import find_plan, open_plan

        try:
            document = open_plan(find_plan(ctx.params.get("file")))
            return [
                (_as_typed(value), help_)
                for value, help_ in offer(document, incomplete)
                if fold(value).startswith(fold(incomplete))
            ]
        except Exception:
            return []

    return complete


def _as_typed(value: str) -> str:
    """Return a value as it must stand on the command line: bash takes it over as it is, and trips over brackets."""
    if not os.environ.get("_WORKPLAN_COMPLETE", "").endswith("bash"):
        return value
    return _Escaped(re.sub(r"([^\w.,:/@%+=\u0080-\U0010ffff-])", r"\\\1", value))


class _Escaped(str):
    """An offer that was chosen already: Typer, which knows only the word as bash read it, would drop it at the bracket."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        return True


@_from_plan
def complete_department(document: PlanDocument, _: str) -> Iterator[tuple[str, str]]:
    """Offer every name and alias of the register."""
    for department in document.plan.departments:
        for name in department.names:
            yield name, "" if name == department.name else department.name


@_from_plan
def complete_task(document: PlanDocument, _: str) -> Iterator[tuple[str, str]]:
    """Offer task numbers, as printed or, where that is not plain, as `#` and the id, with their names."""
    for task in document.plan.tasks:
        yield document.names.typed(task.id), task.title


@_from_plan
def complete_point(document: PlanDocument, _: str) -> Iterator[tuple[str, str]]:
    """Offer point numbers, with their titles."""
    for point in document.plan.points:
        yield str(point.id), point.name


@_from_plan
def complete_column(document: PlanDocument, _: str) -> Iterator[tuple[str, str]]:
    """Offer the heads of the list, and what stands for its groups."""
    yield from ((column.name, "") for column in shown(document.plan) if column.name)
    if document.plan.groups:
        yield GROUP, ""


@_from_plan
def complete_where(document: PlanDocument, incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer heads with `=`; behind one, the cells of its column, each once."""
    for column in shown(document.plan):
        if column.name and not fold(incomplete).startswith(fold(f"{column.name}=")):
            yield f"{column.name}=", ""
        elif column.name:
            cells = (taken(task, column, document.plan, document.groups).text for task in document.plan.tasks)
            yield from ((f"{column.name}={cell}", "") for cell in dict.fromkeys(cells) if "\n" not in cell)


@_from_plan
def complete_group(document: PlanDocument, _: str) -> Iterator[tuple[str, str]]:
    """Offer the groups by id, with their titles."""
    for group in document.plan.groups:
        yield group.id, group.title
