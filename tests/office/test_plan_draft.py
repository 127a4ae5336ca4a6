"""The draft as a plan.yaml: it validates once what was told is settled, and answers give the truth of each form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PLAN, Run
from tests.office.forms import listed, lists, shown, truths
from tests.office.test_read_draft import read_form
from workplan.checks import plan as checks
from workplan.files.plan_file import load_bytes
from workplan.files.yaml_text import Block, Cells, Entry, written
from workplan.office.draft import Draft, DraftRow, Refusal
from workplan.office.plan_draft import plan_text
from workplan.office.read_draft import read_drafts
from workplan.office.source import Place

PUBLISHED = Path(__file__).parents[1] / "published" / "2020-work-plan.txt"
TRUTHS = truths()
CASES = [(name, at, rows) for name, t in TRUTHS.items() for at, (_, _, rows) in enumerate(lists(t))]


def settled(text: str) -> str:
    """A draft with the times that name no day declared undated, as a person would after looking at them."""
    errors = [*load_bytes(text.encode(), "plan.yaml").errors]
    document = load_bytes(text.encode(), "plan.yaml").document
    assert document is not None, errors
    lines = text.split("\n")
    for error in checks.errors(document):
        assert error.code == "unreadable-deadline", error
        at = error.location.line - 1
        margin = re.match(" *(?:- )?", lines[at])
        assert margin is not None
        lines[at] += f"\n{' ' * len(margin[0])}means: undated"
        assert "待核" in "\n".join(lines[:at]), error
    return "\n".join(lines)


@pytest.mark.parametrize(("name", "at", "rows"), CASES, ids=[f"{name}-{at}" for name, at, _ in CASES])
def test_a_draft_gives_the_truth(name: str, at: int, rows: list[Any], tmp_path: Path, run: Run) -> None:
    found = read_form(name)
    assert not isinstance(found, Refusal)
    plan = tmp_path / "plan.yaml"
    plan.write_text(settled(plan_text(found[at])[0]), "utf-8")
    assert run(f"validate {plan}").status == 0
    tasks = run(f"list -f {plan} -O json").data["tasks"]
    assert [listed(task) for task in tasks] == [shown(row) for row in rows]


def seed() -> Draft:
    found = read_drafts([(PUBLISHED.name, PUBLISHED.read_bytes())])
    assert not isinstance(found, Refusal)
    return found[0]


def point_seven_given(text: str) -> str:
    """The draft of the 2020 plan with the one thing a person must say: where the title of point 7 ends."""
    title = "接轨长三角和甬舟一体化争取成效"
    found = re.search(rf'title: "{title}(.*)"\n( *)text: \|-\n( *)', text)
    assert found is not None
    return text.replace(found[0], f'title: "{title}"\n{found[2]}text: |-\n{found[3]}{found[1]}')


@pytest.mark.parametrize(
    "asked",
    ["list", "due --month 11", "due --month 10", "overdue", *(f"show {n}" for n in (1, 7, 15, 27, 35))],
)
def test_the_draft_of_the_real_plan_answers_like_it(asked: str, tmp_path: Path, run: Run) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(point_seven_given(plan_text(seed())[0]), "utf-8")
    assert run(f"validate {plan}").status == 0
    both = [run(f"{asked} -f {path} --as-of 2020-11-15 -O json").data for path in (plan, PLAN)]
    assert _answer(both[0]) == _answer(both[1])


def _answer(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Printed cells, days, and roles by printed name; steps and links are a person's additions."""
    tasks = data["tasks"] if "tasks" in data else [data["task"]]
    return [
        {key: task[key] for key in ("id", "title", "goals", "remark")}
        | {"deadline": {key: task["deadline"][key] for key in ("raw", "last_day")}}
        | {"offices": [(o["printed"], o["role"]) for o in task["departments"]]}
        for task in tasks
    ]


def test_both_doubts_of_the_real_plan_stand_at_their_lines() -> None:
    lines = plan_text(seed())[0].split("\n")
    at = next(i for i, line in enumerate(lines) if "接轨长三角" in line and "title:" in line)
    assert "待核" in lines[at - 1]
    at = next(i for i, line in enumerate(lines) if 'title: "创新综合执法体系"' in line)
    assert "待核" in lines[at - 1]


NASTY = ("no", "1e3", "- x", "# 号", 'a "b" c', "\x1b[31m红", "a: b", "~", "null", "012", "2020-02-30", "'", "\\", "&a", "*a",
         "!t", "|", ">-", "%x", "@", "`", "{a}", "[b]", " 前空", "后空 ", "\t制表", "甲\n乙", "甲\n\n乙", "\n首", "末\n",
         "\u200b",         "\u2028", "\ufeff", "\x85", "\U0001f600", "--- ", "...", "?", "=", "<<")  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_what_yaml_could_misread_comes_through(text: str) -> None:
    entry = Entry({"a": text, "b": Block(text), "c": [text], "d": [Entry({"k": Cells({text: text})})]})
    assert yaml.safe_load(written(entry)) == {
        "a": text,
        "b": text,
        "c": [text],
        "d": [{"k": {text: text}}],
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.text(max_size=12))
def test_any_text_comes_through(text: str, note: str) -> None:
    entry = Entry({"first": Block(text), "second": [Entry({"k": Block(text), "l": text})]})
    entry.note("first", note.encode("utf-8", "replace").decode())
    assert yaml.safe_load(written(entry)) == {"first": text, "second": [{"k": text, "l": text}]}


def test_a_row_of_nasty_words_is_held_as_printed() -> None:
    rows = tuple(DraftRow(text.strip() or "名", Place("f", at), str(at)) for at, text in enumerate(NASTY, 1))
    text = plan_text(Draft(2024, "no", rows=rows))[0]
    assert [task["title"] for task in yaml.safe_load(text)["tasks"]] == [row.title for row in rows]
