"""What was read out of a published document: a plan to be, with its doubts. The shape of ``import -O json``."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .source import Doubt, Place


class DraftDeadline(NamedTuple):
    """Time words as printed and their reading.

    ``origin`` is "" for the row's own cell, else bracket, sentence, heading or notice. ``then`` is `ongoing` where the duty
    goes on after the day; ``days`` are the several days an ambiguous time names.
    """

    raw: str = ""
    last_day: date | None = None
    kind: str = "undated"
    other_day: date | None = None
    origin: str = ""
    then: str = ""
    days: tuple[date, ...] = ()


class DraftOffice(NamedTuple):
    """An office as printed, and its role: lead, joint, assist, shared."""

    name: str
    role: str


class DraftPart(NamedTuple):
    """A sub-row or dated step printed under a row."""

    title: str
    place: Place
    number: str = ""
    goals: str = ""
    departments: tuple[DraftOffice, ...] = ()
    department_cells: tuple[tuple[str, str], ...] = ()
    deadline: DraftDeadline = DraftDeadline()
    cells: tuple[tuple[str, str], ...] = ()
    remark: str = ""
    open: bool = False


class DraftRow(NamedTuple):
    """One task. ``group`` has the headings above it, outermost first. Cells are (head, printed text) pairs.

    ``list`` is the title of its list where a document has several. ``departments_from`` is `group` where the offices
    are printed once for all rows of a group. ``table`` is a small table printed inside the row, row by row.
    """

    title: str
    place: Place
    number: str = ""
    goals: str = ""
    remark: str = ""
    group: tuple[str, ...] = ()
    departments: tuple[DraftOffice, ...] = ()
    department_cells: tuple[tuple[str, str], ...] = ()
    deadline: DraftDeadline = DraftDeadline()
    cells: tuple[tuple[str, str], ...] = ()
    parts: tuple[DraftPart, ...] = ()
    open: bool = False
    list: str = ""
    departments_from: str = ""
    table: tuple[tuple[str, ...], ...] = ()


class DraftColumn(NamedTuple):
    """A printed head, and what the column holds: one of the spec's words, or "" for a free column."""

    head: str
    holds: str = ""


class DraftPoint(NamedTuple):
    """One numbered point of the prose: its first sentence with its mark, and the rest."""

    number: int
    title: str
    text: str
    place: Place


class DraftSection(NamedTuple):
    """One section of the prose."""

    number: int
    title: str
    points: tuple[DraftPoint, ...]
    place: Place


class DraftGroup(NamedTuple):
    """A heading row that carries cells of its own: a subtotal, an office, a time."""

    title: str
    place: Place
    cells: tuple[tuple[str, str], ...] = ()


class DraftList(NamedTuple):
    """One of several lists of a document: its title, its columns, and the deadline a covering sentence gives it."""

    title: str
    columns: tuple[DraftColumn, ...] = ()
    default_deadline: DraftDeadline = DraftDeadline()


class Draft(NamedTuple):
    """Everything read of a document's list and its notice. ``left_out`` are paragraphs and cells that went nowhere, each told.

    ``header`` has pairs of a plan's key (`titles.page`, `publication.index_number`) or, where a plan has none, the
    printed label, and the printed value. ``lists`` names the several lists of one document. ``default_deadline`` is
    a time that a sentence of the notice gives all rows; ``collectives`` are the members of 各科室 where it says them.
    """

    year: int | None
    title: str
    columns: tuple[DraftColumn, ...] = ()
    rows: tuple[DraftRow, ...] = ()
    sections: tuple[DraftSection, ...] = ()
    preamble: str = ""
    header: tuple[tuple[str, str], ...] = ()
    footer: str = ""
    told: tuple[Doubt, ...] = ()
    left_out: tuple[Doubt, ...] = ()
    groups: tuple[DraftGroup, ...] = ()
    lists: tuple[DraftList, ...] = ()
    collectives: tuple[tuple[str, tuple[str, ...]], ...] = ()
    default_deadline: DraftDeadline = DraftDeadline()


class Refusal(NamedTuple):
    """Why a whole file cannot be imported, and the way out."""

    place: Place
    code: str
    message: str
    hint: str
