"""How readings are worded: a deadline with its day, a standing with its days, a target's aim; numerals and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ..domain.deadlines import Deadline
from ..domain.document import PlanDocument
from ..domain.history import TaskHistory
from ..domain.interpretation import Responsible
from ..domain.percent import rounded
from ..domain.plan import AnyTarget, PrintedColumn, Role
from ..domain.promises import Promise
from ..domain.records import ProgressRecord
from ..domain.standing import Pace, ScheduledMilestone, ScheduledTask, Standing
from ..domain.targets import Outcome, TargetStanding, share_reached

COLON, SEMICOLON = "\uff1a", "\uff1b"  # full width, escaped so that nobody takes them for the ASCII ones
UNKEPT = "台账里还没有进展，进度只按时限推算。"
"""What is said where nobody keeps a ledger and something is told of progress."""

_HAN = "\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’…—"
_BLANKS = re.compile(f"(?<=[{_HAN}]) +(?=[\\w+-])|(?<=[\\w%]) +(?=[{_HAN}])")
_NUMERALS = "〇一二三四五六七八九十"


def bracketed(text: str) -> str:
    """Return text in full-width brackets, nothing for nothing."""
    return f"\uff08{text}\uff09" if text else ""


def closed_up(text: str) -> str:
    """Return words of ours without the blanks between Chinese and figures: 逾期12天."""
    return _BLANKS.sub("", text)


def beside(words: str, days: str) -> str:
    """Return how something stands and its days as paper has them: ■ 逾期12天, ▲ 临期 剩12天."""
    return f"{words}{days}" if days[:1].isdigit() else f"{words} {days}".rstrip()


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


def named_tasks(document: PlanDocument, items: Iterable[ScheduledTask]) -> str:
    """Return tasks by their numbers: 任务 27、28."""
    return "任务 " + "、".join(document.names[item.id] for item in items)


_SOURCES = {"group": "取自分组", "default": "默认"}


def marked_source(source: str) -> str:
    """Return where words were taken over from, in brackets; nothing for a row's own."""
    return bracketed(_SOURCES.get(source, ""))


def deadline_words(deadline: Deadline, year: int) -> str:
    """Return a deadline as printed and the day it is read as: 10月前(09-30); a blank cell says so."""
    raw = deadline.raw.strip() or "（空白）"
    return raw if deadline.last_day is None else f"{raw}({short_day(deadline.last_day, year)})"


def progress_words(item: ScheduledTask) -> str:
    """Return mark, word and days: ■ 逾期 12 天."""
    return f"{item.marked} {days_words(item)}".rstrip()


def progress_and_steps(item: ScheduledTask) -> str:
    """Return the same, and what is late of its steps: ○ 正常 节点逾期 62 天."""
    return f"{progress_words(item)} {late_step_words(item)}".rstrip()


def late_step_words(item: ScheduledTask) -> str:
    """Return how many steps are late, and by how many days at the most: 节点逾期 62 天, 2 个节点逾期 62 天."""
    if not item.late_steps:
        return ""
    count = f"{len(item.late_steps)} 个" if len(item.late_steps) > 1 else ""
    return f"{count}节点逾期 {max(step.days_late for step in item.late_steps)} 天"


def days_words(item: ScheduledTask) -> str:
    """Return the days or points that say how late, soon or far behind: 12 天, 剩 12 天, 40%/65%."""
    if item.days_late:
        return f"{item.days_late} 天"
    if item.standing is Standing.CARRIED:
        return item.history.carried_to
    if item.standing is Standing.BEHIND and item.pace:
        return f"{figure(item.pace.percent)}%/{_gone(item.pace)}%"
    if item.standing in (Standing.DUE_SOON, Standing.UNREPORTED) and item.days_left is not None:
        return f"剩 {item.days_left} 天" if item.days_left else "今天"
    return ""


def pace_words(pace: Pace) -> str:
    """Return both numbers a pace is judged by: 完成 40%,时间 65%."""
    return f"完成 {figure(pace.percent)}%，时间 {_gone(pace)}%"


def _gone(pace: Pace) -> str:
    return figure(rounded(pace.gone, pace.whole))


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
        return "以佐证材料为准"
    return f"{target.comparison.word} {figure(target.value)}{target.unit}"


