"""PDF by the browser already on the machine: HTML is the product, and it prints it best."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

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
_SECONDS = 120


def find() -> str | None:
    """Return a browser that can print: WORKPLAN_BROWSER, else Edge, Chrome or Chromium; None without one."""
    if named := os.environ.get("WORKPLAN_BROWSER"):
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def to_pdf(html: str) -> bytes:
    """Print a page. Raises :class:`Unavailable` without a browser, :class:`Unreadable` where it fails."""
    browser = find()
    if browser is None:
        raise Unavailable(
            "生成 PDF 要用浏览器，这台机器上没有找到 Edge、Chrome 或 Chromium。",
            "安装其中之一，或用 WORKPLAN_BROWSER 指明程序；也可先 -o 报告.html，再用浏览器打印为 PDF。",
        )
    with tempfile.TemporaryDirectory(prefix="workplan-") as folder:
        page, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        page.write_text(html, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={Path(folder, 'profile')}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            page.as_uri(),
        ]
        if sys.platform == "linux" and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # Chromium refuses to run as root otherwise, as in CI
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unreadable(
                f"浏览器 {browser} 没有生成 PDF:{error}。", "换一个浏览器（WORKPLAN_BROWSER）。"
            ) from None
        if not target.is_file() or not target.stat().st_size:
            raise Unreadable(f"浏览器 {browser} 没有生成 PDF。", "换一个浏览器（WORKPLAN_BROWSER）。")
        return target.read_bytes()
