"""Handing an answer over: which format, to the screen or to a file."""

from __future__ import annotations

import sys
from pathlib import Path

from ..answers.tables import View
from ..domain.errors import Misuse
from ..output import layout
from ..output.export import FORMATS, Format
from . import streams
from .options import choice
from .saving import refuse_own, save

_SUFFIXES = {
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".md": Format.MD,
    ".txt": Format.TABLE,
}
_FILE_WIDTH = 120
_NARROWEST = 40


def emit(view: View, format_: str | None, output: str | None, plan: Path) -> None:
    """Write an answer in the wanted format."""
    target = None if output in (None, "-") else Path(str(output))
    chosen = choice(format_, "--format", Format) or _by_suffix(target)
    if target is None:
        if chosen is Format.TABLE:
            _show(view)
        else:
            sys.stdout.writelines(FORMATS[chosen](view))
        return
    refuse_own(target, plan)
    text = layout.plain(view, _FILE_WIDTH) if chosen is Format.TABLE else FORMATS[chosen](view)
    # Excel takes a CSV without a byte order mark for GBK and shows garbage.
    save(target, text, encoding="utf-8-sig" if chosen is Format.CSV else "utf-8")


def _by_suffix(target: Path | None) -> Format:
    if target is None:
        return Format.TABLE
    if target.suffix.lower() not in _SUFFIXES:
        raise Misuse(
            f"从文件名“{target.name}”看不出格式。", f"后缀用 {'、'.join(_SUFFIXES)}，或加上 -O，如 -O csv。"
        )
    return _SUFFIXES[target.suffix.lower()]


def _show(view: View) -> None:
    width = max(_NARROWEST, streams.width())
    if sys.stdout.isatty():
        from ..output import terminal

        terminal.show(view, sys.stdout, width)
    else:
        sys.stdout.writelines(layout.plain(view, width))
