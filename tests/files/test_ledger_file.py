"""The ledger's file: old bytes stay a prefix, what is written comes back, and what fails changes nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import filelock
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import PLAN, Run
from tests.ledgers import EXAMPLE, folder_of, on, plan_of, records_in, snapshot
from tests.properties import tried
from workplan.domain.errors import Conflict, InvalidPlan, Misuse, Unreadable, WorkplanError
from workplan.files import atomic, ledger_file, ledger_text
from workplan.files.gate import progress_record
from workplan.files.ledger_file import append, extended

BOM = b"\xef\xbb\xbf"
PLAN_OF_TWO = plan_of('deadline: "10"\ndeadline: "11"')
FIRST = '- task: 2\n  date: 2020-08-01\n  recorded: 2020-08-03\n  by: 许可处\n  note: "甲: # 乙"\n'
NEW = on("08-10", status="in_progress", percent=60, note="一行\n两行")


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-8")


def indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "progress.yaml"


LAYOUTS: dict[str, bytes | None] = {
    "no file yet": None,
    "empty": b"",
    "blank lines": b"\n\n",
    "comments only": "# 台账\n".encode(),
    "comments only, last newline missing": "# 台账".encode(),
    "plain": FIRST.encode(),
    "last newline missing": FIRST.rstrip().encode(),
    "CRLF": crlf(FIRST),
    "CRLF, last newline missing": crlf(FIRST).rstrip(),
    "CRLF, comments only": crlf("# 台账\n# 只增不改\n"),
    "BOM": BOM + FIRST.encode(),
    "BOM and CRLF": BOM + crlf(FIRST),
    "BOM and nothing else": BOM,
    "indented": indented(FIRST).encode(),
    "indented, CRLF, last newline missing": crlf(indented(FIRST)).rstrip(),
    "indented, after a comment with dashes": f"# - a\n{indented(FIRST)}# 完\n".encode(),
    "dash on a line of its own": FIRST.replace("- task", "-\n  task").encode(),
    "a record in braces": "- {task: 2, date: 2020-08-01, recorded: 2020-08-03, by: 许可处, note: 好}\n".encode(),
    "text block at the end": FIRST.replace('"甲: # 乙"', "|\n    甲: # 乙\n\n").encode(),
    "comment and blank lines at the end": f"{FIRST}\n\n# 八月".encode(),
    "document start": f"---\n{FIRST}".encode(),
}


@pytest.mark.parametrize("before", LAYOUTS.values(), ids=LAYOUTS)
def test_the_old_bytes_are_a_prefix(file: Path, before: bytes | None):
    if before is not None:
        file.write_bytes(before)
    old = records_in(file, PLAN_OF_TWO) if before else ()
    append(file, PLAN_OF_TWO, [NEW])
    after = file.read_bytes()
    assert after.startswith(before or b"")
    assert (*old, NEW) == records_in(file, PLAN_OF_TWO)
    assert after.count(BOM) == (before or b"").count(BOM)
    assert after.endswith(b"\n")
    ends = after.count(b"\r\n") if b"\r\n" in (before or b"") else after.count(b"\n") - after.count(b"\r\n")
    assert ends == after.count(b"\n"), "line ends are mixed"

    append(file, PLAN_OF_TWO, [NEW])
    assert file.read_bytes().startswith(after)
    assert records_in(file, PLAN_OF_TWO) == (*old, NEW, NEW)


def test_a_record_is_a_block_a_person_can_read(file: Path):
    record = progress_record(
        {
            "task": 5,
            "date": "2020-11-25",
            "recorded": "2020-11-26",
            "by": "许可处",
            "status": "done",
            "percent": "99.50",
            "values": {"网办率": "96.2", "简易注销当场办理": "是"},
            "reached": ["上半年", "三季度"],
            "extension": {"to": "2020-12-15", "reason": "招标流标", "approval": "局长办公会"},
            "note": "差一名",
            "evidence": "证明.pdf",
        }
    )
    assert ledger_text.to_yaml(record) == (
        "- task: 5\n"
        "  date: 2020-11-25\n"
        "  recorded: 2020-11-26\n"
        '  by: "许可处"\n'
        "  status: done\n"
        "  percent: 99.50\n"
        "  values:\n"
        '    "网办率": 96.2\n'
        '    "简易注销当场办理": 是\n'
        '  reached: ["上半年", "三季度"]\n'
        "  extension:\n"
        "    to: 2020-12-15\n"
        '    reason: "招标流标"\n'
        '    approval: "局长办公会"\n'
        '  note: "差一名"\n'
        '  evidence: "证明.pdf"\n'
    )


def test_a_new_ledger_says_what_it_is(file: Path):
    append(file, PLAN_OF_TWO, [NEW])
    head, blank, first = file.read_text(encoding="utf-8").splitlines()[1:4]
    assert head.startswith("#")
    assert (blank, first) == ("", "- task: 1")


NASTY = (
    "引号\"双\"与'单'",
    "两行\n三行\n",
    "制表\t符",
    "甲: 乙 # 丙",
    "# 不是注释",
    "- 不是一项",
    "  前后有空  ",
    "\u3000全角空格\u3000",
    "null",
    "~",
    "no",
    "2020-06-31",
    "{a: b}",
    "[x",
    "*甲 &乙 !丙 %丁 @戊 `己",
    "---",
    "...",
    "反斜杠\\n",
    "😀\U00020bb7",
    "|",
    ">-",
    "长" * 5000,
    "a " * 500,
)


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("before", [None, crlf(indented(FIRST))], ids=["new", "indented CRLF"])
def test_nasty_texts_come_back(file: Path, before: bytes | None, text: str):
    if before is not None:
        file.write_bytes(before)
    record = on("08-10", by=text, note=text, evidence=text, extension={"to": "2020-12-15", "reason": text})
    append(file, PLAN_OF_TWO, [record])
    assert records_in(file, PLAN_OF_TWO)[-1] == record


@tried(300)
@given(st.text(min_size=1).filter(str.strip), st.sampled_from(("by", "note", "returned", "reason")))
@example("\u202e", "note")
@example("\ud800", "note")
@example("\x00", "returned")
@example("\x1b[31m", "reason")
def test_any_text_comes_back_or_is_refused(text: str, key: str):
    before = FIRST.encode()
    done = on("08-09", status="done")
    told: dict[str, Any] = (
        {"extension": {"to": "2020-12-15", "reason": text}} if key == "reason" else {key: text}
    )
    record = on("08-10", **{"note": "好", **told})
    try:
        after = extended(before, "progress.yaml", PLAN_OF_TWO, [done, record]).content
    except Misuse:  # bidi marks, half characters: better no record than one that reads differently
        return
    assert after.startswith(before)
    assert ledger_file.load_bytes(after, "progress.yaml", PLAN_OF_TWO).document.records[-1] == record


def test_a_character_that_would_steer_the_line_is_refused(run: Run, tmp_path: Path):
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    before = snapshot(folder)
    refused = run(
        "update 5 --as-of 2020-12-30", "--note", "甲\u202e乙", "--by", "许可处", status=2, cwd=folder
    )
    assert "U+202E" in refused.err
    assert "删去它" in refused.err
    assert written(folder, before) == {}


UNAPPENDABLE = {
    "all in brackets": "[{task: 2, date: 2020-08-01, recorded: 2020-08-03, by: 许可处, note: 好}]\n",
    "an empty list": "[]\n",
    "document end": f"{FIRST}...\n",
    "text block cut off": FIRST.replace('"甲: # 乙"', "|\n    甲").rstrip(),
    "second document": f"{FIRST}---\n{FIRST}",
    "no list": "task: 2\n",
    "broken": f'{FIRST}- task: "2\n',
    "unknown key": FIRST.replace("note", "notes"),
    "a mistake of content": FIRST.replace("task: 2", "task: 9"),
}


@pytest.mark.parametrize("text", UNAPPENDABLE.values(), ids=UNAPPENDABLE)
def test_what_cannot_be_added_to_is_left_alone(file: Path, text: str):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WorkplanError) as refused:
        append(file, PLAN_OF_TWO, [NEW])
    assert refused.value.exit_code in (2, 3)
    assert refused.value.message
    assert refused.value.hint
    assert file.read_bytes() == text.encode()
    assert leftovers(file) == []


def test_a_file_that_is_not_utf_8_is_left_alone(file: Path):
    file.write_bytes(FIRST.encode("gbk"))
    with pytest.raises(InvalidPlan) as refused:
        append(file, PLAN_OF_TWO, [NEW])
    assert [d.code for d in refused.value.diagnostics] == ["encoding"]
    assert file.read_bytes() == FIRST.encode("gbk")


def leftovers(file: Path) -> list[str]:
    """Return what else lies in the ledger's folder; the lock is meant to stay."""
    return [p.name for p in file.parent.iterdir() if p not in (file, file.with_name(f".{file.name}.lock"))]


