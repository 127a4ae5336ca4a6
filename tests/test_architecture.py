"""How the house is built: imports point down, one clock, one place that prints, one user of each library."""

from __future__ import annotations

import ast
import keyword
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from workplan.cli.app import COMMANDS

from .conftest import ROOT

SOURCE = ROOT / "src" / "workplan"

# A module imports only from rows below its own. A name ending in .* stands for every module of that package
# which has no row of its own. To add a module, put its name into the highest row that needs nothing above.
ROWS = (
    "__main__",
    "cli.app",
    "cli.commands.*",
    "cli.emit cli.recording",
    "cli.options",
    "cli.complete",
    "cli.plan cli.help cli.usage cli.streams",
    "cli.waiting",
    # objects to text
    "render.* export",
    "render.typography render.layout",
    # totals and rows as frozen objects
    "reports findings",
    "findings.*",
    "findings.words",
    "reports.*",
    "reports.rows",
    "listings details prose overview journal catalogue examination",
    "payloads summary jsonschema",
    "outcomes",
    "phrasing",
    "tables words",
    "seal",
    # pure functions; the day is passed in
    "checks query ledger",
    "checks.* ledger_checks",
    "checks.holders checks.waivers ledger_checks.*",
    "schedule",
    # files to values and findings
    "load history",
    "document",
    "reading",
    "validation",
    "records",
    "block_source",
    "parsing",
    "blocks intake files departments cache",
    "memory progress",
    # values: know no file, no clock, no terminal
    "source model errors suggest syntax",
    "rules",
    "structure statuses",
    "deadlines",
    "diagnostics manual markdown periods text",
    "workplan cli cli.commands render",  # the packages themselves hold a docstring, and the version
)

# Who may import what is not ours and not Python's.
LIBRARIES = {
    "typer": "cli.*",
    "rich": "render.terminal",
    "jinja2": "render.templates",
    "markupsafe": "render.templates",
    "yaml": "parsing",
    "pydantic": "model records rules validation load seal cli.recording",
    "typing_extensions": "validation",
    "filelock": "ledger",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "workplan"


MODULES = {module_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def row(module: str) -> int:
    exact = [i for i, names in enumerate(ROWS) if module in names.split()]
    package = f"{module.rpartition('.')[0]}.*"
    found = exact or [i for i, names in enumerate(ROWS) if package in names.split()]
    assert len(found) == 1, f"{module} has {len(found)} rows in ROWS"
    return found[0]


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


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    up = [name for name in imports(module) if name in MODULES and name != module and row(name) <= row(module)]
    assert not up, f"{module} (row {row(module)}) imports {', '.join(up)}, which is no lower"


def test_no_row_names_what_is_not_there() -> None:
    named = {name for names in ROWS for name in names.split() if not name.endswith("*")}
    assert named <= set(MODULES)


def test_there_are_no_cycles() -> None:
    # Follows from imports pointing down; found once more without ROWS, so that no table can hide one.
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
    used = {call for call in calls("parsing") if call.startswith("yaml.")}
    assert "yaml.parse" in used
    assert not {call for call in used if "load" in call}


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
