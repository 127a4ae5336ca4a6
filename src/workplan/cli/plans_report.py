"""Pages about several plans: an overview and a bulletin, from what was counted plan by plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..answers.columns import Table, View
from ..domain.characters import shell_word
from ..domain.errors import ExitCode, Misuse
from ..domain.silence import until_month_end
from ..files.plan_folder import PlanFile
from ..reports.portfolio import PlanState, plan_state
from ..reports.portfolio_circular import PortfolioReport
from . import many, options, streams
from .plan import Case, named

TEMPLATES = {"overview": "_portfolio", "bulletin": "bulletin"}
"""The reports that are made of several plans, and the template of each."""
_YEARS = (2001, 2002)


class Asked(NamedTuple):
    """What was asked: the report, the shared options as typed, and those that only some reports take."""

    name: str
    months: Sequence[str] | None
    paper: str
    issue: str
    to: str
    demands: tuple[str, ...]
    as_of: str | None = None
    known_on: str | None = None
    skip_invalid: bool = False


class Gathered(NamedTuple):
    """The context of the template, and the status to end with."""

    context: dict[str, Any]
    status: ExitCode


def gathered(plans: Sequence[PlanFile], asked: Asked) -> Gathered:
    """Count all plans, one after another."""
    as_of = _month_end(asked.months[0], asked) if asked.months else asked.as_of
    every = many.Portfolio(
        plans, many.Asked(_state, {}, as_of, asked.known_on, skip_invalid=asked.skip_invalid, dated=True)
    )
    members = [member.view.payload for member in every()]
    states: list[PlanState] = [payload["state"] for payload in members]
    for line in every.skipped():
        streams.tell(line)
    notes = every.told(View({}, (), Table((), ()))).notes
    day, known = members[0]["as_of"], members[0]["known_on"]
    page = PortfolioReport(
        states,
        day,
        known_on=known,
        notes=notes,
        paper=asked.paper,
        issue=asked.issue,
        to=asked.to,
        demands=asked.demands,
    )
    return Gathered({"report": page}, every.status)


def _state(case: Case, today: date) -> View:
    state = plan_state(case.document, case.tasks(today), today)
    return View({"state": state, "as_of": today, "known_on": case.known_on}, (), Table((), ()))


def _month_end(text: str, asked: Asked) -> str:
    """Return the last day of a month that says its year, or today while it runs."""
    periods = [options.month(text, year) for year in _YEARS]
    if periods[0] != periods[1]:
        raise Misuse(f"有几份计划，--month {text} 要写明年份。", "如 --month 2020-11。")
    first = periods[0].first
    assert first is not None
    today, _ = options.days(asked.as_of, None, first.year)
    if first > today:
        raise Misuse(f"{periods[0].label}还没有到（截至 {today}）。", "月份到了才有它的通报。")
    return until_month_end(periods[0], today).isoformat()


def refuse_single(name: str, plans: Sequence[PlanFile], given: dict[str, object]) -> None:
    """Refuse what is of one plan: other reports, an office's own templates, departments."""
    if name not in TEMPLATES:
        raise Misuse(
            f"报告 {name} 一次只对一份计划，这里有 {len(plans)} 份：{named(plans)}。",
            f"用 -f 写明是哪一份，如 -f {shell_word(str(plans[0].path))}；"
            "几份计划一起出的有 overview（一页通）和 bulletin（通报）。",
        )
    for option, value in given.items():
        if value:
            raise Misuse(f"有 {len(plans)} 份计划，{option} 用不上。", "用 -f 写明是哪一份计划，或去掉它。")


def refuse_over(target: Path, plans: Sequence[PlanFile]) -> None:
    """Refuse to write over any of the plans' own files."""
    from .saving import refuse_own

    for plan in plans:
        refuse_own(target, plan.path)
