"""One returned form: whose it is, whether every row that was sent is there unchanged, and what its white cells say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ..domain.characters import quote, short
from ..domain.departments import Register
from ..domain.status import FULFILLED, Status
from . import typed_cells
from .faults import Fault, Refusal, Wrong
from .form import (
    ABOUT,
    GUIDE,
    KEY,
    NOW,
    PROMISE_HEADS,
    PROMISES,
    TASKS,
    VERSION,
    Field,
    Kind,
    Row,
    digest,
    title,
)
from .limits import Refused
from .raw_cells import Sheet, Stored, place, read_sheets
from .source import Place
from .texts import squeeze, tidy
from .typed_cells import Days

_MADE_BY_PROGRAMS = "WpsReserved"
"""How sheets begin that WPS adds of its own accord, for pictures in cells."""


class Expected(NamedTuple):
    """What a return must be of: this plan, this month; ``rows`` are all the plan's rows by what they are about."""

    plan: str
    month: str
    register: Register
    heads: tuple[str, ...]
    rows: Mapping[str, Row]
    days: Days
    words: Mapping[str, Status]


class Report(NamedTuple):
    """What a return says of one task. ``said`` are fields of a record; ``place`` is the first cell that says anything.

    ``so_far`` is the digest of the task's records when the form was made; ``dated``: a day was typed. ``status_place``
    is where the status stands.
    """

    task: int
    said: dict[str, Any]
    place: Place
    so_far: str
    dated: bool
    status_place: Place


