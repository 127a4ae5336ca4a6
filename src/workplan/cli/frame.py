"""The frame of the commands that answer: they open the plan, read the day, and hand over what they are given.

A command is a function from the case, the day and its own options to a view. The options all such commands share
stand here, after its own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import typer

from ..answers.columns import View
from ..domain.errors import ExitCode
from . import following, options, remarks
from .help import Command
from .plan import find_plans, open_alone

if TYPE_CHECKING:
    from ..answers.many import Over

Answer = View | tuple[View, ExitCode]
"""What a command that answers returns: a view, and the status to end with where that is not 0."""


def app() -> typer.Typer:
    """Return the Typer application of one command."""
    return typer.Typer(add_completion=False, rich_markup_mode=None)


def answers(
    app: typer.Typer,
    *,
    help: str,
    epilog: str,
    dated: bool = True,
    calendar: bool = False,
    over: Over | None = None,
    then: str = "",
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Make a command of a function that takes a :class:`~.plan.Case`, a day, and options of its own.

    ``dated`` answers are of the day above all, and say so where it is years from the plan. What can also be put out as a
    ``calendar`` says so in its help. ``over`` puts the answers of
    several plans together, where that is more than to put one behind the other. ``then`` names the step of
    :data:`~.following.NEXT` that this was.
    """

    def register(answer: Callable[..., Answer]) -> Callable[..., Answer]:
        def run(
            file: list[str] | None,
            skip_invalid: bool,
            as_of: str | None,
            known_on: str | None,
            format_: str | None,
            output: str | None,
            **own: Any,
        ) -> ExitCode:
            from ..output.export import Format
            from .emit import emit, shape

            plans = find_plans(file)
            if len(plans) > 1:
                from . import many

                asked = many.Asked(answer, own, as_of, known_on, skip_invalid=skip_invalid, dated=dated)
                return many.answer(plans, asked, over, format_, output)
            case = open_alone(plans[0])
            today, known = options.days(as_of, known_on, case.document.plan.year)
            answered = answer(case._replace(known_on=known), today, **own)
            view, status = (answered, ExitCode.OK) if isinstance(answered, View) else answered
            if known:
                view = remarks.as_known(view, known)
            if dated:
                view = view._replace(notes=(*view.notes, *remarks.far(today, {case.document.plan.year})))
            emit(view, format_, output, case.path)
            if then and shape(format_, output) is Format.TABLE and _found(view, then):
                following.tell(then, **following.of_plan(case.path, case.document.plan.year, today))
            return status

        shared = list(parameters(_asked))
        if calendar:
            shared = [p.replace(annotation=_CALENDAR.get(p.name, p.annotation)) for p in shared]
        command(app, run, [*parameters(answer, after=2), *shared], help=help, epilog=epilog)
        return answer

    return register


def _found(view: View, then: str) -> bool:
    """Tell whether an answer leads on: a list of what is wrong does only where something is."""
    return then not in following.OF_SOMETHING or view.heading is None or any(view.heading.counts)


def _asked(
    file: options.Files = None,
    skip_invalid: options.SkipInvalid = False,
    as_of: options.AsOf = None,
    known_on: options.KnownOn = None,
    format_: options.OutputFormat = None,
    output: options.Output = None,
) -> None:
    """Hold the options of every command that answers."""


_CALENDAR = {"format_": options.CalendarFormat}


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
