"""Findings for people: one line each and its remedy; on a terminal also the line of the file, with a caret."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from ..examination import Examination
from ..text import display_width, visible
from ..words import SEVERITIES

_TAB = " " * 4


def to_text(examined: Examination) -> str:
    """Return the plain form, the same wherever it goes."""
    return _lines(line for finding in examined.found for line in (str(finding), *_hint(finding))) + _total(
        examined
    )


def to_terminal(examined: Examination, width: int) -> str:
    """Return the same findings, each with its line of the file and a caret under the column."""
    return _lines(
        line
        for finding in examined.found
        for line in (str(finding), *_excerpt(examined, finding, width), *_hint(finding))
    ) + _total(examined)


def _lines(lines: Iterator[str]) -> str:
    return "".join(f"{_one_line(line)}\n" for line in lines)


def _one_line(text: str) -> str:
    """Spell line ends that stand in a name or a title: what follows would look like a finding of its own."""
    return visible(text).replace("\r", "<U+000D>").replace("\n", "<U+000A>")


def _hint(finding: Diagnostic) -> tuple[str, ...]:
    return (f"    {finding.hint}",) if finding.hint else ()


def _excerpt(examined: Examination, finding: Diagnostic, width: int) -> tuple[str, ...]:
    line = examined.line(finding.location).rstrip()
    if not line:
        return ()
    number = str(finding.location.line)
    at = min(finding.location.column - 1, len(line))
    shown, indent = _window(line, at, max(20, width - len(number) - 4))
    return f" {number} | {shown}", f" {' ' * len(number)} | {' ' * indent}^"


def _window(line: str, at: int, room: int) -> tuple[str, int]:
    """Cut a long line to ``room`` columns round the character ``at``; return it and the columns before that."""
    start = 0
    while display_width(_plain(line[start:at])) > room * 2 // 3:
        start += 1
    head = "…" if start else ""
    before = head + _plain(line[start:at])
    shown = before
    for char in line[at:]:
        piece = _plain(char)
        if display_width(shown + piece) > room - 1:
            return f"{shown}…", display_width(before)
        shown += piece
    return shown, display_width(before)


def _plain(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _total(examined: Examination) -> str:
    counts = Counter(diagnostic.severity for diagnostic in examined.found)
    parts = [f"{SEVERITIES[severity]} {counts[severity]} 处" for severity in Severity if counts[severity]]
    accepted = f"；另有 {len(examined.waived)} 处已在 waivers 中认可" if examined.waived else ""
    return f"检查了 {len(examined.files)} 份计划：{'、'.join(parts) or '没有问题'}{accepted}。\n"
