"""What a command loads before it can answer.

To whoever broke this test:

You most likely added an ``import`` at the top of a module that nearly every command needs. Typing `workplan due`
costs what it loads: typer is most of it, pydantic is not even loaded where the same plan was validated before, and
jinja2 or all of rich would add a third each, every time, for every clerk. Nothing is wrong with using them; load
them where they are used, inside the function or in the module that only one command imports:

    def show(view):
        from tests.render import terminal

Run ``python -X importtime -m workplan due --month 11`` to see who asks for what. If the new import is worth its
price, say so in the commit and change the table below.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.process import python

DRIVER = """
import sys
from workplan.cli.app import run
try:
    status = run(sys.argv[1:])
finally:
    import json
    print(json.dumps([int(status), sorted(sys.modules)]), file=sys.stderr)
"""

ANSWERING = {"workplan.domain.plan", "pydantic", "yaml", "rich", "jinja2"}


VALIDATING = {"pydantic", "yaml", "workplan.files.reading", "workplan.checks.plan", "workplan.checks.ledger"}
"""What only a plan that was never read before needs."""


def loaded(line: str) -> set[str]:
    done = python("-c", DRIVER, *line.split())
    status, modules = json.loads(done.stderr.splitlines()[-1])
    assert status == 0, done.stderr
    return set(modules)


@pytest.mark.parametrize(
    ("line", "needed", "unwanted"),
    [
        ("due --month 11 -O json", {"workplan.domain.plan"}, {*VALIDATING, "jinja2", "rich"}),
        ("due --month 11", {"workplan.output.layout"}, {*VALIDATING, "jinja2", "rich"}),
        ("due --month 11 -O csv", {"workplan.output.export"}, {*VALIDATING, "jinja2", "rich"}),
        ("list", set(), {*VALIDATING, "jinja2", "rich"}),
        ("by-dept 许可处", set(), {*VALIDATING, "jinja2", "rich"}),
        ("search 甬舟", set(), {*VALIDATING, "jinja2", "rich"}),
        ("status", set(), {*VALIDATING, "jinja2", "rich"}),
        ("report", {"jinja2"}, {*VALIDATING, "rich", "workplan.reports.wall", "workplan.answers.tasks"}),
        ("validate", {"pydantic", "yaml"}, {"jinja2", "rich"}),
        ("--help", {"workplan.cli.help"}, ANSWERING),
        ("--version", set(), ANSWERING),
    ],
)
def test_a_command_loads_what_it_uses(line: str, needed: set[str], unwanted: set[str]) -> None:
    loaded("due")  # the plan has been read before
    modules = loaded(line)
    assert needed <= modules
    assert modules & unwanted == set()
    assert "click" not in modules


def test_a_plan_never_read_before_loads_no_more_than_validating_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORKPLAN_CACHE", "off")
    modules = loaded("due --month 11")
    assert modules >= {"pydantic", "yaml", "workplan.checks.plan"}
    assert modules & {"jinja2", "rich"} == set()


COMPILING = """
import re._compiler, sys
plain = re._compiler.compile
def compile(pattern, flags=0):
    frame = sys._getframe(1)
    while frame.f_globals["__name__"] in ("re", "functools"):
        frame = frame.f_back
    if frame.f_globals["__name__"].startswith("workplan") and frame.f_code.co_name == "<module>":
        print(frame.f_globals["__name__"], pattern, file=sys.stderr)
    return plain(pattern, flags)
re._compiler.compile = compile
from workplan.cli.app import run
run(sys.argv[1:])
"""


@pytest.mark.parametrize("line", ["--version", "--help", "due --month 11", "list -O json", "status"])
def test_no_pattern_is_compiled_before_it_is_used(line: str) -> None:
    loaded("due")
    assert python("-c", COMPILING, *line.split()).stderr == ""


def test_no_command_loads_another() -> None:
    commands = {
        name for name in loaded("due --month 11 -O json") if name.startswith("workplan.cli.commands.")
    }
    assert commands == {"workplan.cli.commands.due"}


DATA = {"duckdb", "sqlite3"}
"""What only an export of its own format needs."""


@pytest.mark.parametrize("line", ["due --month 11", "list -O csv", "--help", "export --help"])
def test_no_database_is_loaded_where_none_is_written(line: str) -> None:
    modules = loaded(line)
    assert modules & DATA == set()
    assert "help" in line or [name for name in modules if name.startswith("workplan.library")] == []


@pytest.mark.parametrize(("shape", "needed"), [("csv", set()), ("jsonl", set()), ("sqlite", {"sqlite3"})])
def test_each_format_of_an_export_loads_its_own(tmp_path: Path, shape: str, needed: set[str]) -> None:
    assert loaded(f"export -O {shape} -o {tmp_path}/{shape}") & DATA == needed


OFFICE = {"xlsxwriter", "openpyxl", "python_calamine", "icalendar", "docx", "lxml"}


@pytest.mark.parametrize(
    "line",
    ["due --month 11", "list -O csv", "report", "validate", "--help", "sheet --help", "collect --help"],
)
def test_nothing_of_the_office_is_loaded_where_it_is_not_used(line: str) -> None:
    modules = loaded(line)
    assert modules & OFFICE == set()
    assert [name for name in modules if name.startswith("workplan.office")] == []


def test_each_library_of_the_office_is_loaded_by_its_own_format(tmp_path: Path) -> None:
    assert loaded(f"list -o {tmp_path}/a.xlsx") & OFFICE == {"xlsxwriter"}
    assert loaded(f"list -o {tmp_path}/a.ics") & OFFICE == {"icalendar"}
    assert loaded(f"report -o {tmp_path}/a.docx") & OFFICE == {"docx", "lxml"}
