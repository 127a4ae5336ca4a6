"""What is made for others: the pins of the bundle, its data, the workflows that build and publish."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = ROOT / "packaging" / "requirements.txt"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def needed() -> set[str]:
    """Return the names of all that workplan may import, extras too, but for the tools it is worked on with."""
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *(each for name in extras if name != "dev" for each in extras[name])]
    return {name_of(each) for each in wanted} - {"workplan"}


def test_every_dependency_is_pinned_with_its_digests():
    text = PINS.read_text(encoding="utf-8")
    entries = re.findall(r"(?m)^(\S+)==\S+[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text)
    assert needed() | {"pyinstaller"} <= {name_of(name) for name, _ in entries}
    assert len(entries) == len(re.findall(r"(?m)^\S+==", text))
    assert "://" not in text


def test_all_is_every_extra():
    extras = PROJECT["optional-dependencies"]
    named = {name for each in extras["all"] for name in re.findall(r"workplan\[([\w,-]+)\]", each)}
    assert {each for name in named for each in name.split(",")} == set(extras) - {"all", "dev"}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_an_auditor_finds_nothing_in_a_workflow(workflow: Path):
    tool = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("zizmor is not beside this Python")
    ended = subprocess.run(
        [tool, "--offline", "--no-progress", "--no-config", "--persona", "auditor", str(workflow)],
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_what_the_workflows_run_is_there():
    said = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    assert len(WORKFLOWS) >= 2
    for script in re.findall(r"(?:python |run: )((?:packaging/|\.ci/)\S+)", said):
        assert (ROOT / script).is_file(), script
    targets = re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert set(re.findall(r"make ([a-z]+)", said)) <= set(targets)