def test_only_the_lock_stays_behind(file: Path):
    append(file, PLAN_OF_TWO, [NEW])
    assert leftovers(file) == []
    assert file.with_name(".progress.yaml.lock").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_a_link_stays_a_link(tmp_path: Path):
    (tmp_path / "shared").mkdir()
    real, link = tmp_path / "shared" / "2020.yaml", tmp_path / "progress.yaml"
    real.write_text(FIRST, encoding="utf-8")
    link.symlink_to(real)
    append(link, PLAN_OF_TWO, [NEW])
    assert link.readlink() == real
    assert not real.is_symlink()
    assert real.with_name(".2020.yaml.lock").exists(), "all links to one ledger must share its lock"
    assert len(records_in(real, PLAN_OF_TWO)) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_is_kept(file: Path, mode: int):
    file.write_text(FIRST, encoding="utf-8")
    file.chmod(mode)
    append(file, PLAN_OF_TWO, [NEW])
    assert file.stat().st_mode & 0o7777 == mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_new_file_is_readable_as_any_other(file: Path):
    append(file, PLAN_OF_TWO, [NEW])
    file.with_name("other").touch()
    assert file.stat().st_mode == file.with_name("other").stat().st_mode


as_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is read-only for root"
)


@as_root
def test_a_read_only_file_is_left_alone(file: Path):
    file.write_text(FIRST, encoding="utf-8")
    file.chmod(0o444)
    with pytest.raises(Unreadable, match="只读"):
        append(file, PLAN_OF_TWO, [NEW])
    assert file.read_text(encoding="utf-8") == FIRST
    assert leftovers(file) == []


