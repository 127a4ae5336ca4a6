"""Putting completion into the shell at hand: `--install-completion`, `--show-completion`.

Typer does the work, but says in English what it did; `pyproject.toml` holds it at 0.29, whose names are used here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from ..domain.errors import Misuse, Unreadable, reason
from .shells import BASH, VARIABLE

_NAME = "workplan"
_KNOWN = ("bash", "zsh", "fish", "powershell", "pwsh")


def _eagerly(act: Callable[[], str]) -> Callable[[Any, bool], None]:
    """Make the callback of a flag that does one thing, says it, and ends the command."""

    def callback(ctx: typer.Context, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            print(act())  # noqa: T201
            raise typer.Exit

    return callback


def _install() -> str:
    """Write the script of this shell to where it reads it; tell where that is."""
    from typer.completion import install  # type: ignore[attr-defined]

    shell = _shell()
    try:
        _, path = install(shell=shell, prog_name=_NAME)
        if shell == "bash":
            path.write_text(BASH, encoding="utf-8")
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "设置文件不是 UTF-8 编码"
        raise Unreadable(
            f"没有装上 {shell} 的补全：{why}。",
            "用 workplan --show-completion 显示脚本，自己放进终端的设置文件。",
        ) from None
    return f"已为 {shell} 装好补全：{path}\n重新打开终端后生效。"


def _show() -> str:
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    shell = _shell()
    if shell == "bash":
        return BASH.rstrip("\n")
    return get_completion_script(prog_name=_NAME, complete_var=VARIABLE, shell=shell)


def _shell() -> str:
    """Return the name of the shell this runs in."""
    import shellingham  # type: ignore[import-untyped]

    try:
        name = str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        name = ""
    if name not in _KNOWN:
        raise Misuse(
            f"终端 {name} 没有补全。" if name else "看不出这是哪种终端。",
            "补全可用于 PowerShell、bash、zsh 和 fish，在其中一种里运行这条命令。",
        )
    return name


install_asked = _eagerly(_install)
show_asked = _eagerly(_show)
