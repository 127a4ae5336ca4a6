"""A file to a plan: every finding of syntax and structure in one run, each on its line.

Where parts of the file cannot be used they are reported and left out, and the rest is validated again, so
that the checks can still speak about everything else.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple

from pydantic import ValidationError

from ..domain.characters import quote
from ..domain.diagnostics import Diagnostic, Location, Severity, and_more
from ..domain.document import PlanDocument
from ..domain.meter import METER
from ..domain.places import Path_, Places
from ..domain.plan import Plan
from ..domain.suggest import nearest
from .block_source import BlockSource
from .blocks import MAX_ENTRIES, Blocks, Items, NotPlain
from .collector import no_collector
from .gate import LEDGER, PLAN, Form, Value
from .intake import MAX_REPORTED, read_bytes, read_text
from .slips import merge_markers, slips, wide_indent
from .source import Source

if TYPE_CHECKING:
    from .parsing import Probe

_LONG = frozenset({"tasks", "sections", "points", ""})
"""The lists that grow with a plan: its own, those of its seal, and a ledger, which is one list."""

_ROUNDS = 8
"""How often parts may be left out before giving up; each round goes one level up, and a plan has five."""


class Loaded(NamedTuple):
    """What came of one file: the plan, or as much of it as can be used, or None; and what is wrong."""

    document: PlanDocument | None
    diagnostics: tuple[Diagnostic, ...]
    source: Places

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What nothing may be answered from."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.ERROR)


def load(path: Path) -> Loaded:
    """Read and validate one plan file. Raises :class:`~workplan.domain.errors.Unreadable` only."""
    return load_bytes(read_bytes(path), str(path))


def load_bytes(raw: bytes, file: str) -> Loaded:
    """Validate the bytes of a plan; ``file`` is the name findings carry."""
    read = read_file(PLAN, raw, file)
    document = PlanDocument(read.value, read.source, read.damaged) if read.value else None
    return Loaded(document, read.diagnostics, read.source)


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
    findings: list[Diagnostic] = []
    text = read_text(raw, file, findings, Severity.WARNING if form is LEDGER else Severity.ERROR)
    if text is None:
        return ReadFile(None, Source(file), tuple(findings), _ALL)
    if settled := list(islice(merge_markers(text, file), MAX_REPORTED)):
        return ReadFile(None, Source(file, text), (*findings, *settled), _ALL)
    if not findings and (plain := _read_plain(form, text, file)):
        return plain
    from .parsing import parse_text

    METER.begin(f"读取 {file}")
    source, wrong = parse_text(text, file, _probe(form), _LONG & set(form.items))
    if wrong and (indented := list(wide_indent(text, file))):
        return ReadFile(None, Source(file, text), (*findings, *indented), _ALL)
    findings += wrong
    if form is PLAN and not wrong:
        findings += islice(slips(text, file), MAX_REPORTED)
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


def _read_plain(form: Form[Value], text: str, file: str) -> ReadFile[Value] | None:
    """Read a file that is in the plain style and has nothing wrong with it; None for any other.

    Every item of a long list becomes a value as soon as it is read, and only the values are kept.
    """
    try:
        blocks = Blocks(text)
        with no_collector():
            # The lists by themselves, item by item; the rest with nothing in their places.
            METER.begin(f"读取 {file}", len(text))
            lists = {
                key: tuple(map(form.items[key], _told(blocks, key, part.items)))
                for key, part in blocks.parts.items()
                if part.items
            }
            if any(len(items) > MAX_ENTRIES for key, items in lists.items() if key not in _LONG):
                return None
            if "" in lists:
                value: Any = lists[""]
            else:
                rest = {key: () if key in lists else blocks.value(key) for key in blocks.parts}
                value = form.validate(rest)
                value = value._replace(**lists)
    except (NotPlain, ValueError, KeyError):
        return None
    return ReadFile(value, BlockSource(file, text, blocks))


def _told(blocks: Blocks, key: str, items: Items) -> Iterator[dict[str, Any]]:
    """Yield the items of a list, telling how far into the text they come."""
    for item in blocks.items(key):
        METER.done = items.offsets[-1]
        yield item


def _validate(
    form: Form[Value], source: Source, findings: list[Diagnostic]
) -> tuple[Value | None, frozenset[str]]:
    """Validate a source's data, adding what is wrong to ``findings``.

    Returns the value, or None where not even a part can be used, and the top-level parts that were damaged.
    """
    damaged = _harmed(source, findings)
    for round_ in range(_ROUNDS):
        try:
            return form.validate(source.data), frozenset(damaged)
        except ValidationError as error:
            problems = error.errors(include_url=False)
        if round_ == 0:
            findings.extend(_shortened(list(_diagnostics(problems, source, form))))
        removed = _leave_out(problems, source, form)
        damaged |= removed
        if not removed:
            break
    return None, _ALL


def _probe(form: Form[Any]) -> Probe:
    """Return what tells the parser how many things are wrong with one item of a file's lists."""

    def probe(part: str, value: Any) -> int:
        try:
            if part in form.items:
                form.items[part](value)
        except ValidationError as error:
            return error.error_count()
        return 0

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
    paths = {_path(p) if p["type"] != "missing" else _enclosing_item(_path(p)): p["type"] for p in problems}
    for path in sorted(paths, key=lambda p: [(isinstance(s, int), s) for s in p], reverse=True):
        if path and source.prune(path):
            # A key nobody knows takes nothing with it; "" still says that there is something to try again.
            parts.add("" if paths[path] == "extra_forbidden" else str(path[0]))
    for key in {
        str(_path(p)[0]) for p in problems if p["type"] == "missing" and not _enclosing_item(_path(p))
    }:
        if form is PLAN and key in _STAND_INS:
            source.prune((key,))
            source.stand_in(key, copy.deepcopy(_STAND_INS[key]))
            parts.add(key)
    return parts


