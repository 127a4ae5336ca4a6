"""What a screen gets: in real pseudo terminals, on narrow and foreign consoles, in closed pipes, from hostile text."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, WritePlan
from tests.process import environment, in_terminal
from workplan.cli.app import COMMANDS

WIDTHS = (60, 80, 120, 200)
AS_OF = "--as-of 2020-10-31"
ANSWERS = {
    **{
        line: f"{line} {AS_OF}"
        for line in ("list", "due --month 12", "overdue", "by-dept", "points", "targets")
    },
    **{line: f"{line} {AS_OF}" for line in ("by-dept 计量评管处", "search 甬舟", "show 12", "show point 15")},
    "validate": "validate",
}
HELP = {f"{name} --help": f"{name} --help" for name in COMMANDS}

posix = pytest.mark.skipif(os.name == "nt", reason="pseudo terminals, /dev/full and >&- are Unix")

SEPARATOR = "\x1d"
DRIVER = """
import sys
from workplan.cli.app import run
for line in sys.argv[1:]:
    status = run(line.split())
    print(f"\\x1d{int(status)}\\x1d", end="", flush=True)
"""


def columns_of(text: str) -> int:
    """Return how many columns a terminal gives to ``text``, computed apart from workplan.domain.width."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def squeeze(text: str) -> str:
    return "".join(text.split())


