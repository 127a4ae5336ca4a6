"""YAML to plain data and places: what is kept as typed, what is refused, and files that are no plan."""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PLAN
from workplan.domain.errors import Misuse, Unreadable
from workplan.files import intake, parsing
from workplan.files.intake import read_bytes
from workplan.files.parsing import MAX_ENTRIES, MAX_KEYS, parse, parse_text
from workplan.files.plan_file import load_bytes
from workplan.files.source import Source

LOADERS = [
    pytest.param(parsing.PureLoader, id="python"),
    pytest.param(
        getattr(yaml, "CSafeLoader", None),
        id="libyaml",
        marks=pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML without libyaml"),
    ),
]


@pytest.fixture(autouse=True, params=LOADERS)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with both parsers: which of them is there depends on how PyYAML was built."""
    monkeypatch.setattr(parsing, "_LOADER", request.param)


def parsed(text: str | bytes) -> Source:
    """Parse text that has nothing wrong with it."""
    found, findings = parse(text.encode() if isinstance(text, str) else text, "p.yaml")
    assert findings == []
    return found


def findings(text: str | bytes) -> list[str]:
    """Return what is wrong as `line:column code`."""
    _, found = parse(text.encode() if isinstance(text, str) else text, "p.yaml")
    return [f"{f.location.line}:{f.location.column} {f.code}" for f in found]


def place(found: Source, *path: str | int, key: bool = False) -> tuple[int, int]:
    location = found.locate(path, key=key)
    return location.line, location.column


# --- places ----------------------------------------------------------------------------------------------

NESTED = """\
# 计划
year: 2020
"引号": 值
tasks:
  - id: 1
    标题:   '全角  与空格'
    goals: |-
      第一行
      第二行
    points: [1, "二", 3]
  -
    id: 2
    last: {a: 1, 乙: [x]}
