"""The seal: what it notices, what it leaves alone, and that it never gives way by itself."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from workplan.checks import seal

PLAN = """\
year: 2020
titles: {document: "T"}
departments: [{name: 许可处}, {name: 网监处}]
preamble: "P"
sections:
  - number: 1
    title: "S"
    points: [{id: 1, title: "P1。", text: "X"}]
tasks:
  - id: 1
    title: "A"
    goals: "G H"
    departments: "许可处"
    deadline: "11"
    points: [1]
  - id: 2
    title: "B"
    goals: "K"
    departments: "网监处"
    deadline: "10月"
    points: [1]
footer: "F"
"""
Write = Callable[[str], Path]
_SECOND = PLAN[PLAN.index("  - id: 2") : PLAN.index("footer")]


@pytest.fixture
def sealed(run: Run, write_plan: Write) -> Path:
    """Return a folder with a sealed plan."""
    folder = write_plan(PLAN).parent
    run("seal", cwd=folder)
    return folder


def _changes(run: Run, folder: Path, text: str, status: int = 1) -> list[tuple[int, str]]:
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    out = run("validate --strict --select issued-text-changed -O json", cwd=folder, status=status).out
    return [(f["line"], f["message"]) for f in json.loads(out)["findings"]]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"11"', '"12"', 14, ("任务 1", "完成时间")),
        ('title: "A"', 'title: "A2"', 11, ("任务 1", "任务名称")),
        ('"G H"', '"G I"', 12, ("任务 1", "具体目标")),
        ('departments: "许可处"', 'departments: "许可处、网监处"', 13, ("任务 1", "责任部门")),
        ('deadline: "11"', 'deadline: "11"\n    remark: 会同网监处', 15, ("任务 1", "备注")),
        (_SECOND, "", 9, ("任务 2", "不见了")),
        ('"P"', '"Q"', 4, ("总体要求",)),
        ('"F"', '"F2"', 22, ("落款",)),
        ('"T"', '"U"', 2, ("正文标题",)),
        ('title: "S"', 'title: "S2"', 7, ("第 1 部分",)),
        ('"X"', '"Y"', 8, ("要点 1", "正文")),
        ('"P1。"', '"P2。"', 8, ("要点 1", "首句")),
        ("  - id: 2", "  - id: 3", 16, ("任务 3", "后加")),
    ],
)
def test_every_change_of_issued_words_is_told(
    old: str, new: str, line: int, words: tuple[str, ...], run: Run, sealed: Path
):
    assert old in PLAN
    changes = _changes(run, sealed, PLAN.replace(old, new, 1))
    assert any(at == line and all(word in message for word in words) for at, message in changes), changes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"G H"', '"G  H "'),
        ('"G H"', "|-\n      G\n      H"),
        ("year: 2020", "# c\nyear: 2020"),
        ('deadline: "11"', "deadline: 11\n    last_day: 2020-11-15"),
        ("points: [1]\n  - id: 2", "points: []\n  - id: 2"),
        ("{name: 许可处}", "{name: 许可处, aliases: [许可]}"),
    ],
)
def test_layout_and_readings_are_not_sealed(old: str, new: str, run: Run, sealed: Path):
    assert old in PLAN
    assert _changes(run, sealed, PLAN.replace(old, new, 1), status=0) == []


def test_a_waiver_keeps_an_amendment_on_record(run: Run, sealed: Path):
    amended = PLAN.replace('"11"', '"12"')
    waiver = "waivers: [{code: issued-text-changed, reason: 批准调整, tasks: [1]}]\n"
    assert _changes(run, sealed, amended + waiver, status=0) == []
    run("validate --strict", cwd=sealed)
    (sealed / "plan.yaml").write_text(PLAN + waiver, encoding="utf-8")
    assert "unused-waiver" in run("validate --strict", cwd=sealed, status=1).out


def test_other_commands_answer_all_the_same(run: Run, sealed: Path):
    (sealed / "plan.yaml").write_text(PLAN.replace('"11"', '"12"'), encoding="utf-8")
    run("list", cwd=sealed)
    run("validate", cwd=sealed)


def test_a_seal_is_not_renewed_unasked(run: Run, sealed: Path):
    before = (sealed / "plan.seal.yaml").read_bytes()
    run("seal", cwd=sealed)
    (sealed / "plan.yaml").write_text(PLAN.replace('"11"', '"12"'), encoding="utf-8")
    run("seal", cwd=sealed, status=5)
    assert (sealed / "plan.seal.yaml").read_bytes() == before
    run("seal --renew", cwd=sealed)
    run("validate --strict", cwd=sealed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"tasks:", b"tusks:"),
        (b"header:", b"header: {"),
        (b"{id: 1, title: ", b"{id: 1, title: zz"),
        (b"schema_version: 1", b"schema_version: 9"),
        (b"header", b"\xff"),
        (b"\nsections", b"\n<<<<<<< HEAD\nsections"),
    ],
)
def test_a_damaged_seal_is_one_clear_finding(old: bytes, new: bytes, run: Run, sealed: Path):
    path = sealed / "plan.seal.yaml"
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    (finding,) = json.loads(run("validate -O json", cwd=sealed, status=1).out)["findings"]
    assert (finding["file"], finding["code"]) == ("plan.seal.yaml", "damaged-seal")
    run("seal", cwd=sealed, status=5)


def test_an_empty_seal_is_damaged(run: Run, sealed: Path):
    (sealed / "plan.seal.yaml").write_bytes(b"")
    assert "damaged-seal" in run("validate", cwd=sealed, status=1).out


def test_no_seal_no_finding(run: Run, write_plan: Write):
    run("validate --strict", cwd=write_plan(PLAN).parent)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_a_link_to_a_plan_has_the_seal_of_that_plan(run: Run, sealed: Path, tmp_path: Path):
    link = tmp_path / "elsewhere" / "current.yaml"
    link.parent.mkdir()
    link.symlink_to(sealed / "plan.yaml")
    assert "没有改动" in run("seal -f", str(link)).out
    assert not list(link.parent.glob("*.seal.yaml"))
    (sealed / "plan.yaml").write_text(PLAN.replace('"A"', '"Z"'), encoding="utf-8")
    assert "issued-text-changed" in run("validate --strict", str(link), status=1).out


def test_a_plan_with_errors_is_not_sealed(run: Run, write_plan: Write):
    folder = write_plan(PLAN.replace('"11"', "国庆节前")).parent
    run("seal", cwd=folder, status=3)
    assert not (folder / "plan.seal.yaml").exists()


def test_the_same_plan_gives_the_same_seal(run: Run, sealed: Path):
    before = (sealed / "plan.seal.yaml").read_bytes()
    (sealed / "plan.seal.yaml").unlink()
    run("seal", cwd=sealed)
    assert (sealed / "plan.seal.yaml").read_bytes() == before


def test_composed_and_decomposed_characters_are_the_same():
    assert seal.digest("e\u0301") == seal.digest("\u00e9")
    assert seal.digest("GPS认证") != seal.digest("GPS 认正")
