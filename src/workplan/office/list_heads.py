"""Where a list begins in a grid: its rows of heads, and what each column under them holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..domain.printed_heads import GROUP, OFFICES, STEP, bare, by_ending, holds_of, looks_like_heads, strength
from .boxes import Row, printed
from .times import is_time, seems_time

_ONCE = ("number", "title", "goals", "deadline", "remark", GROUP, STEP)
"""What only one column of a list can hold."""


class Column(NamedTuple):
    """A printed head and the places of its column in a row: more than one where the head covers several."""

    head: str
    holds: str
    at: tuple[int, ...]
    known: bool = True
    guessed: bool = False
    """Whether the table of words knows the head, or what it holds was taken from its last word and its cells."""

    @property
    def plan_holds(self) -> str:
        """What a plan's columns call it."""
        return "" if self.holds in (GROUP, STEP) else self.holds


class Heads(NamedTuple):
    """The first row of heads, the first row below them, and the columns."""

    top: int
    bottom: int
    columns: tuple[Column, ...]
    matched: bool = True

    def of(self, *holds: str) -> list[Column]:
        """Return the columns that hold any of these."""
        return [column for column in self.columns if column.holds in holds]


def find_heads(rows: list[Row], extra: Mapping[str, str]) -> Heads | None:
    """Return the heads of a grid's list, or None where no row looks like heads."""
    for top, row in enumerate(rows):
        if len(printed(row)) < 2:  # a title merged across, a unit
            continue
        bottom = _bottom(rows, top)
        names = _names(rows, top, bottom, len(row))
        if looks_like_heads([name.rpartition("/")[2] for name in names], extra) or looks_like_heads(
            [box.text for box in printed(row)], extra
        ):
            return Heads(top, bottom, settle(_columns(names, extra), rows[bottom:]))
    return None


def _bottom(rows: list[Row], top: int) -> int:
    """Return the row below the heads: a head that covers several columns has further heads under it."""
    bottom = top + 1
    while bottom < len(rows) and bottom - top < 4 and _goes_on(rows[bottom - 1], rows[bottom]):
        bottom += 1
    return bottom


def _goes_on(above: Row, row: Row) -> bool:
    """Tell whether a row holds the lower heads of the row above: new text only stands under a merged head."""
    below_wide = [(a, b) for a, b in zip(above, row, strict=True) if a.columns > 1 and b is not a and b.text]
    others = [(a, b) for a, b in zip(above, row, strict=True) if b is not a and a.columns == 1]
    if not below_wide or any(b.text for _, b in others):
        return False
    return (
        any(a is b for a, b in zip(above, row, strict=True) if a.text)
        or len(others) > 0
        or all(len(b.text) <= 16 and not re.fullmatch(r"[\d.,%]+", b.text) for _, b in below_wide)
    )


def _names(rows: list[Row], top: int, bottom: int, width: int) -> list[str]:
    names = []
    for column in range(width):
        stack = dict.fromkeys(rows[row][column] for row in range(top, bottom))
        names.append("/".join(filter(None, (bare(box.text) for box in stack))))
    return names


def _columns(names: list[str], extra: Mapping[str, str]) -> list[Column]:
    """Return the columns: neighbours with the same head are one, whose cells may be divided."""
    columns: list[Column] = []
    for at, name in enumerate(names):
        if name and columns and columns[-1].head == name:
            columns[-1] = columns[-1]._replace(at=(*columns[-1].at, at))
        else:
            held = holds_of(name, extra)
            columns.append(Column(name, held or "", (at,), known=held is not None))
    return columns


def settle(columns: list[Column], body: list[Row]) -> tuple[Column, ...]:
    """Decide between columns that claim the same: a list has one title, one goal, one deadline."""
    columns = _as_groups(_as_number(columns, body), body)
    for holds in _ONCE:
        claims = [at for at, column in enumerate(columns) if column.holds == holds]
        for at in claims:
            if at != _strongest(columns, claims, holds):
                columns[at] = columns[at]._replace(holds=_instead(columns, at, holds))
    columns = _promote(_by_form(columns, body))
    columns = _demote_plain_offices(columns)
    return tuple(columns)


