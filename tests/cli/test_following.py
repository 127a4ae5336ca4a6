"""What comes next: from a document in Word to the year's end, each command as the one before it told."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from tests.clerk import Form, copy
from tests.conftest import ROOT, Run, WritePlan
from workplan.cli import following, options
from workplan.cli.app import COMMANDS
from workplan.cli.app import run as run_command
from workplan.domain.characters import shell_word

ANNEX = ROOT / "examples" / "2021-annex.docx"
DONE = "done 1 --by 许可处 --as-of 2020-04-28"


class Screen(io.StringIO):
    """A terminal somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def on_screen(line: str) -> str:
    """Run a command whose stderr somebody looks at, and return what was said there."""
    said = Screen()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        status = run_command(shlex.split(line))
    assert status == 0, f"{line}: {status}\n{said.getvalue()}"
    shown = re.sub(r".*\r", "", said.getvalue())  # what was shown while it took its time
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)


def told(line: str) -> str:
    """Run a command and return the next one it names, without the program's name."""
    return str(re.findall(r"^下一步，.*：workplan (.*)$", on_screen(line), re.MULTILINE)[-1])


def set_clock(monkeypatch: pytest.MonkeyPatch, year: int, month: int, day: int) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls(year, month, day)

    monkeypatch.setattr(options, "date", Clock)


def departments_fill_in() -> None:
    for form in Path("6月发出").glob("*.xlsx"):
        copy(form, Path("6月收回") / form.name)
    Form(Path("6月收回/填报-2021-06-许可股.xlsx")).fill(1, percent=60, 进展情况="平台已经上线。").save()


def test_hints_lead_from_a_word_file_to_the_bulletin_and_on_to_next_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    set_clock(monkeypatch, 2021, 6, 20)
    line, made = f"import {ANNEX}", []
    while "bulletin" not in line:
        if line.startswith("collect"):
            departments_fill_in()
        made.append(line.split()[0])
        line = told(line)
    assert made == ["import", "validate", "seal", "due", "sheet", "collect"]
    line = told(line)
    page = "".join(paragraph.text for paragraph in Document("6月通报.docx").paragraphs)
    assert "完成60%" in page
    assert "台账里还没有进展" not in page
    set_clock(monkeypatch, 2021, 12, 31)
    line = told(line)
    assert Path("完成情况.docx").is_file()
    assert line == "carry-over plan.yaml --to 2022 -o 2022/plan.yaml"
    assert told(line) == "validate 2022/plan.yaml"
    assert told("validate") == "due"


def test_a_plan_that_was_named_and_a_day_stay_named(write_plan: WritePlan, run: Run) -> None:
    path = write_plan((ROOT / "plan.yaml").read_text("utf-8"))
    run(f"validate -f {path}")
    assert (
        told(f"due -f {path} --as-of 2020-05-07")
        == f"sheet --month 5 -o 5月发出 -f {path} --as-of 2020-05-07"
    )
    assert told(f"{DONE} -f {path}") == f"close 1 -f {path} --as-of 2020-04-28"


@pytest.mark.parametrize(
    "line",
    [
        "due -O json",
        "due -O csv",
        "validate --quiet",
        "validate -O json",
        f"{DONE} --dry-run",
        "overdue --as-of 2020-01-02",
        "list",
    ],
)
def test_nothing_is_named_where_nobody_asked_or_nothing_follows(
    line: str, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_plan((ROOT / "plan.yaml").read_text("utf-8")).parent)
    assert "下一步" not in on_screen(line)


def test_nothing_is_named_where_no_terminal_is(run: Run) -> None:
    assert run("due").err == run("validate").err == ""


def test_a_narrow_screen_gets_the_command_on_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "60")
    assert "\n  workplan sheet --month " in on_screen("due --as-of 2020-05-07")


@pytest.mark.parametrize("step", following.NEXT)
def test_every_step_is_of_a_command_and_names_one(step: str) -> None:
    assert re.split("[ ,]", step)[0] in COMMANDS
    assert re.split("[ {]", following.NEXT[step][1])[0] in COMMANDS


def test_words_a_shell_would_read_are_quoted() -> None:
    assert [shell_word(text) for text in ("5", "(一)1", "我的 计划.yaml")] == [
        "5",
        '"(一)1"',
        '"我的 计划.yaml"',
    ]


# Nothing typed at all.


def test_without_a_plan_there_are_three_ways_to_begin(tmp_path: Path, run: Run) -> None:
    lines = run("", cwd=tmp_path).out.splitlines()
    assert [line.partition("workplan ")[2].split()[0] for line in lines] == ["import", "init", "init"]


def test_a_file_of_nearly_the_right_name_is_told_first(tmp_path: Path, run: Run) -> None:
    (tmp_path / "plan.yml").write_text("", "utf-8")
    assert "把它改名为 plan.yaml" in run("", cwd=tmp_path).out.splitlines()[0]


def test_with_a_plan_the_help_comes(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("").out == run("--help").out
    monkeypatch.setenv("WORKPLAN_FILE", str(ROOT / "plan.yaml"))
    assert run("", cwd=tmp_path).out == run("--help").out


# Examples.


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_shows_the_example_of_the_help(run: Run, name: str) -> None:
    assert f"\n  workplan {COMMANDS[name].typed(name)}\n" in run(f"{name} --help").out


def test_a_warning_leads_to_what_to_do_about_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    on_screen(f"import {ANNEX}")
    assert "workplan validate --explain missing-deadline" in on_screen("validate plan.yaml")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("report -o a.md", "这是 2020 年的计划，现在看的是 2026-11-26"),
        ("due", "这是 2020 年的计划，现在看的是 2026-11-26"),
        ("carry-over plan.yaml --to 2021 --dry-run", "这是 2020 年的计划，现在看的是 2026-11-26"),
    ],
)
def test_a_day_far_from_the_plan_is_told_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    set_clock(monkeypatch, 2026, 11, 26)
    on_screen("init --example")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        err = on_screen(line) if not line.startswith("due") else ""
        if not err:
            run_command(shlex.split(line))
    assert said in err + out.getvalue()


def test_a_plan_of_a_year_to_come_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    set_clock(monkeypatch, 2026, 11, 26)
    on_screen("init --year 2027")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run_command(["due"])
    assert "计划年度还没有开始" in out.getvalue()
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        assert run_command(shlex.split("update 1 --percent 20 --by 办公室")) == 2
    assert "今天 2026-11-26 不在计划期内" in err.getvalue()
    assert "到时再登记" in err.getvalue()
