"""axe-core finds nothing of WCAG 2.1 A and AA in any page, with a ledger or without one, light or dark."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.pages import SMALL, SMALL_AS_OF, SMALL_LEDGER, chromium, lacking, lay_out, make

VERSION = "4.10.3"
PAGES = {
    "overview": ("overview", SMALL_LEDGER),
    "overview-unkept": ("overview", ""),
    "wall": ("wall", SMALL_LEDGER),
    "plan": ("plan", SMALL_LEDGER),
    "bulletin": ("bulletin", SMALL_LEDGER),
    "bulletin-unkept": ("bulletin", ""),
    "account": ("account", SMALL_LEDGER),
    "assign": ("slip --level 交办", SMALL_LEDGER),
    "supervise": ("slip --level 督办", SMALL_LEDGER),
    "department": ("department", SMALL_LEDGER),
}
CHECKS = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']"


@pytest.fixture(scope="module")
def axe(request: pytest.FixtureRequest) -> str:
    """The script of axe-core, fetched once and kept with what else tests remember."""
    if reason := lacking():
        pytest.skip(reason)
    folder = Path(request.config.cache.mkdir("axe-core"))
    script = folder / f"axe-{VERSION}.js"
    if not script.is_file():
        _fetch(folder, script)
    return script.read_text(encoding="utf-8")


def _fetch(folder: Path, script: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("node's npm, which fetches axe-core, is not here")
    command = [npm, "pack", f"axe-core@{VERSION}", "--silent", "--fetch-retries=0"]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"npm could not fetch axe-core: {type(error).__name__}")
    with tarfile.open(folder / f"axe-core-{VERSION}.tgz") as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        script.write_bytes(member.read())


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(tmp_path: Path, axe: str, dark: bool) -> None:
    pages = [
        make(
            lay_out(tmp_path / name, SMALL, ledger),
            f"{line} --as-of {SMALL_AS_OF}",
            tmp_path / f"{name}.html",
        )
        for name, (line, ledger) in PAGES.items()
    ]
    bad = tmp_path / "bad.html"
    bad.write_text('<html><body><svg role="img"></svg></body></html>', encoding="utf-8")
    *found, of_bad = complaints([*pages, bad], axe, dark=dark)
    assert dict(zip(PAGES, found, strict=True)) == {name: [] for name in PAGES}
    assert {"html-has-lang", "svg-img-alt"} <= {code for code, _ in of_bad}


def complaints(pages: list[Path], axe: str, *, dark: bool) -> list[list[list[str]]]:
    """Return what axe has against each page, in one start of the browser: its codes, and the first place of each."""
    asking = f"""<script>{axe}</script><script>onload = async () => {{
      const found = await axe.run(document, {{runOnly: {CHECKS}}});
      window.told = found.violations.map(v => [v.id, v.nodes[0].html]);
    }};</script></body>"""
    frames = ""
    for page in pages:
        asked = page.with_name(f"asked-{page.name}")
        asked.write_text(page.read_text(encoding="utf-8").replace("</body>", asking), encoding="utf-8")
        frames += f'<iframe src="{asked.as_uri()}" style="width:1280px;height:900px"></iframe>'
    whole = pages[0].with_name("frames.html")
    whole.write_text(
        f"""<!DOCTYPE html><meta charset="utf-8">{frames}<pre id="told"></pre><script>
        const wait = setInterval(() => {{
          const told = [...document.querySelectorAll("iframe")].map(f => f.contentWindow.told);
          if (told.some(t => !t)) return;
          clearInterval(wait);
          document.getElementById("told").textContent = JSON.stringify(told);
        }}, 50);</script>""",
        encoding="utf-8",
    )
    arguments = ("--allow-file-access-from-files", "--virtual-time-budget=60000", "--dump-dom")
    dom, log = chromium(*arguments, whole.as_uri(), dark=dark)
    said = re.search(r'<pre id="told">(.+?)</pre>', dom, re.DOTALL)
    assert said, log
    answer: list[list[list[str]]] = json.loads(html.unescape(said[1]))
    return answer
