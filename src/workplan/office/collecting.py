"""All returns of a month together: which records they make, which are refused, and who did not return."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import unique
from typing import NamedTuple

from ..domain.document import PlanDocument
from ..domain.history import admits, in_order, status_after
from ..domain.meter import METER
from ..domain.periods import Period
from ..domain.records import ProgressRecord
from ..domain.standing import schedule
from ..domain.status import Status
from ..domain.worded import Worded
from . import form
from .faults import Fault, Refusal
from .posting import of_tasks, open_tasks
from .returned import Expected, Report, Return, judge
from .source import Place
from .typed_cells import Days


@unique
class Outcome(Worded):
    """What became of a department's form."""

    TAKEN = "taken", "收下"
    FIT = "fit", "合格，还没有登记"
    KNOWN = "known", "收过，没有新内容"
    BLANK = "blank", "交了白表"
    REFUSED = "refused", "退回"
    MISSING = "missing", "没有交"


class Collected(NamedTuple):
    """What came of a month's returns. ``records`` are to be added, in the order they are written."""

    outcomes: tuple[tuple[str, Outcome, tuple[str, ...], int], ...]
    records: tuple[ProgressRecord, ...]
    refusals: tuple[Refusal, ...]
    empty: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    """By department, the cells of what is taken that were filled in only so that they are not blank."""

    @property
    def only_stale(self) -> bool:
        """Whether nothing is wrong but that somebody else has recorded meanwhile."""
        return bool(self.refusals) and all(r.fault is Fault.STALE for r in self.refusals)


class Month(NamedTuple):
    """What is collected, and when."""

    document: PlanDocument
    records: tuple[ProgressRecord, ...]
    period: Period
    today: date

    @property
    def code(self) -> str:
        """The month as forms name it: 2020-11."""
        return f"{self.period.last:%Y-%m}"


def collect(
    month: Month,
    files: Iterable[tuple[str, bytes]],
    words: Mapping[str, Status],
    *,
    partial: bool = False,
    dry_run: bool = False,
) -> Collected:
    """Judge all files that came back. With ``partial``, what is refused does not hold up the rest; with
    ``dry_run`` nothing is going to be written.

    Raises ``Unavailable`` where a library is not installed.
    """
    expected = _expected(month, words)
    returns = [judge(raw, file, expected) for file, raw in METER.through(files, "核对填报表", 0)]
    known = {d.name: at for at, d in enumerate(month.document.plan.departments)}
    returns.sort(key=lambda r: (known.get(r.department, len(known)), r.file))
    kept, doubled = _apart(returns)
    maker = _Maker(month)
    for one in kept:
        maker.add(one)
    refusals = [r for one in returns for r in one.refusals] + doubled + maker.refusals
    records = tuple(maker.records) if partial or not refusals else ()
    fate = Outcome.TAKEN if records and not dry_run else Outcome.FIT
    outcomes = _outcomes(month, returns, maker, refusals, fate)
    empty = tuple((one.department, one.empty) for one in kept if one.empty)
    return Collected(outcomes, records, tuple(sorted(refusals, key=lambda r: r.sort_key)), empty)


def _expected(month: Month, words: Mapping[str, Status]) -> Expected:
    document = month.document
    whole = form.make(document, schedule(document, month.today, ()), {}, "", month.code)
    rows = {row.identity: row for row in whole.rows}
    days = Days(document.plan.year, month.today)
    return Expected(whole.plan, month.code, document.register, whole.heads, rows, days, words)


def _apart(returns: Sequence[Return]) -> tuple[list[Return], list[Refusal]]:
    """Return one return of each department, and a refusal of each where a department sent two that differ.

    One that is refused differs from one that is not: nobody can tell which of them is meant.
    """
    spoiled = {one.department for one in returns if one.department and one.refusals}
    of_office: dict[str, list[Return]] = {}
    for one in returns:
        if one.department and not one.refusals:
            of_office.setdefault(one.department, []).append(one)
    kept, doubled = [], []
    for office, found in of_office.items():
        if office not in spoiled and all(one.content == found[0].content for one in found):
            kept.append(found[0])
            continue
        for one in found:
            others = "、".join(o.file for o in returns if o.department == office and o is not one)
            said = f"“{office}”另有一份内容不同的表：{others}。"
            doubled.append(Refusal(Place(one.file), Fault.TWO_RETURNS, said, office))
    return kept, doubled


