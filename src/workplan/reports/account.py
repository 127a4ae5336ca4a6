"""完成情况: what became of every promise by the end of a half-year, of January to November, or of the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.holding import holder_names
from ..domain.percent import rounded
from ..domain.standing import ScheduledTask, Standing
from ..domain.status import Status
from .circular_facts import Facts
from .conclusion import carried_over, carried_words
from .letterhead import letterhead
from .outline import (
    Block,
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
from .phrases import dated, numbers
from .rows import TargetRow, TaskRow

_NOBODY = "没有写责任部门的"
_Pair = tuple[ScheduledTask, TaskRow]


class Score(NamedTuple):
    """How an office kept its days: of the tasks it holds, those that were due, and by how many days it was late."""

    name: str
    tasks: int
    due: int
    in_time: int
    late_done: int
    late_open: int
    days: int
    longest: int

    @property
    def share(self) -> str:
        """How many per cent of what was due was done in time; empty where nothing was due."""
        return f"{rounded(self.in_time, self.due)}%" if self.due else ""


def build_account(facts: Facts) -> Paper:
    """Return the account as a paper."""
    day = facts.bulletin.as_of
    title = f"{facts.year}年{span_words(day, facts.year)}重点工作任务完成情况"
    sections = [
        Section("overview", "总体情况", tuple(_overview(facts))),
        Section("unfinished", "到期未完成的任务", tuple(_unfinished(facts))),
        Section("unmet", "未达到的指标", tuple(_unmet(facts))),
    ]
    parts = [annex("tasks", "逐项完成情况", _task_table(facts), across=True)] if facts.tasks else []
    if found := scores(facts.document, facts.tasks, day):
        parts.append(annex("scores", "各部门按期完成情况", _score_table(found)))
    scope = f"范围：{facts.scope}" if facts.scope else ""
    return Paper(
        letterhead(facts.document, day, facts.issue, ""),
        title,
        tuple(filter(None, (f"（截至{facts.bulletin.day}）", facts.notice, scope))),
        Part("letter", title, numbered(sections)),
        labelled(parts),
    )


def span_words(day: date, year: int) -> str:
    """Return what an account to that day covers: 上半年, 1—11月; nothing for the whole year and any other day."""
    ends_month = (day + timedelta(days=1)).day == 1 if day < date.max else True
    if day.year > year or (day.month, day.day) == (12, 31):
        return ""
    if (day.month, day.day) == (6, 30):
        return "上半年"
    if ends_month:
        return f"1—{day.month}月" if day.month > 1 else "1月"
    return ""


def scores(document: PlanDocument, tasks: Iterable[ScheduledTask], day: date) -> list[Score]:
    """Return how every office that holds a task kept its days, in the register's order."""
    found: dict[str, list[ScheduledTask]] = {entry.name: [] for entry in document.plan.departments}
    for task in tasks:
        for name in holder_names(task.reading):
            found.setdefault(name, []).append(task)
    return [_score(name, its, day) for name, its in found.items() if its]


def _score(name: str, tasks: list[ScheduledTask], day: date) -> Score:
    late = [task.days_late for task in tasks if task.days_late]
    return Score(
        name or _NOBODY,
        len(tasks),
        sum(_was_due(task, day) for task in tasks),
        sum(task.standing is Standing.DONE and _was_due(task, day) for task in tasks),
        sum(task.standing is Standing.DONE_LATE for task in tasks),
        sum(task.standing is Standing.OVERDUE for task in tasks),
        sum(late),
        max(late, default=0),
    )


def _was_due(task: ScheduledTask, day: date) -> bool:
    """Tell whether a task's last day has come, of one nobody took off the list."""
    return task.last_day is not None and task.last_day <= day and not task.standing.waived


def _overview(facts: Facts) -> Iterator[Block]:
    b, day = facts.bulletin, facts.bulletin.as_of
    if not b.total:
        yield Paragraph("没有任务。")
        return
    due = sum(_was_due(task, day) for task in facts.tasks)
    in_time = sum(task.standing is Standing.DONE and _was_due(task, day) for task in facts.tasks)
    early = sum(task.standing.done and not _was_due(task, day) for task in facts.tasks)
    share = f"（{rounded(in_time, due)}%）" if due else ""
    yield Paragraph(
        f"共{b.total}项任务，应于{b.day}以前完成的{due}项：按期完成{in_time}项{share}，逾期完成{len(b.done_late)}项，"
        f"逾期未完成{len(b.overdue)}项{_due_today(facts)}。未到期已完成的{early}项。已完成的共{b.finished}项，其中已销号{b.closed}项。"
    )
    if gone := carried_words(facts.tasks, day):
        yield Paragraph(f"{gone}，不计在应完成里。")
    pending = f"，未到时限{len(b.pending)}项" if b.pending else ""
    if b.met or b.unmet or b.pending or b.unreported_targets:
        yield Paragraph(
            f"指标达到{len(b.met)}项，未达到{len(b.unmet)}项{pending}，尚未报数{b.unreported_targets}项。"
        )


