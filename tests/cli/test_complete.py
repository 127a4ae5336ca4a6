"""Completion: what each shell is offered, from the plan at hand and the options' own tables, and never an error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PLAN, ROOT, Run
from tests.process import environment
from workplan import reports
from workplan.cli import said, shells
from workplan.domain.query import UNFINISHED, Order
from workplan.domain.standing import Standing
from workplan.domain.status import Status

Completed = Callable[..., list[str]]

LEDGER = """\
- {task: 4, date: 2020-06-01, recorded: 2020-06-01, by: 许可处, status: done}
- {task: 16, date: 2020-06-01, recorded: 2020-06-01, by: 标准化处, status: done}
- {task: 19, date: 2020-06-01, recorded: 2020-06-01, by: 许可处, status: done}
- {task: 19, date: 2020-06-02, recorded: 2020-06-02, by: 办公室, status: closed}
"""


@pytest.fixture
def completed(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Completed:
    """Complete a line as bash cuts it: ``completed("by-dept", "队")``. Nothing may be said on stderr."""
    shutil.copy(PLAN, tmp_path / "plan.yaml")
    (tmp_path / "progress.yaml").write_text(LEDGER, encoding="utf-8")

    def completed(*words: str, listing: bool = False) -> list[str]:
        monkeypatch.setenv("_WORKPLAN_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(("workplan", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        monkeypatch.setenv("COMP_TYPE", "63" if listing else "9")
        for name in (shells._BEFORE, shells._QUOTE):
            monkeypatch.setenv(name, "")
        result = run("", cwd=tmp_path)
        assert result.err == ""
        return list(filter(None, result.out.splitlines()))

    return completed


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("by-dept", "许"), ["许可处"]),
        (("by-dept", "执法队"), ["综合执法队"]),
        (("by-dept", "产品监管\\("), ["产品监管\\(食品抽检\\)处"]),
        (("by-dept", '"产品监管('), ["产品监管(食品抽检)处"]),
        (("by-dept", "'产品监管("), ["产品监管(食品抽检)处"]),
        (("update", "5", "--by", "许"), ["许可处"]),
        (("update", "5", "--status", "推"), ["推进中"]),
        (("update", "5", "--status", "进行"), ["进行中"]),
        (("update", "5", "--status", "in_"), ["in_progress"]),
        (("list", "--sort", "时"), ["时限"]),
        (("list", "--standing", "=", "逾期"), ["逾期", "逾期完成"]),
        (("list", "--where", "责任"), ["责任部门="]),
        (("list", "--where", "责任部门", "=", "许"), ["许可处"]),
        (("list", "--where", "责任部门", "=", "市特"), ["市特检院"]),
        (("list", "--where", "责任部门", "=", "检院"), ["市食药检院", "市特检院"]),
        (("list", "--where=责任部门", "=", "许"), ["许可处"]),
        (("list", "--where", '"责任部门=许'), ["责任部门=许可处"]),
        (("list", "--section", ""), ["1", "2", "3", "4", "5"]),
        (("update", "5", "--value", "网"), ["网办率="]),
        (("update", "5", "--value", "网办率", "="), []),
        (("update", "5", "--value", "简易注销当场办理", "="), ["是", "否"]),
        (("update", "35", "--reached", "上"), ["上半年"]),
        (("update", "35", "--drop", ""), ["上半年", "三季度"]),
        (("report", "督"), ["督办单"]),
        (("report", "over"), ["overview"]),
        (("report", "slip", "--level", ""), [level.word for level in reports.Level]),
        (("close", ""), ["4", "16"]),
        (("close", "4", ""), ["16"]),
        (("return", ""), ["4", "16", "19"]),
        (("validate", "--format", "sar"), ["sarif"]),
        (("sta",), ["status"]),
    ],
)
def test_words_are_completed(completed: Completed, words: tuple[str, ...], offered: list[str]) -> None:
    assert completed(*words) == offered


def test_what_is_done_is_not_offered_to_done(completed: Completed) -> None:
    offered = completed("done", "")
    assert len(offered) == 32
    assert not {"4", "16", "19"} & set(offered)


def test_a_list_of_several_says_what_they_are(completed: Completed) -> None:
    offered = completed("close", "", listing=True)
    assert [line[:10] for line in offered] == ["4  “证照分离”改", "16  知识产权保护"[:10]] or offered[
        0
    ].startswith("4  ")
    assert completed("by-dept", "许", listing=True) == ["许可处"]
    assert all(len(line) < 40 for line in completed("show", "", listing=True))


def test_records_are_offered_with_what_they_say(completed: Completed, run: Run, tmp_path: Path) -> None:
    offered = completed("undo", "", listing=True)
    assert len(offered) == 4
    assert "任务 19 2020-06-02 已销号" in offered[0]


def test_choices_are_those_of_the_options(completed: Completed) -> None:
    assert completed("list", "--sort", "") == [order.value for order in Order]
    offered = completed("list", "--standing", "")
    assert offered[:-1] == [standing.word for standing in Standing]
    assert said.STANDINGS[offered[-1]] == UNFINISHED
    assert completed("update", "5", "--status", "") == [
        status.word for status in Status if status is not Status.CARRIED
    ]


@pytest.mark.slow
def test_every_choice_offered_is_taken(
    completed: Completed, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What completion offers, the option reads: both walk one table."""
    for option in ("--standing", "--status", "--role"):
        offered = [word for typed in ("", "未", "主", "s") for word in completed("list", option, typed)]
        monkeypatch.delenv("_WORKPLAN_COMPLETE")
        run("list", *(part for word in offered for part in (option, word)))
    for word in completed("list", "--sort", "序"):
        monkeypatch.delenv("_WORKPLAN_COMPLETE")
        run("list", "--sort", word)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("broken", ["year: 2020\ntasks: [\n", "", None, "\x00"])
