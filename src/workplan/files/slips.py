"""Slips of the hand that YAML reads without a word: found in a file's text, beside what reading it finds."""

from __future__ import annotations

from collections.abc import Iterator

from ..checks.slips import BLANK, COMMENT, MANUALS, TITLES
from ..domain.characters import short
from ..domain.diagnostics import Diagnostic, Location, Severity
from ..domain.fold import compiled
from .source import Source

_CHINESE = "[\u3001-\u303f\u3400-\u9fff\uff01-\uff60]"
_MARKER = r"(?m)^(?:<{7}|>{7}|\|{7})(?= |$)|^={7}$"
_WIDE_INDENT = "(?m)^ *[\u00a0\u3000][ \u00a0\u3000]*(?=- |[a-z_]+:)"


def merge_markers(text: str, file: str) -> Iterator[Diagnostic]:
    """Yield the marks git leaves where two sides changed the same lines: until they are settled nothing can be read."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    for found in compiled(_MARKER).finditer(text):
        yield Diagnostic(
            _place(text, file, found.start()),
            "yaml-syntax",
            Severity.ERROR,
            f"这是合并冲突的标记（{found[0]}），两边的内容还没有选定。",
            "选定两边各留哪些，删去 <<<<<<<、=======、>>>>>>> 各行；台账可用 workplan merge-ledger。",
        )


def wide_indent(text: str, file: str) -> Iterator[Diagnostic]:
    """Yield, once, that lines are indented by blanks that are none to YAML."""
    found = compiled(_WIDE_INDENT).search(text)
    if found is None:
        return
    char = next(char for char in found[0] if char in "\u00a0\u3000")
    what = "全角空格" if char == "\u3000" else "不换行空格"
    yield Diagnostic(
        _place(text, file, found.start() + found[0].index(char)),
        "yaml-syntax",
        Severity.ERROR,
        f"缩进里有{what} U+{ord(char):04X}，这样的行不能算缩进。",
        "全文把行首的这种空格换成普通空格；多半是从网页或 Word 粘贴时带进来的。",
    )


def slips(source: Source) -> Iterator[Diagnostic]:
    """Yield warnings of what was written and will not be read: a text cut by `#`, a blank put between characters."""
    from .parsing import scalars_of

    text, file = source.text, source.file
    if not source.folds and not compiled(f"{_CHINESE}[ \t]+#").search(text):
        return  # the same events once more, but only for the few files where there is something to look for
    lines = text.split("\n")
    for start, end, style in scalars_of(text):
        if style in ("", None) and end[0] < len(lines):
            rest = lines[end[0]][end[1] :]
            if compiled(r"[ \t]+#\S").match(rest) and _follows(lines[end[0]], end[1]):
                yield _warning(
                    Location(file, end[0] + 1, end[1] + 2),
                    COMMENT,
                    f"“{short(rest.strip(), 24)}”是注释，不是文字：前面的文字到这里就断了。",
                )
        if style != "|" and start[0] != end[0]:
            yield from _blanks(lines, start[0], min(end[0], len(lines) - 1), file)


def _follows(line: str, at: int) -> bool:
    """Tell whether a text of words ends there: a figure or a key with a note beside it is no cut text."""
    return bool(compiled(f"{_CHINESE}[^:]*$").search(line[:at]))


def _blanks(lines: list[str], first: int, last: int, file: str) -> Iterator[Diagnostic]:
    for number in range(first, last):
        before, after = lines[number].rstrip(), lines[number + 1].lstrip()
        if compiled(f"{_CHINESE}$").search(before) and compiled(f"^{_CHINESE}").search(after):
            yield _warning(
                Location(file, number + 1, len(before) + 1),
                BLANK,
                f"这里换行，读出来“{before[-1]}”和“{after[0]}”之间多一个空格。",
            )


def _warning(place: Location, code: str, message: str) -> Diagnostic:
    return Diagnostic(place, code, TITLES[code][0], message, MANUALS[code].fix)


def _place(text: str, file: str, at: int) -> Location:
    return Location(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
