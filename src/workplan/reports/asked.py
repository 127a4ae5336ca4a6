"""What a leader must ask about: overdue, behind, unreported under a light, steps that are late; the widest gap first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ..answers.wording import beside, closed_up, figure, late_step_words, pace_words
from ..domain.document import PlanDocument
from ..domain.standing import ScheduledTask, Standing
from .form import Form


class AskedRow(NamedTuple):
    """A task to ask about: its number, who holds it, the gap in words, and when it was last reported on."""

    number: int
    label: str
    title: str
    lead: str
    standing: str
    mark: str
    word: str
    light: str
    gap: str
    reported: str

    @property
    def stands(self) -> str:
        """Mark, word, light and gap in one: ▲ 滞后 红灯 完成20%，时间70%."""
        return beside(" ".join(filter(None, (self.mark, self.word, self.light))), self.gap)


def to_ask_about(tasks: Iterable[ScheduledTask], document: PlanDocument, as_of: date) -> list[ScheduledTask]:
    """Return the tasks to ask about: by urgency, then by the gap."""
    found = [task for task in tasks if _pressing(task)]
    return sorted(found, key=lambda task: (*rank(task, document, as_of), task.id))


def rank(task: ScheduledTask, document: PlanDocument, as_of: date) -> tuple[int, Decimal]:
    """Return what a task to ask about is placed by, the most pressing first."""
    return task.urgency, -_gap(task, document.plan.start, as_of)


def _pressing(task: ScheduledTask) -> bool:
    if task.standing.settled:
        return False
    if task.standing is Standing.UNREPORTED:
        return task.light.pressing or bool(task.late_steps)
    return task.standing in (Standing.OVERDUE, Standing.BEHIND) or bool(task.late_steps)


def _gap(task: ScheduledTask, start: date, as_of: date) -> Decimal:
    """Return how wide the gap is: days late, points behind the calendar, or days of silence."""
    if task.standing is Standing.OVERDUE:
        return Decimal(task.days_late)
    if task.standing is Standing.BEHIND and task.pace:
        return Decimal(100 * task.pace.gone) / task.pace.whole - task.pace.percent
    if task.standing is Standing.UNREPORTED:
        return Decimal(_silent_days(task, start, as_of))
    return Decimal(max((step.days_late for step in task.late_steps), default=0))


def _silent_days(task: ScheduledTask, start: date, as_of: date) -> int:
    return (as_of - (task.history.report.date if task.history.report else start)).days


def asked_row(task: ScheduledTask, form: Form, document: PlanDocument, as_of: date) -> AskedRow:
    """Return a task as the page asks about it."""
    words, report = task.reading.task, task.history.report
    return AskedRow(
        words.id,
        form.label(words),
        words.title,
        task.reading.lead,
        task.standing.value,
        task.standing.row.mark,
        task.word,
        task.light.word if task.standing is not Standing.OVERDUE else "",
        "，".join(
            filter(None, (_gap_words(task, document.plan.start, as_of), closed_up(late_step_words(task))))
        ),
        short_chinese_day(report.date, document.plan.year) if report else "从未报",
    )


def _gap_words(task: ScheduledTask, start: date, as_of: date) -> str:
    percent = task.history.percent
    reported = "" if percent is None else f"完成{figure(percent)}%"
    if task.standing is Standing.OVERDUE:
        return "，".join(filter(None, (f"{task.days_late}天", reported)))
    if task.standing is Standing.BEHIND and task.pace:
        return closed_up(pace_words(task.pace))
    if task.standing is Standing.UNREPORTED:
        left = "" if task.days_left is None else f"，剩{task.days_left}天"
        return f"{_silent_days(task, start, as_of)}天没有报{left}"
    return reported


def short_chinese_day(day: date, year: int) -> str:
    """Return a day without the plan's year: 9月30日."""
    return f"{day.month}月{day.day}日" if day.year == year else f"{day.year}年{day.month}月{day.day}日"
