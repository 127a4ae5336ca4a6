"""The frame of the commands that answer: they open the plan, read the day, and hand over what they are given.

A command is a function from the case, the day and its own options to a view. The options all such commands share
stand here, after its own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import typer

from ..answers.columns import View
from ..domain.errors import ExitCode
from . import options
from .help import Command
from .plan import open_case

Answer = View | tuple[View, ExitCode]
"""What a command that answers returns: a view, and the status to end with where that is not 0."""


def app() -> typer.Typer:
    """Return the Typer application of one command."""
    return typer.Typer(add_completion=False, rich_markup_mode=None)


def answers(
    app: typer.Typer, *, help: str, epilog: str, dated: bool = True
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Make a command of a function that takes a :class:`~.plan.Case`, a day, and options of its own.

    ``dated`` answers are of the day above all, and say so where it is years from the plan.
    """

    def register(answer: Callable[..., Answer]) -> Callable[..., Answer]:
        def run(
            file: str | None,
            as_of: str | None,
            known_on: str | None,
            format_: str | None,
            output: str | None,
            **own: Any,
        ) -> ExitCode:
            from .emit import emit

            case = open_case(file)
            today, known = options.days(as_of, known_on, case.document.plan.year)
            answered = answer(case._replace(known_on=known), today, **own)
            view, status = (answered, ExitCode.OK) if isinstance(answered, View) else answered
            if known:
                view = _as_known(view, known)
            if dated:
                view = view._replace(notes=(*view.notes, *_far(today, case.document.plan.year)))
            emit(view, format_, output, case.path)
            return status

        command(app, run, [*parameters(answer, after=2), *parameters(_asked)], help=help, epilog=epilog)
        return answer

    return register


def _as_known(view: View, day: date) -> View:
    """Return an answer that says by which day what it tells was recorded."""
    payload = {**view.payload, "known_on": day.isoformat()}
    return view._replace(payload=payload, notes=(*view.notes, f"只按到 {day} 为止已登记的台账。"))


def _far(today: date, year: int) -> Iterator[str]:
    """Yield a line where the day is years from the plan: what was meant is mostly a day of the plan's own."""
    if abs(today.year - year) > 1:
        yield f"这是 {year} 年的计划，现在看的是 {today}；要看计划期内的某一天，用 --as-of，如 --as-of {year}-11-30。"


def _asked(
    file: options.File = None,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Hold the options of every command that answers."""


def parameters(function: Callable[..., Any], *, after: int = 0) -> Iterator[inspect.Parameter]:
    """Yield the options a function takes, all but the first few parameters, as ones that may stand in any order."""
    for parameter in list(inspect.signature(function, eval_str=True).parameters.values())[after:]:
        yield parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)


def command(
    app: typer.Typer,
    run: Callable[..., ExitCode],
    options_: list[inspect.Parameter],
    *,
    help: str,
    epilog: str,
    cls: type[Command] = Command,
) -> None:
    """Make ``run`` the command of an application, with these options: Typer reads them off the signature."""
    run.__signature__ = inspect.Signature(options_)  # type: ignore[attr-defined]
    app.command(cls=cls, help=help, epilog=epilog)(run)
