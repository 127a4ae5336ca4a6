"""一页通: its numbers are those of the other answers, each leads to its rows, and it says only what was reported."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PLAN, ROOT, Run
from tests.pages import SMALL, SMALL_AS_OF, SMALL_LEDGER, lay_out
from workplan import reports
from workplan.cli.plan import open_case
from workplan.output import templates
from workplan.reports.figures import Figure
from workplan.reports.overview import MOST_BARS, Overview

EXAMPLE = (ROOT / "examples" / "2020-progress.yaml").read_text(encoding="utf-8")
DAYS = ("2020-03-01", "2020-10-15", "2021-01-05")
LEDGERS = {"none": "", "example": EXAMPLE}


def overview(plan: Path, day: str) -> Overview:
    case = open_case(str(plan))
    as_of = date.fromisoformat(day)
    request = reports.Request(as_of)
    return reports.Report(case.document, case.records, request, case.tasks(as_of)).overview


def said(page: Overview) -> str:
    return "".join(f"{p.figure.number if p.figure else ''}{p.text}" for p in page.conclusion)


@pytest.fixture(params=LEDGERS)
def plan(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return lay_out(tmp_path, PLAN.read_bytes(), LEDGERS[request.param])


def rows_of(figure: Figure, known: dict[str, Figure]) -> list[Any]:
    before = rows_of(known[figure.after], known) if figure.after else []
    return [*before, *figure.tasks, *figure.promises]


@pytest.mark.parametrize("day", DAYS)
def test_the_numbers_are_those_of_the_other_answers(run: Run, plan: Path, day: str) -> None:
    page = overview(plan, day)
    where = ("-f", str(plan), "--as-of", day, "-O", "json")
    status, listed = run("status", *where).data, run("list", *where).data["tasks"]
    outcomes = [target["outcome"] for target in run("targets", *where).data["targets"]]
    done, late, behind, silent, met = page.tiles
    assert {s.standing: s.figure.number for s in page.standings} == status["standings"]
    assert done.figure.number == status["done"]
    assert done.of is not None
    assert done.of.number == sum(
        bool(t["last_day"]) and t["last_day"] <= day and t["standing"] not in ("suspended", "cancelled")
        for t in listed
    )
    told = [(late, "overdue"), (behind, "behind"), (silent, "unreported")]
    assert [t.figure.number for t, _ in told] == [status["standings"].get(name, 0) for _, name in told]
    assert met.of is not None
    assert (met.figure.number, met.of.number) == (outcomes.count("met"), len(outcomes))
    held = {d["name"]: (d["lead"] + d.get("shared", 0), d["done"]) for d in status["departments"]}
    assert {r.name: (r.held.number, r.done.number) for r in page.offices.rows} == {
        name: counts for name, counts in held.items() if counts[0]
    }
    assert page.curve.months[-1].due_so_far.number == sum(
        bool(t["last_day"]) and t["standing"] not in ("suspended", "cancelled") for t in listed
    )
    assert sum(m.done.number for m in page.curve.months if m.done) == status["done"]


@pytest.mark.parametrize("day", DAYS)
def test_every_number_counts_the_rows_it_leads_to(plan: Path, day: str) -> None:
    page = overview(plan, day)
    known = {figure.key: figure for figure in page.figures}
    assert len(known) == len(page.figures)
    for figure in page.figures:
        rows = rows_of(figure, known)
        assert len(rows) == len(set(rows)) == figure.number > 0, figure.key


class Links(HTMLParser):
    """Where a page's links lead, and the places there are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.wanted: set[str] = set()
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "a":
            self.wanted.add(str(named["href"]).removeprefix("#"))
        if named.get("id"):
            self.places.add(str(named["id"]))


