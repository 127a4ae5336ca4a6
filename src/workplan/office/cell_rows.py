"""A list copied with one cell a paragraph: its heads, its chain of numbers, and its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..domain.fold import compiled
from ..domain.paragraph_marks import ORDER, bare_number, read_mark
from ..domain.printed_heads import bare, holds_of, known
from .chains import Chain, Row, find_chain, redivided
from .columns import Listed, columns_of, drafted, find_heads, guessed, has_offices
from .divide import Column, Table, Token, divide, learned
from .draft import DraftRow, Refusal
from .notice import Line, is_tail
from .rows import Outside, Printed, make_row
from .source import Doubt, Place, SourceDocument

_BAR = "|\uff5c"
_CLOSE, _TIE = 1.5, 0.02
_KEPT_TAIL = 1.5
"""How much better the last row must read with what looks like a signature than without it."""


class _Region(NamedTuple):
    """One list's lines: its heads, its tokens, and whether bars stand between its cells."""

    heads: tuple[Line, ...]
    tokens: tuple[Token, ...]
    barred: bool
    tail: int
    """How many tokens at the end may be a signature instead."""


def looks_run_together(lines: Sequence[Line]) -> Refusal | None:
    """Refuse a text where the cells of a table stand in one paragraph with nothing between them."""
    numbers = tuple(word for word, holds in known().items() if holds == "number" and len(word) > 1)
    for line in lines:
        opening = compiled(r"[\u4e00-\u9fff()\uff08\uff09%]{8,80}(?=\d)").match(bare(line.text))
        numbered = opening is not None and opening[0].startswith(numbers)
        heads = _heads_within(opening[0]) if opening and numbered else ()
        held = {holds_of(head) for head in heads} - {""}
        if (
            heads
            and len(held) >= 3
            and holds_of(heads[0]) == "number"
            and opening
            and opening[0].startswith(heads[0])
        ):
            return Refusal(
                line.place,
                "cells-run-together",
                f"表格的各格连在一起，分不出哪里是一格：{line.text[:30]}…",
                "请找有表格的原件（Word、Excel 或网页），或者一格一段地粘贴。",
            )
    return None


def _heads_within(text: str) -> tuple[str, ...]:
    """Return the known heads in a text without any marks, from left to right, the longest first."""
    words = sorted((word for word in known() if len(word) > 1), key=len, reverse=True)
    found: list[str] = []
    while text:
        word = next((each for each in words if text.startswith(each)), "")
        found += [word] if word else []
        text = text[len(word) or 1 :]
    return tuple(found)


def read_cells(
    document: SourceDocument, lines: Sequence[Line], chosen: Mapping[str, str], year: int | None
) -> list[Listed] | Refusal:
    """Return every list of a document that prints one cell a paragraph."""
    lists: list[Listed] = []
    for region in _regions(document, lines, chosen):
        listed = _read_region(region, chosen, year, {line.at: line for line in lines})
        if isinstance(listed, Refusal):
            return listed
        if listed:
            lists.append(listed)
    return lists


def _regions(document: SourceDocument, lines: Sequence[Line], chosen: Mapping[str, str]) -> Iterator[_Region]:
    """Yield each list: from its heads to the next list's heads, or to the end."""
    barred = sum(line.text in _BAR for line in lines) * 4 > len(lines)
    cells = [line for line in lines if line.text not in _BAR]
    texts = [line.text for line in cells]
    starts: list[tuple[int, int]] = []
    at = 0
    while found := find_heads(texts, chosen, at):
        if not starts or texts[slice(*found)] != texts[slice(*starts[-1])]:
            starts.append(found)
        at = found[1]
    for index, (start, end) in enumerate(starts):
        until = _list_end(cells, end, starts[index + 1][0] if index + 1 < len(starts) else len(cells))
        sure = until
        while sure > end and is_tail(cells[sure - 1].text, cells[sure].text if sure < until else ""):
            sure -= 1
        body = _tokens(document, lines, cells[end - 1], cells[end:until], barred)
        tail = sum(
            1 for token in body if token.text and token.lines[0] > (cells[sure - 1].at if sure else -1)
        )
        yield _Region(tuple(cells[start:end]), body, barred, tail)


def _list_end(cells: Sequence[Line], start: int, until: int) -> int:
    """Cut a list before an annex label, notes, or what plainly stands below it."""
    for at in range(start, until):
        text = cells[at].text
        if compiled(
            r"(?:附件|附表)\s*[\d一二三四五六七八九十]{0,2}[:\uff1a]?|(?:注|说明|备注|附注|填表说明)\s*\d?[:\uff1a].+"
        ).fullmatch(text):
            return at
    while until > start and compiled(r".*印发|.*(?:版权所有|ICP备|上一篇|下一篇|打印|关闭|抄送).*").fullmatch(
        cells[until - 1].text
    ):
        until -= 1
    return until


