"""A file to a plan: all findings in one run, each on its line, none that only repeats another.

In the plans below a comment names the finding expected on its line.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.test_plan_checks import SEVERITIES
from tests.conftest import PLAN, Run
from tests.properties import shares
from workplan.checks import plan
from workplan.domain.diagnostics import Diagnostic
from workplan.files import parsing
from workplan.files.parsing import MAX_ENTRIES
from workplan.files.plan_file import Loaded, load, load_bytes

HEAD = """\
year: 2020
titles: {document: 2020年工作要点}
departments:
  - name: 许可处
"""
TASK = """\
  - id: 1
    title: 优化企业开办流程
    goals: 力争网办率95%以上
    departments: 许可处
    deadline: 11
"""


def found_in(text: str | bytes) -> tuple[Loaded, list[Diagnostic]]:
    """Load a plan and run the checks, as `validate` does."""
    loaded = load_bytes(text.encode() if isinstance(text, str) else text, "plan.yaml")
    found = list(loaded.diagnostics)
    if loaded.document:
        found += plan.run(loaded.document).open
    return loaded, sorted(found, key=lambda finding: finding.sort_key)


def expected_in(text: str) -> list[tuple[int, str]]:
    """Return what the comments announce: line and code, in the order of the lines."""
    return [
        (number, code)
        for number, line in enumerate(text.split("\n"), start=1)
        if (comment := re.search(r"# ([a-z-]+(?:, [a-z-]+)*)$", line))
        for code in comment[1].split(", ")
    ]


# --- all at once -----------------------------------------------------------------------------------------

BROKEN_IN_TEN_PLACES = """\
year: 2020
titles: {document: 2020年工作要点}
settings:
  due_soon_day: 15 # unknown-key
departments:
  - name: 许可处
tasks:
  - id: 1
    title: 优化企业开办流程
    goals: 力争网办率95%以上,简易注销当场办理
    departments: 许可科 # unknown-department
    deadline: 国庆节前 # unreadable-deadline
    targets:
      - name: 网办率
        phrase: 力争网办率95%以上
        comparison: at_least
        value: 95% # bad-value
      - name: 当场办理
        phrase: 简易注销及时办理 # phrase-not-in-text
  - id: 2
    title: 优化企业注销流程
    title: 优化企业变更流程 # duplicate-key
    goals: 变更登记\u202e当场办理 # control-character
    departments: 许可处
    deadline: [11] # wrong-type
  - id: 3 # missing-key
    goals: 容缺受理不少于10项
    departments: 许可处
    deadline: 11
  - id: 1 # duplicate-task-id
    title: 推行容缺受理
    goals: 容缺受理不少于10项
    departments: 许可处
    deadline: 11
"""

SOUND_BUT_WRONG_IN_TEN_PLACES = """\
year: 2020
titles: {document: 2020年工作要点}
departments:
  - name: 许可处
  - name: 广告处 # unused-department
sections:
  - number: 1
    title: 持续改革创新
    points:
      - id: 1
        title: 打造“跑改”升级版。
        text: 力争网办率95%以上。
        targets:
          - name: 网办率
            phrase: 力争网办率95%以上
            tasks: [1, 36] # unknown-task
      - id: 3 # numbering-gap, point-without-task
        title: 构建智慧监管体系。
        text: 规范执法全过程记录。
tasks:
  - id: 1
    title: 优化企业开办流程
    goals: 力争网办率95%以上
    departments: 许可处、许可处 # repeated-department
    deadline: 10月前 # ambiguous-deadline
    points: [1, 20] # unknown-point
  - id: 2 # task-without-point
    title: 优化企业注销流程
    goals: 落实《办法 # unpaired-quotes
    departments: 许可处
    deadline: 11
waivers:
  - code: missing-deadline
    tasks: [2] # unused-waiver
    reason: 原件空白。
