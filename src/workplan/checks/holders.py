"""The parts of a plan that hold text and promises, with their places: what several checks walk over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.places import Path_
from ..domain.plan import AnyTarget, Point, Task


class Holder(NamedTuple):
    """A point or a task, and where it stands."""

    part: Point | Task
    path: Path_
    task: int | None = None
    point: int | None = None
    called: str = ""

    @property
    def label(self) -> str:
        """What messages call it."""
        return f"要点 {self.point} " if self.task is None else f"任务 {self.called or self.task} "

    @property
    def text(self) -> str:
        """All the text its promises may come from."""
        if isinstance(self.part, Task):
            return f"{self.part.title}\n{self.part.goals}"
        return self.part.title + self.part.text

    @property
    def targets(self) -> tuple[AnyTarget, ...]:
        """The promises made here."""
        return self.part.targets


class Passage(NamedTuple):
    """One stretch of printed text and where it stands."""

    path: Path_
    label: str
    text: str
    task: int | None = None
    point: int | None = None


def holders(document: PlanDocument) -> Iterator[Holder]:
    """Yield every point, then every task."""
    for section, part in enumerate(document.plan.sections):
        for index, point in enumerate(part.points):
            yield Holder(point, ("sections", section, "points", index), None, point.id)
    for index, task in enumerate(document.plan.tasks):
        yield Holder(task, ("tasks", index), task.id, called=document.called(task.id))


def passages(document: PlanDocument) -> Iterator[Passage]:
    """Yield the preamble and every printed title and text."""
    plan = document.plan
    for key in ("document", "page", "annex_line", "annex_label", "annex_head"):
        yield Passage(("titles", key), "标题", getattr(plan.titles, key))
    yield Passage(("preamble",), "总体要求", plan.preamble)
    for index, section in enumerate(plan.sections):
        yield Passage(("sections", index, "title"), f"第 {section.number} 部分标题", section.title)
    for index, group in enumerate(plan.groups):
        yield Passage(("groups", index, "title"), f"分组“{group.title}”", group.title)
    for holder in holders(document):
        for key in ("title", "text") if holder.point else ("title", "goals", "remark"):
            yield Passage(
                (*holder.path, key), holder.label, getattr(holder.part, key), holder.task, holder.point
            )
        if isinstance(holder.part, Task):
            yield from _of_steps(holder, holder.part)
    yield Passage(("footer",), "落款", plan.footer)


def _of_steps(holder: Holder, task: Task) -> Iterator[Passage]:
    """Yield the texts of a task that stand in cells of their own, and those of its printed steps."""
    for head, text in task.cells.items():
        yield Passage((*holder.path, "cells", head), holder.label, text, holder.task)
    for at, step in enumerate(task.milestones):
        for key in ("title", "goals") if step.title else ():
            yield Passage(
                (*holder.path, "milestones", at, key), holder.label, getattr(step, key), holder.task
            )
