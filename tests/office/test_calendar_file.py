"""Calendars: one all-day event a dated task and step, the same names for ever, extensions counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, folder_of

HEAD = """\
year: 2020
titles: {document: 工作要点}
publication: {issuer: 市局, issued: 2020-03-27}
departments: [{name: 许可处}]
tasks:
"""


def events(content: str | bytes) -> dict[str, Any]:
    made = icalendar.Calendar.from_ical(content)
    found = made.walk("VEVENT")
    assert not made.errors
    assert not [event.errors for event in found if event.errors]
    named = {str(event["UID"]): event for event in found}
    assert len(named) == len(found)
    return named


def by_end(named: dict[str, Any], end: str) -> Any:
    (found,) = [event for name, event in named.items() if name.split("@")[0].endswith(end)]
    return found


def test_every_dated_task_and_step_has_its_day(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    result = run("list --as-of 2020-04-01 -O ics", cwd=folder)
    listed = run("list --as-of 2020-04-01 -O json", cwd=folder).data["tasks"]
    named = events(result.out)
    days = [t["last_day"] for t in listed if t["last_day"]]
    days += [s["deadline"]["last_day"] for t in listed for s in t["milestones"] if s["deadline"]["last_day"]]
    assert sorted(str(event["DTSTART"].dt) for event in named.values()) == sorted(days)
    assert result.err == "不在日历里：3 项没有日子（任务 27、28、29）。\n"
    task = by_end(named, "-task-5")
    assert task["DTEND"].dt == date(2020, 12, 1)
    assert "深化企业开办便利化、注销便利化" in task["SUMMARY"]


def test_lines_are_at_most_75_octets_and_broken_between_characters(run: Run) -> None:
    content = run("list --as-of 2020-04-01 -O ics").out.encode("utf-8")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)


def test_an_extension_moves_the_day_and_raises_the_sequence(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    before = by_end(events(run("list --as-of 2020-09-01 -O ics", cwd=folder).out), "-task-32")
    run("extend 32 --to 2020-11-30 --reason 改革 --by 市食药检院 --as-of 2020-09-29", cwd=folder)
    after = by_end(events(run("list --as-of 2020-10-01 -O ics", cwd=folder).out), "-task-32")
    assert before["UID"] == after["UID"]
    assert [before["SEQUENCE"], after["SEQUENCE"]] == [0, 1]
    assert [str(e["DTSTART"].dt) for e in (before, after)] == ["2020-08-31", "2020-11-30"]
    assert after["DTSTAMP"].dt.date() == date(2020, 9, 29)


def test_due_has_the_steps_it_lists(run: Run) -> None:
    named = events(run("due --month 6 --as-of 2020-06-01 -O ics").out)
    shown = run("due --month 6 --as-of 2020-06-01 -O json").data
    assert len(named) == len(shown["tasks"]) + len(shown["milestones"])


def test_what_recurs_has_each_time_that_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(
        HEAD + "  - {id: 1, title: 月报, goals: 报, departments: 许可处, deadline: 每月25日前}\n",
        encoding="utf-8",
    )
    named = events(run("list --as-of 2020-10-26 -O ics", cwd=tmp_path).out)
    assert sorted(str(e["DTSTART"].dt) for e in named.values()) == ["2020-11-25", "2020-12-25"]


def test_the_same_input_is_the_same_bytes(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    run("list --as-of 2020-11-30 -o 日历.ics", cwd=folder)
    first = (folder / "日历.ics").read_bytes()
    run("list --as-of 2020-11-30 -o 日历.ics", cwd=folder)
    assert (folder / "日历.ics").read_bytes() == first
    assert first.count(b"\r\n") == first.count(b"\n")


@pytest.mark.parametrize("line", ["overdue", "status", "by-dept 许可处", "log"])
def test_other_answers_have_no_days(run: Run, line: str) -> None:
    assert run(f"{line} -O ics", status=2).complaint[0] == "只有 due 和 list 能输出日历（ics）。"


def test_without_the_library_the_command_that_installs_it_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    assert run("list -O ics", status=69).complaint[1] == '运行 pip install "workplan[office]"。'
