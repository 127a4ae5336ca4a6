"""A draft as a new plan.yaml: every printed word in its place, each doubt a comment at its line. Nothing is invented."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from ..domain.characters import invisible, is_unsafe
from ..domain.departments import Register
from ..domain.fold import compiled, fold
from ..domain.form import Holds
from ..domain.plan import Department, Publication, Titles
from ..domain.proposals import Proposal, proposals
from ..domain.suggest import nearest
from ..files.yaml_text import Block, Cells, Entry, Plain, quoted, written
from .draft import Draft, DraftDeadline, DraftPart, DraftPoint, DraftRow, DraftSection
from .plan_columns import PlanColumns, rows_of
from .plan_groups import PlanGroups
from .source import Doubt, Place

TO_CHECK = "待核："


def plan_text(draft: Draft, register: Sequence[Department] = ()) -> tuple[str, Draft]:
    """Return the text of a plan.yaml, and the draft with what was found out while writing it.

    ``register`` is another plan's: its names and aliases are taken over for the offices printed here.
    """
    writer = _Writer(draft, register)
    plan = writer.plan()
    writer.told += _unseen(writer.entries)
    whole = draft._replace(told=(*draft.told, *writer.told), left_out=(*draft.left_out, *writer.left_out))
    _annotate(plan, writer.entries, whole.told)
    return written(plan), whole


def _unseen(entries: Sequence[tuple[Place, Entry]]) -> Iterator[Doubt]:
    """Tell characters nobody sees: they are kept, spelled out, and no plan may hold them."""
    for place, entry in entries:
        text = "".join(value for value in entry.values() if isinstance(value, str))
        found = {char for char in text if is_unsafe(char)} | invisible(text)
        if found:
            names = "、".join(f"U+{ord(char):04X}" for char in sorted(found))
            yield Doubt(place, "invisible-character", f"文字里有看不见的字符 {names}，照样写出，请删去。")


class _Writer:
    """One draft on its way into a plan's keys."""

    def __init__(self, draft: Draft, register: Sequence[Department]) -> None:
        self.draft, self.register = draft, register
        self.file = draft.rows[0].place.file if draft.rows else ""
        self.columns = PlanColumns(draft)
        self.groups = PlanGroups(draft, self.columns)
        self.told: list[Doubt] = list(self.columns.told)
        self.left_out: list[Doubt] = []
        self.entries: list[tuple[Place, Entry]] = []

    def plan(self) -> Entry:
        draft = self.draft
        plan = Entry()
        plan["schema_version"] = 1
        plan["year"] = draft.year if draft.year is not None else ""
        titles, publication = self._header()
        plan["titles"], plan["publication"] = titles, publication
        plan["settings"] = self._settings()
        plan["departments"] = self._departments()
        plan["preamble"] = Block(draft.preamble)
        plan["sections"] = self._sections()
        if not (self.columns.usual or self.columns.prose):
            plan["columns"] = [_column(column) for column in self.columns.columns]
        if self.columns.prose:
            plan["layout"] = Plain("prose")
        plan["groups"] = self.groups.made
        plan["tasks"] = self._tasks()
        plan["footer"] = draft.footer
        needed = ("schema_version", "year", "titles", "departments", "tasks")
        for key in [key for key, value in plan.items() if key not in needed and not value]:
            if not getattr(plan[key], "after", ()):
                del plan[key]
        source = f"由 {self.file} 读出的草稿。引号内和 |- 之下是原文，一字不差。"
        plan.notes[""] = [
            source,
            f"有“{TO_CHECK}”的地方对照原件核对，核对一处，删去一行。改完运行：workplan validate",
        ]
        return plan

    def _header(self) -> tuple[Entry, Entry]:
        """Return titles and particulars; what a plan has no key for is left out, and told."""
        found = {"titles": Entry(), "publication": Entry()}
        found["titles"]["document"] = self.draft.title
        for key, value in self.draft.header:
            part, _, name = key.partition(".")
            value_or_day: str | None = value
            if part == "publication" and name in ("generated", "published", "issued"):
                value_or_day = _iso(value)
            if key == "titles.annex_line" and name in found[part]:
                found[part][name] += f"\n{value}"
            elif part in found and name not in found[part] and value_or_day is not None:
                found[part][name] = Plain(value_or_day) if value_or_day != value or _iso(value) else value
            else:
                self._leave(key, value)
        footer = compiled(r"20\d\d年\d{1,2}月\d{1,2}日").findall(self.draft.footer)
        if len(footer) == 1 and "issued" not in found["publication"] and (day := _iso(footer[0])):
            found["publication"]["issued"] = Plain(day)
            found["publication"].note("issued", f"落款写的是{footer[0]}")
        return _in_order(found["titles"], Titles._fields), _in_order(
            found["publication"], Publication._fields
        )

    def _leave(self, key: str, value: str) -> None:
        words = _OUTSIDE.get(key, key)
        said = f"“{words}”在计划里没有位置，没有收入：{value}"
        self.left_out.append(Doubt(Place(self.file), "no-key", said))

    def _settings(self) -> Entry:
        settings = Entry()
        above = next((row for row in self.draft.rows if row.departments_from == "heading"), None)
        if above:
            settings["default_department"] = "、".join(office.name for office in above.departments)
        time = self.draft.default_deadline
        if time.raw and not any(row.deadline.origin == "notice" for row in self.draft.rows):
            settings.after.append(
                f"# {TO_CHECK}正文给全部任务定了时间；空白的以它为准的，去掉下一行的 # 号。"
            )
            settings.after.append(f"# default_deadline: {quoted(time.raw)}")
        return settings

    def _departments(self) -> list[Entry]:
        """Return the register: every name printed, once; those of a given register with their other names."""
        printed = dict.fromkeys(o.name for row in rows_of(self.draft) for o in row.departments)
        members = dict(self.draft.collectives)
        printed |= dict.fromkeys(name for name in printed for name in members.get(name, ()))
        known = Register(self.register)
        names = [department.name for department in self.register]
        made: dict[str, Entry] = {}
        for name in printed:
            found = known.resolve(name)
            entry = made.setdefault(fold(found.name if found else name), Entry())
            if "name" in entry:  # the same name in wide and narrow brackets
                continue
            entry["name"] = found.name if found else name
            if found and found.aliases:
                entry["aliases"] = list(found.aliases)
            if name in members:
                entry["members"] = list(members[name])
            if self.register and not found:
                self._new_name(name, names)
        return list(made.values())

    def _new_name(self, name: str, names: Sequence[str]) -> None:
        guess = nearest(name, names)
        like = f"，最像的是“{guess}”" if guess else ""
        place = next(r.place for r in rows_of(self.draft) if any(o.name == name for o in r.departments))
        self.told.append(Doubt(place, "new-department", f"名录里没有“{name}”{like}。"))

    def _sections(self) -> list[Entry]:
        points = [point for section in self.draft.sections for point in section.points]
        restart = len({point.number for point in points}) < len(points)
        if restart:
            said = "要点的编号在各部分重新开始，id 已顺编。"
            self.told.append(Doubt(points[0].place, "points-renumbered", said))
        ids = {id(point): at if restart else point.number for at, point in enumerate(points, 1)}
        return [self._section(section, ids) for section in self.draft.sections]

    def _section(self, section: DraftSection, ids: dict[int, int]) -> Entry:
        made = self._entry(section.place)
        made["number"], made["title"] = section.number, section.title
        if section.points:
            made["points"] = [self._point(point, ids[id(point)]) for point in section.points]
        return made

    def _point(self, point: DraftPoint, number: int) -> Entry:
        made = self._entry(point.place)
        made["id"], made["title"], made["text"] = number, point.title, Block(point.text)
        if not point.text and not any(
            doubt.code == "no-full-stop" and doubt.place == point.place for doubt in self.draft.told
        ):
            said = "这个要点只有一句，请分成首句（title）和正文（text）。"
            self.told.append(Doubt(point.place, "point-without-text", said))
        made.after += _as_comments(proposals(point.text))
        return made

    def _tasks(self) -> list[Entry]:
        numbers = [row.number for row in self.draft.rows]
        plain = all(
            number.isdecimal() and number.isascii() and number[0] != "0" and len(number) < 7
            for number in numbers
        )
        own = plain and len(set(numbers)) == len(numbers)
        return [self._task(row, int(row.number) if own else at) for at, row in enumerate(self.draft.rows, 1)]

    def _task(self, row: DraftRow, number: int) -> Entry:
        task = self._entry(row.place)
        task["id"] = number
        if self.columns.prose or row.number != (str(number) if self.columns.numbered() else ""):
            task["number"] = row.number
        if group := self.groups.of(row):
            task["group"] = group
        task["title"], task["goals"] = row.title, Block(row.goals)
        self._printed(task, row, inherited=row.departments_from in ("group", "heading"))
        task["remark"] = row.remark
        if row.table:
            task.note("title", "这一项里夹着一张小表：" + "；".join("｜".join(line) for line in row.table))
        task["milestones"] = [self._step(part, row) for part in row.parts]
        task.after += _as_comments(proposals(row.goals))
        return self._filled(task, ("id", "number", "title"))

    def _step(self, part: DraftPart, row: DraftRow) -> Entry:
        step = self._entry(part.place)
        told = any(d.code == "no-title" and d.place == part.place for d in self.draft.told)
        if not part.title and not told:
            self.told.append(Doubt(part.place, "no-title", "这一小项没有名称，请补上。"))
        quote = part.deadline.origin == "sentence" and part.title in row.goals and not part.department_cells
        step["text" if quote else "title"] = part.title
        if quote:
            step["deadline"] = part.deadline.raw
            return step
        if part.number:
            step["number"] = part.number
        step["goals"] = Block(part.goals)
        self._printed(step, part, inherited=False)
        if part.remark:
            step.note("title", f"这一小项的备注：{part.remark}")
        return self._filled(step, ("title",))

    def _printed(self, made: Entry, row: DraftRow | DraftPart, *, inherited: bool) -> None:
        """Put a row's cells of offices, its time and its free cells under their keys."""
        cells = Cells()
        offices: list[str] = []
        for column, text in self.columns.placed(() if inherited else row.department_cells):
            if column is None or column.holds in (None, Holds.DEPARTMENTS):
                offices.append(text)
            elif text:
                cells[column.name] = text
        made["departments"] = "\n".join(filter(None, offices))
        made |= _time(row.deadline, offices)
        for column, text in self.columns.placed(row.cells):
            if text and (column is None or column.holds in (*_KEYED_HEADS,)):
                made.note("", f"这一行还印有：{text}")
            elif text and column:
                cells[column.name] = text
        made["cells"] = cells

    def _filled(self, made: Entry, kept: tuple[str, ...]) -> Entry:
        """Drop blank keys: a list that prints such a column keeps its blank time, as the office does on paper."""
        time = self.columns.holds(Holds.DEADLINE)
        for key in [key for key, value in made.items() if not value and key not in kept]:
            if not (key == "deadline" and time and "milestones" in made and not made["milestones"]):
                del made[key]
        return made

    def _entry(self, place: Place) -> Entry:
        made = Entry()
        self.entries.append((place, made))
        return made