def told(record: ProgressRecord, gap: str = " ") -> str:
    """Return what one record says, in words: 推进中;完成 60%;网办率 96.2;已报建设方案.

    ``gap`` stands between our words and figures: nothing, on paper.
    """
    parts = []
    if record.returned:
        parts.append(f"退回（{record.returned}）")
    elif record.carried:
        parts.append(f"结转到{gap}{record.carried}")
    elif record.status is not None:
        parts.append(record.status.word)
    if record.percent is not None:
        parts.append(f"完成{gap}{figure(record.percent)}%")
    parts += [f"{name} {value_words(value)}" for name, value in record.values.items()]
    parts += [f"节点“{step}”已完成" for step in record.reached]
    parts += [f"取消节点“{step}”" for step in record.dropped]
    if record.finished:
        parts.append(f"完成于{gap}{record.finished}")
    if record.extension is not None:
        parts.append(f"延至{gap}{record.extension.to}（{record.extension.reason}）")
    if record.voids:
        parts.append(f"撤销{gap}{'、'.join(record.voids)}")
    return SEMICOLON.join((*parts, *_said(record)))


def said(record: ProgressRecord) -> str:
    """Return the words of a report, with the day they are of: 6月30日报:平台已上线;存在问题:…

    Where it has none, all that it says.
    """
    words = SEMICOLON.join(_said(record)) or told(record)
    return COLON.join((f"{_day_of(record)}报", words))


def reported(history: TaskHistory) -> str:
    """Return what was last said of a task in words, of a finished one what finished it; and evidence that came after."""
    first = [said(history.shown)] if history.shown else []
    return SEMICOLON.join([*first, *(f"{_day_of(r)}报证明材料：{r.evidence}" for r in history.evidence)])


def _day_of(record: ProgressRecord) -> str:
    return f"{record.date.month}月{record.date.day}日"


def _said(record: ProgressRecord) -> list[str]:
    labelled = (("存在问题", record.problems), ("下一步", record.next), ("证明材料", record.evidence))
    return [*filter(None, [record.note]), *(f"{label}：{text}" for label, text in labelled if text)]


def value_words(value: Decimal | str) -> str:
    """Return a reported value: 96.2, 是."""
    return figure(value) if isinstance(value, Decimal) else value


def reported_words(target: AnyTarget, standing: TargetStanding) -> str:
    """Return the value and its outcome: 96.2% √ 达到."""
    outcome = f"{standing.outcome.like.row.mark} {standing.outcome.word}"
    if standing.value is None:
        return outcome
    if standing.outcome is Outcome.PENDING and (share := share_reached(target, standing.value)) is not None:
        return f"{figure(share)}%{bracketed(_of_figure(target, standing.value))}"
    unit = target.unit if isinstance(standing.value, Decimal) else ""
    return f"{value_words(standing.value)}{unit} {outcome}"


def _of_figure(target: AnyTarget, value: Decimal | str) -> str:
    """Return a figure beside the one promised: 2310/5000 家, 37%/80%."""
    wanted = figure(target.value) if target.value is not None else ""
    if target.unit == "%":
        return f"{value_words(value)}%\uff0f{wanted}%"
    return f"{value_words(value)}\uff0f{wanted} {target.unit}".rstrip()


def promise_words(promise: Promise) -> str:
    """Return what was reported of a promise; of one several tasks carry, the figure of each."""
    if promise.standing is None:
        return "—"
    if len(promise.carried) < 2:
        return reported_words(promise.target, promise.standing)
    each = (COLON.join((f"任务 {task}", reported_words(promise.target, s))) for task, s in promise.carried)
    return SEMICOLON.join(each)


_COMPUTED_HEADS = frozenset(
    {"编号", "类别", "角色", "分组", "最后一日", "要点", "状态", "进度", "逾期天数", "百分比"}
)


def own_head(column: PrintedColumn, document: PlanDocument) -> str:
    """Return a printed head; one that a computed column bears too is marked as the document's."""
    absent = {"编号": not document.names.repeat, "分组": not document.plan.groups}
    marked = column.name in _COMPUTED_HEADS and not absent.get(column.name)
    return f"{column.name}（原件）" if marked else column.name
