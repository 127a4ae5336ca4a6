"""How the house is built: no cycles, one clock, one place that prints, one user of each library.

That each room knows only those below it is import-linter's to keep: `make lint`.
"""

from __future__ import annotations

import ast
import keyword
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from workplan.cli.app import COMMANDS

SOURCE = ROOT / "src" / "workplan"

# Who may import what is not ours and not Python's.
LIBRARIES = {
    "typer": "cli.*",
    "rich": "output.terminal",
    "jinja2": "output.templates",
    "markupsafe": "output.templates",
    "yaml": "files.parsing",
    "pydantic": "domain.plan domain.records files.scalars files.gate files.problems files.reading files.seal_file cli.recording",
    "pydantic_core": "files.scalars",
    "typing_extensions": "files.gate",
    "filelock": "files.ledger_file",
    "openpyxl": "office.spreadsheet",
    "python_calamine": "office.old_spreadsheet",
    "docx": "office.word office.paper.file",
    "lxml": "office.webpage office.word office.open_document office.paper.words office.paper.file",
    "xlsxwriter": "office.book",
    "icalendar": "office.calendar_file",
    "duckdb": "library.parquet",
    "shellingham": "cli.completion",  # Typer brings it along
}


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "workplan"


MODULES = {module_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """Yield what a module imports, at its top or inside functions: ours by name, others by first name."""
    is_package = MODULES[module].name == "__init__.py"
    package = [] if module == "workplan" else module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module).split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] + (node.module or "").split(".")
            for alias in node.names:
                whole = ".".join(filter(None, [*base, alias.name]))
                yield whole if whole in MODULES else ".".join(filter(None, base)) or "workplan"


def test_there_are_no_cycles() -> None:
    open_: list[str] = []
    done: set[str] = set()

    def walk(module: str) -> None:
        assert module not in open_, " -> ".join([*open_, module])
        if module not in done:
            open_.append(module)
            for name in imports(module):
                if name in MODULES and name != module:
                    walk(name)
            done.add(open_.pop())

    for module in MODULES:
        walk(module)


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_library_has_its_place(library: str) -> None:
    users = {module for module in MODULES if library in imports(module)}
    places = LIBRARIES[library].split()
    strangers = {m for m in users if m not in places and f"{m.split('.')[0]}.*" not in places}
    assert users
    assert not strangers


def test_there_are_no_other_libraries() -> None:
    # click, above all: Typer carries its own.
    used = {name for module in MODULES for name in imports(module)} - set(MODULES)
    assert used - set(sys.stdlib_module_names) == set(LIBRARIES)


def calls(module: str) -> Iterator[str]:
    """Yield every call and attribute of a module as it is written: ``date.today``, ``print``."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


CLOCKS = ("today", "now", "utcnow", "localtime", "gmtime", "time", "time_ns", "monotonic")


def test_the_clock_is_read_once() -> None:
    read = [
        (module, call)
        for module in MODULES
        for call in calls(module)
        if call.rpartition(".")[0].split(".")[-1] in ("date", "datetime", "time")
        and call.rpartition(".")[2] in CLOCKS
    ]
    assert read == [("cli.options", "date.today")]


@pytest.mark.parametrize("module", [m for m in MODULES if m != "__main__" and not m.startswith("cli")])
def test_nothing_below_the_command_line_prints(module: str) -> None:
    assert not {"print", "input", "sys.stdout", "sys.stderr", "sys.exit"} & set(calls(module))


def test_yaml_is_read_as_events_only() -> None:
    source = MODULES["files.parsing"].read_text(encoding="utf-8")
    assert "loader.get_event" in source
    assert not re.search(
        r"get_(single_)?(data|node|token)|yaml\.(safe_|full_|unsafe_)?(load|compose|scan)", source
    )


def test_typer_s_private_click_is_left_alone() -> None:
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ImportFrom):
                parts = (node.module or "").split(".")
                assert parts == ["__future__"] or not any(part.startswith("_") for part in parts), module


def test_the_registry_of_commands_is_the_folder_of_commands() -> None:
    files = {
        m.rpartition(".")[2].rstrip("_").replace("_", "-") for m in MODULES if m.startswith("cli.commands.")
    }
    assert set(COMMANDS) == files


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_only_import_down(name: str) -> None:
    module = name.replace("-", "_") + "_" * keyword.iskeyword(name)
    others = [i for i in imports(f"cli.commands.{module}") if i.startswith("cli.commands.")]
    assert not others
