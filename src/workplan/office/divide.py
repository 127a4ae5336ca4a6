"""The best division of one row's paragraphs among the columns, where a copy lost the borders of the cells.

Each column judges a run of paragraphs by its form (a time, names of offices, a long text); the division with the
best sum is the reading, and its distance from the second best says how sure it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from math import log
from typing import NamedTuple

from ..domain.departments import split
from ..domain.fold import compiled
from ..domain.office_looks import is_name, is_names, looks_like_offices, says_roles
from ..domain.paragraph_marks import read_mark
from .times import is_time, seems_time


class Token(NamedTuple):
    """A paragraph of the list, or an empty cell the copy kept (text ""), with the lines it stands on."""

    text: str
    lines: tuple[int, ...]


class Column(NamedTuple):
    """A printed head and what it holds, with the share of rows that fill it as far as is known."""

    head: str
    holds: str
    filled: float | None = None


class Table(NamedTuple):
    """What all rows of a list share: its columns, the names met, and how far the copy's borders can be trusted.

    ``whole``: each token is a cell. ``blanks``: empty cells were kept.
    """

    columns: tuple[Column, ...]
    names: frozenset[str] = frozenset()
    whole: bool = False
    blanks: bool = False


class Division(NamedTuple):
    """Which tokens each column has, what the division is worth, and how much more than the second best."""

    cells: tuple[tuple[Token, ...], ...]
    score: float
    margin: float


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens if token.text]


def _title(texts: list[str], table: Table) -> float:
    text = "".join(texts)
    short = all(len(each) <= 12 for each in texts)
    score = 2.0 - (len(texts) - 1) * (1.5 if short else 3.0) - max(0, len(text) - 60) / 20
    score -= 6 * is_time(text) + 4 * (text in table.names) + 1 * is_name(text)
    if (mark := read_mark(text)) and mark.style in ("chinese", "bracketed"):
        score -= 2
    return score - 1 * text.endswith(("。", ";", "\uff1b")) - 2 * any(_enumerated(each) for each in texts[1:])


def _enumerated(text: str) -> bool:
    mark = read_mark(text)
    return mark is not None and mark.style in ("arabic", "inner", "closed", "circled")


def _goals(texts: list[str], table: Table) -> float:
    score = min(1.0, max(map(len, texts)) / 15)
    score -= sum(map(_no_goal, texts)) + 4 * sum(text in table.names for text in texts)
    fragment = (
        len(texts) > 1 and len(texts[0]) <= 10 and not texts[0].endswith(("。", ":", "\uff1a", ";", "\uff1b"))
    )
    return score - 2.5 * (fragment and not _enumerated(texts[0])) - 0.05 * (len(texts) - 1)


@lru_cache(4096)
def _no_goal(text: str) -> int:
    """Judge how much a paragraph has the form of something else than a goal."""
    office = looks_like_offices(text) and not _enumerated(text) and len(text) < 30
    return 4 * is_time(text) + 2 * text.isdecimal() + 3 * office


def _offices(texts: list[str], table: Table) -> float:
    text = "\n".join(texts)
    if is_time(text):
        return -6.0
    known = all(name in table.names for each in texts for name in split(each))
    fits = known or (looks_like_offices(text) if len(texts) == 1 else all(map(looks_like_offices, texts)))
    return (3.0 + 2 * known if fits else -5.0) - 0.7 * (len(texts) - 1)


def _deadline(texts: list[str], table: Table) -> float:
    text = "".join(texts)
    return (4.0 if is_time(text) else 1.5 if seems_time(text) else -5.0) - 3 * (len(texts) - 1)


def _remark(texts: list[str], table: Table) -> float:
    text = "".join(texts)
    named = is_names(text) and not says_roles(text)
    return -0.6 + says_roles(text) - 2 * is_time(text) - 2 * named - (len(text) > 60) - 0.5 * (len(texts) - 1)


def _free(texts: list[str], table: Table) -> float:
    text = "".join(texts)
    return -0.1 - 1.5 * (len(texts) - 1) - (len(text) > 80) - 0.5 * is_time(text) * (not text.isdecimal())


def _group(texts: list[str], table: Table) -> float:
    text = "".join(texts)
    mark = read_mark(text)
    marked = 1.5 * (mark is not None and mark.style in ("chinese", "bracketed", "part"))
    arabic = 4.0 * (mark is not None and mark.style in ("arabic", "inner"))
    wrong = 1.5 * is_name(text) + 3 * is_time(text) + 2 * (len(text) > 20) + (text in table.names) * 3
    return 0.3 + marked - wrong - arabic - 2 * (len(texts) - 1)


_PLACEHOLDER = r"[/\\—－-]+|无|暂无|待定"
"""What fills a cell that says nothing."""


class _Form(NamedTuple):
    """How a column judges: an empty cell, a filled one, and how many paragraphs a cell may have."""

    empty: float
    filled: Callable[[list[str], Table], float]
    most: int


_FORMS = {
    "title": _Form(-8.0, _title, 3),
    "goals": _Form(-1.2, _goals, 200),
    "departments": _Form(-3.0, _offices, 8),
    "lead": _Form(-3.0, _offices, 4),
    "joint": _Form(-0.7, _offices, 8),
    "assist": _Form(-0.6, _offices, 8),
    "shared": _Form(-0.6, _offices, 8),
    "deadline": _Form(-1.5, _deadline, 2),
    "remark": _Form(0.0, _remark, 4),
    "group": _Form(-0.1, _group, 2),
    "": _Form(-0.6, _free, 3),
}


def cell_score(column: Column, tokens: Sequence[Token], table: Table) -> float:
    """Judge a run of tokens as one cell."""
    form, texts = _FORMS.get(column.holds, _FORMS[""]), _texts(tokens)
    blanks = len(tokens) - len(texts)
    if not texts:
        score = form.empty
        score += (3.0 if blanks else -3.0) if table.blanks else 0.3 * bool(blanks)
        blanks -= bool(blanks)
    elif all(compiled(_PLACEHOLDER).fullmatch(text) for text in texts):
        score = -6.0 if column.holds == "title" else -2.0 if column.holds == "goals" else -0.1
    else:
        score = form.filled(texts, table)
    if column.filled is not None:
        score += 0.7 * log(column.filled if texts else 1 - column.filled)
    return score - blanks * (2.0 if table.blanks else 0.05)


Ranked = list[tuple[float, tuple[int, ...]]]


class Judged(dict[tuple[int, int, int], float]):
    """What each run of a list's tokens is worth as a cell of each column: neighbouring readings ask for the same ones."""

    most = 200_000

    def room(self) -> Judged:
        """Return itself, emptied where it has grown too large."""
        if len(self) > self.most:
            self.clear()
        return self


