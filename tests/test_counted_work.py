"""Work is counted, not timed: each file read once, each item once, each task's standing computed once an answer.

To whoever broke this test: an answer about 100,000 tasks takes as long as what is done for each of them, and doing it
twice takes twice as long. Compute once, and pass on what you have.
"""

from __future__ import annotations

import contextlib
import io
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PLAN, Run
from workplan.answers import columns, tasks
from workplan.cli import plan as opening
from workplan.cli.app import run as run_command
from workplan.domain import history, interpretation, standing
from workplan.files import ledger_file, parsing, plan_file

TASKS = 35
LEDGER = "- {task: 5, date: 2020-06-30, recorded: 2020-06-30, by: 许可处, percent: 40}\n"
ANSWERS = (
    "due --month 11",
    "list --dept 许可处 -O json",
    "overdue",
    "by-dept",
    "by-dept 许可处",
    "status",
    "points",
    "targets",
    "search 甬舟",
    "show 7",
    "missing --month 6",
    "report",
    "report --dept 许可处",
    "report wall -O html",
    "report overview -O html",
    "report department --dept 许可处 -O html",
    "report slip --level 催办 -O html",
)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[Any]:
    """Count what is done from now on, with nothing remembered from before."""
    monkeypatch.setenv("WORKPLAN_CACHE", "off")
    counts: Counter[Any] = Counter()

    def count(holder: Any, name: str, key: Callable[..., Any]) -> None:
        plain = getattr(holder, name)

        def counting(*arguments: Any, **named: Any) -> Any:
            counts[key(*arguments)] += 1
            return plain(*arguments, **named)

        monkeypatch.setattr(holder, name, counting)

    count(standing, "_stand", lambda item, *_: ("standing", item.task.id))
    count(interpretation._Reader, "task", lambda _, task: ("reading", task.id))
    count(history, "_folded", lambda records: ("history", records[0].task))
    count(tasks, "record", lambda _, item: ("made", id(item)))
    count(columns, "row", lambda _, item: ("made", id(item)))
    count(parsing, "parse_text", lambda _, file, *__: ("parsed", Path(file).name))
    for module in (opening, plan_file, ledger_file):
        count(module, "read_bytes", lambda path: ("bytes", Path(path).name))
    return counts


@pytest.mark.parametrize("line", ANSWERS)
def test_each_task_is_read_and_stands_once(line: str, run: Run, counted: Counter[Any]):
    run(f"{line} --as-of 2020-11-05")
    for kind in ("standing", "reading"):
        done = {key[1]: times for key, times in counted.items() if key[0] == kind}
        assert set(done.values()) <= {1}, kind
        assert len(done) in (0, TASKS)


def test_a_bulletin_asks_once_more_about_the_day_before(run: Run, counted: Counter[Any]):
    run("report bulletin --as-of 2020-11-05 -O html")
    assert {times for key, times in counted.items() if key[0] == "standing"} == {2}
    assert {times for key, times in counted.items() if key[0] == "reading"} == {1}


RECORDED = (
    "- task: 5\n  date: 2020-06-30\n  recorded: 2020-06-30\n  by: 许可处\n  percent: 40\n"
    "- task: 5\n  date: 2020-05-31\n  recorded: 2020-06-30\n  by: 许可处\n  percent: 20\n"
    "- task: 7\n  date: 2020-06-30\n  recorded: 2020-06-30\n  by: 办公室\n  status: done\n"
)


@pytest.mark.parametrize("line", ["due", "list -O json", "status", "by-dept", "report", "targets", "show 5"])
def test_each_history_is_folded_once(line: str, run: Run, counted: Counter[Any], tmp_path: Path):
    shutil.copy(PLAN, tmp_path)
    (tmp_path / "progress.yaml").write_text(RECORDED, encoding="utf-8")
    run(f"{line} --as-of 2020-11-05", cwd=tmp_path)
    assert {key[1]: times for key, times in counted.items() if key[0] == "history"} == {5: 1, 7: 1}


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_the_first_line_is_out_before_the_second_task_is_made(
    format_: str, counted: Counter[Any], monkeypatch: pytest.MonkeyPatch
):
    """A screen, a pipe to `head`, a file: all get what there is while the rest is being made."""
    seen: list[int] = []

    class Screen(io.StringIO):
        def write(self, text: str) -> int:
            seen.append(sum(key[0] == "made" for key in counted))
            return super().write(text)

        def writelines(self, lines: Iterable[str]) -> None:  # type: ignore[override]
            for line in lines:
                self.write(line)

    monkeypatch.chdir(PLAN.parent)
    with contextlib.redirect_stdout(Screen()):
        assert run_command(["list", "-O", format_, "--as-of", "2020-11-05"]) == 0
    assert seen[0] == 0
    assert max(later - before for before, later in pairwise(seen)) == 1
    assert seen[-1] == TASKS


@pytest.mark.parametrize("line", ["validate", "due", "report"])
def test_each_file_is_read_once_and_parsed_once(line: str, run: Run, counted: Counter[Any], tmp_path: Path):
    shutil.copy(PLAN, tmp_path)
    (tmp_path / "progress.yaml").write_text(LEDGER, encoding="utf-8")
    run(line, cwd=tmp_path)
    for kind in ("bytes", "parsed"):
        done = {key[1]: times for key, times in counted.items() if key[0] == kind}
        assert done == {"plan.yaml": 1, "progress.yaml": 1}, kind


def test_a_file_with_something_wrong_is_parsed_once_as_well(run: Run, counted: Counter[Any], tmp_path: Path):
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        PLAN.read_text(encoding="utf-8").replace("year: 2020", "year: !!int 2020"), encoding="utf-8"
    )
    run("validate", cwd=tmp_path, status=1)
    assert counted["parsed", "plan.yaml"] == 1
