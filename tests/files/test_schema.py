"""The JSON Schema: the committed file is current, its words are Chinese, and it judges plans as we do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from tests.conftest import PLAN, ROOT, Run
from tests.hostile import PLAN as SMALL
from workplan.files.json_schema import plan_schema
from workplan.files.plan_file import load_bytes

SCHEMA = ROOT / "schema" / "plan.schema.json"


class _Core(yaml.SafeLoader):
    """YAML 1.2's core schema, near enough: integers, decimals, true, false and null; dates stay text."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern in {
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?[0-9]+\.[0-9]+",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "null": r"~|null|Null|NULL|",
}.items():
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), None)


@pytest.fixture(scope="module")
def validator() -> Any:
    """Return a validator of draft 2020-12 with the committed schema."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_committed_file_is_current(run: Run):
    assert SCHEMA.read_text(encoding="utf-8") == plan_schema()
    run(f"schema --check {SCHEMA}")


def test_the_plan_points_to_it():
    first = PLAN.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schema/plan.schema.json"
    assert (PLAN.parent / first.partition("=")[2]).samefile(SCHEMA)


def test_its_identifier_names_no_host():
    schema = json.loads(plan_schema())
    assert schema["$id"] == "urn:workplan:plan:1"
    assert schema["$schema"].endswith("2020-12/schema")


def _fields(schema: Any) -> Iterator[tuple[str, Any]]:
    for name, part in [("plan", schema), *schema["$defs"].items()]:
        for key, field in part.get("properties", {}).items():
            yield f"{name}.{key}", field


@pytest.mark.parametrize(("name", "field"), list(_fields(json.loads(plan_schema()))))
def test_every_field_is_described_in_chinese(name: str, field: Any):
    assert re.search("[\u4e00-\u9fff]", field["description"]), name


def _holds_parts(field: Any) -> bool:
    """Tell whether a field holds other parts of the plan, which have examples of their own."""
    return ("$ref" in field and "BeforeReading" not in field["$ref"]) or "$ref" in field.get("items", {})


SCALARS = [(name, field) for name, field in _fields(json.loads(plan_schema())) if not _holds_parts(field)]


@pytest.mark.parametrize(("name", "field"), SCALARS)
def test_every_value_has_an_example_that_is_one(name: str, field: Any):
    schema = json.loads(plan_schema())
    assert field["examples"], name
    for example in field["examples"]:
        jsonschema.Draft202012Validator({**field, "$defs": schema["$defs"]}).validate(example)


OWN = {"Settings.before_reading", "Settings.sealed", "Task.last_day", "Waiver.reason"}
"""What an office adds to a plan as printed; ours has its own words there, or none."""
OTHERS = ("columns", "layout", "default_", "members", "means", "deadline_from", "cells", "number", "group")
"""What other bureaus' lists have, and ours has not."""


def _is_ours(name: str) -> bool:
    kind, _, key = name.partition(".")
    steps = kind == "Milestone" and key not in ("text", "deadline")
    return (
        name not in OWN
        and kind not in ("Roles", "Group", "PrintedColumn")
        and not steps
        and not key.startswith(OTHERS)
    )


def test_examples_are_words_of_the_real_plan():
    text = PLAN.read_text(encoding="utf-8")
    letterhead = {
        "Settings.organ",
        "Settings.addressees",
        "Settings.issue_form",
    }  # the plan says nothing of them
    said = [
        (name, e)
        for name, field in SCALARS
        if _is_ours(name) and name not in letterhead
        for e in field["examples"]
    ]
    assert [(name, e) for name, e in said if isinstance(e, str) and e not in text] == []


