"""月度通报 as a paper that can be sent: a letter of a page or two, and annexes with all the rows.

What is named in the letter is named one by one while there are few; where there are many, offices are counted there and
an annex has the rows. Only what somebody reported is said of the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from ..answers.wording import bracketed
from .bulletin import Bulletin, Change
from .circular_annexes import annexes
from .circular_facts import Facts
from .letterhead import letterhead
from .outline import Block, Paper, Paragraph, Part, Section, labelled, numbered
from .phrases import closed_up, dated, sentence, who
from .rows import TaskRow
from .silent_offices import SilentOffice, silent_offices
from .summary import summary_table

FEW = 15
"""So many tasks are named in the letter; of more, offices are counted."""
_TOLD = 6
"""Of so many late or lagging ones the letter tells figures, problems and next steps: it is to be a page or two."""
_OFFICES = 8
_ROWS = "逐项情况见附件。"


def build_circular(facts: Facts) -> Paper:
    """Return the bulletin as a paper."""
    b = facts.bulletin
    sections = [
        Section("overview", "总体情况", tuple(_overview(facts))),
        Section("overdue", "逾期任务", tuple(_overdue(facts))),
        Section("behind", "低于预期的任务", tuple(_behind(facts))),
        Section("unreported", "未报进展的任务", tuple(_unreported(facts))),
        Section("changes", "变化和到期情况", tuple(_changes(facts))),
    ]
    if facts.demands:
        sections.append(Section("demands", "下一步工作要求", tuple(map(Paragraph, facts.demands))))
    title = f"关于{facts.year}年重点工作任务进展情况的通报"
    scope = f"范围：{facts.scope}" if facts.scope else ""
    return Paper(
        letterhead(facts.document, b.as_of, facts.issue, facts.to),
        title,
        tuple(filter(None, (f"（截至{b.day}）", facts.notice, scope))),
        Part("letter", title, numbered(sections)),
        labelled(annexes(facts)),
    )


def _overview(facts: Facts) -> Iterator[Block]:
    b = facts.bulletin
    if not b.total:
        yield Paragraph("没有任务。")
        return
    yield Paragraph(_first_sentence(b))
    yield from _finished(facts)
    if b.undated:
        yield Paragraph(_listed("未定时限的", b.undated))
    if b.total > 4 * FEW:
        yield summary_table(facts.document, facts.tasks)


def _first_sentence(b: Bulletin) -> str:
    finished = [f"已销号{b.closed}项", f"逾期完成{len(b.done_late)}项"]
    said = [f"共{b.total}项任务：已完成{b.finished}项（{b.finished_percent}%），其中{'、'.join(finished)}"]
    said += [f"{heading.word}{heading.number}项" for heading in b.headings]
    wanting = f"完成的任务中，{b.finished_unmet}项有指标未达到。" if b.finished_unmet else ""
    return "；".join(said) + "。" + wanting


def _finished(facts: Facts) -> Iterator[Block]:
    done = tuple(row for row, task in zip(facts.rows, facts.tasks, strict=True) if task.standing.done)
    if done:
        yield Paragraph(_listed("已完成的", done, titled=True))


def _overdue(facts: Facts) -> Iterator[Block]:
    late = facts.bulletin.overdue
    if not late:
        yield Paragraph("没有逾期任务。")
    else:
        yield from _told(
            late,
            "逾期",
            lambda row: f"{_when(row, facts.year)}，逾期{row.days_late}天。{_facts_of(row)}",
            lambda row: f"逾期{row.days_late}天",
        )
    yield from _late_steps(facts)


def _told(
    rows: Sequence[TaskRow], word: str, whole: Callable[[TaskRow], str], brief: Callable[[TaskRow], str]
) -> Iterator[Block]:
    """Tell the first of some tasks one by one, and of the rest what there is room for."""
    if len(rows) > 2 * FEW:
        yield Paragraph(f"{word}的任务{len(rows)}项，按部门为：{_by_office(rows)}。其中最突出的：")
    for at, row in enumerate(rows[:_TOLD], 1):
        yield Paragraph(f"{at}.{who(row)}，{whole(row)}")
    rest = rows[_TOLD:]
    if len(rows) > 2 * FEW:
        yield Paragraph(f"其余{len(rest)}项，{_ROWS}")
    elif rest:
        named = "、".join(
            f"任务{row.label}（{'，'.join(filter(None, (row.lead, brief(row))))}）" for row in rest
        )
        yield Paragraph(f"其余{len(rest)}项：{named}，{_ROWS}")


def _when(row: TaskRow, year: int) -> str:
    if row.first_day:
        return f"原定{_day(row.first_day, year)}前完成、已延至{_day(row.last_day, year)}"
    return f"应于{_day(row.last_day, year)}前完成"


def _facts_of(row: TaskRow) -> str:
    """Say what was reported of a task: how far it is, its figures against what was promised, problems and next steps."""
    percent = f"所报完成{row.percent}。" if row.percent else ""
    figures = [f"{t.name}要求{closed_up(t.aim)}，所报{t.value_words}" for t in row.targets if t.open_value]
    said = percent + sentence("；".join(figures)) + sentence(row.report)
    return said or ("" if row.percent_value is not None else "没有报过进展。")


def _late_steps(facts: Facts) -> Iterator[Block]:
    late = facts.bulletin.late_steps
    if len(late) > FEW:
        yield Paragraph(f"有节点逾期的任务{len(late)}项，按部门为：{_by_office(late)}。")
    elif late:
        named = (f"{who(row)}{closed_up('、'.join(row.late_steps))}" for row in late)
        yield Paragraph(f"逾期的节点：{'；'.join(named)}。")


def _behind(facts: Facts) -> Iterator[Block]:
    behind = sorted(facts.bulletin.behind, key=_gap, reverse=True)
    if not behind:
        yield Paragraph("没有低于预期的任务。")
    else:
        yield from _told(
            behind,
            "低于预期",
            lambda row: f"{closed_up(row.pace)}，{row.light}。{_facts_of(row._replace(percent=''))}",
            lambda row: closed_up(row.pace),
        )


def _gap(row: TaskRow) -> float:
    """Return by how many points a task lags."""
    return (row.elapsed or 0) - float(row.percent_value or 0)


def _unreported(facts: Facts) -> Iterator[Block]:
    b = facts.bulletin
    offices = silent_offices(facts.tasks, facts.rows, b.as_of, facts.document.plan.start)
    if not offices:
        yield Paragraph("没有未报的任务。")
    else:
        never = [office for office in offices if office.never]
        said = [f"未报的任务{len(b.unreported)}项"]
        if never:
            since = "计划印发" if facts.document.plan.publication.issued else "今年"
            said.append(f"{since}以来{max(o.days for o in never)}天没有报过的：{_silent(never)}")
        if fell := [office for office in offices if not office.never]:
            said.append(f"报过而最长的已{max(o.days for o in fell)}天没有再报的：{_silent(fell)}")
        yield Paragraph("；".join(said) + "。")
    if b.silent:
        held = len({row.lead for row in b.silent if row.lead})
        yield Paragraph(f"{b.this_month}没有报送进展的{len(b.silent)}项，涉及{held}个部门。")


def _silent(offices: list[SilentOffice]) -> str:
    shown = offices if len(offices) <= 2 * FEW else offices[:_OFFICES]
    tasks = sum(len(office.tasks) for office in offices)
    rest = tasks - sum(len(office.tasks) for office in shown)
    named = "、".join(office.words(named=tasks <= 3 * FEW) for office in shown)
    return named + (f"，其余{len(offices) - len(shown)}个部门{rest}项" if rest else "")


def _changes(facts: Facts) -> Iterator[Block]:
    b = facts.bulletin
    if not b.changes:
        yield Paragraph(f"与{b.since}相比，没有变化。")
    elif len(b.changes) > FEW // 2:
        yield Paragraph(
            f"与{b.since}相比，有变化的{len(b.changes)}项：{_counted(b.changes)}。逐项情况见附件。"
        )
    else:
        named = (f"任务{c.label}{closed_up(c.text)}" for c in b.changes)
        yield Paragraph(f"与{b.since}相比，{'；'.join(named)}。")
    done = sum(entry.done for entry in b.due_this_month)
    of_these = f"，其中已完成{done}项" if b.due_this_month else ""
    yield Paragraph(
        f"{b.this_month}到期{len(b.due_this_month)}项{of_these}；{b.next_month}到期{len(b.due_next_month)}项。"
    )


def _counted(changes: Iterable[Change]) -> str:
    """Count changes by what a task became, the most first."""
    became = sorted(change.became for change in changes)
    counts = [(word, len(list(same))) for word, same in groupby(became)]
    ordered = sorted(counts, key=lambda entry: -entry[1])
    return "，".join(f"{word}{number}项" for word, number in ordered)


def _by_office(rows: Iterable[TaskRow]) -> str:
    """Count tasks by the office that leads them, the most first; past some, the rest in one."""
    counts: dict[str, int] = {}
    for row in rows:
        name = row.lead or "没有写责任部门的"
        counts[name] = counts.get(name, 0) + 1
    ordered = sorted(counts.items(), key=lambda entry: -entry[1])
    named = "、".join(f"{name}{number}项" for name, number in ordered[:_OFFICES])
    rest = ordered[_OFFICES:]
    return named + (f"，其余{len(rest)}个部门{sum(n for _, n in rest)}项" if rest else "")


def _listed(head: str, rows: Sequence[TaskRow], *, titled: bool = False) -> str:
    if len(rows) > 2 * FEW:
        return f"{head}{len(rows)}项，按部门为：{_by_office(rows)}。"
    if titled and len(rows) <= FEW:
        return f"{head}{len(rows)}项：{'、'.join(map(who, rows))}。"
    return f"{head}{len(rows)}项：{'、'.join(f'任务{row.label}{bracketed(row.lead)}' for row in rows)}。"


def _day(text: str, year: int) -> str:
    return dated(date.fromisoformat(text), year)
