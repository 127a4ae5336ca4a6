"""Make the one-folder program with what is pinned, and use it as a clerk would, far from the checkout.

``python packaging/bundle.py`` writes ``dist/workplan/`` and ``dist/workplan-VERSION-SYSTEM.zip``; nothing is published.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORK = ROOT / "build" / "bundle"
DIST = ROOT / "dist"

sys.path.insert(0, str(ROOT))
from tests.smoke_wheel import call, use, use_office  # noqa: E402 - the checkout is no package


def tools() -> Path:
    """Return the Python of a new environment that holds exactly what is pinned, and workplan."""
    shutil.rmtree(WORK, ignore_errors=True)
    venv.create(WORK / "venv", with_pip=True)
    python = WORK / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pins = ROOT / "packaging" / "requirements.txt"
    call(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", pins, cwd=ROOT)
    call(python, "-m", "pip", "install", "--quiet", "--no-deps", ROOT, cwd=ROOT)
    return python


def build(python: Path) -> Path:
    """Build the folder; return the program in it."""
    spec = ROOT / "packaging" / "workplan.spec"
    places = ("--distpath", DIST, "--workpath", WORK / "work", "--noconfirm", "--log-level", "WARN")
    call(python, "-m", "PyInstaller", *places, spec, cwd=WORK)
    return DIST / "workplan" / ("workplan.exe" if os.name == "nt" else "workplan")


def packed(version: str) -> Path:
    """Zip the folder for an office without a network, named by version and system."""
    name = DIST / f"workplan-{version}-{platform.system().lower()}"
    return Path(shutil.make_archive(str(name), "zip", DIST, "workplan"))


def main() -> None:
    """Build, try, pack."""
    program = build(tools())
    with tempfile.TemporaryDirectory() as name:
        use([program], Path(name))
        use_office([program], Path(name))
    version = subprocess.run([program, "--version"], capture_output=True, encoding="utf-8", check=True)
    archive = packed(version.stdout.split()[-1])
    print(f"bundle: {archive.relative_to(ROOT)}, {archive.stat().st_size / 1e6:.0f} MB, tried")


if __name__ == "__main__":
    main()
