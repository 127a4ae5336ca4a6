"""Findings as reviewdog's rdjson, whose columns count bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.diagnostics import Location, Severity
from ...files.examination import Examination
from .words import as_json, path, told

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def to_rdjson(examined: Examination) -> str:
    """Return one DiagnosticResult."""
    columns = _byte_columns(examined)
    body = {
        "source": {"name": "workplan"},
        "diagnostics": [
            {
                "message": told(finding),
                "location": {
                    "path": path(finding.location.file),
                    "range": {"start": {"line": finding.location.line, "column": next(columns)}},
                },
                "severity": _SEVERITIES[finding.severity],
                "code": {"value": finding.code},
            }
            for finding in examined.found
        ],
    }
    return as_json(body)


def _byte_columns(examined: Examination) -> Iterator[int]:
    """Yield the column of each finding, going on from the one before it: a line may be megabytes long."""
    last, size = Location(""), 0  # a place, and the bytes of its line before it
    for finding in examined.found:
        place = finding.location
        if place[:2] != last[:2] or place.column < last.column:
            last, size = place._replace(column=1), 0
        between = examined.line(place)[last.column - 1 : place.column - 1]
        beyond = place.column - last.column - len(between)  # the end of a file is behind its last character
        last, size = place, size + len(between.encode("utf-8")) + beyond
        yield size + 1
