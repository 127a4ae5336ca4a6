"""From the printed cells of one row to a row of the draft, with all that must be told of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..domain.fold import compiled
from ..domain.office_looks import is_collective, is_name, knows, says_roles
from ..domain.offices import OfficesReading, read_offices
from ..domain.plan import Role
from ..domain.printed_heads import OFFICES
from .brackets import closing_bracket
from .draft import DraftDeadline, DraftOffice, DraftPart, DraftRow
from .office_cells import NOBODY, ROLES
from .source import Doubt, Place
from .times import Found, deadline, find

BRACKET = "括号"
IN_BRACKET = "bracketed"
"""What a cell holds that prints offices in a bracket behind other words."""
_LONGEST_NAME = 20
_OFFICES = (*OFFICES, BRACKET, IN_BRACKET)


class Printed(NamedTuple):
    """A cell as printed: its head, what it holds, its text, and where it stands."""

    head: str
    holds: str
    text: str
    place: Place


class Outside(NamedTuple):
    """What stands outside a row and counts for it: the list's year, headings above it, and a time in the nearest one."""

    year: int | None
    group: tuple[str, ...] = ()
    heading_time: str = ""
    list: str = ""


class Told(NamedTuple):
    """A row and its doubts."""

    row: DraftRow
    doubts: tuple[Doubt, ...]


def make_row(place: Place, number: str, cells: Sequence[Printed], outside: Outside) -> Told:
    """Make a row of its printed cells. The deadline is the row's own cell, else one in a bracket, a sentence, the heading."""
    doubts: list[Doubt] = []
    text = {held: _joined(cells, held) for held in ("title", "goals", "remark")}
    offices, opened = offices_of(cells, text["remark"], place, doubts)
    time, parts = _time(cells, text["title"], text["goals"], place, outside, doubts)
    row = DraftRow(
        title=text["title"],
        place=place,
        number=number,
        goals=text["goals"],
        remark=text["remark"],
        group=outside.group,
        departments=offices,
        department_cells=tuple((cell.head, cell.text) for cell in cells if cell.holds in _OFFICES),
        deadline=time,
        cells=tuple((cell.head, cell.text) for cell in cells if not cell.holds),
        parts=parts,
        open=opened,
        list=outside.list,
    )
    return Told(row, tuple(doubts))


def _joined(cells: Iterable[Printed], held: str) -> str:
    return "\n".join(cell.text for cell in cells if cell.holds == held and cell.text)


def offices_of(
    cells: Sequence[Printed], remark: str, place: Place, doubts: list[Doubt]
) -> tuple[tuple[DraftOffice, ...], bool]:
    """Read the offices of all cells that hold some, and of a remark that gives offices their part."""
    led = any(cell.holds == "lead" and cell.text for cell in cells)
    offices: list[DraftOffice] = []
    opened = False
    for cell in cells:
        if cell.holds in _OFFICES and cell.text.strip() not in NOBODY:
            beside = "joint" if led and cell.holds == "departments" else None
            role = ROLES.get(OFFICES.get(cell.holds) or beside or "")
            reading = read_offices(_read_text(cell), knows, head=role)
            offices += [DraftOffice(office.printed, str(office.role)) for office in reading.offices]
            opened |= reading.open
            doubts += _office_doubts(reading, cell)
    if remark and says_roles(remark):
        named = read_offices(remark, knows, head=Role.ASSIST).offices
        offices += [DraftOffice(office.printed, "assist") for office in named if office.role == "assist"]
        doubts.append(Doubt(place, "office-in-remark", f"备注里有责任单位，已读作配合单位，请核对：{remark}"))
    return tuple(offices), opened


def _read_text(cell: Printed) -> str:
    """Return what of a cell names the offices: all of it, or the bracket at its end, without a full stop behind it."""
    bracket = closing_bracket(cell.text) if cell.holds == IN_BRACKET else None
    text = bracket.printed if bracket else cell.text
    return text.rstrip("。;\uff1b") if text.endswith((")。", "\uff09。", ");", "\uff09\uff1b")) else text


def _office_doubts(reading: OfficesReading, cell: Printed) -> list[Doubt]:
    doubts = []
    if compiled("[(\uff08](?:排在|列在)").search(cell.text):
        doubts.append(
            Doubt(cell.place, "rule-in-brackets", f"括号里是怎样分主次的规则，不是单位名称：{cell.text}")
        )
    if reading.open:
        doubts.append(Doubt(cell.place, "open-list", f"“等”字表示还有没列出的单位：{cell.text}"))
    if any(office.role == "shared" for office in reading.offices):
        doubts.append(Doubt(cell.place, "no-lead", f"没有牵头单位，几家按职责分工负责：{cell.text}"))
    kinds = [
        office.printed
        for office in reading.offices
        if compiled("(?!.*各).{2,}部门").fullmatch(office.printed)
    ]
    if kinds:
        doubts.append(
            Doubt(cell.place, "kind-of-office", f"“{'、'.join(kinds)}”是部门的种类，不是单位名称。")
        )
    odd = [office.printed for office in reading.offices if _reads_oddly(office.printed)]
    if odd:
        doubts.append(Doubt(cell.place, "odd-office", f"“{'、'.join(odd)}”不像单位的名称，请核对。"))
    many = [office.printed for office in reading.offices if is_collective(office.printed)]
    if many:
        doubts.append(Doubt(cell.place, "collective", f"“{'、'.join(many)}”是统称，请写明包括哪些单位。"))
    return doubts