"""


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), None, (1, 1)),
        (("year",), (2, 1), (2, 7)),
        (("引号",), (3, 1), (3, 7)),
        (("tasks",), (4, 1), (5, 3)),
        (("tasks", 0), None, (5, 5)),
        (("tasks", 0, "id"), (5, 5), (5, 9)),
        (("tasks", 0, "标题"), (6, 5), (6, 11)),
        (("tasks", 0, "goals"), (7, 5), (7, 12)),
        (("tasks", 0, "points"), (10, 5), (10, 13)),
        (("tasks", 0, "points", 1), None, (10, 17)),
        (("tasks", 1), None, (12, 5)),
        (("tasks", 1, "last", "a"), (13, 12), (13, 15)),
        (("tasks", 1, "last", "乙", 0), None, (13, 22)),
    ],
)
def test_places_start_at_one_and_count_characters(
    path: tuple[str | int, ...], key: tuple[int, int] | None, value: tuple[int, int]
) -> None:
    found = parsed(NESTED)
    assert place(found, *path) == value
    if key:
        assert place(found, *path, key=True) == key


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("tasks", 0, "nothing"), (5, 5)),
        (("tasks", 0, "nothing", 3, "more"), (5, 5)),
        (("tasks", 9), (5, 3)),
        (("tasks", -1), (5, 3)),
        (("year", 0), (2, 7)),
        (("nothing",), (1, 1)),
    ],
)
def test_what_is_not_there_is_placed_at_the_nearest_that_holds_it(
    path: tuple[str | int, ...], expected: tuple[int, int]
) -> None:
    assert place(parsed(NESTED), *path) == expected


def test_every_place_in_the_real_plan_is_where_pyyaml_composes_it() -> None:
    raw = PLAN.read_bytes()
    found = parsed(raw)
    count = 0
    for path, key, value in composed(yaml.compose(raw.decode(), Loader=yaml.SafeLoader)):
        count += 1
        assert place(found, *path) == (value.line + 1, value.column + 1), path
        if key is not None:
            assert place(found, *path, key=True) == (key.line + 1, key.column + 1), path
    assert count > 1000


def composed(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any, Any]]:
    """Yield the path of every node below one, the mark of its key if it has one, and its own mark."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, key.value), key.start_mark, value.start_mark
            yield from composed(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield (*path, index), None, item.start_mark
            yield from composed(item, (*path, index))


def test_what_is_pruned_takes_its_place_with_it() -> None:
    found = parsed("a: 1\nb: [x, y, z]\nc: 3\n")
    assert found.prune(("b", 1))
    assert found.prune(("a",))
    assert found.data == {"b": ["x", "z"], "c": "3"}
    assert place(found, "b", 1) == (2, 11)
    assert place(found, "b", key=True) == (2, 1)
    assert place(found, "c") == (3, 4)


@pytest.mark.parametrize("path", [("nothing",), ("b", 3), ("b", "x"), ("a", 0)])
def test_what_is_not_there_cannot_be_pruned(path: tuple[str | int, ...]) -> None:
    found = parsed("a: 1\nb: [x]\n")
    assert not found.prune(path)
    assert found.data == {"a": "1", "b": ["x"]}


# --- values: nothing is resolved -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["11", "011", "1_000", "0x1F", "1:30", "1e3", ".inf", "no", "On", "y", "true", "2020-02-30", "="]
)
def test_words_stay_what_was_typed_quoted_or_not(word: str) -> None:
    assert parsed(f"k: {word}\n").data == {"k": word}
    assert parsed(f'k: "{word}"\n').data == {"k": word}
    assert parsed(f"{word}: v\n").data == {word: "v"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('k: ""\n', ""),
        ("k: ''\n", ""),
        ('k: "null"\n', "null"),
        ("k: '~'\n", "~"),
        ("k: 甲 # 注\n", "甲"),
        ("k: 甲#乙\n", "甲#乙"),
        ("k: |-\n  甲\n  乙\n", "甲\n乙"),
        ("k: |\n  甲\n", "甲\n"),
        ("k: 'it''s'\n", "it's"),
        ('k: "甲\\n乙"\n', "甲\n乙"),
        ("k: 😀\n", "😀"),
        ("k: []\n", []),
        ("k: {}\n", {}),
    ],
)
def test_values(text: str, value: Any) -> None:
    assert parsed(text).data == {"k": value}


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_change_nothing(bom: bytes, end: bytes) -> None:
    found = parsed(bom + NESTED.encode().replace(b"\n", end))
    assert found.data == parsed(NESTED).data
    assert place(found, "year", key=True) == (2, 1)
    assert place(found, "tasks", 1, "last", "乙", 0) == (13, 22)


@pytest.mark.parametrize(
    "text", ["k: a", "k: a\n", "k: a\n\n\n", "---\nk: a\n", "---\nk: a\n...\n", "%YAML 1.1\n---\nk: a\n"]
)
def test_how_the_file_begins_and_ends_changes_nothing(text: str) -> None:
    assert parsed(text).data == {"k": "a"}


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [b"", b"\n", b"# \xe6\xb3\xa8\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf# x\r\n"])
def test_an_empty_file(text: bytes) -> None:
    assert parsed(text).data is None
    found = load_bytes(text, "p.yaml").diagnostics
    assert [(str(f.location), f.code) for f in found] == [("p.yaml:1:1", "empty-file")]


@pytest.mark.parametrize(
    ("raw", "expected", "guess"),
    [
        ("year: 2020\ntitle: 工作要点\n".encode("gbk"), "2:8 encoding", "GBK"),
        ("计划: 工作要点\n".encode("gbk"), "1:1 encoding", "GBK"),
        ("year: 2020\n".encode("utf-16"), "1:1 encoding", "UTF-16"),
        (b"\xfe\xff" + "年份".encode("utf-16-be"), "1:1 encoding", "UTF-16"),
        ("年: 2020\n标题: 工".encode() + b"\xff\n", "2:6 encoding", ""),
        ("年: 2020\r\n标题: 工".encode() + b"\xff\r\n", "2:6 encoding", ""),
        ("标题: 工作".encode()[:-1], "1:6 encoding", ""),
        (b"k: \xed\xa0\x80\n", "1:4 encoding", ""),
    ],
)
def test_another_encoding_is_named_but_never_read_by_a_guess(raw: bytes, expected: str, guess: str) -> None:
    found, problems = parse(raw, "p.yaml")
    assert found.data is None
    assert findings(raw) == [expected]
    named = [name for name in ("GBK", "UTF-16") if name in problems[0].message]
    assert named == ([guess] if guess else [])