"""


@pytest.mark.parametrize("text", [BROKEN_IN_TEN_PLACES, SOUND_BUT_WRONG_IN_TEN_PLACES])
def test_ten_findings_in_one_run_each_on_its_line(
    text: str, run: Run, write_plan: Callable[[str], Path]
) -> None:
    said = run("validate -O json", str(write_plan(text)), status=1).out
    found = json.loads(said)["findings"]
    assert [(f["line"], f["code"]) for f in found] == expected_in(text)
    assert len(found) == 10


@pytest.mark.parametrize("text", [BROKEN_IN_TEN_PLACES, SOUND_BUT_WRONG_IN_TEN_PLACES])
def test_findings_come_in_the_order_of_the_file(
    text: str, run: Run, write_plan: Callable[[str], Path]
) -> None:
    path = write_plan(text)
    lines = [
        line for line in run("validate", str(path), status=1).out.splitlines() if line.startswith(str(path))
    ]
    places = [tuple(map(int, line[len(str(path)) + 1 :].split(":")[:2])) for line in lines]
    assert places == sorted(places)
    assert len(places) == 10


def test_the_real_plan_is_whole_and_sound() -> None:
    loaded = load(PLAN)
    assert loaded.diagnostics == ()
    assert loaded.document is not None
    assert loaded.document.whole


# --- no finding that only repeats another ----------------------------------------------------------------

ONE_CAUSE = {
    "a task left out for want of a title leaves no gap, no point and no department idle": HEAD
    + """\
  - name: 办公室
sections:
  - number: 1
    title: 持续改革创新
    points:
      - {id: 1, title: 打造升级版。, text: 加快建设。, targets: [{name: 建设, phrase: 加快建设, tasks: [2]}]}
tasks:
"""
    + TASK
    + """\
  - id: 2 # missing-key
    goals: 简易注销当场办理
    departments: 办公室
    deadline: ""
    points: [1]
  - id: 3
    title: 推行容缺受理
    goals: 容缺受理不少于10项
    departments: 许可处
    deadline: 11
    points: [1]
waivers:
  - {code: missing-deadline, tasks: [2], reason: 原件空白。}
""",
    "a point left out is not unknown to its tasks": HEAD
    + "sections:\n  - number: 1\n    title: 创新\n    points:\n      - {id: 1, title: 升级。} # missing-key\ntasks:\n"
    + TASK
    + "    points: [1]\n",
    "a figure left out does not leave its comparison idle": HEAD
    + "tasks:\n"
    + TASK
    + """\
    targets:
      - name: 网办率
        phrase: 力争网办率95%以上
        comparison: at_least
        value: 九成五 # bad-value
""",
    "a task wrong in two ways is left out once": HEAD
    + "tasks:\n"
    + TASK
    + """\
  - id: 二 # missing-key, bad-value
    titel: 优化企业注销流程 # unknown-key
    goals: [简易注销] # wrong-type
    departments: 许可处
    deadline: 11
""",
    "without a register nothing is said of departments": HEAD.replace(
        "\n  - name: 许可处", " 许可处 # wrong-type"
    )
    + "tasks:\n"
    + TASK,
    "without titles the rest is still checked": "year: 2020\ntitles: 工作要点 # wrong-type\n"
    + HEAD.split("\n", 2)[2]
    + "tasks:\n"
    + TASK.replace("11", "国庆节前 # unreadable-deadline"),
    "what lies behind an unclosed quote is out of reach, not missing": HEAD
    + "tasks:\n"
    + TASK
    + '  - id: 2\n    title: "优化企业注销流程\n    goals: 简易注销当场办理\n# yaml-syntax',
    "what lies behind a second document too": HEAD
    + "tasks:\n"
    + TASK
    + "--- # multiple-documents\nyear: 2021\n",
    "the second of two lists of tasks is not numbered": HEAD
    + "tasks:\n"
    + TASK
    + "tasks: # duplicate-key\n"
    + TASK.replace("id: 1", "id: 3"),
}


@pytest.mark.parametrize("text", ONE_CAUSE.values(), ids=ONE_CAUSE)
def test_one_cause_is_one_finding(text: str) -> None:
    _, found = found_in(text)
    assert [(f.location.line, f.code) for f in found] == expected_in(text)


# --- what a finding says ---------------------------------------------------------------------------------

KINDS = (
    HEAD
    + """\
sections:
  - number: 1
    title: 持续改革创新
    points:
      - id: 1
        title: 打造升级版。
        text: 力争网办率95%以上。
        targets:
          - {name: 网办率, phrase: 力争网办率95%以上}
