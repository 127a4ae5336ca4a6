"""What is printed round a list that stands in a table: the notice, its sections, its titles, its signature."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from .boxes import Box
from .draft import DraftSection
from .notice import Frame, Line, take_apart
from .prose import read_prose
from .source import Doubt


class Around(NamedTuple):
    """The same fields a draft has."""

    header: tuple[tuple[str, str], ...]
    preamble: str
    sections: tuple[DraftSection, ...]
    footer: str
    told: tuple[Doubt, ...]
    left_out: tuple[Doubt, ...]


def around(before: Sequence[Box], after: Sequence[Box], known: Collection[str]) -> Around:
    """Sort the paragraphs before and after the tables of a document; ``known`` are the titles that stand elsewhere."""
    frame = take_apart([*_lines(before), *_lines(after)])
    below = {box.top for box in after}
    # Titles stand in the draft already; a letterhead above them is no prose.
    top = min((box.top for box in before if box.text in known), default=-1)
    inside = [line for part in frame.parts for line in part.body if line.text not in known]
    above = [line for line in inside if line.at < top]
    above = above if len(above) <= 3 and all(len(line.text) <= 40 for line in above) else []
    body = [line for line in inside if line not in above]
    letterhead = [("subtitle", line.text) for line in above]
    prose = read_prose([line for line in body if line.at not in below])
    rest = [_left(line) for line in (*(line for line in body if line.at in below), *frame.notes)]
    header = (*letterhead, *_header(frame, known))
    return Around(
        header, prose.preamble, prose.sections, frame.footer, (*frame.told, *prose.told),
        (*frame.left_out, *prose.left_out, *rest),
    )  # fmt: skip


def _lines(boxes: Iterable[Box]) -> list[Line]:
    return [Line(box.top, box.take(), box.place) for box in boxes if box.text]


def _left(line: Line) -> Doubt:
    return Doubt(line.place, "paragraph", f"这一段没有收入：{line.text}")


def _header(frame: Frame, known: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return the keys of a plan with their values; a further title is none of a plan's."""
    titles = [line.text for part in frame.parts for line in part.titles]
    pairs = [*frame.header, *(("subtitle", text) for text in titles)]
    return tuple(dict.fromkeys(pair for pair in pairs if pair[1] not in known))