@pytest.mark.parametrize("char", "\0\x01\x07\x08\x0b\x0c\x1b\x7f\x85\x9f\u2028\u2029\u200e\u202e\u2066\ufeff")
def test_an_unsafe_character_is_one_finding_and_the_rest_is_still_read(char: str) -> None:
    text = f"甲: 一\n乙: 二{char}三\n丙: 四\n丙: 五\n"
    found, _ = parse(text.encode(), "p.yaml")
    assert found.data == {"甲": "一", "乙": "二\ufffd三", "丙": "四"}
    # U+0085 and U+2028 are line breaks to PyYAML: the finding below must not drift a line for them.
    assert findings(text) == ["2:5 control-character", "4:1 duplicate-key"]


def test_every_unsafe_character_of_a_line_is_named() -> None:
    _, found = parse("k: a\u202eb\x1bc\n".encode(), "p.yaml")
    assert [(f.location.column, "U+202E" in f.message, "U+001B" in f.message) for f in found] == [
        (5, True, False),
        (7, False, True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", ["1:4 yaml-anchor"]),
        ("&x a: 1\n", ["1:1 yaml-anchor"]),
        ("a: &x [1]\n", ["1:4 yaml-anchor"]),
        ("a: &x 1\nb: *x\n", ["1:4 yaml-anchor", "2:4 yaml-alias"]),
        ("a: *x\n", ["1:4 yaml-alias"]),
        ("- *x\n- b\n", ["1:3 yaml-alias"]),
        ("a: &x {k: 1}\nb:\n  <<: *x\n", ["1:4 yaml-anchor", "3:7 yaml-alias"]),
        ("a: !!int 1\n", ["1:4 yaml-tag"]),
        ("a: !x [1]\n", ["1:4 yaml-tag"]),
        ("!!map\na: 1\n", ["1:1 yaml-tag"]),
        ("a: !!python/object/apply:os.system [ls]\n", ["1:4 yaml-tag"]),
        ("a: &x !!str 1\n", ["1:4 yaml-anchor", "1:4 yaml-tag"]),
        ("a: 1\n---\nb: 2\n", ["2:1 multiple-documents"]),
        ("a: 1\n...\n---\nb: 2\n", ["3:1 multiple-documents"]),
        ("a: 1\n---\n---\n", ["2:1 multiple-documents"]),
        ("a: 1\na: 2\n", ["2:1 duplicate-key"]),
        ('a: 1\n"a": 2\na: 3\n', ["2:1 duplicate-key", "3:1 duplicate-key"]),
        ("k: {a: 1, a: 2}\n", ["1:11 duplicate-key"]),
        ("- a: 1\n  a: {b: 1, b: 2}\n", ["2:3 duplicate-key", "2:13 duplicate-key"]),
        ("[a]: 1\n", ["1:1 bad-key"]),
        ("? {a: b}\n: 1\n", ["1:3 bad-key"]),
        ("k: 1\n? |\n  a\n: 1\n", []),
    ],
)
def test_what_yaml_offers_beyond_plain_data(text: str, expected: list[str]) -> None:
    assert findings(text) == expected


def test_a_duplicate_names_the_line_of_the_first() -> None:
    found, problems = parse(b"# x\na: {b: 1,\n  c: 2,\n  b: 3}\n", "p.yaml")
    assert "第 2 行" in problems[0].message
    assert found.data == {"a": {"b": "1", "c": "2"}}