class _Maker:
    """Makes records of returns, one department after another, each task held against what stands by then."""

    def __init__(self, month: Month) -> None:
        self._month = month
        self._told = of_tasks(month.records)
        self._order = {task.id: at for at, task in enumerate(month.document.plan.tasks)}
        self.records: list[ProgressRecord] = []
        self.refusals: list[Refusal] = []
        self.new: dict[str, int] = {}
        self.known: set[str] = set()

    def add(self, one: Return) -> None:
        """Take a return whole, or refuse it."""
        made, refused = [], []
        for report in sorted(one.reports, key=lambda r: self._order[r.task]):
            record = self._record(report, one.department)
            if self._is_known(record, report):
                self.known.add(one.department)
            elif refusal := self._refusal(record, report):
                refused.append(refusal)
            else:
                made.append(record)
        self.refusals += refused
        if not refused:
            self.new[one.department] = len(made)
            self.records += made
            for record in made:
                self._told.setdefault(record.task, []).append(record)

    def _record(self, report: Report, department: str) -> ProgressRecord:
        said = {"date": min(self._month.today, self._month.period.last), **report.said}
        return ProgressRecord(
            task=report.task,
            recorded=self._month.today,
            by=department,
            sheet=self._month.code,
            **said,
        )

    def _is_known(self, record: ProgressRecord, report: Report) -> bool:
        """Tell whether the ledger says the same already; a day nobody typed is that of an earlier collecting."""
        for old in self._told.get(record.task, ()):
            alike = record._replace(recorded=old.recorded, sheet=old.sheet)
            if alike == old:
                return True
            if not report.dated and old.sheet == record.sheet and alike._replace(date=old.date) == old:
                return True
        return False

    def _refusal(self, record: ProgressRecord, report: Report) -> Refusal | None:
        told = self._told.get(record.task, [])
        if not self._fresh(told, report.so_far):
            since = [*self._month.records, *self.records]  # what was taken back may be all that changed
            last = next((r for r in reversed(since) if r.task == record.task), None)
            by = f"（最后一条是 {last.recorded} {last.by} 登记的）" if last else ""
            said = f"发表之后任务 {record.task} 另有登记{by}。"
            return Refusal(report.place, Fault.STALE, said, record.by)
        if said := _out_of_order([*told, record], record):
            return Refusal(report.status_place, Fault.STATUS_ORDER, said, record.by)
        return None

    def _fresh(self, told: Sequence[ProgressRecord], so_far: str) -> bool:
        """Tell whether nothing was recorded since the form was made but by this month's returns."""
        for count in range(len(told), -1, -1):
            if form.records_digest(told[:count]) == so_far:
                return all(record.sheet == self._month.code for record in told[count:])
        return False


def _out_of_order(records: Sequence[ProgressRecord], new: ProgressRecord) -> str:
    """Return why a record cannot stand among the others, empty where it can."""
    standing = Status.NOT_STARTED
    for record in in_order(records):
        if not admits(standing, record):
            wanted = (record.new_status or standing).word
            if record is new:
                return f"任务 {new.task} 到 {new.date} 为“{standing.word}”，不能再记为“{wanted}”。"
            return f"任务 {new.task} 在 {record.date} 已记为“{wanted}”，这之前不能记为“{standing.word}”。"
        standing = status_after(standing, record)
    return ""


def _outcomes(
    month: Month, returns: Sequence[Return], maker: _Maker, refusals: Sequence[Refusal], fate: Outcome
) -> tuple[tuple[str, Outcome, tuple[str, ...], int], ...]:
    """Say what became of every department's form: of all that returned, and all that had something to report.

    ``fate`` is what becomes of those that have something new and are not refused.
    """
    before = [r for r in month.records if r.sheet != month.code]  # as it was before anything was collected
    tasks = schedule(month.document, month.today, before)
    refused = {r.department for r in refusals}
    earlier = {r.by for r in month.records if r.sheet == month.code}
    found = []
    for department in month.document.plan.departments:
        name = department.name
        files = tuple(one.file for one in returns if one.department == name)
        if not files and not open_tasks(tasks, name, every_role=False):
            continue
        absent = Outcome.KNOWN if name in earlier else Outcome.MISSING
        outcome = _outcome(name, maker, refused, fate) if files else absent
        found.append((name, outcome, files, maker.new.get(name, 0)))
    return tuple(found)


def _outcome(name: str, maker: _Maker, refused: Collection[str], fate: Outcome) -> Outcome:
    if name in refused:
        return Outcome.REFUSED
    if maker.new.get(name):
        return fate
    return Outcome.KNOWN if name in maker.known else Outcome.BLANK
