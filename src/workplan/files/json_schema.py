"""The JSON Schema of plan.yaml, for editors; made from the types, never written by hand.

It describes the file as a YAML 1.2 core reader sees it: a bare `7` is an integer there, a quoted one text.
"""

from __future__ import annotations

import json
from typing import Any

from .gate import PLAN

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:workplan:plan:1"


def plan_schema() -> str:
    """Return the schema as text; the same types give the same bytes."""
    body = _untitled(PLAN.schema())
    for definition in (body, *body["$defs"].values()):
        for name in definition.get("required", ()):
            definition["properties"][name].pop(
                "default", None
            )  # some versions of Pydantic lend it another field's
        for field in definition.get("properties", {}).values():
            for inner in (*field.get("patternProperties", {}).values(), *field.get("anyOf", ())):
                inner.pop("default", None)  # likewise
    for definition in body["$defs"].values():
        if "enum" in definition:  # an enumeration's docstring is English; its fields describe it
            definition.pop("description", None)  # there is none under -OO
    schema = {"$schema": DIALECT, "$id": IDENTIFIER, **body, "title": "workplan"}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _untitled(node: Any, *, names: bool = False) -> Any:
    """Leave out the titles Pydantic makes of field names.

    ``names`` says that the keys of ``node`` are names of the plan's own, `title` among them.
    """
    if isinstance(node, list):
        return [_untitled(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _untitled(value, names=key in ("properties", "$defs") and not names)
        for key, value in node.items()
        if names or key != "title"
    }
