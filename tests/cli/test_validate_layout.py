"""``workplan validate``: layout, JSON, exit codes. What each check finds is tested with the checks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, WritePlan

GOOD = """\
year: 2020
titles: {document: 小计划}
departments: [{name: 办公室}]
tasks:
- {id: 1, title: 甲, goals: 乙, departments: 办公室, deadline: 11}
"""
WARNING = GOOD.replace("deadline: 11", "deadline: ")
BAD = (
    GOOD.replace("id: 1", "id: 1, idd: 2")
    + "- {id: 1, title: 丙, goals: 丁, departments: 办公, deadline: 国庆}\n"
)
CODES = ["unknown-key", "duplicate-task-id", "unknown-department", "unreadable-deadline"]


def test_the_real_plan_passes(run: Run) -> None:
    for line in ("validate", "validate --strict"):
        result = run(line)
        assert result.err == ""
        assert "8 处已在 waivers" in result.out.splitlines()[-1]
    findings = run("validate -O json").data["findings"]
    assert {finding["severity"] for finding in findings} == {"info"}
    assert [f["code"] for f in findings].count("point-without-task") == 4
    assert [f["code"] for f in findings].count("task-without-point") == 7


def test_all_findings_at_once_each_on_its_line(run: Run, write_plan: WritePlan) -> None:
    plan = write_plan(BAD)
    result = run("validate plan.yaml", status=1, cwd=plan.parent)
    assert result.err == ""
    lines = [line for line in result.out.splitlines() if not line.startswith("    ")]
    assert [line.split(" ")[0] for line in lines[:4]] == [
        *("plan.yaml:5:11:", "plan.yaml:6:8:", "plan.yaml:6:44:", "plan.yaml:6:58:")
    ]
    assert [line.split(" ")[1] for line in lines[:4]] == [f"error[{code}]" for code in CODES]
    assert "错误 4 处" in lines[-1]


def test_json(run: Run, write_plan: WritePlan) -> None:
    write_plan(BAD)
    answer = run("validate -O json -f", str(write_plan(BAD)), status=1).data
    assert (answer["schema_version"], answer["kind"]) == (1, "findings")
    keys = {"file", "line", "column", "code", "severity", "message", "hint"}
    assert all(set(finding) >= keys for finding in answer["findings"])
    assert [finding["code"] for finding in answer["findings"]] == CODES
    first = answer["findings"][0]
    assert (first["file"][-9:], first["line"], first["column"]) == ("plan.yaml", 5, 11)
    assert "id" in first["hint"]


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        (GOOD, "", 0),
        (GOOD, "--strict", 0),
        (WARNING, "", 0),
        (WARNING, "--strict", 1),
        (BAD, "", 1),
        ("", "", 1),
        ("a: [", "--strict", 1),
    ],
)
def test_exit_codes(run: Run, write_plan: WritePlan, text: str, options: str, status: int) -> None:
    plan = str(write_plan(text))
    for format_ in ("text", "json"):
        assert run(f"validate {options} -O {format_}", plan, status=status).err == ""


def test_several_files_are_sorted_by_name(run: Run, tmp_path: Path) -> None:
    for name, text in {"b.yaml": BAD, "a.yaml": WARNING, "c.yaml": GOOD}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    findings = run("validate c.yaml b.yaml a.yaml -O json", status=1, cwd=tmp_path).data["findings"]
    assert [finding["file"] for finding in findings] == ["a.yaml"] + ["b.yaml"] * 4
    assert "3 份计划" in run("validate c.yaml b.yaml a.yaml", status=1, cwd=tmp_path).out


def test_a_missing_file_does_not_hide_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BAD, encoding="utf-8")
    result = run("validate nowhere.yaml b.yaml", status=3, cwd=tmp_path)
    assert "错误 4 处" in result.out
    assert "nowhere.yaml" in result.err
    assert "nowhere.yaml" in run("validate nowhere.yaml", status=3, cwd=tmp_path).complaint[0]


def test_into_a_file(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(BAD).parent
    assert run("validate -o findings.json", status=1, cwd=folder).out == ""
    saved = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    assert [finding["code"] for finding in saved["findings"]] == CODES
    run("validate -o findings.txt", status=1, cwd=folder)
    assert "错误 4 处" in (folder / "findings.txt").read_text(encoding="utf-8")


def test_the_catalogue_names_each_check_once(run: Run) -> None:
    codes = [line.split()[0] for line in run("validate --list").out.splitlines()]
    assert len(codes) == len(set(codes))
    assert {*CODES, "yaml-syntax", "duplicate-key", "missing-deadline", "unused-waiver"} <= set(codes)


def test_an_unknown_format(run: Run) -> None:
    error, hint = run("validate -O jsn", status=2).complaint
    assert "jsn" in error
    assert "json" in hint
