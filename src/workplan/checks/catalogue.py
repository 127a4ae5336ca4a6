"""Every code a finding can bear, with its severity, its line and its manual, in the order they are listed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..domain.diagnostics import Severity
from . import company, file_codes, ledger, links, plan, seal, slips, waivers
from .manual import Manual


class Entry(NamedTuple):
    """One code."""

    code: str
    severity: Severity
    title: str
    manual: Manual


def entries() -> tuple[Entry, ...]:
    """Return all codes: of reading, of the plan, of the ledger, of links, of waivers, of the seal, of what lies beside."""
    return tuple(_entries())


def _entries() -> Iterator[Entry]:
    for code, title in file_codes.CODES.items():
        yield Entry(code, Severity.ERROR, title, file_codes.MANUALS[code])
    for rule in plan.RULES:
        yield Entry(rule.CODE, rule.SEVERITY, rule.TITLE, rule.MANUAL)
    for ledger_rule in ledger.RULES:
        yield Entry(ledger_rule.CODE, ledger_rule.SEVERITY, ledger_rule.TITLE, ledger_rule.MANUAL)
    for link_rule in links.RULES:
        yield Entry(link_rule.CODE, link_rule.SEVERITY, link_rule.TITLE, link_rule.MANUAL)
    for module in (slips, waivers, seal, company):
        for code, (severity, title) in module.TITLES.items():
            yield Entry(code, severity, title, module.MANUALS[code])
