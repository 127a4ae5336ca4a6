"""Findings for people: one line each and its remedy; on a terminal also the line of the file, with a caret.

Colour is decoration: with its escapes taken out a coloured answer is the plain one, byte for byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...domain.characters import one_line, quiet, spelled, visible
from ...domain.diagnostics import Diagnostic, Severity
from ...domain.width import display_width
from ...files.examination import Examination

_TAB = " " * 4
_NEAR = 4
"""How many characters a column of the screen may take: marks above and below a letter take none."""


def to_text(examined: Examination) -> str:
    """Return the plain form, the same wherever it goes."""
    return _lines(line for finding in examined.found for line in (str(finding), *_hint(finding))) + _total(
        examined
    )


def to_terminal(examined: Examination, width: int, *, colour: bool = False, ambiguous: int = 1) -> str:
    """Return the same findings, each with its line of the file and a caret under the column.

    ``ambiguous`` is how many columns the terminal gives to marks such as “ and ●.
    """
    parts: list[str] = []
    for finding in examined.found:
        head, *more = str(finding), *_excerpt(examined, finding, width, ambiguous), *_hint(finding)
        parts.append(_painted(head, finding) if colour else _lines([head]))
        parts.append(_lines(more))
    return "".join(parts) + _total(examined)


def _painted(head: str, finding: Diagnostic) -> str:
    """Colour severity and code, after all that stood in the text has been made harmless."""
    line = one_line(head)
    start = len(one_line(f"{finding.location}: "))
    end = start + len(f"{finding.severity}[{finding.code}]")
    return f"{line[:start]}\x1b[{finding.severity.colour}m{line[start:end]}\x1b[0m{line[end:]}\n"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{one_line(line)}\n" for line in lines)


def _hint(finding: Diagnostic) -> tuple[str, ...]:
    return (f"    {finding.hint}",) if finding.hint else ()


def _excerpt(examined: Examination, finding: Diagnostic, width: int, ambiguous: int) -> tuple[str, ...]:
    line = examined.line(finding.location).rstrip()
    if not line:
        return ()
    number = str(finding.location.line)
    room = max(20, width - len(number) - 4)
    at = min(finding.location.column - 1, len(line))
    # A line may be megabytes long, and only what is near the column can be shown of it.
    first, last = max(0, at - _NEAR * room), at + _NEAR * room
    before, after = quiet(line[first:at], spelled), quiet(line[at:last], spelled)
    shown, indent = _window(before + after, len(before), room, ambiguous, cut=(first > 0, last < len(line)))
    return f" {number} | {shown}", f" {' ' * len(number)} | {' ' * indent}^"


def _window(
    line: str, at: int, room: int, ambiguous: int, cut: tuple[bool, bool] = (False, False)
) -> tuple[str, int]:
    """Cut a long line to ``room`` columns round the character ``at``; return it and the columns before that.

    ``cut`` says whether something of the line was left out already, before and behind.
    """
    start, used = at, 0
    while start and (used := used + display_width(_plain(line[start - 1]), ambiguous)) <= room * 2 // 3:
        start -= 1
    before = ("…" if start or cut[0] else "") + _plain(line[start:at])
    indent = used = display_width(before, ambiguous)
    end = at
    while end < len(line) and (used := used + display_width(_plain(line[end]), ambiguous)) <= room - 1:
        end += 1
    more = "…" if end < len(line) or cut[1] else ""
    return before + _plain(line[at:end]) + more, indent


def _plain(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _total(examined: Examination) -> str:
    counts = Counter(diagnostic.severity for diagnostic in examined.found)
    parts = [f"{severity.word} {counts[severity]} 处" for severity in Severity if counts[severity]]
    accepted = f"；另有 {len(examined.waived)} 处已在 waivers 中认可" if examined.waived else ""
    return f"检查了 {len(examined.files)} 份计划：{'、'.join(parts) or '没有问题'}{accepted}。\n"
