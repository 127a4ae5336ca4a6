"""A document of plain paragraphs becomes a draft: a list with one cell a paragraph, a list with bars, or tasks in prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..domain.fold import compiled
from ..domain.printed_heads import GROUP, STEP
from .bar_rows import read_bars
from .cell_rows import looks_run_together, read_cells
from .columns import Listed
from .covering import Covering, apply, best_list, covering_sentences
from .draft import Draft, DraftDeadline, DraftList, DraftRow, Refusal
from .likeness import similar_names
from .listing import Listing, read_listing, tells_tasks
from .notice import Frame, Line, Part, lines_of, take_apart, year_of
from .prose import read_prose
from .rows import collectives_in, nobody
from .source import Doubt, Grid, Place, SourceDocument

_NOT_LABELLED = frozenset({"number", "title", GROUP, STEP})
"""What a label inside a paragraph cannot hold: the paragraph itself is the row."""


def read_text(
    document: SourceDocument,
    *,
    year: int | None = None,
    columns: Mapping[str, str] | None = None,
    points: bool = False,
) -> Draft | Refusal:
    """Read the paragraphs of a document as a plan. ``columns`` says what heads hold that the table of words lacks.

    ``points``: its numbered paragraphs are the points of a list in another file, and no tasks themselves.
    Every paragraph is in the draft or in ``left_out``. Refused: cells run together, rows whose lost cells nothing places.
    """
    lines = lines_of(document)
    if not lines:
        hint = "请检查文件，或者换一份有文字的原件。"
        return Refusal(Place(document.file), "empty-document", "文件里没有文字。", hint)
    if refused := looks_run_together(lines):
        return refused
    year = year or _year(lines)
    lists = _lists(document, lines, columns or {}, year)
    if isinstance(lists, Refusal):
        return lists
    if lists or points:
        draft = _tabled(lists, lines, year)
    else:
        draft = _in_prose(take_apart(lines), year, columns or {})
        if refused := _unfit(draft, columns or {}):
            return refused
    told = (*document.doubts, *_head_doubts(draft, lines), *draft.told, *similar_names(draft.rows))
    return draft._replace(told=told, left_out=(*document.left_out, *_grids(document), *draft.left_out))


def _year(lines: Sequence[Line]) -> int | None:
    """Return the year of the title, else of the first line that prints one."""
    titles = [part.titles for part in take_apart(lines).parts]
    return year_of([line.text for each in titles for line in each]) or year_of(line.text for line in lines)


def _lists(
    document: SourceDocument, lines: Sequence[Line], chosen: Mapping[str, str], year: int | None
) -> list[Listed] | Refusal:
    barred = read_bars(lines, chosen, year)
    if isinstance(barred, Refusal):
        return barred
    return [barred] if barred else read_cells(document, lines, chosen, year)


def _tabled(lists: Sequence[Listed], lines: Sequence[Line], year: int | None) -> Draft:
    """Put lists of cells together with what is printed round them."""
    taken = {at for listed in lists for at in listed.taken}
    titles = {listed.title.at: listed.title for listed in lists if listed.title}
    around = [titles.get(line.at, line) for line in lines if line.at not in taken or line.at in titles]
    frame = take_apart([line for line in around if line.text not in ("|", "\uff5c")])
    prose = read_prose([line for part in frame.parts for line in part.body])
    named = _names(lists, frame)
    rows = [row._replace(list=name) for listed, name in zip(lists, named, strict=True) for row in listed.rows]
    draft = _framed(frame, year)._replace(
        columns=lists[0].columns if lists else (),
        rows=tuple(rows),
        sections=prose.sections,
        preamble=prose.preamble,
        told=(
            *frame.told,
            *prose.told,
            *(doubt for listed in lists for doubt in (*listed.told, *_nobody(listed))),
            *_told_of_lists(named, rows),
        ),
        left_out=(
            *frame.left_out,
            *prose.left_out,
            *(doubt for listed in lists for doubt in listed.left_out),
            *_notes(frame),
        ),
        lists=tuple(DraftList(name, each.columns) for each, name in zip(lists, named, strict=True))
        if len(named) > 1
        else (),
    )
    return _covered(draft, [line for part in frame.parts for line in part.body], frame.notes)


def _nobody(listed: Listed) -> Iterator[Doubt]:
    said = {doubt.place for doubt in listed.told if doubt.code == "missing-department"}
    yield from (doubt for doubt in nobody(listed.rows) if doubt.place not in said)


def _names(lists: Sequence[Listed], frame: Frame) -> list[str]:
    """Return the lists' own titles where there are several, else blanks."""
    if len(lists) < 2:
        return [""] * len(lists)
    titles = [part.titles[-1].text for part in frame.parts if part.titles]
    own = titles[-len(lists) :] if len(titles) >= len(lists) else []
    return own or [f"清单{at}" for at in range(1, len(lists) + 1)]


