"""Who reports: --by, WORKPLAN_BY, or the name this machine knows the user by."""

from __future__ import annotations

import os
from typing import NamedTuple

from ..domain.characters import as_text, inner_quotes
from ..domain.departments import Register
from ..domain.errors import Misuse, NotFound
from . import streams


class Reporter(NamedTuple):
    """Who reports, as it is recorded; ``typed`` is what was written of him, None where nobody was named."""

    name: str
    typed: str | None

    def tell(self) -> None:
        """Say who was recorded, where it is not what was typed."""
        if self.typed is None:
            streams.tell(f"谁报的：{self.name}（没有写 --by，也没有设 WORKPLAN_BY，用的是登录名）。")
        elif self.typed != self.name:
            streams.tell(f"谁报的：{self.name}（写的是“{inner_quotes(self.typed)}”）。")


def reporter(by: str | None, register: Register) -> Reporter:
    """Return who reports. Raises :class:`Misuse` where that cannot be known."""
    if by is not None and not by.strip():
        raise Misuse("--by 不能是空的。", "写明谁报的，台账上要留底。")
    typed = by if by is not None else as_text(os.environ.get("WORKPLAN_BY", ""))
    if typed:
        return Reporter(_office(typed, register), typed)
    import getpass

    try:
        return Reporter(getpass.getuser(), None)
    except (OSError, KeyError, ImportError):
        raise Misuse("不知道是谁报的。", "加上 --by，如 --by 许可处。") from None


def _office(typed: str, register: Register) -> str:
    """Return the office a few characters can only mean, as --dept reads them; a name or an alias stays as typed."""
    if register.resolve(typed):
        return typed
    try:
        return register.find(typed).name
    except NotFound:
        return typed
