"""Fixtures every test may use."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.properties import share
from workplan.cli.app import run as run_command

# How long one example takes depends on the machine, so it decides nothing. CI tries the same examples every
# time: a change is judged by what it does, and new examples are looked for at the desk.
settings.register_profile(
    "workplan", settings(), deadline=None, derandomize="CI" in os.environ, max_examples=share(100)
)
settings.load_profile("workplan")

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "plan.yaml"


@dataclass(frozen=True)
class Result:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer, where JSON was asked for."""
        return json.loads(self.out)

    @property
    def ids(self) -> list[int]:
        """The numbers of the tasks in a JSON answer, in its order."""
        return [task["id"] for task in self.data["tasks"]]

    @property
    def complaint(self) -> tuple[str, str]:
        """The line of what is wrong and the line of what to do; nothing else may have been printed."""
        assert self.out == "", self.out
        error, hint = self.err.splitlines()
        assert (error[:3], hint[:3]) == ("错误\uff1a", "提示\uff1a"), self.err
        return error[3:], hint[3:]


Run = Callable[..., Result]
WritePlan = Callable[[str], Path]


def alone(place: Path) -> Path:
    """Make a folder with none beside it: commands look for plans there, and would read those of all other tests."""
    made = place / "alone"
    made.mkdir()
    return made


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give these tests a cache of their own: the first to ask of a plan validates it, later ones answer from memory."""
    os.environ["WORKPLAN_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    """Return a folder for one test."""
    return alone(tmp_path)


@pytest.fixture(autouse=True)
def _quiet_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own settings out of what is printed."""
    for name in (
        "WORKPLAN_FILE",
        "WORKPLAN_BROWSER",
        "WORKPLAN_AMBIGUOUS",
        "NO_COLOR",
        "FORCE_COLOR",
        "GITHUB_ACTIONS",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in the project's folder: ``run("overdue --as-of 2020-07-01")``.

    A status other than the one expected fails with all that was printed.
    """

    def run(line: str, *more: str, status: int = 0, cwd: Path = ROOT) -> Result:
        monkeypatch.chdir(cwd)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            ended = run_command([*shlex.split(line), *more])
        result = Result(int(ended), out.getvalue(), err.getvalue())
        assert result.status == status, f"{line}: {result.status}\n{result.out}\n{result.err}"
        return result

    return run


@pytest.fixture
def write_plan(tmp_path: Path) -> WritePlan:
    """Write a plan file into a folder of its own and return its path."""

    def write(text: str) -> Path:
        path = tmp_path / "plan.yaml"
        path.write_bytes(text.encode("utf-8"))
        return path

    return write


os.environ.setdefault("_TYPER_FORCE_DISABLE_TERMINAL", "1")
