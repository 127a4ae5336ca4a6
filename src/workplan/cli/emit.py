"""Handing an answer over: which format, to the screen or to a file."""

from __future__ import annotations

import sys
from pathlib import Path

from ..answers.columns import View
from ..domain.errors import Misuse
from ..output import layout
from ..output.export import Format
from . import streams
from .options import choice
from .saving import refuse_own, save

_NARROWEST = 40


def emit(view: View, format_: str | None, output: str | None, plan: Path) -> None:
    """Write an answer in the wanted format."""
    target = None if output in (None, "-") else Path(str(output))
    chosen = choice(format_, "--format", Format) or _by_suffix(target)
    if target is None:
        if chosen is Format.TABLE:
            _show(view)
        else:
            sys.stdout.writelines(chosen.write(view))
        return
    refuse_own(target, plan)
    save(target, chosen.write(view), encoding=chosen.encoding)


def _by_suffix(target: Path | None) -> Format:
    if target is None:
        return Format.TABLE
    # What others can read on comes first, plain text last.
    suffixes = {known.suffix: known for known in sorted(Format, key=lambda known: known is Format.TABLE)}
    if target.suffix.lower() not in suffixes:
        raise Misuse(
            f"从文件名“{target.name}”看不出格式。", f"后缀用 {'、'.join(suffixes)}，或加上 -O，如 -O csv。"
        )
    return suffixes[target.suffix.lower()]


def _show(view: View) -> None:
    width = max(_NARROWEST, streams.width())
    if sys.stdout.isatty():
        from ..output import terminal

        terminal.show(view, sys.stdout, width)
    else:
        sys.stdout.writelines(layout.plain(view, width))