def test_what_follows_a_bad_entry_keeps_its_place() -> None:
    found, _ = parse(b"a: 1\na: {x: [1, 2]}\n[k]: {y: 1}\nb:\n  - c: 3\n", "p.yaml")
    assert found.data == {"a": "1", "b": [{"c": "3"}]}
    assert place(found, "a") == (1, 4)
    assert place(found, "b", 0, "c") == (5, 8)


def test_places_of_what_was_pruned_in_the_middle_of_lists_stay_true() -> None:
    found = parsed("a:\n- {x: 1}\n- {y: [1, 2, 3], z: 4}\n- {w: 5}\nb: [6, 7]\n")
    assert place(found, "a", 2, "w") == (4, 7)
    assert place(found, "b", 1) == (5, 8)
    assert found.prune(("a", 1, "y", 2))
    assert found.prune(("a", 1, "y", 0))
    assert found.prune(("a", 0))
    assert place(found, "a", 0, "y", 0) == (3, 11)
    assert place(found, "a", 0, "z") == (3, 21)
    assert place(found, "a", 1, "w") == (4, 7)
    assert place(found, "b", 1) == (5, 8)


def test_a_value_made_of_an_item_takes_its_place_and_leaves_all_places() -> None:
    found, problems = parse_text(
        "a:\n- {x: 1, y: [2]}\n- z: 3\n", "p.yaml", probe=lambda part, item: (part, *item)
    )
    assert problems == []
    assert found.data == {"a": [("a", "x", "y"), ("a", "z")]}
    assert place(found, "a", 0, "y", 0) == (2, 14)
    assert place(found, "a", 1, "z", key=True) == (3, 3)


def test_an_item_that_breaks_off_right_after_it_became_a_value_is_given_back() -> None:
    found, _ = parse_text("- a: 1\n- b: 2\n c: 3\n", "p.yaml", probe=lambda part, item: (part, *item))
    assert found.data[0] == ("", "a")
    assert found.data[1] == {"b": "2"}
    assert id(found.data[1]) in found.unfinished
    assert found.cut


def test_only_the_first_document_is_read() -> None:
    found, _ = parse(b"a: 1\n---\na: 2\n", "p.yaml")
    assert found.data == {"a": "1"}


# --- syntax ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected", "says"),
    [
        ("a: b: c\n", "1:5", "加引号"),
        ("a: 1\n\tb: 2\n", "2:1", "制表符"),
        ("a: [1, 2\nb: 3\n", "2:2", "没有配对"),
        ("a: 1\n b: 2\n", "2:3", "冒号加空格"),
        ("a:\n  - 1\n - 2\n", "3:2", "缩进"),
        ("a: @x\n", "1:4", "加引号"),
        ("a: `x`\n", "1:4", "加引号"),
        ("a: %x\n", "1:4", "加引号"),
        ("a: 1\nb\nc: 2\n", "3:1", "缺少冒号"),
        ("a: *\n", "1:5", "加引号"),
        ("a: >x\n", "1:5", "加引号"),
        ("a: 1\n...\nb: 2\n", "3:1", "不在计划之内"),
        ("a: 1\n- b\n", "2:1", ""),
        ("a: ]\n", "1:4", ""),
    ],
)
def test_a_slip_of_syntax_has_its_place_and_a_word_of_chinese(text: str, expected: str, says: str) -> None:
    _, found = parse(text.encode(), "p.yaml")
    assert [(f"{f.location.line}:{f.location.column}", f.code) for f in found] == [(expected, "yaml-syntax")]
    assert says in found[0].message


@pytest.mark.parametrize(
    ("text", "at", "opened"),
    [
        ('a: 1\nb: "没有关上\nc: 3\n', (4, 1), "第 2 行第 4 列"),
        ("a: 1\nb:\n  - '没有关上\n  - x\n", (5, 1), "第 3 行第 5 列"),
        ('a: "没有关上\n---\nb: 1\n', (2, 1), "第 1 行第 4 列"),
    ],
)
def test_an_unclosed_quote_is_named_where_it_ends_and_where_it_opened(
    text: str, at: tuple[int, int], opened: str
) -> None:
    _, found = parse(text.encode(), "p.yaml")
    assert [(f.location.line, f.location.column, f.code) for f in found] == [(*at, "yaml-syntax")]
    assert opened in found[0].message


