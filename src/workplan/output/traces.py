"""Where in a template something went wrong, read off the traceback; what jinja2 made of the template names its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum, unique
from pathlib import Path
from types import TracebackType
from typing import Any

_WHOLE = "top-level template code"
"""What jinja2 calls the part of a template that is in no block and no macro."""
_FEW = 3


@unique
class Endless(StrEnum):
    """What a template does that has no end, or none near enough; and what to look at."""

    NAMES_ITSELF = "引用了自己，没有尽头"
    CALLS_ITSELF = "里的宏或段用了自己，没有尽头"
    TOO_DEEP = "括号、运算或标记层层相套，套得太深"

    @property
    def hint(self) -> str:
        """What to look at."""
        return _LOOK_AT[self]


_LOOK_AT = {
    Endless.NAMES_ITSELF: "检查 include、import 和 extends。",
    Endless.CALLS_ITSELF: "检查 macro 和 block。",
    Endless.TOO_DEEP: "把它拆成几段，用 set 分开写。",
}


def where(error: BaseException, file: str) -> str:
    """Return the innermost template and line of a traceback, which jinja2 has already rewritten."""
    place = f"{file} "
    for trace in _steps(error):
        frame = trace.tb_frame
        if "__jinja_exception__" in frame.f_globals:
            place = f"{Path(frame.f_code.co_filename).name} 第 {trace.tb_lineno} 行"
        elif frame.f_code.co_name == "compile" and isinstance(name := frame.f_locals.get("name"), str):
            place = f"{name} "  # so far as it was read, which the parser and what it calls tell
        elif line := _line_read(frame.f_locals) or _line_made(error, frame.f_locals):
            place = f"{place.partition(' ')[0]} 第 {line} 行"
    return place


def endless(error: RecursionError) -> Endless:
    """Tell apart what has no end."""
    inside = [
        trace.tb_frame.f_code.co_name
        for trace in _steps(error)
        if "__jinja_exception__" in trace.tb_frame.f_globals
    ]
    if inside.count(_WHOLE) > _FEW:
        return Endless.NAMES_ITSELF
    return Endless.CALLS_ITSELF if len(inside) > 2 * _FEW else Endless.TOO_DEEP


def _steps(error: BaseException) -> Iterator[TracebackType]:
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _line_read(names: dict[str, Any]) -> int:
    """Return the line of the template a step of jinja2's parser is at, 0 for any other step."""
    stream = getattr(names.get("self"), "stream", None)
    line = getattr(getattr(stream, "current", None), "lineno", 0)
    return line if isinstance(line, int) else 0


def _line_made(error: BaseException, names: dict[str, Any]) -> int:
    """Return the line of the template that the code made of it came from, where Python refuses that code."""
    code = names.get("source")
    if not (isinstance(error, SyntaxError) and error.lineno and isinstance(code, str)):
        return 0
    made = re.search(r"^debug_info = '([0-9=&]*)'", code, re.MULTILINE)
    pairs = [pair.split("=") for pair in made[1].split("&")] if made and made[1] else []
    return max((int(line) for line, at in pairs if int(at) <= error.lineno), default=0)
