"""Brackets and labels that carry the offices and the time of a task in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..domain.fold import compiled
from ..domain.office_looks import is_names, says_roles
from ..domain.office_marks import CLOSING, OPENING
from ..domain.printed_heads import bare, holds_of
from .times import is_time

_LABEL = r"(?P<label>[\u4e00-\u9fff]{2,8})\s*[:\uff1a]\s*"


class Bracket(NamedTuple):
    """A closing bracket: what stands before it, the bracket as printed, its offices and its time."""

    before: str
    printed: str
    offices: str
    time: str


@lru_cache(1024)
def closing_bracket(text: str, plain: bool = False) -> Bracket | None:
    """Return the bracket a text ends with, where it holds offices or a time; `(修订)` is part of a name.

    Names alone are offices only behind a whole sentence, or where the list is known to print them so (``plain``).
    """
    bare_text = text.rstrip("。;\uff1b ")
    if not bare_text.endswith(tuple(CLOSING)):
        return None
    start = _opening(bare_text)
    if start < 0:
        return None
    inside = bare_text[start + 1 : -1].strip()
    offices, time = _inside(inside)
    named = plain or time or says_roles(inside) or text[:start].rstrip().endswith(("。", "》", ";", "\uff1b"))
    if not ((offices and named) or time):
        return None
    return Bracket(text[:start].rstrip(), text[start:], offices, time)


def _opening(text: str) -> int:
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in CLOSING) - (text[at] in OPENING)
        if not depth:
            return at
    return -1


def _inside(inside: str) -> tuple[str, str]:
    """Split what a bracket holds into offices and the time after (or before) them; nothing where it holds neither."""
    pieces = _pieces(inside)
    time = ""
    for at in (-1, 0):
        if pieces and is_time(pieces[at]) and not pieces[at].isdecimal():
            time = pieces.pop(at)
            break
    rest = inside.replace(time, "").strip(",\uff0c;\uff1b、 ") if time else inside
    if not rest:
        return "", time
    return (rest, time) if says_roles(rest) or is_names(rest) or (time and len(rest) <= 30) else ("", "")


def _pieces(text: str) -> list[str]:
    pieces, piece, depth = [], "", 0
    for char in text:
        depth += (char in OPENING) - (char in CLOSING)
        if char in ",\uff0c;\uff1b" and not depth:
            pieces.append(piece.strip())
            piece = ""
        else:
            piece += char
    return [each for each in (*pieces, piece.strip()) if each]


def prints_plain_brackets(texts: Sequence[str]) -> bool:
    """Tell whether most of a list's tasks end in a bracket of names, which one alone would not prove."""
    ending = sum(closing_bracket(text, plain=True) is not None for text in texts)
    return len(texts) > 1 and ending * 2 >= len(texts)


def is_bracket_line(text: str) -> bool:
    """Tell whether a whole paragraph is one bracket of offices."""
    found = closing_bracket(text, plain=True)
    return found is not None and not found.before


def label_of(text: str) -> str:
    """Return the known label a paragraph opens with (`责任单位:`), or ""."""
    found = compiled(_LABEL).match(text)
    return found["label"] if found and holds_of(found["label"]) is not None else ""


def outside_brackets(text: str) -> str:
    """Return a text of the same length whose brackets hold nothing that could be a label."""
    kept, depth = [], 0
    for char in text:
        depth += (char in OPENING) - (char in CLOSING and depth > 0)
        kept.append("·" if depth else char)
    return "".join(kept)


class Labelled(NamedTuple):
    """A label, what it holds, and the words after it."""

    head: str
    holds: str
    text: str


def split_labels(text: str, labels: Mapping[str, str]) -> tuple[str, list[Labelled]]:
    """Split `… 承办单位:X 联系人:Y` into the words before the first of ``labels`` and each label with its words.

    ``labels`` says what each holds.
    """
    if not labels:
        return text, []
    words = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    marks = list(
        re.finditer(rf"(?:^|(?<=[\s。;\uff1b]))(?P<label>{words})\s*[:\uff1a]\s*", outside_brackets(text))
    )
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    found = [
        Labelled(bare(mark["label"]), labels[mark["label"]], text[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    ]
    return (text[: marks[0].start()].rstrip() if marks else text), found


def labels_in(texts: Iterable[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the labels of a list's tasks and what they hold: known heads, words before a colon in several of them.

    ``chosen`` says what single labels hold, and goes before the table of words.
    """
    counts: dict[str, int] = {}
    for text in texts:
        found = {
            m["label"]
            for m in compiled(rf"(?:^|(?<=[\s。;\uff1b])){_LABEL}").finditer(outside_brackets(text))
        }
        for label in found:
            counts[label] = counts.get(label, 0) + 1
    held = {label: holds_of(label, chosen) for label in counts}
    return {
        label: held[label] or "" for label, count in counts.items() if held[label] is not None or count > 1
    }


def merged_order(orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return all labels in one order that keeps each task's own, where the tasks agree."""
    merged: list[str] = []
    for order in orders:
        for at, label in enumerate(order):
            if label in merged:
                continue
            after = next((merged.index(later) for later in order[at + 1 :] if later in merged), len(merged))
            merged.insert(after, label)
    return tuple(merged)


def small_table(text: str) -> tuple[str, tuple[tuple[str, ...], ...], str]:
    """Split off a small table printed inside running text: the words before it, its rows, and its words as printed.

    Its last rows are a word and as many figures as there are heads. No rows where the text has none.
    """
    words = text.split()
    rows: list[tuple[str, ...]] = []
    while words and _is_figure(words[-1]):
        start = len(words)
        while start and _is_figure(words[start - 1]):
            start -= 1
        if not start or (rows and len(rows[0]) != len(words) - start + 1):
            break
        rows.insert(0, tuple(words[start - 1 :]))
        words = words[: start - 1]
    width = len(rows[0]) - 1 if rows else 0
    if width < 2 or len(words) <= width:
        return text, (), ""
    heads, words = words[-width:], words[:-width]
    before = text[: _end_of(text, words)]
    return before, (("", *heads), *rows), text[len(before) :].strip()


def _is_figure(word: str) -> bool:
    return bool(compiled(r"-?[\d,.]+%?").fullmatch(word))


def _end_of(text: str, words: Sequence[str]) -> int:
    at = 0
    for word in words:
        at = text.index(word, at) + len(word)
    return at


def bracketed(cells: Sequence[str]) -> bool:
    """Tell whether nearly all cells of a column print an office in a bracket: `县级组织(生态环境局大气股负责)`."""
    filled = [cell for cell in cells if cell]
    named = [cell for cell in filled if (b := closing_bracket(cell)) and says_roles(b.offices)]
    return bool(filled) and len(named) * 5 >= 4 * len(filled)
