"""Completion of what the plan at hand and the tables of the options hold. Never fails: it then offers nothing.

What is offered begins as what was typed does; where nothing begins so, it holds it somewhere: 队 completes 综合执法队.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer

from ..domain.choosing import GROUP
from ..domain.document import PlanDocument
from ..domain.fold import fold
from ..domain.plan import Task
from ..domain.printed import shown, taken
from . import shells

if TYPE_CHECKING:
    from ..domain.standing import ScheduledTask

Offer = tuple[str, str]
"""A word to type, and what it is."""

Completion = Callable[[typer.Context, str], list[Offer]]


class _Offered(str):
    """A word that Typer does not drop, however it begins: it holds what was typed, or is quoted for the shell."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Say that it fits."""
        return True


def _completion(offer: Callable[[typer.Context, str], Iterable[Offer]]) -> Completion:
    """Make a completion of what yields every word that might be meant."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        try:
            typed = shells.bare(incomplete)
            fitting = _fitting(list(offer(ctx, typed)), typed)
            return [(_Offered(word), help_) for word, help_ in shells.as_typed(fitting)]
        except Exception:
            return []

    return complete


def _fitting(offers: list[Offer], typed: str) -> list[Offer]:
    """Return, each once, the words that begin as what was typed; where none does, those that hold it.

    Behind 栏= it is the cell that must hold the rest.
    """
    head, sign, part = fold(typed).rpartition("=")
    head += sign
    folded = [(fold(word), (word, help_)) for word, help_ in offers]
    under = [(word.removeprefix(head), offer) for word, offer in folded if word.startswith(head)]
    begun = [offer for word, offer in under if word.startswith(part)]
    found = begun or [offer for word, offer in under if part in word]
    return list({word: (word, help_) for word, help_ in reversed(found)}.values())[::-1]


def _of_plan(offer: Callable[[PlanDocument, str], Iterable[Offer]]) -> Completion:
    """Make a completion of what the plan at hand holds; of several, each word once."""

    def words(ctx: typer.Context, typed: str) -> Iterator[Offer]:
        from .plan import find_plans, open_plan

        for plan in find_plans(_files(ctx)):
            yield from offer(open_plan(plan.path), typed)

    return _completion(words)


def _files(ctx: typer.Context) -> list[str] | None:
    named = ctx.params.get("file")
    return [named] if isinstance(named, str) else list(named or ()) or None


# What the plan holds.


@_of_plan
def complete_department(document: PlanDocument, _: str) -> Iterator[Offer]:
    """Offer every name and alias of the register."""
    for department in document.plan.departments:
        for name in department.names:
            yield name, "" if name == department.name else department.name


@_of_plan
def complete_task(document: PlanDocument, _: str) -> Iterator[Offer]:
    """Offer task numbers, as printed or, where that is not plain, as `#` and the id, with their names."""
    return _numbered(document, document.plan.tasks)


def complete_tasks(fit: Callable[[ScheduledTask], bool]) -> Completion:
    """Offer the tasks of which a command can record something, but those named already."""

    def words(ctx: typer.Context, _: str) -> Iterator[Offer]:
        from .plan import open_case

        case = open_case(_files(ctx))
        last = max((record.date for record in case.records), default=case.document.plan.start)
        named = _named(ctx, case.document)
        found = (t.reading.task for t in case.tasks(last) if fit(t) and t.reading.task not in named)
        return _numbered(case.document, found)

    return _completion(words)


def _numbered(document: PlanDocument, tasks: Iterable[Task]) -> Iterator[Offer]:
    return ((document.names.typed(task.id), task.title) for task in tasks)


def _named(ctx: typer.Context, document: PlanDocument) -> list[Task]:
    """Return the tasks whose numbers stand on the command line."""
    from . import numbers

    typed = ctx.params.get("numbers") or ctx.args  # Typer stops at an option that still lacks its value
    return [document.tasks[id_] for id_ in numbers.tasks(typed, document)] if typed else []


def _of_tasks(offer: Callable[[Task, str], Iterable[Offer]]) -> Completion:
    """Make a completion of what the tasks hold whose numbers stand before; of all tasks where there are none."""

    def words(ctx: typer.Context, typed: str) -> Iterator[Offer]:
        from .plan import find_plan, open_plan

        document = open_plan(find_plan(_files(ctx)))
        for task in _named(ctx, document) or document.plan.tasks:
            yield from offer(task, typed)

    return _completion(words)


@_of_tasks
def complete_value(task: Task, typed: str) -> Iterator[Offer]:
    """Offer targets with `=`; behind it, where there is no figure, the two words that answer."""
    from ..answers.wording import aim
    from ..domain.status import FULFILLED, UNFULFILLED

    for target in task.targets:
        head = f"{target.name}="
        if not fold(typed).startswith(fold(head)):
            yield head, aim(target)
        elif not target.measured:
            yield from ((head + answer, "") for answer in (FULFILLED, UNFULFILLED))


@_of_tasks
def complete_step(task: Task, _: str) -> Iterator[Offer]:
    """Offer steps by their printed time, by number where several have it."""
    from ..domain.interpretation import steps_named

    for number, step in enumerate(task.milestones, 1):
        plain = step.deadline and len(steps_named(task, step.deadline)) == 1
        yield (step.deadline if plain else f"{task.id}.{number}"), step.name


@_of_plan
def complete_point(document: PlanDocument, _: str) -> Iterator[Offer]:
    """Offer point numbers, with their titles."""
    for point in document.plan.points:
        yield str(point.id), point.name


@_of_plan
def complete_section(document: PlanDocument, _: str) -> Iterator[Offer]:
    """Offer the numbers of sections, with their titles."""
    for section in document.plan.sections:
        yield str(section.number), section.title


@_of_plan
def complete_column(document: PlanDocument, _: str) -> Iterator[Offer]:
    """Offer the heads of the list, and what stands for its groups."""
    yield from ((column.name, "") for column in shown(document.plan) if column.name)
    if document.plan.groups:
        yield GROUP, ""


@_of_plan
def complete_where(document: PlanDocument, typed: str) -> Iterator[Offer]:
    """Offer heads with `=`; behind one, the cells of its column, each once."""
    for column in shown(document.plan):
        head = f"{column.name}="
        if column.name and not fold(typed).startswith(fold(head)):
            yield head, ""
        elif column.name:
            cells = (taken(task, column, document.plan, document.groups).text for task in document.plan.tasks)
            yield from ((head + cell, "") for cell in dict.fromkeys(cells) if "\n" not in cell)


@_of_plan
def complete_group(document: PlanDocument, _: str) -> Iterator[Offer]:
    """Offer the groups by id, with their titles."""
    for group in document.plan.groups:
        yield group.id, group.title


@_completion
def complete_record(ctx: typer.Context, _: str) -> Iterator[Offer]:
    """Offer the records that can be taken back, the last first, with what they say."""
    from ..answers.wording import told
    from ..domain.voids import kept
    from .plan import open_case

    case = open_case(_files(ctx))
    for item in reversed(kept(case.ledger.records)):
        if not (item.void or item.record.voids):
            number = case.document.names[item.record.task]
            yield item.id, f"任务 {number} {item.record.date} {told(item.record)}"


# What the options' own tables hold.


def complete_choice(
    kind: Iterable[StrEnum], words: Mapping[Any, str] | None = None, also: Mapping[str, object] | None = None
) -> Completion:
    """Offer an option's values by what the office calls them, or by their codes where it has no word.

    Its other words and the codes are offered when they are begun to be typed.
    """

    def offers(_: typer.Context, typed: str) -> Iterator[Offer]:
        named, others = words or {}, also or {}
        yield from ((named.get(member, member.value), _meant(member, named, others)) for member in kind)
        yield from ((word, "") for word, meant in others.items() if typed or _several(meant))
        yield from ((member.value, named[member]) for member in kind if typed and member in named)

    return _completion(offers)


def _meant(member: StrEnum, named: Mapping[Any, str], others: Mapping[str, object]) -> str:
    """Return a value's code where it has a word, else the first word of the office for it."""
    if member in named:
        return member.value
    return next((word for word, meant in others.items() if meant == member), "")


def _several(meant: object) -> bool:
    return isinstance(meant, frozenset) and len(meant) > 1


def complete_report(words: Mapping[str, str]) -> Completion:
    """Offer the templates there are, with their titles, and when it is begun to be typed what the office calls them."""

    def offers(ctx: typer.Context, typed: str) -> Iterator[Offer]:
        from ..output import templates

        yield from ((info.name, info.title) for info in templates.available(templates.folders(_beside(ctx))))
        yield from ((word, name) for word, name in words.items() if typed)

    return _completion(offers)


def _beside(ctx: typer.Context) -> Any:
    """Return where the plan is, or would be: the shipped reports are there without one."""
    from pathlib import Path

    from ..domain.errors import WorkplanError
    from .plan import FILE_NAME, find_plan

    try:
        return find_plan(_files(ctx))
    except WorkplanError:
        return Path(FILE_NAME)
