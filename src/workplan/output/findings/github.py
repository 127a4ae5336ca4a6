"""Findings as GitHub's workflow commands, which it shows beside the lines of a pull request."""

from __future__ import annotations

from ...domain.diagnostics import Diagnostic, Severity
from ...files.examination import Examination
from .words import path, told

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def to_github(examined: Examination) -> str:
    """Return one command a finding; nothing where nothing was found."""
    return "".join(map(_command, examined.found))


def _command(finding: Diagnostic) -> str:
    place = finding.location
    properties = {
        "file": path(place.file),
        "line": str(place.line),
        "col": str(place.column),
        "title": finding.code,
    }
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(told(finding))}\n"


def _data(text: str) -> str:
    """Escape as the runner unescapes: a line end would begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