def many(number: int) -> str:
    """Return a plan of so many tasks, by months and departments in turn."""
    task = '  - {id: %d, title: 任务%d, goals: 做, departments: %s, deadline: "%d"}\n'
    rows = (task % (n, n, ("许可处", "餐饮处", "工会")[n % 3], n % 12 + 1) for n in range(1, number + 1))
    return SMALL[: SMALL.index("tasks:")] + "tasks:\n" + "".join(rows)


MANY_LEDGER = """
- {task: 1, date: 2020-05-10, recorded: 2020-05-11, by: 许可处, status: done}
- {task: 2, date: 2020-05-10, recorded: 2020-05-11, by: 餐饮处, percent: 40}
"""


@pytest.mark.parametrize("number", [6, MOST_BARS, MOST_BARS + 1, 300])
def test_every_link_has_its_place(run: Run, tmp_path: Path, number: int) -> None:
    text = SMALL if number == 6 else many(number)
    plan = lay_out(tmp_path, text, SMALL_LEDGER if number == 6 else MANY_LEDGER)
    page = run(f"report overview -O html --as-of {SMALL_AS_OF}", "-f", str(plan)).out
    links = Links(page)
    assert links.wanted - links.places == set()
    assert {f"task-{n}" for n in range(1, number + 1)} <= links.places
    assert ("按牵头部门" in page) is (number > MOST_BARS)


@pytest.mark.parametrize("number", [6, MOST_BARS + 1])
def test_on_paper_no_link_leads_to_what_only_screens_show(tmp_path: Path, number: int) -> None:
    text = SMALL if number == 6 else many(number)
    case = open_case(str(lay_out(tmp_path, text, SMALL_LEDGER if number == 6 else MANY_LEDGER)))
    as_of = date.fromisoformat(SMALL_AS_OF)
    request = reports.Request(as_of, on_paper=True)
    report = reports.Report(case.document, case.records, request, case.tasks(as_of))
    page = "".join(templates.render("overview", "html", [], templates.Context({"report": report})))
    links = Links(page)
    assert links.wanted - links.places == set()
    assert bool(links.wanted) is (number == 6)
    assert "screen-only" not in page.partition("</style>")[2]


def test_the_same_day_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    plan = lay_out(tmp_path, many(60), MANY_LEDGER)
    line = f"report overview -O html --as-of {SMALL_AS_OF}"
    assert run(line, "-f", str(plan)).out == run(line, "-f", str(plan)).out


def test_where_nobody_reported_the_sentence_says_so(tmp_path: Path) -> None:
    told = said(overview(lay_out(tmp_path, SMALL), SMALL_AS_OF))
    assert told.startswith("还没有部门报过进展，以下只按时限推算：6项任务中")
    assert "都没有报结的记录" in told
    assert "推进" not in told


def test_the_sentence_says_what_was_reported(tmp_path: Path) -> None:
    page = overview(lay_out(tmp_path, SMALL, SMALL_LEDGER), SMALL_AS_OF)
    assert said(page) == (
        "6项任务已报结1项，应完成2项，逾期1项。10月底以前还要完成2项，其中逾期1项、滞后1项。"
    )


def of(page: Overview, key: str) -> tuple[int, ...]:
    return next((figure.tasks for figure in page.figures if figure.key == key), ())


@pytest.mark.parametrize("day", DAYS)
def test_on_pace_is_said_only_of_what_a_percent_was_reported_of(plan: Path, day: str) -> None:
    page = overview(plan, day)
    standings = {row.task.number: row.task for row in page.rows}
    for number in of(page, "ahead-on_pace"):
        assert standings[number].percent
        assert standings[number].standing in ("on_track", "due_soon")


def test_long_names_have_the_short_ones_of_the_register(plan: Path) -> None:
    short = overview(plan, DAYS[1]).short
    assert short["药品生产(械化监管)处"] == "药品生产处"
    assert "计量评管处" not in short


