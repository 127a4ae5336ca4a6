"""The rows of a list put together: those of one task, the headings above it, and what is no task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..domain.characters import quote, short
from ..domain.printed_heads import GROUP, OFFICES
from .boxes import Box, Row, boxes, printed
from .draft import DraftGroup
from .list_heads import Column, Heads, find_heads
from .lost_cells import mend
from .row_kinds import UNMARKED, RowKind, is_annex, is_label, kind_of, rank
from .source import Doubt, Grid, Place


@dataclass
class Item:
    """The rows of one task: the first with its number and title, and those that belong to it."""

    rows: list[Row]
    group: tuple[str, ...] = ()


@dataclass
class _Heading:
    """A heading among the rows; ``used`` once a task stands under it."""

    rank: int
    text: str
    place: Place
    numbered: bool = False
    used: bool = False


@dataclass
class TableList:
    """A list found in a grid, or in several that go on: its tasks, and what stands round them."""

    heads: Heads
    name: str = ""
    items: list[Item] = field(default_factory=list)
    groups: list[DraftGroup] = field(default_factory=list)
    titles: list[Box] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)
    notes: list[Box] = field(default_factory=list)
    told: list[Doubt] = field(default_factory=list)
    left_out: list[Doubt] = field(default_factory=list)
    grids: list[list[Row]] = field(default_factory=list)
    headings: list[_Heading] = field(default_factory=list)
    carried: str = ""


def find_list(grid: Grid, extra: Mapping[str, str], *, ragged: bool) -> TableList | None:
    """Return the list of a grid with its items gathered, or None where nothing looks like heads.

    ``ragged`` says that rows may have lost cells. Raises ``Refused`` for a row whose cells cannot be placed.
    """
    rows = boxes(grid)
    heads = find_heads(rows, extra)
    if heads is None:
        return None
    found = TableList(heads, grid.name)
    _take_in(found, rows, heads.top, heads.bottom, ragged=ragged)
    return found


def go_on(found: TableList, grid: Grid, extra: Mapping[str, str], *, ragged: bool) -> None:
    """Add a further grid of the same list: with its heads printed again, or without any."""
    rows = boxes(grid)
    heads = find_heads(rows, extra)
    if heads:
        place = rows[heads.top][0].place
        found.told.append(Doubt(place, "heads-again", "表分成几截，表头重印，按同一份清单读。"))
    _take_in(found, rows, heads.top if heads else 0, heads.bottom if heads else 0, ragged=ragged)


def number_of(row: Row, heads: Heads) -> Box | None:
    """Return the cell of a row's number."""
    return next((row[column.at[0]] for column in heads.of("number")), None)


def _take_in(found: TableList, rows: list[Row], top: int, bottom: int, *, ragged: bool) -> None:
    found.grids.append(rows)
    for box in (box for row in rows[top:bottom] for box in row):
        box.take()
    for row in rows[:top]:
        _above(row, found)
    _gather(found, rows[bottom:], rows[top:bottom], ragged=ragged)
    _close(found, found.headings)


def _above(row: Row, found: TableList) -> None:
    """Sort what stands above the heads: labels (`单位:万元`), else titles."""
    cells = printed(row)
    for box in cells:
        aside = found.titles if len(cells) == 1 else found.notes
        (found.labels if is_label(box.text) or is_annex(box.text) else aside).append(box)


def _gather(found: TableList, body: list[Row], head_rows: list[Row], *, ragged: bool) -> None:
    kinds: list[RowKind] = []
    for row in body:
        in_notes = bool(kinds) and kinds[-1] is RowKind.NOTE
        kinds.append(kind_of(row, found.heads, head_rows, in_notes=in_notes))
    last = max((at for at, kind in enumerate(kinds) if kind is RowKind.TASK), default=-1)
    for at, (row, kind) in enumerate(zip(body, kinds, strict=True)):
        if kind is RowKind.TASK:
            row = mend(row, found.heads, found.told) if ragged else row
            _add(
                found,
                row,
                next((body[i] for i in range(at + 1, len(body)) if kinds[i] is RowKind.TASK), None),
            )
        else:
            _set_aside(found, row, RowKind.NOTE if kind is RowKind.GROUP and at > last else kind)


