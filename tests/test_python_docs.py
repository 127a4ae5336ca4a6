"""The examples of docs/python.md are run, those of its notebook where pandas is installed."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import PLAN, ROOT

PAGE = ROOT / "docs" / "python.md"
BLOCK = re.compile(r"^```python(?P<notebook> notebook)?\n(?P<code>.*?)^```$", re.M | re.S)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "2020"
    folder.mkdir()
    shutil.copy(PLAN, folder)
    shutil.copy(ROOT / "examples" / "2020-progress.yaml", folder / "progress.yaml")
    monkeypatch.chdir(tmp_path)


def examples(*, notebook: bool) -> str:
    page = PAGE.read_text(encoding="utf-8")
    return "\n".join(found["code"] for found in BLOCK.finditer(page) if bool(found["notebook"]) is notebook)


def run(code: str) -> None:
    test = doctest.DocTestParser().get_doctest(code, {}, PAGE.name, str(PAGE), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.attempted > 5
    assert not result.failed, "".join(said)


def test_examples_run() -> None:
    run(examples(notebook=False))


def test_the_notebook_runs() -> None:
    pytest.importorskip(
        "pandas", reason="nothing here needs pandas: where it is installed, the notebook runs"
    )
    run(examples(notebook=True))
