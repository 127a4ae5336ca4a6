"""What an office puts above and below a paper: organ, number, addressees and day, from settings and options."""

from __future__ import annotations

from datetime import date

from ..domain.document import PlanDocument
from .outline import Letterhead
from .phrases import BLANK
from .rows import chinese_day

YEAR, NUMBER = "{年}", "{号}"
"""What stands in ``settings.issue_form`` for the year and the number."""


def organ_of(document: PlanDocument) -> str:
    """Return the office that sends papers: the one stated for that, else who issued the plan; empty if neither is."""
    plan = document.plan
    return plan.settings.organ.strip() or plan.publication.issuer.strip()


def letterhead(document: PlanDocument, day: date, issue: str, to: str) -> Letterhead:
    """Return the letterhead of a paper of a day; ``issue`` and ``to`` are empty where nobody said."""
    settings = document.plan.settings
    form = settings.issue_form.strip() or f"第{NUMBER}期"
    number = form.replace(YEAR, str(day.year)).replace(NUMBER, issue or BLANK[:3])
    addressees = to.strip() or settings.addressees.strip() or BLANK
    return Letterhead(organ_of(document) or BLANK, number, addressees.rstrip(":\uff1a"), chinese_day(day))
