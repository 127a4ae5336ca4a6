"""月度通报 as a paper that can be sent: a letter of two pages, and annexes with all the rows.

The letter names what was done last and tells the worst of what is late or lags, a line or two each, as much as two pages
hold, and the others by their numbers; where there are many, offices are counted there and an annex has the rows. Only what
somebody reported is said of the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from ..answers.wording import bracketed, closed_up
from ..domain.standing import Heading
from ..domain.targets import Outcome
from .bulletin import Change, DueEntry
from .circular_annexes import annexes
from .circular_facts import Facts
from .conclusion import carried_words
from .letter_room import Extent, extents, fits
from .letterhead import letterhead
from .outline import Block, Paper, Paragraph, Part, Section, labelled, numbered
from .phrases import called, dated, numbers, shortly
from .rows import TargetRow, TaskRow
from .silent_offices import SilentOffice, silent_offices
from .summary import summary_table

FEW = 15
"""Of twice as many tasks the letter gives the numbers; of more, offices are counted."""
_OFFICES = 8
_BECAME = "变为"


def build_circular(facts: Facts) -> Paper:
    """Return the bulletin as a paper, its letter saying as much as two pages hold."""
    added = labelled(annexes(facts))
    papers = (_paper(facts, added, extent) for extent in extents(len(facts.rows)))
    return next((paper for paper in papers if fits(paper)), _paper(facts, added, Extent.least()))


def _paper(facts: Facts, added: tuple[Part, ...], extent: Extent) -> Paper:
    b = facts.bulletin
    sections = [
        Section("overview", "总体情况", tuple(_overview(facts, extent))),
        Section("overdue", "逾期任务", tuple(_overdue(facts, extent))),
        Section("behind", "滞后任务", tuple(_behind(facts, extent))),
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
        tuple(filter(None, (facts.notice, scope))),
        Part("letter", title, numbered(sections)),
        added,
    )


def _overview(facts: Facts, extent: Extent) -> Iterator[Block]:
    b = facts.bulletin
    if not b.total:
        yield Paragraph(f"截至{b.day}，没有任务。")
        return
    yield Paragraph(_first_sentence(facts))
    if b.finished > 2 * FEW:
        yield Paragraph(f"已完成的{b.finished}项，按部门为：{_by_office(_done(facts))}。")
    elif b.finished:
        yield Paragraph(_finished(_done(facts), extent.done))
    if b.total > 4 * FEW:
        yield summary_table(facts.document, facts.tasks)


def _first_sentence(facts: Facts) -> str:
    b = facts.bulletin
    finished = f"，其中已销号{b.closed}项、逾期完成{len(b.done_late)}项" if b.finished else ""
    said = [f"截至{b.day}，共{b.total}项任务：已完成{b.finished}项（{b.finished_percent}%）{finished}"]
    named = {Heading.UNDATED.word: b.undated, Heading.PAUSED.word: b.paused}
    words = {Heading.CARRIED.word: carried_words(facts.tasks, b.as_of)}
    said += [
        words.get(h.word) or f"{h.word}{h.number}项{_which(named.get(h.word, ()))}"
        for h in b.headings
        if h.number
    ]
    wanting = f"完成的任务中，{b.finished_unmet}项有指标未达到。" if b.finished_unmet else ""
    return "；".join(said) + "。" + wanting


def _done(facts: Facts) -> tuple[TaskRow, ...]:
    """Return what is done, the last to be done first."""
    found = [pair for pair in zip(facts.tasks, facts.rows, strict=True) if pair[0].standing.done]
    found.sort(key=lambda pair: pair[0].history.done_on or facts.bulletin.as_of, reverse=True)
    return tuple(row for _, row in found)


def _finished(done: Sequence[TaskRow], most: int) -> str:
    """Name the last of what is done, and give the numbers of the others."""
    rest = done[most:]
    if not most:
        return f"完成的为{numbers(rest)}。"
    named = "、".join(map(shortly, done[:most]))
    return f"最近完成的有{named}，此前完成的为{numbers(rest)}。" if rest else f"完成的有{named}。"


def _which(rows: Sequence[TaskRow]) -> str:
    """Return the numbers of some tasks, nothing for none or for many."""
    return f"（{numbers(rows)}）" if 0 < len(rows) <= FEW else ""


def _overdue(facts: Facts, extent: Extent) -> Iterator[Block]:
    late = facts.bulletin.overdue
    if not late:
        yield Paragraph("没有逾期任务。")
    else:
        yield from _told(
            late, extent.late, "逾期", lambda row: f"{_when(row, facts.year)}逾期{row.days_late}天"
        )
    yield from _late_steps(facts)


def _told(rows: Sequence[TaskRow], most: int, word: str, how: Callable[[TaskRow], str]) -> Iterator[Block]:
    """Tell the first of some tasks one by one, and of the rest their numbers, or their offices where they are many."""
    if len(rows) > 2 * FEW:
        yield Paragraph(f"{word}的任务{len(rows)}项，按部门为：{_by_office(rows)}。其中最突出的：")
    for at, row in enumerate(rows[:most], 1):
        yield Paragraph(f"{at}.{shortly(row)}{bracketed(row.lead)}{how(row)}{_facts_of(row)}")
    rest = rows[most:]
    if rest:
        named = f"为{numbers(rest)}。" if len(rows) <= 2 * FEW else "，逐项情况见附件1。"
        yield Paragraph(f"其余{len(rest)}项{named}")


def _when(row: TaskRow, year: int) -> str:
    return f"已由{_day(row.first_day, year)}延至{_day(row.last_day, year)}，" if row.first_day else ""


def _facts_of(row: TaskRow) -> str:
    """Say in one sentence what was reported: how far it is, the figure that lacks most, problems and the next step."""
    said = [f"完成{row.percent}" if row.percent and not row.pace else ""]
    figures = [t for t in row.targets if t.open_value]
    said += [f"{t.name}应{t.aim}，所报{t.value_words}" for t in figures[:1]]
    said += [f"另{len(figures) - 1}项指标{_not_met(figures[1:])}"] if figures[1:] else []
    said += [f"存在问题：{row.problems}" if row.problems else "", f"下一步：{row.next}" if row.next else ""]
    told = "；".join(closed_up(words).rstrip("。；") for words in said if words)
    return f"；{told}。" if told else "。" if row.history else "，没有报过进展。"


def _not_met(targets: Sequence[TargetRow]) -> str:
    """Return what is said of targets not met: that they failed only where all of them are judged."""
    judged = all(target.outcome == Outcome.UNMET for target in targets)
    return "未达到" if judged else "还没有达到"


def _late_steps(facts: Facts) -> Iterator[Block]:
    late = facts.bulletin.late_steps
    if len(late) > FEW:
        yield Paragraph(f"有节点逾期的任务{len(late)}项，按部门为：{_by_office(late)}。")
    elif late:
        named = (f"{called(row)}有{row.late}" for row in late)
        yield Paragraph(f"{'、'.join(named)}。")


def _behind(facts: Facts, extent: Extent) -> Iterator[Block]:
    behind = sorted(facts.bulletin.behind, key=_gap, reverse=True)
    if not behind:
        yield Paragraph("没有滞后任务。")
    else:
        most = extent.told - min(extent.late, len(facts.bulletin.overdue))
        yield from _told(behind, most, "滞后", lambda row: f"{row.pace}，{row.light}")


def _gap(row: TaskRow) -> float:
    """Return by how many points a task lags."""
    return (row.elapsed or 0) - float(row.percent_value or 0)


def _unreported(facts: Facts) -> Iterator[Block]:
    b = facts.bulletin
    offices = silent_offices(facts.tasks, facts.rows, b.as_of, facts.document.plan.start)
    said = [f"未报的任务{len(b.unreported)}项"] if offices else [] if b.silent else ["没有未报的任务"]
    if never := [office for office in offices if office.never]:
        since = "计划印发" if facts.document.plan.publication.issued else "今年"
        said.append(f"{since}以来{max(o.days for o in never)}天从未报过的：{_silent(never)}")
    if fell := [office for office in offices if not office.never]:
        said.append(f"报过又久未再报、最长已{max(o.days for o in fell)}天的：{_silent(fell)}")
    if b.silent:
        held = len({row.lead for row in b.silent if row.lead})
        said.append(f"{_month(b.this_month, facts)}没有报送进展的{len(b.silent)}项，涉及{held}个部门")
    yield Paragraph("；".join(said) + "。")


def _silent(offices: list[SilentOffice]) -> str:
    """Name offices by how many tasks they are silent on: 许可处、工会各2项."""
    shown = offices if len(offices) <= FEW else offices[:_OFFICES]
    rest = sum(len(office.tasks) for office in offices[len(shown) :])
    named = []
    for number, same in groupby(shown, key=lambda office: len(office.tasks)):
        names = [office.name or "没有写责任部门的" for office in same]
        named.append(f"{'、'.join(names)}{'各' if names[1:] else ''}{number}项")
    return "，".join(named) + (f"，其余{len(offices) - len(shown)}个部门{rest}项" if rest else "")


def _changes(facts: Facts) -> Iterator[Block]:
    b = facts.bulletin
    since = closed_up(b.since).removeprefix(f"{facts.year}年")
    said = f"{_counted(b.changes)}。" if b.changes else "没有变化。"
    done = sum(entry.done for entry in b.due_this_month)
    waiting = "，都还没有完成" if len(b.due_this_month) > 1 else "，还没有完成"
    of_these = f"，其中已完成{done}项" if done else waiting if b.due_this_month else ""
    this, following = _month(b.this_month, facts), _month(b.next_month, facts)
    due = f"{_falls_due(this, b.due_this_month)}{of_these}；{_falls_due(following, b.due_next_month)}。"
    yield Paragraph(f"与{since}相比，{said}{due}")


def _falls_due(month: str, entries: Sequence[DueEntry]) -> str:
    return f"{month}到期{len(entries)}项" if entries else f"{month}没有到期的"


def _month(label: str, facts: Facts) -> str:
    """Return a month as a paper of the year names it: 10月."""
    return label.removeprefix(f"{facts.year}年")


def _counted(changes: Sequence[Change]) -> str:
    """Count changes by what a task became, the most first; while they are few, with their numbers."""
    became: dict[str, list[str]] = {}
    for change in changes:
        became.setdefault(change.became, []).append(change.label)
    named = len(changes) <= FEW
    counts = {
        word: f"{word.removeprefix(_BECAME)}{len(labels)}项{'（任务' + '、'.join(labels) + '）' if named else ''}"
        for word, labels in sorted(became.items(), key=lambda entry: -len(entry[1]))
    }
    moved = "、".join(words for word, words in counts.items() if word.startswith(_BECAME))
    others = [words for word, words in counts.items() if not word.startswith(_BECAME)]
    return "，".join([_BECAME + moved, *others] if moved else others)


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


def _day(text: str, year: int) -> str:
    return dated(date.fromisoformat(text), year)
