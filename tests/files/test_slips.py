"""What is read without a word and should not be: comments, line ends, invisible characters, merge markers, indents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PLAN as REAL
from tests.conftest import Run
from tests.files.test_guards import PLAN
from workplan.domain.characters import invisible

INVISIBLE = "\u00ad\u034f\u115f\u1160\u180e\u200b\u200c\u200d\u2060\u2061\u2064\u206a\u3164\uffa0\ufff9\ufffe\uffff\ufe0f"


@pytest.mark.parametrize("char", INVISIBLE, ids=lambda char: f"U+{ord(char):04X}")
def test_invisible_characters(run: Run, tmp_path: Path, char: str) -> None:
    plan, ledger = tmp_path / "plan.yaml", tmp_path / "progress.yaml"
    number = f"U+{ord(char):04X}"
    plan.write_text(PLAN.replace("goals: 乙", f"goals: x{char}y"), encoding="utf-8")
    assert (
        f"plan.yaml:5:31: error[control-character] 含有看不见的字符 {number}"
        in run("validate", cwd=tmp_path, status=1).out
    )
    plan.write_text(PLAN, encoding="utf-8")
    line = "update 1 --by 许可处 --as-of 2020-06-30 --note"
    assert number in run(line, f"x{char}y", cwd=tmp_path, status=2).complaint[0]
    record = f'- {{task: 1, date: 2020-06-30, recorded: 2020-06-30, by: 许可处, note: "x{char}y"}}\n'
    if char not in "\ufffe\uffff":  # no YAML parser lets these through
        ledger.write_text(record, encoding="utf-8")
        assert f"warning[control-character] 含有看不见的字符 {number}" in run("validate", cwd=tmp_path).out
        run(line, "看得见", cwd=tmp_path)
        assert ledger.read_text(encoding="utf-8").startswith(record)


def test_a_selector_after_a_chinese_character_is_a_letters_part() -> None:
    assert invisible("葛\U000e0100城 祇\ufe00") == set()
    assert invisible("x\ufe0f") == {"\ufe0f"}
    assert invisible(REAL.read_text(encoding="utf-8")) == set()


def test_warnings_of_slips_stop_no_answer(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        PLAN.replace("tasks:", "preamble: 大厅 #1 楼\ntasks:"), encoding="utf-8"
    )
    assert "plan.yaml:4:14: warning[cut-by-comment]" in run("validate", cwd=tmp_path).out
    run("validate --strict", cwd=tmp_path, status=1)
    run("due", cwd=tmp_path)


def test_notes_and_figures_are_no_cut_text(run: Run, tmp_path: Path) -> None:
    text = PLAN.replace("year: 2020", "year: 2020 #年").replace("tasks:", "preamble: 大厅 # 注\ntasks: #清单")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    run("validate --strict", cwd=tmp_path)


@pytest.mark.parametrize("name", ["plan.yaml", "progress.yaml"])
def test_merge_markers_are_called_that(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    path = tmp_path / name
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"<<<<<<< HEAD\n{before}=======\n{before}>>>>>>> other\n", encoding="utf-8")
    lines = run("validate -O json", cwd=tmp_path, status=1).data["findings"]
    assert [(found["file"], found["code"]) for found in lines] == [(name, "yaml-syntax")] * 3
    assert all("合并冲突的标记" in found["message"] for found in lines)


@pytest.mark.parametrize(("blank", "word"), [("\u3000", "U+3000"), ("\u00a0", "U+00A0")])
def test_wide_blanks_as_indent_are_named_once(run: Run, tmp_path: Path, blank: str, word: str) -> None:
    text = "year: 2020\ntasks:\n- id: 1\n" + f"{blank}{blank}title: 甲\n{blank}{blank}goals: 乙\n" * 3
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    (found,) = run("validate -O json", cwd=tmp_path, status=1).data["findings"]
    assert (found["line"], word in found["message"]) == (4, True)
