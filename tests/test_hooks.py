"""The hook, the action and the snippets: well formed to the tools that read them, pinned, without more rights than
they need, and what they run works.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run

ACTION = ROOT / "action.yml"
DOCS = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
TEXTS: list[str] = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
SNIPPETS = [yaml.safe_load(text) for text in TEXTS]


def _snippet(key: str) -> Any:
    return next(snippet for snippet in SNIPPETS if key in snippet)


def _text(key: str) -> str:
    return next(text for text, snippet in zip(TEXTS, SNIPPETS, strict=True) if key in snippet)


def _tool(name: str) -> str:
    """Return a program of the dev extra; without it the test is skipped."""
    beside = Path(sys.executable).parent
    found = shutil.which(name, path=os.pathsep.join([str(beside), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip(f"{name} is not installed; it comes with the dev extra")
    return found


def _ended(*command: str, cwd: Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **surroundings},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


READ_BY_SCHEMA: dict[str, tuple[Callable[[], str], str, str]] = {
    "github-actions": (lambda: ACTION.read_text(encoding="utf-8"), "using: composite", "using: bash"),
    "github-workflows": (lambda: _text("jobs"), "runs-on:", "run-on:"),
    "gitlab-ci": (lambda: _text("validate-plan"), "reports:", "report:"),
}


@pytest.mark.parametrize("schema", READ_BY_SCHEMA)
def test_the_published_schemas_take_them(schema: str, tmp_path: Path):
    made, good, bad = READ_BY_SCHEMA[schema]
    tool = [_tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", "it.yml"]
    for text, status in ((made(), 0), (made().replace(good, bad), 1)):
        (tmp_path / "it.yml").write_text(text, encoding="utf-8")
        ended = _ended(*tool, cwd=tmp_path)
        assert ended.returncode == status, ended.stdout + ended.stderr


def _audited(tmp_path: Path, action: str, workflow: str) -> subprocess.CompletedProcess[str]:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.yml").write_text(workflow, encoding="utf-8")
    (tmp_path / "action.yml").write_text(action, encoding="utf-8")
    tool = [_tool("zizmor"), "--offline", "--no-progress", "--no-config", "--persona", "auditor"]
    return _ended(*tool, "action.yml", ".github/workflows/plan.yml", cwd=tmp_path)


def test_an_auditor_finds_nothing(tmp_path: Path):
    ended = _audited(tmp_path, ACTION.read_text(encoding="utf-8"), _text("jobs"))
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("good", "bad", "found"),
    [
        ("permissions: {}\n", "", "excessive-permissions"),
        ("persist-credentials: false", "persist-credentials: true", "artipacked"),
        ('<<< "$FILES"', '<<< "${{ inputs.files }}"', "template-injection"),
        ("@a26af69be951a213d495a4c3e4e4022e16d87065", "@v5", "unpinned-uses"),
    ],
)
def test_the_auditor_would_have_found_it(good: str, bad: str, found: str, tmp_path: Path):
    action, workflow = ACTION.read_text(encoding="utf-8"), _text("jobs")
    assert good in action + workflow
    ended = _audited(tmp_path, action.replace(good, bad), workflow.replace(good, bad))
    assert ended.returncode > 10
    assert found in ended.stdout


def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(hook, dict)
    return hook


@pytest.mark.parametrize(
    "name",
    [
        "plan.yaml",
        "2020/plan.yaml",
        "2020/progress.yaml",
        "plan.seal.yaml",
        "plan.yml",
        "民生实事.progress.yaml",
        "2020/民生实事.seal.yaml",
    ],
)
def test_the_hook_sees_what_it_must(name: str):
    assert re.search(_hook()["files"], name)


@pytest.mark.parametrize(
    "name",
    ["myplan.yaml", "plan.yaml.bak", "planXseal.yaml", "plan.yamlx", "progress.yml", ".progress.yaml.lock"],
)
def test_the_hook_sees_nothing_else(name: str):
    assert not re.search(_hook()["files"], name)


def test_the_hooks_command_runs(run: Run):
    (used,) = _snippet("repos")["repos"][0]["hooks"]
    assert used["id"] == _hook()["id"]
    command = [*_hook()["entry"].split(), *used["args"]]
    assert command[0] == "workplan"
    run(" ".join(command[1:]), "plan.yaml")


def test_pre_commit_takes_the_hook_and_the_snippet(tmp_path: Path):
    tool, manifest = _tool("pre-commit"), ROOT / ".pre-commit-hooks.yaml"
    (tmp_path / "config.yaml").write_text(_text("repos"), encoding="utf-8")
    for command, file in (("validate-manifest", str(manifest)), ("validate-config", "config.yaml")):
        ended = _ended(tool, command, file, cwd=tmp_path)
        assert ended.returncode == 0, ended.stdout
    (tmp_path / "bad.yaml").write_text(manifest.read_text(encoding="utf-8").replace("entry:", "entr:"))
    assert _ended(tool, "validate-manifest", "bad.yaml", cwd=tmp_path).returncode == 1


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("git"), reason="no git, or no shell script")
def test_pre_commit_runs_the_hook(tmp_path: Path):
    """The hook as it stands, but without the environment pre-commit would make for it: that needs a network."""
    (used,) = _snippet("repos")["repos"][0]["hooks"]
    hook = {**_hook(), **used, "language": "system"}
    (tmp_path / "bin").mkdir()
    program = _program(tmp_path / "bin" / "workplan")
    repository = tmp_path / "repository"
    (repository / "2020").mkdir(parents=True)
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    shutil.copy(ROOT / "plan.yaml", repository / "2020" / "plan.yaml")
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PATH": path}

    def committed() -> subprocess.CompletedProcess[str]:
        for arguments in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", *arguments], cwd=repository, check=True, capture_output=True)
        return _ended(_tool("pre-commit"), "run", "--color", "never", cwd=repository, **home)

    ended = committed()
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Passed" in ended.stdout
    (repository / "2020" / "progress.yaml").write_text("- {task: 99}\n", encoding="utf-8")
    ended = committed()
    assert ended.returncode == 1
    assert "2020/progress.yaml:1:3: error[missing-key]" in ended.stdout


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


def test_gitlab_installs_what_is_pinned():
    job = _snippet("validate-plan")["validate-plan"]
    clone, checkout, install = (shlex.split(line) for line in job["before_script"])
    assert clone[:2] == ["git", "clone"]
    assert checkout[-1] == "$WORKPLAN_COMMIT"
    assert re.fullmatch("[0-9a-f]{40}", job["variables"]["WORKPLAN_COMMIT"])
    folder = clone[-1]
    assert install[-1] == folder
    constraints = Path(install[install.index("--constraint") + 1]).relative_to(folder)
    assert (ROOT / constraints).is_file()
    assert not [name for name in job["variables"] if "TOKEN" in name]


def _program(path: Path) -> Path:
    """Write a program that stands for an installed workplan."""
    path.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT / "src"))} exec "{sys.executable}" -m workplan "$@"\n'
    )
    path.chmod(0o755)
    return path


# Stands for `python -m venv FOLDER`: the folder then holds workplan, and a python that notes what it is told.
_VENV = """#!/bin/sh
[ "$1 $2" = "-m venv" ] || exit 9
mkdir -p "$3/bin"
cp "$STAND_IN" "$3/bin/workplan"
printf '#!/bin/sh\\nprintf "%%s\\\\n" "$@" > "$RUNNER_TEMP/told"\\n' > "$3/bin/python"
chmod +x "$3/bin/python"
"""


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="no bash")
@pytest.mark.parametrize(
    ("files", "strict", "status"),
    [
        ("plan.yaml", "true", 0),
        ("plan.yaml\nbad.yaml\n", "false", 1),
        ("warned.yaml", "false", 0),
        ("warned.yaml", "No", 0),
        *(("warned.yaml", word, 1) for word in ("true", "TRUE", "yes", "1", "On")),
        ("plan.yaml", "strictly", 2),
        ("$(touch pwned)", "true", 3),
        ("`touch pwned`; touch pwned", "true", 3),
        ("-O", "true", 3),
    ],
)
def test_the_actions_steps_run(files: str, strict: str, status: int, tmp_path: Path):
    """Every step with a script, in order, as the runner calls bash; only the installing is stood in for."""
    shutil.copy(ROOT / "plan.yaml", tmp_path)
    (tmp_path / "bad.yaml").write_text("a: b\n")
    gap = ROOT / "tests" / "checks" / "numbering-gap" / "row-lost.yaml"
    (tmp_path / "warned.yaml").write_bytes(gap.read_bytes())
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "python").write_text(_VENV)
    (tmp_path / "path" / "python").chmod(0o755)
    given = {"files": files, "strict": strict, "sarif-file": "" if status in (2, 3) else "found.sarif"}
    env = {
        "PATH": f"{tmp_path / 'path'}:/usr/bin:/bin",
        "STAND_IN": str(_program(tmp_path / "stand-in")),
        "RUNNER_TEMP": str(tmp_path / "temp with blank"),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_ACTIONS": "true",
    }
    Path(env["RUNNER_TEMP"]).mkdir()
    ended = None
    for step in yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]:
        if "run" not in step:
            continue
        inputs = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], value)
            for name, value in step.get("env", {}).items()
        }
        script = tmp_path / "step.sh"
        script.write_text(step["run"])
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=tmp_path,
            env={**env, **inputs},
            capture_output=True,
            check=False,
        )
        assert "SARIF_FILE" in inputs or ended.returncode == 0, ended.stderr.decode()
    assert ended is not None
    assert ended.returncode == status, ended.stderr.decode()
    assert not (tmp_path / "pwned").exists()
    assert (tmp_path / "found.sarif").exists() is (status not in (2, 3))
    assert b"::error file=bad.yaml" in ended.stdout or "bad.yaml" not in files
    told = (tmp_path / "temp with blank" / "told").read_text().splitlines()
    assert told[:3] == ["-m", "pip", "install"]
    assert told[-3:] == ["--constraint", str(ROOT / ".ci" / "constraints.txt"), str(ROOT)]


def test_snippets_keep_the_office_s_time():
    """Runners keep UTC: until eight in the morning they are a day behind."""
    assert [text for text in TEXTS if "runs-on:" in text or "image:" in text] == [
        text for text in TEXTS if "TZ: Asia/Shanghai" in text
    ]


def test_the_lowest_versions_are_those_the_project_allows():
    """Those of what is always there and of the extras; what only developers use may be the newest."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["office"], *extras["parquet"]]
    allowed = dict(found for each in wanted for found in re.findall(r"^([A-Za-z0-9-]+)>=([0-9.]+)", each))
    assert len(allowed) == len(wanted)
    pinned = dict(
        line.split("==") for line in (ROOT / ".ci" / "lowest.txt").read_text().splitlines() if "==" in line
    )
    padded = {
        name.lower(): ".".join([*version.split("."), "0", "0"][:3]) for name, version in allowed.items()
    }
    assert pinned == padded


def test_ci_runs_all_tests_with_the_lowest_versions():
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    (installs,) = [step for step in steps if "--constraint .ci/lowest.txt" in step]
    python = installs.split()[0]
    assert f"{python} -m pytest -n auto" in steps


def test_the_repository_merges_ledgers_as_it_tells_others_to():
    manual = (ROOT / "docs" / "ledger-format.md").read_text(encoding="utf-8")
    told = re.findall(r"^\S+ merge=workplan-ledger$", manual, re.MULTILINE)
    own = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert len(told) == 2
    assert set(told) <= set(own)


def test_the_pins_are_within_what_the_project_allows():
    pins = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").lower()
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = re.findall(r'^  "([a-z0-9]+)>=', pyproject.partition("[project.scripts]")[0], re.MULTILINE)
    assert {"typer", "pydantic"} <= set(wanted)
    assert all(f"\n{name}==" in pins for name in wanted)
