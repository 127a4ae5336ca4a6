"""Two ledgers that were both added to, put together by records.

Lines cannot be merged: a record is several of them, and after the second merge what both sides share is no longer a
prefix. So what is appended to ours are theirs minus what both began from, as multisets.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from ..checks.ledger.duplicate_record import identity
from ..domain.diagnostics import Diagnostic
from ..domain.document import LedgerDocument
from ..domain.errors import Conflict, InvalidPlan
from ..domain.records import ProgressRecord
from . import atomic
from .gate import LEDGER
from .intake import read_bytes
from .ledger_text import appended
from .reading import read_file


class Merged(NamedTuple):
    """What came of a merge: the bytes to stand in the place of ours, and what they were made of.

    ``gone`` counts the records both began from that theirs no longer has as they were: somebody changed a ledger that
    only grows, and a person must look.
    """

    content: bytes
    added: tuple[ProgressRecord, ...]
    gone: int


def merge(base: Path, ours: Path, theirs: Path) -> Merged:
    """Return ours with the records of theirs that were not in base.

    Raises InvalidPlan where one of the three cannot be read as a ledger: its records are not known then.
    """
    raw = _bytes(ours)
    began, mine, other = (
        _records(raw if path is ours else _bytes(path), path) for path in (base, ours, theirs)
    )
    shared = Counter(map(identity, began.records))
    gone = sum((shared - Counter(map(identity, other.records))).values())
    added = []
    for record in other.records:
        if shared[identity(record)] > 0:
            shared[identity(record)] -= 1
        else:
            added.append(record)
    content = appended(raw or None, mine, added) if added else raw
    proved = _records(content, ours)
    if proved.records != (*mine.records, *added):
        raise Conflict(f"{ours} 的写法不便追加，没有合并。", "各条记录应从行首的“- ”开始；改好再合并。")
    return Merged(content, tuple(added), gone)


def write(ours: Path, merged: Merged) -> None:
    """Put a merge in the place of ours."""
    atomic.write_bytes(ours, merged.content)


def _bytes(path: Path) -> bytes:
    """Return a ledger's bytes; what git has no earlier version of, it gives as nothing."""
    return b"" if str(path) == os.devnull else read_bytes(path)


def _records(raw: bytes, path: Path) -> LedgerDocument:
    read = read_file(LEDGER, raw, str(path), may_be_empty=True)
    errors: tuple[Diagnostic, ...] = read.diagnostics
    if read.damaged or (read.value is None and errors):
        raise InvalidPlan(errors, path)
    return LedgerDocument(read.source, read.value or ())
