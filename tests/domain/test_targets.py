"""Figures held against targets, at their edges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.ledgers import HEAD, day, on, plan_of, stand
from workplan.domain.document import PlanDocument
from workplan.domain.plan import Comparison
from workplan.domain.promises import promises, unmet, wanting
from workplan.domain.records import ProgressRecord
from workplan.domain.standing import schedule
from workplan.domain.targets import Outcome, share_reached, standing_of
from workplan.files.plan_file import load_bytes


@pytest.mark.parametrize(
    ("comparison", "figure", "met"),
    [
        (Comparison.AT_LEAST, "2000", True),
        (Comparison.AT_LEAST, "1999.9", False),
        (Comparison.AT_MOST, "2000", True),
        (Comparison.AT_MOST, "2000.1", False),
        (Comparison.EXACTLY, "2000", True),
        (Comparison.EXACTLY, "2000.1", False),
        (Comparison.ABOUT, "1800", True),
        (Comparison.ABOUT, "1799.9", False),
        (Comparison.ABOUT, "9000", True),
    ],
)
def test_a_figure_at_the_edge_of_a_target(comparison: Comparison, figure: str, met: bool) -> None:
    assert comparison.met(Decimal(figure), Decimal(2000)) is met


@pytest.mark.parametrize(
    ("wanted", "figure", "met"),
    [
        ("-10", "-9", True),
        ("-10", "-8.9", False),
        ("-10", "-30", True),
        ("-10", "10", False),
        ("0", "0", True),
        ("0", "1", False),
    ],
)
def test_about_is_counted_in_the_figures_own_sign(wanted: str, figure: str, met: bool) -> None:
    assert Comparison.ABOUT.met(Decimal(figure), Decimal(wanted)) is met


HOUSES = plan_of(
    'deadline: "10", targets: [{name: 户数, phrase: 网办率, comparison: at_least, value: 5000, unit: 家}]'
)


@pytest.mark.parametrize(
    ("when", "records", "outcome"),
    [
        ("10-31", [], Outcome.NO_VALUE),
        ("10-31", [on("08-01", values={"户数": "2310"})], Outcome.PENDING),
        ("11-01", [on("08-01", values={"户数": "2310"})], Outcome.UNMET),
        ("08-01", [on("08-01", values={"户数": "2310"}, status="done")], Outcome.UNMET),
        ("08-01", [on("08-01", values={"户数": "5000"})], Outcome.MET),
        ("11-01", [on("08-01", values={"户数": "2310"}, status="suspended")], Outcome.UNMET),
        ("10-31", [on("08-01", values={"户数": "2310"}, status="suspended")], Outcome.PENDING),
    ],
)
def test_a_target_is_unmet_only_once_its_time_is_over(
    when: str, records: list[ProgressRecord], outcome: Outcome
) -> None:
    item = stand(HOUSES, when, *records)
    target = item.reading.task.targets[0]
    assert standing_of(target, item).outcome is outcome
    assert len(wanting(item)) == (outcome is not Outcome.MET)
    assert unmet([item]) == (outcome is Outcome.UNMET)


def test_the_share_reached_is_told_of_what_is_counted_up() -> None:
    target = HOUSES.plan.tasks[0].targets[0]
    assert share_reached(target, Decimal(2310)) == 46
    assert share_reached(target, Decimal("4999.9")) == 99
    for other in (target._replace(comparison=Comparison.AT_MOST), target._replace(value=Decimal(-5))):
        assert share_reached(other, Decimal(2310)) is None


def carried() -> PlanDocument:
    tasks = "".join(
        f'  - {{id: {n}, title: 任务{n}, goals: 网办率95%以上, departments: 许可处, deadline: "10", points: [1]}}\n'
        for n in (1, 2)
    )
    text = (
        f"{HEAD}sections:\n  - number: 1\n    title: 一\n    points:\n"
        "      - id: 1\n        title: 跑改。\n        text: 网办率95%以上\n"
        "        targets: [{name: 网办率, phrase: 网办率95%以上, comparison: at_least, value: 95, unit: '%', tasks: [1, 2]}]\n"
        f"tasks:\n{tasks}"
    )
    loaded = load_bytes(text.encode("utf-8"), "plan.yaml")
    assert loaded.document is not None, loaded.diagnostics
    return loaded.document


@pytest.mark.parametrize(
    ("first", "second", "when", "outcome"),
    [
        (None, None, "08-10", Outcome.NO_VALUE),
        (96, None, "08-10", Outcome.NO_VALUE),
        (96, 97, "08-10", Outcome.MET),
        (96, 90, "08-10", Outcome.PENDING),
        (96, 90, "11-10", Outcome.UNMET),
        (90, None, "11-10", Outcome.UNMET),
    ],
)
def test_a_promise_of_the_prose_is_met_when_all_who_carry_it_meet_it(
    first: int | None, second: int | None, when: str, outcome: Outcome
) -> None:
    document = carried()
    told = [(n, value) for n, value in ((1, first), (2, second)) if value is not None]
    records = [on("08-01", n, values={"网办率": str(value)}) for n, value in told]
    promise = promises(document, schedule(document, day(when), records), unowned=False)[0]
    assert promise.standing is not None
    assert promise.standing.outcome is outcome
    assert [(n, s.value) for n, s in promise.carried] == [(1, first), (2, second)]
