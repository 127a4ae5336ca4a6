"""What other checkers see of the bad plans in tests/checks: how many each stops at, and how many by their line.

`make compare` measures and writes the table into docs/ci.md. yamllint runs with its preset `relaxed` and no limit on
the length of lines, check-jsonschema with our schema, each in the way a plan's keepers would call it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from tests.gallery import GOOD, plans

from workplan.checks import catalogue, company, links, slips
from workplan.checks.file_codes import CODES
from workplan.domain.diagnostics import Severity

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "ci.md"
BESIDE = {*company.TITLES, *slips.TITLES, *(rule.CODE for rule in links.RULES)}
"""Codes of what lies beside a plan, or is none to YAML: no checker of one file can know them."""
BLOCK = re.compile(r"(?<=<!-- measured by make compare -->\n).*?(?=\n<!-- end of it -->)", re.DOTALL)
RULES = "{extends: relaxed, rules: {line-length: disable}}"

Lines = dict[Path, set[int] | None]
"""What a checker stops at, and on which lines; None where it passes. A stop without a line has none."""


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    tool = str(Path(sys.executable).with_name(command[0]))
    return subprocess.run(
        [tool, *command[1:]], cwd=ROOT, capture_output=True, check=False, encoding="utf-8", errors="replace"
    )


def workplan(files: Iterable[Path]) -> Lines:
    return {file: _stopped(_run("workplan", "validate", "--strict", str(file))) for file in files}


def yamllint(files: Iterable[Path]) -> Lines:
    return {
        file: _stopped(_run("yamllint", "--strict", "-f", "parsable", "-d", RULES, str(file)))
        for file in files
    }


def _stopped(ended: subprocess.CompletedProcess[str]) -> set[int] | None:
    lines = re.findall(r"^[^\n:]+:(\d+):\d+: ", ended.stdout, re.MULTILINE)
    return set(map(int, lines)) if ended.returncode else None


def check_jsonschema(files: Iterable[Path]) -> Lines:
    files = list(files)
    schema = str(ROOT / "schema" / "plan.schema.json")
    ended = _run("check-jsonschema", "--schemafile", schema, "-o", "json", *map(str, files))
    said = json.loads(ended.stdout)
    stopped = {Path(entry["filename"]) for kind in ("errors", "parse_errors") for entry in said[kind]}
    return {file: set() if file in stopped else None for file in files}  # it names a path, never a line


CHECKERS: dict[str, Callable[[Iterable[Path]], Lines]] = {
    "workplan": workplan,
    "yamllint": yamllint,
    "check-jsonschema": check_jsonschema,
}


def expected(case: Path) -> set[int]:
    """Return the lines on which the fault of a case is, as its answer on file says."""
    answer = case.with_suffix(".txt").read_text(encoding="utf-8")
    return set(map(int, re.findall(rf":(\d+):\d+: \w+\[{case.parent.name}\]", answer)))


def cases() -> tuple[list[Path], list[Path], list[Path]]:
    """Return the plans with a fault of YAML or structure, those with one of content, and those without a fault."""
    told = {
        entry.code for entry in catalogue.entries() if entry.severity is Severity.INFO
    }  # these stop nothing
    inside = [case for case in plans() if case.parent.name not in BESIDE]  # those are of what lies beside
    good = [case for case in inside if case.stem.startswith(GOOD)]
    bad = [case for case in inside if case not in good and case.parent.name not in told]
    reading = [case for case in bad if case.parent.name in CODES]
    return reading, [case for case in bad if case not in reading], good


def table() -> str:
    """Measure, and return the table."""
    reading, content, good = cases()
    rows = [
        f"| checker | faults of YAML and structure, of {len(reading)} | faults of content, of {len(content)} "
        f"| named by their line, of {len(reading) + len(content)} | false alarms, of {len(good)} |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, check in CHECKERS.items():
        stopped = check([*reading, *content, *good])
        at_line = sum(bool(expected(case) & (stopped[case] or set())) for case in [*reading, *content])
        figures = [
            sum(stopped[case] is not None for case in reading),
            sum(stopped[case] is not None for case in content),
            at_line,
            sum(stopped[case] is not None for case in good),
        ]
        rows.append(f"| {name} {version(name)} | {' | '.join(map(str, figures))} |")
    return "\n".join(rows)


def main() -> None:
    measured = table()
    print(measured)
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BLOCK.sub(lambda _: measured, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
