"""What all commands have in common: finding the plan, formats, files, errors, and never touching the plan."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import PLAN, Run
from workplan.cli.app import COMMANDS
from workplan.cli.help import Part

LISTINGS = {
    "list": "tasks",
    "due --month 11": "tasks",
    "overdue --as-of 2020-12-01": "tasks",
    "show 7": "tasks",
    "show point 5": "points",
    "by-dept": "departments",
    "by-dept 许可处": "tasks",
    "by 责任部门": "values",
    "points": "points",
    "targets": "targets",
    "search 甬舟": "hits",
    "status": "status",
    "missing --month 6": "missing",
}
READERS = [*LISTINGS, "log", "report", "validate"]
WRITERS = {
    "update",
    "done",
    "close",
    "return",
    "extend",
    "undo",
    "merge-ledger",
    "seal",
    "import",
    "init",
    "sheet",
    "collect",
    "carry",
    "carry-over",
    "compare",
    "export",
}  # their own tests: they need a ledger
SMALL = """\
year: 2020
titles: {document: 小计划}
departments: [{name: 办公室}]
tasks:
- {id: 1, title: 甲, goals: 乙, departments: 办公室, deadline: 11}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the real plan in it and nothing else."""
    (tmp_path / "plan.yaml").write_bytes(PLAN.read_bytes())
    return tmp_path


def test_every_command_is_exercised_here() -> None:
    assert {line.split()[0] for line in READERS} | {"schema"} | WRITERS == set(COMMANDS)


# The plan is a promise.


@pytest.mark.parametrize("line", [*READERS, "schema", "validate --strict"])
def test_no_command_writes_without_being_asked(run: Run, folder: Path, line: str) -> None:
    plan = folder / "plan.yaml"
    before = (plan.read_bytes(), plan.stat().st_mtime_ns)
    run(line, cwd=folder)
    assert (plan.read_bytes(), plan.stat().st_mtime_ns) == before
    assert [path.name for path in folder.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize("target", ["plan.yaml", "./plan.yaml", "sub/../plan.yaml", "link.json"])
@pytest.mark.parametrize(
    "line", [f"{line} -O json" for line in LISTINGS] + ["report -O md", "validate -O json"]
)
def test_the_plan_is_never_the_output(run: Run, folder: Path, line: str, target: str) -> None:
    (folder / "sub").mkdir()
    (folder / "link.json").symlink_to("plan.yaml")
    error, _ = run(f"{line} -o {target}", status=2, cwd=folder).complaint
    assert "计划" in error
    assert (folder / "plan.yaml").read_bytes() == PLAN.read_bytes()


# Which plan.


def test_the_plan_is_found_in_a_folder_above(run: Run, folder: Path) -> None:
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    assert len(run("list -O json", cwd=below).ids) == 35


def test_the_nearest_plan_wins(run: Run, folder: Path) -> None:
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    (folder / "a" / "plan.yaml").write_text(SMALL, encoding="utf-8")
    assert run("list -O json", cwd=below).ids == [1]


def test_file_goes_before_environment_and_environment_before_folder(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, other = folder / "small.yaml", folder / "other.yaml"
    small.write_text(SMALL, encoding="utf-8")
    other.write_text(SMALL.replace("id: 1", "id: 2"), encoding="utf-8")
    monkeypatch.setenv("WORKPLAN_FILE", str(small))
    assert run("list -O json", cwd=folder).ids == [1]
    assert run("list -O json -f other.yaml", cwd=folder).ids == [2]
    monkeypatch.setenv("WORKPLAN_FILE", "")
    assert len(run("list -O json", cwd=folder).ids) == 35


def test_a_folder_stands_for_the_plan_in_it(run: Run, folder: Path) -> None:
    assert len(run("list -O json --file", str(folder), cwd=Path("/")).ids) == 35


@pytest.mark.parametrize("line", READERS)
def test_no_plan(run: Run, tmp_path: Path, line: str) -> None:
    named, _ = run(f"{line} -f nowhere.yaml", status=3, cwd=tmp_path).complaint
    assert "nowhere.yaml" in named
    none, hint = run(line, status=3, cwd=tmp_path).complaint
    assert "plan.yaml" in none
    assert "-f" in hint


@pytest.mark.parametrize("line", [*LISTINGS, "report"])
def test_nothing_is_answered_from_a_plan_with_errors(run: Run, folder: Path, line: str) -> None:
    text = SMALL + "- {id: 1, title: 甲, goals: 乙, departments: 办工室, deadline: 国庆}\n"
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    result = run(line, status=3, cwd=folder)
    assert result.out == ""
    *findings, error, hint = result.err.splitlines()
    assert [finding.split(" ")[:2] for finding in findings] == [
        ["plan.yaml:6:8:", "error[duplicate-task-id]"],
        ["plan.yaml:6:44:", "error[unknown-department]"],
        ["plan.yaml:6:59:", "error[unreadable-deadline]"],
    ]
    assert "3" in error
    assert "workplan validate" in hint


# Which format.


@pytest.mark.parametrize(("line", "kind"), LISTINGS.items())
def test_every_json_answer_says_what_it_is(run: Run, line: str, kind: str) -> None:
    asked, _, day = line.partition(" --as-of ")
    as_of = day or "2020-11-30"
    answer = run(f"{asked} --as-of {as_of} -O json").data
    assert {key: answer[key] for key in ("schema_version", "kind", "as_of", "plan")} == {
        "schema_version": 1,
        "kind": kind,
        "as_of": as_of,
        "plan": {
            "title": "2020年全市市场监督管理工作要点",
            "year": 2020,
            "key": "plan",
            "file": "plan.yaml",
            "issuer": "市市场监督管理局",
        },
    }


@pytest.mark.parametrize("line", LISTINGS)
def test_spreadsheets_are_rectangles_under_heads(run: Run, line: str) -> None:
    comma, tab = run(f"{line} -O csv").out, run(f"{line} -O tsv").out
    rows = list(csv.reader(io.StringIO(comma, newline="")))
    assert list(csv.reader(io.StringIO(tab), delimiter="\t")) == rows
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(rows[0])
    assert comma.endswith("\r\n")


@pytest.mark.parametrize("line", LISTINGS)
def test_markdown_tables_are_whole(run: Run, line: str) -> None:
    lines = run(f"{line} -O md").out.splitlines()
    bars = [text.count("|") for text in lines if text.startswith("|")]
    assert bars
    assert all(bars)
    assert lines[0].startswith("**")


SUFFIXES = {"a.json": "json", "a.csv": "csv", "a.TSV": "tsv", "a.md": "md"}


@pytest.mark.parametrize("line", LISTINGS)
@pytest.mark.parametrize("name", SUFFIXES)
def test_the_suffix_names_the_format(run: Run, folder: Path, line: str, name: str) -> None:
    as_of = "" if "--as-of" in line else "--as-of 2020-10-31"
    assert run(f"{line} {as_of} -o {name}", cwd=folder).out == ""
    shown = run(f"{line} {as_of} -O {SUFFIXES[name]}", cwd=folder).out
    mark = b"\xef\xbb\xbf" if name == "a.csv" else b""  # without it Excel takes a CSV for GBK
    assert (folder / name).read_bytes() == mark + shown.encode("utf-8")


def test_format_goes_before_suffix_and_a_dash_is_the_screen(run: Run, folder: Path) -> None:
    run("list -O json -o a.csv", cwd=folder)
    assert json.loads((folder / "a.csv").read_text(encoding="utf-8"))["kind"] == "tasks"
    assert run("list -O json -o -", cwd=folder).ids[0] == 1
    run("due --month 11 -o a.txt", cwd=folder)
    assert "21 项任务" in (folder / "a.txt").read_text(encoding="utf-8")


def test_an_old_file_is_replaced_and_a_missing_folder_is_said(run: Run, folder: Path) -> None:
    (folder / "a.json").write_text("old", encoding="utf-8")
    run("list -o a.json", cwd=folder)
    assert (folder / "a.json").read_text(encoding="utf-8").startswith("{")
    error, _ = run("list -o nowhere/a.json", status=3, cwd=folder).complaint
    assert "nowhere" in error


@pytest.mark.parametrize("line", LISTINGS)
def test_unknown_formats_name_the_known_ones(run: Run, line: str) -> None:
    error, hint = run(f"{line} -O yaml", status=2).complaint
    assert "“yaml”" in error
    assert "table、json、csv、tsv、md" in hint
    error, hint = run(f"{line} -o a.xyz", status=2).complaint
    assert "a.xyz" in error
    assert ".csv" in hint


# What was typed.


@pytest.mark.parametrize(
    ("line", "error", "hint"),
    [
        ("dew", "dew", "due"),
        ("bydept", "bydept", "by-dept"),
        ("xyzzy", "xyzzy", "workplan --help"),
        ("due --mnth 11", "--mnth", "--month"),
        ("due --mouth=11", "--mouth", "--month"),
        ("list --undate", "--undate", "--undated"),
        ("report --templete a", "--templete", "--template"),
        ("due --month", "--month", "--help"),
        ("due 11", "11", "workplan due --help"),
        ("list --undated=1", "--undated", "--help"),
        ("show", "编号", "workplan show --help"),
        ("search", "词", "workplan search --help"),
        ("list --as-of 2020-02-30", "2020-02-30", "2020-11-30"),
        ("list --as-of 大前天", "大前天", "2020-11-30"),
        ("list --as-of 0000-01-01", "0000-01-01", "2020-11-30"),
    ],
)
def test_slips_of_the_hand(run: Run, line: str, error: str, hint: str) -> None:
    said, advice = run(line, status=2).complaint
    assert error in said
    assert hint in advice


@pytest.mark.parametrize("day", ["2020-10-05", "2020/10/5", "2020.10.05", "2020年10月5日", "２０２０-10-05"])
def test_days_are_read_as_people_write_them(run: Run, day: str) -> None:
    assert run("list -O json --as-of", day).data["as_of"] == "2020-10-05"


# Help.


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_every_option_and_gives_examples(run: Run, name: str) -> None:
    text = run(f"{name} --help").out
    assert text.startswith(f"用法\uff1aworkplan {name}")
    assert name in WRITERS or "-o, --output" in text
    assert f"\n  workplan {name}" in text
    assert "[default" not in text
    assert "Show this message" not in text


def test_only_what_has_days_offers_a_calendar(run: Run) -> None:
    assert [name for name in COMMANDS if "ics" in run(f"{name} --help").out] == ["due", "list"]


def test_a_listing_asked_for_as_a_document_names_the_report(run: Run, tmp_path: Path) -> None:
    assert "workplan report -o a.docx" in run("list -o a.docx", status=2).complaint[1]


@pytest.mark.parametrize("line", ["", "--help"])
def test_bare_help_lists_every_command(run: Run, line: str) -> None:
    lines = run(line).out.splitlines()
    text = "".join("".join(line.split()) for line in lines)
    for name, entry in COMMANDS.items():
        assert f"{entry.typed(name)} {entry.summary}".replace(" ", "") in text, name
    heads = [line for line in lines if line[:1] not in ("", " ") and line.endswith("\uff1a")]
    assert heads == [f"{head}\uff1a" for head in (*Part, "选项")]


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("workplan ")
