"""Slips of the hand in what is being recorded: told on stderr, and recorded all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..answers.wording import COLON, SEMICOLON, figure
from ..domain.characters import inner_quotes
from ..domain.departments import Register
from ..domain.document import PlanDocument
from ..domain.fold import fold
from ..domain.history import NOTHING, TaskHistory, histories
from ..domain.holding import involved
from ..domain.printed import Names
from ..domain.records import ProgressRecord
from ..domain.status import Status
from ..domain.voids import kept
from . import following


class Slip(NamedTuple):
    """What looks mistaken, in words without a full stop, and the places of the records it is said of."""

    words: str
    places: tuple[int, ...]


def told(
    slips: Iterable[Slip], ledger: Sequence[ProgressRecord], count: int, path: Path | None
) -> Iterator[str]:
    """Yield slips as they are said, each with the command that takes back what it is about.

    The records are the last ``count`` of the ledger; without a path they were not written.
    """
    names: list[str] = []
    for slip in slips:
        if path is None:
            yield slip.words + ("" if slip.words.endswith("？") else "。")
            continue
        names = names or [item.id for item in kept(ledger)[-count:]]
        undo = undo_command([names[place] for place in slip.places], path)
        between = "" if slip.words.endswith("？") else SEMICOLON
        yield f"{slip.words}{between}登记错了的，撤销再报{COLON}{undo}。"


def undo_command(names: Iterable[str], path: Path) -> str:
    """Return the command that takes back records, as it can be typed."""
    return f"workplan undo {' '.join(names)}{following.file_option(path)}"


def name_of(record: ProgressRecord, ledger: Sequence[ProgressRecord]) -> str:
    """Return what one of the ledger's records is called by."""
    return next(item.id for item in kept(ledger) if item.record is record)


def of(
    records: Sequence[ProgressRecord],
    document: PlanDocument,
    before: Iterable[ProgressRecord],
    by: str | None,
) -> Iterator[Slip]:
    """Yield what looks mistaken about records of one command.

    ``before`` is the ledger without them; ``by`` is who was named outright, None where nobody was: a name taken
    from elsewhere is nobody's slip.
    """
    first, every = records[0], tuple(range(len(records)))
    issued = document.plan.publication.issued
    if issued and first.date < issued:
        yield Slip(f"所报的日子 {first.date} 在计划印发（{issued}）之前", every)
    if first.percent is not None and 0 < first.percent < 1:
        yield Slip(f"所报的是 {figure(first.percent)}%，不到百分之一", every)
    before = tuple(before)
    known = histories(before, first.date)
    for place, record in enumerate(records):
        yield from _of_one(place, record, known.get(record.task, NOTHING), document.names)
    if by is not None:
        yield from _stranger(by, records, document, before)


def of_returns(
    records: Sequence[ProgressRecord], document: PlanDocument, before: Iterable[ProgressRecord]
) -> Iterator[Slip]:
    """Yield what looks mistaken about what a month's forms said, each return held against what was told until then."""
    known = list(before)
    issued = document.plan.publication.issued
    for place, record in enumerate(records):
        day = f"任务 {document.names[record.task]} 所报的日子 {record.date} "
        if issued and record.date < issued:
            yield Slip(f"{day}在计划印发（{issued}）之前", (place,))
        elif f"{record.date:%Y-%m}" != record.sheet:
            yield Slip(f"{day}不在所收的 {record.sheet} 这个月，照所填的登记", (place,))
        was = histories(known, record.date).get(record.task, NOTHING)
        yield from _of_one(place, record, was, document.names)
        known.append(record)


def _of_one(place: int, record: ProgressRecord, before: TaskHistory, names: Names) -> Iterator[Slip]:
    """Yield what looks mistaken about one record, held against how its task stood."""
    name = names[record.task]
    for words in (
        *_less(record, before, name),
        *_unlike(record, before, name),
        *_stays(record, before, name),
    ):
        yield Slip(words, (place,))
    was = before.carried_to
    if record.carried and was and was != record.carried:
        yield Slip(f"任务 {name} 原来结转到 {was}，现在改为 {record.carried}", (place,))


