"""Answers that go into a file: never over what is the plan's own, and what was written is said."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..domain.errors import Misuse, Unreadable, reason
from ..files import atomic, belongings
from . import inputs, streams

_TEMPLATE = ".j2"


def save(target: Path, content: bytes | str | Iterable[str], *, encoding: str = "utf-8") -> None:
    """Write an answer, and say on stderr where it is and whether something was replaced."""
    replaced = target.is_file()
    if isinstance(content, bytes):
        atomic.write_bytes(target, content)
    else:
        atomic.write(target, content, encoding=encoding)
    if target.is_file():  # of a device or a pipe there is nothing to find
        said = f"已写入 {target}（替换了原有的文件）。" if replaced else f"已写入 {target}。"
        streams.tell(said)


def refuse_taken(target: Path) -> None:
    """Refuse a place for a new plan where something is already, or where no plan would be looked for."""
    if os.path.lexists(target):
        raise Misuse(
            f"{target} 已经有了，没有覆盖，什么也没有写。", "换一个文件名，如 -o 草稿.yaml；或先把它移走。"
        )
    of_a_plan = target.name == belongings.LEDGER or target.name.endswith(
        (belongings.LEDGER_SUFFIX, belongings.SEAL_SUFFIX)
    )
    if target.suffix != belongings.SUFFIXES[0] or of_a_plan:  # a folder's plans are looked for by it
        raise Misuse(f"{target} 不是计划的文件名。", "计划写成 .yaml 文件，如 -o plan.yaml。")
    if target.name.startswith(".") or ".git" in target.parts:
        raise Misuse(f"不能写进 {target}：以点开头的文件留给锁和别的程序。", "换一个文件名，不以点开头。")


def save_new(target: Path, text: str) -> None:
    """Write a new plan, in a new folder if need be, and say where it is; what came there meanwhile is left alone.

    Raises :class:`~workplan.domain.errors.Unreadable` where the place cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unreadable(f"无法建立文件夹 {target.parent}：{reason(error)}。", "检查路径和权限。") from None
    if not atomic.write_if(target, text.encode(), lambda: not os.path.lexists(target)):
        refuse_taken(target)
    streams.tell(f"已写入 {target}。")


def refuse_own(target: Path, plan: Path | None = None, template: Path | None = None) -> None:
    """Refuse to write an answer over a file of a plan's own, this one's or another's: nothing ever rewrites them.

    Plans, ledgers and seals are YAML; besides there are templates, locks, what is hidden, such as git's own files, and
    whatever else this command reads.
    """
    real = Path(os.path.realpath(target))
    if real.suffix.lower() in belongings.SUFFIXES or (plan and _same(target, plan)):
        raise Misuse(
            f"不能把结果写进 {target}：YAML 文件留给计划、台账和封存文件。",
            "换一个文件名，后缀如 .json、.csv、.txt。",
        )
    if (
        real.suffix.lower() == _TEMPLATE
        or (template and _same(target, template))
        or _among_templates(real, plan)
    ):
        raise Misuse(f"不能把结果写进 {target}：那是模板。", "换一个文件名或文件夹，如 -o build/通报.html。")
    if inputs.holds(target):
        raise Misuse(f"不能把结果写进 {target}：它是这条命令要读的文件。", "换一个文件名。")
    if _leads_out(target, plan.parent if plan else Path()):
        raise Unreadable(
            f"{target} 经链接到了计划的文件夹以外的 {real.parent}，没有写入。",
            "要写的就是那里，直接写明它；否则删去这个链接。",
        )
    if real.name.startswith(".") or ".git" in real.parts:
        raise Misuse(
            f"不能把结果写进 {target}：以点开头的文件留给锁和别的程序。", "换一个文件名，不以点开头。"
        )


def _leads_out(target: Path, folder: Path) -> bool:
    """Tell whether a file named within a plan's folder would stand outside it: a folder on the way is a link."""
    named, within = (Path(os.path.abspath(path)) for path in (target, folder))  # noqa: PTH100 - of `..`, not of links
    real = Path(os.path.realpath(target.parent))
    return within in named.parents and not real.is_relative_to(os.path.realpath(within))


def _same(target: Path, own: Path) -> bool:
    return os.path.realpath(target) == os.path.realpath(own) or (
        target.exists() and own.exists() and target.samefile(own)
    )


def _among_templates(real: Path, plan: Path | None) -> bool:
    """Tell whether something is there already, in the folder of the plan's own templates."""
    if plan is None or not real.exists():
        return False
    return real.is_relative_to(Path(os.path.realpath(plan)).parent / "templates")
