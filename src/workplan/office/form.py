"""The month's form (填报表) of one department: what stands in it, and the keys by which its rows are known again.

Writing and judging both walk these values, so that what goes out is what is expected back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import unique
from hashlib import sha256
from typing import NamedTuple

from ..answers.wording import COLON, SEMICOLON, aim, deadline_words, reported_words, short_day, told
from ..domain.characters import short
from ..domain.document import PlanDocument
from ..domain.fold import fold
from ..domain.interpretation import MilestoneReading
from ..domain.plan import Plan, Target
from ..domain.printed import cell, shown
from ..domain.records import ProgressRecord
from ..domain.standing import ScheduledTask
from ..domain.targets import standing_of
from ..domain.worded import Worded
from ..files.ledger_text import to_yaml
from .book import clean
from .texts import squeeze

VERSION = "1"
"""Of the layout of forms; a form of another version is not read."""
TASKS, PROMISES, ABOUT = "填报", "指标与节点", "workplan"
"""The sheets of a form; the last is hidden, and says whose form it is and which rows were sent."""
KEY = "编码（勿改）"
LAST = "上次所报"
NOW = "本次"
GUIDE = "只填白色的格子，灰色的不要改，也不要增删行；没有新情况的任务整行不填。填好后存盘，原样发回，文件可以改名。"
_LONG = 300
"""Characters of what was last reported that a form repeats."""


@unique
class Field(Worded):
    """The white cells of a task: the head of each, how wide it is, and what a clerk is told who stands in it."""

    def __init__(self, code: str, word: str, width: float, prompt: str) -> None:
        super().__init__(code, word)
        self.width = width
        self.prompt = prompt

    STATUS = "status", "状态", 9, "从列表里选：未启动、推进中、报结、暂缓。没有变化的不填。"
    PERCENT = "percent", "完成%", 8, "填 0 到 100 的数，如 60；也可以写 60%。"
    DATE = "date", "情况日期", 12, "所报情况是哪一天的，如 2020-11-20；不填就是收表的那一天。"
    NOTE = "note", "进展情况", 27, "做了什么，到了哪一步。没有新情况的，整行都不填。"
    PROBLEMS = "problems", "存在问题", 16, "有什么困难，要谁协调。"
    NEXT = "next", "下一步", 16, "下一步打算，什么时候。"
    EVIDENCE = "evidence", "证明材料", 13, "文号、网址或文件名。"


@unique
class Kind(Worded):
    """What a row of a form is about."""

    TASK = "task", "任务"
    TARGET = "target", "指标"
    STEP = "step", "节点"


class Row(NamedTuple):
    """One row: what it is about, its printed and computed cells, which are locked, and the key it is known by.

    ``name`` is what a record calls it: a target's name, a step's time; ``measured``: a figure is asked for. ``printed``
    counts the cells that are the plan's own words: they stand first.
    """

    kind: Kind
    task: int
    place: int
    cells: tuple[str, ...]
    printed: int
    key: str
    name: str = ""
    measured: bool = False
    unit: str = ""

    @property
    def identity(self) -> str:
        """What the row is about, without its digests: `task:5`, `target:5.2`."""
        return self.key.rsplit(":", 2)[0]


class Form(NamedTuple):
    """A department's form for a month (`2020-11`)."""

    plan: str
    year: int
    month: str
    department: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    def of(self, *kinds: Kind) -> tuple[Row, ...]:
        """Return the rows of some kinds."""
        return tuple(row for row in self.rows if row.kind in kinds)


PROMISE_HEADS = ("任务", "指标或节点", "要求", LAST)
FIELDS = frozenset(field.word for field in Field) | {LAST, NOW, KEY}


