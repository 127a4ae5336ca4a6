"""Two plans side by side: every task of both is told once, and nothing is matched by likeness."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.properties import tried
from tests.shelves import plan_text
from workplan.domain.comparing import Change, compare
from workplan.domain.document import PlanDocument
from workplan.domain.neighbours import Neighbour, Neighbours, Place, Shelf
from workplan.domain.standing import schedule
from workplan.files.gate import progress_record
from workplan.files.plan_file import load_bytes

DAY = date(2020, 12, 31)


def _document(year: int, tasks: dict[int, str]) -> PlanDocument:
    loaded = load_bytes(plan_text(year, tasks).encode(), f"{year}.yaml")
    assert loaded.document, loaded.diagnostics
    return loaded.document


titles = st.lists(st.sampled_from("甲乙丙丁"), max_size=5)
edges = st.sets(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=5)


@tried(40)
@given(titles, titles, edges, edges)
def test_every_task_of_both_is_told_and_only_links_and_titles_match(
    old: list[str], new: list[str], links: set[tuple[int, int]], carried: set[tuple[int, int]]
) -> None:
    before = _document(2020, {n: f"deadline: '11', title: {title}" for n, title in enumerate(old, 1)})
    after = _document(
        2021,
        {
            n: f"deadline: '11', title: {title}, from: [{', '.join(f'2020#{a}' for a, b in sorted(links) if b == n)}]"
            for n, title in enumerate(new, 1)
        },
    )
    record = {"date": "2020-12-01", "recorded": "2020-12-01", "by": "办公室"}
    records = [
        progress_record({"task": a, "carried": f"2021#{b}", **record})
        for a, b in sorted(carried)
        if a <= len(old)
    ]
    last = {r.task: int(r.carried.split("#")[1]) for r in records}
    earlier = Neighbour("2020", before, records)
    neighbours = Neighbours(
        Neighbour("2021", after, ()),
        Shelf([Place("2020", "2020.yaml"), Place("2021", "2021.yaml")]),
        lambda _: earlier,
    )
    found = compare(schedule(before, DAY, records), schedule(after, DAY), (before, after), neighbours).tasks
    pairs = {(p.before.id, p.after.id): p.change for p in found if p.before and p.after}
    assert len(pairs) == sum(bool(p.before and p.after) for p in found)
    told_before = {p.before.id for p in found if p.before}
    assert told_before == set(range(1, len(old) + 1))
    assert {p.after.id for p in found if p.after} == set(range(1, len(new) + 1))
    linked = {(a, b) for a, b in links | set(last.items()) if a <= len(old) and b <= len(new)}
    assert {pair for pair, change in pairs.items() if change is Change.CARRIED} == linked
    kept = {pair for pair, change in pairs.items() if change is Change.KEPT}
    assert all(old[a - 1] == new[b - 1] for a, b in kept)
    assert not {a for a, _ in kept} & {a for a, _ in linked}
    assert not {b for _, b in kept} & {b for _, b in linked}
    gone = [p.before.id for p in found if p.change is Change.GONE and p.before]
    added = [p.after.id for p in found if p.change is Change.NEW and p.after]
    assert not {old[a - 1] for a in gone} & {new[b - 1] for b in added}
    assert len(found) == len(pairs) + len(gone) + len(added)


def test_targets_are_compared_by_name_first_within_tasks_that_are_one() -> None:
    def task(value: int, more: str = "") -> str:
        return f"deadline: '11', targets: [{{name: 网办率, phrase: 网办率95%以上, comparison: at_least, value: {value}}}]{more}"

    before = _document(2020, {1: task(90), 2: task(95), 3: "deadline: '11'"})
    after = _document(2021, {1: task(96, ", from: ['2020#2']"), 2: "deadline: '11', title: 别的"})
    neighbours = Neighbours(
        Neighbour("2021", after, ()),
        Shelf([Place("2020", "2020.yaml"), Place("2021", "2021.yaml")]),
        lambda _: Neighbour("2020", before, ()),
    )
    found = compare(schedule(before, DAY), schedule(after, DAY), (before, after), neighbours).targets
    told = [
        (t.change.value, t.before and int(t.before.value or 0), t.after and int(t.after.value or 0))
        for t in found
    ]
    assert told == [("kept", 95, 96), ("gone", 90, None)]
    assert found[0].differs
