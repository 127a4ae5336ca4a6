"""Findings for scripts: the shape that only ever gains keys."""

from __future__ import annotations

from ...answers import payloads
from ...domain.characters import visible
from ...files.examination import Examination
from .words import as_json


def to_json(examined: Examination) -> str:
    """Return one object with all findings."""
    body = {
        "schema_version": payloads.SCHEMA_VERSION,
        "kind": "findings",
        "findings": [payloads.finding(diagnostic) for diagnostic in examined.found],
    }
    return visible(as_json(body))
