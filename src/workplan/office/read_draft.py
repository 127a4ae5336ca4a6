"""From the files of a published plan to its drafts: one for each list, with the prose that belongs to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..domain.departments import Register
from ..domain.meter import METER
from ..domain.office_looks import registered
from ..domain.plan import Department
from .cut_short import cut_short, number_gaps
from .draft import Draft, Refusal
from .drafts import drafts
from .limits import Refused
from .plain_text import read_text as read_lines
from .progress import progress_doubts
from .read import read
from .source import Doubt, Grid, Place, SourceDocument
from .text_layout import read_text


class Asked(NamedTuple):
    """What the user says of the document: its year, what single heads hold, an encoding, the offices there are."""

    year: int | None = None
    columns: Mapping[str, str] | None = None
    encoding: str = ""
    register: Sequence[Department] = ()


def read_drafts(
    files: Sequence[tuple[str, bytes]], asked: Asked | None = None
) -> tuple[Draft, ...] | Refusal:
    """Read files, (name, bytes) each, as one plan: the lists of all, and the prose of those that have none.

    A draft for each list, in printed order; the first has the prose. A list in a table goes by its heads; paragraphs
    go by their layout. Raises ``Unavailable`` where a library is not installed.
    """
    asked = asked or Asked()
    with registered(Register(asked.register).knows):
        return _read_all(files, asked)


def _read_all(files: Sequence[tuple[str, bytes]], asked: Asked) -> tuple[Draft, ...] | Refusal:
    found = [
        _read(name, raw, asked, points=False) for name, raw in METER.through(files, "读原件", len(files))
    ]
    if len(files) > 1 and any(_tabled(each) for each in found):
        found = [
            each if _tabled(each) else _read(name, raw, asked, points=True)
            for each, (name, raw) in zip(found, files, strict=True)
        ]
    if refused := next((each for each in found if isinstance(each, Refusal)), None):
        return refused
    made = [draft for each in found if not isinstance(each, Refusal) for draft in each]
    lists = [draft for draft in made if draft.rows]
    if not lists:
        return _no_tasks(files[0][0])
    return tuple(_together(lists, [draft for draft in made if not draft.rows]))


def _no_tasks(file: str) -> Refusal:
    return Refusal(
        Place(file),
        "no-tasks",
        "没有读出任务：没有任务清单，带编号的段落里也没有任务。",
        "清单在另一个文件里的，一起写上，如 workplan import 正文.docx 清单.xlsx；表头认不出的，用 --column 指明。",
    )


def _tabled(found: tuple[Draft, ...] | Refusal) -> bool:
    """Tell whether a file holds a list in columns: only then are the numbered paragraphs of others no tasks."""
    return not isinstance(found, Refusal) and any(
        column.holds == "title" for draft in found for column in draft.columns
    )


def _read(name: str, raw: bytes, asked: Asked, *, points: bool) -> tuple[Draft, ...] | Refusal:
    """Read one file, and tell of numbers that are left out and of an end that is lost."""
    document = read(raw, name, asked.encoding, asked.columns)
    made = document if isinstance(document, Refusal) else _of_document(document, raw, asked, points=points)
    if isinstance(made, Refusal) or isinstance(document, Refusal):
        return made
    *before, last = (draft._replace(told=(*draft.told, *number_gaps(draft))) for draft in made)
    return (*before, last._replace(told=(*last.told, *cut_short(document, raw, last))))


def _of_document(
    document: SourceDocument, raw: bytes, asked: Asked, *, points: bool
) -> tuple[Draft, ...] | Refusal:
    if not any(isinstance(block, Grid) for block in document.blocks):
        return _of_text(document, asked, points=points)
    found = drafts(document, year=asked.year, columns=asked.columns)
    if not isinstance(found, Refusal):
        return tuple(with_notice(draft, document) for draft in found)
    if found.code != "no-list":
        return found
    return _without_list(document, raw, asked, points=points) or found


def _without_list(
    document: SourceDocument, raw: bytes, asked: Asked, *, points: bool
) -> tuple[Draft, ...] | None:
    """Read the paragraphs of a document whose tables hold no list; lines that only look like rows are lines again."""
    if document.kind in ("delimited", "markdown"):
        try:
            document = read_lines(raw, document.file, asked.encoding)
        except Refused:
            return None
    read = _of_text(document, asked, points=points)
    if isinstance(read, Refusal) or not any(draft.rows or draft.sections for draft in read):
        return None
    return read


def _of_text(document: SourceDocument, asked: Asked, *, points: bool) -> tuple[Draft, ...] | Refusal:
    read = read_text(document, year=asked.year, columns=asked.columns, points=points)
    if isinstance(read, Refusal):
        return read
    read = read._replace(told=(*read.told, *progress_doubts(read)))
    return tuple(with_notice(draft, document) for draft in _apart(read))


def _apart(draft: Draft) -> list[Draft]:
    """Return a draft for each list of one that has several; each has its own doubts, the first all the rest."""
    if not draft.lists:
        return [draft]
    made = []
    for at, own in enumerate(draft.lists):
        rows = tuple(row for row in draft.rows if row.list == own.title)
        header = tuple(pair for pair in draft.header if pair != ("titles.annex_head", own.title))
        whole = draft if not at else Draft(draft.year, draft.title, collectives=draft.collectives)
        made.append(
            whole._replace(
                columns=own.columns, rows=rows, lists=(), default_deadline=own.default_deadline,
                header=(*(header if not at else ()), ("titles.annex_head", own.title)), told=(),
            )
        )  # fmt: skip
    others = {own.title for own in draft.lists}
    made[0] = made[0]._replace(
        header=tuple(p for p in made[0].header if p[1] not in others or p[1] == draft.lists[0].title)
    )
    return _with_doubts(made, draft.told)


def _with_doubts(made: list[Draft], told: Sequence[Doubt]) -> list[Draft]:
    """Give each doubt to the list whose rows it stands among."""
    starts = [min((row.place.line for row in draft.rows), default=0) for draft in made]
    own: list[list[Doubt]] = [[] for _ in made]
    for doubt in told:
        own[
            max((at for at, start in enumerate(starts) if at and doubt.place.line >= start), default=0)
        ].append(doubt)
    return [draft._replace(told=tuple(doubts)) for draft, doubts in zip(made, own, strict=True)]


def with_notice(draft: Draft, document: SourceDocument) -> Draft:
    """Put the sentence that gives a list its time into the draft's prose, if it is not there: the time is quoted from it."""
    times = {row.deadline for row in draft.rows if row.deadline.origin == "notice"}
    raw = next((time.raw for time in times), "")
    prose = [draft.preamble, draft.footer, draft.title]
    prose += [point.title + point.text for section in draft.sections for point in section.points]
    if not raw or any(raw in text for text in prose):
        return draft
    text = next((text for text in _printed(document) if raw in text), "")
    kept = tuple(doubt for doubt in draft.left_out if not text or text not in doubt.message)
    return draft._replace(preamble="\n".join(filter(None, (draft.preamble, text))), left_out=kept)


def _printed(document: SourceDocument) -> list[str]:
    texts = []
    for block in document.blocks:
        if isinstance(block, Grid):
            cells = [cell.text for row in block.rows for cell in row if cell.origin]
            texts += [line for text in reversed(cells) for line in text.split("\n")]
        else:
            texts.append(block.text.strip())
    return texts


def _together(lists: list[Draft], prose: list[Draft]) -> list[Draft]:
    """Put the prose of other files before the first list."""
    for other in reversed(prose):
        first = lists[0]
        own = (("titles.annex_head", first.title),) if first.title and other.title else ()
        lists[0] = first._replace(
            year=first.year or other.year,
            title=other.title or first.title,
            header=tuple(dict.fromkeys((*other.header, *own, *first.header))),
            sections=(*other.sections, *first.sections),
            preamble="\n".join(filter(None, (other.preamble, first.preamble))),
            footer="\n".join(filter(None, (other.footer, first.footer))),
            told=(*(doubt for doubt in other.told if doubt.code != "no-tasks"), *first.told),
            left_out=(*other.left_out, *first.left_out),
            collectives=(*other.collectives, *first.collectives),
        )
    year = next((draft.year for draft in lists if draft.year), None)
    return [draft._replace(year=draft.year or year) for draft in lists]
