"""The plain block style: whatever is read so, YAML reads the same, and finds in the same places."""

from __future__ import annotations

import random
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.agreement import agrees, plainly
from tests.conftest import PLAN, ROOT
from workplan.domain.records import ProgressRecord
from workplan.files import parsing
from workplan.files.ledger_text import to_yaml
from workplan.files.parsing import quoted

REAL = PLAN.read_text(encoding="utf-8")
LEDGER = (ROOT / "examples" / "2020-progress.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [REAL, LEDGER], ids=["plan", "ledger"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_this_project_writes_is_plain(text: str, line_end: str) -> None:
    assert agrees(text.replace("\n", line_end))


PLAINLY = [
    "a: b\n",
    'a: ""\n',
    "a: ''\nb: null\nc:\nd: \ne: []\n",
    "# x\n\na: b # y\n",
    "a: 'b: c # d'\nb: \"e: f # g\"\n",
    'a: "it\'s"\nb: it"s\n',
    "a: (b), c; d! e?\n",
    "a: 2020-02-30\nb: 012\nc: no\nd: 1e3\ne: 0x1F\n",
    "a:\n  b: c\n  d:\n    e: f\ng: h\n",
    "a:\n- b: c\n  d: e\n- b: f\ng: h\n",
    "a:\n    - b: c\n      d:\n      - e\n      - f\n      g: h\n    - b: i\n",
    "a:\n  b:\n    - c\n    - 'd'\ne: f\n",
    "- a: b\n- a: c\n  d:\n  - e: f\n    g: h\n  i: j\n",
    "  \n# x\n- a: b\n\n# y\n\n- a: c\n# z\n",
    "a: |-\n  b\n   c\n\n  d\n\nb: |\n  e\n\n\nc: d\n",
    "a:\n  b: |-\n    # c\n    d: e\n    - f\n  # g\n  h: i\n",
    "a:\n  # b\n\n  - c: d\n    # e\n    f:\n\n    g: h\n",
    "a:\n  b:\n\n  c: d\n",
    "a: # b\n  - c: d\n",
    "a:\n  \"甲\": 乙\n  丙: '丁'\n",
    "- a: b\n  c: |-\n    - d: e\n     - f\n- a: g\n",
]


@pytest.mark.parametrize("text", PLAINLY)
def test_the_plain_style(text: str) -> None:
    assert agrees(text)


OTHERWISE = [
    "",
    "# x\n",
    "a: b",  # no last line end
    "a:\tb\n",
    "a: b\n c\n",
    'a: "b\n  c"\n',
    "a: 'it''s'\n",
    'a: "\\n"\n',
    "a: b: c\n",
    "a: @b\n",
    "a: - b\n",
    "a: >-\n  b\n",
    "a: |+\n  b\n",
    "a: |2\n  b\n",
    "a: |-\n\n  b\n",
    "a: |-\nb: c\n",
    "a: |-\n  b\n    \n  c\n",
    "a: &x b\n",
    "a: *x\n",
    "a: !!str b\n",
    "a: {b: c}\n",
    "a: [b, [c]]\n",
    "a: [b,c]\n",
    "a: b\na: c\n",
    "a:\n  b: c\n  b: d\n",
    "? a\n: b\n",
    "<<: a\n",
    "null: a\n",
    "a:\n  null: a\n",
    "a:: b\n",
    "a : b\n",
    "a:b\n",
    "a:   - b\n",
    "a:\n  - b\n",
    "a: [x y]\n",
    "- - a: b\n",
    "-   a: b\n",
    "- a\n- b\n",
    "- a: b\n c: d\n",
    "- a: b\nc: d\n",
    "a: b\n- c: d\n",
    "a:\n  b: c\n d: e\n",
    "a:\n  - b: c\n - d: e\n",
    "a: b\n  c: d\n",
    "a:\n  - b\n    c: d\n",
    "---\na: b\n",
    "a: b\n---\na: b\n",
    "a: b\n...\n",
    "%YAML 1.2\n---\na: b\n",
    " a: b\n",
    "[a, b]\n",
    "a\n",
    "a: b\rc: d\n",
    "a:\n" + "".join(f"  k{n}: v\n" for n in range(101)),
    "a:\n  - b:\n" + "".join(f"      - {n}\n" for n in range(10_001)),
]


@pytest.mark.parametrize("text", OTHERWISE)
def test_anything_else_is_left_to_the_parser(text: str) -> None:
    assert plainly(text) is None


@pytest.mark.parametrize("loader", [parsing.PureLoader, getattr(yaml, "CSafeLoader", None)])
def test_both_parsers_agree_with_it(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    if loader is None:
        pytest.skip("PyYAML was built without its C parser")
    monkeypatch.setattr(parsing, "_LOADER", loader)
    for text in (*PLAINLY, LEDGER):
        assert agrees(text)


# --- whatever can be made of lines -----------------------------------------------------------------------

KEYS = st.sampled_from(["a", "b", "title", "网办率", '"c d"', "null", "11", "on", "'x'", "a b", "- a", "- b"])
VALUES = st.sampled_from(
    [
        *(
            "",
            " ",
            "x",
            "11",
            "null",
            "~",
            '"x"',
            "'x'",
            '""',
            "x # y",
            "x#y",
            "# y",
            "x: y",
            "x:y",
            '"x',
            "x ",
            " x",
        ),
        *(
            '"x" ',
            '"x" # y',
            '"x"#y',
            '"a" "b"',
            "[1, 2]",
            "[]",
            '["a, b"]',
            "[a,b]",
            "[a",
            "{}",
            "{a: 1}",
            "|-",
            "|",
        ),
        *(
            "|+",
            ">",
            "- x",
            "-x",
            "-1",
            "?",
            "&a",
            "*a",
            "!x",
            "%",
            "@",
            "`",
            "a, b",
            "(甲)",
            "“甲”",
            "a\u3000b",
            "\u3000",
        ),
        *(
            "...",
            "---",
            "y z",
            "it's",
            'a"b',
            "a\\b",
            '"a\\b"',
            "=",
            "<<",
            "3.14",
            "[1, ]",
            "[, 1]",
            "['a']",
            "[a ]",
        ),
    ]
)
USUAL = st.sampled_from(["x", '"x"', "'y'", "11", "[1, 2]", "|-"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines that mostly follow from one another, and now and then do not."""
    lines: list[str] = []
    indent = 0
    for number in range(draw(st.integers(1, 9))):
        dash = draw(st.sampled_from(["", "", "", "- "]))
        key = draw(st.one_of(st.just(f"k{number}"), st.just(f"k{number}"), KEYS))
        value = draw(st.one_of(USUAL, USUAL, USUAL, VALUES, st.none()))
        margin = " " * indent
        lines.append(f"{margin}{dash}{key}:" if value is None else f"{margin}{dash}{key}: {value}")
        if dash:
            indent += 2
        if value in ("|-", "|", "|+", ">"):
            lines += [
                f"{margin}      text",
                *draw(st.sampled_from([[], [""], [f"{margin}       more # x: y"], ["  "]])),
            ]
        if value is None:
            indent += draw(st.sampled_from([0, 2, 2, 2, 4]))
        else:
            indent = max(0, indent + draw(st.sampled_from([0, 0, 0, 0, 0, 0, -2, -2, -4, 1])))
        if draw(st.integers(0, 9)) == 0:
            lines.append(
                draw(st.sampled_from(["", "# x", "  # x", "    ", "\u3000", f"{margin}- x", f"{margin}x"]))
            )
    return "".join(f"{line}\n" for line in lines)


@given(texts())
def test_lines_that_nearly_follow_from_one_another(text: str) -> None:
    agrees(text)


SCALARS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cf"]), max_size=12)
DATA = st.recursive(
    SCALARS | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "网办率", "c_d"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), DATA, min_size=1), st.booleans())
def test_whatever_yaml_writes(data: dict[str, object], indented: bool) -> None:
    class Dumper(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, indentless and not indented)

    agrees(yaml.dump(data, Dumper=Dumper, allow_unicode=True, width=10**9, sort_keys=False))


@given(st.randoms(use_true_random=False))
def test_the_real_plan_damaged(chance: random.Random) -> None:
    text = chance.choice([REAL[:6000], REAL[-9000:], LEDGER])
    lines = text.splitlines(keepends=True)
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.randrange(len(lines))
        line = lines[at]
        cut = chance.randrange(len(line) + 1)
        match chance.randrange(6):
            case 0:
                lines[at] = f" {line}"
            case 1:
                lines[at] = line[1:]
            case 2:
                lines[at] = line[:cut] + chance.choice(list("\"':#-[]{},|>&*!%@`? \n甲")) + line[cut:]
            case 3:
                lines[at] = line[:cut] + line[cut + 1 :]
            case 4:
                lines[at] = ""
            case _:
                lines[at] = line + chance.choice(lines)
    agrees("".join(lines), places=chance.random() < 0.1)


def test_how_much_of_the_damage_is_still_read_plainly() -> None:
    """The property above would prove nothing if damage never got through."""
    chance = random.Random(7)
    lines = LEDGER.splitlines(keepends=True)
    read = 0
    for _ in range(200):
        damaged = list(lines)
        at = chance.randrange(len(damaged))
        damaged[at] = damaged[at].replace("甲", "乙") if chance.random() < 0.5 else ""
        read += agrees("".join(damaged), places=False)
    assert read > 100


def test_a_record_is_written_plainly() -> None:
    day = date(2020, 4, 1)
    record = ProgressRecord(
        task=1, date=day, recorded=day, by="甲: 乙", note="x # z", values={"网办率": "是"}
    )
    assert agrees(to_yaml(record))
    assert agrees(f"- note: {quoted('甲“乙”')}\n")
