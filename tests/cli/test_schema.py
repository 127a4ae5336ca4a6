"""``workplan schema``: the JSON Schema of plan.yaml, and whether a saved one is current."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.conftest import PLAN, Run
from workplan.files.parsing import parse


def keys(data: Any) -> set[str]:
    """Return every key used anywhere in a plan."""
    if isinstance(data, dict):
        return set(data) | {key for value in data.values() for key in keys(value)}
    return {key for item in data for key in keys(item)} if isinstance(data, list) else set()


def test_it_is_the_dialect_editors_know(run: Run) -> None:
    schema = run("schema").data
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["required"]) == {"year", "titles", "departments", "tasks"}
    assert schema["additionalProperties"] is False
    assert all(
        part["additionalProperties"] is False for part in schema["$defs"].values() if "properties" in part
    )


def test_every_key_of_the_real_plan_is_in_it_and_described(run: Run) -> None:
    schema = run("schema").data
    known: dict[str, Any] = dict(schema["properties"])
    for part in schema["$defs"].values():
        known |= part.get("properties", {})
    used = keys(parse(PLAN.read_bytes(), "plan.yaml")[0].data)
    assert used <= set(known)
    assert all(known[key].get("description") for key in used)


def test_it_takes_what_the_loader_takes(run: Run) -> None:
    task = run("schema").data["$defs"]["Task"]["properties"]
    assert set(task["deadline"]["type"]) == {"string", "number", "boolean", "null"}  # "11", 11, on, blank
    assert task["remark"]["default"] == ""


def test_saved_and_checked(run: Run, tmp_path: Path) -> None:
    assert run("schema -o plan.schema.json", cwd=tmp_path).out == ""
    saved = tmp_path / "plan.schema.json"
    assert saved.read_text(encoding="utf-8") == run("schema").out
    assert run("schema --check plan.schema.json", cwd=tmp_path).out == ""
    saved.write_bytes(saved.read_bytes().replace(b"\n", b"\r\n"))  # as git may check it out on Windows
    run("schema --check plan.schema.json", cwd=tmp_path)
    saved.write_text("{}\n", encoding="utf-8")
    out = run("schema --check plan.schema.json", status=1, cwd=tmp_path).out
    assert "workplan schema -o plan.schema.json" in out


def test_nothing_to_check(run: Run, tmp_path: Path) -> None:
    error, _ = run("schema --check nowhere.json", status=3, cwd=tmp_path).complaint
    assert "nowhere.json" in error


def test_a_plan_in_place_of_a_schema(run: Run) -> None:
    error, hint = run(f"schema --check {PLAN}", status=2).complaint
    assert "JSON Schema" in error
    assert f"workplan validate {PLAN}" in hint


def test_it_needs_no_plan(run: Run, tmp_path: Path) -> None:
    assert run("schema", cwd=tmp_path).data["title"] == "workplan"
