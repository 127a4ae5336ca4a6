"""``workplan list``: tasks by any conditions, all of which must hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

import typer

from ...answers import calendar, links, tasks
from ...answers.columns import View
from ...answers.conditions import any_of, conditions
from ...answers.wording import ordinal
from ...domain import query
from ...domain.document import PlanDocument
from ...domain.plan import Role
from ...domain.standing import ScheduledTask, Standing, milestones
from ...domain.status import Status
from ...domain.voids import moves
from ...domain.worded import words
from .. import frame, numbers, options, said
from ..complete import complete_choice
from ..plan import Case

app = frame.app()


@frame.answers(
    app,
    calendar=True,
    help="列出任务；写了几种条件，就列出同时符合的；同一条件写几次，符合一个即可。",
    epilog="workplan list --dept 综合执法队\nworkplan list --section 2 --quarter 4 --sort deadline\n"
    "workplan list --search 甬舟 -o 甬舟.csv",
)
def list_(
    case: Case,
    today: date,
    dept: options.Dept = None,
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role",
            metavar="角色",
            help="牵头、共同或会同",
            autocompletion=complete_choice(Role, words(Role), said.ROLES),
        ),
    ] = None,
    month: options.Months = None,
    quarter: options.Quarters = None,
    half: options.Halves = None,
    by: options.By = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="状态",
            help="登记的状态，如 未启动、推进中、报结、已销号",
            autocompletion=complete_choice(Status, words(Status), said.STATUSES),
        ),
    ] = None,
    standing: Annotated[
        list[str] | None,
        typer.Option(
            "--standing",
            metavar="进度",
            help="算出的进度，如 正常、临期、逾期、完成、未完成",
            autocompletion=complete_choice(Standing, words(Standing), said.STANDINGS),
        ),
    ] = None,
    point: options.PointNumbers = None,
    section: options.SectionNumbers = None,
    search: Annotated[
        list[str] | None, typer.Option("--search", metavar="词", help="名称、目标要求等处含有的字词")
    ] = None,
    where: options.Where = None,
    group: options.InGroup = None,
    undated: Annotated[bool, typer.Option("--undated", help="只列没有完成时间的")] = False,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="次序",
            help="id、deadline（时限）、department（部门）或 standing（进度）",
            autocompletion=complete_choice(query.Order, also=said.ORDERS),
        ),
    ] = "id",
) -> View:
    """Answer which tasks meet the conditions."""
    document = case.document
    points = numbers.points(point or (), document)
    sections = options.sections(section, document)
    wanted = query.Filter(
        departments=options.departments(dept, document),
        roles=options.choices(role, "--role", Role, words(Role), said.ROLES),
        periods=tuple(options.asked_periods(document, today, month, quarter, half, by)),
        statuses=options.choices(status, "--status", Status, words(Status), said.STATUSES),
        standings=options.choices(standing, "--standing", Standing, words(Standing), said.STANDINGS),
        points=_carried(points, sections, document),
        words=options.search_words(search or []),
        undated=undated,
        year=document.plan.year,
        chosen=options.chosen(where, group, document),
    )
    order = options.choice(sort, "--sort", query.Order, also=said.ORDERS) or query.Order.ID
    everything = case.tasks(today)
    chosen = query.select(everything, wanted)
    together = options.by_collectives(wanted, document)
    chosen = query.Selection(
        query.sort(chosen.tasks, order, [d.name for d in document.plan.departments]), chosen.left_out
    )
    parts = [f"第{ordinal(number)}部分" for number in sections]
    asked = conditions(wanted, *_heading("要点 ", points), *_heading("", parts))
    view = tasks.answer(
        document,
        today,
        chosen,
        asked,
        together=query.select(everything, together).tasks if together else (),
    )._replace(
        calendar=lambda: calendar.of(
            document, today, chosen.tasks, milestones(chosen.tasks, today), moves(case.ledger.records)
        )
    )
    view = view._replace(notes=(*view.notes, *links.notes(case.links(today), chosen.tasks, document)))
    if Standing.DUE_SOON not in wanted.standings or Standing.UNREPORTED in wanted.standings:
        return view
    return view._replace(notes=(*view.notes, *_silent_too(case.tasks(today), wanted, document)))


def _silent_too(
    everything: Sequence[ScheduledTask], wanted: query.Filter, document: PlanDocument
) -> Iterator[str]:
    """Say how many tasks fall due as soon as those asked for, and are unreported besides."""
    silent = query.select(everything, wanted._replace(standings=frozenset({Standing.UNREPORTED}))).tasks
    days = document.plan.settings.due_soon_days
    near = [task for task in silent if task.days_left is not None and task.days_left <= days]
    if near:
        yield f"未报的任务中还有 {len(near)} 项在 {days} 天内到期（--standing 未报）。"


def _heading(word: str, numbers: Sequence[object]) -> list[str]:
    return [word + any_of(map(str, numbers))] if numbers else []


def _carried(points: Sequence[int], sections: Sequence[int], document: PlanDocument) -> frozenset[int] | None:
    """Return the points that are among those named and in a section named, None where neither was."""
    within = {p.id for s in document.plan.sections if s.number in sections for p in s.points}
    if not sections:
        return frozenset(points) if points else None
    return frozenset(within.intersection(points) if points else within)