_OUTSIDE = {
    "subtitle": "标题以外的一行",
    "addressee": "主送",
    "titles.page": "另一个网页标题",
    "titles.annex_label": "另一个附件字样",
    "titles.annex_head": "另一个附件标题",
    **{f"publication.{key}": "公开信息" for key in Publication._fields},
}
"""What the header of a document prints and a plan has no key for, or no second one."""

_KEYED_HEADS = (Holds.NUMBER, Holds.TITLE, Holds.GOALS, Holds.DEPARTMENTS, Holds.DEADLINE, Holds.REMARK)
_FROM = {"bracket": "departments", "sentence": "goals", "notice": "notice"}


def _time(time: DraftDeadline, offices: Sequence[str]) -> dict[str, Any]:
    """Return the words of a time, and where they stand if that is no cell of their own."""
    if time.origin == "heading":
        return {}
    origin = _FROM.get(time.origin)
    if origin == "departments" and not any(time.raw in text for text in offices):
        origin = None  # a bracket of its own is a cell of its own
    return {"deadline": time.raw} | ({"deadline_from": Plain(origin)} if origin else {})


def _in_order(entry: Entry, keys: Sequence[str]) -> Entry:
    """Return a mapping with its keys in the order of the format, and its comments."""
    made = Entry((key, entry[key]) for key in sorted(entry, key=("page", *keys).index))
    made.notes = entry.notes
    return made