_STAND_INS: dict[str, Any] = {"year": "2000", "titles": {"document": "-"}, "departments": [], "tasks": []}
"""What stands for a part no plan can do without, so that the rules can still speak of the other parts."""


def _path(problem: Any) -> Path_:
    return tuple(problem["loc"])


def _enclosing_item(path: Path_) -> Path_:
    """Return the list item a missing key belongs to, which cannot do without it."""
    while path and not isinstance(path[-1], int):
        path = path[:-1]
    return path


def _diagnostics(problems: list[Any], source: Source, form: Form[Any]) -> Iterator[Diagnostic]:
    for problem in problems:
        path = _path(problem)
        holder = path[:-1] if problem["type"] == "missing" else path
        if id(source.get(holder)) in source.unfinished:
            continue  # the error that broke it off is reported already
        code, message, hint = _describe(problem, path, source, form)
        key = problem["type"] == "extra_forbidden"
        yield Diagnostic(source.locate(path, key=key), code, Severity.ERROR, message, hint)


def _describe(problem: Any, path: Path_, source: Source, form: Form[Any]) -> tuple[str, str, str]:
    """Say one Pydantic problem in our codes and in Chinese."""
    kind, name = problem["type"], str(path[-1]) if path else ""
    field = _field_name(path)
    if kind == "missing":
        return "missing-key", f"{_owner(path, source)}缺少“{name}”。", f"补上一行：{name}: …"
    if kind == "extra_forbidden":
        known = form.keys(path[:-1])
        guess = nearest(name, known)
        return (
            "unknown-key",
            f"{_owner(path, source)}不认识“{name}”。",
            f"是不是“{guess}”？" if guess else f"可用的有：{'、'.join(known)}。",
        )
    if kind == "value_error" and path and isinstance(problem["input"], dict):
        return "bad-value", f"{_owner((*path, ''), source)}{problem['ctx']['error']}。", ""
    if kind == "value_error":
        return "bad-value", f"“{field}”{problem['ctx']['error']}{_shown(source, path)}。", ""
    if kind in ("enum", "literal_error"):
        allowed = problem["ctx"]["expected"].replace(" or ", "、").replace(", ", "、").replace("'", "")
        guess = nearest(str(problem["input"]), allowed.split("、"))
        return (
            "bad-value",
            f"“{field}”不能是{_kind(problem['input'])}。",
            f"是不是 {guess}？可用的有：{allowed}。" if guess else f"可用的有：{allowed}。",
        )
    if kind in ("string_too_short", "string_pattern_mismatch"):
        blank = not str(problem["input"]).strip()
        return (
            "bad-value",
            f"“{field}”不能是空的。" if blank else f"“{field}”的写法不对{_shown(source, path)}。",
            "",
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        word = "不能小于" if kind == "greater_than_equal" else "不能大于"
        return (
            "bad-value",
            f"“{field}”{word} {next(iter(problem['ctx'].values()))}{_shown(source, path)}。",
            "",
        )
    if kind in (
        "tuple_type",
        "dict_type",
        "string_type",
        "int_type",
        "date_type",
    ):
        return (
            "wrong-type",
            f"“{field or form.word}”应为{_EXPECTED.get(kind, '一个值')}，这里却是{_kind(problem['input'])}。",
            _REMEDY_OF.get(field) or _REMEDY.get(kind, ""),
        )
    return "bad-value", f"“{field}”的值不对{_shown(source, path)}。", ""


_EXPECTED = {
    "tuple_type": "列表",
    "dict_type": "若干“键: 值”",
    "string_type": "文字",
    "int_type": "整数",
    "date_type": "日期",
}
_REMEDY = {
    "tuple_type": "写成 [1, 2]，或每项一行、以“- ”开头。",
    "dict_type": "每个键一行，如 title: …，并比上一层多缩进两格。",
    "string_type": "文字写在同一行，或用 |- 另起一行写。",
    "date_type": "如 2020-11-30。",
}
_REMEDY_OF = {"values": "每个指标一行，如 网办率: 96.2，并比 values 多缩进两格。"}


def _kind(value: Any) -> str:
    if value is None:
        return "空的"
    if isinstance(value, dict):
        return "若干“键: 值”"
    return "列表" if isinstance(value, list) else f"“{_short(str(value))}”"


def _shown(source: Source, path: Path_) -> str:
    value = source.get(path)
    return f"，这里是“{_short(value)}”" if isinstance(value, str) else ""


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


def _field_name(path: Path_) -> str:
    """Name a value by its key: a list item by its list's."""
    return next((step for step in reversed(path) if isinstance(step, str)), "记录" if path else "")


_OWNERS = {
    "tasks": "任务",
    "points": "要点",
    "sections": "部分",
    "departments": "部门",
    "targets": "指标",
    "milestones": "节点",
    "waivers": "认可事项",
}


def _owner(path: Path_, source: Source) -> str:
    """Name the part of the plan that holds the key at ``path``: 任务 7, 任务 7 的指标“网办率”, 计划."""
    words: list[str] = []
    for depth, step in enumerate(path[:-1]):
        if isinstance(step, int) and depth == 0:
            words.append(f"第 {step + 1} 条记录")
        elif isinstance(step, int):
            item = source.get(path[: depth + 1])
            label = _label(item) or f"（第 {step + 1} 项）"
            words.append(f"{_OWNERS.get(str(path[depth - 1]), str(path[depth - 1]))}{label}")
    if not words and len(path) > 1:
        return f"{path[0]} "
    return "的".join(words[-2:]) if words else "计划"


def _label(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    value = item.get("id") or item.get("number")
    if isinstance(value, str):
        return f" {_short(value)} "
    return quote(_short(item["name"])) if isinstance(item.get("name"), str) else ""
