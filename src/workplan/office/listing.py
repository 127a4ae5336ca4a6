"""Tasks that are numbered paragraphs of prose: rows of the draft from the leaves of an outline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..domain.fold import compiled
from ..domain.office_looks import says_roles
from ..domain.printed_heads import OFFICES, bare
from .brackets import (
    Labelled,
    closing_bracket,
    is_bracket_line,
    labels_in,
    merged_order,
    prints_plain_brackets,
    small_table,
    split_labels,
)
from .draft import DraftColumn, DraftRow
from .notice import Line, Part
from .outline import Leaf, Node, Outline, read_outline, speaks_of_offices, tasks_of
from .rows import BRACKET, Outside, Printed, first_sentence, make_row, nobody
from .source import Doubt
from .times import lead_time


class Listing(NamedTuple):
    """The tasks of one part of a document, their labels as columns, and the paragraphs that are none of them."""

    title: str
    rows: tuple[DraftRow, ...]
    columns: tuple[DraftColumn, ...]
    told: tuple[Doubt, ...]
    others: tuple[Line, ...]


def tells_tasks(part: Part) -> bool:
    """Tell whether the numbered paragraphs of a part name offices, as tasks do."""
    return any(leaf.shared or speaks_of_offices(leaf.node) for leaf in tasks_of(read_outline(part.body)))


def read_listing(part: Part, year: int | None, name: str, chosen: Mapping[str, str]) -> Listing:
    """Read the numbered paragraphs of a part as tasks. ``name`` is the list's own title where there are several.

    ``chosen`` says what single labels hold.
    """
    body, closing = _without_closing(part.body)
    outline = read_outline(body)
    leaves = tasks_of(outline)
    texts = [text for leaf in leaves for text in (leaf.node.text, *(line.text for line in _below(leaf)))]
    style = _Style(labels_in(texts, chosen), prints_plain_brackets([leaf.node.text for leaf in leaves]))
    rows: list[DraftRow] = []
    told: list[Doubt] = []
    orders: list[list[str]] = []
    for leaf in leaves:
        made = _row(leaf, style, year, name)
        rows.append(made.row)
        told += made.told
        orders.append(made.labels)
    held = {bare(label): holds for label, holds in style.labels.items()}
    columns = tuple(DraftColumn(head, held.get(head, "")) for head in merged_order(orders))
    return Listing(
        name,
        tuple(rows),
        columns,
        (*_told_of_all(leaves, rows), *told),
        (*_others(outline, leaves), *closing),
    )


def _without_closing(body: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Split off the paragraphs below the last task that speak of all of them: `以上任务请于…`."""
    end = len(body)
    while end and compiled("(?:以上|上述|请各|各单位要|各部门要|本计划|本方案|特此).*").fullmatch(
        body[end - 1].text
    ):
        end -= 1
    return list(body[:end]), list(body[end:])


class _Style(NamedTuple):
    """How a list prints its tasks: the labels it uses, and whether a bracket of names alone holds offices."""

    labels: Mapping[str, str]
    plain: bool


class _Made(NamedTuple):
    row: DraftRow
    told: tuple[Doubt, ...]
    labels: list[str]


def _below(leaf: Leaf) -> list[Line]:
    """Return the paragraphs of a task below its first, without offices that are its group's."""
    return [line for line in list(leaf.node.lines)[1:] if leaf.shared is None or line.at != leaf.shared.at]


def _row(leaf: Leaf, style: _Style, year: int | None, name: str) -> _Made:
    text, labelled = split_labels(leaf.node.text, style.labels)
    place = leaf.node.line.place
    cells: list[Printed] = []
    for line in _below(leaf):
        rest, more = split_labels(line.text, style.labels)
        labelled += more
        if rest and is_bracket_line(rest):
            cells += _bracket(rest, line, style)[1]
        elif rest:
            cells.append(Printed("", "goals", rest, line.place))
    text, own = _bracket(text, leaf.node.line, style)
    title, goals = first_sentence(text)
    head = [Printed("", "title", title, place), Printed("", "goals", goals, place)]
    shared = _bracket(leaf.shared.text, leaf.shared, style)[1] if leaf.shared else []
    printed, table, told = _labelled(labelled, leaf.node.line)
    outside = Outside(year, tuple(node.line.text for node in leaf.above), _heading_time(leaf.above), name)
    made = make_row(place, leaf.node.mark.number, [*head, *cells, *own, *shared, *printed], outside)
    row = made.row._replace(table=table, departments_from="group" if leaf.shared else "")
    if not row.departments and (inside := _bracket_inside(leaf.node.text)):
        told.append(Doubt(place, "bracket-inside", f"句子中间的括号里有责任单位，没有读：{inside}"))
    return _Made(row, (*made.doubts, *told), [label.head for label in labelled])