class Return(NamedTuple):
    """One file that came back: what it says, or why it is refused."""

    file: str
    department: str = ""
    reports: tuple[Report, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    empty: tuple[Place, ...] = ()
    """Cells filled in only so that they are not blank: what stands in them is no report."""

    @property
    def content(self) -> list[tuple[Any, ...]]:
        """What it says, without places: two copies of a file say the same."""
        return sorted((r.task, r.so_far, sorted(map(str, r.said.items()))) for r in self.reports)


def judge(raw: bytes, file: str, expected: Expected) -> Return:
    """Read one file that came back. Raises ``Unavailable`` where a library is not installed."""
    try:
        book = read_sheets(raw, file)
    except Refused as refused:
        found = refused.refusal
        return Return(file, "", (), (Refusal(found.place, Fault.UNREADABLE, found.message),))
    judge_ = _Judge(file, book, expected)
    judge_.run()
    refusals = tuple(r._replace(department=judge_.department) for r in judge_.refusals)
    reports = () if refusals else tuple(judge_.reports())
    return Return(file, judge_.department, reports, refusals, tuple(judge_.empty))


class _Judge:
    """Walks one book; what is wrong is gathered, all of it."""

    def __init__(self, file: str, book: Mapping[str, Sheet], expected: Expected) -> None:
        self._file, self._book, self._expected = file, book, expected
        self.refusals: list[Refusal] = []
        self.empty: list[Place] = []
        self.department = self._title = ""
        self._sent: list[str] = []
        self._said: dict[int, dict[str, Any]] = {}
        self._places: dict[int, dict[str, Place]] = {}
        self._so_far: dict[int, str] = {}

    def _refuse(self, place: Place, fault: Fault, message: str = "") -> None:
        self.refusals.append(Refusal(place, fault, message or f"{fault.word}。"))

    def run(self) -> None:
        """Judge the whole book, or no more than whose it is where that is already wrong."""
        if not self._about():
            return
        seen: set[str] = set()
        promised = any(not key.startswith(f"{Kind.TASK}:") for key in self._sent)
        self._beside({ABOUT, TASKS, *([PROMISES] if promised else [])})
        self._sheet(TASKS, self._expected.heads, [field.word for field in Field], self._task, seen)
        if promised:
            self._sheet(PROMISES, PROMISE_HEADS, [NOW], self._promise, seen)
        for key in self._sent:
            if key not in seen:
                sheet = TASKS if key.startswith(f"{Kind.TASK}:") else PROMISES
                if not any(r.fault is Fault.HEADS_CHANGED and r.place.sheet == sheet for r in self.refusals):
                    self._refuse(
                        Place(self._file, 0, sheet), Fault.ROW_MISSING, f"{self._named(key)}的一行不见了。"
                    )

    def _about(self) -> bool:
        """Read the hidden sheet: tell whether this is a form of the plan and the month asked for."""
        told: dict[str, str] = {}
        about = self._book[ABOUT].cells if ABOUT in self._book else {}
        for (row, column), cell in sorted(about.items()):
            name = about.get((row, 0))
            if column == 1 and name is not None:
                if name.text == "行":
                    self._sent.append(cell.text)
                else:
                    told[name.text] = cell.text
        whole, expected = Place(self._file), self._expected
        if not {"版本", "计划", "年度", "月份", "部门"} <= set(told) or not self._sent:
            self._refuse(whole, Fault.NOT_A_FORM)
            return False
        if told["版本"] != VERSION:
            self._refuse(
                whole, Fault.OTHER_VERSION, f"{Fault.OTHER_VERSION.word}（版本 {short(told['版本'])}）。"
            )
            return False
        if told["计划"] != expected.plan or told["年度"] != str(expected.days.year):
            self._refuse(whole, Fault.OTHER_PLAN)
        if told["月份"] != expected.month:
            self._refuse(
                whole, Fault.OTHER_MONTH, f"这是 {short(told['月份'])} 的填报表，收的是 {expected.month} 的。"
            )
        office = expected.register.resolve(told["部门"])
        if office is None:
            self._refuse(whole, Fault.UNKNOWN_OFFICE, f"部门名录里没有{quote(short(told['部门']))}。")
        else:
            self.department = office.name
            self._title = title(expected.month, told["部门"])
        return not self.refusals

    def _beside(self, known: set[str]) -> None:
        """Refuse what is said where nobody would read it: in sheets of the department's own, in comments."""
        for name, sheet in self._book.items():
            if sheet.cells and name not in known and not name.startswith(_MADE_BY_PROGRAMS):
                self._refuse(
                    place(self._file, name, *min(sheet.cells)),
                    Fault.STRAY_CELL,
                    f"多出了工作表{quote(short(name))}。",
                )
            for at, text in sorted(sheet.comments.items()):
                self._refuse(
                    place(self._file, name, *at), Fault.STRAY_CELL, f"写了批注{quote(short(tidy(text)))}。"
                )

    def _sheet(
        self,
        name: str,
        locked: tuple[str, ...],
        white: list[str],
        read: Callable[[Row, Mapping[str, tuple[Place, Stored]]], None],
        seen: set[str],
    ) -> None:
        cells = self._book[name].cells if name in self._book else {}
        head = next((row for (row, _), cell in sorted(cells.items()) if cell.text == KEY), None)
        if head is None:
            self._refuse(Place(self._file, 0, name), Fault.HEADS_CHANGED, f"工作表“{name}”或它的表头不见了。")
            return
        under: dict[str, int] = {}
        for (row, column), cell in sorted(cells.items()):
            if row == head:
                under.setdefault(squeeze(cell.text), column)
        lacking = [word for word in (*locked, *white) if squeeze(word) not in under]
        if lacking:
            self._refuse(
                place(self._file, name, head, 0), Fault.HEADS_CHANGED, f"表头里没有{quote(lacking[0])}。"
            )
            return
        columns = _Columns(
            name, [under[squeeze(w)] for w in locked], {w: under[squeeze(w)] for w in white}, under[KEY]
        )
        self._above(columns, head, cells)
        for top, bottom, left in self._book[name].joined:
            if bottom > head:
                said = f"第 {top + 1} 至 {bottom + 1} 行合并成了一格。"
                self._refuse(place(self._file, name, top, left), Fault.MERGED, said)
        rows: dict[int, dict[int, Stored]] = {}
        for (row, column), cell in sorted(cells.items()):
            if row > head:
                rows.setdefault(row, {})[column] = cell
        for row, filled in rows.items():
            self._row(columns, row, filled, read, seen)

    def _above(self, columns: _Columns, head: int, cells: Mapping[tuple[int, int], Stored]) -> None:
        """Refuse what was written beside the heads, or over them where only title and guide stand."""
        printed = {squeeze(words) for words in (GUIDE, self._title, self._title + PROMISES)}
        known = {*columns.locked, *columns.white.values(), columns.key}
        for (row, column), cell in sorted(cells.items()):
            if (row < head and squeeze(cell.text) not in printed) or (row == head and column not in known):
                self._refuse(place(self._file, columns.sheet, row, column), Fault.STRAY_CELL)

    def _row(
        self,
        columns: _Columns,
        nth: int,
        cells: Mapping[int, Stored],
        read: Callable[[Row, Mapping[str, tuple[Place, Stored]]], None],
        seen: set[str],
    ) -> None:
        first = place(self._file, columns.sheet, nth, min(cells))
        key = cells[columns.key].text if columns.key in cells else ""
        if key not in self._sent:
            stray = not any(at in cells for at in (*columns.locked, *columns.white.values(), columns.key))
            self._refuse(first, Fault.STRAY_CELL if stray else Fault.ROW_UNKNOWN)
            return
        if key in seen:
            self._refuse(first, Fault.ROW_DOUBLED, f"{self._named(key)}的一行出现了两次。")
            return
        seen.add(key)
        row = self._expected.rows.get(key.rsplit(":", 2)[0])
        if row is None:
            self._refuse(first, Fault.PLAN_CHANGED, f"计划里没有{self._named(key)}了。")
            return
        self._strays(columns, nth, cells)
        if self._locked(columns, nth, cells, key, row):
            self._so_far[row.task] = key.rsplit(":", 1)[1]
            filled = {
                word: (place(self._file, columns.sheet, nth, at), cells[at])
                for word, at in columns.white.items()
                if at in cells
            }
            read(row, filled)

    def _strays(self, columns: _Columns, nth: int, cells: Mapping[int, Stored]) -> None:
        known = {*columns.locked, *columns.white.values(), columns.key}
        for at in sorted(set(cells) - known):
            self._refuse(place(self._file, columns.sheet, nth, at), Fault.STRAY_CELL)

    def _locked(self, columns: _Columns, nth: int, cells: Mapping[int, Stored], key: str, row: Row) -> bool:
        """Tell whether the locked cells are those that were sent, and still the plan's."""
        texts = [cells[at].text if at in cells else "" for at in columns.locked]
        sent = digest(texts) == key.rsplit(":", 2)[1]
        differing = [
            at
            for at, text, own in zip(columns.locked, texts, row.cells[: row.printed], strict=False)
            if squeeze(text) != squeeze(own)
        ]
        if sent and not differing:
            return True
        changed = differing or [columns.locked[row.printed]]
        fault = Fault.PLAN_CHANGED if sent else Fault.LOCKED_CHANGED
        for at in changed:
            self._refuse(place(self._file, columns.sheet, nth, at), fault)
        return False

    def _task(self, row: Row, filled: Mapping[str, tuple[Place, Stored]]) -> None:
        readers: dict[Field, Callable[[Stored], Any]] = {
            Field.STATUS: lambda cell: typed_cells.status(cell, self._expected.words),
            Field.PERCENT: typed_cells.percent,
            Field.DATE: lambda cell: typed_cells.day(cell, self._expected.days),
        }
        for field in Field:
            if field.word in filled:
                self._take(row, field.value, *filled[field.word], readers.get(field, typed_cells.words))

    def _promise(self, row: Row, filled: Mapping[str, tuple[Place, Stored]]) -> None:
        if NOW in filled:
            key = ("reached" if row.kind is Kind.STEP else "values") + f":{row.name}"
            self._take(row, key, *filled[NOW], lambda cell: typed_cells.value(cell, row))

    def _take(self, row: Row, key: str, place: Place, cell: Stored, read: Callable[[Stored], Any]) -> None:
        try:
            if cell.formula:
                raise Wrong(Fault.FORMULA)
            if typed_cells.says_nothing(cell):
                self.empty.append(place)
                return
            value = read(cell)
        except Wrong as wrong:
            self._refuse(place, wrong.fault, wrong.message)
            return
        if value not in (None, ""):
            self._said.setdefault(row.task, {})[key] = value
            self._places.setdefault(row.task, {})[key] = place

    def reports(self) -> Iterator[Report]:
        """Yield what is said of each task; a day alone says nothing."""
        for task, told in self._said.items():
            said: dict[str, Any] = {key: value for key, value in told.items() if ":" not in key}
            values = {k.split(":", 1)[1]: v for k, v in told.items() if k.startswith("values:")}
            reached = tuple(
                k.split(":", 1)[1] for k, v in told.items() if k.startswith("reached:") and v == FULFILLED
            )
            said |= {"values": values} if values else {}
            said |= {"reached": reached} if reached else {}
            day: date | None = said.get("date")
            if set(said) - {"date"}:
                places = self._places[task]
                first = next(iter(places.values()))
                yield Report(
                    task, said, first, self._so_far[task], day is not None, places.get("status", first)
                )

    def _named(self, key: str) -> str:
        """Return what people call a row: 任务 5, 任务 5 的“网办率”."""
        row = self._expected.rows.get(key.rsplit(":", 2)[0])
        if row is None:
            return f"{quote(short(key))}"
        return f"任务 {row.task}" + (f"的{row.kind.word}{quote(row.name)}" if row.name else "")


class _Columns(NamedTuple):
    """Where the columns of a sheet stand: the locked ones in order, the white ones by head, and the key."""

    sheet: str
    locked: list[int]
    white: dict[str, int]
    key: int
