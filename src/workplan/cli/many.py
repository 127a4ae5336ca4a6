"""One answer over several plans: each validated, each asked by itself, in the order of their keys, and put together.

Plans are opened one at a time and let go again, but for as many as are held for the second time they are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ..answers import many
from ..answers.columns import Payload, View
from ..answers.envelope import identity
from ..answers.many import Member, Over
from ..domain.characters import shell_word
from ..domain.errors import BrokenPlans, ExitCode, InvalidPlan, Misuse, NotFound, Unreadable, WorkplanError
from ..domain.fold import fold
from ..domain.printed import columns
from ..files.plan_folder import PlanFile
from ..output.export import Format
from . import options, remarks, streams, waiting
from .beside import Beside
from .plan import Case, case_of

if TYPE_CHECKING:
    from ..domain.neighbours import Shelf

MAX_HELD = 10_000
"""How many tasks are kept in memory between the two times their plans are asked: some 100 MB."""
_NAMED = 5
_WITH_NOTES = frozenset({Format.TABLE, Format.MD, Format.JSON, Format.XLSX})


class Asked(NamedTuple):
    """What is asked of every plan: the command, its own options, and the shared ones as they were typed."""

    answer: Callable[..., View | tuple[View, ExitCode]]
    own: Mapping[str, Any]
    as_of: str | None
    known_on: str | None
    skip_invalid: bool
    dated: bool


def answer(
    plans: Sequence[PlanFile], asked: Asked, over: Over | None, format_: str | None, output: str | None
) -> ExitCode:
    """Hand over one answer over several plans, and return the status to end with."""
    from .emit import emit, shape

    chosen = shape(format_, output)
    portfolio = Portfolio(plans, asked)
    with waiting.shown():
        view = portfolio.told((over or many.merged)(portfolio))
    if chosen not in _WITH_NOTES:
        for line in portfolio.skipped():
            streams.tell(line)
    emit(view, chosen.value, output, *(plan.path for plan in plans))
    return portfolio.status


class Portfolio:
    """Goes through plans, again and again: the first time all of them are validated and asked."""

    def __init__(self, plans: Sequence[PlanFile], asked: Asked) -> None:
        self._asked = asked
        self._plans = plans
        self._room = MAX_HELD
        self._cases: dict[str, Case] = {}
        self._views: dict[str, View] = {}
        self._answered: list[PlanFile] | None = None
        self._years: dict[int, tuple[date, date | None]] = {}
        self._broken: dict[PlanFile, WorkplanError] = {}
        self._lacking: dict[str, list[str]] = {}
        self._beside = Beside(plans)
        self._own = _ByKey(asked.own, [plan.key for plan in plans])
        self.status = ExitCode.OK

    def __call__(self) -> Iterator[Member]:
        """Yield each plan's answer."""
        if self._answered is None:
            yield from self._first_time()
            return
        for plan in self._answered:
            case = self._cases.get(plan.key) or case_of(plan)
            yield _member(case, self._views.pop(plan.key, None) or self._ask(case))

    def _first_time(self) -> Iterator[Member]:
        answered: list[PlanFile] = []
        missing: list[NotFound] = []
        for plan in self._plans:
            case = self._opened(plan)
            if case is None or (self._broken and not self._asked.skip_invalid):
                continue
            try:
                view = self._ask(case)
            except NotFound as error:
                self._lacking.setdefault(error.message, []).append(plan.key)
                missing.append(error)
                continue
            if view is not None:
                answered.append(plan)
                self._hold(plan, case, view)
                yield _member(case, view)
        if self._broken and not (self._asked.skip_invalid and (answered or missing)):
            raise BrokenPlans(
                {str(plan.path): error for plan, error in self._broken.items()}, len(self._plans)
            )
        if not answered:
            raise missing[0]
        self._answered = answered

    def _opened(self, plan: PlanFile) -> Case | None:
        """Return a plan fit to answer from; None, and a note of what is wrong, where it is not."""
        try:
            case = case_of(plan)
        except (InvalidPlan, Unreadable) as error:
            self._broken[plan] = error
            return None
        self._beside.warn(plan, case)
        year = case.document.plan.year
        if year not in self._years:
            self._years[year] = options.days(self._asked.as_of, self._asked.known_on, year)
            _refuse_yearless(self._asked, self._years)
        return case

    @cached_property
    def _places(self) -> Shelf:
        """What the plans are called and name: looked into once, and only where links are asked for."""
        from ..files import at_hand

        return at_hand.shelf(self._plans)

    def _ask(self, case: Case) -> View | None:
        """Ask one plan; None where the question is not about it."""
        own = self._own.of(case.document.plan_key)
        if own is None:
            return None
        today, known = self._years[case.document.plan.year]
        answered = self._asked.answer(case._replace(known_on=known, shelf=lambda: self._places), today, **own)
        view, status = (answered, ExitCode.OK) if isinstance(answered, View) else answered
        self.status = max(self.status, status)
        return view

    def _hold(self, plan: PlanFile, case: Case, view: View) -> None:
        """Keep an opened plan and its answer for the second time, while there is room."""
        size = len(case.document.plan.tasks)
        if size <= self._room:
            self._room -= size
            self._cases[plan.key], self._views[plan.key] = case, view

    def told(self, view: View) -> View:
        """Return the answer with what must be known about all of it."""
        today, known = next(iter(self._years.values()))
        if self._broken:
            self.status = max(self.status, ExitCode.FINDINGS)
            skipped: list[Payload] = [
                {"key": plan.key, "file": str(plan.path), "reason": error.message}
                for plan, error in self._broken.items()
            ]
            view = view._replace(payload={**view.payload, "skipped": skipped})
        if known:
            view = remarks.as_known(view, known)
        far = remarks.far(today, self._years) if self._asked.dated else ()
        return view._replace(notes=(*view.notes, *self._left_out(), *far, *self.skipped()))

    def _left_out(self) -> Iterator[str]:
        for message, keys in self._lacking.items():
            yield f"未列入：{len(keys)} 份计划（{_some(keys)}）：{message}"

    def skipped(self) -> Iterator[str]:
        """Yield a line for each plan that could not be answered from."""
        for plan, error in self._broken.items():
            wrong = (
                f"有 {len(error.diagnostics)} 处错误，运行 workplan validate {shell_word(str(plan.path))} 查看。"
                if isinstance(error, InvalidPlan)
                else error.message
            )
            yield f"跳过：{plan.key}：{wrong}"


