"""Which plan a link means does not hang on what was named besides: the office's own plans come before all others."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Run
from tests.shelves import BY, plan_text, shelf
from workplan.cli.plan import case_of
from workplan.domain.lineage import lineage
from workplan.files import at_hand, examination, plan_folder

OFFICES, YEARS = ("市政府", "市监局", "城管局"), (2018, 2019, 2020)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Return a city where one office keeps its plans in folders, another in files, each by the year."""
    root = shelf(
        tmp_path,
        {
            "市监局/2018": {1: "deadline: '11', title: 审批"},
            "市监局/2019": {1: "deadline: '11', title: 审批, from: ['2018#1']"},
            "市监局/2020": {1: "deadline: '11', title: 审批, from: ['2019#1']"},
        },
    )
    (root / "市政府").mkdir()
    for year in YEARS:
        text = plan_text(year, {1: "deadline: '9', title: 环境"})
        (root / f"市政府/{year}.yaml").write_text(text, encoding="utf-8")
    return root


def test_the_offices_own_plan_comes_first(run: Run, city: Path) -> None:
    alone = run("show 1 -f 市监局/2020 --as-of 2020-06-01", cwd=city).out
    assert "2019#1（2018 年起，第三年）" in alone
    for others in (".", "市监局/2020 -f 市政府/2019.yaml", "市政府 -f 市监局/2020"):
        assert (
            "2019#1（2018 年起，第三年）"
            in run(f"show 市监局/2020#1 -f {others} --as-of 2020-06-01", cwd=city).out
        )
    assert "任务 1 自 2019#1（2018 年起，第三年）" in run(
        "list -f . --as-of 2020-06-01", cwd=city
    ).out.replace("\n", "")
    assert "broken-link" not in run("validate .", cwd=city).out


def test_a_missing_plan_is_never_another_offices(run: Run, city: Path) -> None:
    (city / "市监局/2019/plan.yaml").unlink()
    (city / "市政府/2018.yaml").unlink()
    for others in (".", "市监局/2020 -f 市政府/2019.yaml"):
        said = run(f"show 市监局/2020#1 -f {others} --as-of 2020-06-01", cwd=city).out
        assert "2019#1（2019 年或更早）" in said
        assert "2019#1 （计划不在手边）" in said
    checked = run("validate .", cwd=city).out
    assert "open-and-carried" not in checked
    assert "“2019”的计划不在手边" in checked
    said = run(f"carry 1 --to 2019#1 {BY} -f 市监局/2018 --as-of 2018-12-20", cwd=city).err
    assert "“2019”的计划不在手边" in said


def test_what_several_plans_fit_alike_has_no_year(run: Run, city: Path) -> None:
    (city / "市监局/2019.yaml").write_bytes((city / "市监局/2019/plan.yaml").read_bytes())
    said = run("show 1 -f 市监局/2020 --as-of 2020-06-01", cwd=city).out
    assert "2019#1（2019 年或更早）" in said
    assert "“2019”可以指 2 份计划" in said


def test_a_link_in_another_plan_is_read_from_where_it_stands(run: Run, city: Path) -> None:
    text = run("show 市政府/2019#1 -f . --as-of 2020-06-01", cwd=city).out
    assert "后来" not in text
    assert "后来     市监局/2020#1" in run("show 市监局/2019#1 -f . --as-of 2020-06-01", cwd=city).out


_OWN = ("2018#1", "2019#1", "2019#2", "2017#1", "2020年#1")
_ANY = (*_OWN, "市政府/2019#1", "市监局/2018#2", "城管局/2019#1")


class _Made(NamedTuple):
    """Plans by their files, the one that is asked, what is named with it in some order, and whether links name offices."""

    plans: dict[str, str]
    asked: str
    named: list[str]
    offices: bool


@st.composite
def _made(draw: st.DrawFn) -> _Made:
    offices = draw(st.booleans())
    written = st.lists(st.sampled_from(_ANY if offices else _OWN), max_size=2, unique=True)
    plans: dict[str, str] = {}
    for office, year in itertools.product(OFFICES, YEARS):
        if name := draw(st.sampled_from(["", f"{office}/{year}.yaml", f"{office}/{year}/plan.yaml"])):
            tasks = {number: f"deadline: '11', from: {draw(written)!r}" for number in (1, 2)}
            plans[name] = plan_text(year, tasks)
    plans = plans or {"市监局/2020.yaml": plan_text(2020, {1: "deadline: '11'"})}
    asked = draw(st.sampled_from(sorted(plans)))
    others = draw(st.sets(st.sampled_from(sorted(plans)))) - {asked}
    return _Made(plans, asked, draw(st.permutations([asked, *sorted(others)])), offices)


class _Told(NamedTuple):
    links: list[tuple[str, list[str], str | None]]
    since: list[tuple[int | None, int | None]]
    findings: list[tuple[str, int]]


def _told(root: Path, asked: str, named: Sequence[str]) -> _Told:
    """Return what every link of a plan comes to, since when its tasks go on, and what is wrong with its links."""
    files = plan_folder.plans_at([root / name for name in named]).plans
    own = next(file for file in files if file.path == root / asked)
    together = at_hand.shelf(files) if len(named) > 1 else None
    case = case_of(own)._replace(shelf=(lambda: together) if together else None)
    neighbours = case.neighbours()
    tasks = case.document.plan.tasks
    found = [(text, each) for task in tasks for text in task.from_ for each in neighbours.find_all((text,))]
    lines = [lineage(task, neighbours) for task in tasks]
    checked = examination.examine(own.path, together).found
    return _Told(
        [(text, sorted(p.real for p in each.places), each.task and each.task.title) for text, each in found],
        [(line.since, line.known) for line in lines],
        sorted((d.code, d.location.line) for d in checked),
    )


@settings(max_examples=30, deadline=None)
@given(_made())
def test_the_answer_is_the_same_whatever_is_named_besides(made: _Made) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in made.plans.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        alone = _told(root, made.asked, [made.asked])
        together = _told(root, made.asked, made.named)
    if not made.offices:
        assert together == alone
    for one, other in zip(alone.links, together.links, strict=True):
        came_to_hand = (
            "/" in one[0] and not one[1]
        )  # of another office, and named: told as not at hand before
        assert other == one or came_to_hand
        assert "/" in one[0] or all(f"/{Path(made.asked).parts[0]}/" in place for place in other[1])