def test_what_was_read_before_a_slip_is_kept_and_marked_unfinished() -> None:
    found, _ = parse(b"a: 1\nb:\n  c: 2\n  d: 'x\n", "p.yaml")
    assert found.data == {"a": "1", "b": {"c": "2"}}
    assert found.unfinished == {id(found.data), id(found.data["b"])}
    assert parsed("a: {b: 1}\n").unfinished == frozenset()


# --- hostile input: an answer, and soon ------------------------------------------------------------------


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_depth_is_cut_off(opening: str) -> None:
    assert [f.split()[1] for f in findings(opening * 5000)] == ["too-deep"]


@pytest.mark.parametrize(("depth", "expected"), [(31, []), (32, []), (33, ["1:33 too-deep"])])
def test_the_depth_that_is_still_read(depth: int, expected: list[str]) -> None:
    assert findings("[" * depth + "x" + "]" * depth) == expected


def test_a_bomb_of_aliases_is_refused_without_being_unfolded() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    found, problems = parse(bomb.encode(), "p.yaml")
    assert {problem.code for problem in problems} == {"yaml-anchor", "yaml-alias"}
    assert len(problems) == intake.MAX_REPORTED
    assert found.cut


def test_a_bomb_of_merge_keys_is_refused_without_being_unfolded() -> None:
    bomb = "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 40))
    assert {f.split()[1] for f in findings(bomb)} == {"yaml-anchor", "yaml-alias"}


def test_no_more_than_a_hundred_findings_are_listed() -> None:
    _, found = parse(b"a: 1\n" * 500, "p.yaml")
    assert len(found) == intake.MAX_REPORTED
    assert ["此后还有" in finding.hint for finding in found].index(True) == intake.MAX_REPORTED - 1


def test_a_hundred_findings_are_all_there_is_to_say() -> None:
    _, found = parse(b"a: 1\n" * (intake.MAX_REPORTED + 1), "p.yaml")
    assert len(found) == intake.MAX_REPORTED
    assert not any("此后还有" in finding.hint for finding in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("".join(f"k{n}: 1\n" for n in range(MAX_KEYS)), []),
        (
            "".join(f"k{n}: 1\n" for n in range(MAX_KEYS + 5)),
            [f"{MAX_KEYS + 1}:{len(str(MAX_KEYS)) + 4} too-long"],
        ),
        ("a: [" + "1," * (MAX_ENTRIES + 5) + "]", []),
        ("a: [[" + "1," * MAX_ENTRIES + "]]", []),
        ("a: [[" + "1," * (MAX_ENTRIES + 1) + "]]", [f"1:{6 + 2 * MAX_ENTRIES} too-long"]),
    ],
)
def test_the_length_that_is_still_read(text: str, expected: list[str]) -> None:
    assert findings(text) == expected


@pytest.mark.parametrize(
    ("text", "part"), [("a: [[1, 2], 3, {b: [4]}]\nc: 5\n", "a"), ("- [1, 2]\n- 3\n- {b: [4]}\n", "")]
)
def test_every_item_of_a_long_list_is_shown_to_the_probe_when_it_is_whole(text: str, part: str) -> None:
    seen: list[tuple[str, Any]] = []
    parse_text(text, "p.yaml", probe=lambda *item: seen.append(copy.deepcopy(item)) or 0)  # type: ignore[func-returns-value]
    assert seen == [(part, ["1", "2"]), (part, "3"), (part, {"b": ["4"]})]


def test_reading_stops_when_the_probe_has_found_enough() -> None:
    asked = 0

    def probe(part: str, value: Any) -> int:
        nonlocal asked
        asked += 1
        return 60

    found, problems = parse_text("- 1\n" * 1000, "p.yaml", probe=probe)
    assert (asked, problems, found.cut) == (2, [], True)


