"""``workplan export``: where it writes, what it refuses, and that nothing is ever half there."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_many import small
from tests.conftest import PLAN, ROOT, Run
from workplan.cli.app import run as run_command
from workplan.library.tables import TABLES


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "2020"
    folder.mkdir()
    shutil.copy(PLAN, folder)
    shutil.copy(ROOT / "examples" / "2020-progress.yaml", folder / "progress.yaml")
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_of_csv_is_what_is_written_unless_told(run: Run, plan: Path, tmp_path: Path) -> None:
    said = run(f"export -f {plan} --as-of 2020-11-01", "-o", str(tmp_path / "数据"))
    assert (said.out, said.err) == ("", f"已写入 {tmp_path / '数据'}。\n")
    assert files(tmp_path / "数据") == sorted(f"{name}.csv" for name in TABLES)
    raw = (tmp_path / "数据" / "standings.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfplan,year,as_of,task,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 36


@pytest.mark.parametrize("name", ["计划.sqlite", "计划.db", "计划.SQLITE3"])
def test_a_database_is_known_by_its_suffix(run: Run, plan: Path, tmp_path: Path, name: str) -> None:
    run(f"export -f {plan} --as-of 2020-11-01", "-o", str(tmp_path / name))
    with closing(sqlite3.connect(tmp_path / name)) as database:
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_schema")}
        assert tables == set(TABLES)
        said = run(f"status -f {plan} --as-of 2020-11-01 -O json").data["standings"]
        counted = database.execute("SELECT standing, count(*) FROM standings GROUP BY standing")
        assert dict(counted) == said


def test_lines_of_json(run: Run, plan: Path, tmp_path: Path) -> None:
    run(f"export -f {plan} --as-of 2020-11-01 -O jsonl", "-o", str(tmp_path / "out"))
    lines = (tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    (only,) = map(json.loads, lines)
    assert only == {
        "plan": "2020",
        "year": 2020,
        "as_of": "2020-11-01",
        "file": f"{plan}/plan.yaml",
        "title": "2020年全市市场监督管理工作要点",
        "issuer": "市市场监督管理局",
        "issued": "2020-03-27",
        "published": "2020-03-31",
        "tasks": 35,
        "kept": True,
    }


def test_parquet_is_a_folder_a_year(run: Run, plan: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra [parquet] is not installed")
    run(f"export -f {plan} --as-of 2020-11-01 -O parquet", "-o", str(tmp_path / "out"))
    assert files(tmp_path / "out") == sorted(f"{name}/year=2020/data_0.parquet" for name in TABLES)
    found = duckdb.sql(f"SELECT year, typeof(last_day) FROM '{tmp_path}/out/standings/*/*.parquet' LIMIT 1")
    assert found.fetchall() == [(2020, "DATE")]


def test_a_table_without_rows_can_be_asked_all_the_same(run: Run, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra [parquet] is not installed")
    run("export --as-of 2020-11-01 -O parquet", "-o", str(tmp_path / "out"))
    assert duckdb.sql(f"SELECT year, record FROM '{tmp_path}/out/records/*/*.parquet'").fetchall() == []


def test_without_the_library_it_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    _, hint = run("export -O parquet", "-o", str(tmp_path / "out"), status=69).complaint
    assert 'pip install "workplan[parquet]"' in hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_anything_is_left_alone(run: Run, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    run(f"export -f {plan}", "-o", str(out))  # an empty one is as good as none
    (out / "tasks.csv").write_text("mine")
    before = {path: path.read_bytes() for path in out.iterdir()}
    error, hint = run(f"export -f {plan}", "-o", str(out), status=5).complaint
    assert "没有写入" in error
    assert "--force" in hint
    assert {path: path.read_bytes() for path in out.iterdir()} == before


def test_force_replaces_what_bears_the_same_name_and_nothing_else(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "tasks.csv").write_text("old")
    (out / "说明.txt").write_text("mine")
    run(f"export -f {plan} --force", "-o", str(out))
    assert (out / "tasks.csv").read_text(encoding="utf-8-sig").startswith("plan,year,task,")
    assert (out / "说明.txt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2020", "out"]


def test_a_database_that_was_named_is_replaced_and_that_is_said(run: Run, plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.db"
    run(f"export -f {plan}", "-o", str(target))
    assert "替换了原有的文件" in run(f"export -f {plan}", "-o", str(target)).err


def test_the_same_input_gives_the_same_bytes(run: Run, plan: Path, tmp_path: Path) -> None:
    for shape in ("csv", "jsonl", "sqlite"):
        for name in "ab":
            run(f"export -f {plan} --as-of 2020-11-01 -O {shape}", "-o", str(tmp_path / f"{shape}-{name}"))
        one, other = tmp_path / f"{shape}-a", tmp_path / f"{shape}-b"
        if one.is_dir():
            assert all((one / file).read_bytes() == (other / file).read_bytes() for file in files(one))
        else:
            assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("export", 2),
        ("export -o ''", 2),
        ("export -o -", 2),
        ("export -o 表.csv", 2),
        ("export -o 表.parquet", 2),
        ("export -o 表 -O xlsx", 2),
        ("export -o 表.yaml", 2),
        ("export -o .git/表", 2),
        ("export -o there.txt -O csv", 2),
        ("export -o folder -O sqlite", 2),
        ("export -o none/a.db", 3),
    ],
)
def test_places_that_are_refused(run: Run, plan: Path, line: str, status: int) -> None:
    (plan / "there.txt").write_text("mine")
    (plan / "folder").mkdir()
    before = files(plan)
    run(line, status=status, cwd=plan)
    assert files(plan) == before


def test_a_link_out_of_its_folder_is_not_followed(run: Run, plan: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (plan / "out").symlink_to(outside)
    run("export -o out", status=3, cwd=plan)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("force", ["", "--force"])
def test_the_folder_of_a_plan_is_no_folder_of_tables(
    run: Run, plan: Path, tmp_path: Path, force: str
) -> None:
    """Named from wherever, by whatever way, with its own words: there is no link."""
    before = files(plan)
    (tmp_path / "link").symlink_to(plan)
    for cwd, named, out in (
        (plan, ".", "."),
        (plan, str(tmp_path), "."),
        (tmp_path, "2020", "2020"),
        (tmp_path, "2020", "link"),
        (tmp_path, str(plan / "plan.yaml"), str(plan)),
    ):
        error, hint = run(f"export -f {named} -o {out} {force}", status=5, cwd=cwd).complaint
        assert error == f"{out} 是放计划的文件夹，没有写入。"
        assert "数据" in hint
    assert files(plan) == before
    run("export -f 2020 -o 2020/数据", cwd=tmp_path)


def test_an_invalid_plan_writes_nothing(run: Run, plan: Path, tmp_path: Path) -> None:
    text = (plan / "plan.yaml").read_text(encoding="utf-8")
    (plan / "plan.yaml").write_text(text.replace("year: 2020", "year: 20", 1), encoding="utf-8")
    run(f"export -f {plan}", "-o", str(tmp_path / "out"), status=3)
    assert [path.name for path in tmp_path.iterdir()] == ["2020"]


def test_what_breaks_off_leaves_nothing_behind(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workplan.library.dated_rows.standings_of", full)
    for shape in ("csv", "sqlite"):
        assert run_command(["export", "-f", str(plan), "-O", shape, "-o", str(tmp_path / "out")]) == 3
        assert "磁盘已满" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["2020"]


def test_text_that_looks_like_a_formula_stays_text(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "year: 2020\ntitles: {document: 2020年计划}\ndepartments: [{name: 工会}]\n"
        "tasks: [{id: 1, title: '=HYPERLINK(1)', goals: '做好', departments: 工会, deadline: '11'}]\n"
    )
    run(f"export -f {plan}", "-o", str(tmp_path / "out"))
    with (tmp_path / "out" / "tasks.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert next(csv.DictReader(stream))["title"] == "'=HYPERLINK(1)"
    run(f"export -f {plan}", "-o", str(tmp_path / "a.db"))
    with closing(sqlite3.connect(tmp_path / "a.db")) as database:
        assert database.execute("SELECT title FROM tasks").fetchone() == ("=HYPERLINK(1)",)


def test_what_was_recorded_later_is_left_out_when_asked(run: Run, plan: Path, tmp_path: Path) -> None:
    for name, more in (("all", ""), ("known", "--known-on 2020-06-30")):
        run(f"export -f {plan} --as-of 2020-11-01 -O jsonl {more}", "-o", str(tmp_path / name))
    lines = [
        (tmp_path / name / "records.jsonl").read_text(encoding="utf-8").splitlines()
        for name in ("all", "known")
    ]
    assert len(lines[1]) < len(lines[0])
    assert all(json.loads(line)["recorded"] <= "2020-06-30" for line in lines[1])


@pytest.fixture
def several(tmp_path: Path, plan: Path) -> Path:
    folder = tmp_path / "several"
    for name in ("a", "b", "c"):
        shutil.copytree(plan, folder / name)
    return folder


def keys(target: Path) -> list[str]:
    lines = (target / "plans.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["plan"] for line in lines]


def test_a_folder_of_plans_is_exported_whole(run: Run, several: Path, tmp_path: Path) -> None:
    run(f"export -f {several} --as-of 2020-11-01 -O jsonl", "-o", str(tmp_path / "out"))
    assert keys(tmp_path / "out") == ["a", "b", "c"]
    run(f"export -f {several}/a -f {several}/c --as-of 2020-11-01 -O jsonl", "-o", str(tmp_path / "two"))
    assert keys(tmp_path / "two") == ["a", "c"]


def test_one_broken_plan_stops_it_or_is_named(run: Run, several: Path, tmp_path: Path) -> None:
    for name in "ab":
        broken = several / name / "plan.yaml"
        broken.write_text(broken.read_text(encoding="utf-8").replace("year: 2020", "year: 20", 1), "utf-8")
    line = f"export -f {several} --as-of 2020-11-01 -O jsonl"
    said = run(line, "-o", str(tmp_path / "out"), status=3).err
    assert [f"{several}/{name}/plan.yaml:" in said for name in "abc"] == [True, True, False]
    assert not (tmp_path / "out").exists()
    said = run(f"{line} --skip-invalid", "-o", str(tmp_path / "out"), status=1).err
    assert "跳过：a：" in said
    assert "跳过：b：" in said
    assert keys(tmp_path / "out") == ["c"]


def test_a_day_without_a_year_is_refused_where_plans_are_of_several(run: Run, tmp_path: Path) -> None:
    run("export -f examples --as-of 11月1日", "-o", str(tmp_path / "out"), status=2)
    run("export -f examples --as-of 2022-11-01", "-o", str(tmp_path / "out"))


def test_of_many_plans_what_lies_beside_each_is_said(run: Run, tmp_path: Path) -> None:
    for year in ("2019", "2020"):
        small(tmp_path, f"{year}/plan", year=int(year))
    (tmp_path / "2020" / "progress (1).yaml").write_text("[]\n", encoding="utf-8")
    said = run(f"export -o {tmp_path / '数据'} --as-of 2020-07-01 -f {tmp_path}").err
    assert "注意：2020：progress (1).yaml 像是另一个台账" in said
    assert "注意：2019" not in said
