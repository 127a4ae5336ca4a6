"""Findings for scripts: the shape that only ever gains keys."""

from __future__ import annotations

from .. import payloads
from ..examination import Examination
from ..text import visible


def to_json(examined: Examination) -> str:
    """Return one object with all findings."""
    import json

    body = {
        "schema_version": payloads.SCHEMA_VERSION,
        "kind": "findings",
        "findings": [payloads.finding(diagnostic) for diagnostic in examined.found],
    }
    return visible(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
