"""From the gathered rows of a list to the tasks of a draft, each cell under what its column holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..domain.characters import quote
from ..domain.printed_heads import GROUP, OFFICES, STEP, names_persons
from .boxes import Row
from .brackets import bracketed
from .cell_times import doubts, only_time, split_step
from .draft import DraftDeadline, DraftOffice, DraftPart, DraftRow
from .gather import Item, TableList
from .list_heads import Column, office_columns
from .progress import is_progress, over_the_whole
from .rows import IN_BRACKET, Printed, nobody, offices_of
from .source import Doubt, Place
from .times import deadline

_NUMBERED = r"(\d{1,3})[.、．](?!\d)\s*(\S[\s\S]*)"
_HOLDS = {"title": "任务名称", "departments": "责任单位", "deadline": "完成时间"}
_NAMING = ("number", "title", GROUP)


def build(found: TableList, year: int | None) -> list[DraftRow]:
    """Make the tasks of a list; what a person must look at is added to ``found.told``."""
    builder = _Builder(found, year)
    rows = [builder.row(item) for item in found.items]
    found.told.extend(_of_columns(found))
    if found.heads.of(*OFFICES):
        found.told.extend(nobody(rows))
    return rows


class _Fields(NamedTuple):
    """What a row or a part says in the columns it is asked for."""

    goals: str = ""
    remark: str = ""
    departments: tuple[DraftOffice, ...] = ()
    department_cells: tuple[tuple[str, str], ...] = ()
    deadline: DraftDeadline = DraftDeadline()
    cells: tuple[tuple[str, str], ...] = ()
    open: bool = False


class _Builder:
    """One list on its way to tasks: which columns are the task's, and which are those of its sub-rows."""

    def __init__(self, found: TableList, year: int | None) -> None:
        self.found, self.year = found, year
        self.heads = found.heads
        self.others = [c for c in self.heads.columns if c.holds not in _NAMING]
        several = [item for item in found.items if len(item.rows) > 1]
        self.in_parts = {c for c in self.others if any(_differs(item, c) for item in several)}
        self.step = next((c for c in self.heads.of(STEP) if several), None) or self._inline()
        self.numbers_in_titles = not self.heads.of("number") and self._titles_are_numbered()
        places = [at for column in self.heads.of(*OFFICES) for at in column.at]
        self.bracketed = {
            c for c in self.others if not c.holds and bracketed([_peek(i.rows[0], c) for i in found.items])
        }
        self.covered = Counter(
            box for item in found.items for box in {row[at] for row in item.rows for at in places}
        )

    def _inline(self) -> Column | None:
        """Return the column whose cells are paragraphs that each begin with a time."""
        for column in self.others:
            if column.holds in ("", "goals"):
                lines = [
                    line
                    for item in self.found.items
                    for row in item.rows
                    for line in row[column.at[0]].text.split("\n")
                    if line
                ]
                if lines and sum(split_step(line) is not None for line in lines) * 5 >= len(lines) * 3:
                    return column
        return None

    def _titles_are_numbered(self) -> bool:
        titles = [_peek(item.rows[0], c) for item in self.found.items for c in self.heads.of("title")]
        return bool(titles) and all(re.fullmatch(_NUMBERED, title) for title in titles)

    def row(self, item: Item) -> DraftRow:
        """Return the task of some rows."""
        first = item.rows[0]
        number, title = self._named(first)
        parts = tuple(self._parts(item))
        columns = [c for c in self.others if not (parts and (c in self.in_parts or c == self.step))]
        fields = self._fields(item.rows, columns)
        if not parts and not self.heads.of("deadline"):
            fields = fields._replace(deadline=self._in_sentence(title, fields.goals, first))
        place = self._place(first)
        if not title:
            self._tell(place, "no-title", "这一行没有名称，请补上，或看它是否属于上一项。")
        if self.heads.of("number") and not number:
            self._tell(place, "no-number", "这一行没有编号，按单独一项读，请看是否属于上一项。")
        return DraftRow(
            title, place, number, fields.goals, fields.remark, item.group, fields.departments,
            fields.department_cells, fields.deadline, fields.cells, parts, fields.open,
        )  # fmt: skip

    def _named(self, row: Row) -> tuple[str, str]:
        number = "".join(row[c.at[0]].take() for c in self.heads.of("number"))
        title = "".join(row[c.at[0]].take() for c in self.heads.of("title"))
        if self.numbers_in_titles and (found := re.fullmatch(_NUMBERED, title)):
            number, title = found[1], found[2]
        return number.strip().rstrip("、.．").strip(), title

    def _place(self, row: Row) -> Place:
        named = [row[c.at[0]] for c in (*self.heads.of("title"), *self.heads.of("number"))]
        return next((box.place for box in named if box.text), row[0].place)

    def _parts(self, item: Item) -> Iterator[DraftPart]:
        """Return the sub-rows: rows of their own, divided titles, dated steps in a cell."""
        for row in item.rows:
            divided = self._divided(row)
            steps = _peek(row, self.step) if self.step else ""
            if len(item.rows) > 1 or divided or steps:
                yield from self._row_parts(row, divided)

    def _divided(self, row: Row) -> str:
        """Return the second title of a row whose column of titles is divided."""
        titles = [row[at] for c in self.heads.of("title") for at in c.at]
        more = [box for box in dict.fromkeys(titles[1:]) if box is not titles[0]]
        return "\n".join(filter(None, (box.take() for box in more)))

    def _row_parts(self, row: Row, divided: str) -> Iterator[DraftPart]:
        step = self.step
        columns = [c for c in self.others if c in self.in_parts and c != step]
        naming = None
        if not divided and not step:
            naming = next((c for c in columns if c.holds in ("goals", "") and _peek(row, c)), None)
        fields = self._fields([row], [c for c in columns if not (c == naming and c.holds == "goals")])
        place = self._place_of(row, naming or step)
        if step:
            yield from self._steps(divided, _take(row, step), fields, place)
            return
        title = divided or (_take(row, naming) if naming else "")
        if not title:
            if not any(_peek(row, column) for column in columns):
                return
            self._tell(place, "no-title", "这一小项没有名称，请补上。")
        yield DraftPart(
            title, place, "", fields.goals, fields.departments, fields.department_cells,
            fields.deadline, fields.cells, fields.remark, fields.open,
        )  # fmt: skip

    def _place_of(self, row: Row, column: Column | None) -> Place:
        return row[column.at[0]].place if column else next((b.place for b in row if b.text), row[0].place)

    def _steps(self, divided: str, cell: str, fields: _Fields, place: Place) -> Iterator[DraftPart]:
        """Return the dated steps of a row: a paragraph each where they carry their time, else the whole cell."""
        text = "\n".join(filter(None, (divided, cell)))
        if (
            not text
            and not any(said for _, said in (*fields.cells, *fields.department_cells))
            and not fields.goals
        ):
            return
        lines = text.split("\n") if any(split_step(line) for line in text.split("\n")) else [text]
        for line in lines:
            dated = split_step(line)
            due = self._due(dated[0], place, "") if dated else fields.deadline
            yield DraftPart(
                dated[1] if dated else line, place, "", fields.goals, fields.departments,
                fields.department_cells, due, fields.cells, fields.remark, fields.open,
            )  # fmt: skip

    def _fields(self, rows: list[Row], columns: list[Column]) -> _Fields:
        """Read some columns of some rows; of a column that is the task's own only one cell holds text."""
        held: dict[Column, str] = {
            c: "\n".join(dict.fromkeys(filter(None, (_take(row, c) for row in rows)))) for c in columns
        }
        by = {c.holds: text for c, text in held.items()}
        printed = [
            Printed(c.head, c.holds or IN_BRACKET, held[c], rows[0][c.at[0]].place)
            for c in (*(c for c in columns if c in self.bracketed), *office_columns(tuple(columns)))
        ]
        told: list[Doubt] = []
        named, more = offices_of(printed, by.get("remark", ""), self._remark_place(rows[0]), told)
        self._tell_offices(told, rows[0], columns)
        for column in columns:
            for row in rows if not column.holds else ():
                box = row[column.at[0]]
                if len(box.text) < 15 and over_the_whole(box.text):
                    self._tell(
                        box.place, "over-100", f"{quote(column.head)}是{quote(box.text)}，超过 100%，请核对。"
                    )
        due = DraftDeadline()
        for column in columns:
            if column.holds == "deadline":
                place = self._place_of(rows[0], column)
                due = self._due(held[column], place, "")
                if not due.raw:
                    self._tell(place, "blank-deadline", f"{quote(column.head)}一格空白，没有时间。")
        return _Fields(
            by.get("goals", ""),
            by.get("remark", ""),
            named,
            tuple((c.head, held[c]) for c in columns if c.holds in OFFICES or c in self.bracketed),
            due,
            tuple((c.head, held[c]) for c in columns if c.holds in ("", STEP) and c not in self.bracketed),
            more,
        )

    def _due(self, raw: str, place: Place, origin: str) -> DraftDeadline:
        due = deadline(raw, self.year, origin)
        self.found.told.extend(doubts(due, place, self.year))
        return due

    def _in_sentence(self, title: str, goals: str, row: Row) -> DraftDeadline:
        for text in (goals, title):
            if raw := only_time(text):
                self._tell(
                    self._place(row), "deadline-in-sentence", f"完成时间{quote(raw)}取自句中，请核对。"
                )
                return self._due(raw, self._place(row), "sentence")
        return DraftDeadline()

    def _remark_place(self, row: Row) -> Place:
        remark = next((c for c in self.heads.of("remark")), None)
        return self._place_of(row, remark)

    def _tell_offices(self, told: list[Doubt], row: Row, columns: list[Column]) -> None:
        """Tell what is odd about the offices of a row, of a collective and of a merged cell once."""
        said = {doubt.message for doubt in self.found.told}
        self.found.told.extend(doubt for doubt in told if doubt.message not in said)
        for box in (row[column.at[0]] for column in office_columns(tuple(columns))):
            if self.covered[box] > 1:
                self.covered[box] = 0
                self._tell(box.place, "merged-cell", f"这一格合并了 {box.rows} 行，每一行都算。")

    def _tell(self, place: Place, code: str, message: str) -> None:
        self.found.told.append(Doubt(place, code, message))


