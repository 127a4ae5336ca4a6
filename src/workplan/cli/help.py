"""Help in Chinese, laid out by display width: Typer counts a Chinese character as one column."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from enum import StrEnum, unique
from typing import Any, NamedTuple

from typer.core import TyperCommand, TyperGroup

from ..domain.characters import as_text
from ..domain.errors import Misuse
from ..domain.width import display_width, wrap
from . import streams

_WIDEST = 100
_FILES = (
    "文件",
    "模板",
    "共同",
    "自己",
    "对方",
)  # what names a file is left as the system handed it over, and opens it again
_OWN_WORDS = {"help": "显示本帮助"}


_Pairs = list[tuple[str, str]]
_Rows = tuple[str, _Pairs]
"""A heading, and the pairs in two columns below it."""


@unique
class Part(StrEnum):
    """The parts of the help, in the order the work goes."""

    ASK = "查询"
    RECORD = "登记"
    PRINT = "打印"
    CARRY = "进出"
    CHECK = "检查"


class Entry(NamedTuple):
    """A command in the help: its part, what follows its name in an example, and what it does."""

    part: Part
    example: str
    summary: str

    def typed(self, name: str) -> str:
        """Return the example without the program's name."""
        return f"{name} {self.example}".rstrip()

    def examples(self, name: str, more: str | None) -> str:
        """Return all examples of the command, this one among them once."""
        own = f"workplan {self.typed(name)}"
        return "\n".join(dict.fromkeys([own, *(more or own).split("\n")]))


class _AsTyped:
    """Takes words from the command line as they are; what they mean is read, in Chinese, by `options`.

    Typer 0.29 builds a Pydantic adapter for each parameter of the command that runs, to turn text into text: half of
    what `due` would take. The methods used here have no underscore, and `pyproject.toml` holds Typer at 0.29.
    """

    @staticmethod
    def coerce(value: Any, param: Any, ctx: Any) -> Any:
        """Return the value: several as a list, none as Typer says it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        read = str if param.metavar in _FILES else as_text
        if isinstance(value, str):
            return read(value)
        return list(map(read, value)) if isinstance(value, list | tuple) else value


class _Plainly:
    """Has the parameters of a command or group take what was typed; flags are flags either way."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line's words, as words. Raises :class:`Misuse` where they say two things, or half of one."""
        if not ctx.resilient_parsing:
            self._refuse(ctx, args)
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            if param.type_descriptor.annotation in (bool, str, list[str]):
                param.get_runtime_param = _AsTyped
        read: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        return read

    def _refuse(self, ctx: Any, args: list[str]) -> None:
        _refuse_eaten(args, self.get_params(ctx))  # type: ignore[attr-defined]
        _refuse_twice(self.make_parser(ctx).parse_args(list(args))[2])  # type: ignore[attr-defined]


def _refuse_eaten(args: list[str], params: list[Any]) -> None:
    """Refuse an option's name where a value should stand: `--note --dry-run` would write what was only to be shown."""
    options = [param for param in params if param.param_type_name == "option"]
    names = {name for param in options for name in param.opts}
    valued = {name for param in options if not param.is_flag for name in param.opts}
    words = iter(args)
    for word in words:
        if word == "--":
            return
        following = next(words, "") if word in valued else ""
        if following in names or (following[:2] == "--" and following.partition("=")[0] in names):
            raise Misuse(
                f"选项 {word} 后面没有写值，接着写的是选项 {following}。",
                f"写上它的值；值就是这几个字的，写成 {word}={following}。",
            )


def _refuse_twice(typed: list[Any]) -> None:
    """Refuse an option that takes one value and was given two: nobody can know which was meant."""
    seen = set()
    for param in typed:
        if param.param_type_name != "option" or param.multiple or param.is_flag:
            continue
        if param in seen:
            raise Misuse(f"选项 {max(param.opts, key=len)} 写了两次。", "它只取一个值，只写一次。")
        seen.add(param)


