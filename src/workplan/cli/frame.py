"""The frame of the commands that answer: they open the plan, read the day, and hand over what they are given.

A command is a function from the case, the day and its own options to a view. The options all such commands share
stand here, after its own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
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
    app: typer.Typer, *, help: str, epilog: str
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Make a command of a function that takes a :class:`~.plan.Case`, a day, and options of its own."""

    def register(answer: Callable[..., Answer]) -> Callable[..., Answer]:
        def run(
            file: str | None, as_of: str | None, format_: str | None, output: str | None, **own: Any
        ) -> ExitCode:
            from .emit import emit

            case = open_case(file)
            answered = answer(case, options.today(as_of), **own)
            view, status = (answered, ExitCode.OK) if isinstance(answered, View) else answered
            emit(view, format_, output, case.path)
            return status

        command(app, run, [*parameters(answer, after=2), *parameters(_asked)], help=help, epilog=epilog)
        return answer

    return register


def _asked(
    file: options.File = None,
    as_of: options.AsOf = None,
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
) -> None:
    """Make ``run`` the command of an application, with these options: Typer reads them off the signature."""
    run.__signature__ = inspect.Signature(options_)  # type: ignore[attr-defined]
    app.command(cls=Command, help=help, epilog=epilog)(run)