def test_what_to_ask_about_comes_by_urgency_and_gap(plan: Path) -> None:
    page = overview(plan, "2020-11-20")
    order = ["overdue", "behind", "unreported", "due_soon", "on_track"]
    ranks = [order.index(row.standing) for row in page.asked]
    assert ranks == sorted(ranks)
    late = [int(re.findall(r"\d+", row.gap)[0]) for row in page.asked if row.standing == "overdue"]
    assert late == sorted(late, reverse=True)
    assert page.asked_all.number >= len(page.asked)


def parts(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.task.number: row.bar for row in rows}


def test_bars_show_percent_extension_delay_and_steps(tmp_path: Path) -> None:
    bars = parts(overview(lay_out(tmp_path, SMALL, SMALL_LEDGER), SMALL_AS_OF).rows)
    assert bars[1].filled.width == bars[1].whole.width * 60 // 100
    assert bars[3].put_off.x + bars[3].put_off.width == bars[3].whole.x + bars[3].whole.width
    assert bars[3].late.x == bars[3].whole.x + bars[3].whole.width  # nobody finished it
    assert bars[2].done == bars[2].late.x + bars[2].late.width  # eight days late
    assert [step.mark for step in bars[4].steps] == ["◆"]
    assert bars[5].whole is None


def test_what_is_due_years_later_is_in_no_month(tmp_path: Path) -> None:
    plan = SMALL.replace('deadline: "6"', "deadline: 2022-12-31")
    page = overview(lay_out(tmp_path, plan, SMALL_LEDGER), SMALL_AS_OF)
    *months, later = page.curve.months
    assert later.label == page.offices.heads[len(months)] == "以后"
    assert [month.due.number for month in months[-3:]] == [0, 0, 0]
    assert (later.due.number, later.due.words) == (1, "以后应完成")
    assert later.due_so_far.words == "连以后的应完成"


def test_groups_count_each_task_once(tmp_path: Path) -> None:
    page = overview(lay_out(tmp_path, many(100), MANY_LEDGER), SMALL_AS_OF)
    assert sum(group.figure.number for group in page.groups) == 100
    for group in page.groups:
        assert sum(part.figure.number for part in group.parts) == group.figure.number


def test_a_sheet_has_no_more_rows_than_fit(tmp_path: Path) -> None:
    names = "\n".join(f"  - {{name: {n}处}}" for n in range(1, 61))
    tasks = "\n".join(
        f'  - {{id: {n}, title: 事, goals: 做, departments: {n % 60 + 1}处, deadline: "11"}}'
        for n in range(1, 201)
    )
    plan = lay_out(tmp_path, f"year: 2020\ntitles: {{}}\ndepartments:\n{names}\ntasks:\n{tasks}\n")
    page = overview(plan, SMALL_AS_OF)
    assert (len(page.offices.rows), len(page.groups)) == (29, 29)
    assert "32个部门" in page.offices.more
    assert sum(row.held.number for row in page.offices.rows) == 200
    assert sum(group.figure.number for group in page.groups) == 200


def test_an_overview_has_two_sizes_of_paper(run: Run) -> None:
    error, hint = run("report overview --paper A1 -O html", status=2).complaint
    assert "overview" in error
    assert "A3、A4" in hint


def test_a_part_of_the_plan_says_so(run: Run, tmp_path: Path) -> None:
    plan = lay_out(tmp_path, SMALL, SMALL_LEDGER)
    text = run(f"report 一页通 --dept 许可处 --as-of {SMALL_AS_OF}", "-f", str(plan)).out
    assert "（许可处）" in text
    assert "**3项任务" in text


@pytest.mark.parametrize("day", DAYS)
def test_what_lies_between_the_lines_is_drawn_along_both(plan: Path, day: str) -> None:
    """Where they run together there is nothing between them: the way back passes every point of the other line."""
    curve = overview(plan, day).curve
    gap, done = curve.gap.split(), curve.done.split()
    assert gap[-len(done) + 1 :] == done[-2::-1]
    assert len(gap) >= 2 * len(done) - 1
