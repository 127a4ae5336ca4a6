"""One answer over several plans, put together from each plan's own: rows and items say first which plan they are of.

Nothing is merged but counts. Plans are gone through twice, one at a time: once for what stands above and below the rows
(title, heads, notes), and once for the rows as they are shown, so that a province of plans takes no more room than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..domain.plan import PrintedColumn
from ..domain.standing import Light, Standing
from .calendar import together as one_calendar
from .columns import Calendar, Column, Columns, Heading, Payload, Table, Value, View
from .wording import COLON

PLAN = "计划"
"""The head of the column that says which plan a row is of."""
_ENVELOPE = frozenset({"schema_version", "kind", "as_of", "plan", "known_on"})
_PRINTED = f"{PLAN}（原件）"
"""That head, where a plan prints it itself."""
_NAMED = 3
_LIST = object()
"""Stands for a list of a payload that was let go."""


class Member(NamedTuple):
    """One plan's answer: which plan (as in :func:`~.envelope.identity`), the columns it prints, and the answer, unread."""

    about: Payload
    form: tuple[PrintedColumn, ...]
    view: View

    @property
    def key(self) -> str:
        """What the plan is called among the others."""
        return str(self.about["key"])


Answers = Callable[[], Iterator[Member]]
"""Goes through all plans once more, in the order of their keys; an answer's iterators are good for once."""
Over = Callable[[Answers], View]
"""Puts the answers together."""


class _Gist(NamedTuple):
    """What is kept of an answer when its rows are let go."""

    about: Payload
    form: tuple[PrintedColumn, ...]
    own: bool
    payload: Mapping[str, Any]
    heads: tuple[Columns, ...]
    data: Columns
    notes: tuple[str, ...]
    heading: Heading | None


def merged(answers: Answers) -> View:
    """Return one answer made of several: its payload, tables and notes of all."""
    gists = [_gist(member) for member in answers()]
    alike = len({gist.form for gist in gists if gist.own}) < 2
    shaped = answers if alike else _in_common(answers)
    shapes = gists if alike else [_gist(member) for member in _first(shaped)]
    heading = _heading(gists)
    tables = (one(shaped, heads(g.heads[0] for g in shapes), str(heading)),) if heading else _Each(shaped)
    return View(
        {**envelope(gists[0].payload, [gist.about for gist in gists]), **_body(gists, answers)},
        tables,
        one(shaped, heads(gist.data for gist in shapes), data=True),
        (*notes(gists), *(() if alike else _left_out_heads(gists))),
        calendar=lambda: _calendar(answers),
        heading=heading,
    )


def envelope(of_one: Mapping[str, Any], plans: Sequence[Payload]) -> Payload:
    """Return what an answer over several plans begins with: no one plan, but all of them."""
    return {
        "schema_version": of_one["schema_version"],
        "kind": of_one["kind"],
        "as_of": of_one["as_of"],
        "plan": None,
        "plans": list(plans),
    }


def _gist(member: Member) -> _Gist:
    view = member.view
    kept = {
        key: _LIST if isinstance(value, list | Iterator) else value for key, value in view.payload.items()
    }
    heads = tuple(table.columns for table in view.tables)
    own = view.common is not None
    return _Gist(member.about, member.form, own, kept, heads, view.data.columns, view.notes, view.heading)


def _in_common(answers: Answers) -> Answers:
    """Return the same answers under the heads all plans have."""

    def shaped() -> Iterator[Member]:
        for member in answers():
            common = member.view.common
            yield member._replace(view=common()) if common else member

    return shaped


def _first(answers: Answers) -> Iterator[Member]:
    """Yield the first plan's answer alone: under common heads one is like the others."""
    for member in answers():
        yield member
        return


# What stands above and below.


def _heading(gists: Sequence[_Gist]) -> Heading | None:
    """Return the title of all: what was asked, and how many of everything there are together."""
    headings = [gist.heading for gist in gists if gist.heading]
    if len(headings) < len(gists):
        return None
    counts = tuple(map(sum, zip(*(heading.counts for heading in headings), strict=True)))
    first = headings[0]

    def words(asked: str, counts: Sequence[int]) -> str:
        return f"{len(gists)} 份计划，{first.words(asked, counts)}"

    return Heading(words, _either(heading.asked for heading in headings), counts)


def _either(asked: Iterable[str]) -> str:
    """Return what was asked of several plans: an office may be called otherwise in each."""
    different = list(dict.fromkeys(asked))
    more = "等" if len(different) > _NAMED else ""
    return "或".join(different[:_NAMED]) + more


