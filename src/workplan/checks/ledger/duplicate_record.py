"""A record says the same, word for word, as an earlier one.

Why: it was merged or entered twice; nothing is lost by it, but a count of what was reported would be wrong.
Bad: two records of task 5 with the same date, recorded, by and note.
Fix: see where the second one comes from. Records already merged may stay: they change no answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import LedgerDocument, PlanDocument
from ...domain.records import ProgressRecord
from ..manual import Manual

CODE, SEVERITY = "duplicate-record", Severity.WARNING
TITLE = "台账里有一字不差的两条记录"
MANUAL = Manual(
    "多半是合并了两次，或登记了两次；不影响所答，但数登记的次数会数错。",
    "任务 5 有两条 date、recorded、by、note 都相同的记录。",
    "看后一条是怎么来的；已经合并进来的可以留着。",
)


def check(ledger: LedgerDocument, document: PlanDocument) -> Iterator[Diagnostic]:
    # Hashes first: what each record says, all at once, would be most of the memory the checks of a ledger take.
    hashes = [hash(identity(record)) for record in ledger.records]
    met = Counter(hashes)
    seen: dict[Any, int] = {}
    for index, record in enumerate(ledger.records):
        if met[hashes[index]] == 1:
            continue
        first = seen.setdefault(identity(record), index)
        if first != index:
            line = ledger.source.locate((first,)).line
            message = f"任务 {document.called(record.task)} 的这条记录与第 {line} 行的一字不差。"
            yield ledger.diagnostic((index,), CODE, SEVERITY, message, MANUAL.fix)


def identity(record: ProgressRecord) -> Any:
    """Return what two records share that say the same; the order of reported values does not count."""
    return (frozenset(record.values.items()), *record[:_VALUES], *record[_VALUES + 1 :])


_VALUES = ProgressRecord._fields.index("values")
