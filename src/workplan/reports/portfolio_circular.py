"""A 通报 over several plans: all together, each plan in a table, and the tasks to ask about in an annex."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ..answers.wording import bracketed, closed_up
from ..domain.characters import inner_quotes
from ..domain.standing import Standing
from .outline import (
    Block,
    Letterhead,
    Paper,
    Paragraph,
    Part,
    Section,
    Table,
    TableRow,
    annex,
    labelled,
    numbered,
    shared,
)
from .phrases import BLANK
from .portfolio import Asked, PlanState, Portfolio

_FEW = 15
"""So many plans stand in the letter; of more, an annex has the table."""
_NAMED = 8
_TOLD = 6
_ROWS = 60
"""About so many tasks stand in the annex, the same number of each plan, one at least."""
_SECTIONS = (
    ("overdue", "逾期任务", "没有逾期任务。"),
    ("behind", "滞后任务", "没有滞后任务。"),
    ("unreported", "未报进展的任务", "没有未报的任务。"),
)


class PortfolioReport(Portfolio):
    """The context of the templates, under the name ``report``."""

    @cached_property
    def circular(self) -> Paper:
        """The bulletin as a paper that can be sent."""
        return _paper(self)


def _paper(portfolio: Portfolio) -> Paper:
    """Return the paper."""
    title = f"关于{portfolio.years}重点工作任务进展情况的通报"
    sections = [Section("overview", "总体情况", tuple(_overview(portfolio)))]
    for (name, heading, none), (standing, number, plans) in zip(_SECTIONS, portfolio.pressing, strict=True):
        told = tuple(_told(portfolio, standing, number, plans)) if number else (Paragraph(none),)
        sections.append(Section(name, heading, told))
    if portfolio.demands:
        sections.append(Section("demands", "下一步工作要求", tuple(map(Paragraph, portfolio.demands))))
    issue = f"第{portfolio.issue or BLANK[:3]}期"
    head = Letterhead(BLANK, issue, portfolio.to.strip().rstrip(":\uff1a") or BLANK, portfolio.day)
    under = (f"（截至{portfolio.day}）", portfolio.notice, *portfolio.notes)
    return Paper(
        head,
        title,
        tuple(filter(None, under)),
        Part("letter", title, numbered(sections)),
        labelled(tuple(_annexes(portfolio))),
    )


def _overview(portfolio: Portfolio) -> Iterator[Block]:
    counts = [f"{portion.word}{portion.number}项" for portion in portfolio.bar]
    yield Paragraph(
        f"{len(portfolio.plans)}份计划共{portfolio.total}项任务：已完成{portfolio.done}项"
        f"（{portfolio.done_percent or '0%'}）；到{portfolio.day}应完成{portfolio.due}项，"
        f"其中已完成{portfolio.due_done}项。按进度为：{'、'.join(counts)}。"
    )
    if len(portfolio.plans) <= _FEW:
        yield _table(portfolio)
    else:
        yield Paragraph("各计划情况见附件。")


def _told(
    portfolio: Portfolio, standing: Standing, number: int, plans: tuple[PlanState, ...]
) -> Iterator[Block]:
    named = "、".join(f"{plan.key}（{plan.standings[standing]}项）" for plan in plans[:_NAMED])
    rest = plans[_NAMED:]
    more = f"，其余{len(rest)}份计划共{sum(plan.standings[standing] for plan in rest)}项" if rest else ""
    told = portfolio.asked_of(standing)[:_TOLD]
    begins = "。其中最突出的：" if told and number > len(told) else "：" if told else "。"
    yield Paragraph(
        f"{standing.word}{number}项，分属{len(plans)}份计划：{named}{more}{begins if told else '。'}"
    )
    for at, asked in enumerate(told, 1):
        yield Paragraph(f"{at}.{_sentence(asked)}")


def _sentence(asked: Asked) -> str:
    row = asked.row
    gap = row.gap if row.standing == Standing.OVERDUE.value else f"，{row.gap}"
    called = f"{asked.plan}的任务{row.label}“{inner_quotes(row.title)}”{bracketed(row.lead)}"
    return f"{called}，{row.word}{closed_up(gap)}。"


def _table(portfolio: Portfolio) -> Table:
    columns = shared(
        ("计划", 26),
        ("任务", 9, True),
        ("完成", 9, True),
        ("应完成", 10, True),
        ("其中已完成", 11, True),
        *((standing.word, 9, True) for standing, _, _ in portfolio.pressing),
        (Standing.DUE_SOON.word, 9, True),
    )
    rows = tuple(TableRow((plan.key, *map(_cell, _numbers(plan)))) for plan in portfolio.plans)
    note = "按逾期、滞后、未报的多少排列；各计划的部门不合并。"
    return Table("各计划任务进展情况", columns, rows, note)


def _numbers(plan: PlanState) -> tuple[int, ...]:
    late = (plan.overdue, plan.behind, plan.unreported, plan.due_soon)
    return (plan.total, plan.done, plan.due, plan.due_done, *late)


def _cell(number: int) -> str:
    return str(number or "")


def _annexes(portfolio: Portfolio) -> Iterator[Part]:
    if len(portfolio.plans) > _FEW:
        yield annex("plans", "各计划任务进展情况", _table(portfolio))
    if portfolio.to_ask:
        yield annex("asked", "需要过问的任务", _asked(portfolio), across=True)


def _asked(portfolio: Portfolio) -> Table:
    columns = shared(
        ("号", 6), ("任务", 34), ("牵头", 16), ("进度", 10, True), ("差距", 24), ("末次报送", 10, True)
    )
    rows: list[TableRow] = []
    most = max(1, _ROWS // len(portfolio.plans))
    for plan in filter(_has_any, portfolio.plans):
        rows.append(TableRow((f"{plan.key}（{plan.to_ask}项）",), group=True))
        rows += map(_asked_row, plan.asked[:most])
    left = portfolio.to_ask - sum(not row.group for row in rows)
    note = f"各计划只列差距最大的几项，没有列出的还有{left}项。" if left else ""
    return Table("需要过问的任务", columns, tuple(rows), note, main=1)


def _has_any(plan: PlanState) -> bool:
    return bool(plan.asked)


def _asked_row(asked: Asked) -> TableRow:
    row = asked.row
    word = f"{row.word}{f' {row.light}' if row.light else ''}"
    return TableRow((row.label, row.title, row.lead, word, row.gap, row.reported), row.standing)