def _set_aside(found: TableList, row: Row, kind: RowKind) -> None:
    """Put a row that is no task where it belongs, and tell of it."""
    cells = printed(row)
    if kind is RowKind.GROUP:
        text = " ".join(box.take() for box in cells)
        _head(found, _Heading(rank(text), text, cells[0].place))
    elif kind is RowKind.HEADS:
        for box in cells:
            box.take()
        found.told.append(Doubt(cells[0].place, "heads-again", "表头又印了一遍，不是任务。"))
    elif kind is RowKind.TOTAL:
        words = quote("、".join(short(box.take(), 80) for box in cells))
        found.left_out.append(Doubt(cells[0].place, "total", f"合计的一行不是任务，没有收入：{words}。"))
    elif kind is RowKind.LABEL:
        found.labels.extend(cells)
    elif kind is RowKind.NOTE:
        found.notes.extend(cells)


def _head(found: TableList, heading: _Heading) -> None:
    """Put a heading under those that stand higher."""
    _close(found, [h for h in found.headings if h.rank >= heading.rank])
    found.headings = [*(h for h in found.headings if h.rank < heading.rank), heading]


def _close(found: TableList, headings: list[_Heading]) -> None:
    """Tell of headings under which no task stands."""
    for heading in headings:
        if not heading.used:
            said = f"这个小标题下面没有任务，没有收入：{quote(heading.text)}。"
            found.left_out.append(Doubt(heading.place, "empty-group", said))


def _add(found: TableList, row: Row, following: Row | None) -> None:
    """Add a row: to the task above it, as a heading with cells of its own, or as a task."""
    heads = found.heads
    if found.items and _belongs(row, found.items[-1].rows[-1], heads):
        found.items[-1].rows.append(row)
        return
    number = number_of(row, heads)
    own = rank(number.text) if number and number.text else UNMARKED
    if own < UNMARKED:
        found.headings = [h for h in found.headings if not h.numbered or h.rank < own]
    if _opens_group(row, following, own, heads):
        _add_group(found, row, own)
        return
    for column in heads.of(GROUP):
        found.carried = row[column.at[0]].take() or found.carried
    for heading in found.headings:
        heading.used = True
    groups = (*(h.text for h in found.headings), *filter(None, (found.carried,)))
    found.items.append(Item([row], groups))


def _belongs(row: Row, above: Row, heads: Heads) -> bool:
    """Tell whether a row goes on the task above it: under the same merged cell, or with blanks instead."""
    titles = heads.of("title")
    title = titles[0].at[0] if titles else None
    same_title = title is not None and (not row[title].text or row[title] is above[title])
    number = number_of(row, heads)
    if number is None:
        return same_title
    if number.text and number is not number_of(above, heads):
        return False
    return same_title


def _opens_group(row: Row, following: Row | None, own: int, heads: Heads) -> bool:
    """Tell whether a numbered row is only a heading: nobody does it by a day, and deeper numbers follow."""
    if own == UNMARKED or following is None:
        return False
    number = number_of(following, heads)
    deeper = rank(number.text) if number and number.text else UNMARKED
    said = any(
        row[at].text for column in heads.of(*OFFICES, "goals", "deadline", "remark") for at in column.at
    )
    return own < deeper < UNMARKED and not said


def _add_group(found: TableList, row: Row, own: int) -> None:
    naming = [column for column in found.heads.columns if column.holds in ("number", "title", GROUP)]
    text = " ".join(filter(None, (_taken(row, column) for column in naming)))
    cells = [(column.head, _taken(row, column)) for column in found.heads.columns if column not in naming]
    found.groups.append(DraftGroup(text, printed(row)[0].place, tuple((h, t) for h, t in cells if t)))
    _head(found, _Heading(own, text, printed(row)[0].place, numbered=True, used=True))


def _taken(row: Row, column: Column) -> str:
    return "\n".join(dict.fromkeys(filter(None, (row[at].take() for at in column.at))))