def notes(gists: Iterable[Any]) -> Iterator[str]:
    """Yield the lines below: once where it is the same for all plans, else each with its plan's key."""
    gists = list(gists)
    held: dict[str, list[str]] = {}
    for gist in gists:
        for note in dict.fromkeys(gist.notes):
            held.setdefault(note, []).append(str(gist.about["key"]))
    for note, keys in held.items():
        if len(keys) == len(gists):
            yield (
                f"各计划{COLON}{note}" if any(map(str.isdigit, note)) else note
            )  # figures are each plan's own
        else:
            yield from (f"{key}{COLON}{note}" for key in keys)


def _left_out_heads(gists: Sequence[_Gist]) -> Iterator[str]:
    """Say which printed heads are not shown, where the plans print different ones."""
    printed = dict.fromkeys(column.name for gist in gists for column in gist.form if column.holds is None)
    if others := list(filter(None, printed)):
        named = "、".join(others[:_NAMED]) + ("等" if len(others) > _NAMED else "")
        yield f"各计划的表头不同，只列共有的栏；没有列出的有 {named}，JSON 里在 cells。"


# Rows.


def heads(shapes: Iterable[Columns]) -> Columns:
    """Return the heads of all plans, each once, in the order in which they are met; which plan first."""
    found = {column.head: column for columns in shapes for column in columns if column.head is not None}
    return (
        Column(PLAN),
        *(column._replace(head=_PRINTED) if column.head == PLAN else column for column in found.values()),
    )


def one(answers: Answers, shown: Columns, title: str = "", *, data: bool = False) -> Table:
    """Return one table of the rows of all plans."""
    rows = _Rows(answers, shown, data=data)
    return Table(shown, rows, title, rows.standings, lights=rows.lights)


class _Rows:
    """The rows of all plans, made plan by plan as they are asked for; their colours are known when the rows are."""

    def __init__(self, answers: Answers, heads: Columns, *, data: bool) -> None:
        self._answers, self._heads, self._data = answers, heads, data
        self.standings: list[Standing | None] = []
        self.lights: list[Light | None] = []

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        for member in self._answers():
            view = member.view
            table = view.data if self._data else next(iter(view.tables))
            own = {column.head: at for at, column in enumerate(table.columns)}
            places = [own.get(PLAN if column.head == _PRINTED else column.head) for column in self._heads[1:]]
            for row in table.rows:
                yield (member.key, *(None if at is None else row[at] for at in places))
            self.standings.extend(table.standings)
            self.lights.extend(table.lights)


class _Each:
    """The tables of each plan, its key in their titles."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def __iter__(self) -> Iterator[Table]:
        for member in self._answers():
            for table in member.view.tables:
                yield table._replace(title=COLON.join(filter(None, (member.key, table.title))))


# JSON.


def _body(gists: Sequence[_Gist], answers: Answers) -> Payload:
    """Return the rest of a payload: lists one behind the other, figures together, what is the same for all as it is."""
    keys = list(dict.fromkeys(key for gist in gists for key in gist.payload if key not in _ENVELOPE))
    lists = [key for key in keys if any(g.payload.get(key) is _LIST for g in gists)]
    items = Items(answers, lists)
    return {
        key: items.of(key) if key in lists else _summed([g.payload.get(key) for g in gists]) for key in keys
    }


def _summed(values: Sequence[Any]) -> Any:
    """Return what several plans say together; nothing where they say different things that are no figures."""
    if all(value == values[0] for value in values) and not isinstance(values[0], int | dict):
        return values[0]
    return sum(values) if all(type(value) is int for value in values) else None


class Items:
    """The items of several lists, each with its plan: the first list as it is gone through, the others kept meanwhile."""

    def __init__(self, answers: Answers, lists: Sequence[str]) -> None:
        self._answers = answers
        self._first, self._others = lists[:1], {key: list[Payload]() for key in lists[1:]}

    def of(self, key: str) -> Iterator[Payload]:
        """Yield one list's items; the first list's before the others'."""
        if [key] != self._first:
            yield from self._others[key]
            return
        for member in self._answers():
            yield from _named(member, key)
            for other, kept in self._others.items():
                kept.extend(_named(member, other))


def _named(member: Member, key: str) -> Iterator[Payload]:
    for item in member.view.payload.get(key, ()):
        yield {"plan": member.key, **item}


def _calendar(answers: Answers) -> Calendar:
    made = [(m.key, m.view.calendar()) for m in answers() if m.view.calendar]
    return one_calendar(made)