@as_root
@pytest.mark.parametrize("text", [FIRST, None], ids=["a ledger", "none yet"])
def test_a_read_only_folder_is_left_alone(file: Path, text: str | None):
    if text:
        file.write_text(text, encoding="utf-8")
    before = snapshot(file.parent)
    file.parent.chmod(0o555)
    try:
        with pytest.raises(Unreadable, match="权限"):
            append(file, PLAN_OF_TWO, [NEW])
        assert snapshot(file.parent) == before
    finally:
        file.parent.chmod(0o755)


def test_a_file_marked_read_only_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch):
    file.write_text(FIRST, encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda path, mode, **_: mode != os.W_OK)
    with pytest.raises(Unreadable, match="只读"):
        append(file, PLAN_OF_TWO, [NEW])
    assert file.read_text(encoding="utf-8") == FIRST


def full(*_: Any, **__: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("call", ["os.fsync", "tempfile.mkstemp", "pathlib.Path.replace", "os.fdopen"])
@pytest.mark.parametrize("text", [FIRST, None], ids=["a ledger", "none yet"])
def test_a_full_disk_changes_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, text: str | None
):
    if text:
        file.write_text(text, encoding="utf-8")
    before = snapshot(file.parent)
    real = os.fdopen
    if call == "os.fdopen":  # reading goes through it too

        def fdopen(handle: int, mode: str = "r", *more: Any) -> Any:
            stream = real(handle, mode, *more)
            if "w" in mode:
                stream.close()
                full()
            return stream

        monkeypatch.setattr(os, "fdopen", fdopen)
    else:
        monkeypatch.setattr(call, full)
    with pytest.raises(Unreadable, match="磁盘已满"):
        append(file, PLAN_OF_TWO, [NEW])
    monkeypatch.undo()
    after = snapshot(file.parent)
    after.pop(".progress.yaml.lock", None)
    assert after == before
    append(file, PLAN_OF_TWO, [NEW])
    assert records_in(file, PLAN_OF_TWO)[-1] == NEW


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], None]], None]:
    """Do something each time a record has been made ready and is about to be written."""

    def arrange(edit: Callable[[int], None]) -> None:
        calls = []

        def slow(*arguments: Any) -> ledger_file.Extended:
            after = extended(*arguments)
            calls.append(after)
            edit(len(calls))
            return after

        monkeypatch.setattr(ledger_file, "extended", slow)

    return arrange


def test_what_an_editor_saves_meanwhile_is_kept(file: Path, meanwhile: Callable[..., None]):
    file.write_text(FIRST, encoding="utf-8")
    saved = FIRST + FIRST.replace("甲", "编辑器所加")

    def edit(time: int) -> None:
        if time == 1:
            file.write_text(saved, encoding="utf-8")

    meanwhile(edit)
    append(file, PLAN_OF_TWO, [NEW])
    assert file.read_bytes().startswith(saved.encode())
    assert [r.note for r in records_in(file, PLAN_OF_TWO)] == ["甲: # 乙", "编辑器所加: # 乙", "一行\n两行"]


