"""The chain of printed numbers that tells where the rows of a list begin, and the division it makes of each row.

A paragraph that is only `11` may be row 11 or the month of a time. Which one it is, the whole list says: the chain
1, 2, 3 … is chosen that leaves every row the most likely cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..domain.paragraph_marks import bare_number, read_mark
from .divide import Division, Judged, Table, Token, divide

_CHOICES = 3
_LONGEST_ROW, _LONGEST_OTHER = 120, 30
_GAP, _RESTART = -12.0, -1.0


class Row(NamedTuple):
    """One row of the chain: the token of its number, its cells, and headings printed after it for the next rows."""

    number: Token
    value: int
    division: Division
    headings: tuple[Token, ...] = ()


class Chain(NamedTuple):
    """The rows found, and what stood before the first number."""

    rows: tuple[Row, ...]
    before: tuple[Token, ...]
    score: float


def find_chain(tokens: Sequence[Token], table: Table, leading: int) -> Chain:
    """Return the best chain of numbers in ``tokens``; no rows where there is none.

    ``leading`` columns are printed before the number: they are last in ``table`` here, for a row's tokens end with
    the leading cells of the next one.
    """
    styles: dict[str, list[tuple[int, int]]] = {}
    for at, token in enumerate(tokens):
        if token.text and (found := bare_number(token.text)):
            styles.setdefault(found[0], []).append((at, found[1]))
    chains = [
        _best(tokens, table, numbers, leading)
        for numbers in styles.values()
        if len(numbers) > 1 or len(styles) == 1
    ]
    return max(
        chains, key=lambda chain: (chain.score, len(chain.rows)), default=Chain((), tuple(tokens), 0.0)
    )


class _Step(NamedTuple):
    score: float
    previous: int | None
    row: tuple[Division, tuple[Token, ...]] | None
    """The division of the previous number's row."""


def _best(tokens: Sequence[Token], table: Table, numbers: list[tuple[int, int]], leading: int) -> Chain:
    steps: list[_Step | None] = [None] * len(numbers)
    reach = [list(_followers(numbers, here)) for here in range(len(numbers))]
    first = min(value for _, value in numbers)
    judged = Judged()
    for here, (at, value) in enumerate(numbers):
        if value == first and at < _LONGEST_ROW and (start := _opening(tokens[:at], leading)) is not None:
            _offer(steps, here, _Step(start, None, None))
        step = steps[here]
        for there in reach[here] if step else ():
            _walk(steps, here, there, numbers, tokens, table, judged)
    return _traced(steps, numbers, tokens, table, judged)


def _followers(numbers: list[tuple[int, int]], here: int) -> Iterator[int]:
    """Yield the next numbers a row may be followed by: its successor, else one beyond it, or 1 under a new heading."""
    counts: dict[int, int] = {}
    at, value = numbers[here]
    for there in range(here + 1, len(numbers)):
        end, after = numbers[there]
        if end - at > _LONGEST_ROW:
            break
        counts[after] = counts.get(after, 0) + 1
        longest = _LONGEST_ROW if after == value + 1 and counts[after] == 1 else _LONGEST_OTHER
        beyond = after == value + 2 and value + 1 not in counts
        if (after in (value + 1, 1) or beyond) and counts[after] <= _CHOICES and end - at <= longest:
            yield there


def _opening(tokens: Sequence[Token], leading: int) -> float | None:
    """Judge what stands before the first number: cells of leading columns or headings, and little else."""
    texts = [token.text for token in tokens if token.text]
    others = [text for text in texts if not is_heading(text)]
    return None if len(others) > leading + 3 else -2.0 * max(0, len(others) - leading)


def _offer(steps: list[_Step | None], at: int, step: _Step) -> None:
    held = steps[at]
    if held is None or step.score > held.score:
        steps[at] = step


def _walk(
    steps: list[_Step | None],
    here: int,
    there: int,
    numbers: list[tuple[int, int]],
    tokens: Sequence[Token],
    table: Table,
    judged: Judged,
) -> None:
    """Offer the step from one number to another one after it."""
    (start, value), (end, after) = numbers[here], numbers[there]
    step = steps[here]
    if step is None:
        return
    division, headings = _row(tokens[start + 1 : end], table, judged, start + 1)
    if after == 1 and not headings:
        return
    cost = 0.0 if after == value + 1 else _RESTART if after == 1 else _GAP
    _offer(
        steps, there, _Step(step.score + division.score + cost + len(headings), here, (division, headings))
    )


def _row(
    tokens: Sequence[Token], table: Table, judged: Judged, offset: int
) -> tuple[Division, tuple[Token, ...]]:
    """Divide a row's tokens, leaving to the next rows the headings printed at its end."""
    plain = divide(tokens, table, judged, offset)
    if any(column.holds == "group" for column in table.columns):
        return plain, ()
    end = len(tokens)
    while end and (not tokens[end - 1].text or is_heading(tokens[end - 1].text)):
        end -= 1
    headings = tuple(token for token in tokens[end:] if token.text)
    if not headings:
        return plain, ()
    without = divide(tokens[:end], table, judged, offset)
    return (without, headings) if without.score + 1 > plain.score else (plain, ())


def is_heading(text: str) -> bool:
    """Tell whether a paragraph of a list is a heading over its next rows: `一、仓储安全`."""
    mark = read_mark(text)
    outer = mark is not None and mark.style in ("part", "chinese", "bracketed") and mark.end < len(text)
    return outer and len(text) <= 40


def _traced(
    steps: list[_Step | None],
    numbers: list[tuple[int, int]],
    tokens: Sequence[Token],
    table: Table,
    judged: Judged,
) -> Chain:
    """Close each possible chain with its last row, and follow the best one back."""
    best: tuple[float, int, tuple[Division, tuple[Token, ...]]] | None = None
    for here, step in enumerate(steps):
        if step is None or len(tokens) - numbers[here][0] > _LONGEST_ROW:
            continue
        last = _row(tokens[numbers[here][0] + 1 :], table, judged, numbers[here][0] + 1)
        if best is None or step.score + last[0].score > best[0]:
            best = (step.score + last[0].score, here, last)
    if best is None:
        return Chain((), tuple(tokens), -1000.0)
    score, here, row = best
    rows: list[Row] = []
    at: int | None = here
    while at is not None:
        rows.append(Row(tokens[numbers[at][0]], numbers[at][1], *row))
        step = steps[at]
        at = step.previous if step else None
        row = step.row if step and step.row else row
    rows.reverse()
    before = tokens[: next(i for i, token in enumerate(tokens) if token is rows[0].number)]
    return Chain(tuple(rows), tuple(t for t in before if t.text), score)


def redivided(chain: Chain, table: Table) -> Chain:
    """Divide each row again by what a first reading taught."""
    rows = tuple(
        row._replace(division=divide([token for cell in row.division.cells for token in cell], table))
        for row in chain.rows
    )
    return chain._replace(rows=rows, score=sum(row.division.score for row in rows))
