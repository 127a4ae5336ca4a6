"""Sample pages of every report for the eye: HTML, PDF, and pictures of paper and screens in build/gallery/.

The plan is the real one; the ledger is the example where there is one, else the one of the tests.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import PLAN, ROOT
from tests.pages import AS_OF, LEDGER, chromium, lacking, lay_out, make

GALLERY = ROOT / "build" / "gallery"
EXAMPLE = ROOT / "examples" / "2020-progress.yaml"
REPORTS = {
    "plan": "plan",
    "plan-department": "plan --dept 许可处",
    "bulletin": "bulletin",
    "account": "account",
    "slip-assign": "slip --level 交办",
    "slip-remind": "slip --level 催办",
    "slip-supervise": "slip --level 督办",
    "wall": "wall",
    "wall-a4": "wall --paper A4",
    "department": "department",
}
PICTURED = 3  # pages of each PDF
SCREENS = ((375, 812, False), (375, 812, True), (1280, 900, False), (1280, 900, True))


def main() -> int:
    """Make the gallery; without a browser there are only the pages themselves."""
    shutil.rmtree(GALLERY, ignore_errors=True)
    ledger = EXAMPLE.read_text(encoding="utf-8") if EXAMPLE.is_file() else LEDGER
    plan = lay_out(GALLERY, PLAN.read_bytes(), ledger)
    for name, line in REPORTS.items():
        for kind in ("md", "html"):
            make(plan, f"{line} --as-of {AS_OF}", GALLERY / f"{name}.{kind}")
    reason = lacking()
    for name, line in REPORTS.items() if not reason else ():
        pdf = make(plan, f"{line} --as-of {AS_OF}", GALLERY / f"{name}.pdf")
        prefix = str(GALLERY / f"{name}-page")
        subprocess.run(["pdftoppm", "-r", "80", "-l", str(PICTURED), "-png", str(pdf), prefix], check=True)
        for width, height, dark in SCREENS:
            picture = GALLERY / f"{name}-{width}{'-dark' if dark else ''}.png"
            screenshot(GALLERY / f"{name}.html", picture, (width, height), dark=dark)
    print(f"{GALLERY}: {len(list(GALLERY.iterdir()))} files" + (f", no pictures: {reason}" if reason else ""))
    return 0


def screenshot(page: Path, picture: Path, size: tuple[int, int], *, dark: bool) -> None:
    """Take a picture of a page; in a frame, since a window cannot be as narrow as a phone."""
    width, height = size
    with tempfile.TemporaryDirectory(prefix="workplan-") as folder:
        frame = Path(folder, "frame.html")
        style = f"width:{width}px;height:{height}px;border:0;display:block"
        frame.write_text(
            f'<body style="margin:0"><iframe src="{html.escape(page.as_uri())}" style="{style}"></iframe>',
            encoding="utf-8",
        )
        chromium(f"--window-size={width},{height}", f"--screenshot={picture}", frame.as_uri(), dark=dark)


if __name__ == "__main__":
    sys.exit(main())
