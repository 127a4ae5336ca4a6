"""Other tools on the same tasks, asked what they too can answer.

The Python ones live in an environment of their own, taskwarrior comes from the system. One that is not there, or takes
too long, stands in the table with the reason.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .runs import BUILD, OFF, PYTHON, ROOT, WORKPLAN, Case, Failed, Run, count, made, median, run, table

PLACE = BUILD / "peers"
BIN = PLACE / "bin"
PACKAGES = {
    "check-jsonschema": "check-jsonschema",
    "yamllint": "yamllint",
    "doorstop": "doorstop",
    "todoman": "todo",
}
"""The peers that pip installs, and the program of each."""
RULES = "{extends: relaxed, rules: {line-length: disable}}"
LIMIT = 120.0
SIZES = (35, 10_000)
OURS = "workplan"
VALIDATE, DUE, ALL = "is it valid", "what is due in November", "every task as data"


class Question(NamedTuple):
    """What a tool is asked, and how."""

    kind: str
    tool: str
    command: Sequence[str]
    folder: Path
    expected: tuple[int, ...] = (0,)


def questions(folder: Path) -> list[Question]:
    """Return all questions about a plan; workplan comes first in each kind."""
    plan = str(folder / "plan.yaml")
    schema = str(ROOT / "schema" / "plan.schema.json")
    todo = [str(BIN / "todo"), "--config", str(folder / "todoman" / "config.py")]
    task = ["task", f"rc:{folder}/taskwarrior/taskrc"]
    as_of = ["--as-of", "2020-10-15"]
    return [
        Question(VALIDATE, OURS, [WORKPLAN, "validate", plan], folder),
        Question(
            VALIDATE,
            "check-jsonschema",
            [str(BIN / "check-jsonschema"), "--schemafile", schema, plan],
            folder,
        ),
        Question(VALIDATE, "yamllint", [str(BIN / "yamllint"), "-d", RULES, plan], folder),
        Question(VALIDATE, "doorstop", [str(BIN / "doorstop"), "-F", "-W", "-C"], folder / "doorstop"),
        Question(DUE, OURS, [WORKPLAN, "due", "-f", plan, "--month", "11", *as_of], folder),
        Question(DUE, "todoman", [*todo, "--porcelain", "list", "--due", "720"], folder),
        Question(
            DUE, "taskwarrior", [*task, "due.after:2020-10-31T23:59", "due.before:2020-12-01", "list"], folder
        ),
        Question(ALL, OURS, [WORKPLAN, "list", "-f", plan, "-O", "json", *as_of], folder),
        Question(ALL, "todoman", [*todo, "--porcelain", "list"], folder),
        Question(ALL, "taskwarrior", [*task, "export"], folder),
        Question(ALL, "doorstop", [str(BIN / "doorstop"), "export", "TASK"], folder / "doorstop"),
    ]


def install() -> dict[str, str]:
    """Install the peers that are not there yet; return why not, for those that cannot be."""
    if not PLACE.exists():
        subprocess.run([PYTHON, "-m", "venv", str(PLACE)], check=True)
    missing = {}
    for package, program in PACKAGES.items():
        if not (BIN / program).exists():
            ended = subprocess.run(
                [str(BIN / "pip"), "install", "--quiet", package], check=False, capture_output=True
            )
            if ended.returncode:
                missing[package] = "could not be installed"
    if shutil.which("task") is None:
        missing["taskwarrior"] = "not on this system"
    return missing


def versions() -> dict[str, str]:
    """Return the version of each peer that is there."""
    code = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"
    found = {}
    for package, program in PACKAGES.items():
        if (BIN / program).exists():
            said = subprocess.run(
                [str(BIN / "python"), "-c", code, package], capture_output=True, text=True, check=True
            )
            found[package] = said.stdout.strip()
    if shutil.which("task"):
        said = subprocess.run(["task", "--version"], capture_output=True, text=True, check=True)
        found["taskwarrior"] = said.stdout.strip()
    return found


def prepare(folder: Path) -> None:
    """Give the tasks of a plan to the peers, once."""
    done = folder / "converted"
    if done.exists() and done.stat().st_mtime > (folder / "plan.yaml").stat().st_mtime:
        return
    for name in ("doorstop", "todoman", "taskwarrior"):
        shutil.rmtree(folder / name, ignore_errors=True)
    subprocess.run([PYTHON, "-m", "benchmarks.convert", str(folder)], check=True, cwd=ROOT)
    if shutil.which("task"):
        place = folder / "taskwarrior"
        command = ["task", f"rc:{place}/taskrc", "import", str(place / "tasks.json")]
        subprocess.run(command, check=True, capture_output=True)
    done.touch()


def measure(sizes: Sequence[int] = SIZES, rounds: int = 3) -> str:
    """Measure, and return the table."""
    missing = install()
    found: dict[tuple[str, str], list[Run | str]] = {}
    for size in sizes:
        folder = made(size)
        prepare(folder)
        for question in questions(folder):
            print(f"{size:>7} {question.tool}: {question.kind}", flush=True)
            why = missing.get(question.tool)
            found.setdefault((question.kind, question.tool), []).append(why or _median(question, rounds))
    heads = ["", *(f"{count(size)}: {head}" for size in sizes for head in ("x workplan", "processor s"))]
    rows = []
    for (kind, tool), runs in found.items():
        cells = [
            cell
            for ours, theirs in zip(found[kind, OURS], runs, strict=True)
            for cell in _cells(ours, theirs)
        ]
        rows.append([f"{kind}? {tool}", *cells])
    return table(heads, rows)


def _median(question: Question, rounds: int) -> Run | str:
    case = Case(question.tool, question.command, question.folder, OFF, question.expected)
    try:
        first = run(case, LIMIT)  # a tool may build its index now
        return median([run(case, LIMIT) for _ in range(1 if first.seconds > 20 else rounds)])
    except Failed as why:
        return str(why)


def _cells(ours: Run | str, theirs: Run | str) -> tuple[str, str]:
    if isinstance(theirs, str):
        over = re.match(r"over (\d+) s", theirs)
        if over and isinstance(ours, Run):
            return f"over {float(over[1]) / ours.seconds:.0f}", theirs
        return "—", theirs
    return (f"{theirs.busy / ours.busy:.2f}" if isinstance(ours, Run) else "—"), f"{theirs.busy:.2f}"
