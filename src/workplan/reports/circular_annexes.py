"""The annexes of a bulletin: every task, every office, every figure promised, what falls due, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..answers.wording import closed_up
from .bulletin import AccountRow, Change, DueEntry
from .circular_facts import Facts
from .form import Form
from .outline import Paragraph, Part, Table, TableRow, annex, shared
from .phrases import dated
from .rows import TargetRow, TaskRow
from .summary import office_table

_MANY = 60
"""From so many tasks on a list without groups gets the offices for headings."""


def annexes(facts: Facts) -> tuple[Part, ...]:
    """Return the annexes that have something in them."""
    return tuple(
        filter(
            None,
            (_account(facts), _offices(facts), _targets(facts), _moves(facts), _linked(facts)),
        )
    )


def _account(facts: Facts) -> Part | None:
    rows = facts.bulletin.account
    if not rows:
        return None
    form = Form(facts.document)
    heads = form.heads
    ids = [("编号", 5, True)] if form.has_ids else []
    problems = [("存在问题", 17)] if any(row.task.problems for row in rows) else []
    steps = [("下一步", 17)] if any(row.task.next for row in rows) else []
    shown = {"ids": bool(ids), "problems": bool(problems), "steps": bool(steps)}
    columns = shared(
        *ids,
        (heads.number or "序号", 6, True),
        (heads.title or "任务名称", 18),
        *((column.head.replace("\n", ""), 10) for column in form.free),
        ("牵头部门", 11),
        ("评价", 13, True),
        ("进展", 29),
        *problems,
        *steps,
        ("办理要求", 17),
    )
    return annex(
        "account",
        "任务进展台账",
        Table(
            "任务进展台账",
            columns,
            tuple(_account_rows(rows, facts, shown)),
            main=1 + bool(ids),
        ),
        across=True,
    )


def _account_rows(rows: tuple[AccountRow, ...], facts: Facts, shown: dict[str, bool]) -> Iterator[TableRow]:
    grouped = any(row.task.group for row in rows)
    if not grouped and len(rows) > _MANY:
        order = list(dict.fromkeys(row.task.lead for row in rows))
        places = {name: at for at, name in enumerate(order)}
        rows = tuple(sorted(rows, key=lambda row: places[row.task.lead]))
    before = ""
    for row in rows:
        above = "\u3000".join(g.heading for g in row.task.group)
        if not grouped and len(rows) > _MANY:
            above = row.task.lead or "没有写责任部门的"
        if above and above != before:
            yield TableRow((above,), group=True)
        before = above
        yield TableRow(_account_cells(row, facts.year, **shown), row.task.standing)


def _account_cells(row: AccountRow, year: int, *, ids: bool, problems: bool, steps: bool) -> tuple[str, ...]:
    task = row.task
    late = f"\n逾期{task.days_late}天" if task.days_late else ""
    return (
        *([str(task.number)] if ids else []),
        task.printed or str(task.number),
        task.title,
        *(cell.text for cell in task.further),
        task.lead,
        f"{task.mark}{row.evaluation}{late}",
        progress_words(task),
        *([task.problems] if problems else []),
        *([_reported_next(task, year)] if steps else []),
        _within(closed_up(row.next_step), year),
    )


def _reported_next(task: TaskRow, year: int) -> str:
    return f"{task.next}（{dated(date.fromisoformat(task.reported_on), year)}报）" if task.next else ""


def _within(step: str, year: int) -> str:
    """Return a next step as a paper of a year words it: 11月30日前完成."""
    return step.removeprefix(f"{year}年").replace(f"（{year}年", "（", 1)


def progress_words(task: TaskRow) -> str:
    """Return what was told of a task: its status, its pace, late steps, and the words; of one without records, that."""
    status = task.status if task.history else "没有报过进展"
    percent = "" if task.finished or not task.percent else f"完成{task.percent}"
    said = [status, task.pace or percent, *task.late_steps, _told(task)]
    return "；".join(filter(None, said))


def _told(task: TaskRow) -> str:
    """Return the words of the report; of one without words, not its status a second time."""
    if task.note or task.evidence:
        return task.told
    return closed_up(task.told).replace(f"报：{task.status}；", "报：").removesuffix(f"：{task.status}")


def _offices(facts: Facts) -> Part | None:
    table = office_table(facts.document, facts.tasks)._replace(caption="部门汇总")
    return annex("offices", "部门汇总", table) if table.rows else None


def _targets(facts: Facts) -> Part | None:
    b = facts.bulletin
    known = (*b.unmet, *b.pending, *b.met)
    if not known and not b.unreported_targets:
        return None
    pending = f"未到时限{len(b.pending)}项，" if b.pending else ""
    counts = f"达到{len(b.met)}项，未达到{len(b.unmet)}项，{pending}尚未报数{b.unreported_targets}项。"
    blocks = [target_table(known)] if known else []
    return annex("targets", "指标完成情况", Paragraph(counts), *blocks)


def target_table(targets: Iterable[TargetRow]) -> Table:
    """Return promises with what was reported of them."""
    columns = shared(("任务", 8, True), ("指标", 26), ("要求", 18), ("所报", 22), ("原文", 30))
    rows = (TableRow((t.label, t.name, t.aim, t.reported, t.phrase), t.standing) for t in targets)
    return Table("指标完成情况", columns, tuple(rows), main=1)


def _moves(facts: Facts) -> Part | None:
    """Return what fell due, what will, and what changed, as the letter's section of that name counts them."""
    b = facts.bulletin
    tables = [
        _due_table(f"{month}到期的任务和节点", entries, facts.year)
        for month, entries in ((b.this_month, b.due_this_month), (b.next_month, b.due_next_month))
        if entries
    ]
    tables += [_change_table(f"与{b.since}相比的变化", b.changes)] if b.changes else []
    return annex("due", "变化和到期情况", *tables) if tables else None


def _due_table(caption: str, entries: Iterable[DueEntry], year: int) -> Table:
    columns = shared(
        ("任务", 8, True), ("任务或节点", 44), ("牵头部门", 20), ("最后一日", 16, True), ("进度", 12, True)
    )
    rows = (
        TableRow(
            (e.label, e.title.rstrip("。"), e.lead, dated(date.fromisoformat(e.day), year), e.word),
            e.standing,
        )
        for e in entries
    )
    return Table(caption, columns, tuple(rows), main=1)


def _change_table(caption: str, changes: Iterable[Change]) -> Table:
    columns = shared(("任务", 8, True), ("任务名称", 34), ("牵头部门", 18), ("变化", 40))
    rows = (TableRow((c.label, c.title.rstrip("。"), c.lead, closed_up(c.text))) for c in changes)
    return Table(caption, columns, tuple(rows), main=1)


def _linked(facts: Facts) -> Part | None:
    rows = tuple(
        TableRow((task.label, task.title, facts.links[task.number]))
        for task in facts.rows
        if task.number in facts.links
    )
    if not rows:
        return None
    title = "与其他计划的联系"
    columns = shared(("任务", 8, True), ("任务名称", 32), ("联系", 60))
    return annex("links", title, Table(title, columns, rows, main=1))
