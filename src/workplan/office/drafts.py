"""From a document to drafts: its lists, one draft each, and everything that is in none of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..domain.characters import quote, short
from ..domain.printed_heads import OFFICES
from .around import Around, around
from .boxes import Box, Row, boxes, left_over
from .cell_times import covering_time, doubts
from .draft import Draft, DraftColumn, DraftRow, Refusal
from .gather import TableList, find_list, go_on, number_of
from .likeness import similar_names
from .limits import Refused, refuse
from .list_heads import find_heads
from .office_cells import offices
from .row_kinds import UNMARKED, is_annex, is_label, is_note, rank
from .rows import collectives_in
from .source import Doubt, Grid, Paragraph, Place, SourceDocument
from .table_rows import build
from .times import deadline

_RAGGED = ("delimited", "markdown", "html", "text")
"""Kinds of files whose rows may lack cells: a spreadsheet and Word keep every place."""
_CONTINUED = r"[(（]?(?:续表?|接上[页表]|第[\d一二三四五六七八九十]+页)[\d一二三四五六七八九十]*[)）]?"
_TITLE_ENDS = r"(?:表|清单|台账|计划|方案|要点|安排|分工|任务书?|通知|目录|总表|一览|情况)(?:[(（].*[)）])?$"
_OFFICE_LABEL = r"(?:责任|牵头|承办|主办|承担|实施)(?:单位|科室|部门|处室|股室)[:：]\s*(?P<names>[^\s:：]+)"


@dataclass
class _Lead:
    """The paragraphs before a list, and the list; the last one has those after all lists."""

    paragraphs: list[Box] = field(default_factory=list)
    list: TableList | None = None


def drafts(
    document: SourceDocument, *, year: int | None = None, columns: Mapping[str, str] | None = None
) -> tuple[Draft, ...] | Refusal:
    """Return a draft for every list of tasks in a document, in printed order.

    ``year`` is what the user says, else the titles or the times tell; ``columns`` adds to the known heads. A document
    without any list is a refusal. Every paragraph and cell is in a draft or in the ``left_out`` of one.
    """
    try:
        return _drafts(document, year, dict(columns or {}))
    except Refused as refused:
        return refused.refusal


def _drafts(document: SourceDocument, year: int | None, extra: dict[str, str]) -> tuple[Draft, ...]:
    leads, strangers = _lists(document, extra)
    lists = [lead for lead in leads if lead.list]
    if not lists:
        _refuse(document, strangers)
    title = _document_title(leads[0].paragraphs)
    made = []
    for at, lead in enumerate(lists):
        after = leads[-1].paragraphs if at == len(lists) - 1 else leads[at + 1].paragraphs
        made.append(_Maker(document, title, lead, _notes_of(after), len(lists)).draft(year))
    known = {title for draft in made for title in (draft.title, *(text for _, text in draft.header))}
    before = [box for lead in lists for box in lead.paragraphs if not box.taken or box.text in known]
    after = [box for box in leads[-1].paragraphs if not box.taken]
    made[0] = _framed(made[0], around(before, after, known))
    return _with_rest(made, document, list(_cells_left(strangers)))


def _framed(draft: Draft, found: Around) -> Draft:
    """Add what is printed round the lists to the first of them."""
    return draft._replace(
        header=(*found.header, *draft.header),
        preamble=found.preamble,
        sections=found.sections,
        footer=found.footer,
        told=(*found.told, *draft.told),
        left_out=(*found.left_out, *draft.left_out),
    )


def _lists(document: SourceDocument, extra: dict[str, str]) -> tuple[list[_Lead], list[list[Row]]]:
    """Return the lists with the paragraphs before each, and the grids that are no lists."""
    leads, strangers = [_Lead()], []
    ragged = document.kind in _RAGGED
    before: TableList | None = None
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            leads[-1].paragraphs.append(_paragraph(block, at))
        elif before is not None and _goes_on(before, block, leads[-1].paragraphs, extra):
            for box in leads[-1].paragraphs:
                box.take()
            leads[-1].paragraphs = []
            go_on(before, block, extra, ragged=ragged)
        elif (found := find_list(block, extra, ragged=ragged)) and found.items:
            leads[-1].list = before = found
            leads.append(_Lead())
        else:
            strangers.append(boxes(block))
            before = None
    return leads, strangers


def _notes_of(paragraphs: list[Box]) -> list[Box]:
    """Return the notes below a list: the paragraph that says so, and the numbered ones that go on."""
    notes: list[Box] = []
    for box in paragraphs:
        if is_note(box.text) or (notes and box.text and rank(box.text) < UNMARKED):
            notes.append(box)
        elif notes and box.text:
            break
    return notes


def _paragraph(block: Paragraph, at: int) -> Box:
    box = Box(block.text.strip(), block.place, at, 0)
    box.heading = block.level > 0
    return box


def _goes_on(before: TableList, grid: Grid, between: list[Box], extra: dict[str, str]) -> bool:
    """Tell whether a grid continues the list before it: nothing between, the same heads or columns, numbers that go on."""
    if any(box.text and not re.fullmatch(_CONTINUED, box.text) for box in between) or not grid.rows:
        return False
    rows = boxes(grid)
    heads = find_heads(rows, extra)
    if heads is None:
        return grid.name == before.name and len(rows[0]) == len(before.grids[0][0])
    same = [(c.head, c.at) for c in heads.columns] == [(c.head, c.at) for c in before.heads.columns]
    first = next((n.text for row in rows[heads.bottom :] if (n := number_of(row, heads)) and n.text), "")
    return same and grid.name == before.name and first.rstrip("、.．") not in ("1", "一")


def _refuse(document: SourceDocument, strangers: list[list[Row]]) -> None:
    for rows in strangers:
        if _is_matrix(rows):
            refuse(
                rows[0][0].place,
                "matrix",
                "表的行是地区或单位、列是指标，没有任务名称，不是任务清单。",
                "换一份以任务为行的清单；或用 --column 表头=title 指明哪一列是任务名称。",
            )
    where = strangers[0][0][0].place if strangers and strangers[0] else Place(document.file)
    refuse(
        where,
        "no-list",
        "没有认出任务清单：没有一行像“序号、任务名称、责任单位、完成时间”这样的表头。",
        "用 --column 表头=title 等指明各列是什么，例如 --column 事由=title --column 经办=departments。",
    )


def _is_matrix(rows: list[Row]) -> bool:
    """Tell a table of figures: names in its first column, figures in nearly all others."""
    body = [row for row in rows if row[0].text and len(row) > 2]
    figures = [box.text for row in body for box in row[1:] if re.fullmatch(r"[-+]?[\d.,]+[%％]?", box.text)]
    filled = [box.text for row in body for box in dict.fromkeys(row[1:]) if box.text]
    return len(body) > 2 and len(figures) * 2 > len(filled)


def _document_title(paragraphs: list[Box]) -> Box | None:
    """Return the paragraph that is the document's title: a heading, else the first short one that reads like a title."""
    plain = [box for box in paragraphs if box.text and not is_annex(box.text)]
    return next((b for b in plain if b.heading), None) or next(
        (b for b in plain if _like_title(b.text)), None
    )


