"""Characters that look the same are spelled where a message quotes both."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run
from tests.files.test_guards import PLAN
from workplan.domain.characters import told_apart


def test_the_character_that_differs_is_spelled() -> None:
    said = "这里的“⼯”是 U+2F2F，那里的“工”是 U+5DE5，看似相同。"
    assert told_apart("市⼯会", "由市工会做") == said
    assert told_apart("甲,", "甲，") == told_apart("甲", "甲") == told_apart("乙", "甲") == ""


def test_a_phrase_that_only_looks_as_in_the_text(run: Run, tmp_path: Path) -> None:
    targets = ', targets: [{name: 甲, phrase: "⼯会"}]}'
    text = PLAN.replace("goals: 乙", "goals: 工会").replace('"11"}', '"11"' + targets)
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    assert "“⼯”是 U+2F2F" in run("validate", cwd=tmp_path, status=1).out
