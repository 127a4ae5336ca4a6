"""What every answer in JSON begins with. Keys are only ever added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..domain.document import PlanDocument
from .columns import Payload

SCHEMA_VERSION = 1


def envelope(kind: str, document: PlanDocument, as_of: date, body: Mapping[str, Any]) -> Payload:
    """Return a whole answer: what it is, of which plan, as of which day."""
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": kind,
        "as_of": as_of.isoformat(),
        "plan": identity(document),
        **body,
    }


def identity(document: PlanDocument) -> Payload:
    """Return which plan it is: by its words, and by where it stands."""
    plan = document.plan
    return {
        "title": plan.titles.document,
        "year": plan.year,
        "key": document.plan_key,
        "file": document.source.file,
        "issuer": plan.publication.issuer,
    }
