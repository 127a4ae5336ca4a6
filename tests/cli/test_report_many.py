"""Pages about several plans: the same figures as ``status``, the worst first, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_many import BROKEN, small
from tests.conftest import Run

DAY = "--as-of 2020-07-10"


@pytest.fixture
def city(tmp_path: Path, run: Run) -> Path:
    """Three bureaus, one of which is through with what was due."""
    for key in ("教育局/2020", "市场局/2020", "水利局/2020"):
        small(tmp_path, key)
    run(f"done 1 --by 办公室 --date 2020-06-20 -f {tmp_path / '市场局' / '2020.yaml'}")
    return tmp_path


def rows(markdown: str, head: str) -> list[list[str]]:
    """Return the rows of the table whose heads begin so."""
    lines = markdown[markdown.index(head) :].splitlines()[2:]
    table = lines[: next((at for at, line in enumerate(lines) if not line.startswith("|")), len(lines))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_overview_has_the_figures_of_status_and_the_worst_plan_first(run: Run, city: Path) -> None:
    page = run(f"report overview {DAY} -f {city}").out
    status = run(f"status {DAY} -f {city} -O json").data
    shown = rows(page, "| 计划 | 任务 |")
    assert [row[0] for row in shown] == ["教育局/2020", "水利局/2020", "市场局/2020"]
    counts = {line["plan"]: line for line in status["by_plan"]}
    for key, total, done, _, due, due_done, overdue, *_ in shown:
        assert (int(total), int(done)) == (counts[key]["total"], counts[key]["done"])
        assert int(overdue or 0) == counts[key]["standings"].get("overdue", 0)
        assert (due, due_done) == ("1", "1" if key == "市场局/2020" else "0")
    assert f"3份计划共{status['total']}项任务，已报结{status['done']}项；应完成3项，其中已报结1项" in page
    assert [row[:2] for row in rows(page, "| 计划 | 号 |")][:2] == [
        ["教育局/2020", "1"],
        ["水利局/2020", "1"],
    ]


def test_the_page_unfolds_each_plan_without_a_script(run: Run, city: Path) -> None:
    page = run(f"report overview {DAY} -f {city} -O html").out
    assert len(re.findall("<details ", page)) == 3
    assert "<script" not in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets
    assert targets <= set(re.findall(r'id="([^"]+)"', page))


def test_the_bulletin_counts_by_plan_and_names_the_worst(run: Run, city: Path) -> None:
    page = run(f"report bulletin --month 2020-06 --as-of 2020-08-01 --issue 6 --to 各局 -f {city}").out
    assert "（截至2020年6月30日）" in page
    assert "没有逾期任务。" in page
    page = run(f"report bulletin {DAY} -f {city}").out
    assert "逾期2项，分属2份计划：教育局/2020（1项）、水利局/2020（1项）：" in page
    assert "1.教育局/2020的任务1“甲事”（许可处），逾期10天。" in page


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("report wall", "报告 wall 一次只对一份计划，这里有 3 份："),
        ("report", "报告 plan 一次只对一份计划"),
        ("report overview --dept 许可处", "有 3 份计划，--dept 用不上。"),
        ("report overview --month 2020-06", "--month 是通报的，overview 用不上。"),
        ("report bulletin --month 6", "有几份计划，--month 6 要写明年份。"),
        ("report bulletin --month 2020-09", "还没有到"),
        ("report overview -o {city}/教育局/2020.yaml -O md", "2020.yaml"),
    ],
)
def test_what_is_of_one_plan_is_refused(run: Run, city: Path, line: str, said: str) -> None:
    assert said in run(f"{line.format(city=city)} {DAY} -f {city}", status=2).err


def test_a_broken_plan_stops_the_page_or_is_named_on_it(run: Run, city: Path) -> None:
    (city / "坏.yaml").write_text(BROKEN, encoding="utf-8")
    assert "坏.yaml" in run(f"report overview {DAY} -f {city}", status=3).err
    page = run(f"report overview {DAY} -f {city} --skip-invalid", status=1)
    assert "跳过：坏：" in page.out
    assert "跳过：坏：" in page.err
