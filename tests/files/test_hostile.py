"""Hostile input: a finding on the right line, or acceptance; never a traceback. With both parsers."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import PLAN, Run
from tests.hostile import ALL, BAD, GOOD, Hostile
from tests.patience import no_hang
from workplan.cli.app import run as run_command
from workplan.files.parsing import PureLoader

PARSERS = {"c": getattr(yaml, "CSafeLoader", None), "pure": PureLoader}
_FINDING = re.compile(r"^.*?plan\.yaml:(\d+):\d+: \w+\[([a-z-]+)\]", re.MULTILINE)


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read with one parser, then with the other."""
    if PARSERS[request.param] is None:
        pytest.skip("PyYAML was built without its C parser")
    monkeypatch.setattr("workplan.files.parsing._LOADER", PARSERS[request.param])
    return str(request.param)


def _found(out: str) -> set[str]:
    return {f"{line}:{code}" for line, code in _FINDING.findall(out)}


def test_the_corpus_is_large_and_its_names_are_unique():
    assert len(BAD) >= 60
    assert len({case.name for case in ALL}) == len(ALL)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_odd_but_sound_plans_pass(case: Hostile, run: Run, tmp_path: Path):
    (tmp_path / "plan.yaml").write_bytes(case.raw)
    assert _found(run("validate plan.yaml --strict", cwd=tmp_path).out) == set()


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_bad_plans_are_told_where(case: Hostile, run: Run, tmp_path: Path):
    (tmp_path / "plan.yaml").write_bytes(case.raw)
    with no_hang():
        result = run("validate plan.yaml", cwd=tmp_path, status=1 if case.expected else 0)
    assert set(case.expected) <= _found(result.out), result.out
    assert "Traceback" not in result.out + result.err
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.out)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize(
    "kind", ["fifo", "zero", "null", "loop", "dangling", "folder", "missing", "nul", "long", "unreadable"]
)
def test_what_is_no_ordinary_file(kind: str, run: Run, tmp_path: Path):
    path = tmp_path / "odd.yaml"
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "zero":
            path = Path("/dev/zero")
        case "null":
            path = Path("/dev/null")
        case "loop":
            path.symlink_to(path)
        case "dangling":
            path.symlink_to(tmp_path / "nowhere")
        case "folder":
            (path / "plan.yaml").mkdir(parents=True)
        case "nul":
            path = tmp_path / "a\0b"
        case "long":
            path = tmp_path / ("x" * 5000)
        case "unreadable":  # it opens as an ordinary file, and then the disk fails
            path = Path("/proc/self/mem")
            if not path.exists():
                pytest.skip("no such file here")
    result = run("validate", str(path), status=3)
    assert result.out == ""
    assert len(result.err.splitlines()) == 2
    assert "输出" not in result.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable(run: Run, tmp_path: Path):
    (tmp_path / "plan.yaml").touch(mode=0)
    run("validate plan.yaml", cwd=tmp_path, status=3)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("shape", ["text", "json", "github", "gitlab", "junit", "sarif", "rdjson"])
def test_a_name_of_bytes(shape: str, run: Run, tmp_path: Path):
    name = os.fsdecode(b"\xff::x%0A\n,]]>.yaml")
    (tmp_path / name).write_bytes(b"a: b\n")
    run(f"validate -O {shape} -o out.txt", "--", name, cwd=tmp_path, status=1)
    (tmp_path / "out.txt").read_bytes().decode("utf-8")
    run(f"validate -O {shape}", "--", name, cwd=tmp_path, status=1)


def test_too_large_a_file(run: Run, tmp_path: Path):
    with (tmp_path / "plan.yaml").open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    assert "MB" in run("validate plan.yaml", cwd=tmp_path, status=3).err


def test_standard_input_that_is_bad(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    for case in BAD:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(case.raw)))
        assert run_command(["validate", "-"]) == (1 if case.expected else 0)
        assert "Traceback" not in capsys.readouterr().err