def _tokens(
    document: SourceDocument, lines: Sequence[Line], head: Line, cells: Sequence[Line], barred: bool
) -> tuple[Token, ...]:
    """Return the cells of a list in order, with an empty token where the copy kept an empty cell."""
    if barred:
        return tuple(_barred(lines, head, cells))
    gaps = [b.at - a.at - 1 for a, b in zip((head, *cells), cells, strict=False)]
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 0
    tokens: list[Token] = []
    for gap, line in zip(gaps, cells, strict=True):
        tokens += [Token("", ())] * max(0, (gap - usual) // (usual + 1))
        tokens.append(Token(line.text, (line.at,)))
    return tuple(tokens)


def _barred(lines: Sequence[Line], head: Line, cells: Sequence[Line]) -> Iterator[Token]:
    """Yield what stands between two bars as one cell."""
    if not cells:
        return
    held: list[Line] = []
    opened = False
    for line in lines:
        if not head.at < line.at <= cells[-1].at:
            continue
        if line.text in _BAR:
            if held:
                yield Token("\n".join(each.text for each in held), tuple(each.at for each in held))
            elif opened:
                yield Token("", (line.at,))
            held, opened = [], True
        else:
            held.append(line)
    if held:
        yield Token("\n".join(each.text for each in held), tuple(each.at for each in held))


class _Shape(NamedTuple):
    """The columns as printed, those a row is divided among, and how many of them stand before the number."""

    columns: tuple[Column, ...]
    table: Table
    leading: int


def _shape(region: _Region, chosen: Mapping[str, str]) -> _Shape:
    columns = columns_of([line.text for line in region.heads], chosen)
    number = next((at for at, column in enumerate(columns) if column.holds == "number"), None)
    leading = number
    if number is None:
        first = next((at for at, token in enumerate(region.tokens) if bare_number(token.text)), 0)
        leading = min(sum(1 for token in region.tokens[:first] if token.text), len(columns) - 1)
        columns = (*columns[:leading], Column("", "number"), *columns[leading:])
    assert leading is not None
    before = tuple(c._replace(holds="group") if not c.holds else c for c in columns[:leading])
    columns = (*before, *columns[leading:])
    return _Shape(columns, Table((*columns[leading + 1 :], *before), whole=region.barred), leading)


def _read_region(
    region: _Region, chosen: Mapping[str, str], year: int | None, lines: Mapping[int, Line]
) -> Listed | Refusal | None:
    """Read one list: the chain of numbers by form, then each row again with the names and habits the first reading taught."""
    shape = _shape(region, chosen)
    tokens, left_out, reprinted = _without_heads(region, lines)
    chain = find_chain(tokens, shape.table, shape.leading)
    if len(chain.rows) < 2:
        return None
    table = learned([row.division for row in chain.rows], shape.table)
    table = table._replace(blanks=_keeps_blanks(chain))
    chain, taken_back = _without_false_row(redivided(chain, table), region.tail, table)
    chain, below = _without_tail(chain, region.tail, table)
    if refused := _refusal(chain, table, shape, lines[region.heads[0].at].place, lines):
        return refused
    rows, told = _rows(chain, shape, year, lines)
    told += guessed(shape.columns, chosen, lines[region.heads[0].at].place)
    told += _false_row_doubt(taken_back, lines)
    told += _tail_doubt(chain, region.tail - sum(bool(token.text) for token in below), lines)
    taken = {at for token in tokens for at in token.lines} - {at for token in below for at in token.lines}
    taken |= {line.at for line in region.heads} | reprinted
    return Listed(tuple(rows), drafted(shape.columns), tuple(told), left_out, frozenset(taken))


def _without_heads(
    region: _Region, lines: Mapping[int, Line]
) -> tuple[list[Token], tuple[Doubt, ...], set[int]]:
    """Drop the heads where a new page printed them again."""
    tokens = list(region.tokens)
    heads = [line.text for line in region.heads]
    left_out: list[Doubt] = []
    reprinted: set[int] = set()
    at = 0
    while at < len(tokens):
        near = tokens[at : at + 3 * len(heads)] if tokens[at].text == heads[0] else ()
        printed = [token for token in near if token.text][: len(heads)]
        if printed and [token.text for token in printed] == heads:
            end = tokens.index(printed[-1], at) + 1
            place = lines[printed[0].lines[0]].place
            reprinted |= {at for token in printed for at in token.lines}
            left_out.append(Doubt(place, "reprinted-heads", f"重复印的表头没有收入：{'、'.join(heads)}"))
            del tokens[at:end]
        at += 1
    return tokens, tuple(left_out), reprinted


def _without_false_row(chain: Chain, count: int, table: Table) -> tuple[Chain, Token | None]:
    """Give the last number back to the row before, where it is that one's deadline: ``12`` under eleven tasks.

    Such a number is followed by no more than a remark and ``count`` printed tokens that can be a signature. Returns
    the number with the chain, None where the last row is one.
    """
    if len(chain.rows) < 3:
        return chain, None
    *rows, before, last = chain.rows
    own = [token for cell in last.division.cells for token in cell]
    if sum(bool(token.text) for token in own) > count + 1:
        return chain, None
    joined = [*(token for cell in before.division.cells for token in cell), last.number, *own]
    ended = [*(at for at, token in enumerate(joined) if token.text), len(joined)][-count - 1]
    if divide(joined[:ended], table).score <= before.division.score:
        return chain, None
    row = before._replace(division=divide(joined, table), headings=(*before.headings, *last.headings))
    return chain._replace(rows=(*rows, row)), last.number


def _false_row_doubt(number: Token | None, lines: Mapping[int, Line]) -> list[Doubt]:
    """Tell that what could be the number of one more task was read as the deadline of the last."""
    if number is None:
        return []
    words = f"“{number.text}”读作上一项的完成时间，也可能是下一项的序号，请核对。"
    return [Doubt(lines[number.lines[0]].place, "deadline-or-number", words)]


def _without_tail(chain: Chain, count: int, table: Table) -> tuple[Chain, tuple[Token, ...]]:
    """Take from the last row what stands below the list: headings, and a signature if the row reads better without.

    An office above a day may be both; at most ``count`` printed tokens can be a signature.
    """
    last = chain.rows[-1]
    own = [token for cell in last.division.cells for token in cell]
    printed = [at for at, token in enumerate(own) if token.text]
    ends = [len(own), *(printed[-less] for less in range(1, min(count, len(printed)) + 1))]
    ways = [(divide(own[:end], table), end) for end in ends]
    best, end = max(ways, key=lambda way: way[0].score - _KEPT_TAIL * (bool(count) and way[1] != ends[-1]))
    rows = (*chain.rows[:-1], last._replace(division=best, headings=()))
    return chain._replace(rows=rows), (*own[end:], *last.headings)


def _tail_doubt(chain: Chain, kept: int, lines: Mapping[int, Line]) -> list[Doubt]:
    """Tell that an office and a day at the end were read as cells."""
    if kept <= 0:
        return []
    words = "最后一项末尾的单位和日期读作责任单位和完成时间，也可能是落款，请核对。"
    return [Doubt(lines[chain.rows[-1].number.lines[0]].place, "cells-or-signature", words)]


def _keeps_blanks(chain: Chain) -> bool:
    """Tell whether the copy kept empty cells: in nearly every row there are as many of them as columns left empty."""
    rows = [row.division.cells for row in chain.rows]
    kept = [sum(not token.text for cell in cells for token in cell) for cells in rows]
    lacking = [sum(not any(token.text for token in cell) for cell in cells) for cells in rows]
    agree = sum(a == b for a, b in zip(kept, lacking, strict=True))
    return any(kept) and agree * 5 >= 4 * len(rows)


def _refusal(
    chain: Chain, table: Table, shape: _Shape, place: Place, lines: Mapping[int, Line]
) -> Refusal | None:
    """Refuse what nothing places: lost blanks without a column of offices, and a row with two equal readings."""
    full = all(all(sum(bool(t.text) for t in cell) == 1 for cell in row.division.cells) for row in chain.rows)
    if not (has_offices(shape.columns) or table.whole or table.blanks or full):
        return Refusal(
            place,
            "lost-cells",
            "表里没有责任单位一列，空格又没有保留，分不出每一格的内容。",
            "请找有表格的原件（Word、Excel 或网页）。",
        )
    for row in chain.rows:
        if row.division.margin < _TIE:
            where = lines[row.number.lines[0]].place
            words = f"第{row.value}项少了几格，两种分法一样像，别的行也定不下来。"
            return Refusal(where, "lost-cells", words, "请找有表格的原件，或者把空格补上再导入。")
    return None


def _rows(
    chain: Chain, shape: _Shape, year: int | None, lines: Mapping[int, Line]
) -> tuple[list[DraftRow], list[Doubt]]:
    """Make the rows, each under the leading cells and headings printed above it."""
    rows: list[DraftRow] = []
    first = lines[chain.rows[0].number.lines[0]].place
    told: list[Doubt] = []
    if not any(column.holds == "number" and column.head for column in shape.columns):
        told.append(Doubt(first, "unheaded-number", "编号一列没有表头。"))
    above = _Above(shape, lines)
    told += above.open(chain.before)
    previous = 0
    for row in chain.rows:
        place = lines[row.number.lines[0]].place
        cells = _printed(row, shape, lines, place)
        made = make_row(place, row.number.text.rstrip("、.\uff0e"), cells, Outside(year, above.group))
        rows.append(made.row)
        told += [*made.doubts, *_row_doubts(row, shape, previous, place), *above.lacking(place)]
        above.close(row)
        previous = row.value
    return rows, told


def _printed(row: Row, shape: _Shape, lines: Mapping[int, Line], place: Place) -> list[Printed]:
    """Return a row's cells under their heads, in printed order; group columns go to the row's headings."""
    own = shape.table.columns[: len(shape.table.columns) - shape.leading]
    cells = []
    for column, tokens in zip(own, row.division.cells, strict=False):
        texts = [token.text for token in tokens if token.text]
        at = next((lines[token.lines[0]].place for token in tokens if token.text), place)
        text = _title(texts) if column.holds == "title" else "\n".join(texts)
        cells.append(Printed(column.head, column.holds, text, at))
    return cells


def _title(texts: Sequence[str]) -> str:
    """Join the paragraphs of a title: a line break inside one is the layout's."""
    joined = "".join(each for text in texts for each in text.split("\n"))
    return (
        joined if all(ord(char) > 127 for text in texts for char in (text[0], text[-1])) else " ".join(texts)
    )


class _Above:
    """What stands above a row: the last leading cells, or the last headings, by their marks."""

    def __init__(self, shape: _Shape, lines: Mapping[int, Line]) -> None:
        self._shape, self._lines = shape, lines
        self._cells: list[str] = [""] * shape.leading
        self._headings: list[tuple[int, str]] = []
        self._inherits = False

    @property
    def group(self) -> tuple[str, ...]:
        """The headings of the next row, outermost first."""
        return (*(text for _, text in self._headings), *filter(None, self._cells))

    def open(self, tokens: Sequence[Token]) -> list[Doubt]:
        """Take what stands before the first number; return what fits nowhere."""
        cells = [token for token in tokens if not self._shape.leading or read_mark(token.text) is None]
        cells = cells[-self._shape.leading :] if self._shape.leading else []
        if self._shape.leading and len(tokens) == self._shape.leading:
            cells = list(tokens)
        for at, token in enumerate(cells):
            self._cells[at] = token.text
        rest = [token for token in tokens if token not in cells]
        self._push([token for token in rest if read_mark(token.text)])
        return [self._stray(token) for token in rest if not read_mark(token.text)]

    def _stray(self, token: Token) -> Doubt:
        place = self._lines[token.lines[0]].place
        return Doubt(place, "unplaced", f"表头与第一项之间的这一段没有位置：{token.text}")

    def close(self, row: Row) -> None:
        """Take what a row's end prints for the next one."""
        leading = (
            row.division.cells[len(row.division.cells) - self._shape.leading :] if self._shape.leading else ()
        )
        fresh = ["\n".join(token.text for token in cell if token.text) for cell in leading]
        self._inherits = bool(fresh) and not any(fresh)
        for at, text in enumerate(fresh):
            self._cells[at] = text or self._cells[at]
        self._push(row.headings)

    def lacking(self, place: Place) -> list[Doubt]:
        """Tell of a row without the leading cells of its own."""
        if not self._inherits:
            return []
        heads = "、".join(column.head for column in self._shape.columns[: self._shape.leading])
        return [Doubt(place, "inherited-group", f"这一行没有“{heads}”一格，随上一行。")]

    def _push(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            mark = read_mark(token.text)
            level = ORDER.index(mark.style) if mark else -1
            self._headings = [pair for pair in self._headings if pair[0] < level]
            self._headings.append((level, token.text))


def _row_doubts(row: Row, shape: _Shape, previous: int, place: Place) -> list[Doubt]:
    doubts = []
    own = shape.table.columns[: len(shape.table.columns) - shape.leading]
    for column, cell in zip(own, row.division.cells, strict=False):
        texts = [token.text for token in cell if token.text]
        if column.holds == "title" and len(texts) > 1:
            words = f"任务{row.number.text}的名称印作{len(texts)}段，已接成一句，请核对：{' / '.join(texts)}"
            doubts.append(Doubt(place, "title-in-paragraphs", words))
        if not texts and column.holds in ("departments", "lead"):
            doubts.append(
                Doubt(place, "missing-department", f"任务{row.number.text}没有“{column.head}”一格的内容。")
            )
        if not texts and column.holds in ("goals", ""):
            doubts.append(Doubt(place, "blank-cell", f"任务{row.number.text}的“{column.head}”一格空白。"))
    if row.division.margin < _CLOSE and not any(doubt.code == "title-in-paragraphs" for doubt in doubts):
        doubts.append(
            Doubt(place, "near-reading", f"任务{row.number.text}各段归哪一格有两种相近的分法，请核对。")
        )
    if row.value not in (previous + 1, 1) and previous:
        doubts.append(Doubt(place, "number-gap", f"编号从{previous}跳到{row.value}，中间可能少了一行。"))
    return doubts