def divide(tokens: Sequence[Token], table: Table, judged: Judged | None = None, offset: int = 0) -> Division:
    """Return the best division of ``tokens`` among the table's columns, in their order.

    ``judged`` is shared by the readings of one list under one table; ``offset`` says where ``tokens`` stand in it.
    """
    judged = Judged() if judged is None else judged.room()
    count, columns = len(tokens), table.columns
    printed = list(accumulate((bool(token.text) for token in tokens), initial=0))
    best: list[Ranked] = [[(0.0, ())], *([] for _ in range(count))]
    for at, column in enumerate(columns):
        ends = [count] if at == len(columns) - 1 else range(count + 1)
        following: list[Ranked] = [[] for _ in range(count + 1)]
        for end in ends:
            following[end] = _distinct(
                _ways(best, tokens, printed, end, (at, column), table, judged, offset), printed
            )
        best = following
    ranked = best[count] or [(-1000.0, (count,) * len(columns))]
    score, cuts = ranked[0]
    margin = score - ranked[1][0] if len(ranked) > 1 else 100.0
    starts = (0, *cuts[:-1])
    return Division(tuple(tuple(tokens[a:b]) for a, b in zip(starts, cuts, strict=True)), score, margin)


def _ways(
    best: list[Ranked],
    tokens: Sequence[Token],
    printed: list[int],
    end: int,
    place: tuple[int, Column],
    table: Table,
    judged: Judged,
    offset: int,
) -> Ranked:
    """Return the ways to have used ``end`` tokens once this column has had its share, the best ones first."""
    at, column = place
    most = 1 if table.whole else _FORMS.get(column.holds, _FORMS[""]).most
    ways: Ranked = []
    for start in range(end, -1, -1):
        if printed[end] - printed[start] > most:
            break
        if best[start]:
            key = (at, offset + start, offset + end)
            worth = judged.get(key)
            if worth is None:
                worth = judged[key] = cell_score(column, tokens[start:end], table)
            ways += [(score + worth, (*cuts, end)) for score, cuts in best[start]]
    ways.sort(reverse=True)
    return ways


def _distinct(ways: Ranked, printed: list[int]) -> Ranked:
    """Keep the best two ways that differ in a printed text, not merely in where an empty cell goes."""
    kept: Ranked = []
    first: list[int] = []
    for way in ways:
        key = [printed[cut] for cut in way[1]]
        if key != first:
            kept.append(way)
            first = first or key
        if len(kept) == 2:
            break
    return kept


def learned(divisions: Iterable[Division], table: Table) -> Table:
    """Return the table with what a first reading of its rows taught: names of offices, and columns often empty."""
    rows = list(divisions)
    names: set[str] = set()
    columns = []
    for at, column in enumerate(table.columns):
        cells = [_texts(row.cells[at]) for row in rows if row.cells]
        if column.holds in ("departments", "lead", "joint", "assist", "shared"):
            names.update(n for cell in cells for text in cell for n in split(text) if is_name(n))
        filled = (sum(map(bool, cells)) + 1) / (len(cells) + 2)
        columns.append(column._replace(filled=filled))
    return table._replace(columns=tuple(columns), names=frozenset(names))
