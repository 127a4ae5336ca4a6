"""Mistakes on the command line, said in Chinese.

Typer's own messages are English and its exception classes are private, so they are told apart by name.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, get_args

from ..domain.fold import fold
from ..domain.suggest import nearest
from . import options

_QUOTED = re.compile(r"'([^']*)'|\(([^()]*)\)$")

_SHARED = frozenset(
    name
    for shared in (options.File, options.AsOf, options.OutputFormat, options.Output, options.Dept)
    for name in (
        get_args(shared)[1].default,
        *get_args(shared)[1].param_decls,
    )  # Typer takes the first for a default
)
"""Options of most commands, and of none before one."""
_CORRECT = "台账只增不改；登记错了的，用 workplan undo 撤销，用 workplan log 查看登记过什么及其编号。"
_WRITE = "计划只在 plan.yaml 里改，用编辑器打开它；改完运行 workplan validate。"
_NEW = "有印发的文件的，用 workplan import 附件.docx 读成草稿；从头写的，用 workplan init。"

ADVICE = {
    **dict.fromkeys(
        ("help", "帮助", "?", "man"),
        "运行 workplan --help 查看全部命令，workplan due --help 查看一条命令的用法。",
    ),
    **dict.fromkeys(("revert", "撤销", "撤回", "作废", "更正", "改正"), _CORRECT),
    **dict.fromkeys(("delete", "remove", "rm", "del", "删除", "清除"), _CORRECT),
    **dict.fromkeys(("edit", "set", "change", "修改", "编辑"), _WRITE),
    **dict.fromkeys(("new", "create", "add", "新建", "创建", "新增", "添加", "导入", "录入"), _NEW),
    **dict.fromkeys(
        ("export", "save", "导出", "保存", "另存"), "在查询后面加 -o，如 workplan list -o 清单.csv。"
    ),
    **dict.fromkeys(("print", "打印", "清单"), "运行 workplan report -o 清单.html，再打印。"),
    **dict.fromkeys(("bulletin", "通报"), "运行 workplan report bulletin -o 通报.html。"),
    **dict.fromkeys(
        ("slip", "督办单", "催办单", "交办单"), "运行 workplan report slip --level 督办 -o 督办单.html。"
    ),
    **dict.fromkeys(
        ("登记", "进展", "填报"), "登记进展用 workplan update，如 workplan update 5 --percent 60。"
    ),
    "报结": "报结用 workplan done，如 workplan done 5。",
    "销号": "销号用 workplan close，如 workplan close 5。",
    "退回": '退回用 workplan return，如 workplan return 5 --reason "材料不全"。',
    "延期": '延期用 workplan extend，如 workplan extend 5 --to 2020-12-15 --reason "招标流标"。',
    "到期": "到期的任务用 workplan due。",
    "逾期": "逾期的任务用 workplan overdue。",
    **dict.fromkeys(("find", "查找", "搜索", "查询"), "查找用 workplan search，如 workplan search 甬舟。"),
    "台账": "台账用 workplan log。",
    **dict.fromkeys(("ls", "tasks", "任务"), "任务清单用 workplan list，一项任务用 workplan show 7。"),
    **dict.fromkeys(("check", "检查", "核对"), "检查计划用 workplan validate。"),
}
"""What to do instead of a command there is none of: words that a likeness would take for others, or for nothing."""

_OF_A_DAY = "看截至某一天的，用 --as-of，如 --as-of 2020-10-31"
OPTION_ADVICE = {
    "--month": f"{_OF_A_DAY}；看某月到期的，用 workplan due --month 10。",
    "--quarter": f"{_OF_A_DAY}；看某季度到期的，用 workplan due --quarter 4。",
    "--half": f"{_OF_A_DAY}；看上半年到期的，用 workplan due --half 1。",
    **dict.fromkeys(("--date", "--day", "--today"), f"{_OF_A_DAY}。"),
}
"""The same of options, for commands that answer as of a day and have no such option."""


def explain(error: Any, commands: list[str]) -> tuple[str, str]:
    """Return what is wrong with the command line and what to do, from an exception of Typer's."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "workplan"
    hint = f"运行 {path} --help 查看用法。"
    message = str(getattr(error, "message", error))
    if kind == "NoSuchOption" and " " not in path and error.option_name in _SHARED:
        return f"{error.option_name} 写在了命令前面。", "选项写在命令后面，如 workplan due --month 11。"
    if kind == "NoSuchOption":
        return f"没有选项 {error.option_name}。", _instead(error.option_name, context) or hint
    if kind == "BadOptionUsage" and "requires an argument" in message:
        return f"选项 {error.option_name} 后面没有写值。", hint
    if kind == "BadOptionUsage":
        return f"选项 {error.option_name} 后面不用写值。", hint
    if kind == "MissingParameter":
        name = _name(error.param)
        return f"没有写{' ' if name.startswith('-') else ''}{name}。", hint
    if kind == "BadParameter" and error.param is not None:
        return f"{_name(error.param)} 的值不对：{message}", hint
    quoted = _QUOTED.search(message)
    word = next((g for g in quoted.groups() if g is not None), "") if quoted else ""
    if message.startswith("No such command"):
        if advice := ADVICE.get(fold(word)):
            return f"没有命令“{word}”。", advice
        guess = nearest(word, commands)
        return f"没有命令“{word}”。", _near(guess) or "运行 workplan --help 查看全部命令。"
    if message.startswith("Missing command"):
        return "没有写命令。", "运行 workplan --help 查看全部命令。"
    if message.startswith("Got unexpected extra"):
        return f"多出了“{word}”。", f"含空格的文字要加双引号；{hint}"
    return message, hint


def _instead(option: str, context: Any) -> str:
    """Return what to use instead of an option there is none of, empty where nothing is like it."""
    known = _options(context)
    if (advice := OPTION_ADVICE.get(option)) and "--known-on" in known:  # a command that answers as of a day
        return advice
    long = [name for name in known if name.startswith("--")]
    alike = get_close_matches(option.strip("-"), [name[2:] for name in long], n=1, cutoff=_ALIKE)
    return _near(f"--{alike[0]}") if alike and len(option) > 2 else ""


_ALIKE = 0.65
"""How like an option must be: less, and `--month` is taken for `--output`."""


def _near(guess: str | None) -> str:
    return f"是不是 {guess}？" if guess else ""


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
