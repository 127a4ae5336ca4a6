"""What can be wrong with a plan that reads well: one rule per file, run over a document in a fixed order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple, Protocol

from ...domain.diagnostics import Diagnostic, Severity
from ...domain.document import PlanDocument
from ...domain.meter import METER
from .. import links
from ..manual import Manual
from ..waivers import MAX_LISTED, Waived, apply
from . import (
    ambiguous_deadline,
    deadline_not_quoted,
    deadline_outside_year,
    duplicate_column,
    duplicate_department,
    duplicate_group,
    duplicate_point_id,
    duplicate_target_name,
    duplicate_task_id,
    duplicate_task_title,
    lead_not_printed,
    milestone_after_deadline,
    missing_deadline,
    missing_department,
    missing_goals,
    missing_number,
    missing_title,
    no_lead,
    numbering_gap,
    office_in_remark,
    phrase_not_in_text,
    plan_year_mismatch,
    point_without_task,
    repeated_department,
    role_not_printed,
    task_without_point,
    undecided_deadline,
    unknown_assistant,
    unknown_column,
    unknown_department,
    unknown_group,
    unknown_member,
    unknown_point,
    unknown_task,
    unpaired_quotes,
    unreadable_deadline,
    unused_department,
)

ISSUED_TEXT = "issued-text-changed"
"""The code of :mod:`workplan.files.seal_file`, which stands above the checks."""


class Rule(Protocol):
    """The shape of a check module.

    ``NEEDS_WHOLE`` marks a rule that speaks of what is absent or of references between parts: it keeps
    silent where some of the file could not be used, because it would only repeat that.
    """

    CODE: str
    SEVERITY: Severity
    TITLE: str
    MANUAL: Manual
    NEEDS_WHOLE: bool

    def check(self, document: PlanDocument) -> Iterator[Diagnostic]:
        """Yield what is wrong."""


RULES: tuple[Rule, ...] = (
    duplicate_task_id,
    duplicate_point_id,
    duplicate_task_title,
    duplicate_target_name,
    duplicate_department,
    duplicate_column,
    unknown_column,
    duplicate_group,
    unknown_group,
    numbering_gap,
    missing_number,
    missing_title,
    missing_goals,
    missing_department,
    unknown_department,
    unknown_member,
    unknown_assistant,
    office_in_remark,
    no_lead,
    lead_not_printed,
    role_not_printed,
    repeated_department,
    unused_department,
    unknown_point,
    unknown_task,
    point_without_task,
    task_without_point,
    unreadable_deadline,
    ambiguous_deadline,
    missing_deadline,
    undecided_deadline,
    deadline_not_quoted,
    milestone_after_deadline,
    deadline_outside_year,
    plan_year_mismatch,
    phrase_not_in_text,
    unpaired_quotes,
)


class Checked(NamedTuple):
    """What the rules found: what stands open, and what the plan's waivers accept."""

    open: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...]


def run(
    document: PlanDocument,
    changes: Iterable[Diagnostic] = (),
    others: Collection[str] = (),
    unseen: Collection[str] = (),
) -> Checked:
    """Run every rule over a document and set aside what its waivers accept.

    ``changes`` are what the seal beside the plan and the plans at hand show; the plan's waivers speak of them too. ``others`` are
    the codes of findings in the ledger and the seal, which a waiver cannot accept; ``unseen`` those that
    nobody looked for this time, so that their waivers cannot be called unused.
    """
    found: Iterable[Diagnostic] = chain(_findings(document, RULES), changes)
    if document.source.cut:  # the waivers that accept a warning may stand further down
        found = (finding for finding in found if finding.severity is Severity.ERROR)
    waivable = {rule.CODE: rule.SEVERITY for rule in RULES} | {ISSUED_TEXT: Severity.WARNING}
    waivable |= {rule.CODE: rule.SEVERITY for rule in links.RULES}
    return Checked(*apply(document, found, waivable, others, unseen))


def errors(document: PlanDocument) -> list[Diagnostic]:
    """Run only the rules whose findings stop every command. Errors cannot be waived."""
    return list(_findings(document, [rule for rule in RULES if rule.SEVERITY is Severity.ERROR]))


def _findings(document: PlanDocument, rules: tuple[Rule, ...] | list[Rule]) -> Iterator[Diagnostic]:
    for rule in METER.through(rules, "检查", len(rules)):
        if document.whole or not rule.NEEDS_WHOLE:
            # One more than will be listed, so that the list can say that there are more; of warnings all,
            # for most of them may be waived.
            most = MAX_LISTED + 1 if rule.SEVERITY is Severity.ERROR else None
            yield from islice(rule.check(document), most)
