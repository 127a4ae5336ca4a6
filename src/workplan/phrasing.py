"""How readings are worded: a deadline with its day, a standing with its mark, a target's aim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from .deadlines import Deadline
from .model import Role, Target
from .reading import Responsible
from .schedule import ScheduledMilestone, ScheduledTask, Standing
from .words import COMPARISONS, MARKS, STANDINGS


def departments(responsible: Iterable[Responsible]) -> str:
    """Return the departments of a task as printed: 特种设备处;会同产品监管处、餐饮处."""
    printed = [r.printed for r in responsible if r.role is not Role.ASSIST]
    assisting = [r.printed for r in responsible if r.role is Role.ASSIST]
    return "、".join(printed) + (f"；会同{'、'.join(assisting)}" if assisting else "")


def deadline_words(deadline: Deadline, year: int) -> str:
    """Return a deadline as printed and the day it is read as: 10月前(09-30); a blank cell says so."""
    raw = deadline.raw.strip() or "（空白）"
    return raw if deadline.last_day is None else f"{raw}({short_day(deadline.last_day, year)})"


def progress_words(item: ScheduledTask) -> str:
    """Return mark, word and days: ■ 逾期 12 天."""
    return " ".join(filter(None, (MARKS[item.standing], STANDINGS[item.standing], days_words(item))))


def days_words(item: ScheduledTask) -> str:
    """Return how many days late, or left where that is soon: 12 天, 剩 12 天, 今天."""
    if item.days_late:
        return f"{item.days_late} 天"
    if item.standing is Standing.DUE_SOON:
        return f"剩 {item.days_left} 天" if item.days_left else "今天"
    return ""


def milestone_words(step: ScheduledMilestone) -> str:
    """Return how a step stands: ■ 逾期 12 天, ○ 未到."""
    return f"■ 逾期 {step.days_late} 天" if step.days_late else "○ 未到期"


def short_day(day: date, year: int) -> str:
    """Return `11-30` in the plan's year, `2021-03-31` in another."""
    return f"{day:%m-%d}" if day.year == year else iso(day)


def iso(day: date | None) -> str:
    """Return a day as YYYY-MM-DD, or nothing."""
    return day.isoformat() if day else ""


def figure(value: Decimal) -> str:
    """Return a figure without a needless fraction: 95, 99.5."""
    return f"{value.normalize():f}"


def aim(target: Target) -> str:
    """Return what a target asks: 不低于 95%, or that evidence closes it."""
    if target.value is None or target.comparison is None:
        return "凭证明材料"
    return f"{COMPARISONS[target.comparison]} {figure(target.value)}{target.unit}"
