"""What can be wrong with a ledger that reads well, held against its plan: one rule per file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import LedgerDocument, PlanDocument
from ..manual import Manual
from . import (
    date_outside_plan,
    duplicate_record,
    extension_not_later,
    status_out_of_order,
    unknown_ledger_task,
    unknown_target,
    void_without_record,
)


class LedgerRule(Protocol):
    """The shape of a ledger check."""

    CODE: str
    SEVERITY: Severity
    TITLE: str
    MANUAL: Manual

    def check(self, ledger: LedgerDocument, document: PlanDocument) -> Iterator[Diagnostic]:
        """Yield what is wrong."""


RULES: tuple[LedgerRule, ...] = (
    unknown_ledger_task,
    status_out_of_order,
    unknown_target,
    date_outside_plan,
    extension_not_later,
    void_without_record,
    duplicate_record,
)


def run(ledger: LedgerDocument, document: PlanDocument) -> list[Diagnostic]:
    """Run every rule."""
    return [diagnostic for rule in RULES for diagnostic in rule.check(ledger, document)]
