"""The JSON Schema of plan.yaml, for editors; made from the model, never written by hand."""

from __future__ import annotations

import json

from .model import Plan

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> str:
    """Return the schema as text; the same model gives the same bytes."""
    body = Plan.model_json_schema()
    schema = {"$schema": DIALECT, **body, "title": "workplan", "description": "单位年度工作计划（plan.yaml）"}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
