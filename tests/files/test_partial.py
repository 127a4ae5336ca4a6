"""A plan that breaks off: what was read before the error is told, and nothing that only follows from the error."""

from __future__ import annotations

import pytest
import yaml

from tests.hostile import PLAN
from workplan.checks import plan
from workplan.files.parsing import PureLoader
from workplan.files.plan_file import load_bytes

MANY = (
    PLAN.replace("许可处", "许可科", 1).replace('"11"', "国庆节前")
    + """\
  - id: 2
    title: "B"
    goals: "G"
    departments: "许可处"
    deadline: ""
  - id: 3
    title: "C"
    goals: "G"
    departments: "许可处"
    deadline: "11"
waivers:
  - {code: missing-deadline, tasks: [2], reason: "R"}
"""
)


def _found(text: str) -> list[str]:
    loaded = load_bytes(text.encode(), "plan.yaml")
    found = list(loaded.diagnostics)
    if loaded.document is not None:
        found += plan.run(loaded.document).open
    return [f"{d.location.line}:{d.code}" for d in sorted(found, key=lambda d: d.sort_key)]


BEFORE = ["9:unknown-department", "10:unreadable-deadline", "14:unknown-department"]


@pytest.mark.parametrize("loader", ["CSafeLoader", "PureLoader"])
@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("open quote", 'title: "C"', 'title: "C', ["18:yaml-syntax"]),
        ("open quote in a list", 'title: "C"', 'title: "C"\n    points: ["1]', ["19:yaml-syntax"]),
        ("open bracket", 'title: "C"', "title: [C", ["18:yaml-syntax"]),
        (
            "dedent",
            '    goals: "G"\n    departments: "许可处"\n    deadline: "11"',
            "   x: 1",
            ["18:yaml-syntax"],
        ),
        ("colon", 'title: "C"', "title: C: D", ["17:yaml-syntax"]),
    ],
)
def test_what_stands_before_a_syntax_error_is_told(
    name: str, old: str, new: str, expected: list[str], loader: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("workplan.files.parsing._LOADER", getattr(yaml, loader, PureLoader))
    assert old in MANY
    found = _found(MANY.replace(old, new, 1))
    assert found == [*BEFORE, *expected], name


@pytest.mark.parametrize("cut", ["tasks:", "titles:"])
def test_a_plan_that_ends_before_its_tasks_has_one_finding(cut: str):
    text = PLAN[: PLAN.index(cut)] + 'footer: "F'
    assert [finding.partition(":")[2] for finding in _found(text)] == ["yaml-syntax"]


def test_a_damaged_register_brings_no_unknown_departments():
    found = _found(PLAN.replace("- name:", "- nam:"))
    assert found == ["4:missing-key", "4:unknown-key"]


def test_a_quote_well_before_the_error_is_not_blamed():
    text = PLAN.replace('title: "A"', 'title: "A\n      B"').replace('"11"', "@")
    (finding,) = load_bytes(text.encode(), "plan.yaml").diagnostics
    assert finding.location.line == 11
    assert "引号没有配对" not in finding.message
