"""Refusing what is recorded already: an act that changes nothing would only be counted twice."""

from __future__ import annotations

from collections.abc import Iterable

from ..domain.characters import inner_quotes
from ..domain.errors import Misuse
from ..domain.records import ProgressRecord
from ..domain.repeats import earlier
from ..domain.status import Status
from . import slips
from .plan import Case


def refuse(records: Iterable[ProgressRecord], case: Case) -> None:
    """Raise Misuse where any record says what stands, naming when and by whom each was recorded."""
    found = [(record, old) for record in records if (old := _earlier(record, case))]
    if not found:
        return
    each = "，".join(_standing(record, old, case) for record, old in found)
    record, old = found[0]
    undo = slips.undo_command([slips.name_of(old, case.ledger.records)], case.path)
    raise Misuse(f"{each}，没有再登记。", f"{_instead(record, case)}原来那条登记错了的，撤销：{undo}。")


def _earlier(record: ProgressRecord, case: Case) -> ProgressRecord | None:
    told = [r for r in case.records if r.task == record.task and not r.voids]
    return earlier(record, told, case.document.tasks[record.task])


def _standing(record: ProgressRecord, old: ProgressRecord, case: Case) -> str:
    when = f"{old.date}，" if old.date != old.recorded else ""
    by = f"（{when}“{inner_quotes(old.by)}”{old.recorded} 登记）"
    return f"任务 {case.document.names[record.task]} {_what(record)}{by}"


def _what(record: ProgressRecord) -> str:
    """Return what the task is already."""
    if record.returned:
        return "已经退回"
    if record.extension:
        return f"已经延至 {record.extension.to}"
    if record.status in (Status.DONE, Status.CLOSED, Status.SUSPENDED, Status.CANCELLED):
        return f"已经{record.status.word.removeprefix('已')}"
    named = [f"节点“{inner_quotes(step)}”已经报过完成" for step in record.reached]
    return "、".join([*named, *(f"节点“{inner_quotes(step)}”已经取消" for step in record.dropped)])


def _instead(record: ProgressRecord, case: Case) -> str:
    """Return what to do who has more to say of it."""
    if record.extension:
        return "核对日期；"
    if record.status is None and not record.returned:
        return ""
    typed = case.document.names.typed(record.task)
    return f'要补充说明的，用 workplan update {typed} --note "…"；'
