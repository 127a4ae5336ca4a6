"""The browser that prints: the PDF is taken when it is whole, whatever the program goes on doing; it ends with us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.output.test_pages import in_browser
from tests.pages import BROWSER, Pdf
from tests.process import environment
from workplan.domain.errors import Unreadable
from workplan.output import browser
from workplan.output.pdf_author import signed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
PDF = "%%PDF-1.4\\n...\\n%%%%EOF\\n"
TARGET = 'for a in "$@"; do case "$a" in --print-to-pdf=*) t="${a#*=}";; esac; done\n'


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have a shell script stand for the browser; `$t` is where the PDF is wanted."""

    def stand_in(script: str) -> None:
        path = tmp_path / "browser"
        path.write_text(f"#!/bin/sh\ncd {tmp_path}\n{TARGET}{script}")
        path.chmod(0o755)
        monkeypatch.setenv("WORKPLAN_BROWSER", str(path))

    return stand_in


def gone(pid: int) -> bool:
    """Wait a little for a process to be no more; one that nobody has buried is no more either."""
    for _ in range(50):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False


def awaited(path: Path) -> int:
    for _ in range(100):
        if path.exists() and path.read_text().strip():
            return int(path.read_text())
        time.sleep(0.1)
    raise AssertionError(path)


@pytest.mark.parametrize(
    "script",
    [
        f'printf "{PDF}" > "$t"; echo $$ > pid; sleep 600',  # never exits
        f'printf "{PDF}" > "$t"; sleep 600 & echo $! > pid',  # a helper holds its pipe
        f'(sleep 1; printf "{PDF}" > "$t"; sleep 600) & echo $! > pid',  # a launcher leaves first
        f'printf "%%PDF-1.4" > "$t"; sleep 1; printf "{PDF}" > "$t"; echo $$ > pid; exit 1',  # slow, and complains
    ],
)
def test_the_pdf_is_taken_when_it_is_whole(
    tmp_path: Path, stand_in: Callable[[str], None], script: str
) -> None:
    stand_in(script)
    assert browser.to_pdf("<p>x").endswith(b"%%EOF\n")
    assert gone(awaited(tmp_path / "pid"))


def test_what_is_no_pdf_is_not_taken(
    stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_GRACE", {True: 3, False: 3})
    for script in ('echo "not a pdf" > "$t"', 'printf "%%PDF-1.4 half" > "$t"', ': > "$t"', "exit 0"):
        stand_in(script)
        with pytest.raises(Unreadable, match="没有生成 PDF"):
            browser.to_pdf("<p>x")


def test_the_browsers_own_words_are_shown(stand_in: Callable[[str], None]) -> None:
    stand_in("echo first >&2; printf 'Missing X server \\033[31m\\n' >&2; exit 1")
    with pytest.raises(Unreadable, match="Missing X server <U"):
        browser.to_pdf("<p>x")


def test_a_large_page_has_more_time_and_who_waits_in_vain_hears_how_to_print_less(
    stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in("sleep 600")
    monkeypatch.setattr(browser, "_STEPS", 1)
    monkeypatch.setattr(browser, "_STEP", 0.01)
    looked: list[int] = []
    awaited_before = browser._awaited

    def awaited(*given: Any) -> bytes | None:
        looked.append(given[-1])
        return awaited_before(*given)

    monkeypatch.setattr(browser, "_awaited", awaited)
    for page in ("<p>x", "x" * 1000):
        with pytest.raises(Unreadable, match="还没有完成") as failed:
            browser.to_pdf(page)
        assert "--dept 或 --month" in failed.value.hint
    assert looked == [1, 1 + 1000 * browser._STEPS_MORE // browser._MILLION]


@in_browser
def test_a_pdf_has_bookmarks_a_title_and_an_author(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert BROWSER
    monkeypatch.setenv("WORKPLAN_BROWSER", BROWSER)
    page = "<!DOCTYPE html><html lang=zh><title>\u901a\u62a5</title><h1>\u4e00</h1><h2>\u4e8c</h2>"
    target = tmp_path / "a.pdf"
    target.write_bytes(signed(browser.to_pdf(page), "\u5e02\u5c40(\u529e)"))
    assert b"/Outlines" in target.read_bytes()
    info = Pdf(target).info
    assert (info["Title"], info["Author"]) == ("\u901a\u62a5", "\u5e02\u5c40(\u529e)")


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.4\n...\n%%EOF\n", b"%PDF-1.5 trailer <</Root 1 0 R>>startxref 3 %%EOF"]
)
def test_a_pdf_of_another_make_is_left_as_it_is(pdf: bytes) -> None:
    assert signed(pdf, "x") == pdf


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_it_ends_with_us(tmp_path: Path, number: int) -> None:
    fake = tmp_path / "browser"
    fake.write_text(f"#!/bin/sh\nsleep 600 & echo $! > {tmp_path}/pid; wait")
    fake.chmod(0o755)
    code = "from workplan.output.browser import to_pdf; to_pdf('x')"
    room = tmp_path / "tmp"
    room.mkdir()
    env = environment(WORKPLAN_BROWSER=str(fake), TMPDIR=str(room))
    with subprocess.Popen([sys.executable, "-c", code], env=env, stderr=subprocess.DEVNULL) as child:
        pid = awaited(tmp_path / "pid")
        child.send_signal(number)
        assert child.wait(20) in (-number, 130)
    assert gone(pid)
    assert list(room.iterdir()) == []


EVIL = """<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="refresh" content="0;url=SECRET"><META name="x>" http-equiv=refresh content="0;url=SECRET">
<style>@import url("SECRET"); body {background: url("SECRET")}</style></head>
<body><p>kept</p><iframe src="SECRET" width="500"></iframe><object data="SECRET"></object><img src="SECRET">
<embed src="SECRET"><script>document.write("script ran")</script><img src=x onerror="document.write('script ran')">
</body></html>"""


@in_browser
def test_a_printed_page_runs_nothing_and_loads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert BROWSER
    monkeypatch.setenv("WORKPLAN_BROWSER", BROWSER)
    secret = tmp_path / "secret.txt"
    secret.write_text("password", encoding="utf-8")
    target = tmp_path / "a.pdf"
    target.write_bytes(browser.to_pdf(EVIL.replace("SECRET", secret.as_uri())))
    text = "".join(Pdf(target).texts)
    assert "kept" in text
    assert "password" not in text
    assert "scriptran" not in text


@pytest.mark.parametrize(
    "page",
    ["<p>x", "<!DOCTYPE html><p>x", "\ufeff \n<!doctype HTML>\n<p>x", "<!--><script>--><!DOCTYPE html>x"],
)
def test_the_policy_stands_before_anything_else(page: str) -> None:
    before, _, after = browser.guarded(page).partition("<meta http-equiv")
    assert before.strip().lower() in ("", "<!doctype html>")
    assert "default-src 'none'" in after.partition(">")[0]


def test_the_shipped_pages_are_what_they_were_but_for_the_policy() -> None:
    page = '<!DOCTYPE html>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">'
    assert browser.guarded(page).count("<meta") == 3
    assert "x-meta" not in browser.guarded(page)