def _column(column: Any) -> Entry:
    made = Entry()
    made["head"] = column.head
    if column.holds:
        made["holds"] = Plain(column.holds)
    if column.key:
        made["key"] = column.key
    return made


def _iso(text: str) -> str | None:
    found = compiled(
        r"\s*(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*"
    ).fullmatch(text)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else None


# At which key a doubt is told; all others at the head of their row.
_KEYS = {
    "remark": r"office-in-remark",
    "title": r".*(?:title|full-stop).*|number-in-text|shifted-row|point-without-text",
    "number": r".*number.*",
    "deadline": r".*(?:deadline|date|time).*|two-readings|several-days|goes-on|serial-number|month-only",
    "milestones": r"steps-in-sentence",
    "departments": r".*(?:department|office).*|collective|open-list|no-lead|rule-in-brackets|merged-cell",
}


def _key(code: str) -> str:
    return next((key for key, codes in _KEYS.items() if compiled(codes).fullmatch(code)), "")


def _annotate(plan: Entry, entries: Sequence[tuple[Place, Entry]], told: Sequence[Doubt]) -> None:
    """Put each doubt before the line it speaks of: the entry printed at its place, else the head of the file."""
    places = _Places(entries)
    departments: list[Entry] = plan["departments"]
    for doubt in told:
        words = f"{TO_CHECK}{doubt.message}"
        named = [e for e in departments if f"“{e['name']}”" in doubt.message]
        if doubt.code in _OF_NAMES and named:
            named[-1].note("name", words)
        elif doubt.code in _OF_THE_TOP:
            plan.note(_OF_THE_TOP[doubt.code], words)
        elif entry := places.at(doubt.place):
            entry.note(_key(doubt.code), words)
        else:
            plan.note("", words)


