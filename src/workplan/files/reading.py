"""A file to a value of some form: every finding of syntax and structure in one run, each on its line.

Where parts of the file cannot be used they are reported and left out, and the rest is validated again, so
that the checks can still speak about everything else.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from pydantic import ValidationError

from ..domain.diagnostics import Diagnostic, Location, Severity, and_more
from ..domain.places import Path_, Places
from ..domain.plan import Plan
from .gate import LEDGER, PLAN, Form, Value
from .intake import MAX_REPORTED, read_text
from .problems import diagnostics, path_of
from .slips import merge_markers, slips, wide_indent
from .source import Source

if TYPE_CHECKING:
    from .parsing import Probe

_LONG = frozenset({"tasks", "sections", "points", ""})
"""The lists that grow with a plan: its own, those of its seal, and a ledger, which is one list."""

_ROUNDS = 8
"""How often parts may be left out before giving up; each round goes one level up, and a plan has five."""


class ReadFile(NamedTuple, Generic[Value]):
    """What came of one file of any form.

    ``value`` is None where not even a part can be used; ``damaged`` names the top-level parts of which something
    was left out.
    """

    value: Value | None
    source: Places
    diagnostics: tuple[Diagnostic, ...] = ()
    damaged: frozenset[str] = frozenset()


def read_file(form: Form[Value], raw: bytes, file: str, *, may_be_empty: bool = False) -> ReadFile[Value]:
    """Read the bytes of a file of some form. Never raises for any bytes."""
    from .parsing import parse_text

    findings: list[Diagnostic] = []
    text = read_text(raw, file, findings, Severity.WARNING if form is LEDGER else Severity.ERROR)
    if text is None:
        return ReadFile(None, Source(file), tuple(findings), _ALL)
    if settled := list(islice(merge_markers(text, file), MAX_REPORTED)):
        return ReadFile(None, Source(file, text), (*findings, *settled), _ALL)
    source, wrong = parse_text(text, file, _probe(form), _LONG & set(form.items))
    if wrong and (indented := list(wide_indent(text, file))):
        return ReadFile(None, Source(file, text), (*findings, *indented), _ALL)
    findings += wrong
    if form is PLAN and not wrong:
        findings += islice(slips(source), MAX_REPORTED)
    if source.data is None:
        if not findings and not may_be_empty:
            findings.append(_nothing(file))
        return ReadFile(None, source, tuple(findings))
    value, damaged = _validate(form, source, findings)
    return ReadFile(value, source, tuple(findings), damaged)


def _nothing(file: str) -> Diagnostic:
    return Diagnostic(
        Location(file),
        "empty-file",
        Severity.ERROR,
        "文件是空的。",
        "从一份现成的 plan.yaml 开始，或检查是否给错了文件。",
    )


def _validate(
    form: Form[Value], source: Source, findings: list[Diagnostic]
) -> tuple[Value | None, frozenset[str]]:
    """Validate a source's data, adding what is wrong to ``findings``.

    Returns the value, or None where not even a part can be used, and the top-level parts that were damaged.
    """
    damaged = _harmed(source, findings)
    for round_ in range(_ROUNDS):
        value, problems = _made(form, source.data)
        if not problems:
            return value, frozenset(damaged)
        if round_ == 0:
            findings.extend(_shortened(list(diagnostics(problems, source, form))))
        removed = _leave_out(problems, source, form)
        damaged |= removed
        if not removed:
            break
    return None, _ALL


def _made(form: Form[Value], data: Any) -> tuple[Value | None, list[Any]]:
    """Return the value of a whole file, or what is wrong with it.

    The items of its lists are looked at one by one: those that have become values already stay.
    """
    lists = {part: items for part in form.items if isinstance(items := _part(data, part), list)}
    problems: list[Any] = []
    made = {part: tuple(_values(form, part, items, problems)) for part, items in lists.items()}
    if "" in made:
        value: Any = made[""]
    else:
        try:
            value = form.validate({**data, **dict.fromkeys(made, ())} if made else data)
            value = value._replace(**made) if made else value
        except ValidationError as error:
            problems += error.errors(include_url=False)
    return (None, problems) if problems else (value, [])


def _part(data: Any, part: str) -> Any:
    if not part:
        return data
    return data.get(part) if isinstance(data, dict) else None


def _values(form: Form[Any], part: str, items: list[Any], problems: list[Any]) -> Iterator[Any]:
    """Yield the values of a list's items, adding what is wrong with any to ``problems``."""
    above = (part,) if part else ()
    for index, item in enumerate(items):
        if isinstance(item, tuple):
            yield item
            continue
        try:
            yield form.items[part](item)
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                problem["loc"] = (*above, index, *problem["loc"])
                problems.append(problem)