def _member(case: Case, view: View | None) -> Member:
    assert view is not None
    return Member(identity(case.document), columns(case.document.plan), view)


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


_PERIODS: Mapping[str, Callable[[str, int], object]] = {
    "month": options.month,
    "quarter": options.quarter,
    "half": options.half,
    "by": lambda text, year: options.day(text, "--by", year, date(year, 1, 1)),
}
_LIKE = {"month": "2020-11", "quarter": "2020-4", "half": "2020-2", "by": "2020-11-30"}


def _refuse_yearless(asked: Asked, years: Mapping[int, tuple[date, date | None]]) -> None:
    """Refuse a month or a day that would mean another year in each plan: which is meant, only the asker knows."""
    if len(years) < 2:
        return
    said = f"这些计划是几个年度的（{'、'.join(map(str, sorted(years)))}），"
    if len(set(years.values())) > 1:
        raise Misuse(f"{said}--as-of、--known-on 要写明年份。", "如 --as-of 2020-11-30。")
    for name, read in _PERIODS.items():
        typed = asked.own.get(name)
        for text in [typed] if isinstance(typed, str) else typed or ():
            if len({read(text, year) for year in years}) > 1 and not _near(text):
                raise Misuse(f"{said}--{name} {text} 要写明年份。", f"如 --{name} {_LIKE[name]}。")


def _near(text: str) -> bool:
    return fold(text) in options.NEAR


class _ByKey:
    """A command's own options, with the numbers of tasks divided to the plans they name: `2020#7`."""

    def __init__(self, own: Mapping[str, Any], keys: Collection[str]) -> None:
        self._own = own
        typed = own.get("numbers") or ()
        self._words = [word for word in typed if _is_a_word(word)]
        named = [(word, *word.partition("#")[::2]) for word in typed if not _is_a_word(word)]
        for word, key, _ in named:
            if not key or "#" not in word:
                raise Misuse(
                    f"有 {len(keys)} 份计划，“{word}”不知道是哪一份的。", _like(keys, word.lstrip("#"))
                )
        self._numbers = [(_key(key, keys), number) for _, key, number in named]

    def of(self, key: str) -> Mapping[str, Any] | None:
        """Return the options for one plan; None where numbers were named, and none of this plan's."""
        if not self._numbers:
            return self._own
        numbers = [number for named, number in self._numbers if named == key]
        return {**self._own, "numbers": [*self._words, *numbers]} if numbers else None


def _is_a_word(text: str) -> bool:
    return fold(text) in ("point", "points", "要点")


def _like(keys: Collection[str], number: str) -> str:
    return f"写明计划，如 {next(iter(keys))}#{number if re.fullmatch('[0-9]+', number) else 7}。"


def _key(typed: str, keys: Collection[str]) -> str:
    """Return the key that ends in what was typed."""
    found = [key for key in keys if key == typed] or [key for key in keys if key.endswith(f"/{typed}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise Misuse(f"“{typed}”不止一份计划：{_some(found)}。", "把路径写得更全，如 市场监管局/2020。")
    raise NotFound(f"没有计划“{typed}”。", f"这里的计划：{_some(list(keys))}。")
