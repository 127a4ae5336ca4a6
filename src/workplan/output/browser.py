"""PDF by the browser already on the machine: HTML is the product, and it prints it best.

The page may be a template's of anybody: it runs no script and loads nothing. The PDF is taken when it is there and
whole, whatever the browser, its helpers or its launcher go on doing; then all of them are ended.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

from ..domain.characters import short, visible
from ..domain.errors import Unavailable, Unreadable

_COMMANDS = (
    "msedge",
    "microsoft-edge",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chromium",
    "chromium-browser",
)
_PLACES = (
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_STEP = 0.1
_STEPS, _STEPS_MORE = 1200, 1800
"""How often, and how many times, it is looked whether the PDF is there: two minutes, and three more for each million
characters of the page."""
_MILLION = 1_000_000
_GRACE = {True: 10, False: 100}
"""How many looks are left when the browser has gone, by whether it failed: a launcher goes at once, and all is well."""
_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">"
)
_FINE = r'charset="?utf-8"?\s*/?>|name="viewport" content="[^"<>]*"\s*/?>'


class _Ended(BaseException):
    """Somebody ended this program: what it started must end with it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def find() -> str | None:
    """Return a browser that can print: WORKPLAN_BROWSER, else Edge, Chrome or Chromium; None without one."""
    if named := os.environ.get("WORKPLAN_BROWSER"):
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def to_pdf(html: str) -> bytes:
    """Print a page. Raises :class:`Unavailable` without a browser, :class:`Unreadable` where it fails."""
    browser = find()
    if browser is None and (named := os.environ.get("WORKPLAN_BROWSER")):
        raise Unavailable(
            f"WORKPLAN_BROWSER 指明的浏览器 {visible(named)} 找不到，或不是程序。",
            "把 WORKPLAN_BROWSER 改成浏览器程序的完整路径；去掉它，就用这台机器上的 Edge、Chrome 或 Chromium。",
        )
    if browser is None:
        raise Unavailable(
            "生成 PDF 要用浏览器，这台机器上没有找到 Edge、Chrome 或 Chromium。",
            "安装其中之一，或用 WORKPLAN_BROWSER 指明程序；也可先 -o 报告.html，再用浏览器打印为 PDF。",
        )
    try:
        with (
            _noticing_the_end() as ended,
            tempfile.TemporaryDirectory(
                prefix="workplan-", dir=_shared_with(browser), ignore_cleanup_errors=True
            ) as folder,
        ):
            return _printed(browser, html, Path(folder), ended)
    except _Ended as end:
        if end.number == signal.SIGINT:
            raise KeyboardInterrupt from None
        signal.signal(end.number, signal.SIG_DFL)
        os.kill(os.getpid(), end.number)
        raise


def guarded(html: str) -> str:
    """Return a page that runs no script and loads nothing: its policy stands first, and no other `meta` steers it."""
    quiet = re.sub(rf"(?i)<meta(?!\s+(?:{_FINE}))", "<x-meta", html.removeprefix("\ufeff"))
    doctype = re.match(r"(?i)\s*<!doctype html>", quiet)
    at = doctype.end() if doctype else 0
    return quiet[:at] + _POLICY + quiet[at:]


def _printed(browser: str, html: str, folder: Path, ended: list[int]) -> bytes:
    page, target, said = folder / "report.html", folder / "report.pdf", folder / "said.txt"
    page.write_text(guarded(html), encoding="utf-8", errors="replace")
    try:
        # To a file: a helper that holds a pipe open would be waited for.
        with said.open("wb") as words:
            process = subprocess.Popen(
                _command(browser, page, target, folder / "profile"),
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                **_OWN_GROUP,
            )
    except OSError as error:
        _fail(browser, str(error))
    try:
        looks = _STEPS + _STEPS_MORE * len(html) // _MILLION
        pdf = _awaited(process, target, ended, looks)
        late = process.poll() is None
    finally:
        _end(process)
    if pdf is None and late:
        _fail_late(browser, looks)
    if pdf is None:
        _fail(browser, said.read_text(encoding="utf-8", errors="replace"))
    return pdf


_OWN_GROUP: dict[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    if sys.platform == "win32"
    else {"start_new_session": True}
)


def _command(browser: str, page: Path, target: Path, profile: Path) -> list[str]:
    root = sys.platform == "linux" and os.geteuid() == 0
    return [
        browser,
        *(["--no-sandbox"] if root else []),  # Chromium refuses to run as root otherwise, as in CI
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={profile}",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        f"--print-to-pdf={target}",
        page.as_uri(),
    ]


def _awaited(process: subprocess.Popen[bytes], target: Path, ended: list[int], left: int) -> bytes | None:
    """Return the PDF once it is whole and no longer grows; None where none comes."""
    size = -1
    while left > 0:
        if ended:
            raise _Ended(ended[0])
        with suppress(OSError):
            content = target.read_bytes() if target.is_file() else b""
            if len(content) == size and _whole(content):
                return content
            size = len(content)
        if process.poll() is not None:
            left = min(left, _GRACE[process.returncode != 0])
        left -= 1
        time.sleep(_STEP)
    return None


def _whole(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the browser and all it started."""
    if sys.platform == "win32":
        command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)
    else:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(OSError):
                os.killpg(process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
    process.wait()


@contextmanager
def _noticing_the_end() -> Iterator[list[int]]:
    """Collect the signals that would end this program at once, and leave the browser running."""
    ended: list[int] = []
    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        with suppress(AttributeError, ValueError):  # not on this system; not in this thread
            number = getattr(signal, name)
            before[number] = signal.signal(number, lambda number, frame: ended.append(number))
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _shared_with(browser: str) -> str | None:
    """Return a folder the browser sees as we do: one from snap has a /tmp of its own."""
    snap = Path.home() / "snap" / "chromium" / "common"
    packed = browser.startswith("/snap/") or Path(os.path.realpath(browser)).name == "snap"
    return str(snap) if packed and snap.is_dir() else None


def _fail_late(browser: str, looks: int) -> NoReturn:
    minutes = max(1, round(looks * _STEP / 60))
    raise Unreadable(
        f"浏览器 {browser} 打印了 {minutes} 分钟还没有完成，已经停下。",
        "用 --dept 或 --month 分开打印；或先 -o 报告.html，再用浏览器打印为 PDF。",
    )


def _fail(browser: str, said: str) -> NoReturn:
    words = [line.strip() for line in said.splitlines() if line.strip()]
    told = f"：{short(visible(words[-1]), 200)}" if words else ""
    raise Unreadable(
        f"浏览器 {browser} 没有生成 PDF{told.rstrip('.。')}。", "换一个浏览器（WORKPLAN_BROWSER）。"
    )