def _like_title(text: str) -> bool:
    short_enough = len(text) <= 60 and not re.search(r"[。；;:：]$", text) and not is_label(text)
    return short_enough and bool(re.search(_TITLE_ENDS, text))


class _Maker:
    """One list and what stands round it on their way to a draft."""

    def __init__(
        self, document: SourceDocument, title: Box | None, lead: _Lead, after: list[Box], many: int
    ) -> None:
        assert lead.list is not None
        self.document, self.found, self.before, self.after = document, lead.list, lead.paragraphs, after
        self.many = many
        self.own = self._own_title(title)
        self.title = title or self.own

    def _own_title(self, title: Box | None) -> Box | None:
        """Return the list's own title: above its heads, else the nearest paragraph before it."""
        titles = self.found.titles
        if titles:
            return next((box for box in titles if _like_title(box.text)), titles[0])
        near = [b for b in self.before if b is not title and b.text and not is_annex(b.text)]
        return near[-1] if near and _like_title(near[-1].text) else None

    def draft(self, stated: int | None) -> Draft:
        """Return the draft; ``stated`` is the year the user gives."""
        found = self.found
        year = stated or self._titled_year() or self._year_of_cells()
        title = self.title.take() if self.title else ""
        own = self.own.take() if self.own else found.name
        header = (*((("titles.annex_head", own),) if own and own != title else ()), *self._header())
        rows = build(found, year)
        rows = self._from_heading(self._from_notice(rows, year))
        if own != title and (self.many > 1 or title):
            rows = [row._replace(list=own) for row in rows]
        if not title:
            found.told.append(Doubt(Place(self.document.file), "no-document-title", "没有认出标题，请填写。"))
        if year is None:
            found.told.append(
                Doubt(Place(self.document.file), "no-year", "看不出是哪一年的计划，用 --year 指明。")
            )
        columns = tuple(DraftColumn(c.head, c.plan_holds) for c in found.heads.columns)
        left_out = (*found.left_out, *_notes_left([*found.notes, *self.after]), *_cells_left(found.grids))
        told = (*found.told, *similar_names(rows))
        return Draft(
            year, title, columns, tuple(rows), header=header, told=told, left_out=left_out,
            groups=tuple(found.groups),
            collectives=collectives_in(box.text for box in (*found.notes, *self.after)),
        )  # fmt: skip

    def _titled_year(self) -> int | None:
        """Return the year the titles name."""
        for box in (self.own, self.title):
            if box and (named := re.search(r"(20\d\d)(?:年|-)", box.text)):
                return int(named[1])
        return None

    def _year_of_cells(self) -> int | None:
        """Return the year most times of the list name, else the words above it, and tell that no title does."""
        due = [
            row[c.at[0]].text
            for item in self.found.items
            for row in item.rows
            for c in self.found.heads.of("deadline")
        ]
        every = Counter(re.findall(r"(?<!\d)20\d\d(?=[年./-])", "\n".join(due)))
        if not every:
            every = Counter(re.findall(r"(?<!\d)20\d\d(?=年)", "\n".join(box.text for box in self.before)))
        if not every:
            return None
        year = every.most_common(1)[0][0]
        words = f"标题里没有年份，按表里的时间读作{year}年的计划；不是的话用 --year 指明。"
        self.found.told.append(Doubt(Place(self.document.file), "year-of-cells", words))
        return int(year)

    def _header(self) -> tuple[tuple[str, str], ...]:
        pairs = []
        for box in self.found.labels:
            if is_annex(box.text):
                pairs.append(("titles.annex_label", box.take()))
                continue
            label, _, value = box.take().replace("\uff1a", ":").partition(":")
            pairs.append((label.strip(), value.strip()))
        return tuple(pairs)

    def _from_notice(self, rows: list[DraftRow], year: int | None) -> list[DraftRow]:
        """Give a list without times the one its notes or the notice set for all of it."""
        found = self.found
        if found.heads.of("deadline") or any(row.deadline.raw for row in rows):
            return rows
        label = next((b.text for b in reversed(self.before) if is_annex(b.text)), "").rstrip(":：")
        for box in (*found.notes, *self.after, *self.before):
            for sentence in re.split(r"(?<=[。；;\n])", box.text):
                annex = re.search(r"附件[\d一二三四五六七八九十]+", sentence)
                raw = covering_time(sentence)
                if raw and (not annex or annex[0] == label):
                    return self._covered(rows, raw, box.place, year)
        return rows

    def _covered(self, rows: list[DraftRow], raw: str, place: Place, year: int | None) -> list[DraftRow]:
        due = deadline(raw, year, "notice")
        said = f"清单没有时间一列，完成时间{quote(raw)}取自正文或表下的注，请核对。"
        self.found.told.extend((Doubt(place, "deadline-in-notice", said), *doubts(due, place, year)))
        return [row if row.parts else row._replace(deadline=due) for row in rows]

    def _from_heading(self, rows: list[DraftRow]) -> list[DraftRow]:
        """Give a list without a column of offices the one printed above it."""
        if self.found.heads.of(*OFFICES):
            return rows
        for box in (*self.found.labels, *reversed(self.before)):
            if named := re.search(_OFFICE_LABEL, box.text):
                held, _ = offices(named["names"], None)
                said = f"没有责任单位一列，印在表上方的是{quote(named['names'])}，各项都归它，请核对。"
                self.found.told.append(Doubt(box.place, "departments-in-heading", said))
                return [row._replace(departments=held, departments_from="heading") for row in rows]
        return rows


