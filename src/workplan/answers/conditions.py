"""A filter in words, as the heading of a listing names it: 许可处、2020年11月到期、逾期或滞后."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain.query import UNFINISHED, Filter
from ..domain.worded import Kind


def conditions(wanted: Filter, *others: str) -> str:
    """Return all conditions of a filter, and others besides; empty where nothing was asked."""
    return "、".join([*_named(wanted), *others])


def any_of(words: Iterable[str]) -> str:
    """Return words of which any will do."""
    return "或".join(words)


def _named(wanted: Filter) -> Iterator[str]:
    if wanted.departments:
        yield any_of(sorted(wanted.departments))
    if wanted.roles:
        yield any_of(_words(wanted.roles))
    for group in wanted.periods:
        yield any_of(period.label for period in group) + "到期"
    if wanted.statuses:
        yield "状态" + any_of(_words(wanted.statuses))
    if wanted.standings == UNFINISHED:
        yield "未完成"
    elif wanted.standings:
        yield any_of(_words(wanted.standings))
    if wanted.words:
        yield "含" + "".join(f"“{word}”" for word in wanted.words)
    yield from (chosen.words for chosen in wanted.chosen)
    if wanted.undated:
        yield "未定时限"


def _words(members: frozenset[Kind]) -> Iterator[str]:
    """Yield the words of some members, in the order of their table."""
    kind = type(next(iter(members)))
    return (member.word for member in kind if member in members)
