"""A list whose rows are lines and whose cells stand between bars, as a page's table is pasted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..domain.fold import compiled
from ..domain.paragraph_marks import Mark, read_mark
from ..domain.printed_heads import bare, holds_of
from .brackets import bracketed
from .chains import is_heading
from .columns import Listed, columns_of, drafted, guessed
from .divide import Column, Table, Token, cell_score, divide, learned
from .draft import DraftRow, Refusal
from .notice import Line
from .rows import IN_BRACKET, Outside, Printed, make_row
from .source import Doubt

_BARS = "[|\uff5c]"
_AS_PRINTED = 2.0


class _Barred(NamedTuple):
    """A line of cells."""

    line: Line
    cells: tuple[str, ...]

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]


def read_bars(lines: Sequence[Line], chosen: Mapping[str, str], year: int | None) -> Listed | Refusal | None:
    """Read the lines that hold bars as the rows of one list; None where there are none.

    Refused: a table whose heads say nothing, which would pass for prose with bars in it.
    """
    barred = [_split(line) for line in lines if compiled(_BARS).search(line.text) and len(line.text) > 1]
    taken = frozenset(each.line.at for each in barred)
    barred = [each for each in barred if not all(set(cell) <= set("-: ") for cell in each.cells)]  # no rules
    at = next((at for at, each in enumerate(barred) if _are_heads(each, chosen)), None)
    if at is None:
        return _headless(barred)
    if len(barred) < at + 2:
        return None
    heads = barred[at]
    body = [
        each for each in barred[at + 1 :] if list(map(bare, each.filled)) != list(map(bare, heads.filled))
    ]
    columns = _with_brackets(columns_of(heads.cells, chosen), body)
    title = next((each for each in barred[:at] if len(each.filled) == 1), None)
    table = _table(columns, body)
    reading = _Reading(columns, table, year, _numbers_in_titles(columns, table, body))
    for each in body:
        reading.take(each)
    told = [
        *_told_of_heads(heads, title, columns),
        *guessed(columns, chosen, heads.line.place),
        *reading.told_of_all(),
        *reading.told,
    ]
    left_out = [*reading.left_out, *_lines_left(barred, at, title), *_reprinted(barred, at, body)]
    whole = title.line._replace(text=title.filled[0]) if title else None
    return Listed(tuple(reading.rows), drafted(columns), tuple(told), tuple(left_out), taken, whole)


def _split(line: Line) -> _Barred:
    """Split a line at its bars; a bar at its end only closes the row, one at its head opens it."""
    pieces = [piece.strip() for piece in compiled(_BARS).split(line.text)]
    if line.text[-1] in "|\uff5c":
        pieces.pop()
    if line.text[0] in "|\uff5c" and pieces:
        pieces.pop(0)
    return _Barred(line, tuple(pieces))


def _are_heads(each: _Barred, chosen: Mapping[str, str]) -> bool:
    known = [cell for cell in each.filled if holds_of(cell, chosen) is not None]
    held = {holds_of(cell, chosen) for cell in known} - {"", None}
    return len(known) * 2 >= len(each.filled) >= 3 and len(held) >= 2


def _headless(barred: Sequence[_Barred]) -> Refusal | None:
    """Refuse lines one after another with as many cells each, the first of them short as heads are."""
    run: list[_Barred] = []
    for each in barred:
        follows = run and each.line.at - run[-1].line.at <= 2 and len(each.cells) == len(run[0].cells)
        run = [*run, each] if follows else [each]
        if len(run) == 3 and len(run[0].filled) >= 3 and all(len(bare(cell)) <= 12 for cell in run[0].filled):
            heads = "、".join(map(bare, run[0].filled))
            words = f"这张表的表头认不出哪一栏是任务、哪一栏是责任单位：{heads}。"
            hint = f"用 --column 指明，如 --column {bare(run[0].filled[1])}=任务名称。"
            return Refusal(run[0].line.place, "unknown-heads", words, hint)
    return None


def _with_brackets(columns: Sequence[Column], body: Sequence[_Barred]) -> tuple[Column, ...]:
    """Mark free columns whose cells print an office in a bracket: `县级组织(生态环境局大气股负责)`."""
    found = []
    for at, column in enumerate(columns):
        cells = [each.cells[at] for each in body if at < len(each.cells)]
        mostly = not column.holds and bracketed(cells)
        found.append(column._replace(holds=IN_BRACKET) if mostly else column)
    return tuple(found)


def _tokens(each: _Barred) -> list[Token]:
    return [Token(cell, (each.line.at,)) for cell in each.cells]


def _table(columns: Sequence[Column], body: Sequence[_Barred]) -> Table:
    """Learn from the rows that have a cell under every head."""
    judged = tuple(c._replace(holds="" if c.holds in (IN_BRACKET, "number") else c.holds) for c in columns)
    table = Table(judged, whole=True)
    full = [each for each in body if len(each.filled) == len(columns)]
    return learned((divide(_tokens(each), table) for each in full), table)._replace(columns=judged)


def _numbers_in_titles(columns: Sequence[Column], table: Table, body: Sequence[_Barred]) -> bool:
    """Tell whether the numbers are printed at the head of the titles, for want of a column of their own."""
    if any(column.holds == "number" for column in columns):
        return False
    marked = [each for each in body if any(_arabic(cell) for cell in each.filled[:2])]
    return len(marked) * 3 >= 2 * len(body)


def _arabic(text: str) -> Mark | None:
    mark = read_mark(text)
    return (
        mark if mark and mark.style not in ("part", "chinese", "bracketed") and mark.end < len(text) else None
    )


class _Reading:
    """The rows read so far, the groups above the next one, and what must be told."""

    def __init__(self, columns: tuple[Column, ...], table: Table, year: int | None, marked: bool) -> None:
        self.columns, self.table, self.year, self.marked = columns, table, year, marked
        self.rows: list[DraftRow] = []
        self.told: list[Doubt] = []
        self.left_out: list[Doubt] = []
        self._heading = ""
        self._group: dict[int, str] = {}

    def take(self, each: _Barred) -> None:
        """Read one line: a heading, a total, or a row."""
        place = each.line.place
        if len(each.filled) == 1 and (is_heading(each.filled[0]) or each.cells[0]):
            self._heading, self._group = each.filled[0], {}
        elif any(compiled("合\\s*计|总\\s*计|小\\s*计").fullmatch(cell) for cell in each.filled[:2]):
            self.left_out.append(Doubt(place, "total-row", f"合计一行没有收入：{' | '.join(each.cells)}"))
        elif each.filled:
            self._row(each)

    def _row(self, each: _Barred) -> None:
        cells, shifted = self._aligned(each)
        place = each.line.place
        if shifted:
            self.told.append(
                Doubt(place, "shifted-row", "这一行少了前面的格，各格按内容对到相应的列，请核对。")
            )
        number, printed = "", []
        for at, (column, text) in enumerate(zip(self.columns, cells, strict=True)):
            if column.holds == "group":
                self._group[at] = text or self._group.get(at, "")
            elif column.holds == "number":
                number = text.rstrip("、.\uff0e")
            elif column.holds == "title" and self.marked and (mark := _arabic(text)):
                number = mark.number
                printed.append(Printed(column.head, "title", text[mark.end :].strip(), place))
            else:
                printed.append(Printed(column.head, column.holds, text, place))
        group = tuple(filter(None, (self._heading, *self._group.values())))
        made = make_row(place, number, printed, Outside(self.year, group))
        self.rows.append(made.row)
        self.told += made.doubts

    def _aligned(self, each: _Barred) -> tuple[list[str], bool]:
        """Put a line's cells under the heads: as printed, unless their forms fit other columns better."""
        count = len(self.columns)
        tokens = _tokens(each)
        if len(each.filled) > count:
            beyond = " | ".join(filter(None, each.cells[count:]))
            self.left_out.append(Doubt(each.line.place, "beyond-heads", f"超出表头的格没有收入：{beyond}"))
            return [token.text for token in tokens[:count]], False
        printed = (*tokens, *[Token("", (each.line.at,))] * (count - len(tokens)))
        if len(tokens) >= count and not any(token.text for token in tokens[count:]):
            as_printed = sum(
                cell_score(c, [t], self.table) for c, t in zip(self.table.columns, printed, strict=False)
            )
        else:
            as_printed = -1000.0
        best = divide([token for token in tokens if token.text], self.table)
        if len(each.filled) == count or as_printed + _AS_PRINTED >= best.score:
            return [token.text for token in printed[:count]], False
        return ["".join(token.text for token in cell) for cell in best.cells], True

    def told_of_all(self) -> Iterator[Doubt]:
        """Tell what holds for the whole list."""
        if self.rows and self.marked:
            head = next(column.head for column in self.columns if column.holds == "title")
            yield Doubt(self.rows[0].place, "number-in-text", f"编号印在“{head}”一格的开头。")


def _told_of_heads(heads: _Barred, title: _Barred | None, columns: Sequence[Column]) -> Iterator[Doubt]:
    if title:
        yield Doubt(title.line.place, "title-in-table", "标题在表格里面。")
    if any(len(cell.split()) > 1 for cell in heads.cells):
        yield Doubt(heads.line.place, "blanks-in-heads", "表头里的空格是排版留下的，已去掉。")
    for column in columns:
        if column.holds == IN_BRACKET:
            yield Doubt(heads.line.place, "office-in-bracket", f"责任单位印在“{column.head}”一格的括号里。")


def _lines_left(barred: Sequence[_Barred], at: int, title: _Barred | None) -> Iterator[Doubt]:
    for each in barred[:at]:
        if each is not title:
            yield Doubt(each.line.place, "above-heads", f"表头以上的这一行没有收入：{each.line.text}")


def _reprinted(barred: Sequence[_Barred], at: int, body: Sequence[_Barred]) -> Iterator[Doubt]:
    for each in barred[at + 1 :]:
        if each not in body:
            yield Doubt(each.line.place, "reprinted-heads", f"重复印的表头没有收入：{each.line.text}")