def plain(screen: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", screen)


@pytest.fixture(scope="module")
def screens() -> dict[int, dict[str, str]]:
    """Every answer and every help as a terminal of each width shows it; one process a width."""
    lines = {**ANSWERS, **HELP}
    found: dict[int, dict[str, str]] = {}
    for width in WIDTHS:
        status, output = in_terminal(width, "-c", DRIVER, *lines.values())
        parts = output.decode("utf-8").split(SEPARATOR)
        assert (status, parts[1::2], parts[-1]) == (0, ["0"] * len(lines), ""), parts[-1]
        found[width] = dict(zip(lines, parts[::2], strict=False))
    return found


Screens = dict[int, dict[str, str]]


@posix
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(screens: Screens, width: int) -> None:
    for name, screen in screens[width].items():
        if name == "validate":  # findings are one line each, for editors to click on
            continue
        for line in plain(screen).splitlines():
            if line.startswith("  workplan "):  # a command to be copied is never broken
                continue
            assert columns_of(line) <= width, f"{name}: {line}"


def cells(screen: str) -> list[dict[str, str]]:
    """Put the table of a screen together again: columns begin where their heads do, rows where the first has text."""
    lines = screen.splitlines()
    rule = next(i for i, line in enumerate(lines) if set(line) == {"─"})
    heads = [(m.start(), m[0]) for m in re.finditer(r"\S+", lines[rule - 1])]
    starts = [columns_of(lines[rule - 1][:at]) for at, _ in heads]
    rows: list[dict[str, str]] = []
    for line in lines[rule + 1 :]:
        if not line.strip():
            break
        pieces = [
            "".join(c for at, c in placed(line) if first <= at < last)
            for first, last in pairwise([*starts, sys.maxsize])
        ]
        if pieces[0].strip():
            rows.append({head: "" for _, head in heads})
        for (_, head), piece in zip(heads, pieces, strict=True):
            rows[-1][head] += squeeze(piece)
    return rows


def placed(line: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for char in line:
        found.append((at, char))
        at += columns_of(char)
    return found


@posix
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut(run: Run, screens: Screens, width: int) -> None:
    screen = {name: plain(text) for name, text in screens[width].items()}
    assert "…" not in screen["list"] + screen["due --month 12"] + screen["targets"]

    tasks = run(f"list -O json {AS_OF}").data["tasks"]
    rows = cells(screen["list"])
    assert [row["序号"] for row in rows] == [str(task["id"]) for task in tasks]
    for row, task in zip(rows, tasks, strict=True):
        assert row["任务名称"] == squeeze(task["title"])
        assert all(d["printed"] in row["责任部门"] for d in task["departments"])
        assert row["完成时间"].startswith(task["deadline"]["raw"] or "\uff08空白\uff09")

    steps = run(f"due --month 12 -O json {AS_OF}").data["milestones"]
    shown = [row["任务名称"] for row in cells(screen["due --month 12"])]
    assert shown[2:] == ["〔节点〕" + squeeze(step["text"]) for step in steps]

    targets = run(f"targets -O json {AS_OF}").data["targets"]
    assert [row["原文"] for row in cells(screen["targets"])] == [squeeze(t["phrase"]) for t in targets]

    departments = run(f"by-dept -O json {AS_OF}").data["departments"]
    names = "".join(row["部门"] for row in cells(screen["by-dept"]))  # a long name goes on in the next line
    assert names == "".join(d["name"] for d in departments)

    [task] = run("show 12 -O json").data["tasks"]
    assert squeeze(task["goals"]) in squeeze(screen["show 12"])
    point = run("show point 15 -O json").data["sections"][0]["points"][0]
    assert squeeze(point["text"]) in squeeze(screen["show point 15"])


CLOSING, OPENING = tuple("、。》”),;:%"), tuple("《“(")


@posix
@pytest.mark.parametrize("width", WIDTHS)
def test_a_line_neither_begins_with_a_closing_mark_nor_ends_with_an_opening_one(
    screens: Screens, width: int
) -> None:
    for name in ("show 12", "show point 15", "targets"):
        for line in plain(screens[width][name]).splitlines():
            assert not line.strip().startswith(CLOSING), f"{name}: {line}"
            assert not line.strip().endswith(OPENING), f"{name}: {line}"


COLOURS = re.compile(r"\x1b\[[0-9;]*3[0-7][0-9;]*m")


@posix
def test_a_terminal_gets_colours_and_always_the_word(screens: Screens) -> None:
    screen = screens[80]["overdue"]
    assert len(COLOURS.findall(screen)) == screen.count("■ 逾期") == 8
    assert not COLOURS.search("".join(screens[80][name] for name in HELP))


@posix
def test_no_color_is_honoured() -> None:
    _, screen = in_terminal(80, "-m", "workplan", "overdue", *AS_OF.split(), NO_COLOR="1")
    assert "■ 逾期".encode() in screen
    assert not COLOURS.search(screen.decode("utf-8"))


@pytest.mark.parametrize("line", ANSWERS)
def test_nothing_but_a_terminal_gets_escapes(run: Run, line: str) -> None:
    result = run(ANSWERS[line])
    assert "\x1b" not in result.out + result.err


# Other consoles.


def bare(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "workplan", *arguments],
        cwd=ROOT,
        env=environment(**more),
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [(f"list {AS_OF}", "■ 逾期"), ("show 33", "计量评管理处"), ("validate", "8 处已在 waivers")],
)
def test_a_gbk_console_shows_every_character(line: str, words: str) -> None:
    done = bare(*line.split(), PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode("gbk")
    assert "\\u" not in shown
    assert words in shown


def test_a_gbk_console_shows_messages_too() -> None:
    done = bare("by-dept", "许可科", PYTHONIOENCODING="gbk")
    assert done.returncode == 4
    assert "是不是“许可处”" in done.stderr.decode("gbk")


@posix
def test_a_gbk_terminal_keeps_its_width() -> None:
    status, screen = in_terminal(80, "-m", "workplan", "list", *AS_OF.split(), PYTHONIOENCODING="gbk")
    assert status == 0
    assert all(columns_of(line) <= 80 for line in plain(screen.decode("gbk")).splitlines())


@pytest.mark.parametrize(
    "settings", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LANG": "zh_CN.GBK"}]
)
def test_a_pipe_gets_utf_8_whatever_the_locale(settings: dict[str, str]) -> None:
    done = bare("list", "-O", "json", *AS_OF.split(), **settings)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "加力政务信息工作".encode() in done.stdout


def test_an_ascii_console_gets_spelled_characters_and_no_traceback() -> None:
    done = bare("by-dept", "许可处", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "许可处".encode("ascii", "backslashreplace") in done.stdout


# Readers that go away.


@posix
@pytest.mark.parametrize(
    "line", ["--version", "due --month 11", "list -O json", "targets", "report", "validate"]
)
def test_a_reader_that_has_left_gives_no_traceback(line: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # what `| head -1` comes to, without the race
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "workplan", *line.split()],
            cwd=ROOT,
            env=environment(),
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.stderr == b""


@posix
def test_head_reads_what_it_wants() -> None:
    command = '"$0" -m workplan list -O json | head -1; echo "${PIPESTATUS[0]}"'
    done = subprocess.run(
        ["bash", "-c", command, sys.executable],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout.splitlines()[0], done.stderr) == ("{", "")


@posix
@pytest.mark.parametrize(
    ("line", "where", "status"),
    [
        ("due --month 11", ">&-", 0),
        ("list -O json", ">&-", 0),
        ("list", ">&- 2>&-", 0),
        ("due --month 99", "2>&-", 2),
        ("due --month 11", ">/dev/full", 3),
        ("list -O json", ">/dev/full", 3),
        ("report", ">/dev/full", 3),
        ("--help", ">/dev/full", 3),
    ],
)
def test_output_that_cannot_be_written(line: str, where: str, status: int) -> None:
    if "full" in where and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m workplan {line} {where}', sys.executable],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (status, "")
    said = done.stderr.splitlines()
    assert len(said) == (2 if "full" in where else 0), done.stderr
    assert "磁盘已满" in done.stderr or not said


# Hostile text. YAML's own escapes bring ESC and a bidi override past the reader of the file.

HOSTILE = '[/foo] [red]红[/red] a|b {{ 7*7 }} {% x %} <script>alert(1)</script> `c` *d* _e_ :smile: "q" &amp;'
PLAN = f"""\
year: 2020
titles: {{document: {json.dumps(HOSTILE)}}}
departments: [{{name: "办[red]公|室"}}]
tasks:
- id: 1
  title: {json.dumps(HOSTILE)}
  goals: "=1+1"
  departments: "办[red]公|室"
  deadline: 11
  remark: "@SUM(A1)"
- id: 2
  title: 甲乙丙
  goals: "+1\\n-1"
  departments: "办[red]公|室"
  deadline: ""
"""


@pytest.fixture
def hostile(write_plan: WritePlan) -> Path:
    return write_plan(PLAN).parent


@pytest.mark.parametrize("line", ["list", "due --month 11", "show 1", "search alert", "by-dept 办"])
def test_hostile_text_in_a_terminal(
    run: Run, hostile: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    out = run(line, cwd=hostile).out.replace("【", "").replace("】", "")
    assert HOSTILE in out
    assert "\x1b" not in out


def test_hostile_names_in_headings(run: Run, hostile: Path) -> None:
    assert run("by-dept 办", cwd=hostile).out.startswith("办[red]公|室")
    assert run("search [/foo]", cwd=hostile).out.startswith("“[/foo]”")


@posix
def test_hostile_text_in_a_real_terminal(hostile: Path) -> None:
    status, output = in_terminal(60, "-m", "workplan", "list", "-f", str(hostile))
    screen = output.decode("utf-8")
    assert status == 0
    assert cells(plain(screen))[0]["任务名称"] == squeeze(HOSTILE)
    assert all(columns_of(line) <= 60 for line in plain(screen).splitlines())
    assert "\u202e" not in screen
    assert "\x1b" not in plain(screen)


@pytest.mark.parametrize("line", ["list -O md", "report -O md", "search alert -O md"])
def test_hostile_text_in_markdown(run: Run, hostile: Path, line: str) -> None:
    out = run(line, cwd=hostile).out
    rows = [text for text in out.splitlines() if text.startswith("|")]
    assert len({row.count("|") for row in rows}) == 1
    assert "<script" not in out
    assert "[red]" not in re.sub(r"\\\[", "", out)
    shown = html.unescape(re.sub(r"\\([\\`*_\[\]#~])", r"\1", out)).replace("【", "").replace("】", "")
    assert HOSTILE in shown


def test_hostile_text_in_spreadsheets(run: Run, hostile: Path) -> None:
    for format_, delimiter in (("csv", ","), ("tsv", "\t")):
        text = run(f"list -O {format_}", cwd=hostile).out
        first, second = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        assert first["任务名称"] == HOSTILE
        assert (first["具体目标要求"], first["备注"]) == ("'=1+1", "'@SUM(A1)")
        assert second["具体目标要求"] == "'+1\n-1"


def test_hostile_text_in_html(run: Run, hostile: Path) -> None:
    out = run("report -O html", cwd=hostile).out
    assert "<script" not in out
    assert html.unescape(out).count(HOSTILE) == 3  # title of the page, of the list; the task


def test_hostile_text_in_json(run: Run, hostile: Path) -> None:
    first, second = run("list -O json", cwd=hostile).data["tasks"]
    assert (first["title"], first["goals"]) == (HOSTILE, "=1+1")
    assert second["goals"] == "+1\n-1"


@pytest.mark.parametrize("control", ["\x1b", "\x00", "\x9b", "\u202e", "\u2028"])
@pytest.mark.parametrize("escaped", [False, True])
def test_controls_in_a_file_are_refused_with_their_place(
    run: Run, write_plan: WritePlan, control: str, escaped: bool
) -> None:
    # An escape is seen in the text only once it is read, so its place is that of the text.
    written = f"\\U{ord(control):08x}" if escaped else control
    folder = write_plan(PLAN.replace("=1+1", f"=1{written}1")).parent
    result = run("list", status=3, cwd=folder)
    assert (
        f"plan.yaml:7:{10 if escaped else 13}: error[control-character] 含有看不见的控制字符 U+{ord(control):04X}"
        in result.err
    )
    assert control not in result.err


@pytest.mark.parametrize("line", ["by-dept", "search", "show", "list --dept", "list --as-of", "report"])
def test_hostile_arguments_are_shown_as_text(run: Run, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    status = {"search": 0, "show": 2, "list --as-of": 2}.get(line, 4)
    result = run(line, "\x1b[31m[/red]{{x}}\u202e", status=status)
    assert "<U+001B>[31m[/red]{{x}}<U+202E>" in result.out + result.err
    assert "\x1b" not in result.out + result.err