def _by_form(columns: list[Column], body: list[Row]) -> list[Column]:
    """Let heads nobody listed hold what the list lacks, by their last word; a time also by its cells."""
    for holds in ("title", "departments", "deadline"):
        kin = OFFICES if holds == "departments" else (holds,)
        if any(column.holds in kin for column in columns):
            continue
        at = next((at for at, column in enumerate(columns) if _may_hold(column, holds, body)), None)
        if at is not None:
            columns[at] = columns[at]._replace(holds=holds, guessed=True)
    return columns


def _may_hold(column: Column, holds: str, body: list[Row]) -> bool:
    word = column.head.rpartition("/")[2]
    if column.known or not column.head:
        return False
    if holds != "deadline":
        return by_ending(word) == holds
    if not re.search("时间|时限|期限|日期|节点|月份|进度", word):
        return False
    cells = [box.text for row in body for box in {row[column.at[0]]} if box.text]
    times = [text for text in cells if is_time(text) or seems_time(text)]
    return len(times) * 2 >= len(cells) > 0


def _as_number(columns: list[Column], body: list[Row]) -> list[Column]:
    """Take a column without a head for the number where its cells are numbers."""
    if any(column.holds == "number" for column in columns):
        return columns
    for at, column in enumerate(columns):
        texts = [row[column.at[0]].text for row in body if row[column.at[0]].text]
        if not column.head and texts and all(re.fullmatch(r"\d{1,3}[.、]?", text) for text in texts):
            columns[at] = column._replace(holds="number")
            break
    return columns


def _as_groups(columns: list[Column], body: list[Row]) -> list[Column]:
    """Take a free column left of all titles, whose cells are merged over several rows, for the groups of the list."""
    titles = [column.at[0] for column in columns if column.holds in ("title", "goals")]
    if any(column.holds == GROUP for column in columns) or len(titles) < 1:
        return columns
    for at, column in enumerate(columns):
        place = column.at[0]
        merged = any(row[place].rows > 1 and row[place].text for row in body)
        if place < min(titles) and merged and not column.holds:
            columns[at] = column._replace(holds=GROUP)
            break
    return columns


def _strongest(columns: list[Column], claims: list[int], holds: str) -> int:
    """Return the claim of the plainest word; of equal ones the later deadline (a span's end), the first of others."""
    ranked = sorted(claims, key=lambda at: (strength(columns[at].head), -at if holds == "deadline" else at))
    return ranked[0]


def _instead(columns: list[Column], at: int, holds: str) -> str:
    """Return what a column holds that is not the list's title after all."""
    goals = any(column.holds == "goals" for column in columns)
    title = next(i for i, column in enumerate(columns) if column.holds == "title") if holds == "title" else at
    return "goals" if holds == "title" and not goals and at > title else ""


def _promote(columns: list[Column]) -> list[Column]:
    """Give a list without a title the next best column: its goals, its steps, its groups."""
    if any(column.holds == "title" for column in columns):
        return columns
    for holds in ("goals", STEP, GROUP):
        for at, column in enumerate(columns):
            if column.holds == holds:
                columns[at] = column._replace(holds="title")
                return _second_goals(columns) if holds == "goals" else columns
    return columns


def _second_goals(columns: list[Column]) -> list[Column]:
    """Let another column of goals be the goals, now that the first is the title."""
    for at, column in enumerate(columns):
        if column.holds == "" and holds_of(column.head) == "goals":
            columns[at] = column._replace(holds="goals")
            break
    return columns


def _demote_plain_offices(columns: list[Column]) -> list[Column]:
    """Read 责任单位 beside a 牵头单位 as those that work with it."""
    if not any(column.holds == "lead" for column in columns):
        return columns
    return [c._replace(holds="joint") if c.holds == "departments" else c for c in columns]


def office_columns(columns: tuple[Column, ...]) -> list[Column]:
    """Return the columns that hold offices, the leading ones first."""
    order = list(OFFICES)
    return sorted((c for c in columns if c.holds in OFFICES), key=lambda c: order.index(c.holds))