def _in_prose(frame: Frame, year: int | None, chosen: Mapping[str, str]) -> Draft:
    """Read tasks that are numbered paragraphs: those of the parts that name offices, else of all."""
    telling = [part for part in frame.parts if tells_tasks(part)] or list(frame.parts)
    several = sum(1 for part in telling if part.body) > 1
    listings = [read_listing(part, year, _own_name(part) if several else "", chosen) for part in telling]
    listings = [listing for listing in listings if listing.rows or listing.others]
    others = [line for part in frame.parts if part not in telling for line in part.body]
    before, after = _either_side(
        [*others, *(line for listing in listings for line in listing.others)], listings
    )
    kept = [listing for listing in listings if listing.rows]
    draft = _framed(frame, year)._replace(
        columns=kept[0].columns if kept else (),
        rows=tuple(row for listing in kept for row in listing.rows),
        preamble="\n".join(line.text for line in before),
        told=(
            *frame.told,
            *(doubt for listing in kept for doubt in listing.told),
            *_told_of_lists([each.title for each in kept], kept[0].rows if kept else ()),
        ),
        left_out=(*frame.left_out, *map(_left, after), *_notes(frame)),
        lists=tuple(DraftList(each.title, each.columns) for each in kept) if len(kept) > 1 else (),
    )
    return _covered(draft, [*before, *after], frame.notes)


def _unfit(draft: Draft, chosen: Mapping[str, str]) -> Refusal | None:
    """Refuse what no label inside a numbered paragraph can hold: the paragraph is number and name already."""
    columns = (*draft.columns, *(column for each in draft.lists for column in each.columns))
    for head in dict.fromkeys(column.head for column in columns):
        if chosen.get(head) in _NOT_LABELLED:
            words = f"“{head}”是段落里的标签，不是一栏，不能读作编号、任务名称或分组。"
            return Refusal(draft.rows[0].place, "unfit-column", words, "去掉这一个 --column，或写 free。")
    return None


def _own_name(part: Part) -> str:
    return part.titles[-1].text if part.titles else part.label


def _either_side(lines: Sequence[Line], listings: Sequence[Listing]) -> tuple[list[Line], list[Line]]:
    """Part the paragraphs that are no tasks: before the first task they are the preamble."""
    first = min((row.place.line for listing in listings for row in listing.rows), default=1 << 30)
    return [x for x in lines if x.place.line < first], [x for x in lines if x.place.line >= first]


def _left(line: Line) -> Doubt:
    return Doubt(line.place, "no-place-in-plan", f"正文里的这一段在计划里没有位置：{line.text}")


def _notes(frame: Frame) -> Iterator[Doubt]:
    for line in frame.notes:
        yield Doubt(line.place, "note", f"注没有收入：{line.text}")


def _told_of_lists(titles: Sequence[str], rows: Sequence[DraftRow]) -> Iterator[Doubt]:
    if len(titles) > 1:
        names = "、".join(f"“{title}”" for title in titles)
        words = f"一个文件里有{len(titles)}份清单（{names}），编号各自起头，台账要分开。"
        yield Doubt(rows[0].place, "several-lists", words)


def _framed(frame: Frame, year: int | None) -> Draft:
    """Begin a draft with what is printed round the list."""
    own = frame.parts[0].titles
    later = [line for part in frame.parts[1:] for line in part.titles]
    title = own[0].text if own else later[0].text if later else ""
    heads = [("titles.annex_head", line.text) for line in (later if own else later[1:])]
    collectives = collectives_in(line.text for line in frame.notes)
    return Draft(year, title, header=(*frame.header, *heads), footer=frame.footer, collectives=collectives)


def _covered(draft: Draft, body: Iterable[Line], notes: Iterable[Line]) -> Draft:
    """Let a sentence that sets a time for all reach the list it speaks of."""
    found = covering_sentences([*body, *notes])
    if not found or not draft.rows:
        return draft
    for covering in found[:1]:
        draft = _cover(draft, covering)
    return draft


def _cover(draft: Draft, covering: Covering) -> Draft:
    titles = [each.title for each in draft.lists]
    at = best_list(covering.sentence, titles) if titles else None
    if titles and at is None:
        words = f"正文里的这一句定了时间，看不出是哪一份清单的：{covering.sentence}"
        return draft._replace(told=(*draft.told, Doubt(covering.line.place, "default-deadline", words)))
    name = titles[at] if at is not None else ""
    rows, time, doubt = apply([row for row in draft.rows if row.list == name], covering, draft.year)
    fresh = iter(rows)
    return draft._replace(
        rows=tuple(next(fresh) if row.list == name else row for row in draft.rows),
        told=(*draft.told, doubt),
        default_deadline=time if not name else DraftDeadline(),
        lists=tuple(
            each._replace(default_deadline=time) if each.title == name else each for each in draft.lists
        ),
    )


def _grids(document: SourceDocument) -> Iterator[Doubt]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield Doubt(block.place, "grid", "表格不在这里读。")


def _head_doubts(draft: Draft, lines: Sequence[Line]) -> Iterator[Doubt]:
    place = lines[0].place if lines else Place("")
    if not draft.title:
        yield Doubt(place, "no-title", "没有认出标题，请填写。")
    if not (draft.rows or draft.sections):
        yield Doubt(place, "no-tasks", "没有读出任务，也没有读出要点。")
    if draft.year is None:
        yield Doubt(place, "no-year", "标题和日期里都没有年份，请用 --year 指定。")
    elif span := compiled(r"20\d\d\s*年?\s*[-－—–~\uff5e至]+\s*20\d\d").search(draft.title):
        yield Doubt(place, "several-years", f"标题写的是{span[0]}，先按{draft.year}年读，请核对。")