_HEAD = "year: 2020\ntitles: {document: x}\ndepartments: []\n"
_TASK = "id: 1, title: a, goals: b, departments: c, deadline: ''"
_MANY = 5 << 20
FLOODS = {
    "items": f"{_HEAD}tasks:\n" + "- 1\n" * (_MANY // 4),
    "items that lack all": f"{_HEAD}tasks:\n" + "- {id: 1}\n" * (_MANY // 10),
    "keys": f"{_HEAD}tasks: []\n" + "".join(f"k{n}: 1\n" for n in range(_MANY // 11)),
    "the same key": f"{_HEAD}tasks: []\n" + "a: 1\n" * (_MANY // 5),
    "a flow list": f"{_HEAD}tasks: [{'1,' * (_MANY // 2)}]\n",
    "lists in tasks": f"{_HEAD}tasks:\n" + f"- {{{_TASK}, targets: [{'1,' * 1000}]}}\n" * (_MANY // 2080),
    "one task": f"{_HEAD}tasks:\n- {{{_TASK}, targets: [{'1,' * (_MANY // 2)}]}}\n",
    "keys in tasks": f"{_HEAD}tasks:\n"
    + f"- {{{_TASK}, {''.join(f'k{n}: ,' for n in range(1000))}}}\n" * (_MANY // 7000),
    "lists as keys": f"{_HEAD}tasks: []\n" + "? [1]\n: 2\n" * (_MANY // 10),
    "escapes": f'{_HEAD}tasks: []\nfooter: "' + "\\e" * (_MANY // 2) + '"\n',
    "anchors": f"{_HEAD}tasks: []\nfooter: " + "&a " * (_MANY // 3),
    "aliases": f"{_HEAD}tasks:\n" + "- *a\n" * (_MANY // 5),
    "brackets": "[" * _MANY,
    "braces": "{a: " * (_MANY // 4),
    "dashes": f"{_HEAD}footer: " + "- " * (_MANY // 2),
    "controls": f"{_HEAD}tasks: []\nfooter: " + "\x07" * _MANY,
    "one line": f"{_HEAD}tasks: []\nfooter: " + "(" * _MANY,
    "records of nothing": "- 1\n" * (_MANY // 4),
    "pairs in a list": f"[{'a: 1, ' * (_MANY // 6)}]",
    "lists in a list": f"[{'[],' * (_MANY // 3)}]",
    "lists in a text": f"{_HEAD}tasks: []\nfooter: [{'[],' * (_MANY // 3)}]\n",
    "pairs under a key nobody knows": f"{_HEAD}tasks: []\nnotes:\n" + "- a: 1\n" * (_MANY // 7),
    "lines of quotes": '"\n' * (_MANY // 2),
    "lines in a quote that stays open": f'{_HEAD}tasks: []\nfooter: "' + "a\n" * (_MANY // 2),
    "lines without a value": "a:\n" * (_MANY // 3),
    "lines with a bell": "\a\n" * (_MANY // 2),
    "a tag of one word": f"{_HEAD}tasks: []\nfooter: !{'a' * _MANY} x\n",
    "an anchor of one word": f"{_HEAD}tasks: []\nfooter: &{'a' * _MANY} x\n",
    "directives": "".join(f"%TAG !t{n}! x\n" for n in range(_MANY // 14)),
    "a name like no other": f"{_HEAD}tasks: []\nsettings:\n  before_reading: {'q' * _MANY}\n",
    "departments in one cell": f"{_HEAD}tasks:\n- {{{_TASK}, remark: 会同{'甲、' * (_MANY // 6)}}}\n",
    "numbers in one line": f"{_HEAD}tasks: []\nwaivers:\n  - code: x\n    tasks: [{'1, ' * (_MANY // 3)}1]\n",
    "old line ends": "a:\r" * (_MANY // 3),
}
_CHILD = """
import sys
from workplan.files import parsing
if sys.argv[1] == "pure":
    parsing._LOADER = parsing.PureLoader
from workplan.cli.app import run
status = run(["validate", "plan.yaml", *sys.argv[2:]])
# Of this program alone: what wait4 tells begins with the parent's.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(status, int(peak.split()[1]) // 1024, file=sys.stderr)
"""


def _validated(folder: Path, parser: str, *options: str) -> tuple[int, int, str]:
    """Validate the plan of a folder in a process of its own, status, megabytes, answer."""
    ended = subprocess.run(
        [sys.executable, "-c", _CHILD, parser, *options],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=600,
    )
    status, megabytes = ended.stderr.splitlines()[-1].split()
    return int(status), int(megabytes), ended.stdout


_EACH_TIME = {
    *("items that lack all", "a flow list", "keys in tasks", "brackets", "controls"),
    *(
        "records of nothing",
        "lines in a quote that stays open",
        "lines without a value",
        "departments in one cell",
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise elsewhere")
@pytest.mark.parametrize(
    "parser", [pytest.param(each, marks=pytest.mark.slow) if each == "pure" else each for each in PARSERS]
)
@pytest.mark.parametrize(
    "name", [name if name in _EACH_TIME else pytest.param(name, marks=pytest.mark.slow) for name in FLOODS]
)
def test_five_megabytes_of_damage_cost_no_more_than_what_is_said_of_them(
    name: str, parser: str, tmp_path: Path
):
    (tmp_path / "plan.yaml").write_text(FLOODS[name], encoding="utf-8", newline="")
    if name == "records of nothing":
        (tmp_path / "progress.yaml").write_text(FLOODS[name], encoding="utf-8", newline="")
        (tmp_path / "plan.yaml").write_bytes(PLAN.read_bytes())
    status, megabytes, out = _validated(tmp_path, parser)
    assert status == 1
    assert megabytes < 150
    assert len(out.splitlines()) < 2 * 110
    assert len(out) < 100_000


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise elsewhere")
@pytest.mark.parametrize(
    "shape",
    [
        "json",
        *(
            pytest.param(shape, marks=pytest.mark.slow)
            for shape in ("text", "github", "gitlab", "junit", "sarif", "rdjson")
        ),
    ],
)
def test_no_format_takes_five_megabytes_apart(shape: str, tmp_path: Path):
    (tmp_path / "plan.yaml").write_text(FLOODS["lines without a value"], encoding="utf-8", newline="")
    status, megabytes, _ = _validated(tmp_path, "c", "-O", shape)
    assert status == 1
    assert megabytes < 100