tasks:
"""
    + TASK
    + """\
    points: [1]
    milestones:
      - {text: 力争网办率95%以上, deadline: 上半年}
    targets:
      - {name: 网办率, phrase: 力争网办率95%以上}
waivers:
  - {code: missing-deadline, reason: 空白}
"""
)


@pytest.mark.parametrize(
    ("right", "wrong", "owner", "guess"),
    [
        ("year: 2020", "year: 2020\nyaer: 2020", "计划", "year"),
        ("year: 2020", "year: 2020\nSettings: {}", "计划", "settings"),
        ("{document", "{documnet: x, document", "titles", "document"),
        ("- name: 许可处", "- name: 许可处\n    alias: [准入处]", "部门“许可处”", "aliases"),
        ("- number: 1", "- number: 1\n    titel: x", "部分 1", "title"),
        ("        text: 力", "        texts: x\n        text: 力", "要点 1", "text"),
        ("以上}\ntasks", "以上, task: [1]}\ntasks", "要点 1 的指标“网办率”", "tasks"),
        ("    deadline: 11", "    deadline: 11\n    dead_line: 11", "任务 1", "deadline"),
        ("    deadline: 11", "    deadline: 11\n    lastday: 2020-11-30", "任务 1", "last_day"),
        ("{text: 力", "{txt: x, text: 力", "任务 1 的节点", "text"),
        ("{code: missing", "{task: [1], code: missing", "认可事项", "tasks"),
    ],
)  # fmt: skip
def test_an_unknown_key_gets_the_nearest_known_one(right: str, wrong: str, owner: str, guess: str) -> None:
    assert KINDS.count(right) == 1
    loaded, _ = found_in(KINDS.replace(right, wrong))
    assert [(f.code, owner in f.message, f"“{guess}”" in f.hint) for f in loaded.diagnostics] == [
        ("unknown-key", True, True)
    ]


def test_an_unknown_key_like_no_other_gets_them_all() -> None:
    loaded, _ = found_in(KINDS.replace("{document", "{标题: x, document"))
    (finding,) = loaded.diagnostics
    assert "document、page、annex_line、annex_label、annex_head" in finding.hint


@pytest.mark.parametrize(
    ("right", "wrong", "column", "says"),
    [
        ("year: 2020", "year: 1948", 7, ("year", "1949", "1948")),
        ("year: 2020", "year: 2201", 7, ("year", "2200", "2201")),
        ("year: 2020", "year: 二〇二〇", 7, ("year", "整数", "二〇二〇")),
        ("id: 1\n    title: 优", "id: 01\n    title: 优", 9, ("id", "整数", "01")),
        ("id: 1\n    title: 优", "id: -1\n    title: 优", 9, ("id", "整数", "-1")),
        ("id: 1\n    title: 优", "id: 1_0\n    title: 优", 9, ("id", "整数", "1_0")),
        ("title: 优化企业开办流程", 'title: "\u3000"', 12, ("title", "空的")),
        ("title: 优化企业开办流程", "title: {甲: 乙}", 12, ("title", "文字", "键: 值")),
        ("points: [1]", "points: 1", 13, ("points", "列表", "“1”")),
        ("points: [1]", "points: [1, [1]]", 17, ("points", "整数", "列表")),
        ("deadline: 11", "deadline: 11\n    last_day: 2020-02-30", 15, ("last_day", "2020-11-30", "2020-02-30")),
        ("deadline: 11", "deadline: 11\n    last_day: 2020-1-5", 15, ("last_day", "日期", "2020-1-5")),
        ("deadline: 11", "deadline: 11\n    last_day: [2020]", 15, ("last_day", "日期", "列表")),
        ("waivers:", "settings: {due_soon_days: -1}\nwaivers:", 27, ("due_soon_days", "整数", "-1")),
    ],
)  # fmt: skip
def test_a_wrong_value_is_shown_where_it_stands(
    right: str, wrong: str, column: int, says: tuple[str, ...]
) -> None:
    assert KINDS.count(right) == 1
    loaded, _ = found_in(KINDS.replace(right, wrong))
    (finding,) = loaded.diagnostics
    assert finding.location.column == column
    assert [word for word in says if word not in finding.message] == []


def test_numbers_mean_the_same_with_and_without_quotes() -> None:
    plain, _ = found_in(KINDS)
    quoted, _ = found_in(re.sub(r"(?<=[:\[] )?\b(2020|11|1)(?=$|\])", r'"\1"', KINDS, flags=re.MULTILINE))
    assert plain.document is not None
    assert quoted.document is not None
    assert quoted.document.plan == plain.document.plan


# --- mutants of the real plan: never a crash, never a silent loss, always a place ------------------------

TEXT = PLAN.read_text(encoding="utf-8")
REQUIRED = {
    (): {"year", "titles", "departments", "tasks"},
    ("departments",): {"name"},
    ("sections",): {"number", "title"},
    ("sections", "points"): {"id", "title", "text"},
    ("sections", "points", "targets"): {"name", "phrase"},
    ("tasks",): {"id", "title"},
    ("tasks", "targets"): {"name", "phrase"},
    ("waivers",): {"code", "reason"},
}


@dataclass(frozen=True)
class Entry:
    """A key with its value in the plan's text; ``path`` are the keys above it, ``alone`` where it has no other beside."""

    path: tuple[str, ...]
    key: str
    start: int
    end: int
    column: int
    alone: bool


