"""What Pydantic says of plain data, as findings: our codes, the words of whoever keeps the plan, the place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..domain.characters import quote
from ..domain.diagnostics import Diagnostic, Severity
from ..domain.places import Path_
from ..domain.suggest import nearest
from .gate import Form
from .source import Source


def path_of(problem: Any) -> Path_:
    """Return where in the data a problem is."""
    return tuple(problem["loc"])


def diagnostics(problems: list[Any], source: Source, form: Form[Any]) -> Iterator[Diagnostic]:
    """Yield the finding for each of Pydantic's problems, but where the error that broke off reading tells enough."""
    for problem in problems:
        path = path_of(problem)
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