def test_what_an_editor_saves_at_the_last_moment_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch):
    file.write_text(FIRST, encoding="utf-8")
    sync, edits = os.fsync, ["# 编辑器刚存的一行\n"]

    def save_meanwhile(handle: int) -> None:
        sync(handle)
        if edits:  # the new file is on disk; the old one is about to be replaced
            file.write_text(FIRST + edits.pop(), encoding="utf-8")

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    append(file, PLAN_OF_TWO, [NEW])
    assert file.read_text(encoding="utf-8").startswith(f"{FIRST}# 编辑器刚存的一行\n- task:")
    assert records_in(file, PLAN_OF_TWO)[-1] == NEW


def test_rare_characters_stay_readable_and_what_the_killed_left_is_swept(file: Path):
    left = file.with_name(".progress.yaml.abc.tmp")
    left.write_text("half", encoding="utf-8")
    append(file, PLAN_OF_TWO, [on("08-10", note="\U00020bb7 \\U00020BB7 \U0001f600")])
    assert 'note: "\U00020bb7 \\\\U00020BB7 \U0001f600"' in file.read_text(encoding="utf-8")
    assert not left.exists()


def test_a_ledger_that_appears_meanwhile_is_kept(file: Path, meanwhile: Callable[..., None]):
    meanwhile(lambda time: file.write_text(FIRST, encoding="utf-8"))
    append(file, PLAN_OF_TWO, [NEW])
    assert len(records_in(file, PLAN_OF_TWO)) == 2


def test_an_editor_that_never_rests_is_not_overwritten(file: Path, meanwhile: Callable[..., None]):
    file.write_text(FIRST, encoding="utf-8")
    meanwhile(lambda time: file.write_text(f"{FIRST}# {time}\n", encoding="utf-8"))
    with pytest.raises(Conflict, match="正在被别的程序修改"):
        append(file, PLAN_OF_TWO, [NEW])
    assert len(records_in(file, PLAN_OF_TWO)) == 1
    assert leftovers(file) == []


def test_what_became_wrong_meanwhile_is_left_alone(file: Path, meanwhile: Callable[..., None]):
    file.write_text(FIRST, encoding="utf-8")
    meanwhile(lambda time: file.write_text("- task: [", encoding="utf-8"))
    with pytest.raises(InvalidPlan):
        append(file, PLAN_OF_TWO, [NEW])
    assert file.read_text(encoding="utf-8") == "- task: ["


def test_a_held_lock_says_who_to_wait_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    monkeypatch.setattr(ledger_file, "LOCK_SECONDS", 0.05)
    (folder / ".progress.yaml.holder").write_text("办公室电脑上的张三", encoding="utf-8")
    before = snapshot(folder)
    with filelock.FileLock(folder / ".progress.yaml.lock"):
        refused = run("update 5 --note 好 --as-of 2020-12-30", status=5, cwd=folder)
    assert "办公室电脑上的张三" in refused.err
    assert "0.05 秒" in refused.err
    assert refused.out == ""
    assert written(folder, before) == {}


def test_a_held_lock_is_waited_for_even_where_its_holder_is_unknown(
    file: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ledger_file, "LOCK_SECONDS", 0.05)
    with (
        filelock.FileLock(file.with_name(".progress.yaml.lock")),
        pytest.raises(Conflict, match="另一个程序"),
    ):
        append(file, PLAN_OF_TWO, [NEW])
    assert not file.exists()


def test_who_writes_is_named_while_it_writes(file: Path, meanwhile: Callable[..., None]):
    seen: list[str] = []
    file.write_text(FIRST, encoding="utf-8")
    meanwhile(lambda time: seen.append(file.with_name(".progress.yaml.holder").read_text(encoding="utf-8")))
    append(file, PLAN_OF_TWO, [NEW])
    assert str(os.getpid()) in seen[0]


def test_what_was_not_written_whole_is_not_called_written(file: Path, monkeypatch: pytest.MonkeyPatch):
    file.write_text(FIRST, encoding="utf-8")
    whole = atomic.write_if
    monkeypatch.setattr(atomic, "write_if", lambda path, content, wanted: whole(path, content[:-1], wanted))
    with pytest.raises(Conflict):
        append(file, PLAN_OF_TWO, [NEW])


# What commands leave alone.


def written(folder: Path, before: dict[str, Any]) -> dict[str, Any]:
    """Return what changed in a folder, the lock apart."""
    after = snapshot(folder)
    assert before.keys() <= after.keys()
    return {
        name: state
        for name, state in after.items()
        if before.get(name) != state and name != ".progress.yaml.lock"
    }


