"""The hook and the action: well formed, pinned, without more rights than they need, and what they run works."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run

ACTION = ROOT / "action.yml"
DOCS = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
SNIPPETS = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)]


def _snippet(key: str) -> Any:
    return next(snippet for snippet in SNIPPETS if key in snippet)


def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(hook, dict)
    return hook


@pytest.mark.parametrize("name", ["plan.yaml", "2020/plan.yaml", "2020/progress.yaml", "plan.seal.yaml"])
def test_the_hook_sees_what_it_must(name: str):
    assert re.search(_hook()["files"], name)


@pytest.mark.parametrize("name", ["myplan.yaml", "plan.yaml.bak", "planXseal.yaml", "plan.yml"])
def test_the_hook_sees_nothing_else(name: str):
    assert not re.search(_hook()["files"], name)


def test_the_hooks_command_runs(run: Run):
    (used,) = _snippet("repos")["repos"][0]["hooks"]
    assert used["id"] == _hook()["id"]
    command = [*_hook()["entry"].split(), *used["args"]]
    assert command[0] == "workplan"
    run(" ".join(command[1:]), "plan.yaml")


def _uses(node: Any) -> list[str]:
    if isinstance(node, list):
        return [found for item in node for found in _uses(item)]
    if isinstance(node, dict):
        own = [node["uses"]] if isinstance(node.get("uses"), str) else []
        return own + [found for value in node.values() for found in _uses(value)]
    return []


def test_what_the_action_and_the_snippets_use_is_pinned():
    uses = _uses(yaml.safe_load(ACTION.read_text(encoding="utf-8"))) + _uses(SNIPPETS)
    assert len(uses) == 3
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name) for name in uses)


def test_inputs_never_become_part_of_a_script():
    for step in yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert "uses" in step or step["shell"] == "bash"


def test_the_workflow_asks_for_nothing_but_reading():
    workflow = _snippet("jobs")
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert job["steps"][0]["with"] == {"persist-credentials": False}
    inputs = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
    assert set(job["steps"][1]["with"]) <= set(inputs)


def test_gitlabs_commands_run(run: Run, tmp_path: Path):
    job = _snippet("validate-plan")["validate-plan"]
    shutil.copy(ROOT / "plan.yaml", tmp_path)
    for line in job["script"]:
        command = line.removesuffix(" || true")
        if command.startswith("workplan "):
            run(command.removeprefix("workplan "), cwd=tmp_path)
    for report in job["artifacts"]["reports"].values():
        assert (tmp_path / report).stat().st_size


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize(
    ("files", "strict", "status"),
    [
        ("plan.yaml", "true", 0),
        ("plan.yaml\nbad.yaml\n", "false", 1),
        ("$(touch pwned)", "true", 3),
        ("-O", "true", 3),
    ],
)
def test_the_actions_script_runs(files: str, strict: str, status: int, tmp_path: Path):
    shutil.copy(ROOT / "plan.yaml", tmp_path)
    (tmp_path / "bad.yaml").write_text("a: b\n")
    program = tmp_path / "workplan" / "bin" / "workplan"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m workplan "$@"\n')
    program.chmod(0o755)
    script = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"][-1]["run"]
    env = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT / "src"),
        "RUNNER_TEMP": str(tmp_path),
        "FILES": files,
        "STRICT": strict,
        "SARIF_FILE": "" if status == 3 else "found.sarif",
    }
    ended = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=tmp_path, env=env, capture_output=True, check=False
    )
    assert ended.returncode == status, ended.stderr.decode()
    assert not (tmp_path / "pwned").exists()
    assert (tmp_path / "found.sarif").exists() is (status != 3)


def test_the_pins_are_within_what_the_project_allows():
    pins = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").lower()
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = re.findall(r'^  "([a-z0-9]+)>=', pyproject.partition("[project.scripts]")[0], re.MULTILINE)
    assert {"typer", "pydantic"} <= set(wanted)
    assert all(f"\n{name}==" in pins for name in wanted)
