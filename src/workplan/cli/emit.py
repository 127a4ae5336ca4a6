"""Handing an answer over: which format, to the screen or to a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from ..answers.columns import View
from ..domain.errors import Misuse
from ..output import layout
from ..output.export import Format
from ..output.screen import Screen
from . import streams
from .options import choice
from .saving import refuse_own, save

_NARROWEST = 20


def shape(format_: str | None, output: str | None) -> Format:
    """Return the format that is wanted: the one named, else that of the file's suffix."""
    return choice(format_, "--format", Format) or _by_suffix(_target(output))


def _target(output: str | None) -> Path | None:
    return None if output in (None, "-") else Path(str(output))


def emit(view: View, format_: str | None, output: str | None, *plans: Path) -> None:
    """Write an answer from some plans in the wanted format."""
    target = _target(output)
    chosen = shape(format_, output)
    if target is not None:
        for plan in plans:
            refuse_own(target, plan)
    if chosen.write is None:
        _emit_file(view, chosen, target)
        return
    if target is None:
        if chosen is Format.TABLE:
            _show(view)
        else:
            sys.stdout.writelines(chosen.write(view))
        return
    save(target, chosen.write(view), encoding=chosen.encoding)


def _emit_file(view: View, chosen: Format, target: Path | None) -> None:
    """Write what only an office's own program opens: into a file, and a calendar, which is text, to the screen too."""
    if target is None and chosen is Format.XLSX:
        raise Misuse("Excel 表要写入文件。", "如 -o 清单.xlsx。")
    content = _OFFICE[chosen](view)
    if target is None:
        sys.stdout.write(content.decode("utf-8"))
    else:
        save(target, content)


def _workbook(view: View) -> bytes:
    from ..office.listing_book import to_xlsx

    return to_xlsx(view)


def _calendar(view: View) -> bytes:
    if view.calendar is None:
        raise Misuse("只有 due 和 list 能输出日历（ics）。", "如 workplan due --quarter 4 -o 四季度.ics。")
    from ..office.calendar_file import to_ics

    calendar = view.calendar()
    content = to_ics(calendar)
    for note in calendar.notes:
        streams.tell(note)
    return content


_OFFICE: dict[Format, Callable[[View], bytes]] = {Format.XLSX: _workbook, Format.ICS: _calendar}


def _by_suffix(target: Path | None) -> Format:
    if target is None:
        return Format.TABLE
    # What others can read on comes first, plain text last.
    suffixes = {known.suffix: known for known in sorted(Format, key=lambda known: known is Format.TABLE)}
    if target.suffix.lower() in (".docx", ".html", ".pdf"):
        raise Misuse(
            f"清单没有 {target.suffix} 格式。",
            f"要印的用 workplan report -o {target.name}；要表的存成 .xlsx 或 .csv。",
        )
    if target.suffix.lower() not in suffixes:
        raise Misuse(
            f"从文件名“{target.name}”看不出格式。", f"后缀用 {'、'.join(suffixes)}，或加上 -O，如 -O csv。"
        )
    return suffixes[target.suffix.lower()]


def _show(view: View) -> None:
    screen = Screen(max(_NARROWEST, streams.width()), streams.ambiguous(), streams.short_of(sys.stdout))
    if sys.stdout.isatty():
        from ..output import terminal

        terminal.show(view, sys.stdout, screen)
    else:
        sys.stdout.writelines(layout.plain(view, screen))
