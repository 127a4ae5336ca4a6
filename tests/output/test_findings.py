"""The formats findings are written in, and that nothing in a plan can steer a reader.

That each reader takes its format is in test_published_formats.py.
"""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from tests.patience import no_hang
from workplan.checks import catalogue
from workplan.checks.waivers import Waived
from workplan.domain.diagnostics import Diagnostic, Location, Severity
from workplan.domain.width import display_width
from workplan.files.examination import Examination, choose, combine
from workplan.output.findings import FORMATS, Format
from workplan.output.findings.text import to_terminal

EVIL = "a%b\r\n::error::x]]><i>&\"'\x1b[31m\u202e\0\uffff,:|`"


def _finding(message: str = "坏了。", **given: object) -> Diagnostic:
    values: dict[str, object] = {
        "location": Location("plan.yaml", 2, 4),
        "code": "missing-deadline",
        "severity": Severity.WARNING,
        "message": message,
        "hint": "改好。",
    }
    return Diagnostic(**{**values, **given})  # type: ignore[arg-type]


ERROR = _finding(severity=Severity.ERROR, code="bad-value", location=Location("plan.yaml", 1, 1))
WARNING = _finding()
WAIVED = Waived(_finding("认可的。", code="unpaired-quotes"), "原文如此")
SOME = Examination(("plan.yaml",), (ERROR, WARNING), (WAIVED,), {"plan.yaml": "year: 2020\n字字字x: 1\n"})
NONE = Examination(("plan.yaml",))
HOSTILE = Examination(
    ("b.yaml",),
    (_finding(EVIL, hint=EVIL, location=Location("a:b,c%\n::x]]>.yaml")),),
    (Waived(_finding(EVIL), EVIL),),
)


def test_every_format_is_in_the_table():
    assert set(FORMATS) == set(Format)


@pytest.mark.parametrize("shape", Format)
def test_same_findings_same_bytes(shape: Format):
    assert FORMATS[shape](SOME) == FORMATS[shape](SOME)
    shuffled = combine([Examination(("plan.yaml",), (WARNING, ERROR, ERROR), texts=SOME.texts)], SOME.failing)
    assert shuffled.found == SOME.found