def title(month: str, department: str) -> str:
    """Return what stands over a form: month as forms name it (`2020-11`)."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月重点工作任务填报表（{department}）"


def plan_digest(plan: Plan) -> str:
    """Return what tells a plan from others: its year, its title, who issued it."""
    return digest([str(plan.year), plan.titles.document, plan.publication.issuer])


def digest(texts: Iterable[str]) -> str:
    """Return a fingerprint of texts that blanks and line breaks do not change: office programs change those."""
    words = json.dumps(list(map(squeeze, texts)), ensure_ascii=False)
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:12]


def records_digest(records: Sequence[ProgressRecord]) -> str:
    """Return a fingerprint of what had been recorded of a task."""
    return digest(map(to_yaml, records))


def heads(document: PlanDocument) -> tuple[str, ...]:
    """Return the locked heads of a task's row; one that a white column bears too is marked as the document's."""
    own = [f"{c.name}（原件）" if c.name in FIELDS else c.name for c in shown(document.plan)]
    return (*(["编号"] if document.names.repeat else []), *own, LAST)


def make(
    document: PlanDocument,
    tasks: Iterable[ScheduledTask],
    records: Mapping[int, Sequence[ProgressRecord]],
    department: str,
    month: str,
) -> Form:
    """Return the form of a department for these tasks; ``records`` are all there are of each task."""
    rows = [row for item in tasks for row in _rows(document, item, records.get(item.id, ()))]
    rows.sort(key=lambda row: row.kind is not Kind.TASK)  # the promises stand on a sheet of their own
    plan = document.plan
    return Form(plan_digest(plan), plan.year, month, department, heads(document), tuple(rows))


def _rows(document: PlanDocument, item: ScheduledTask, records: Sequence[ProgressRecord]) -> Iterator[Row]:
    so_far = records_digest(records)
    plan, task = document.plan, item.reading.task
    printed = [str(item.id)] if document.names.repeat else []
    printed += [cell(task, column, plan) for column in shown(plan)]
    yield _row(Kind.TASK, item.id, 0, (*printed, _last(item, plan.year)), len(printed), so_far)
    for place, target in enumerate(task.targets, 1):
        yield _target(item, place, target, so_far)
    for place, steps in enumerate(_steps(item), 1):
        yield _step(item, place, steps, so_far, plan.year)


def _row(kind: Kind, task: int, place: int, cells: tuple[str, ...], printed: int, so_far: str) -> Row:
    identity = f"{kind}:{task}" + (f".{place}" if place else "")
    cells = tuple(map(clean, cells))
    return Row(kind, task, place, cells, printed, f"{identity}:{digest(cells)}:{so_far}")


def _target(item: ScheduledTask, place: int, target: Target, so_far: str) -> Row:
    reported = reported_words(target, standing_of(target, item))
    cells = (_titled(item), target.name, f"{aim(target)}（原文：{target.phrase}）", reported)
    made = _row(Kind.TARGET, item.id, place, cells, 3, so_far)
    return made._replace(name=target.name, measured=target.measured, unit=target.unit)


def _step(item: ScheduledTask, place: int, steps: Sequence[MilestoneReading], so_far: str, year: int) -> Row:
    time = steps[0].milestone.deadline
    reached = item.history.reached.get(fold(time))
    words = SEMICOLON.join(step.milestone.name for step in steps)
    said = f"{reached} 已完成" if reached else "未完成"
    cells = (_titled(item), f"节点：{time}", f"{deadline_words(steps[0].deadline, year)}{COLON}{words}", said)
    return _row(Kind.STEP, item.id, place, cells, 3, so_far)._replace(name=time)


def _steps(item: ScheduledTask) -> list[list[MilestoneReading]]:
    """Return the steps that have a time, those of the same time together: a record names a step by its time."""
    found: dict[str, list[MilestoneReading]] = {}
    for step in item.reading.milestones:
        if time := fold(step.milestone.deadline):
            found.setdefault(time, []).append(step)
    return list(found.values())


def _titled(item: ScheduledTask) -> str:
    return f"{item.id} {item.reading.task.title}"


def _last(item: ScheduledTask, year: int) -> str:
    last = item.history.report
    return short(f"{short_day(last.date, year)} {last.by}{COLON}{told(last)}", _LONG) if last else ""
