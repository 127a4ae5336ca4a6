"""Completion of departments, tasks and points from the plan at hand. Never fails: it then offers nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

import typer

from ..domain.document import PlanDocument
from ..domain.fold import fold


def _from_plan(
    offer: Callable[[PlanDocument], Iterator[tuple[str, str]]],
) -> Callable[..., list[tuple[str, str]]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from .plan import find_plan, open_plan

        try:
            document = open_plan(find_plan(ctx.params.get("file")))
            return [
                (_as_typed(value), help_)
                for value, help_ in offer(document)
                if fold(value).startswith(fold(incomplete))
            ]
        except Exception:
            return []

    return complete


def _as_typed(value: str) -> str:
    """Return a value as it must stand on the command line: bash takes it over as it is, and trips over brackets."""
    if not os.environ.get("_WORKPLAN_COMPLETE", "").endswith("bash"):
        return value
    return re.sub(r"([^\w.,:/@%+=\u0080-\U0010ffff-])", r"\\\1", value)


@_from_plan
def complete_department(document: PlanDocument) -> Iterator[tuple[str, str]]:
    """Offer every name and alias of the register."""
    for department in document.plan.departments:
        for name in department.names:
            yield name, "" if name == department.name else department.name


@_from_plan
def complete_task(document: PlanDocument) -> Iterator[tuple[str, str]]:
    """Offer task numbers, with their names."""
    for task in document.plan.tasks:
        yield str(task.id), task.title


@_from_plan
def complete_point(document: PlanDocument) -> Iterator[tuple[str, str]]:
    """Offer point numbers, with their titles."""
    for point in document.plan.points:
        yield str(point.id), point.name
