"""Findings as a JUnit report: a suite a file, a case a finding, failed where the finding counts against the file."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from ...domain.characters import quiet
from ...domain.diagnostics import Diagnostic
from ...files.examination import Examination
from .words import path, told

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def to_junit(examined: Examination) -> str:
    """Return one document; a file without findings has one case that passed."""
    from xml.etree import ElementTree

    found = {file: list(group) for file, group in groupby(examined.found, lambda d: d.location.file)}
    root = ElementTree.Element("testsuites", name="workplan")
    for file in dict.fromkeys((*examined.files, *found)):
        _suite(root, path(file), found.get(file, []), examined)
    ElementTree.indent(root)
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
    return quiet(text, lambda code: f"&#{code};")


def _suite(root: Element, file: str, found: list[Diagnostic], examined: Examination) -> None:
    from xml.etree.ElementTree import SubElement

    failures = sum(finding.severity in examined.failing for finding in found)
    suite = SubElement(
        root,
        "testsuite",
        name=_safe(file),
        tests=str(max(1, len(found))),
        failures=str(failures),
        errors="0",
        skipped="0",
    )
    for finding in found:
        name = f"{finding.code} {finding.location.line}:{finding.location.column}"
        case = SubElement(suite, "testcase", classname=_safe(file), name=name)
        text = (
            f"{file}:{finding.location.line}:{finding.location.column}: {finding.severity}\n{told(finding)}"
        )
        if finding.severity in examined.failing:
            message = _safe(finding.message)
            SubElement(case, "failure", type=finding.code, message=message).text = _safe(text)
        else:
            SubElement(case, "system-out").text = _safe(text)
    if not found:
        SubElement(suite, "testcase", classname=_safe(file), name="validate")


def _safe(text: str) -> str:
    """Leave out what XML 1.0 cannot hold at all, escaped or not."""
    return "".join(
        c
        for c in text
        if c in "\t\n" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in "\ufffe\uffff")
    )