@pytest.mark.parametrize("shape", Format)
def test_nothing_that_steers_a_terminal_gets_out(shape: Format):
    text = FORMATS[shape](HOSTILE)
    assert not re.search(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_text_is_one_line_and_the_remedy():
    first, remedy, *_ = FORMATS[Format.TEXT](SOME).splitlines()
    assert first == "plan.yaml:1:1: error[bad-value] 坏了。"
    assert remedy == "    改好。"
    assert "错误 1 处、警告 1 处" in FORMATS[Format.TEXT](SOME)
    assert "没有问题" in FORMATS[Format.TEXT](NONE)


def test_a_terminal_shows_the_line_and_a_caret_under_the_column():
    lines = to_terminal(SOME, 80).splitlines()
    assert lines[5] == " 2 | 字字字x: 1"
    assert lines[6] == "   |       ^"  # three wide characters stand before it


def test_colour_is_decoration():
    everything = Examination(
        SOME.files, (*SOME.found, *HOSTILE.found, _finding(severity=Severity.INFO)), SOME.waived, SOME.texts
    )
    painted = to_terminal(everything, 60, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == to_terminal(everything, 60)
    assert "plan.yaml:1:1: \x1b[1;31merror[bad-value]\x1b[0m 坏了" in painted
    assert re.findall(r"\x1b\[([0-9;]*)m", painted) == ["1;31", "0", "1;33", "0", "1;33", "0", "1;36", "0"]


@pytest.mark.parametrize("column", [1, 40, 300])
def test_a_long_line_is_cut_round_the_column(column: int):
    text = "字" * 299 + "x"
    found = (_finding(location=Location("plan.yaml", 1, column)),)
    shown = to_terminal(Examination(("plan.yaml",), found, texts={"plan.yaml": text}), 60).splitlines()
    assert all(display_width(line) <= 60 for line in shown[1:3])
    under = display_width(shown[2]) - 1
    at = next(i for i in range(len(shown[1])) if display_width(shown[1][:i]) == under)
    assert shown[1][at] == ("x" if column == 300 else "字")


@pytest.mark.parametrize("text", ["字" * 1_000_000, "e" + "\u0301" * 1_000_000, "::##[" * 200_000])
def test_a_line_of_a_million_characters_costs_no_more_than_what_is_shown_of_it(text: str):
    found = tuple(_finding(location=Location("plan.yaml", 1, at)) for at in range(1, 1_000_000, 10_000))
    examined = Examination(("plan.yaml",), found, texts={"plan.yaml": f"{text}\n"})
    with no_hang():
        shown = to_terminal(examined, 80)
        columns = [
            d["location"]["range"]["start"]["column"]
            for d in json.loads(FORMATS[Format.RDJSON](examined))["diagnostics"]
        ]
    assert max(map(len, shown.splitlines())) < 10 * 80
    assert columns == [len(text[:at].encode()) + 1 for at in range(0, 1_000_000 - 1, 10_000)]


def test_json_keeps_its_shape():
    body = json.loads(FORMATS[Format.JSON](SOME))
    assert list(body) == ["schema_version", "kind", "findings"]
    assert list(body["findings"][0]) == ["file", "line", "column", "code", "severity", "message", "hint"]


def test_github_commands_cannot_be_forged():
    text = FORMATS[Format.GITHUB](HOSTILE)
    assert text.count("\n") == 1
    command = re.fullmatch(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)\n", text)
    assert command is not None
    properties = dict(pair.split("=", 1) for pair in command[2].split(","))
    assert list(properties) == ["file", "line", "col", "title"]
    assert not set(":\r\n") & set("".join(properties.values()))
    assert not re.search(r"%(?!25|0D|0A|3A|2C)", text)  # as the runner unescapes
    assert FORMATS[Format.GITHUB](NONE) == ""


# As src/Runner.Common/ActionCommand.cs of actions/runner reads a line of the log: `::name` at its head, else
# `##[name` anywhere in it. Any name will do here; the runner obeys only those it knows.
OBEYED = re.compile(r"^\s*::[^\n]*?::|##\[[^\n]*?\]|##\w+\[", re.MULTILINE)
ORDERS = Examination(
    ("::error::a.yaml", "##[add-mask]b.yaml"),
    tuple(
        _finding(f"{order}计划", hint=f"  {order}改正", location=Location(f"{order}.yaml"))
        for order in (
            "::error::x",
            "##[add-mask]x",
            "###[error]x",
            "##vso[task.complete]",
            "\u3000::set-env name=x::y",
        )
    ),
    (Waived(_finding("##[error]认可"), "::error::理由"),),
)


@pytest.mark.parametrize("shape", [shape for shape in Format if shape is not Format.GITHUB])
def test_no_line_is_a_command_to_a_runner(shape: Format):
    assert not OBEYED.search(FORMATS[shape](ORDERS))


def test_nor_is_a_line_of_the_plan_shown_on_a_terminal():
    text = "a: '##[error]x' 字 ::\n"
    found = (_finding(location=Location("plan.yaml", 1, text.index("字") + 1)),)
    lines = to_terminal(Examination(("plan.yaml",), found, texts={"plan.yaml": text}), 80).splitlines()
    assert lines[1] == " 1 | a: '#<U+0023>[error]x' 字 ::"
    assert lines[2].index("^") == lines[1].index("字")


def test_what_was_made_quiet_is_read_back_whole():
    finding = ORDERS.found[1]
    said = f"{finding.message}\n{finding.hint}"
    assert json.loads(FORMATS[Format.GITLAB](ORDERS))[1]["description"] == said
    assert json.loads(FORMATS[Format.RDJSON](ORDERS))["diagnostics"][1]["message"] == said
    assert json.loads(FORMATS[Format.SARIF](ORDERS))["runs"][0]["results"][1]["message"]["text"] == said
    assert json.loads(FORMATS[Format.JSON](ORDERS))["findings"][1]["message"] == finding.message
    texts = [node.text for node in ElementTree.fromstring(FORMATS[Format.JUNIT](ORDERS)).iter("system-out")]
    assert any(str(text).endswith(said) for text in texts)


def test_fingerprints_stay_when_lines_move_and_differ_from_one_another():
    def prints(*lines: int) -> list[str]:
        found = tuple(_finding(location=Location("plan.yaml", line)) for line in lines)
        return [i["fingerprint"] for i in json.loads(FORMATS[Format.GITLAB](Examination((), found)))]

    assert prints(1, 5) == prints(3, 9)
    assert len(set(prints(1, 2, 3))) == 3


def test_junit_fails_what_counts_and_passes_the_rest():
    suite = ElementTree.fromstring(FORMATS[Format.JUNIT](SOME))[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.find("failure") is not None for case in suite] == [True, False]
    strict = combine([SOME], frozenset({Severity.ERROR, Severity.WARNING}))
    assert ElementTree.fromstring(FORMATS[Format.JUNIT](strict))[0].get("failures") == "2"
    passed = ElementTree.fromstring(FORMATS[Format.JUNIT](NONE))
    assert [len(suite) for suite in passed] == [1]


def test_sarif_has_what_the_waivers_accept_as_suppressed():
    (run,) = json.loads(FORMATS[Format.SARIF](SOME))["runs"]
    assert [r.get("suppressions") for r in run["results"]] == [
        None,
        None,
        [{"kind": "inSource", "justification": "原文如此"}],
    ]
    for result in run["results"]:
        (place,) = result["locations"]
        assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+", place["physicalLocation"]["artifactLocation"]["uri"])


def test_sarif_escapes_a_name():
    run = json.loads(FORMATS[Format.SARIF](HOSTILE))["runs"][0]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%3Ab%2Cc%25%0A%3A%3Ax%5D%5D%3E.yaml"


def test_rdjson_counts_bytes():
    body = json.loads(FORMATS[Format.RDJSON](SOME))
    assert body["source"]["name"] == "workplan"
    starts = [d["location"]["range"]["start"] for d in body["diagnostics"]]
    assert starts == [{"line": 1, "column": 1}, {"line": 2, "column": 10}]
    assert {d["severity"] for d in body["diagnostics"]} == {"ERROR", "WARNING"}


def test_a_selection_never_hides_that_the_file_could_not_be_read():
    assert choose(SOME, {"unpaired-quotes"}, set()).found == (ERROR,)
    assert choose(SOME, set(), {"bad-value"}).found == (WARNING,)
    assert choose(SOME, set(), {"unpaired-quotes"}).waived == ()


@pytest.mark.parametrize("entry", catalogue.entries(), ids=lambda entry: entry.code)
def test_every_code_has_a_manual(entry: catalogue.Entry):
    for text in (entry.title, entry.manual.why, entry.manual.bad, entry.manual.fix):
        assert text.strip()
    assert re.search("[\u4e00-\u9fff]", entry.manual.why + entry.manual.fix)


def test_codes_are_unique():
    codes = [entry.code for entry in catalogue.entries()]
    assert len(codes) == len(set(codes))