def test_no_english_docstring_is_left():
    def descriptions(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(node.get("description"), str):
                yield node["description"]
            node = list(node.values())
        if isinstance(node, list):
            for item in node:
                yield from descriptions(item)

    assert all(re.search("[\u4e00-\u9fff]", text) for text in descriptions(json.loads(plan_schema())))


def test_it_accepts_the_real_plan(validator: Any):
    assert list(validator.iter_errors(yaml.load(PLAN.read_bytes(), _Core))) == []


TASK = '    deadline: "11"\n'
ACCEPTED = (
    ("plain", "", ""),
    ("bare deadline", '"11"', "11"),
    ("quoted numbers", "id: 1", 'id: "1"'),
    ("blank remark", TASK, TASK + "    remark:\n"),
    ("blank last day", TASK, TASK + "    last_day:\n"),
    ("last day", TASK, TASK + "    last_day: 2020-12-31\n"),
    ("points", TASK, TASK + '    points: [1, "2"]\n'),
    ("promise without a figure", TASK, TASK + "    targets: [{name: n, phrase: G}]\n"),
    ("promise", TASK, TASK + "    targets: [{name: n, phrase: G, comparison: at_least, value: 9.5}]\n"),
    ("bare year as a title", 'title: "A"', "title: 2020"),
    ("bare truth as a title", 'title: "A"', "title: true"),
    ("figure said to be none", TASK, TASK + "    targets: [{name: n, phrase: G, value: null}]\n"),
    (
        "figure and comparison left blank",
        TASK,
        TASK + "    targets: [{name: n, phrase: G, value: ~, comparison: }]\n",
    ),
)
REFUSED = (
    ("unknown key", TASK, TASK + "    titel: x\n"),
    ("unknown key at the root", "year", "x: 1\nyear"),
    ("no year", "year: 2020\n", ""),
    ("no tasks", SMALL[SMALL.index("tasks") :], ""),
    ("year out of range", "2020", "1900"),
    ("year in words", "2020", "二〇二〇"),
    ("id zero", "id: 1", "id: 0"),
    ("id text", "id: 1", "id: x"),
    ("id with a zero before it", "id: 1", 'id: "01"'),
    ("title blank", 'title: "A"', 'title: " "'),
    ("title null", 'title: "A"', "title:"),
    ("title list", 'title: "A"', "title: [A]"),
    ("points text", TASK, TASK + "    points: 1\n"),
    ("points of words", TASK, TASK + "    points: [a]\n"),
    ("last day in words", TASK, TASK + "    last_day: 年底\n"),
    ("comparison unknown", TASK, TASK + "    targets: [{name: n, phrase: G, comparison: more, value: 1}]\n"),
    ("value alone", TASK, TASK + "    targets: [{name: n, phrase: G, value: 1}]\n"),
    (
        "value with a blank comparison",
        TASK,
        TASK + "    targets: [{name: n, phrase: G, value: 1, comparison: }]\n",
    ),
    (
        "comparison with a blank value",
        TASK,
        TASK + "    targets: [{name: n, phrase: G, value: null, comparison: about}]\n",
    ),
    ("comparison alone", TASK, TASK + "    targets: [{name: n, phrase: G, comparison: about}]\n"),
    ("value in words", TASK, TASK + "    targets: [{name: n, phrase: G, comparison: about, value: 一}]\n"),
    ("milestone without text", TASK, TASK + "    milestones: [{deadline: 年底}]\n"),
    ("departments text", 'departments:\n  - name: "许可处"', "departments: 许可处"),
    ("schema of another version", "year", "schema_version: 2\nyear"),
    ("negative setting", "year", "settings: {due_soon_days: -1}\nyear"),
    ("reading unknown", "year", "settings: {before_reading: x}\nyear"),
    ("waiver without a reason", "year", "waivers: [{code: missing-deadline}]\nyear"),
    ("a list", SMALL, "- 1\n"),
)


@pytest.mark.parametrize(("name", "old", "new"), ACCEPTED)
def test_both_accept(name: str, old: str, new: str, validator: Any):
    text = SMALL.replace(old, new, 1)
    assert load_bytes(text.encode(), "plan.yaml").diagnostics == (), name
    assert list(validator.iter_errors(yaml.load(text, _Core))) == []


@pytest.mark.parametrize(("name", "old", "new"), REFUSED)
def test_both_refuse(name: str, old: str, new: str, validator: Any):
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    assert load_bytes(text.encode(), "plan.yaml").diagnostics, name
    assert list(validator.iter_errors(yaml.load(text, _Core)))


# A plan with every key there is, its scalars as they stand in the file.
_TARGET = {"name": "n", "phrase": "G", "commitment": "c", "comparison": "about", "value": "1", "unit": "u"}
WHOLE: dict[str, Any] = {
    "schema_version": "1",
    "year": "2020",
    "titles": dict.fromkeys(("document", "page", "annex_line", "annex_label", "annex_head"), "t"),
    "publication": {
        **dict.fromkeys(("index_number", "category", "issuer", "disclosure", "source"), "p"),
        **dict.fromkeys(("generated", "published", "issued"), "2020-03-27"),
    },
    "settings": {
        **dict.fromkeys(("due_soon_days", "behind_points", "far_behind_points", "silent_days"), "9"),
        "before_reading": "end_of_period",
        "sealed": "true",
        "default_department": "d",
        "default_deadline": "年底",
        **dict.fromkeys(("organ", "addressees", "issue_form"), "x"),
    },
    "columns": [{"head": "h", "holds": "lead", "key": "k"}],
    "groups": [
        {
            **dict.fromkeys(("id", "title", "number", "parent", "departments", "deadline"), "g"),
            "cells": {"h": "c"},
        }
    ],
    "layout": "prose",
    "departments": [{"name": "d", "aliases": ["a"], "members": ["m"]}],
    "waivers": [{"code": "c", "reason": "r", "tasks": ["1"], "points": ["1"]}],
    "preamble": "p",
    "sections": [
        {
            "number": "1",
            "title": "s",
            "points": [{"id": "1", "title": "p", "text": "G", "targets": [{**_TARGET, "tasks": ["1"]}]}],
        }
    ],
    "tasks": [
        {
            **dict.fromkeys(("title", "goals", "departments", "deadline", "remark", "lead"), "x"),
            "id": "1",
            "last_day": "2020-11-30",
            "points": ["1"],
            "milestones": [
                {"text": "G", "deadline": "年底"},
                {
                    **dict.fromkeys(("title", "number", "goals", "departments", "deadline"), "x"),
                    "cells": {"h": "c"},
                    "deadline_from": "goals",
                    "last_day": "2020-11-30",
                    "means": "ongoing",
                },
            ],
            "number": "n",
            "group": "g",
            "cells": {"h": "c"},
            "means": "undated",
            "deadline_from": "group",
            "roles": {role: ["d"] for role in ("lead", "joint", "assist", "shared")},
            "from": ["2019#1"],
            "carries": ["市政府/2020#14"],
            "targets": [_TARGET],
        }
    ],
    "footer": "f",
}
# NULL and Null are left out: to our loader they are words, to an editor they are blanks.
BLANKS = ("", "~", "null", '""', '" "')
BARE = ("甲", "2020", "7", "0", "-1", "1.5", "1e3", "0x10", "true", "no", "2020-11-30", '"7"', '"x"', "about")


def _leaves(node: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    if not isinstance(node, dict | list):
        yield path
    for step, inner in steps:
        yield from _leaves(inner, *path, step)


def _flow(node: Any, path: tuple[Any, ...], scalar: str) -> str:
    """Return a value on one line, ``scalar`` in the place of what stands at ``path``."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{k}: {_at(v, path, k, scalar)}" for k, v in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(_at(v, path, i, scalar) for i, v in enumerate(node)) + "]"
    return scalar if path == () else str(node)


def _at(node: Any, path: tuple[Any, ...], step: Any, scalar: str) -> str:
    return _flow(node, path[1:] if path and path[0] == step else ("elsewhere",), scalar)


def test_the_whole_plan_has_every_key(validator: Any):
    text = _flow(WHOLE, ("elsewhere",), "")
    assert load_bytes(text.encode(), "plan.yaml").diagnostics == ()
    assert list(validator.iter_errors(yaml.load(text, _Core))) == []
    named = {step for path in _leaves(WHOLE) for step in path if isinstance(step, str)} - {"h"}  # a head
    assert named == {name.rpartition(".")[2] for name, _ in _fields(json.loads(plan_schema()))}


@pytest.mark.parametrize("path", list(_leaves(WHOLE)), ids=lambda path: ".".join(map(str, path)))
def test_the_schema_never_refuses_what_we_accept(path: tuple[Any, ...], validator: Any):
    """The other way round it may see less than we do; only of what is blank it says the same."""
    for scalar in (*BLANKS, *BARE):
        text = _flow(WHOLE, path, scalar)
        ours = load_bytes(text.encode(), "plan.yaml").diagnostics == ()
        theirs = validator.is_valid(yaml.load(text, _Core))
        assert theirs == ours if scalar in BLANKS else theirs or not ours, scalar


@pytest.mark.skipif(
    not (Path(sys.executable).with_name("check-jsonschema").exists() or shutil.which("check-jsonschema")),
    reason="check-jsonschema is not installed",
)
def test_check_jsonschema_agrees(tmp_path: Path):
    beside = Path(sys.executable).with_name("check-jsonschema")
    tool = [str(beside) if beside.exists() else "check-jsonschema", "--schemafile", str(SCHEMA)]
    subprocess.run([*tool, str(PLAN)], check=True, capture_output=True)
    for index, (_, old, new) in enumerate(ACCEPTED):
        (tmp_path / f"good{index}.yaml").write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    for index, (_, old, new) in enumerate(REFUSED):
        (tmp_path / f"bad{index}.yaml").write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    good = sorted(map(str, tmp_path.glob("good*")))
    subprocess.run([*tool, *good], check=True, capture_output=True)
    ended = subprocess.run(
        [*tool, "-o", "json", *sorted(map(str, tmp_path.glob("bad*")))], check=False, capture_output=True
    )
    refused = {error["filename"] for error in json.loads(ended.stdout)["errors"]}
    assert len(refused) == len(REFUSED)
