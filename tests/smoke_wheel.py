"""Build the sdist and the wheel, install the wheel into new environments, and use it outside the checkout.

Each way of installing that README names is tried, with the wheel in place of the name: pip plainly, pipx and uv with
every extra.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def call(
    *command: str | Path, cwd: Path, status: int = 0, environment: Mapping[str, str] | None = None
) -> str:
    """Run a command away from the checkout's own settings; end the run where it ends otherwise than it should."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "WORKPLAN_FILE", "PYTHONHOME")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, "PYTHONUTF8": "1", **(environment or {})},
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode != status:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def use(program: Sequence[str | Path], folder: Path) -> None:
    """Ask, record and print with an installed workplan, in a folder that holds a plan."""
    (folder / "plan.yaml").write_bytes((ROOT / "plan.yaml").read_bytes())
    call(*program, "--version", cwd=folder)
    call(*program, "validate", "--strict", cwd=folder)
    assert "21 项任务" in call(*program, "due", "--month", "11", cwd=folder)
    assert "许可处" in call(*program, "by-dept", "许可处", cwd=folder)
    call(*program, "update", "5", "--percent", "60", "--as-of", "2020-09-30", cwd=folder)
    call(*program, "report", "-o", "report.html", cwd=folder)
    assert "</html>" in (folder / "report.html").read_text(encoding="utf-8")
    own = folder / "own.md.j2"
    own.write_text("{{ report.title }}\n", encoding="utf-8", newline="\n")
    assert "2020年" in call(*program, "report", "--template", own, cwd=folder)


def use_office(program: Sequence[str | Path], folder: Path) -> None:
    """Make and read the files of an office, as the extras allow."""
    call(*program, "list", "-O", "xlsx", "-o", "list.xlsx", cwd=folder)
    call(*program, "due", "--month", "11", "-O", "ics", "-o", "due.ics", cwd=folder)
    draft = folder / "draft"
    draft.mkdir()
    call(*program, "import", ROOT / "examples" / "2021-annex.docx", "-o", draft / "plan.yaml", cwd=folder)
    call(*program, "list", "-f", draft / "plan.yaml", cwd=folder)


def by_pip(folder: Path, wanted: str) -> list[Path]:
    """Install into an environment of its own by pip; return how workplan is called."""
    venv.create(folder, with_pip=True)
    call(folder / SCRIPTS / "python", "-m", "pip", "install", "--quiet", wanted, cwd=folder)
    return [folder / SCRIPTS / "workplan"]


def by_pipx(folder: Path, wanted: str) -> list[Path]:
    """Install as `pipx install` does."""
    _tool(folder, "pipx")
    places = {"PIPX_HOME": str(folder / "home"), "PIPX_BIN_DIR": str(folder / "bin")}
    call(folder / SCRIPTS / "pipx", "install", "--quiet", wanted, cwd=folder, environment=places)
    return [folder / "bin" / "workplan"]


def by_uv(folder: Path, wanted: str) -> list[Path]:
    """Install as `uv tool install` does."""
    _tool(folder, "uv")
    places = {"UV_TOOL_DIR": str(folder / "home"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    call(folder / SCRIPTS / "uv", "tool", "install", "--quiet", wanted, cwd=folder, environment=places)
    return [folder / "bin" / "workplan"]


def _tool(folder: Path, name: str) -> None:
    venv.create(folder, with_pip=True)
    call(folder / SCRIPTS / "python", "-m", "pip", "install", "--quiet", name, cwd=folder)


def main() -> None:
    """Build and try."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        call(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT, cwd=ROOT)
        wheel = str(next((folder / "dist").glob("*.whl")))
        ways = {by_pip: "", by_pipx: "[all]", by_uv: "[all]"}
        for way, extras in ways.items():
            (folder / way.__name__).mkdir()
            program = way(folder / way.__name__, wheel + extras)
            elsewhere = folder / f"{way.__name__}-elsewhere"
            elsewhere.mkdir()
            use(program, elsewhere)
            if extras:
                use_office(program, elsewhere)
            else:
                call(*program, "list", "-O", "xlsx", "-o", "l.xlsx", cwd=elsewhere, status=69)
        python = folder / "by_pip" / SCRIPTS / "python"
        assert "许可处" in call(
            python, "-m", "workplan", "by-dept", "许可处", cwd=folder / "by_pip-elsewhere"
        )
        print(f"wheel: {len(ways)} passed, 0 failed")


if __name__ == "__main__":
    main()
