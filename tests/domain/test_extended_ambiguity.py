"""Words of two readings bind nobody any more once an extension has named the day."""

from __future__ import annotations

from tests.ledgers import day, on, plan_of
from workplan.answers import tasks as answers
from workplan.domain import query
from workplan.domain.query import Reason
from workplan.domain.standing import Standing, schedule

PLAN = plan_of("deadline: 10月前", "{before_reading: end_of_period}")
"""Read as 31 October; it may also mean 30 September."""
DAY = day("10-15")


def test_what_would_be_late_by_the_other_reading_is_told() -> None:
    found = query.overdue(schedule(PLAN, DAY), (), DAY)
    assert [item.reason for item in found.left_out] == [Reason.AMBIGUOUS]
    assert "也可能是9月30日" in "".join(answers.notes(found, PLAN))


def test_what_was_extended_is_not() -> None:
    extended = schedule(PLAN, DAY, [on("10-01", extension={"to": day("12-31")})])
    assert [item.standing for item in extended] == [Standing.ON_TRACK]
    assert not query.overdue(extended, (), DAY).left_out
    assert answers.notes(query.Selection(extended), PLAN) == ()
    assert "时限有两种读法" in "".join(answers.notes(query.Selection(schedule(PLAN, DAY)), PLAN))