def test_a_broken_plan_offers_nothing_and_says_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str, broken: str | None
) -> None:
    if broken is not None:
        (tmp_path / "plan.yaml").write_text(broken, encoding="utf-8")
    for line in (
        "by-dept 许",
        "close 1",
        "list --where 责任部门=许",
        "update 5 --value 网",
        "undo a",
        "\x1b",
    ):
        monkeypatch.setenv("_WORKPLAN_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("COMP_WORDS", "\n".join(("workplan", *line.split(" "))))
        monkeypatch.setenv("COMP_CWORD", str(len(line.split(" "))))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"workplan {line}")
        monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", line.split(" ")[-1])
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        result = run("", cwd=tmp_path)
        assert (result.out.strip(), result.err) in (("", ""), ("_files", ""))


@pytest.mark.parametrize("instruction", ["complete_none", "nonsense"])
def test_an_instruction_of_no_shell_gives_no_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch, instruction: str
) -> None:
    monkeypatch.setenv("_WORKPLAN_COMPLETE", instruction)
    monkeypatch.delenv("COMP_WORDS", raising=False)
    assert run("", status=1).err == ""


def test_a_choice_needs_no_plan(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("_WORKPLAN_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "workplan list --standing 临")
    assert '"临期":"due_soon"' in run("", cwd=tmp_path).out
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "workplan report overv")
    assert "一页通" in run("", cwd=tmp_path).out


def test_powershell_gets_brackets_in_quotation_marks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_WORKPLAN_COMPLETE", "complete_powershell")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "workplan by-dept '产品监管(")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", "'产品监管(")
    assert run("").out.startswith("'产品监管(食品抽检)处':::")


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="no bash")
def test_the_script_works_in_bash(tmp_path: Path) -> None:
    program = tmp_path / "workplan"
    program.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "import sys; sys.argv[0] = \'workplan\';'
        ' from workplan.__main__ import main; main()" "$@"\n'
    )
    program.chmod(0o755)
    asked = (
        "COMP_WORDS=(workplan list --where 责任部门 = 许); COMP_CWORD=5; COMP_TYPE=9;"
        ' compopt() { :; }; _workplan_completion workplan; printf "<%s>" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", f"{shells.BASH}\n{asked}"],
        cwd=ROOT,
        env=environment(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr) == ("<许可处>", "")


# Putting it in.


def in_shell(monkeypatch: pytest.MonkeyPatch, name: str, home: Path) -> None:
    import shellingham  # type: ignore[import-untyped]

    monkeypatch.setattr(shellingham, "detect_shell", lambda: (name, name))
    monkeypatch.setattr(Path, "home", lambda: home)


def test_completion_is_put_into_bash(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_shell(monkeypatch, "bash", tmp_path)
    said_ = run("--install-completion").out
    script = tmp_path / ".bash_completions" / "workplan.sh"
    assert said_ == f"已为 bash 装好补全：{script}\n重新打开终端后生效。\n"
    assert script.read_text(encoding="utf-8") == shells.BASH == run("--show-completion").out
    assert str(script) in (tmp_path / ".bashrc").read_text(encoding="utf-8")


@pytest.mark.parametrize(("shell", "words"), [("zsh", "compdef"), ("fish", "complete"), ("pwsh", "Register")])
def test_the_scripts_of_other_shells_are_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str, words: str
) -> None:
    in_shell(monkeypatch, shell, tmp_path)
    shown = run("--show-completion").out
    assert words in shown
    assert shells.VARIABLE in shown


@pytest.mark.parametrize(("shell", "words"), [("cmd", "终端 cmd 没有补全。"), ("", "看不出这是哪种终端。")])
def test_a_shell_without_completion_is_told_so(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str, words: str
) -> None:
    in_shell(monkeypatch, shell, tmp_path)
    error, hint = run("--install-completion", status=2).complaint
    assert error == words
    assert "PowerShell" in hint


def test_a_folder_that_cannot_be_written_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_shell(monkeypatch, "bash", tmp_path / "file")
    (tmp_path / "file").write_text("")
    error, hint = run("--install-completion", status=3).complaint
    assert error.startswith("没有装上 bash 的补全")
    assert "--show-completion" in hint