WRITES = (
    "update 5 --percent 60 --date 2020-11-20",
    "update 11 --percent 60 --note 好",
    "done 1 3 15",
    "extend 11 --to 2021-01-31 --reason 流标",
    "close 5 6 9",
    "return 6 --reason 材料不全",
)
FIRST_WRITES = WRITES[:4]  # the others need something done already


@pytest.mark.parametrize("line", WRITES)
def test_writing_touches_the_ledger_and_nothing_else(run: Run, tmp_path: Path, line: str):
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    before = snapshot(folder)
    run(f"{line} --as-of 2020-12-30 --by 办公室", cwd=folder)
    assert list(written(folder, before)) == ["progress.yaml"]
    assert (folder / "progress.yaml").read_bytes().startswith(EXAMPLE.read_bytes())


@pytest.mark.parametrize(
    ("line", "begun"), [*((line, True) for line in WRITES), *((line, False) for line in FIRST_WRITES)]
)
def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path, line: str, begun: bool):
    folder = folder_of(tmp_path, EXAMPLE.read_bytes() if begun else None)
    before = snapshot(folder)
    shown = run(f"{line} --as-of 2020-12-30 --by 办公室 --dry-run", cwd=folder).out.split("\n", 1)[1]
    assert snapshot(folder) == before
    run(f"{line} --as-of 2020-12-30 --by 办公室", cwd=folder)
    assert (folder / "progress.yaml").read_text(encoding="utf-8").endswith("\n" + shown)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("done 4 16 99", 4),
        ("done 1 3 x", 2),
        ("close 5 6 3", 2),  # task 3 was never reported done
        ("return 6 3 --reason 材料不全", 2),
        ("extend 11 23 --to 2020-12-15 --reason 流标", 2),  # task 23 is due later than that
        ("update 5 6 --value 网办率=96", 2),  # task 6 has no such target
    ],
)
@pytest.mark.parametrize("dry", ["", " --dry-run"], ids=["", "dry run"])
def test_all_or_none(run: Run, tmp_path: Path, line: str, status: int, dry: str):
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    before = snapshot(folder)
    refused = run(f"{line} --as-of 2020-12-30 --by 办公室{dry}", status=status, cwd=folder)
    assert written(folder, before) == {}
    assert refused.out == ""


READS = (
    "due --month 11",
    "overdue",
    "list --sort standing",
    "show 22",
    "show point 5",
    "by-dept",
    "by-dept 许可处",
    "points",
    "targets",
    "search 平台",
    "status",
    "missing --month 6",
    "log",
    "report",
    "report plan -O html",
    "report --list",
    "schema",
)


@pytest.mark.parametrize("line", [*READS, "validate", "validate -O json", "validate --list"])
@pytest.mark.parametrize("ledger_bytes", [EXAMPLE.read_bytes(), None], ids=["a ledger", "none"])
def test_reading_writes_nothing(run: Run, tmp_path: Path, line: str, ledger_bytes: bytes | None):
    folder = folder_of(tmp_path, ledger_bytes)
    before = snapshot(folder)
    timed = "" if line.startswith(("schema", "validate")) else " --as-of 2020-12-10"
    assert run(f"{line}{timed}", cwd=folder).out
    assert snapshot(folder) == before


@pytest.mark.parametrize("line", READS[:3])
def test_reading_a_broken_ledger_writes_nothing_either(run: Run, tmp_path: Path, line: str):
    folder = folder_of(tmp_path, b"- task: [")
    before = snapshot(folder)
    run(line, status=3, cwd=folder)
    assert snapshot(folder) == before


def test_the_answer_is_never_written_over_the_ledger(run: Run, tmp_path: Path):
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    before = snapshot(folder)
    run("log -O md -o progress.yaml", status=2, cwd=folder)
    assert snapshot(folder) == before


def test_the_ledger_lies_beside_the_plan_wherever_one_stands(run: Run, tmp_path: Path):
    folder, elsewhere = folder_of(tmp_path / "plan"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    run("done 1 --as-of 2020-12-30 --by 办公室", "-f", str(folder / "plan.yaml"), cwd=elsewhere)
    assert sorted(p.name for p in folder.iterdir()) == [".progress.yaml.lock", "plan.yaml", "progress.yaml"]
    assert list(elsewhere.iterdir()) == []


def test_the_worked_example_is_valid_and_says_that_it_is_invented(run: Run, tmp_path: Path):
    folder = folder_of(tmp_path, EXAMPLE.read_bytes())
    assert "warning" not in run("validate --strict", cwd=folder).out
    assert EXAMPLE.read_text(encoding="utf-8").startswith("# 虚构示例")
    assert not PLAN.with_name("progress.yaml").exists()
