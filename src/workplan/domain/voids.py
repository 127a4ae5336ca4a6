"""Records that take back earlier ones (撤销): what each record is called by, and which are still in force.

Nothing is ever removed from a ledger. A record is called by a digest of what it says and of how many equal ones stand
before it, so the name holds wherever in the file the record comes to stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from .history import admits, in_order, status_after
from .records import ProgressRecord
from .status import Status

_LENGTH = 10
_FIELDS = ProgressRecord._fields
_DEFAULTS = ProgressRecord._field_defaults


class Kept(NamedTuple):
    """A record as it stands in a ledger: its place, what it is called by, and whether a later one took it back."""

    place: int
    id: str
    record: ProgressRecord
    void: bool = False


def kept(records: Sequence[ProgressRecord], known_on: date | None = None) -> list[Kept]:
    """Return every record with its name; by the end of a day, those recorded by then and taken back by then."""
    from hashlib import sha256

    found: list[Kept] = []
    equal: dict[str, int] = {}
    for place, record in enumerate(records):
        said = _said(record)
        equal[said] = number = equal.get(said, 0) + 1
        name = sha256(f"{said}\n{number}".encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
        if known_on is None or record.recorded <= known_on:
            found.append(Kept(place, name, record))
    void = {(k.record.task, name) for k in found for name in k.record.voids}
    return [
        k._replace(void=not k.record.voids and (k.record.task, k.id) in void) if void else k for k in found
    ]


def in_force(records: Sequence[ProgressRecord], known_on: date | None = None) -> tuple[ProgressRecord, ...]:
    """Return the records that were not taken back; by the end of a day, as far as they were known by then."""
    if not any(record.voids for record in records):
        return tuple(r for r in records if known_on is None or r.recorded <= known_on)
    return tuple(k.record for k in kept(records, known_on) if not k.void)


def moves(records: Sequence[ProgressRecord]) -> Counter[int]:
    """Count how often the last day of each task was moved: by extensions, and by taking extensions back."""
    extensions = {k.id for k in kept(records) if k.record.extension}
    found = Counter(record.task for record in records if record.extension)
    found.update(r.task for r in records for name in r.voids if name in extensions)
    return found


def stranded(records: Iterable[Kept]) -> Kept | None:
    """Return the first record in force that may not follow what is in force before it."""
    status: dict[int, Status] = {}
    by_place = {k.place: k for k in records if not k.void}
    places = {id(k.record): k.place for k in by_place.values()}
    for record in in_order(k.record for k in by_place.values()):
        before = status.get(record.task, Status.NOT_STARTED)
        if not admits(before, record):
            return by_place[places[id(record)]]
        status[record.task] = status_after(before, record)
    return None


def _said(record: ProgressRecord) -> str:
    """Return all that a record says, in one way whatever way it was written."""
    said = zip(_FIELDS, record, strict=True)
    return "\n".join(f"{key}={_plain(value)}" for key, value in said if value != _DEFAULTS.get(key))


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return repr(sorted((key, _plain(item)) for key, item in value.items()))
    if isinstance(value, tuple):
        return repr([_plain(item) for item in value])
    return str(value)
