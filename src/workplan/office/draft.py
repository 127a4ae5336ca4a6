"""What was read out of a published document: a plan to be, with its doubts. The shape of ``import -O json``."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .source import Doubt, Place


class DraftDeadline(NamedTuple):
    """Time words as printed and their reading.

    ``origin`` is "" for the row's own cell, else bracket, sentence, heading, notice.
    """

    raw: str = ""
    last_day: date | None = None
    kind: str = "undated"
    other_day: date | None = None
    origin: str = ""


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

    ``places`` has the place of each field by its key, for the comments at its line.
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


class Draft(NamedTuple):
    """Everything read of one list and its notice. ``left_out`` are paragraphs and cells that went nowhere, each told."""

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


class Refusal(NamedTuple):
    """Why a whole file cannot be imported, and the way out."""

    place: Place
    code: str
    message: str
    hint: str
