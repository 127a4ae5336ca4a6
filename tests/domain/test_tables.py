"""One table a concept: nothing forgotten in a row, no word for two things, none a GBK console cannot show."""

from __future__ import annotations

import pickle

import pytest

from workplan.domain.diagnostics import Severity
from workplan.domain.plan import Comparison, Role
from workplan.domain.query import Reason
from workplan.domain.standing import Heading, Light, Standing, StandingRow, Tone
from workplan.domain.status import Status
from workplan.domain.targets import Outcome
from workplan.domain.worded import Coded, Worded, words
from workplan.reports.slip import Level

KINDS: list[type[Worded]] = [
    Comparison,
    Heading,
    Level,
    Light,
    Outcome,
    Reason,
    Role,
    Severity,
    Standing,
    Status,
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_is_one_a_gbk_console_shows_and_means_one_thing(kind: type[Worded]) -> None:
    told = [word for member, word in words(kind).items() if member is not Light.NONE]
    assert all(word.strip() and word.encode("gbk").decode("gbk") == word for word in told)
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("standing", Standing)
def test_every_mark_and_phrase_of_a_standing_is_one_a_gbk_console_shows(standing: Standing) -> None:
    row = standing.row
    for text in (row.mark, row.step, row.next_step):
        assert text.encode("gbk").decode("gbk") == text
    assert row.mark
    assert row.step


def test_a_member_that_lacks_a_property_does_not_load() -> None:
    with pytest.raises(TypeError, match="hatching"):
        StandingRow(  # type: ignore[call-arg]
            "未报",
            "",
            "▲",
            Tone.SOON,
            Light.YELLOW,
            Heading.ON_PACE,
            urgency=1,
            dated=False,
            step="未到期",
            next_step="报送",
        )
    with pytest.raises(TypeError, match="word"):

        class Half(Worded):
            CODE = ("code",)


@pytest.mark.parametrize("kind", [*KINDS, Tone])
def test_a_member_is_its_code_wherever_it_is_kept(kind: type[Coded]) -> None:
    for member in kind:
        assert f"{member}" == member.value == member
        assert kind(member.value) is member
    plain = [member for member in kind if kind is not Level]
    assert pickle.loads(pickle.dumps(plain, protocol=5)) == plain


def test_standings_differ_in_urgency_and_what_has_no_last_day_has_a_next_step() -> None:
    assert len({standing.row.urgency for standing in Standing}) == len(Standing)
    assert not [s for s in Standing if not s.row.dated and not s.row.next_step]
    assert all(s.settled for s in Standing if s.done)


@pytest.mark.parametrize("status", Status)
def test_what_may_follow_a_status_is_a_status(status: Status) -> None:
    assert status._followed_by <= set(Status)
    assert status.admits(status)