def _due_today(facts: Facts) -> str:
    """Name those whose last day it is, and which nobody reported done: they are not late yet."""
    today = sum(task.last_day == facts.bulletin.as_of and not task.standing.settled for task in facts.tasks)
    return f"，当天到期、还没有报结{today}项" if today else ""


_FEW = 30
"""So many rows a table of the letter has; the annex has them all."""


def _unfinished(facts: Facts) -> Iterator[Block]:
    late = facts.bulletin.overdue
    _, gone = carried_over(facts.tasks, facts.bulletin.as_of)
    if gone:
        due = {task.id for task in gone}
        named = numbers(row for row, task in zip(facts.rows, facts.tasks, strict=True) if task.id in due)
        yield Paragraph(f"到期未完成、已经结转到别的计划的{len(gone)}项：{named}。")
    if not late:
        if not gone:
            yield Paragraph("没有到期未完成的任务。")
        return
    columns = shared(
        ("序号", 8, True),
        ("任务", 30),
        ("牵头部门", 18),
        ("最后一日", 14, True),
        ("逾期", 10, True),
        ("所报原因", 26),
    )
    rows = (
        TableRow(
            (r.label, r.name, r.lead, _day(r.last_day, facts.year), f"{r.days_late}天", r.reason), r.standing
        )
        for r in late[:_FEW]
    )
    note = f"只列逾期最久的{_FEW}项，其余{len(late) - _FEW}项见附件。" if len(late) > _FEW else ""
    yield Table("到期未完成的任务", columns, tuple(rows), note, main=1)


def _unmet(facts: Facts) -> Iterator[Block]:
    unmet = facts.bulletin.unmet
    if not unmet:
        yield Paragraph("已报数的指标没有未达到的。")
        return
    columns = shared(("任务", 8, True), ("指标", 40), ("要求", 22), ("所报", 22))
    rows = (TableRow((t.label, t.name, t.aim, t.value_words), t.standing) for t in unmet[:_FEW])
    note = f"只列{_FEW}项，其余{len(unmet) - _FEW}项见附件。" if len(unmet) > _FEW else ""
    yield Table("未达到的指标", columns, tuple(rows), note, main=1)


def _task_table(facts: Facts) -> Table:
    columns = shared(
        ("序号", 6, True),
        ("任务名称", 18),
        ("指标、结果和是否达到", 40),
        ("完成情况", 19),
        ("证明材料", 14),
        ("所报原因", 14),
    )
    by_office: dict[str, list[_Pair]] = {}
    for pair in zip(facts.tasks, facts.rows, strict=True):
        by_office.setdefault(pair[1].lead or _NOBODY, []).append(pair)
    rows: list[TableRow] = []
    for name, pairs in by_office.items():
        rows.append(TableRow((f"{name}\uff08{len(pairs)}项\uff09",), group=True))
        rows += [_task_row(task, row, facts.year) for task, row in pairs]
    return Table(
        "逐项完成情况", columns, tuple(rows), "按牵头部门排列；结果、证明材料和原因都照各部门所报。", main=1
    )


def _task_row(task: ScheduledTask, row: TaskRow, year: int) -> TableRow:
    return TableRow(
        (
            row.label,
            row.title,
            "\n".join(map(_promised, row.targets)),
            _stands(task, row, year),
            row.evidence,
            row.reason,
        ),
        row.standing,
    )


def _promised(target: TargetRow) -> str:
    """Return a promise, what was reported, and whether that meets it: 网办率（不低于95%）：所报94.6%，未达到."""
    told = f"所报{target.value_words}，{target.outcome_word}" if target.value is not None else "未报"
    return f"{target.name}（{target.aim}）：{told}"


def _stands(task: ScheduledTask, row: TaskRow, year: int) -> str:
    """Return how a task ended, or stands: 7月10日完成，逾期10天，已销号."""
    done = task.history.done_on
    if task.standing.done and done:
        late = f"，逾期{task.days_late}天" if task.days_late else ""
        return f"{dated(done, year)}完成{late}{'，已销号' if task.status is Status.CLOSED else '，待销号'}"
    late = f"{row.days_late}天" if row.days_late else ""
    percent = f"所报完成{row.percent}" if row.percent else ""
    return "；".join(filter(None, (f"{row.evaluation}{late}", percent)))


def _score_table(found: list[Score]) -> Table:
    columns = shared(
        ("部门", 26),
        ("任务", 8, True),
        ("到期", 8, True),
        ("按期完成", 9, True),
        ("按期率", 9, True),
        ("逾期完成", 9, True),
        ("逾期未完成", 10, True),
        ("逾期天数合计", 10, True),
        ("最长逾期天数", 10, True),
    )
    rows = [
        TableRow(
            (
                s.name,
                str(s.tasks),
                str(s.due),
                str(s.in_time),
                s.share,
                *(str(n or "") for n in (s.late_done, s.late_open, s.days, s.longest)),
            )
        )
        for s in found
    ]
    note = "只计各部门牵头或者分工负责的任务；到期的不含暂缓、取消和结转的；延了期的按延到的日子算。"
    return Table("各部门按期完成情况", columns, tuple(rows), note)


def _day(text: str, year: int) -> str:
    return dated(date.fromisoformat(text), year)
