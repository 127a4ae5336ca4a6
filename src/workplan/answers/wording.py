"""How readings are worded: a deadline with its day, a standing with its days, a target's aim; numerals and brackets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ..domain.deadlines import Deadline
from ..domain.interpretation import Responsible
from ..domain.plan import AnyTarget, Role
from ..domain.records import ProgressRecord
from ..domain.standing import Pace, ScheduledMilestone, ScheduledTask, Standing
from ..domain.targets import TargetStanding

COLON, SEMICOLON = "\uff1a", "\uff1b"  # full width, escaped so that nobody takes them for the ASCII ones
_NUMERALS = "〇一二三四五六七八九十"


def bracketed(text: str) -> str:
    """Return text in full-width brackets, nothing for nothing."""
    return f"\uff08{text}\uff09" if text else ""


def ordinal(number: int) -> str:
    """Return 1 to 99 in Chinese numerals, as headings number themselves: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not 1 <= number <= 99:
        return str(number)
    return ("" if tens < 2 else _NUMERALS[tens]) + ("十" if tens else "") + (_NUMERALS[ones] if ones else "")


def departments(responsible: Iterable[Responsible]) -> str:
    """Return the departments of a task as printed: 特种设备处;会同产品监管处、餐饮处."""
    by_role: dict[Role | None, list[str]] = {}
    for r in responsible:
        by_role.setdefault(r.role if r.role.named else None, []).append(r.printed)
    return SEMICOLON.join(f"{role.word if role else ''}{'、'.join(names)}" for role, names in by_role.items())


def deadline_words(deadline: Deadline, year: int) -> str:
    """Return a deadline as printed and the day it is read as: 10月前(09-30); a blank cell says so."""
    raw = deadline.raw.strip() or "（空白）"
    return raw if deadline.last_day is None else f"{raw}({short_day(deadline.last_day, year)})"


def progress_words(item: ScheduledTask) -> str:
    """Return mark, word and days: ■ 逾期 12 天."""
    return f"{item.standing.marked} {days_words(item)}".rstrip()


def days_words(item: ScheduledTask) -> str:
    """Return the days or points that say how late, soon or far behind: 12 天, 剩 12 天, 40%/65%."""
    if item.days_late:
        return f"{item.days_late} 天"
    if item.standing is Standing.BEHIND and item.pace:
        return f"{item.pace.percent:.0f}%/{item.pace.elapsed:.0f}%"
    if item.standing is Standing.DUE_SOON:
        return f"剩 {item.days_left} 天" if item.days_left else "今天"
    return ""


def pace_words(pace: Pace) -> str:
    """Return both numbers a pace is judged by: 完成 40%,时间 65%."""
    return f"完成 {pace.percent:.0f}%，时间 {pace.elapsed:.0f}%"


def milestone_words(step: ScheduledMilestone) -> str:
    """Return how a step stands: ■ 逾期 12 天, ○ 未到期, √ 已完成."""
    stands = step.standing.row
    return f"{stands.mark} {stands.step}" + (f" {step.days_late} 天" if step.days_late else "")


def last_day_words(item: ScheduledTask, year: int) -> str:
    """Return the deadline as printed with its day, and the day an extension moved it to: 10(10-31)→12-15."""
    words = deadline_words(item.reading.deadline, year)
    return f"{words}→{short_day(item.last_day, year)}" if item.extended and item.last_day else words


def short_day(day: date, year: int) -> str:
    """Return `11-30` in the plan's year, `2021-03-31` in another."""
    return f"{day:%m-%d}" if day.year == year else iso(day)


def iso(day: date | None) -> str:
    """Return a day as YYYY-MM-DD, or nothing."""
    return day.isoformat() if day else ""


def figure(value: Decimal) -> str:
    """Return a figure without a needless fraction: 95, 99.5."""
    return f"{value.normalize():f}"


def aim(target: AnyTarget) -> str:
    """Return what a target asks: 不低于 95%, or that evidence closes it."""
    if target.value is None or target.comparison is None:
        return "凭证明材料"
    return f"{target.comparison.word} {figure(target.value)}{target.unit}"


def told(record: ProgressRecord) -> str:
    """Return what one record says, in words: 推进中;完成 60%;网办率 96.2;已报建设方案."""
    parts = []
    if record.returned:
        parts.append(f"退回（{record.returned}）")
    elif record.status is not None:
        parts.append(record.status.word)
    if record.percent is not None:
        parts.append(f"完成 {figure(record.percent)}%")
    parts += [f"{name} {value_words(value)}" for name, value in record.values.items()]
    parts += [f"节点“{step}”已完成" for step in record.reached]
    if record.extension is not None:
        parts.append(f"延至 {record.extension.to}（{record.extension.reason}）")
    if record.note:
        parts.append(record.note)
    if record.evidence:
        parts.append(f"证明材料：{record.evidence}")
    if record.problems:
        parts.append(f"存在问题：{record.problems}")
    if record.next:
        parts.append(f"下一步：{record.next}")
    return SEMICOLON.join(parts)


def value_words(value: Decimal | str) -> str:
    """Return a reported value: 96.2, 是."""
    return figure(value) if isinstance(value, Decimal) else value


def reported_words(target: AnyTarget, standing: TargetStanding) -> str:
    """Return the value and its outcome: 96.2% √ 达到."""
    outcome = f"{standing.outcome.like.row.mark} {standing.outcome.word}"
    if standing.value is None:
        return outcome
    unit = target.unit if isinstance(standing.value, Decimal) else ""
    return f"{value_words(standing.value)}{unit} {outcome}"
