"""Findings as SARIF 2.1.0, for code scanning; what the plan's waivers accept is there too, as suppressed."""

from __future__ import annotations

from typing import Any

from ... import __version__
from ...checks import catalogue
from ...domain.characters import visible
from ...domain.diagnostics import Diagnostic, Severity
from ...files.examination import Examination
from .words import as_json, fingerprints, told

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def to_sarif(examined: Examination) -> str:
    """Return one log with one run."""
    entries = catalogue.entries()
    indexes = {entry.code: index for index, entry in enumerate(entries)}
    marks = iter(fingerprints([*examined.found, *(waived.diagnostic for waived in examined.waived)]))
    results = [_result(finding, indexes, next(marks)) for finding in examined.found]
    for waived in examined.waived:
        result = _result(waived.diagnostic, indexes, next(marks))
        result["suppressions"] = [{"kind": "inSource", "justification": visible(waived.reason)}]
        results.append(result)
    run = {
        "tool": {
            "driver": {
                "name": "workplan",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(entry) for entry in entries],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return as_json(log)


def _rule(entry: catalogue.Entry) -> dict[str, Any]:
    return {
        "id": entry.code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.manual.why},
        "help": {"text": f"{entry.manual.why}\n{entry.manual.bad}\n{entry.manual.fix}"},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
    }


def _result(finding: Diagnostic, indexes: dict[str, int], fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": indexes[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": told(finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.location.file)},
                    "region": {
                        "startLine": finding.location.line,
                        "startColumn": finding.location.column,
                    },
                }
            }
        ],
        "partialFingerprints": {"workplan/v1": fingerprint},
    }


def _uri(file: str) -> str:
    """Return a file's name as a relative reference, its bytes percent-encoded; a colon would begin a scheme."""
    import os
    from pathlib import PurePath
    from urllib.parse import quote

    if PurePath(file).is_absolute():
        return f"file://{quote(os.fsencode('/' + PurePath(file).as_posix().lstrip('/')))}"
    return quote(os.fsencode(PurePath(file).as_posix()))
