"""Each format is what its reader takes: held against the published schema, or against what the reader's source demands.

The findings are those of every bad plan of the tests, and some whose texts and file names try to break out. Each
reader is also shown what it must refuse: a schema that accepts anything proves nothing.
"""

from __future__ import annotations

import copy
import functools
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.gallery import plans
from tests.output.test_findings import HOSTILE, NONE, ORDERS, SOME
from workplan.domain.diagnostics import Severity
from workplan.files.at_hand import around
from workplan.files.examination import Examination, combine, examine
from workplan.output.findings import FORMATS, Format
from workplan.output.findings.words import path, told

SCHEMAS = Path(__file__).parents[1] / "schemas"
FAILING = {Severity.ERROR, Severity.WARNING}


@functools.cache
@functools.cache
def _gallery() -> Examination:
    beside = functools.cache(lambda folder: around(next(case for case in cases if case.parent == folder)))
    cases = [Path(os.path.relpath(case)) for case in plans()]
    found = [examine(case, beside(case.parent)) for case in cases]
    return combine([*found, SOME, HOSTILE, ORDERS], frozenset(FAILING))


EXAMINED: dict[str, Callable[[], Examination]] = {
    "nothing": lambda: NONE,
    "some": lambda: SOME,
    "hostile": lambda: HOSTILE,
    "orders": lambda: ORDERS,
    "gallery": _gallery,
}
each = pytest.mark.parametrize("examined", EXAMINED)


def _written(shape: Format, examined: str) -> str:
    return FORMATS[shape](EXAMINED[examined]())


def _validator(schema: Any) -> Any:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


# The keys GitLab requires, and their types (app/validators/json_schemas/codeclimate.json), for each member of a list
# (lib/gitlab/ci/parsers/codequality/code_climate.rb). What follows the first member that does not fit it drops without
# a word, and an unknown severity it takes for "unknown" (lib/gitlab/ci/reports/codequality_reports.rb), so both are
# required here; and of members with one fingerprint it keeps the last.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def _message(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": fields}


_TEXT = {"type": "string"}
_INT32 = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
_POSITION = _message(line=_INT32, column=_INT32)
_SOURCE = _message(name=_TEXT, url=_TEXT)
_SEVERITY = {"enum": ["ERROR", "WARNING", "INFO"]}
# The messages of reviewdog's proto/rdf/reviewdog.proto that we write. It reads them with protojson.Unmarshal
# (parser/rdjson.go), which refuses the whole document for one unknown key.
RDJSON = _message(
    source=_SOURCE,
    severity=_SEVERITY,
    diagnostics={
        "type": "array",
        "items": _message(
            message=_TEXT,
            location=_message(path=_TEXT, range=_message(start=_POSITION, end=_POSITION)),
            severity=_SEVERITY,
            source=_SOURCE,
            code=_message(value=_TEXT, url=_TEXT),
        ),
    },
)
RDJSON["required"] = ["diagnostics"]


def _sarif() -> Any:
    return json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))


JSON_SCHEMAS: dict[Format, Callable[[], Any]] = {
    Format.SARIF: _sarif,
    Format.GITLAB: lambda: GITLAB,
    Format.RDJSON: lambda: RDJSON,
}


@each
@pytest.mark.parametrize("shape", JSON_SCHEMAS)
def test_json_formats_fit_their_schemas(shape: Format, examined: str):
    document = json.loads(_written(shape, examined))
    assert [error.message for error in _validator(JSON_SCHEMAS[shape]()).iter_errors(document)] == []


def _damaged(document: Any, *steps: Any, value: Any = None, drop: bool = False) -> Any:
    document = copy.deepcopy(document)
    holder = functools.reduce(lambda node, step: node[step], steps[:-1], document)
    if drop:
        del holder[steps[-1]]
    else:
        holder[steps[-1]] = value
    return document


_RESULT = ("runs", 0, "results", 0)
_PLACE = (*_RESULT, "locations", 0, "physicalLocation")
REFUSED: tuple[tuple[Format, tuple[Any, ...], dict[str, Any]], ...] = (
    (Format.SARIF, ("version",), {"value": "2.0.0"}),
    (Format.SARIF, ("runs", 0, "tool"), {"drop": True}),
    (Format.SARIF, (*_RESULT, "message"), {"value": "text"}),
    (Format.SARIF, (*_RESULT, "level"), {"value": "info"}),
    (Format.SARIF, (*_RESULT, "rule"), {"value": "x"}),
    (Format.SARIF, (*_PLACE, "region", "startLine"), {"value": 0}),
    (Format.SARIF, ("runs", 0, "columnKind"), {"value": "bytes"}),
    (Format.SARIF, ("runs", 0, "results", 2, "suppressions", 0, "kind"), {"value": "waived"}),
    (Format.GITLAB, (0, "fingerprint"), {"drop": True}),
    (Format.GITLAB, (0, "severity"), {"value": "error"}),
    (Format.GITLAB, (0, "location", "lines", "begin"), {"value": "1"}),
    (Format.RDJSON, ("diagnostics", 0, "location", "range", "start", "line"), {"value": "1"}),
    (Format.RDJSON, ("diagnostics", 0, "severity"), {"value": "error"}),
    (Format.RDJSON, ("diagnostics", 0, "hint"), {"value": "x"}),
    (Format.RDJSON, ("diagnostics",), {"drop": True}),
)


