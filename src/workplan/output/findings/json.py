"""Findings for scripts: the shape that only ever gains keys."""

from __future__ import annotations

from typing import Any

from ...answers.envelope import SCHEMA_VERSION
from ...domain.characters import visible
from ...domain.diagnostics import Diagnostic
from ...files.examination import Examination
from .words import as_json


def to_json(examined: Examination) -> str:
    """Return one object with all findings."""
    body = {
        "schema_version": SCHEMA_VERSION,
        "kind": "findings",
        "findings": [_finding(diagnostic) for diagnostic in examined.found],
    }
    return visible(as_json(body))


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "file": diagnostic.location.file,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
