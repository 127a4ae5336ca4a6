"""Plans at hand are looked up by the words of a link, and named by those whose links mean them alone."""

from __future__ import annotations

from workplan.domain.links import parts_of
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


def test_a_plan_is_named_by_its_own_bureau_s_next_year_alone():
    asked = SHELF.at("局7/2019/plan.yaml")
    assert asked
    assert [place.key for place in SHELF.naming(asked)] == ["局7/2020"]


def test_words_that_fit_several_mean_all_of_them():
    asked = SHELF.places[0]
    assert len(SHELF.meant(parts_of("2019"), asked)) == len(BUREAUS)
    assert [place.key for place in SHELF.meant(parts_of("局3/2020"), asked)] == ["局3/2020"]
    assert SHELF.meant(parts_of("局/2020"), asked) == ()


def test_a_year_means_the_plan_above_the_one_that_is_asked():
    above = Place("市", "市/plan.yaml", "/省/市", folder="/省/市", year="2018")
    below = Place("市/区", "市/区/plan.yaml", "/省/市/区", folder="/省/市/区", year="2019")
    shelf = Shelf([above, below])
    assert shelf.meant(("2018",), below) == (above,)
    assert shelf.meant(("2019",), above) == ()
