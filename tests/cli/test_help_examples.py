"""The examples of every `--help` run, as a reader would run them who has what they speak of."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from typer.main import get_command

from tests.conftest import ROOT
from workplan.cli import options
from workplan.cli.app import COMMANDS, app
from workplan.cli.app import run as run_command

FRESH = frozenset({"import", "init", "carry-over"})
"""Commands that write a plan, and never over one."""
ID = re.compile(r"\b[0-9a-f]{10}\b")
FREE_WORDS = re.compile(r"--(?:note|reason|evidence|problems|next|approval)[ =](?!\")(?!…)(?=\S)")


def examples() -> list[str]:
    group = get_command(app)
    return [line for name in COMMANDS for line in group.get_command(None, name).epilog.split("\n")]  # type: ignore[attr-defined]


def quietly(line: str) -> int:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = run_command(shlex.split(line))
    return status if status < 2 else pytest.fail(f"{line}: {status}\n{said.getvalue()}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all that the examples name."""
    place = tmp_path_factory.mktemp("desk")
    with contextlib.chdir(place), pytest.MonkeyPatch.context() as patch:
        on_a_day(patch)
        shutil.copy(ROOT / "plan.yaml", place)
        shutil.copy(ROOT / "examples" / "2021-annex.docx", "附件.docx")
        for year in ("2020", "2021"):
            Path(year).mkdir()
            text = (ROOT / "plan.yaml").read_text(encoding="utf-8")
            Path(year, "plan.yaml").write_text(
                text.replace("year: 2020", f"year: {year}", 1), encoding="utf-8"
            )
        later = Path("2021", "plan.yaml")
        later.write_text(
            later.read_text("utf-8").replace("\n  - id: 1\n", '\n  - id: 1\n    from: ["2020/plan#1"]\n', 1),
            "utf-8",
        )
        prose, book = Document(), openpyxl.Workbook()
        prose.add_paragraph("2021年工作要点")
        prose.add_paragraph("1.推进网上办理。全年网办率95%以上。")
        prose.save("正文.docx")
        for row in (
            ["2021年任务清单"],
            ["序号", "任务名称", "经办", "完成时间"],
            [1, "网上办理", "许可科", "6月底前"],
        ):
            book.worksheets[0].append(row)  # its active sheet might be a chart
        book.save("清单.xlsx")
        for line in (
            "done 4 5 16 19 --date 2020-10-30 --by 办公室",
            "sheet --month 11 -o 收回",
            "schema -o plan.schema.json",
        ):
            assert quietly(line) == 0
        for copy in ("共同.yaml", "对方.yaml"):
            shutil.copy("progress.yaml", copy)
    return place


def on_a_day(patch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls(2020, 11, 20)

    patch.setattr(options, "date", Clock)
    patch.setenv("WORKPLAN_BY", "办公室")


@pytest.mark.parametrize("line", examples())
def test_an_example_of_the_help_runs(
    line: str, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_day(monkeypatch)
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    name = line.removeprefix("cat plan.yaml | ").split()[1]
    if name in FRESH:
        Path("plan.yaml").unlink()
        Path("2021/plan.yaml").unlink()
    if name in ("update", "extend", "carry", "done"):  # what is not finished yet
        Path("progress.yaml").unlink()
    if name == "undo":
        line = ID.sub(re.findall(r"([0-9a-f]{10})\s*$", printed("log"), re.MULTILINE)[0], line)
    if line.startswith("cat "):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path("plan.yaml").read_bytes())))
    words = line.removeprefix("cat plan.yaml | ").removeprefix("workplan ").replace(".pdf", ".html")
    assert quietly(words) == (1 if "--exit-code" in words else 0)


def printed(line: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        run_command(shlex.split(line))
    return said.getvalue()


@pytest.mark.parametrize("line", examples())
def test_free_words_of_an_example_stand_in_quotation_marks(line: str) -> None:
    assert not FREE_WORDS.search(line)


def test_free_words_of_every_hint_stand_in_quotation_marks() -> None:
    bare = [
        f"{path.name}: {line.strip()}"
        for path in (ROOT / "src").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "workplan " in line and FREE_WORDS.search(line) and not re.search(r"--\w+\s*[（(中写或、]", line)
    ]
    assert not bare