def _probe(form: Form[Any]) -> Probe:
    """Return what makes values of the items of a file's lists, or tells how many things are wrong with one."""
    makers = form.items

    def probe(part: str, item: Any) -> Any:
        make = makers.get(part)
        if make is None:
            return 0
        try:
            return make(item)
        except ValidationError as error:
            return error.error_count()

    return probe


def _shortened(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Return what will be shown of the findings of one kind: the first of them, and that there are more."""
    if len(findings) <= MAX_REPORTED:
        return findings
    first = sorted(findings, key=lambda finding: finding.sort_key)[:MAX_REPORTED]
    return [*first[:-1], and_more(first[-1])]


_ALL = frozenset({*Plan._fields, ""})
"""What counts as damaged where nobody can tell which part was."""

_HARMLESS = frozenset({"control-character", "yaml-anchor", "yaml-tag", "duplicate-key"})
"""Codes of the parser after which all that was written is still in the data; of a double key, the first."""


def _harmed(source: Source, findings: list[Diagnostic]) -> set[str]:
    """Return the top-level parts that lost something to what the parser found; "" for what came to nothing."""
    if any(f.code == "duplicate-key" and f.location.column == 1 for f in findings):
        return set(_ALL)
    if not source.cut and all(f.code in _HARMLESS for f in findings):
        return set()
    parts = source.data if isinstance(source.data, dict) else {}
    absent = _ALL - set(parts) if source.cut else {""}
    return {"", *absent, *(str(key) for key, part in parts.items() if _holds_unfinished(part, source))}


def _holds_unfinished(node: Any, source: Source) -> bool:
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return id(node) in source.unfinished or any(_holds_unfinished(part, source) for part in inner)


def _leave_out(problems: list[Any], source: Source, form: Form[Any]) -> set[str]:
    """Take what could not be used out of the data; return the top-level parts it was taken from."""
    parts: set[str] = set()
    # Later places first: taking an item out moves those behind it.
    paths = {
        path_of(p) if p["type"] != "missing" else _enclosing_item(path_of(p)): p["type"] for p in problems
    }
    for path in sorted(paths, key=lambda p: [(isinstance(s, int), s) for s in p], reverse=True):
        if path and source.prune(path):
            # A key nobody knows takes nothing with it; "" still says that there is something to try again.
            parts.add("" if paths[path] == "extra_forbidden" else str(path[0]))
    for key in {
        str(path_of(p)[0]) for p in problems if p["type"] == "missing" and not _enclosing_item(path_of(p))
    }:
        if form is PLAN and key in _STAND_INS:
            source.prune((key,))
            source.stand_in(key, copy.deepcopy(_STAND_INS[key]))
            parts.add(key)
    return parts


_STAND_INS: dict[str, Any] = {"year": "2000", "titles": {"document": "-"}, "departments": [], "tasks": []}
"""What stands for a part no plan can do without, so that the rules can still speak of the other parts."""


def _enclosing_item(path: Path_) -> Path_:
    """Return the list item a missing key belongs to, which cannot do without it."""
    while path and not isinstance(path[-1], int):
        path = path[:-1]
    return path
