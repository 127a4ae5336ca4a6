"""No answer is written over a file that the command was given to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PLAN, Run

PLACED = {
    "report bulletin --demands dem.txt -O md -o dem.txt": "dem.txt",
    "report bulletin --demands=dem.txt -O md -odem.txt": "dem.txt",
    "report bulletin --demands ./dem.txt -O md --output=sub/../dem.txt": "dem.txt",
    "report bulletin --demands link.txt -O md -o dem.txt": "dem.txt",
    "report --template mine.txt -O md -o mine.txt": "mine.txt",
    "list -f 计划 -o 计划 -O csv": "计划",
    "list -f计划 -o 计划 -O csv": "计划",
    "validate 计划 -o 计划 -O json": "计划",
    "compare plan.yaml 计划 -o 计划 -O csv": "计划",
    "export -f 计划 -o 计划 -O sqlite": "计划",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("plan.yaml", "计划"):
        (tmp_path / name).write_bytes(PLAN.read_bytes())
    (tmp_path / "dem.txt").write_text("要求一\n", encoding="utf-8")
    (tmp_path / "mine.txt").write_text("{{ report.year }}", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.txt").hardlink_to(tmp_path / "dem.txt")
    return tmp_path


@pytest.mark.parametrize(("line", "name"), PLACED.items())
def test_an_answer_never_goes_over_what_is_read(run: Run, folder: Path, line: str, name: str) -> None:
    before = (folder / name).read_bytes()
    assert "不能把结果写进" in run(line, cwd=folder, status=2).complaint[0]
    assert (folder / name).read_bytes() == before


def test_an_answer_goes_over_the_last_one(run: Run, folder: Path) -> None:
    for _ in range(2):
        run("report bulletin --demands dem.txt -o a.html", cwd=folder)
    run("list -o a.csv", cwd=folder)
    run("list -oa.csv", cwd=folder)
