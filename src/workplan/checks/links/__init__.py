"""What can be wrong with links between plans, held against the plans at hand: one rule per file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ...domain.diagnostics import Diagnostic, Severity
from ..linked import Linked
from ..manual import Manual
from . import (
    broken_link,
    carried_too_late,
    carry_mismatch,
    link_cycle,
    link_not_checked,
    open_and_carried,
    repeated_link,
    uncarried_task,
)


class LinkRule(Protocol):
    """The shape of a check of links."""

    CODE: str
    SEVERITY: Severity
    TITLE: str
    MANUAL: Manual

    def check(self, plan: Linked) -> Iterator[Diagnostic]:
        """Yield what is wrong."""


RULES: tuple[LinkRule, ...] = (
    broken_link,
    repeated_link,
    link_cycle,
    uncarried_task,
    carried_too_late,
    open_and_carried,
    carry_mismatch,
    link_not_checked,
)


def run(plan: Linked) -> Iterator[Diagnostic]:
    """Run every rule."""
    for rule in RULES:
        yield from rule.check(plan)
