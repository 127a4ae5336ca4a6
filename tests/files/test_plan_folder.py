"""Which files of a folder are plans, what each is called, and what is passed over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from workplan.domain.errors import Unreadable
from workplan.files import plan_folder
from workplan.files.plan_folder import plans_at

A_PLAN = "year: 2020\ntitle: 甲\ntasks: []\n"


def _write(folder: Path, *names: str, text: str = A_PLAN) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _keys(*places: Path) -> list[str]:
    return [plan.key for plan in plans_at(places).plans]


def test_a_key_is_the_path_without_what_every_plan_has(tmp_path: Path) -> None:
    _write(tmp_path, "市场监管局/2020/plan.yaml", "市场监管局/2021.yaml", "教育局/2020.yaml", "plan.yaml")
    assert _keys(tmp_path) == ["plan", "市场监管局/2020", "市场监管局/2021", "教育局/2020"]


def test_the_path_is_as_the_folder_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "局/plan.yaml", "2021.yaml")
    monkeypatch.chdir(tmp_path)
    assert [str(plan.path) for plan in plans_at([Path()]).plans] == [
        "2021.yaml",
        str(Path("局", "plan.yaml")),
    ]


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (("2020.yaml", "2020/plan.yaml"), ["2020", "2020/plan"]),
    ],
)
def test_no_two_plans_have_one_key(tmp_path: Path, names: tuple[str, ...], keys: list[str]) -> None:
    _write(tmp_path, *names)
    assert _keys(tmp_path) == keys


def test_what_is_no_plan_is_passed_over(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "a.yaml",
        "progress.yaml",
        "a.progress.yaml",
        "a.seal.yaml",
        ".b.yaml",
        ".git/c.yaml",
        "d.txt",
    )
    _write(tmp_path, "e.yaml", text="years: 1\ntasks: []\n")
    _write(tmp_path, "f.yaml", text="a:\n  year: 1\n  tasks: []\n")
    assert _keys(tmp_path) == ["a"]


def test_a_file_called_plan_is_one_whatever_it_holds(tmp_path: Path) -> None:
    _write(tmp_path, "a/plan.yaml", text="{broken")
    assert _keys(tmp_path) == ["a"]


def test_keys_in_quotes_behind_a_mark_and_in_wide_text_count(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf'year' : 2020\r\n\"tasks\": []\r\n")
    (tmp_path / "b.yaml").write_bytes(A_PLAN.encode("utf-16"))
    assert _keys(tmp_path) == ["a", "b"]


def test_links_lead_nowhere(tmp_path: Path) -> None:
    _write(tmp_path / "elsewhere", "plan.yaml", "b.yaml")
    here = tmp_path / "here"
    _write(here, "a.yaml")
    (here / "b.yaml").symlink_to(tmp_path / "elsewhere" / "b.yaml")
    (here / "folder").symlink_to(tmp_path / "elsewhere")
    (here / "round").symlink_to(here)
    assert _keys(here) == ["a"]
    (here / "plan.yaml").symlink_to(tmp_path / "elsewhere" / "plan.yaml")
    assert _keys(here) == ["a", "plan"]


def test_a_link_to_one_of_the_plans_is_that_plan(tmp_path: Path) -> None:
    _write(tmp_path, "2020/plan.yaml")
    (tmp_path / "plan.yaml").symlink_to(tmp_path / "2020" / "plan.yaml")
    assert _keys(tmp_path) == ["2020"]


def test_several_places_have_keys_from_the_folder_above_them(tmp_path: Path) -> None:
    _write(tmp_path, "甲/2020/plan.yaml", "甲/2021.yaml", "乙/2020.yaml")
    assert _keys(tmp_path / "甲", tmp_path / "乙") == ["乙/2020", "甲/2020", "甲/2021"]
    assert _keys(tmp_path / "甲" / "2020" / "plan.yaml", tmp_path / "甲" / "2021.yaml") == ["2020", "2021"]


def test_a_plan_named_twice_is_one(tmp_path: Path) -> None:
    _write(tmp_path, "2020.yaml", "2021.yaml")
    assert _keys(tmp_path, tmp_path / "2020.yaml", tmp_path) == ["2020", "2021"]


def test_a_folder_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_folder, "MAX_ENTRIES", 3)
    _write(tmp_path, "a.yaml", "b.txt", "c.txt")
    assert _keys(tmp_path) == ["a"]
    _write(tmp_path, "d.txt")
    with pytest.raises(Unreadable, match="文件太多"):
        plans_at([tmp_path])


def test_a_plan_by_another_suffix_is_told_and_not_read(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml", "b.yml", "c.YAML")
    found = plans_at([tmp_path])
    assert [plan.key for plan in found.plans] == ["a"]
    assert len(found.unread) == 2
    assert all("后缀" in error.message for error in found.unread)


def test_two_files_named_alike_but_for_the_suffix_have_different_keys(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml", "a.yml", "a/plan.yaml")
    assert _keys(tmp_path / "a.yaml", tmp_path / "a.yml", tmp_path / "a") == ["a.yaml", "a.yml", "a/plan"]


def test_what_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKPLAN_MAX_MB", "1")
    _write(tmp_path, "a.yaml")
    _write(tmp_path, "b.yaml", text="#" * 1_100_000)
    found = plans_at([tmp_path])
    assert [plan.key for plan in found.plans] == ["a"]
    assert ["过大" in error.message for error in found.unread] == [True]


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("titles: {}\ndepartments: []\ntasks: []\n", "year"),
        ("year: 2020\ntitles: {}\ntask: []\n", "tasks"),
        (" year: 2020\ntitles: {}\ntasks: []\n", "year"),
        ('{"titles": {}, "departments": [], "tasks": []}', "year"),
    ],
)
def test_what_looks_like_a_plan_but_for_a_key_is_told(tmp_path: Path, text: str, lacking: str) -> None:
    _write(tmp_path, "a.yaml")
    _write(tmp_path, "b.yaml", text=text)
    found = plans_at([tmp_path])
    assert [plan.key for plan in found.plans] == ["a"]
    assert [f"最外层没有 {lacking}，" in error.message for error in found.unread] == [True]


def test_other_yaml_is_passed_over_in_silence(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml")
    _write(tmp_path, "playbook.yaml", text="hosts: all\ntasks: []\n")
    assert plans_at([tmp_path]).unread == ()


def test_a_plan_in_braces_is_one(tmp_path: Path) -> None:
    _write(tmp_path, "a.yaml", text='{"schema_version": 1, "year": 2020,\n "tasks": []}')
    assert _keys(tmp_path) == ["a"]


def test_a_file_that_may_not_be_opened_counts_as_a_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, "a.yaml")
    _write(tmp_path, "b.yaml", text="other: 1\n")
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "b.yaml")
    assert _keys(tmp_path) == ["a", "b"]


def test_a_folder_that_may_not_be_looked_into_counts_as_a_plan_among_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, "a.yaml", "局/2020/x.txt")
    scandir = os.scandir

    def closed(path: Path) -> Any:
        if Path(path).name == "2020":
            raise PermissionError(13, "")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    found = plans_at([tmp_path])
    assert ([plan.key for plan in found.plans], len(found.unread)) == (["a"], 1)
    _write(tmp_path, "b.yaml")
    found = plans_at([tmp_path])
    assert ([plan.key for plan in found.plans], len(found.unread)) == (["a", "b", "局/2020"], 0)