def _reads_oddly(name: str) -> bool:
    """Tell a name no register knows and that holds what no office's does: `水务局 王刚`, a telephone, a sentence."""
    if knows(name) or is_name(name) or is_collective(name):
        return False
    return len(name) > _LONGEST_NAME or bool(compiled(r"[\s\d:\uff1a。;\uff1b]").search(name))


def _time(
    cells: Sequence[Printed], title: str, goals: str, place: Place, outside: Outside, doubts: list[Doubt]
) -> tuple[DraftDeadline, tuple[DraftPart, ...]]:
    """Find the row's time: its own cell, a bracket, the only one in its sentences, the heading above it."""
    year = outside.year
    printed = next((c for c in cells if c.holds == "deadline"), None)
    bracket = next((c for c in cells if c.holds == "bracket-time" and c.text), None)
    parts: tuple[DraftPart, ...] = ()
    time = deadline(printed.text, year) if printed else DraftDeadline()
    at = printed.place if printed else place
    if bracket:
        time, at = deadline(bracket.text, year, "bracket"), bracket.place
    elif not printed:
        time, parts = _sentence_time(f"{title}\n{goals}", year, place)
        if parts:
            doubts.append(
                Doubt(place, "steps-in-sentence", "正文里有几个时间，读作几步；任务本身没有完成时间。")
            )
        elif time.raw:
            doubts.append(Doubt(place, "time-from-sentence", f"完成时间取自正文：{time.raw}"))
        elif outside.heading_time:
            time = deadline(outside.heading_time, year, "heading")
    doubts += _time_doubts(time, printed, at)
    return time, parts


def _sentence_time(text: str, year: int | None, place: Place) -> tuple[DraftDeadline, tuple[DraftPart, ...]]:
    """Read the only time that opens a clause as the row's own, several as its steps.

    `每月` inside a text says how often one of its steps is done; only at its very beginning it is the task's.
    """
    found = [
        each for each in find(text) if each.clause and (not each.start or not each.words.startswith("每"))
    ]
    if not found:
        return DraftDeadline(), ()
    if len(found) == 1:
        return deadline(found[0].words, year, "sentence"), ()
    return DraftDeadline(), tuple(_step(each, year, place) for each in found)


def _step(found: Found, year: int | None, place: Place) -> DraftPart:
    return DraftPart(found.clause, place, deadline=deadline(found.words, year, "sentence"))


_TELLS = {
    "unreadable": ("unreadable-deadline", "完成时间“{}”推算不出最后一日，请明确。"),
    "recurring": ("recurring-deadline", "“{}”是反复做的事，没有最后一日。"),
    "ambiguous": ("several-days", "“{}”说了几个时间，没有说哪一个是最后一日。"),
}


def _time_doubts(time: DraftDeadline, printed: Printed | None, place: Place) -> list[Doubt]:
    doubts = []
    if time.kind in _TELLS and time.raw:
        code, words = _TELLS[time.kind]
        doubts.append(Doubt(place, code, words.format(time.raw)))
    if time.other_day and time.last_day:
        days = f"{_day(time.last_day)}或{_day(time.other_day)}"
        doubts.append(Doubt(place, "two-readings", f"“{time.raw}”有两种读法：{days}。"))
    if time.then:
        doubts.append(Doubt(place, "goes-on", f"“{time.raw}”到期以后还要坚持。"))
    if printed and not printed.text:
        doubts.append(Doubt(place, "missing-deadline", "原件完成时间一格空白。"))
    return doubts


def _day(day: object) -> str:
    month, number = str(day).split("-")[1:]
    return f"{int(month)}月{int(number)}日"


def nobody(rows: Sequence[DraftRow]) -> Iterable[Doubt]:
    """Tell where offices are missing: in the whole list, or in a row among others that have some."""
    lacking = [row for row in rows if not (row.departments or any(part.departments for part in row.parts))]
    if rows and len(lacking) == len(rows):
        yield Doubt(rows[0].place, "no-departments", "整份清单没有责任单位。")
        return
    for row in lacking:
        yield Doubt(row.place, "no-departments", "这一项没有读出责任单位，别的任务有，请核对。")


def first_sentence(text: str) -> tuple[str, str]:
    """Split a text after its first sentence, with its mark; brackets, quotes and book titles are not looked into."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char in "(\uff08“《「") - (char in ")\uff09”》」" and depth > 0)
        if char in "。!\uff01?\uff1f" and not depth:
            return text[: at + 1], text[at + 1 :].strip()
    return text, ""


def collectives_in(texts: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a note says of collectives: `各科室指宣教科、水资源科`."""
    found = []
    for text in texts:
        for match in compiled(
            r"((?:各|全体)[^\s、,\uff0c;\uff1b。.:\uff1a]{1,8}?)(?:是指|指|包括|为)[:\uff1a]?([^。;\uff1b]+)"
        ).finditer(text):
            members = tuple(
                each.strip() for each in re.split("[、,\uff0c]|和(?=.{2,})", match[2]) if each.strip()
            )
            found.append((match[1], members))
    return tuple(found)