# --- files -----------------------------------------------------------------------------------------------


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(path)
    assert caught.value.exit_code == 3
    assert caught.value.hint
    return caught.value.message


def test_a_file_is_read_and_its_findings_bear_its_name(tmp_path: Path) -> None:
    path = tmp_path / "计划 2020.yaml"
    path.write_bytes(b"a: 1\na: 2\n")
    found, problems = parse(read_bytes(path), str(path))
    assert found.data == {"a": "1"}
    assert [str(problem.location) for problem in problems] == [f"{path}:2:1"]


def test_a_missing_file(tmp_path: Path) -> None:
    assert "找不到文件" in refusal(tmp_path / "plan.yaml")
    assert "找不到文件" in refusal(tmp_path / "no" / "plan.yaml")


def test_a_file_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").touch()
    assert "plan.yaml" in refusal(tmp_path / "plan.yaml" / "plan.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_nobody_writes_to_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.yaml")
    assert "不是普通文件" in refusal(tmp_path / "plan.yaml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_that_never_ends() -> None:
    assert "不是普通文件" in refusal(Path("/dev/zero"))


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own there")
def test_links(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "plan.yaml").symlink_to("real.yaml")
    assert read_bytes(tmp_path / "plan.yaml") == b"a: 1\n"
    (tmp_path / "round.yaml").symlink_to("about.yaml")
    (tmp_path / "about.yaml").symlink_to("round.yaml")
    assert "链接绕成了圈" in refusal(tmp_path / "round.yaml")
    (tmp_path / "dangling.yaml").symlink_to("gone.yaml")
    assert "找不到文件" in refusal(tmp_path / "dangling.yaml")


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", int)() == 0, reason="root reads everything")
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: 1\n")
    path.chmod(0)
    assert "没有权限" in refusal(path)


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as stream:
        stream.truncate(64 * intake.MEGABYTE)
    assert len(read_bytes(path)) == 64 * intake.MEGABYTE
    with path.open("ab") as stream:
        stream.write(b"x")
    assert "过大" in refusal(path)
    monkeypatch.setenv("WORKPLAN_MAX_MB", "65")
    assert len(read_bytes(path)) == 64 * intake.MEGABYTE + 1
    monkeypatch.setenv("WORKPLAN_MAX_MB", "1")
    assert "上限 1 MB" in refusal(path)


@pytest.mark.parametrize("wanted", ["0", "-1", "much", "1.5", "9999999"])
def test_a_size_that_is_no_number_of_megabytes(
    wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.yaml").touch()
    monkeypatch.setenv("WORKPLAN_MAX_MB", wanted)
    with pytest.raises(Misuse) as caught:
        read_bytes(tmp_path / "plan.yaml")
    assert wanted in caught.value.message


def test_a_name_no_file_can_have(tmp_path: Path) -> None:
    assert "无法打开" in refusal(tmp_path / "a\0b.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "a: !<", "a: !%zz x", "a: !%ff x", "a: !<x", "a: |0\n x", "a: |x", "a: - b", '"a\n---\nb"', 'a: "\\xg"',
        "%YAML\n---\n", "%YAML 1\n---\n", "%YAML 2.0\n---\n", "%YAML 1.1\n%YAML 1.1\n---\n", "%TAG\n",
        "%TAG ! x\n%TAG ! x\n---\n", "%YAML 1.1 x\n---\n", "a: b: c", "- a\nb: c", "[a", "{a: b", "a: `", "a: &", "a: *",
    ],
)  # fmt: skip
def test_the_parsers_words_are_chinese(text: str) -> None:
    """Both parsers word nearly everything differently, and libyaml has changed its words before."""
    _, findings = parse(text.encode(), "p.yaml")
    for finding in findings:
        said = re.sub("YAML|Tab|[@`%!|>&*\\x2d]", "", finding.message)
        assert not re.search("[A-Za-z]{3}", said), finding.message
    assert findings