def _less(record: ProgressRecord, before: TaskHistory, name: str) -> Iterator[str]:
    """Say that a percentage is lower than what stands, or none of what is done."""
    percent, was = record.percent, before.percent
    if percent is None or was is None or percent == was:
        return
    if before.finished and not (record.status or record.returned):
        yield (
            f"任务 {name} 为“{before.status.word}”，完成比例仍是 {figure(was)}%；其实没有完成的，先退回（return）再报"
        )
    elif percent < was:
        yield f"任务 {name} 原来报过 {figure(was)}%，这次报 {figure(percent)}%，比原来低"


def _unlike(record: ProgressRecord, before: TaskHistory, name: str) -> Iterator[str]:
    """Say that a percentage and a status do not go together: finished at 90 %, or at 100 % and not finished."""
    after = record.new_status or before.status
    if record.percent is None:
        return
    if record.new_status is Status.DONE and record.percent < 100:
        yield f"任务 {name} 报结，完成比例却是 {figure(record.percent)}%"
    elif record.percent == 100 and not after.finished and after not in _GO_ON:
        yield f"任务 {name} 报了 100%，没有报结；确已完成的，用 done 报结"


_GO_ON = {
    Status.SUSPENDED: "恢复办理的，写 --status 推进中",
    Status.CANCELLED: "恢复办理的，写 --status 推进中",
    Status.CARRIED: "进展在结转到的计划里登记",
}


def _stays(record: ProgressRecord, before: TaskHistory, name: str) -> Iterator[str]:
    """Say that a task nobody waits for stays so, whatever is reported of it."""
    if record.reports and record.new_status is None and (what := _GO_ON.get(before.status)):
        word = f"“{before.status.word}”"
        yield f"任务 {name} 为{word}，这次登记以后仍是{word}；{what}"


def _stranger(
    by: str, records: Sequence[ProgressRecord], document: PlanDocument, before: Iterable[ProgressRecord]
) -> Iterator[Slip]:
    """Say that an office is none of the plan's, or none of the tasks' it reports on.

    Verifying, returning, extending and carrying over are acts of the office that follows up: it need not have a part
    in the task, and who has one does not verify it.
    """
    every = tuple(range(len(records)))
    office = _office(by, document.register)
    if office is None:
        guess = document.register.nearest(by)
        yield Slip(
            f"--by “{inner_quotes(by)}”不在部门名录里" + (f"，是不是“{guess}”？" if guess else ""), every
        )
        return
    parties = {reading.task.id: involved(reading, document.register) for reading in document.readings}
    acts = any(r.returned or r.carried or r.extension or r.status is Status.CLOSED for r in records)
    if acts:
        own = tuple(p for p in every if _closes_own(records[p], office, parties))
        if own and not _follows_up(office, before, parties, document.register):
            tasks = "、".join(document.names[records[place].task] for place in own)
            yield Slip(f"“{office}”是任务 {tasks} 的责任部门；销号由督查核实后登记，部门只报结", own)
        return
    others = tuple(place for place in every if office not in parties[records[place].task])
    if others:
        tasks = "、".join(document.names[records[place].task] for place in others)
        yield Slip(f"“{office}”不是任务 {tasks} 的责任部门", others)


Parties = Mapping[int, frozenset[str]]


def _closes_own(record: ProgressRecord, office: str, parties: Parties) -> bool:
    return record.status is Status.CLOSED and office in parties[record.task]


def _follows_up(office: str, before: Iterable[ProgressRecord], parties: Parties, register: Register) -> bool:
    """Tell whether an office is known to verify others' work: it has closed or returned what it has no part in."""
    acts = (r for r in before if r.returned or r.status is Status.CLOSED)
    return any(office not in parties.get(r.task, ()) and _office(r.by, register) == office for r in acts)


def _office(by: str, register: Register) -> str | None:
    """Return the office a reporter names: its name, or one with a person behind it (许可处张三)."""
    if exact := register.resolve(by):
        return exact.name
    folded = fold(by)
    begun = [d.name for d in register.departments for name in d.names if folded.startswith(fold(name))]
    return begun[0] if begun else None
