"""Mistakes on the command line, said in Chinese.

Typer's own messages are English and its exception classes are private, so they are told apart by name.
"""

from __future__ import annotations

import re
from typing import Any

from ..domain.suggest import nearest

_QUOTED = re.compile(r"'([^']*)'|\(([^()]*)\)$")


def explain(error: Any, commands: list[str]) -> tuple[str, str]:
    """Return what is wrong with the command line and what to do, from an exception of Typer's."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "workplan"
    hint = f"运行 {path} --help 查看用法。"
    message = str(getattr(error, "message", error))
    if kind == "NoSuchOption":
        long = len(error.option_name) > 2  # one letter is like any other
        guess = nearest(error.option_name, error.possibilities or _options(context)) if long else None
        return f"没有选项 {error.option_name}。", f"是不是 {guess}？" if guess else hint
    if kind == "BadOptionUsage" and "requires an argument" in message:
        return f"选项 {error.option_name} 后面缺少一个值。", hint
    if kind == "BadOptionUsage":
        return f"选项 {error.option_name} 不需要值。", hint
    if kind == "MissingParameter":
        return f"缺少参数：{_name(error.param)}。", hint
    if kind == "BadParameter" and error.param is not None:
        return f"{_name(error.param)} 的值不对：{message}", hint
    quoted = _QUOTED.search(message)
    word = next((g for g in quoted.groups() if g is not None), "") if quoted else ""
    if message.startswith("No such command"):
        guess = nearest(word, commands)
        return f"没有命令“{word}”。", f"是不是 {guess}？" if guess else "运行 workplan --help 查看全部命令。"
    if message.startswith("Missing command"):
        return "没有给出命令。", "运行 workplan --help 查看全部命令。"
    if message.startswith("Got unexpected extra"):
        return f"多出了参数：{word}。", f"含空格的内容请加引号；{hint}"
    return message, hint


def _name(param: Any) -> str:
    if param is None:
        return ""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name)


def _options(context: Any) -> list[str]:
    if context is None:
        return []
    return [name for param in context.command.get_params(context) for name in param.opts]
