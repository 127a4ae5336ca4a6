"""Findings as reviewdog's rdjson, whose columns count bytes of UTF-8."""

from __future__ import annotations

from ..diagnostics import Location, Severity
from ..examination import Examination
from .words import as_json, path, told

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def to_rdjson(examined: Examination) -> str:
    """Return one DiagnosticResult."""
    body = {
        "source": {"name": "workplan"},
        "diagnostics": [
            {
                "message": told(finding),
                "location": {
                    "path": path(finding.location.file),
                    "range": {
                        "start": {
                            "line": finding.location.line,
                            "column": _byte_column(examined, finding.location),
                        }
                    },
                },
                "severity": _SEVERITIES[finding.severity],
                "code": {"value": finding.code},
            }
            for finding in examined.found
        ],
    }
    return as_json(body)


def _byte_column(examined: Examination, place: Location) -> int:
    before = examined.line(place)[: place.column - 1]
    return place.column + len(before.encode("utf-8")) - len(before)