class Command(_Plainly, TyperCommand):
    """A command whose help is Chinese, and whose parameters are flags and words."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, purpose, arguments, options and examples."""
        formatter.write(_help(self, ctx, ()))


class Recording(Command):
    """A command that writes: numbers stand before its first option, so that no stray word can become one."""

    def _refuse(self, ctx: Any, args: list[str]) -> None:
        super()._refuse(ctx, args)
        options = next((at for at, word in enumerate(args) if word[:1] == "-" and len(word) > 1), len(args))
        if args[options : options + 1] == ["--"]:
            return
        parser = self.make_parser(ctx)
        parser.allow_interspersed_args = False
        if stray := parser.parse_args(args[options:])[0].get("numbers"):
            raise Misuse(
                f"选项后面多出了“{stray[0]}”，什么也没有登记。",
                '编号写在第一个选项之前；含空格的文字要加双引号，如 --note "已完成 3 项"。',
            )


class Group(_Plainly, TyperGroup):
    """The command group, likewise; ``entries`` gives each command's lines without importing it."""

    entries: Mapping[str, Entry] = {}

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, purpose, commands and options."""
        formatter.write(_help(self, ctx, tuple(self._parts())))

    def _parts(self) -> Iterator[_Rows]:
        for part in Part:
            rows = [(e.typed(name), e.summary) for name, e in self.entries.items() if e.part is part]
            yield f"{part}：", rows


def _help(command: Any, ctx: Any, commands: tuple[_Rows, ...]) -> str:
    width, ambiguous = max(40, min(shutil.get_terminal_size().columns, _WIDEST)), streams.ambiguous()
    params = command.get_params(ctx)
    arguments = [_argument(p) for p in params if p.param_type_name == "argument"]
    options = [_option(p) for p in params if p.param_type_name == "option"]
    needed = [_option(p)[0].split(", ")[-1] for p in params if p.param_type_name == "option" and p.required]
    usage = " ".join(
        [ctx.command_path, *(name for name, _ in arguments), *needed, *(["命令"] if commands else [])]
    )
    every = [row for _, rows in commands for row in rows]
    blocks = [
        f"用法：{usage} [选项]",
        *("\n".join(wrap(line, width, ambiguous)) for line in (command.help or "").split("\n")),
        *(
            f"{head}\n{_two_columns(rows, width, ambiguous, every if (head, rows) in commands else rows)}"
            for head, rows in (*commands, ("参数：", arguments), ("选项：", options))
            if rows
        ),
    ]
    if command.epilog:
        blocks.append("例：\n" + "\n".join(f"  {line}" for line in command.epilog.split("\n")))
    return "\n\n".join(blocks) + "\n"


def _argument(param: Any) -> tuple[str, str]:
    name = param.metavar or param.name
    if param.nargs == -1:
        name += "..."
    return (name if param.required else f"[{name}]"), param.help or ""


def _option(param: Any) -> tuple[str, str]:
    names = ", ".join(sorted(param.opts, key=len))
    value = "" if param.is_flag else f" {param.metavar or '值'}"
    return names + value, _OWN_WORDS.get(param.name, param.help)


def _two_columns(rows: _Pairs, width: int, ambiguous: int, among: _Pairs) -> str:
    """Lay out pairs, the right column where it would stand if all of ``among`` stood together."""
    indent = min(max(display_width(left, ambiguous) for left, _ in among) + 4, 30, width // 2)
    lines: list[str] = []
    for left, right in rows:
        text = wrap(right, width - indent, ambiguous) if right else [""]
        head = f"  {left}"
        gap = indent - display_width(head, ambiguous)
        if gap < 2:
            lines.append(head)
            lines.extend(" " * indent + line for line in text)
        else:
            lines.append(f"{head}{' ' * gap}{text[0]}".rstrip())
            lines.extend(" " * indent + line for line in text[1:])
    return "\n".join(lines)
