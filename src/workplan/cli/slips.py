"""Slips of the hand in what is being recorded: told on stderr, and recorded all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..answers.wording import figure
from ..domain.characters import inner_quotes
from ..domain.departments import Register
from ..domain.document import PlanDocument
from ..domain.fold import fold
from ..domain.history import NOTHING, TaskHistory, histories
from ..domain.holding import involved
from ..domain.printed import Names
from ..domain.records import ProgressRecord
from ..domain.status import Status


def of(
    records: Sequence[ProgressRecord],
    document: PlanDocument,
    before: Iterable[ProgressRecord],
    by: str | None,
) -> Iterator[str]:
    """Yield what looks mistaken about records of one command.

    ``before`` is the ledger without them; ``by`` is who was named outright, None where nobody was: a name taken
    from elsewhere is nobody's slip.
    """
    first = records[0]
    issued = document.plan.publication.issued
    if issued and first.date < issued:
        yield f"所报的日子 {first.date} 在计划印发（{issued}）之前。"
    if first.percent is not None and 0 < first.percent < 1:
        yield f"所报的是 {figure(first.percent)}%，不到百分之一；若不是这个意思，请再登记一次。"
    before = tuple(before)
    yield from _lower(records, before, document.names)
    yield from _unlike(records, before, document.names)
    yield from _carried_again(records, before, document.names)
    if by is not None:
        yield from _stranger(by, records, document)


def of_returns(
    records: Sequence[ProgressRecord], document: PlanDocument, before: Iterable[ProgressRecord]
) -> Iterator[str]:
    """Yield what looks mistaken about what a month's forms said, each return held against what was told until then."""
    known = list(before)
    issued = document.plan.publication.issued
    for record in records:
        if issued and record.date < issued:
            yield f"任务 {document.names[record.task]} 所报的日子 {record.date} 在计划印发（{issued}）之前。"
        elif f"{record.date:%Y-%m}" != record.sheet:
            yield (
                f"任务 {document.names[record.task]} 所报的日子 {record.date} 不在所收的 {record.sheet} 这个月；"
                "照所填的登记，若填错了，请撤销（undo）再报。"
            )
        yield from _lower([record], known, document.names)
        yield from _unlike([record], known, document.names)
        known.append(record)


def _lower(
    records: Sequence[ProgressRecord], before: Iterable[ProgressRecord], names: Names
) -> Iterator[str]:
    known = histories(before, records[0].date)
    for record in records:
        yield from _less(record, known.get(record.task, NOTHING), names[record.task])


def _less(record: ProgressRecord, before: TaskHistory, name: str) -> Iterator[str]:
    """Say that a percentage is lower than what stands, or none of what is done."""
    percent, was = record.percent, before.percent
    if percent is None or was is None or percent == was:
        return
    if before.finished and not (record.status or record.returned):
        yield (
            f"任务 {name} 为“{before.status.word}”，完成比例仍是 {figure(was)}%；其实没有完成的，先退回（return）再报。"
        )
    elif percent < was:
        yield (
            f"任务 {name} 原来报过 {figure(was)}%，这次报 {figure(percent)}%，比原来低；若报错了，请再登记一次。"
        )


def _unlike(
    records: Sequence[ProgressRecord], before: Iterable[ProgressRecord], names: Names
) -> Iterator[str]:
    """Say that a percentage and a status do not go together: finished at 90 %, or at 100 % and not finished."""
    known = histories(before, records[0].date)
    for record in records:
        percent = record.percent
        after = record.new_status or known.get(record.task, NOTHING).status
        if percent is None:
            continue
        if record.new_status is Status.DONE and percent < 100:
            yield f"任务 {names[record.task]} 报结，完成比例却是 {figure(percent)}%；哪一处不对，请再登记一次。"
        elif percent == 100 and not after.finished:
            yield f"任务 {names[record.task]} 报了 100%，没有报结；确已完成的，用 done 报结。"


def _carried_again(
    records: Sequence[ProgressRecord], before: Iterable[ProgressRecord], names: Names
) -> Iterator[str]:
    known = histories(before, records[0].date)
    for record in records:
        was = known.get(record.task, NOTHING).carried_to
        if record.carried and was and was != record.carried:
            yield f"任务 {names[record.task]} 原来结转到 {was}，现在改为 {record.carried}；若登记错了，用 undo 撤销。"


def _stranger(by: str, records: Sequence[ProgressRecord], document: PlanDocument) -> Iterator[str]:
    """Say that an office is none of the plan's, or none of the tasks' it reports on.

    Verifying, returning, extending and carrying over are acts of the office that follows up: it need not have a part in the task.
    """
    office = _office(by, document.register)
    if office is None:
        guess = document.register.nearest(by)
        yield f"--by “{inner_quotes(by)}”不在部门名录里" + (f"，是不是“{guess}”？" if guess else "。")
        return
    if any(r.returned or r.carried or r.extension or r.status is Status.CLOSED for r in records):
        return
    parties = {reading.task.id: involved(reading, document.register) for reading in document.readings}
    others = [document.names[record.task] for record in records if office not in parties[record.task]]
    if others:
        yield f"“{office}”不是任务 {'、'.join(others)} 的责任部门。"


def _office(by: str, register: Register) -> str | None:
    """Return the office a reporter names: its name, or one with a person behind it (许可处张三)."""
    if exact := register.resolve(by):
        return exact.name
    folded = fold(by)
    begun = [d.name for d in register.departments for name in d.names if folded.startswith(fold(name))]
    return begun[0] if begun else None
