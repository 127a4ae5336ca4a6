"""What was validated before is answered from memory, and from nothing else: never stale, never from a damaged entry."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PLAN, ROOT, Run
from tests.process import python
from workplan.cli import plan as opening
from workplan.files import cache, gate, plan_file, reading

LEDGER = """\
- task: 5
  date: 2020-06-30
  recorded: 2020-06-30
  by: 许可处
  percent: 40
  values:
    网办率: 96.2
- task: 8
  date: 2020-06-30
  recorded: 2020-07-01
  by: 办公室
  extension:
    to: 2020-12-15
    reason: 招标流标
"""
LINES = (
    "due --month 11 --as-of 2020-11-05",
    "list -O json --as-of 2020-11-05",
    "by-dept --as-of 2020-11-05",
    "show 5 --as-of 2020-11-05",
    "targets --as-of 2020-11-05",
    "log",
    "report --as-of 2020-11-05",
    "report bulletin -O html --as-of 2020-09-30",
)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of an empty cache."""
    folder = tmp_path / "kept"
    monkeypatch.setenv("WORKPLAN_CACHE", str(folder))
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with the real plan and a ledger."""
    folder = tmp_path / "desk"
    folder.mkdir()
    shutil.copy(PLAN, folder)
    (folder / "progress.yaml").write_text(LEDGER, encoding="utf-8")
    return folder


def validated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that names every file that is validated from now on."""
    seen: list[str] = []
    read = reading.read_file

    def noting(model, raw, file, **more):
        seen.append(Path(file).name)
        return read(model, raw, file, **more)

    for module in (reading, plan_file):
        monkeypatch.setattr(module, "read_file", noting)
    return seen


@pytest.mark.parametrize("line", LINES)
def test_an_answer_from_memory_is_the_same_to_the_byte(
    line: str, run: Run, desk: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("WORKPLAN_CACHE", "off")
    plain = run(line, cwd=desk)
    monkeypatch.setenv("WORKPLAN_CACHE", str(kept))
    seen = validated(monkeypatch)
    assert run(line, cwd=desk) == plain
    assert seen == ["plan.yaml", "progress.yaml"]
    assert run(line, cwd=desk) == plain
    assert seen == ["plan.yaml", "progress.yaml"], "validated again"


def test_values_come_back_as_they_were(desk: Path, kept: Path):
    fresh = opening.open_case(str(desk))
    again = opening.open_case(str(desk))
    assert again.document.plan == fresh.document.plan
    assert again.document.read == fresh.document.readings
    assert again.ledger.records == fresh.ledger.records
    assert type(again.document.plan.tasks[4].targets[0].value) is type(
        fresh.document.plan.tasks[4].targets[0].value
    )
    assert again.document.source.file == fresh.document.source.file
    assert again.ledger.source.file == fresh.ledger.source.file


def test_a_list_of_its_own_form_comes_back_as_it_was_read(tmp_path: Path, kept: Path):
    subprocess.run(
        [
            sys.executable,
            str(ROOT / "benchmarks" / "generate.py"),
            "--opened",
            "--tasks",
            "60",
            "-o",
            str(tmp_path / "own"),
        ],
        check=True,
    )
    fresh = opening.open_case(str(tmp_path / "own"))
    again = opening.open_case(str(tmp_path / "own"))
    assert again.document.read == fresh.document.readings
    assert again.document.plan == fresh.document.plan


def test_any_change_of_a_file_is_seen(run: Run, desk: Path, kept: Path, monkeypatch: pytest.MonkeyPatch):
    line = "show 5 -O json --as-of 2020-11-05"
    run(line, cwd=desk)
    seen = validated(monkeypatch)
    ledger = desk / "progress.yaml"
    stamp = ledger.stat()
    ledger.write_text(LEDGER.replace("percent: 40", "percent: 41"), encoding="utf-8")
    os.utime(
        ledger, ns=(stamp.st_atime_ns, stamp.st_mtime_ns)
    )  # the same size and time: only the bytes differ
    assert run("log 5 -O json", cwd=desk).data["records"][0]["percent"] == 41
    assert seen == ["progress.yaml"]
    plan = desk / "plan.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace('name: "网办率"', 'name: "网上率"'), encoding="utf-8"
    )
    assert (
        "progress.yaml" in run(line, cwd=desk, status=3).err
    )  # the same ledger is wrong beside another plan


