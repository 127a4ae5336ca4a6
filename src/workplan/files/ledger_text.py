"""Records as the text of a ledger (台账): written in its own manner, so that the old bytes stay a prefix."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..domain.document import LedgerDocument
from ..domain.fold import compiled
from ..domain.records import ProgressRecord

_HEAD = """\
# 台账:各部门所报进展,一条一记,只增不改。由 workplan update 等命令追加,也可以手工编辑。
# date 是所报情况的日子,recorded 是登记的日子;逾期、临期由命令推算,不在这里登记。
"""


def appended(before: bytes | None, old: LedgerDocument, records: Sequence[ProgressRecord]) -> bytes:
    """Add the records' text in the file's own manner: its indentation, its line ends."""
    text = "".join(to_yaml(record) for record in records)
    if not (before or b"").strip():
        return (before or b"") + (_HEAD + "\n" + text if not before else text).encode("utf-8")
    assert before is not None
    newline = "\r\n" if b"\r\n" in before else "\n"
    indent = " " * _indentation(old)
    lines = [indent + line if line else line for line in text.split("\n")[:-1]]
    joint = "" if before.endswith(b"\n") else newline
    return before + (joint + newline.join(lines) + newline).encode("utf-8")


def _indentation(ledger: LedgerDocument) -> int:
    """Return how far the dashes of the list stand in."""
    if not ledger.records:
        return 0
    place = ledger.source.locate((0,))
    line = ledger.source.text.split("\n")[place.line - 1]
    return max(0, line.find("-")) if line.lstrip().startswith("-") else 0


def to_yaml(record: ProgressRecord) -> str:
    """Return a record as the block that stands in the file."""
    lines = [f"task: {record.task}", f"date: {record.date}", f"recorded: {record.recorded}"]
    lines.append(f"by: {quoted(record.by)}")
    if record.status is not None:
        lines.append(f"status: {record.status.value}")
    if record.percent is not None:
        lines.append(f"percent: {record.percent:f}")
    if record.values:
        lines.append("values:")
        lines += [f"  {quoted(name)}: {_value(value)}" for name, value in record.values.items()]
    if record.reached:
        lines.append(f"reached: [{', '.join(map(quoted, record.reached))}]")
    if record.finished is not None:
        lines.insert(2, f"finished: {record.finished}")
    for key in ("dropped", "voids"):
        if names := getattr(record, key):
            lines.append(f"{key}: [{', '.join(map(quoted, names))}]")
    if record.extension is not None:
        lines += [
            "extension:",
            f"  to: {record.extension.to}",
            f"  reason: {quoted(record.extension.reason)}",
        ]
        if record.extension.approval:
            lines.append(f"  approval: {quoted(record.extension.approval)}")
    for key in ("returned", "carried", "note", "evidence", "problems", "next", "sheet"):
        if text := getattr(record, key):
            lines.append(f"{key}: {quoted(text)}")
    return "\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]) + "\n"


def _value(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:f}"


def quoted(text: str) -> str:
    """Return text as a YAML scalar in double quotation marks on one line, so that every character comes back.

    What people cannot read, or YAML cannot hold, is spelled; JSON's spelling is not YAML's.
    """
    return f'"{compiled(_DOUBTFUL).sub(_spelled, text)}"'


_DOUBTFUL = '["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\U00010000-\U0010ffff]'
_NAMED = {
    "\0": "0",
    "\a": "a",
    "\b": "b",
    "\t": "t",
    "\n": "n",
    "\v": "v",
    "\f": "f",
    "\r": "r",
    "\x1b": "e",
    '"': '"',
    "\\": "\\",
    "\x85": "N",
    "\u2028": "L",
    "\u2029": "P",
}


def _spelled(found: re.Match[str]) -> str:
    char = found[0]
    if char in _NAMED:
        return f"\\{_NAMED[char]}"
    if char > "\uffff":  # rare names (U+20BB7) are left so that people can read them
        return char if char.isprintable() else f"\\U{ord(char):08X}"
    return f"\\u{ord(char):04X}" if char > "\xff" else f"\\x{ord(char):02X}"
