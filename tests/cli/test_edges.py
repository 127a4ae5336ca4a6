"""Edges of the world around a command: shells, optimised Python, the ends of the calendar, errors of the system."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT, Run
from tests.process import environment, python
from workplan.files import surroundings


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-01", "0001-01-01"])
@pytest.mark.parametrize(
    "line", ["report bulletin", "report wall", "report slip", "due", "missing", "status"]
)
def test_the_ends_of_the_calendar_are_days(run: Run, day: str, line: str) -> None:
    run(f"{line} --as-of {day}")


def test_the_schema_needs_no_docstrings() -> None:
    said = python("-OO", "-m", "workplan", "schema")
    assert said.returncode == 0, said.stderr
    assert said.stdout == (ROOT / "schema" / "plan.schema.json").read_text(encoding="utf-8")


def test_what_the_system_refuses_of_a_file_is_no_error_of_output(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "/some/folder")

    monkeypatch.setattr(surroundings, "look", refuse)
    error, hint = run("due", status=3).complaint
    assert error == "无法读写 /some/folder：没有权限。"
    assert "输出" not in error + hint


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize("typed", ["产品", "产品监管\\(", "产品监管\\(食"])
def test_a_name_with_brackets_completes_in_bash(typed: str) -> None:
    """What bash is offered it puts on the command line as it is, and must read back as the name."""
    words = environment(
        _WORKPLAN_COMPLETE="complete_bash", COMP_WORDS=f"workplan by-dept {typed}", COMP_CWORD="2"
    )
    offered = subprocess.run(
        [
            sys.executable,
            "-c",
            "from workplan.__main__ import main; import sys; sys.argv[0] = 'workplan'; main()",
        ],
        cwd=ROOT,
        env=words,
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout.splitlines()
    assert any("(" in line for line in offered)
    for line in offered:
        said = subprocess.run(
            ["bash", "-c", f"printf %s {line}"], capture_output=True, encoding="utf-8", check=False
        )
        assert (said.returncode, said.stderr) == (0, "")
        assert said.stdout == line.replace("\\", "")