def test_a_plan_is_looked_at_once_so_nothing_can_change_in_between(
    desk: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    """What a ledger was found good beside is the plan that was validated, and no other."""
    looks = iter([(desk / "plan.yaml").read_bytes()])
    monkeypatch.setattr(opening, "read_bytes", lambda path: next(looks))
    opening.open_case(str(desk))


def test_what_an_append_has_proved_is_remembered(
    run: Run, desk: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    run("update 5 --percent 60 --by 许可处 --as-of 2020-07-31", cwd=desk)
    seen = validated(monkeypatch)
    assert run("log 5 -O json", cwd=desk).data["records"][0]["percent"] == 60
    assert seen == []


def test_other_content_under_a_right_digest_is_as_good_as_none(
    run: Run, desk: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    plain = run("list -O json --as-of 2020-11-05", cwd=desk)
    entries = sorted(path.name for path in kept.iterdir())
    assert len(entries) == 2
    whole = {name: cache.recall(name) for name in entries}
    whole_too = [list(reversed(parts or [])) for parts in whole.values()]
    others: list[list[Any]] = [[], [1], [(1,)], [None, "x"], *whole_too]
    for other in others:
        for name in entries:
            cache.keep(name, other)
            assert run("list -O json --as-of 2020-11-05", cwd=desk) == plain, (name, other)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_place_of_an_entry_is_none(kept: Path):
    cache.keep("x.kept", [1])
    (kept / "x.kept").unlink()
    os.mkfifo(kept / "x.kept")
    assert cache.recall("x.kept") is None
    os.mkfifo(kept / f"x.kept.{os.getpid()}")
    cache.keep("x.kept", [2])
    assert cache.recall("x.kept") == [2]


def test_a_home_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("WORKPLAN_CACHE", "~/kept")
    cache.keep("x.kept", [1])
    assert cache.recall("x.kept") == [1]
    assert (tmp_path / "kept" / "x.kept").exists()


def test_a_program_in_one_archive_remembers_or_does_without(desk: Path, tmp_path: Path):
    archive = tmp_path / "workplan.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for file in sorted((ROOT / "src").rglob("*.py")):
            made.write(file, file.relative_to(ROOT / "src"))
    answers = [
        python(
            "-m", "workplan", "list", "-O", "json", "--as-of", "2020-11-05", "-f", str(desk),
            PYTHONPATH=str(archive), WORKPLAN_CACHE=str(tmp_path / "kept"),
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [(done.returncode, done.stderr) for done in answers] == [(0, "")] * 2
    assert answers[0].stdout == answers[1].stdout
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_a_changed_file_of_the_program_changes_every_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    room = tmp_path / "workplan" / "files"
    room.mkdir(parents=True)
    module = room / "cache.py"
    module.write_text("")
    monkeypatch.setattr(cache, "__file__", str(module))
    states = []
    for change in (lambda: None, lambda: module.write_text("x"), lambda: (room / "new.py").touch()):
        change()
        cache._own_files.cache_clear()
        states.append(cache._own_files())
    cache._own_files.cache_clear()
    assert len(set(states)) == 3


def test_where_the_program_s_files_cannot_be_told_nothing_is_kept(
    kept: Path, monkeypatch: pytest.MonkeyPatch, run: Run
):
    monkeypatch.setattr(cache, "_own_files", lambda: b"")
    run("due --month 11")
    assert not kept.exists()


def test_a_plan_with_errors_is_never_kept(run: Run, desk: Path, kept: Path):
    (desk / "progress.yaml").unlink()
    plan = desk / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("id: 8\n", "id: 7\n"), encoding="utf-8")
    assert run("due", cwd=desk, status=3).err == run("due", cwd=desk, status=3).err
    assert not kept.exists()


def test_another_program_has_names_of_its_own(monkeypatch: pytest.MonkeyPatch):
    mine = cache.name(b"a")
    assert mine == cache.name(b"a") != cache.name(b"b")
    assert cache.name(b"ab", b"c") != cache.name(b"a", b"bc")
    monkeypatch.setattr(cache, "__version__", "99")
    assert cache.name(b"a") != mine
    monkeypatch.undo()
    monkeypatch.setattr(cache, "_own_files", lambda: b"an edited module")
    assert cache.name(b"a") != mine


@given(data=st.data())
def test_a_damaged_entry_is_as_good_as_none(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("damaged")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKPLAN_CACHE", str(folder))
        cache.keep("x.kept", [1, "二", (3,)])
        entry = folder / "x.kept"
        whole = entry.read_bytes()
        assert cache.recall("x.kept") == [1, "二", (3,)]
        at = data.draw(st.integers(0, len(whole) - 1))
        cut = data.draw(st.booleans())
        entry.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
        assert cache.recall("x.kept") is None


def test_nothing_but_our_own_values_is_ever_made(kept: Path, tmp_path: Path):
    marker = tmp_path / "ran"

    class Hostile:
        def __reduce__(self):
            return (os.mkdir, (str(marker),))

    cache.keep("x.kept", [Hostile()])
    assert (kept / "x.kept").exists()
    assert cache.recall("x.kept") is None
    assert not marker.exists()
    pickle.loads((kept / "x.kept").read_bytes()[20:])  # what an open reader would have done
    assert marker.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such modes")
def test_a_folder_others_may_write_to_is_not_believed(kept: Path):
    cache.keep("x.kept", [1])
    assert cache.recall("x.kept") == [1]
    kept.chmod(0o777)
    assert cache.recall("x.kept") is None
    cache.keep("y.kept", [1])
    assert not (kept / "y.kept").exists()


def test_all_values_a_plan_is_made_of_may_come_back(kept: Path):
    for kind in gate.TYPES:
        assert kind.__name__ in cache._KINDS[kind.__module__].split(), kind


@pytest.mark.parametrize("setting", ["off", "/dev/null/cache", "/proc/none"])
def test_without_a_folder_answers_are_the_same(setting: str, run: Run, monkeypatch: pytest.MonkeyPatch):
    plain = run("due --month 11")
    monkeypatch.setenv("WORKPLAN_CACHE", setting)
    assert run("due --month 11") == plain


def test_without_a_home_answers_are_the_same(run: Run):
    plain = run("due --month 11 --as-of 2020-11-05")
    done = python(
        "-m",
        "workplan",
        "due",
        "--month",
        "11",
        "--as-of",
        "2020-11-05",
        "-f",
        str(PLAN),
        HOME="/nonexistent",
        WORKPLAN_CACHE="",
        XDG_CACHE_HOME="",
        COLUMNS="100",
    )
    assert (done.returncode, done.stdout) == (0, plain.out)


def test_many_at_once_share_one_folder(kept: Path, desk: Path):
    def ask(_: int) -> str:
        done = python("-m", "workplan", "list", "-O", "json", "--as-of", "2020-11-05", "-f", str(desk))
        assert done.returncode == 0, done.stderr
        return done.stdout

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(ask, range(12)))) == 1
    assert all(path.suffix == ".kept" for path in kept.iterdir()), "left unfinished"


def test_old_entries_go_first(kept: Path, monkeypatch: pytest.MonkeyPatch):
    for number in range(5):
        cache.keep(f"{number}.kept", ["x" * 1000])
        os.utime(kept / f"{number}.kept", ns=(number, number))
    (kept / "notes.txt").write_text("not ours")
    monkeypatch.setattr(cache, "MAX_BYTES", 3500)
    cache.keep("last.kept", ["x" * 1000])
    assert sorted(path.name for path in kept.iterdir()) == ["3.kept", "4.kept", "last.kept", "notes.txt"]
    monkeypatch.setattr(cache, "MAX_BYTES", 1)
    cache.keep("big.kept", ["x" * 1000])
    assert sorted(path.name for path in kept.iterdir()) == ["big.kept", "notes.txt"]


def test_as_many_plans_are_remembered_as_there_is_room_for(kept: Path):
    names = [cache.name(str(number).encode()) for number in range(600)]
    for entry in names:
        cache.keep(entry, [(1,)])
    assert all(cache.recall(entry) == [(1,)] for entry in names)