_OF_THE_TOP = {
    "no-year": "year",
    "year-of-cells": "year",
    "several-years": "year",
    "no-document-title": "titles",
}
_OF_NAMES = ("similar-names", "new-department", "collective")


class _Places:
    """Which entry is printed at a place: the last that begins at or before it, in the same file and sheet."""

    def __init__(self, entries: Sequence[tuple[Place, Entry]]) -> None:
        self._sheets: dict[tuple[str, str], list[tuple[int, int, Entry]]] = {}
        for at, (place, entry) in enumerate(entries):
            sheet, line = _line(place)
            self._sheets.setdefault(sheet, []).append((line, at, entry))
        for found in self._sheets.values():
            found.sort(key=lambda each: each[:2])

    def at(self, place: Place) -> Entry | None:
        sheet, line = _line(place)
        found = self._sheets.get(sheet, [])
        after = bisect_right(found, line, key=lambda each: each[0])
        return found[after - 1][2] if line and after else None


def _line(place: Place) -> tuple[tuple[str, str], int]:
    digits = compiled(r"\d+").search(place.cell)
    return (place.file, place.sheet), int(digits[0]) if digits else place.line


def _as_comments(made: tuple[Proposal, ...]) -> Iterator[str]:
    """Yield the lines of a draft's comment: without its marks it is the key ``targets``."""
    if not made:
        return
    yield "# 可作指标，核对后去掉 # 号："
    yield "# targets:"
    for one in made:
        yield f"#   - name: {quoted(one.name)}"
        yield f"#     phrase: {quoted(one.phrase)}"
        if one.commitment:
            yield f"#     commitment: {one.commitment}"
        yield f"#     comparison: {one.comparison}"
        yield f"#     value: {one.value}"
        yield f"#     unit: {quoted(one.unit)}"
