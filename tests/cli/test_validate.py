"""``workplan validate``: what it reads, which format it picks, how it ends."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PLAN, ROOT, Run
from tests.hostile import BASE
from workplan.cli.app import run as run_command

BROKEN = BASE.replace(b'"11"', "国庆节前".encode()).decode("utf-8")
Write = Callable[[str], Path]


def test_the_real_plan_passes_strictly(run: Run):
    run("validate --strict")


@pytest.mark.parametrize(
    ("options", "status", "codes"),
    [
        ("", 1, ["unreadable-deadline"]),
        ("--select missing-deadline", 0, []),
        ("--select missing-deadline,unreadable-deadline", 1, ["unreadable-deadline"]),
        ("--select missing-deadline --select UNREADABLE-DEADLINE", 1, ["unreadable-deadline"]),
        ("--ignore unreadable-deadline", 0, []),
        ("--ignore 'missing-deadline, unreadable-deadline'", 0, []),
    ],
)
def test_choice(options: str, status: int, codes: list[str], run: Run, write_plan: Write):
    result = run(f"validate {options} -O json", str(write_plan(BROKEN)), status=status)
    assert [finding["code"] for finding in json.loads(result.out)["findings"]] == codes


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_an_unknown_code_names_the_nearest(option: str, run: Run):
    result = run(f"validate {option} missing-dedline", status=2)
    assert result.out == ""
    assert "missing-deadline" in result.err


def test_explain_is_the_manual(run: Run):
    out = run("validate --explain yaml-tag").out
    assert out.startswith("yaml-tag")
    assert "year: !!int 2020" in out


@pytest.mark.parametrize(
    ("code", "items"), [("missing-deadline", "tasks: [27]"), ("point-without-task", ""), ("unknown-key", "")]
)
def test_explain_shows_how_a_finding_is_accepted(run: Run, code: str, items: str) -> None:
    out = run(f"validate --explain {code}").out
    assert ("waivers:" in out) == bool(items)
    assert items in out


def test_several_files_in_one_order_and_each_once(run: Run, tmp_path: Path):
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.yaml").write_text(BROKEN, encoding="utf-8")
    out = run("validate b a/plan.yaml a", str(tmp_path / "b"), "-O", "json", cwd=tmp_path, status=1).out
    assert [f["file"] for f in json.loads(out)["findings"]] == ["a/plan.yaml", "b/plan.yaml"]


@pytest.mark.parametrize("name", ["progress.yaml", "plan.seal.yaml"])
def test_a_ledger_or_a_seal_stands_for_its_plan(name: str, run: Run, write_plan: Write):
    plan = write_plan(BROKEN)
    out = run(f"validate {name} -O json", cwd=plan.parent, status=1).out
    assert [f["file"] for f in json.loads(out)["findings"]] == ["plan.yaml"]


def test_they_stand_for_a_plan_of_the_other_suffix(run: Run, tmp_path: Path):
    (tmp_path / "plan.yml").write_text(BROKEN, encoding="utf-8")
    for name in ("progress.yaml", "plan.seal.yaml"):
        out = run(f"validate {name} -O json", cwd=tmp_path, status=1).out
        assert [f["file"] for f in json.loads(out)["findings"]] == ["plan.yml"]


@pytest.mark.parametrize(("name", "plan"), [("progress.yaml", "plan.yaml"), ("2020.seal.yaml", "2020.yaml")])
def test_they_say_which_plan_is_not_there(name: str, plan: str, run: Run, tmp_path: Path):
    (tmp_path / "other.yaml").write_text(BROKEN, encoding="utf-8")
    error, hint = run(f"validate {name}", cwd=tmp_path, status=3).complaint
    assert name in error
    assert plan in error
    assert "台账和封存文件" in hint
    assert "unreadable-deadline" in run(f"validate {name} other.yaml", cwd=tmp_path, status=3).out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
@pytest.mark.parametrize("name", ["progress.yaml", "plan.seal.yaml"])
@pytest.mark.parametrize("shape", ["text", "sarif"])
def test_an_unreadable_ledger_or_seal_does_not_hide_the_plan(
    name: str, shape: str, run: Run, write_plan: Write
):
    folder = write_plan(BROKEN).parent
    os.mkfifo(folder / name)
    result = run(f"validate -O {shape}", cwd=folder, status=3)
    assert "unreadable-deadline" in result.out
    assert name in result.err.splitlines()[0]


def test_an_unreadable_ledger_is_told_once(run: Run, tmp_path: Path):
    (tmp_path / "2020.yaml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "progress.yaml").mkdir()
    result = run("validate 2020.yaml ./2020.yaml", cwd=tmp_path, status=3)
    assert result.err.count("progress.yaml") == 1


WAIVED = BROKEN.replace("国庆节前", "11").replace(
    "year:", "waivers: [{code: issued-text-changed, tasks: [1], reason: 经会议同意}]\nyear:", 1
)


def test_a_waiver_of_the_seal_is_not_unused_where_nobody_looked(
    run: Run, write_plan: Write, monkeypatch: pytest.MonkeyPatch
):
    plan = write_plan(WAIVED)
    assert "unused-waiver" in run("validate", str(plan)).out  # no seal: nothing is changed
    plan.with_suffix(".seal.yaml").write_text("schema_version: [\n", encoding="utf-8")
    assert "unused-waiver" not in run("validate", str(plan), status=1).out
    plan.with_suffix(".seal.yaml").unlink()
    plan.with_suffix(".seal.yaml").mkdir()
    assert "unused-waiver" not in run("validate", str(plan), status=3).out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WAIVED.encode())))
    assert "unused-waiver" not in run("validate --strict -").out


def test_one_unreadable_file_does_not_hide_the_others(run: Run, write_plan: Write):
    result = run("validate nowhere.yaml", str(write_plan(BROKEN)), status=3)
    assert "unreadable-deadline" in result.out
    assert "nowhere.yaml" in result.err


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BROKEN.encode())))
    assert run_command(["validate", "-"]) == 1
    assert capsys.readouterr().out.startswith("stdin:10:15: error[unreadable-deadline]")


def test_github_is_the_default_on_its_runners(run: Run, write_plan: Write, monkeypatch: pytest.MonkeyPatch):
    plan = str(write_plan(BROKEN))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run("validate", plan, status=1).out.startswith("::error file=")
    assert run("validate -O text", plan, status=1).out.startswith(plan)


@pytest.mark.parametrize(
    ("name", "start"), [("f.json", "{"), ("f.xml", "<?xml"), ("f.sarif", "{"), ("f.txt", "plan.yaml:10")]
)
def test_a_file_name_chooses_the_format(name: str, start: str, run: Run, write_plan: Write):
    folder = write_plan(BROKEN).parent
    assert run(f"validate -o {name}", cwd=folder, status=1).out == ""
    assert (folder / name).read_text(encoding="utf-8").startswith(start)


def test_what_is_said_on_stderr_is_no_command_to_a_runner_either(run: Run, write_plan: Write):
    plan = write_plan(BROKEN.replace("year:", '"a\\n::error::x": 1\n"##[add-mask]": 2\nyear:', 1))
    for said in (
        run("list -f", str(plan), status=3),
        run("validate --select", "x\n::error::x", status=2),
        run("validate", "x\n::error::x", "##[error]", status=3),
    ):
        assert not re.search(r"^\s*::|##\[", said.err, re.MULTILINE), said.err


@pytest.mark.parametrize("own", ["plan.yaml", "progress.yaml", "plan.seal.yaml"])
def test_findings_are_never_written_over_what_was_checked(own: str, run: Run, write_plan: Write):
    plan = write_plan(BROKEN)
    run(f"validate -O text -o {own}", cwd=plan.parent, status=2)
    assert plan.read_text(encoding="utf-8") == BROKEN


def _command(*arguments: str, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **surroundings}
    return subprocess.run(
        [sys.executable, "-m", "workplan", *arguments], env=env, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    "shape",
    [
        *("text", "json"),
        *(
            pytest.param(shape, marks=pytest.mark.slow)
            for shape in ("github", "gitlab", "junit", "sarif", "rdjson")
        ),
    ],
)
def test_locale_width_and_colour_change_nothing(shape: str):
    plain = _command("validate", "-f", str(PLAN), "-O", shape)
    other = _command(
        "validate", "-f", str(PLAN), "-O", shape, LC_ALL="C", COLUMNS="20", FORCE_COLOR="1", TERM="dumb"
    )
    assert plain.returncode == other.returncode == 0
    assert plain.stdout == other.stdout
    assert plain.stderr == other.stderr == b""


def test_a_gbk_console(write_plan: Write):
    ended = _command("validate", str(write_plan(BROKEN.replace("国庆", "𠮷\u00e9"))), PYTHONIOENCODING="gbk")
    assert ended.returncode == 1
    assert "没有问题" not in ended.stdout.decode("gbk")
    assert ended.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="no shell of that kind")
@pytest.mark.parametrize(
    "shape",
    ["text", *(pytest.param(shape, marks=pytest.mark.slow) for shape in ("github", "junit", "sarif"))],
)
@pytest.mark.parametrize("line", ["{} | head -1", "{} >&-", "{} >&- 2>&-", "{} > /dev/full"])
def test_a_reader_that_goes_away(line: str, shape: str):
    command = line.format(f"{sys.executable} -m workplan validate -f {PLAN} -O {shape}")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ended = subprocess.run(["sh", "-c", command], env=env, capture_output=True, check=False)
    assert b"Traceback" not in ended.stderr


def _on_a_terminal(plan: Path, **surroundings: str) -> str:
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", **surroundings}
    command = [sys.executable, "-m", "workplan", "validate", plan.name]
    with subprocess.Popen(command, cwd=plan.parent, env=env, stdout=theirs) as process:
        process.wait()
    os.close(theirs)
    shown = os.read(ours, 65536).decode("utf-8").replace("\r\n", "\n")
    os.close(ours)
    return shown


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_gets_the_caret(write_plan: Write):
    shown = _on_a_terminal(write_plan(BROKEN), TERM="dumb")
    assert " 10 |     deadline: 国庆节前\n    |               ^\n" in shown
    assert "\x1b" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_gets_colour_unless_it_is_not_wanted(write_plan: Write):
    plan = write_plan(BROKEN)
    plain = _on_a_terminal(plan, TERM="xterm", NO_COLOR="1")
    painted = _on_a_terminal(plan, TERM="xterm")
    assert "\x1b[1;31merror[unreadable-deadline]\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain
    for unwanted in ({"TERM": "dumb"}, {"TERM": "xterm", "FORCE_COLOR": ""}):
        assert _on_a_terminal(plan, **unwanted) == plain
    forced = _command("validate", str(plan), TERM="xterm", FORCE_COLOR="1")  # in a pipe
    assert b"\x1b" not in forced.stdout


def test_quiet_leaves_out_what_is_only_worth_knowing(run: Run) -> None:
    loud, quiet = run("validate --strict").out, run("validate --strict --quiet").out
    assert "info[" in loud
    assert "info[" not in quiet
    assert quiet.splitlines()[-1].startswith("检查了 1 份计划：没有问题")
