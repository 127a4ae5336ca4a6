"""What lies beside a plan may come from anybody: links, pipes and odd folders must neither steer a writer nor stop it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import filelock
import pytest

from tests.conftest import Run
from workplan.domain.errors import Conflict, Unreadable
from workplan.files import atomic, ledger_file

PLAN = """\
year: 2020
titles: {document: 计划}
departments: [{name: 许可处}]
tasks:
  - {id: 1, title: 甲, goals: 乙, departments: 许可处, deadline: "11"}
"""
UPDATE = "update 1 --percent 60 --by 许可处 --as-of 2020-06-30"

links = pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plan = tmp_path / "clone" / "plan.yaml"
    plan.parent.mkdir()
    plan.write_text(PLAN, encoding="utf-8")
    return plan.parent


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    path = tmp_path / "victim"
    path.write_text("mine\n", encoding="utf-8")
    return path


# The holder of the lock.


@links
@pytest.mark.parametrize("leads", ["../victim", "plan.yaml", "../nowhere"])
def test_a_link_in_place_of_the_holder_is_not_written_through(
    run: Run, folder: Path, victim: Path, leads: str
) -> None:
    holder = folder / ".progress.yaml.holder"
    holder.symlink_to(leads)
    run(UPDATE, cwd=folder)
    assert victim.read_text() == "mine\n"
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN
    assert not (folder.parent / "nowhere").exists()
    assert holder.is_symlink(), "what others put there is left alone"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_a_pipe_in_place_of_the_holder_stops_nobody(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / ".progress.yaml.holder")
    run(UPDATE, cwd=folder)
    monkeypatch.setattr(ledger_file, "LOCK_SECONDS", 0.05)
    with filelock.FileLock(folder / ".progress.yaml.lock"):
        assert "另一个程序" in run(UPDATE, cwd=folder, status=5).err


def test_a_leftover_holder_is_replaced(run: Run, folder: Path) -> None:
    (folder / ".progress.yaml.holder").write_text("很久以前的人", encoding="utf-8")
    run(UPDATE, cwd=folder)
    assert not (folder / ".progress.yaml.holder").exists()


# The lock.


@links
@pytest.mark.parametrize("leads", ["../victim", "../nowhere", "plan.yaml"])
def test_a_link_in_place_of_the_lock_is_refused(run: Run, folder: Path, victim: Path, leads: str) -> None:
    (folder / ".progress.yaml.lock").symlink_to(leads)
    error, hint = run(UPDATE, cwd=folder, status=3).complaint
    assert "却是链接" in error
    assert "删去" in hint
    assert victim.read_text() == "mine\n"
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN
    assert not (folder.parent / "nowhere").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_a_pipe_in_place_of_the_lock_is_refused(run: Run, folder: Path) -> None:
    os.mkfifo(folder / ".progress.yaml.lock")
    assert "不是普通文件" in run(UPDATE, cwd=folder, status=3).complaint[0]


@links
def test_the_locks_library_follows_no_link_either(tmp_path: Path, victim: Path) -> None:
    """The lower bound of filelock in pyproject.toml: the link may be put there between our look and its opening."""
    (tmp_path / "lock").symlink_to(victim)
    with pytest.raises(OSError), filelock.FileLock(tmp_path / "lock"):  # noqa: PT011
        pass
    assert victim.read_text() == "mine\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_every_colleague_may_take_the_lock(run: Run, folder: Path) -> None:
    old = os.umask(0o022)
    try:
        run(UPDATE, cwd=folder)
    finally:
        os.umask(old)
    assert (folder / ".progress.yaml.lock").stat().st_mode & 0o777 == 0o666


def refusing(error: BaseException) -> Callable[..., Any]:
    def refuse(*_: Any, **__: Any) -> None:
        raise error

    return refuse


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NotImplementedError("FileSystem does not appear to support flock"), "不支持加锁"),
        (PermissionError(errno.EACCES, "Permission denied"), "别的同事"),
    ],
)
def test_where_no_lock_can_be_had_it_is_said(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, words: str
) -> None:
    monkeypatch.setattr(filelock.FileLock, "acquire", refusing(error))
    assert words in run(UPDATE, cwd=folder, status=3).complaint[0]
    assert not (folder / "progress.yaml").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows locks otherwise")
@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK])
@pytest.mark.parametrize("begun", [False, True])
def test_a_disk_without_locks_is_told_at_once(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, begun: bool
) -> None:
    """Whatever filelock does then, waiting for a lock that is its own among it; no lock is left to tell of a loss."""
    if begun:
        run(UPDATE, cwd=folder)
    before = sorted(path.name for path in folder.iterdir())
    monkeypatch.setattr("fcntl.flock", refusing(OSError(number, os.strerror(number))))
    assert "不支持加锁" in run(UPDATE, cwd=folder, status=3).complaint[0]
    assert sorted(path.name for path in folder.iterdir()) == before


# The ledger and the seal themselves.


@links
def test_a_ledger_that_leads_out_of_the_folder_is_not_written(run: Run, folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "others.yaml"
    elsewhere.write_text("", encoding="utf-8")
    (folder / "progress.yaml").symlink_to(elsewhere)
    error, _ = run(UPDATE, cwd=folder, status=3).complaint
    assert "指向文件夹以外" in error
    assert elsewhere.read_bytes() == b""


@links
def test_a_ledger_that_leads_nowhere_is_said_so(run: Run, folder: Path) -> None:
    (folder / "progress.yaml").symlink_to("gone.yaml")
    for line in (UPDATE, "due --as-of 2020-06-30", "log"):
        error, _ = run(line, cwd=folder, status=3).complaint
        assert "链接" in error
        assert "gone.yaml" in error
        assert "不存在" in error
    assert not (folder / "gone.yaml").exists()


@links
@pytest.mark.parametrize("leads", ["../victim", "plan.yaml", "../nowhere"])
@pytest.mark.parametrize("line", ["seal", "seal --renew"])
def test_a_seal_is_not_written_through_a_link(
    run: Run, folder: Path, victim: Path, leads: str, line: str
) -> None:
    (folder / "plan.seal.yaml").symlink_to(leads)
    assert "链接" in run(
        line, cwd=folder, status=5 if leads != "../nowhere" and "renew" not in line else 3
    ).err or ("renew" not in line)
    assert victim.read_text() == "mine\n"
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN
    assert not (folder.parent / "nowhere").exists()


@links
@pytest.mark.parametrize("leads", ["../victim", "../nowhere"])
def test_an_answer_is_not_written_through_a_link_out_of_its_folder(
    run: Run, folder: Path, victim: Path, leads: str
) -> None:
    (folder / "a.json").symlink_to(leads)
    for line in ("list -o a.json", "validate -o a.json", "report -O md -o a.json", "schema -o a.json"):
        assert "链接" in run(line, cwd=folder, status=3).complaint[0]
    assert victim.read_text() == "mine\n"
    assert not (folder.parent / "nowhere").exists()


# Folders that allow less than others.


@pytest.mark.parametrize("name", ["pathlib.Path.chmod", "os.chown", "os.fchmod"])
def test_a_folder_that_refuses_modes_is_written_all_the_same(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    run(UPDATE, cwd=folder)
    monkeypatch.setattr(name, refusing(PermissionError(errno.EPERM, "Operation not permitted")))
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    run(UPDATE.replace("60", "70"), cwd=folder)
    assert "percent: 70" in (folder / "progress.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "chown"), reason="no groups on this system")
def test_the_group_is_kept_where_the_owner_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, asked = tmp_path / "a.md", []
    file.write_text("old", encoding="utf-8")

    def chown(path: Any, uid: int, gid: int) -> None:
        if uid != -1:
            raise PermissionError(errno.EPERM, "Operation not permitted")
        asked.append(gid)

    monkeypatch.setattr(os, "chown", chown)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    atomic.write(file, "new")
    assert asked == [file.stat().st_gid]
    assert file.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY])
def test_a_rename_refused_once_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refused = [OSError(number, os.strerror(number))] * 2
    real = Path.replace

    def replace(self: Path, target: Any) -> Any:
        if refused:
            raise refused.pop()
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    atomic.write(tmp_path / "a.md", "new")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "new"
    monkeypatch.setattr(Path, "replace", refusing(PermissionError(errno.EACCES, "Access is denied")))
    with pytest.raises(Unreadable, match="没有权限"):
        atomic.write(tmp_path / "a.md", "newer")
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize(
    ("folder_mode", "umask", "mode"),
    [
        (0o2775, 0o022, 0o664),
        (0o775, 0o077, 0o600),
        (0o777, 0o022, 0o666),
        (0o1777, 0o022, 0o644),
        (0o755, 0o002, 0o664),
        (0o755, 0o022, 0o644),
    ],
)
def test_a_ledger_begun_by_one_is_written_by_all_who_share_its_folder(
    run: Run, folder: Path, folder_mode: int, umask: int, mode: int
) -> None:
    folder.chmod(folder_mode)
    old = os.umask(umask)
    try:
        run(UPDATE, cwd=folder)
    finally:
        os.umask(old)
    assert (folder / "progress.yaml").stat().st_mode & 0o777 == mode


def test_a_colleagues_file_is_not_called_read_only(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(UPDATE, cwd=folder)
    real = os.access
    ledger = folder / "progress.yaml"
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != ledger and real(path, mode))
    error, hint = run(UPDATE.replace("60", "70"), cwd=folder, status=3).complaint
    assert "别的同事" in error
    assert "chmod g+w progress.yaml" in hint
    ledger.chmod(0o444)
    assert "只读" in run(UPDATE.replace("60", "70"), cwd=folder, status=3).complaint[0]


# Answers, and what is the plan's own.


@pytest.mark.parametrize(
    "target",
    [
        "templates/own.md.j2",
        "templates/part.css",
        "new.html.j2",
        ".progress.yaml.lock",
        ".progress.yaml.holder",
        ".gitattributes",
        ".git/config",
        "x.progress.yaml",
        "plan.seal.yaml",
        "own.txt",
    ],
)
def test_no_output_goes_over_what_is_the_plan_s_own(run: Run, folder: Path, target: str) -> None:
    (folder / "templates").mkdir()
    (folder / ".git").mkdir()
    for name in ("templates/own.md.j2", "templates/part.css", "own.txt"):
        (folder / name).write_text("{# 自己的 #}{{ report.year }}", encoding="utf-8")
    own = (folder / "own.txt").read_bytes()
    lines = ["report --template own.txt -O md -o", "report own -O md -o"]
    if target != "own.txt":
        lines += ["list -O json -o", "validate -O json -o", "schema -o"]
    for line in lines[: 1 if target == "own.txt" else None]:
        if target == "templates/part.css" and line.startswith(("validate", "schema")):
            continue
        assert "不能把结果写进" in run(f"{line} {target}", cwd=folder, status=2).complaint[0], line
    assert (folder / "own.txt").read_bytes() == own


@pytest.mark.parametrize(
    "line", ["list -o a.json", "report -o a.md", "validate -o a.json", "schema -o a.json"]
)
def test_it_is_said_what_was_written_and_that_something_was_replaced(
    run: Run, folder: Path, line: str
) -> None:
    name = line.split()[-1]
    assert run(line, cwd=folder).err == f"已写入 {name}。\n"
    assert run(line, cwd=folder).err == f"已写入 {name}（替换了原有的文件）。\n"
    assert run(line, cwd=folder).out == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no such file on Windows")
def test_of_a_device_nothing_is_said(run: Run, folder: Path) -> None:
    assert run("list -O json -o /dev/null", cwd=folder).err == ""


def test_a_refused_record_leaves_no_lock_beside_no_ledger(run: Run, folder: Path) -> None:
    run("close 1 --by 许可处 --as-of 2020-06-30", cwd=folder, status=2)
    assert [p.name for p in folder.iterdir()] == ["plan.yaml"]


def test_the_holder_is_named_to_those_who_wait(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_file, "LOCK_SECONDS", 0.05)
    ledger = folder / "progress.yaml"
    with (
        ledger_file._locked(ledger),
        pytest.raises(Conflict, match=str(os.getpid())),
        ledger_file._locked(ledger),
    ):
        pass