def _bracket_inside(text: str) -> str:
    """Return a bracket in the middle of a text that speaks of offices, or ""."""
    brackets = compiled(
        r"[(\uff08\[\u3010\u3014][^()\uff08\uff09\[\]\u3010\u3011\u3014\u3015]+[)\uff09\]\u3011\u3015]"
    ).findall(text)
    return next((each for each in brackets if says_roles(each)), "")


def _bracket(text: str, line: Line, style: _Style) -> tuple[str, list[Printed]]:
    """Split the closing bracket off a text, as cells; a label line that is shared is read the same way."""
    found = closing_bracket(text, style.plain or is_bracket_line(text))
    if found is None:
        rest, labelled = split_labels(text, style.labels)
        return rest, [
            Printed(label.head, label.holds, label.text, line.place)
            for label in labelled
            if label.holds in OFFICES
        ]
    cells = [Printed(BRACKET, BRACKET, found.printed, line.place)] if found.offices else []
    if found.time:
        cells.append(Printed(BRACKET, "bracket-time", found.time, line.place))
    return found.before, cells


def _labelled(
    labelled: Sequence[Labelled], line: Line
) -> tuple[list[Printed], tuple[tuple[str, ...], ...], list[Doubt]]:
    """Turn labels into cells, a small table inside them into rows of its own."""
    printed: list[Printed] = []
    table: tuple[tuple[str, ...], ...] = ()
    told: list[Doubt] = []
    for label in labelled:
        text, found, words = small_table(label.text) if label.holds in OFFICES else (label.text, (), "")
        if found:
            table = found
            told.append(
                Doubt(line.place, "small-table", f"这一项里夹着一张小表，没有并进“{label.head}”：{words}")
            )
        printed.append(Printed(label.head, label.holds, text, line.place))
    return printed, table, told


def _heading_time(above: Sequence[Node]) -> str:
    return lead_time(above[-1].text) if above else ""


def _others(outline: Outline, leaves: Sequence[Leaf]) -> tuple[Line, ...]:
    """Return every paragraph that is neither a task's nor a heading above one."""
    taken = {line.at for leaf in leaves for line in leaf.node.lines}
    taken |= {node.line.at for leaf in leaves for node in leaf.above}
    taken |= {leaf.shared.at for leaf in leaves if leaf.shared}
    every = [*outline.before, *(line for node in outline.nodes for line in node.lines)]
    return tuple(line for line in every if line.at not in taken)


def _told_of_all(leaves: Sequence[Leaf], rows: Sequence[DraftRow]) -> Iterable[Doubt]:
    """Tell what holds for the list as a whole, at its first task."""
    if not rows:
        return
    place, numbers = rows[0].place, [row.number for row in rows]
    yield Doubt(place, "points-are-tasks", "带编号的段落本身就是任务，没有另附的表格。")
    if len(set(numbers)) < len(numbers):
        yield Doubt(place, "numbers-restart", "编号在各组里重新开始，要连同上级编号才唯一。")
    if any(leaf.shared for leaf in leaves):
        yield Doubt(place, "offices-of-group", "组末印的责任单位管这一组的各项，不只是最后一项。")
    yield from nobody(rows)
    if not any(row.deadline.raw or row.parts for row in rows):
        yield Doubt(place, "no-deadlines", "整份清单没有完成时间。")
    yield from _told_of_origins(rows)


_ORIGINS = {
    "bracket": ("time-from-bracket", "完成时间取自句末括号。"),
    "heading": ("time-from-heading", "完成时间取自上面的小标题：{}"),
}


def _told_of_origins(rows: Sequence[DraftRow]) -> Iterable[Doubt]:
    if first := next((row for row in rows if any(head == BRACKET for head, _ in row.department_cells)), None):
        yield Doubt(first.place, "offices-from-bracket", "责任单位取自句末括号。")
    for origin, (code, words) in _ORIGINS.items():
        seen: set[tuple[str, ...]] = set()
        for row in rows:
            key = row.group if origin == "heading" else ()
            if row.deadline.origin == origin and key not in seen:
                seen.add(key)
                yield Doubt(row.place, code, words.format(row.deadline.raw))
