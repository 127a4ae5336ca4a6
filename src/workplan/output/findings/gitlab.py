"""Findings as a GitLab code quality report (the part of Code Climate's format GitLab reads)."""

from __future__ import annotations

from ...domain.diagnostics import Severity
from ...files.examination import Examination
from .words import as_json, fingerprints, path, told

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def to_gitlab(examined: Examination) -> str:
    """Return a list of issues, empty where nothing was found."""
    issues = [
        {
            "type": "issue",
            "description": told(finding),
            "check_name": finding.code,
            "categories": ["Bug Risk"],
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": path(finding.location.file),
                "lines": {"begin": finding.location.line},
            },
        }
        for finding, fingerprint in zip(examined.found, fingerprints(examined.found), strict=True)
    ]
    return as_json(issues)