@dataclass(frozen=True)
class Scalar:
    start: int
    end: int


def parts(node: Any, path: tuple[str, ...] = ()) -> Iterator[Entry | Scalar]:
    """Yield every entry of the mappings below a node, and every scalar."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            start, end = key.start_mark.index, value.end_mark.index
            end = start + len(TEXT[start:end].rstrip())
            yield Entry(path, key.value, start, end, key.start_mark.column, len(node.value) == 1)
            yield from parts(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from parts(item, path)
    else:
        start, end = node.start_mark.index, node.end_mark.index
        yield Scalar(start, start + len(TEXT[start:end].rstrip()))


PARTS = list(parts(yaml.compose(TEXT, Loader=yaml.SafeLoader)))
ENTRIES = [part for part in PARTS if isinstance(part, Entry)]
SCALARS = [part for part in PARTS if isinstance(part, Scalar)]


def survives(text: str | bytes) -> tuple[Loaded, list[Diagnostic]]:
    """Load a mutant and hold what came of it against what must be true of any file."""
    loaded, found = found_in(text)
    if loaded.document is None or not loaded.document.whole:
        assert loaded.diagnostics, "something was left out without a word"
    lines = (text if isinstance(text, str) else text.decode("utf-8", "replace")).split("\n")
    for finding in found:
        line, column = finding.location.line, finding.location.column
        assert 1 <= line <= len(lines), finding
        assert 1 <= column <= len(lines[line - 1]) + 1, finding
        assert finding.severity is SEVERITIES[finding.code]
        assert finding.message
    return loaded, found


def line_at(index: int) -> int:
    return TEXT.count("\n", 0, index) + 1


def test_the_plan_has_enough_to_mutate() -> None:
    assert len(ENTRIES) > 700
    assert len(SCALARS) > 700
    assert {entry.path for entry in ENTRIES} >= set(REQUIRED)


@pytest.mark.parametrize("share", shares(4))
def test_a_key_dropped_is_missed_where_it_was_needed(share: int) -> None:
    for entry in ENTRIES[share::4]:
        loaded, _ = survives(TEXT[: entry.start] + TEXT[entry.end :])
        codes = [finding.code for finding in loaded.diagnostics]
        if entry.alone:
            continue  # the item itself is empty then
        if entry.key in REQUIRED.get(entry.path, ()):
            assert codes == ["missing-key"], entry
            assert f"“{entry.key}”" in loaded.diagnostics[0].message
        elif entry.key in ("comparison", "value") or entry.path == ("tasks", "milestones"):
            assert codes == ["bad-value"], entry
        else:
            assert codes == [], entry


@pytest.mark.parametrize("share", shares(4))
def test_a_key_written_twice_is_found_at_the_second(share: int) -> None:
    for entry in ENTRIES[share::4]:
        again = "\n" + " " * entry.column + TEXT[entry.start : entry.end]
        loaded, _ = survives(TEXT[: entry.end] + again + TEXT[entry.end :])
        assert [(f.code, f.location.line, f.location.column) for f in loaded.diagnostics] == [
            ("duplicate-key", line_at(entry.end) + 1, entry.column + 1)
        ], entry
        assert f"第 {line_at(entry.start)} 行" in loaded.diagnostics[0].message


WEIRD = (
    "[]", "{}", "[[甲], {乙: 丙}]", "{甲: {乙: [丙]}}", "", '""', '" "', "~", "-1", "0", "1.5", "99999999999999999999",
    "2020-02-30", "0000-00-00", "on", "*a", "&a 甲", "!!int 甲", "<<", "'", '"', "|", ">-", "%", "@", "甲: 乙", "- 甲",
    "? 甲", "\t", "\x1b[31m", "甲\u202e乙", "甲\u2028乙", "\ufffe", "[甲", "甲]", "{甲", "---", "...", "#", "甲 # 乙",
    "\U0001f600", "²", "①", "甲" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("share", shares(4))
def test_a_value_replaced_by_anything_else(share: int) -> None:
    replacements = cycle(WEIRD[share:] + WEIRD[:share])
    for scalar, weird in zip(SCALARS[share::4] * 2, replacements, strict=False):
        survives(TEXT[: scalar.start] + weird + TEXT[scalar.end :])


MISFITS = ("wrong-type", "bad-value")


@pytest.mark.parametrize("loader", ["CSafeLoader", "PureLoader"])
@pytest.mark.parametrize("shape", ["[]", "{}", "[[甲], {乙: 丙}]", "{甲: {乙: [丙]}}"])
def test_a_value_of_another_shape_is_found_where_it_stands(
    shape: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every scalar of the plan, a few dozen of them in each mutant; no key takes lists or mappings in place of one."""
    monkeypatch.setattr(parsing, "_LOADER", getattr(yaml, loader, parsing.PureLoader))
    apart = 12
    for first in range(apart):
        text, expected, at = "", [], 0
        for scalar in SCALARS[first::apart]:
            text += TEXT[at : scalar.start]
            expected.append((text.count("\n") + 1, len(text) - text.rfind("\n")))
            text += shape
            at = scalar.end
        _, found = survives(text + TEXT[at:])
        places = {(f.location.line, f.location.column) for f in found if f.code in MISFITS}
        assert set(expected) - places == set()