@pytest.mark.parametrize(("shape", "steps", "how"), REFUSED)
def test_the_schemas_refuse_what_is_wrong(shape: Format, steps: tuple[Any, ...], how: dict[str, Any]):
    document = json.loads(_written(shape, "some"))
    validator = _validator(JSON_SCHEMAS[shape]())
    assert validator.is_valid(document)
    assert not validator.is_valid(_damaged(document, *steps, **how))


def test_gitlab_keeps_every_finding():
    issues = json.loads(_written(Format.GITLAB, "gallery"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(_gallery().found)


def test_a_result_of_sarif_names_its_rule():
    (run,) = json.loads(_written(Format.SARIF, "gallery"))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert {rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"]} == {True}


def _junit() -> Any:
    xmlschema = pytest.importorskip("xmlschema", reason="xmlschema is not installed")
    return xmlschema.XMLSchema(SCHEMAS / "jenkins-junit.xsd")


@each
def test_junit_fits_what_jenkins_reads(examined: str):
    assert [error.reason for error in _junit().iter_errors(_written(Format.JUNIT, examined))] == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('<testsuites name="workplan">', "<testsuites><finding/>"),
        (' tests="2"', ""),
        (' name="bad-value 1:1"', ""),
        ("<failure ", '<failure line="1" '),
        ("system-out", "system-info"),
    ],
)
def test_jenkins_refuses_what_is_wrong(good: str, bad: str):
    text = _written(Format.JUNIT, "some")
    assert good in text
    assert not _junit().is_valid(text.replace(good, bad))


# GitHub: the grammar of src/Runner.Common/ActionCommand.cs (TryParseV2) and the names and properties of
# src/Runner.Worker/ActionCommandManager.cs, both of actions/runner.


def _commands(log: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield the commands a runner sees in a log: name, properties, data. Any other line is an AssertionError."""
    for line in re.split(r"\r\n|\r|\n", log)[:-1]:
        assert line.lstrip().startswith("::"), line
        info, mark, data = line.lstrip()[2:].partition("::")
        assert mark, line
        name, _, given = info.partition(" ")
        assert name.lower() in {"error", "warning", "notice"}, line
        pairs = [pair.split("=", 1) for pair in given.strip().split(",") if pair]
        assert all(len(pair) == 2 and pair[1] for pair in pairs), line
        yield name, {key: _unescaped(value, ":,") for key, value in pairs}, _unescaped(data, "")


def _unescaped(text: str, more: str) -> str:
    for char in "\r\n" + more + "%":
        text = text.replace(f"%{ord(char):02X}", char)
    return text


@each
def test_a_runner_reads_back_every_finding(examined: str):
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    wanted = [
        (
            names[finding.severity],
            {
                "file": path(finding.location.file),
                "line": str(finding.location.line),
                "col": str(finding.location.column),
                "title": finding.code,
            },
            told(finding),
        )
        for finding in EXAMINED[examined]().found
    ]
    assert list(_commands(_written(Format.GITHUB, examined))) == wanted


@pytest.mark.parametrize("line", ["plan.yaml:1:1: x", "::error x", "::set-env name=a::b", "::error file::x"])
def test_a_runner_sees_no_finding_in_what_is_wrong(line: str):
    with pytest.raises(AssertionError):
        list(_commands(line + "\n"))


# As text: the layout of compilers, which editors and problem matchers read.

_LINE = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>\w+)\[(?P<code>[\w-]+)\] .+")


@each
def test_text_is_a_line_a_finding(examined: str):
    *lines, total = _written(Format.TEXT, examined).splitlines()
    heads = [line for line in lines if not line.startswith("    ")]
    found = [_LINE.fullmatch(line) for line in heads]
    assert total.startswith("检查了")
    assert [(match["severity"], match["code"]) for match in found if match] == [
        (finding.severity.value, finding.code) for finding in EXAMINED[examined]().found
    ]


@each
def test_json_has_the_keys_it_promises(examined: str):
    body = json.loads(_written(Format.JSON, examined))
    assert (body["schema_version"], body["kind"]) == (1, "findings")
    assert len(body["findings"]) == len(EXAMINED[examined]().found)
    for finding in body["findings"]:
        assert list(finding) == ["file", "line", "column", "code", "severity", "message", "hint"]
        assert min(finding["line"], finding["column"]) >= 1
