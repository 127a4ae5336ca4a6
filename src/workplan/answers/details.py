"""One task, or one point, whole."""

from __future__ import annotations

from ..domain.document import PlanDocument
from ..domain.plan import AnyTarget, Point, Target
from ..domain.records import Extension
from ..domain.standing import ScheduledMilestone, ScheduledTask, Standing
from ..domain.targets import standing_of
from .phrasing import (
    aim,
    deadline_words,
    iso,
    milestone_words,
    pace_words,
    progress_words,
    reported_words,
    standing_words,
    told,
)
from .tables import Column, Table
from .words import COLON, LIGHTS, ROLES, STATUSES, bracketed

_LABELLED = (Column(""), Column("", flexible=True))


def task(item: ScheduledTask, steps: tuple[ScheduledMilestone, ...], document: PlanDocument) -> Table:
    """Return a task's words, readings, promises and steps as labelled rows."""
    words = item.reading.task
    rows = [
        ("任务名称", words.title),
        ("目标要求", words.goals),
        *((ROLES[r.role], _party(r.name, r.printed)) for r in item.reading.departments),
        ("完成时间", _deadline(item, document)),
        ("备注", words.remark),
        ("状态", STATUSES[item.status]),
        ("进度", _progress(item)),
        ("延期", "\n".join(map(_extension, item.history.extensions))),
        ("落实要点", "\n".join(f"{n} {document.points[n].name}" for n in words.points)),
        ("节点", "\n".join(_step(step, document) for step in steps)),
        ("指标", "\n".join(_promise(target, item) for target in words.targets)),
        (
            "台账",
            "\n".join(COLON.join((f"{r.date} {r.by}", told(r))) for r in reversed(item.history.records)),
        ),
    ]
    return Table(_LABELLED, tuple(row for row in rows if row[1]), f"任务 {words.id}")


def point(item: Point, document: PlanDocument) -> Table:
    """Return a point's words, its promises, and the tasks that carry it out."""
    carriers = [f"{n} {document.tasks[n].title}" for n in document.carriers[item.id]]
    rows = [
        ("要点", item.name),
        ("内容", item.text),
        ("任务", "\n".join(carriers) or "没有任务落实"),
        ("指标", "\n".join(map(promise, item.targets))),
    ]
    return Table(_LABELLED, tuple(row for row in rows if row[1]), f"要点 {item.id}")


def _party(name: str, printed: str) -> str:
    return name if name == printed else f"{name}（印作“{printed}”）"


def _deadline(item: ScheduledTask, document: PlanDocument) -> str:
    deadline = item.reading.deadline
    words = deadline_words(deadline, document.plan.year)
    return f"{words}，也可能是 {iso(deadline.other_day)}" if deadline.ambiguous else words


def _progress(item: ScheduledTask) -> str:
    behind = item.standing is Standing.BEHIND  # its days are the pace, which follows in full
    words = standing_words(item) if behind else progress_words(item)
    return f"{words}{bracketed(pace_words(item.pace)) if item.pace else ''} {LIGHTS[item.light]}".rstrip()


def _extension(extension: Extension) -> str:
    return f"延至 {extension.to}：{extension.reason}{bracketed(extension.approval)}"


def _promise(target: Target, item: ScheduledTask) -> str:
    reported = standing_of(target, item.history)
    return f"{promise(target)}" + (
        f" {reported_words(target, reported)}" if reported.value is not None else ""
    )


def _step(step: ScheduledMilestone, document: PlanDocument) -> str:
    when = deadline_words(step.reading.deadline, document.plan.year)
    return COLON.join((f"{when} {milestone_words(step)}", step.reading.milestone.text))


def promise(target: AnyTarget) -> str:
    """Return a promise in one line: 网办率 不低于 95%(原文:力争网办率95%以上)."""
    return f"{target.name} {aim(target)}（原文：{target.phrase}）"