def _differs(item: Item, column: Column) -> bool:
    """Tell whether a column says something of its own in a later row of a task."""
    first = item.rows[0][column.at[0]]
    return any(row[column.at[0]].text and row[column.at[0]] is not first for row in item.rows[1:])


def _peek(row: Row, column: Column) -> str:
    return "\n".join(dict.fromkeys(filter(None, (row[at].text for at in column.at))))


def _take(row: Row, column: Column) -> str:
    return "\n".join(filter(None, (box.take() for box in dict.fromkeys(row[at] for at in column.at))))


def _of_columns(found: TableList) -> Iterator[Doubt]:
    """Tell what a column's head means for the whole list."""
    if found.heads.bottom - found.heads.top > 1:
        names = "、".join(column.head for column in found.heads.columns if "/" in column.head)
        said = f"表头有 {found.heads.bottom - found.heads.top} 行，上下两级已用“/”接起来：{names}。"
        yield Doubt(found.grids[0][found.heads.top][0].place, "head-rows", said)
    for column in found.heads.columns:
        place = found.grids[0][found.heads.bottom - 1][column.at[0]].place
        if column.guessed:
            words = f"{quote(column.head)}一列按末字和内容读作{_HOLDS[column.holds]}"
            yield Doubt(place, "column-by-form", f"{words}；不是的话用 --column {column.head}=free。")
        if names_persons(column.head):
            said = f"{quote(column.head)}一列里也许有人名，没有分开，请只留下单位。"
            yield Doubt(place, "persons-in-offices", said)
        if column.holds == "" and is_progress(column.head):
            yield Doubt(place, "progress-column", f"{quote(column.head)}一列是进展，应记入台账，不是计划。")
        if column.holds in OFFICES and re.match("评分|考核", column.head):
            yield Doubt(
                place, "scoring-office", f"{quote(column.head)}是打分的部门，不一定是做这件事的部门，请核对。"
            )
        if not column.holds and bracketed([_peek(item.rows[0], column) for item in found.items]):
            yield Doubt(
                place, "office-in-bracket", f"{quote(column.head)}一列的括号里有责任单位，已读作责任单位。"
            )
    if not found.heads.of(*OFFICES):
        words = "没有认出哪一列是责任单位；有的话用 --column 表头=departments 指明。"
        yield Doubt(found.grids[0][found.heads.top][0].place, "no-departments", words)
    if not found.heads.of("deadline"):
        yield Doubt(found.grids[0][found.heads.top][0].place, "no-deadlines", "表里没有完成时间一列。")
    if not found.heads.of("number"):
        yield Doubt(found.grids[0][found.heads.top][0].place, "no-numbers", "原件没有编号一列。")