@pytest.mark.parametrize("weird", WEIRD, ids=range(len(WEIRD)))
def test_every_kind_of_value_of_a_small_plan_replaced(weird: str) -> None:
    for match in re.finditer(r"(?<=: )[^{\[\n]+?(?=[,}\n])", KINDS):
        survives(KINDS[: match.start()] + weird + KINDS[match.end() :])


def test_the_file_cut_off_anywhere() -> None:
    raw = TEXT.encode()
    for at in range(0, len(raw), len(raw) // 200):
        survives(raw[:at] + b"\n")  # now and then through the middle of a character
    for at in range(0, len(TEXT), len(TEXT) // 60):
        survives(TEXT[at:])


@pytest.mark.parametrize("share", shares(4))
def test_lines_lost_doubled_moved_and_shifted(share: int) -> None:
    random_ = random.Random(2020 + share)
    lines = TEXT.split("\n")
    for _ in range(25):
        a, b = random_.randrange(len(lines)), random_.randrange(len(lines))
        survives("\n".join(lines[:a] + lines[a + 1 :]))
        survives("\n".join([*lines[:a], lines[b], *lines[a:]]))
        survives(
            "\n".join([*lines[:a], random_.choice([" ", "  ", "\t", "-", "- "]) + lines[a], *lines[a + 1 :]])
        )
        survives("\n".join([*lines[:a], lines[a].removeprefix("  "), *lines[a + 1 :]]))


@pytest.mark.parametrize("item", ["  - name: 处{n}\n", "  - {{name: 处{n}}}\n"])
def test_a_register_of_thousands_is_no_register(item: str) -> None:
    head = "year: 2020\ntitles:\n  document: 要点\ntasks: []\ndepartments:\n"
    for many, expected in ((MAX_ENTRIES, set()), (MAX_ENTRIES + 1, {"too-long"})):
        text = head + "".join(item.format(n=n) for n in range(many))
        assert {finding.code for finding in load_bytes(text.encode(), "p.yaml").diagnostics} == expected
