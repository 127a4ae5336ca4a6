"""Build the sdist and the wheel, install the wheel into a new venv, and use it outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent


def call(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "WORKPLAN_FILE")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8"
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        call(sys.executable, "-m", "build", "--outdir", folder / "dist", ROOT, cwd=ROOT)
        wheel = next((folder / "dist").glob("*.whl"))
        venv.create(folder / "venv", with_pip=True)
        scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        call(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "plan.yaml").write_bytes((ROOT / "plan.yaml").read_bytes())
        workplan = scripts / "workplan"
        call(workplan, "--version", cwd=elsewhere)
        call(workplan, "validate", "--strict", cwd=elsewhere)
        assert "21 项任务" in call(workplan, "due", "--month", "11", cwd=elsewhere)
        assert "许可处" in call(scripts / "python", "-m", "workplan", "by-dept", "许可处", cwd=elsewhere)
        call(workplan, "report", "-o", "report.html", cwd=elsewhere)
        assert "</html>" in (elsewhere / "report.html").read_text(encoding="utf-8")
        print("wheel: 1 passed, 0 failed")


if __name__ == "__main__":
    main()