def _notes_left(notes: Iterable[Box]) -> Iterator[Doubt]:
    for box in notes:
        if not box.taken:
            yield Doubt(box.place, "note", f"表外的话不是任务，没有收入：{quote(short(box.take(), 200))}。")


def _cells_left(grids: Iterable[list[Row]]) -> Iterator[Doubt]:
    """Tell the cells nobody used, a row at a time."""
    for rows in grids:
        by_row: dict[int, list[Box]] = {}
        for box in left_over(rows):
            by_row.setdefault(box.top, []).append(box)
        for cells in by_row.values():
            words = quote("｜".join(short(box.take(), 80) for box in cells))
            yield Doubt(cells[0].place, "cells", f"这一行没有归处，没有收入：{words}。")


def _with_rest(made: list[Draft], document: SourceDocument, rest: list[Doubt]) -> tuple[Draft, ...]:
    """Add what is told of the whole document to the first draft."""
    first = made[0]
    if len(made) > 1:
        said = f"文件里有 {len(made)} 份清单，各成一份草稿；用 --table 只取一份。"
        document = document._replace(
            doubts=(*document.doubts, Doubt(Place(document.file), "several-lists", said))
        )
    made[0] = first._replace(
        told=(*document.doubts, *first.told), left_out=(*document.left_out, *first.left_out, *rest)
    )
    return tuple(made)
