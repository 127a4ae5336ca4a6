"""The plan's file: read, and made a plan with its places."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ..domain.diagnostics import Diagnostic, Severity
from ..domain.document import PlanDocument
from ..domain.places import Places
from .gate import PLAN
from .intake import read_bytes
from .reading import read_file


class Loaded(NamedTuple):
    """What came of one file: the plan, or as much of it as can be used, or None; and what is wrong."""

    document: PlanDocument | None
    diagnostics: tuple[Diagnostic, ...]
    source: Places

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What nothing may be answered from."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.ERROR)


def load(path: Path) -> Loaded:
    """Read and validate one plan file. Raises :class:`~workplan.domain.errors.Unreadable` only."""
    return load_bytes(read_bytes(path), str(path))


def load_bytes(raw: bytes, file: str, key: str = "") -> Loaded:
    """Validate the bytes of a plan; ``file`` is the name findings carry, ``key`` what the plan is called."""
    read = read_file(PLAN, raw, file)
    document = PlanDocument(read.value, read.source, read.damaged, key) if read.value else None
    return Loaded(document, read.diagnostics, read.source)
