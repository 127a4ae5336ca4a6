"""No answer differs: what workplan answers of plans of every size equals a slow and obvious reference.

The sizes of a province are compared by ``python -m benchmarks.scale --compare``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import alone
from tests.made import ask, make
from tests.properties import tried
from tests.reference import Reference

SIZES = (35, 300, 3_000)
LARGE = 1_000
"""From here on one day is asked about, not all, and one format."""
DAYS = ("2020-06-30", "2020-10-15", "2021-02-01")
OFFICES = ("许可处", "计量评管处")
WORDS = (("甬舟",), ("双随机", "自贸区"), ("lng",))


def answer(plan: Path, *arguments: str) -> Any:
    ended = ask(plan, *arguments, "-O", "json")
    assert ended.status == 0, ended.err
    return json.loads(ended.out)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


# The same things, picked out of a JSON answer and out of the reference


def told(task: Any) -> tuple[Any, ...]:
    parts = [(part["name"], part["printed"], part["role"]) for part in task["departments"]]
    named = (task["deadline"]["kind"], task["deadline"]["last_day"], task["last_day"])
    how = (task["standing"], task["light"], task["last_report"], task["days_late"], task["done_on"])
    return task["id"], task["title"], parts, named, task["status"], how


def expected(task: Any) -> tuple[Any, ...]:
    parts = [(part["name"], part["printed"], part["role"]) for part in task["parts"]]
    named = (task["kind"], iso(task["first_day"]), iso(task["last_day"]))
    how = (task["standing"], task["light"], iso(task["report"]), task["days_late"], iso(task["done_on"]))
    return task["id"], task["title"], parts, named, task["status"], how


def told_step(step: Any) -> tuple[Any, ...]:
    return step["task"], step["text"], step["deadline"]["last_day"], step["reached_on"], step["days_late"]


def expected_step(step: Any) -> tuple[Any, ...]:
    return step["task"], step["text"], iso(step["last_day"]), iso(step["reached_on"]), step["days_late"]


def left_out(answered: Any) -> list[tuple[int, str]]:
    return [(entry["id"], entry["reason"]) for entry in answered["left_out"]]


# One comparison for each command


def compare_list(plan: Path, reference: Reference, day: str) -> None:
    answered = answer(plan, "list", "--as-of", day)
    assert list(map(told, answered["tasks"])) == list(map(expected, reference.tasks(date.fromisoformat(day))))
    assert answered["left_out"] == []


def compare_due(plan: Path, reference: Reference, day: str) -> None:
    for month in (6, 9, 11):
        answered = answer(plan, "due", "--month", str(month), "--as-of", day)
        tasks, steps, others = reference.due(month, date.fromisoformat(day))
        assert list(map(told, answered["tasks"])) == list(map(expected, tasks))
        assert list(map(told_step, answered["milestones"])) == list(map(expected_step, steps))
        assert left_out(answered) == others


def compare_overdue(plan: Path, reference: Reference, day: str) -> None:
    answered = answer(plan, "overdue", "--as-of", day)
    tasks, steps, others = reference.overdue(date.fromisoformat(day))
    assert list(map(told, answered["tasks"])) == list(map(expected, tasks))
    assert list(map(told_step, answered["milestones"])) == list(map(expected_step, steps))
    assert left_out(answered) == others


def compare_departments(plan: Path, reference: Reference, day: str) -> None:
    counts = reference.counts(date.fromisoformat(day))
    answered = answer(plan, "by-dept", "--as-of", day)["departments"]
    assert [(d["name"], {key: d[key] for key in counts[d["name"]]}) for d in answered] == list(counts.items())
    for name in OFFICES:
        if name in counts:
            answered = answer(plan, "by-dept", name, "--as-of", day)
            tasks = reference.of_department(name, date.fromisoformat(day))
            assert list(map(told, answered["tasks"])) == list(map(expected, tasks))


def compare_search(plan: Path, reference: Reference, day: str) -> None:
    for words in WORDS:
        answered = answer(plan, "search", *words, "--as-of", day)
        found = [
            [(hit["id"], "".join(hit["hits"]).count("【")) for hit in answered[kind]]
            for kind in ("points", "tasks")
        ]
        assert found == list(reference.search(*words))


def compare_status(plan: Path, reference: Reference, day: str) -> None:
    answered = answer(plan, "status", "--as-of", day)
    when = date.fromisoformat(day)
    assert answered["standings"] == reference.standings(when)
    assert answered["total"] == len(reference.plan["tasks"])
    counts = reference.counts(when)
    assert {d["name"]: {key: d[key] for key in counts[d["name"]]} for d in answered["departments"]} == counts
    months = [(m["month"], m["tasks"], m["done"], m["overdue"]) for m in answered["months"]]
    assert months == reference.months(when)


def compare_validate(plan: Path, reference: Reference, day: str) -> None:
    faults = reference.faults()
    ended = ask(plan, "validate", "--strict", "-O", "json")
    found = [f["code"] for f in json.loads(ended.out)["findings"] if f["severity"] != "info"]
    if "duplicate-task-id" in faults:  # which of the two others mean cannot be told
        assert "duplicate-task-id" in found
    else:
        assert Counter(found) == Counter(faults)
    assert ended.status == (1 if faults else 0)


COMPARISONS: dict[str, Callable[[Path, Reference, str], None]] = {
    "list": compare_list,
    "due": compare_due,
    "overdue": compare_overdue,
    "by-dept": compare_departments,
    "search": compare_search,
    "status": compare_status,
    "validate": compare_validate,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Path, Reference]]:
    @cache
    def made_of(tasks: int) -> tuple[Path, Reference]:
        plan = make(alone(tmp_path_factory.mktemp("made")), tasks)
        return plan, Reference(plan.parent)

    return made_of


def cases() -> list[tuple[int, str, str]]:
    """Return what is compared: a size, a command, and a day. What is wrong with a plan is so on every day."""
    return [
        (tasks, command, day)
        for tasks in SIZES
        for command in COMPARISONS
        for day in (DAYS[1:2] if tasks >= LARGE or command == "validate" else DAYS)
    ]


@pytest.mark.parametrize(("tasks", "command", "day"), cases())
def test_answers_equal_the_reference(
    made: Callable[[int], tuple[Path, Reference]], tasks: int, command: str, day: str
) -> None:
    COMPARISONS[command](*made(tasks), day)


@given(
    seed=st.integers(0, 10**9), tasks=st.integers(1, 24), day=st.dates(date(2020, 4, 1), date(2021, 12, 31))
)
@tried(25)
def test_answers_about_any_plan_equal_the_reference(seed: int, tasks: int, day: date) -> None:
    with TemporaryDirectory() as folder:
        plan = make(Path(folder), tasks, seed)
        for compare in COMPARISONS.values():
            compare(plan, Reference(plan.parent), day.isoformat())


# Something is wrong with the plan: what is found, and the exit status

SLIPS = {
    "a waiver is gone": (r"  - code: \S+\n    tasks: .*\n    reason: .*\n", ""),
    "a waiver too many": (r"(tasks: \[)(\d+.*\]\n    reason)", r"\g<1>7, \2"),
    "a department nobody knows": (r'(    departments: ")', r"\1驻京办、"),
    "a deadline nobody can read": (r"    deadline: .*", '    deadline: "择日"'),
    "a blank deadline": (r'    deadline: "11"', '    deadline: ""'),
    "a number twice": (r"(?m)^  - id: 9\n", "  - id: 8\n"),
    "a number left out": (r"(?m)^  - id: 30\n", "  - id: 31\n"),
    "a phrase retyped": (r'        phrase: ".', '        phrase: "甲乙'),
    "a point nobody wrote": (r"    points: \[(?=\d)", "    points: [999, "),
    "an office without work": (r"departments:\n", 'departments:\n  - name: "驻京办"\n'),
    "a mark without a partner": (r"    goals: \|-\n      ", '\\g<0>"'),
}
"""What goes wrong, as a pattern and what replaces its last finding place; most stand in the tasks."""

LEDGER_SLIPS = {
    "a task nobody has": (r"- task: \d+", "- task: 999"),
    "closed before it was done": (r"  status: done\n", "  status: closed\n"),
    "a figure nobody promised": (r'  values:\n    "', r"\g<0>甲乙"),
}


def spoil(path: Path, pattern: str, replacement: str, at: int) -> bool:
    """Replace one of the places a pattern finds; tell whether there was one."""
    text = path.read_text(encoding="utf-8")
    places = list(re.finditer(pattern, text))
    if not places:
        return False
    found = places[at % len(places)]
    path.write_text(text[: found.start()] + found.expand(replacement) + text[found.end() :], encoding="utf-8")
    return True


@given(seed=st.integers(0, 10**9), slip=st.sampled_from([*SLIPS, *LEDGER_SLIPS]), at=st.integers(0, 10**6))
@example(seed=3656974, slip="a deadline nobody can read", at=0)  # of a task whose last day is stated
@tried(60)
def test_what_is_found_equals_the_reference(seed: int, slip: str, at: int) -> None:
    with TemporaryDirectory() as folder:
        plan = make(Path(folder), 30, seed)
        file = plan if slip in SLIPS else plan.with_name("progress.yaml")
        pattern, replacement = (SLIPS | LEDGER_SLIPS)[slip]
        if not spoil(file, pattern, replacement, at):
            return
        if not re.search(r"^waivers:\n\s*- ", plan.read_text(encoding="utf-8"), re.MULTILINE):
            return  # the last waiver is gone: a key with nothing after it is a slip of another kind
        compare_validate(plan, Reference(plan.parent), "")


# The other formats

QUESTIONS = {
    "list": ("list",),
    "due": ("due", "--month", "11"),
    "overdue": ("overdue",),
    "by-dept": ("by-dept", "许可处"),
    "search": ("search", "甬舟"),
}


def named_in(question: str, body: Any) -> list[str]:
    if question == "search":
        return [
            f"{word} {hit['id']}"
            for key, word in (("points", "要点"), ("tasks", "任务"))
            for hit in body[key]
        ]
    return [str(task["id"]) for task in body["tasks"]] + [
        str(step["task"]) for step in body.get("milestones", ())
    ]


def in_table(question: str, text: str) -> list[str]:
    body = text.split("─\n", 1)[1].split("\n\n")[0] if "─\n" in text else ""
    if question == "search":
        return re.findall(r"^((?:要点|任务) \d+) ", body, re.MULTILINE)
    firsts = [line[:4].strip() for line in body.splitlines()]  # 序号 is four columns wide
    return [first for first in firsts if first]


def in_markdown(question: str, text: str) -> list[str]:
    rows = [line.strip("|").split("|")[0].strip() for line in text.splitlines() if line.startswith("|")]
    return rows[2:]


def in_rows(question: str, text: str, delimiter: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))
    number = rows[0].index("出处" if question == "search" else "序号")
    return [row[number] for row in rows[1:]]


@pytest.mark.parametrize("tasks", [tasks for tasks in SIZES if tasks < LARGE])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_format_names_the_same_in_the_same_order(
    made: Callable[[int], tuple[Path, Reference]], tasks: int, question: str
) -> None:
    plan, _ = made(tasks)

    def said(shape: str) -> str:
        return ask(plan, *QUESTIONS[question], "--as-of", "2021-02-01", "-O", shape).out

    wanted = named_in(question, json.loads(said("json")))
    assert wanted
    assert in_table(question, said("table")) == wanted
    assert in_markdown(question, said("md")) == wanted
    assert in_rows(question, said("csv"), ",") == wanted
    assert in_rows(question, said("tsv"), "\t") == wanted
