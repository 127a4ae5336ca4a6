"""Two plans side by side: what was kept, carried over, added, and is no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from ..domain.comparing import Change, Comparison, Pair, TargetPair
from ..domain.document import PlanDocument
from ..domain.plan import AnyTarget
from ..domain.standing import ScheduledTask
from .columns import Column, Payload, Value, View, plain, record, table
from .envelope import envelope
from .wording import SEMICOLON, aim, last_day_words, progress_words

_WORDS = {
    "title": "名称",
    "goals": "目标要求",
    "departments": "责任部门",
    "deadline": "完成时间",
    "remark": "备注",
}
_SHOWN = ("title", "departments", "deadline")

Documents = tuple[PlanDocument, PlanDocument]


def answer(documents: Documents, today: date, found: Comparison) -> View:
    """Return the comparison in every shape."""
    before, after = documents
    tasks, targets = _tasks(documents), _TARGETS
    counted = Counter(pair.change for pair in found.tasks)
    said = "，".join(f"{change.word} {counted[change]} 项" for change in Change if counted[change])
    body = {
        "before": _named(before),
        "after": _named(after),
        "tasks": [record(tasks, pair) for pair in found.tasks],
        "targets": [record(targets, pair) for pair in found.targets],
    }
    title = f"{before.plan.year} 年与 {after.plan.year} 年{'：' if said else ''}{said}（截至 {today}）"
    shown = [table((_read(documents), found.tasks), title=title)]
    moved = [pair for pair in found.targets if pair.change is not Change.KEPT or pair.differs]
    if moved:
        shown.append(table((_READ_TARGETS, moved), title="指标"))
    return View(
        envelope("comparison", after, today, body),
        tuple(shown),
        table((tasks, found.tasks), (targets, found.targets)),
        tuple(_notes(found)),
    )


def _notes(found: Comparison) -> Iterable[str]:
    same = sum(pair.change is Change.KEPT and not pair.differs for pair in found.targets)
    if same:
        yield f"未列入：{same} 个指标没有变。"
    waiting = sum(pair.change is Change.GONE and not _over(pair) for pair in found.tasks)
    if waiting:
        yield f"不再有的任务中，{waiting} 项没有办结。"


def _over(pair: Pair) -> bool:
    return pair.before is None or (pair.before.standing.settled and pair.before.standing.value != "suspended")


def _named(document: PlanDocument) -> Payload:
    return {"file": document.source.file, "title": document.plan.titles.document, "year": document.plan.year}


def _side(task: ScheduledTask | None) -> Payload | None:
    if task is None:
        return None
    words = task.reading.task
    return {
        "id": words.id,
        "title": words.title,
        "departments": words.departments,
        "deadline": words.deadline,
        "last_day": plain(task.last_day),
        "standing": task.standing.value,
    }


def _tasks(documents: Documents) -> tuple[Column, ...]:
    before, after = documents
    return (
        Column("类别", lambda _: "任务"),
        Column("变动", lambda p: p.change.word, "change", lambda p: p.change.value),
        Column("原序号", _old(lambda t: before.names.cell(t.id))),
        Column("原内容", _old(lambda t: t.reading.task.title), "before", lambda p: _side(p.before)),
        Column("原完成时间", _old(lambda t: t.reading.task.deadline)),
        Column("原最后一日", _old(lambda t: t.last_day)),
        Column("原进度", _old(lambda t: t.word)),
        Column("序号", _new(lambda t: after.names.cell(t.id))),
        Column("内容", _new(lambda t: t.reading.task.title), "after", lambda p: _side(p.after)),
        Column("完成时间", _new(lambda t: t.reading.task.deadline)),
        Column("最后一日", _new(lambda t: t.last_day)),
        Column(
            "有变的",
            lambda p: "、".join(_WORDS[key] for key in p.differs),
            "differs",
            lambda p: list(p.differs),
        ),
    )


def _read(documents: Documents) -> tuple[Column, ...]:
    before, after = documents
    return (
        Column("变动", lambda p: p.change.word),
        Column("原", _old(lambda t: before.names.cell(t.id)), numeric=True),
        Column("现", _new(lambda t: after.names.cell(t.id)), numeric=True),
        Column("任务", lambda p: (p.after or p.before).reading.task.title, flexible=True),
        Column("变化", lambda p: _changes(p, documents), flexible=True),
    )


def _changes(pair: Pair, documents: Documents) -> str:
    """Return what of a task is otherwise than before: what is short as it was and is, of long texts only that."""
    if pair.before is None or pair.after is None:
        left = pair.before
        return f"原进度 {progress_words(left)}" if left else ""
    old, new = pair.before, pair.after
    said = []
    for key in pair.differs:
        if key == "deadline":
            was, now = (
                last_day_words(old, documents[0].plan.year),
                last_day_words(new, documents[1].plan.year),
            )
        else:
            was, now = getattr(old.reading.task, key), getattr(new.reading.task, key)
        said.append(
            f"{_WORDS[key]} {was or '（空白）'} → {now or '（空白）'}"
            if key in _SHOWN
            else f"{_WORDS[key]}有改动"
        )
    return SEMICOLON.join(said)


def _old(cell: Callable[[ScheduledTask], Value]) -> Callable[[Pair], Value]:
    return lambda pair: cell(pair.before) if pair.before else None


def _new(cell: Callable[[ScheduledTask], Value]) -> Callable[[Pair], Value]:
    return lambda pair: cell(pair.after) if pair.after else None


def _aimed(target: AnyTarget | None) -> Payload | None:
    if target is None:
        return None
    return {
        "comparison": target.comparison.value if target.comparison else None,
        "value": plain(target.value),
        "unit": target.unit,
        "phrase": target.phrase,
    }


def _target_name(pair: TargetPair) -> str:
    target = pair.after or pair.before
    return target.name if target else ""


def _change_word(pair: TargetPair) -> str:
    return "改动" if pair.differs else pair.change.word


_TARGETS = (
    Column("类别", lambda _: "指标"),
    Column(None, _target_name, "name"),
    Column("变动", _change_word, "change", lambda p: p.change.value),
    Column(
        "原内容",
        lambda p: f"{p.before.name} {aim(p.before)}" if p.before else None,
        "before",
        lambda p: _aimed(p.before),
    ),
    Column(
        "内容",
        lambda p: f"{p.after.name} {aim(p.after)}" if p.after else None,
        "after",
        lambda p: _aimed(p.after),
    ),
    Column(None, lambda p: p.differs, "differs"),
)
_READ_TARGETS = (
    Column("变动", _change_word),
    Column("指标", _target_name, flexible=True),
    Column("原", lambda p: aim(p.before) if p.before else None),
    Column("现", lambda p: aim(p.after) if p.after else None),
)
