"""Plans at hand are looked up by the words of a link, and looked into only where their links may mean the one asked."""

from __future__ import annotations

from workplan.domain.links import Reference
from workplan.domain.neighbours import Place, Shelf


def _place(key: str, *named: str) -> Place:
    return Place(key, f"{key}/plan.yaml", f"/省/{key}", frozenset(named), f"/省/{key}", key[-4:])


BUREAUS = [f"局{number}" for number in range(40)]
SHELF = Shelf(
    [
        _place(f"{name}/{year}", f"{name}/{year - 1}", str(year - 2))
        for name in BUREAUS
        for year in (2019, 2020)
    ]
)


def _meant(shelf: Shelf, words: str, asked: Place) -> list[str]:
    return [place.key for place in shelf.meant(Reference(words, 1), asked)]


def test_a_plan_is_named_by_its_own_bureau_s_next_year_alone():
    asked = SHELF.place("局7/2019/plan.yaml")
    assert asked
    assert [place.key for place in SHELF.naming(asked)] == ["局7/2020"]


def test_a_bare_year_means_the_office_s_own_plan():
    asked = SHELF.place("局7/2020/plan.yaml")
    assert asked
    assert _meant(SHELF, "2019", asked) == ["局7/2019"]
    assert _meant(SHELF, "局3/2020", asked) == ["局3/2020"]
    assert _meant(SHELF, "局/2020", asked) == []


def test_a_year_means_the_plan_above_the_one_that_is_asked():
    above = Place("市", "市/plan.yaml", "/省/市", folder="/省/市", year="2018")
    below = Place("市/2019", "市/2019/plan.yaml", "/省/市/2019", folder="/省/市/2019", year="2019")
    shelf = Shelf([above, below])
    assert _meant(shelf, "2018", below) == ["市"]
