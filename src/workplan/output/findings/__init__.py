"""Findings to text, for people and for the machines that read them: one format a file."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum, unique

from ...files.examination import Examination
from .github import to_github
from .gitlab import to_gitlab
from .json import to_json
from .junit import to_junit
from .rdjson import to_rdjson
from .sarif import to_sarif
from .text import to_text


@unique
class Format(StrEnum):
    """Output formats of findings."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"
    RDJSON = "rdjson"


FORMATS: dict[Format, Callable[[Examination], str]] = {
    Format.TEXT: to_text,
    Format.JSON: to_json,
    Format.GITHUB: to_github,
    Format.GITLAB: to_gitlab,
    Format.JUNIT: to_junit,
    Format.SARIF: to_sarif,
    Format.RDJSON: to_rdjson,
}

SUFFIXES = {".json": Format.JSON, ".xml": Format.JUNIT, ".sarif": Format.SARIF}
"""The format a file name asks for; any other means text."""
