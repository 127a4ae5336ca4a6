"""What LibreOffice makes of our workbooks: forms saved by it say the same, and what it prints has every word, none cut."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.clerk import Form
from tests.conftest import Run, alone
from tests.ledgers import EXAMPLE, folder_of

pytestmark = [
    pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice; .ci/run installs it"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext; .ci/run installs it"),
]
OFFICES = ("许可处", "办公室", "市特检院", "综合执法队", "消保处(消保委)")
AS_OF = "2020-11-25"


def convert(to: str, folder: Path, *files: Path) -> Path:
    """Save files in another format, with settings of our own so that no LibreOffice of the user's is in the way."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=280)
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some forms of the real plan, filled in."""
    from workplan.cli.app import run

    folder = folder_of(alone(tmp_path_factory.mktemp("office")))
    line = ["sheet", *OFFICES, "--month", "11", "--as-of", "2020-11-20", "-f", str(folder / "plan.yaml")]
    assert run([*line, "-o", str(folder / "发出")]) == 0
    forms = {name: Form(folder / "发出" / f"填报-2020-11-{name}.xlsx") for name in OFFICES}
    forms["许可处"].fill(4, 状态="推进中", percent=80, 情况日期=date(2020, 11, 18), 进展情况="一是\n二是")
    forms["许可处"].fill(5, percent="65％", 情况日期="2020.11.20", 存在问题="“双引号”、'='").fill(
        "target:5.2", 本次=96.2
    )
    forms["市特检院"].fill("step:35.1", 本次="是")
    forms["综合执法队"].fill(27, percent=62.5, 证明材料="舟市监〔2020〕31号").fill(29, 状态="报结")
    for form in forms.values():
        form.save()
    return folder


def collected(run: Run, place: Path, desk: Path, status: int = 0) -> Any:
    return run(
        f"collect '{place}' --month 11 --as-of {AS_OF} --dry-run -O json", cwd=desk, status=status
    ).data


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_forms_saved_by_libreoffice_come_back_the_same(
    run: Run, filled: Path, tmp_path: Path, kind: str
) -> None:
    desk = folder_of(tmp_path / "desk")
    saved = convert(kind, tmp_path / "saved", *(filled / "发出").glob("*.xlsx"))
    assert len(list(saved.iterdir())) == len(OFFICES)
    back, sent = collected(run, saved, desk), collected(run, filled / "发出", desk)
    assert back["refused"] == []
    assert back["records"] == sent["records"]
    assert len(back["records"]) == 5


def test_what_only_formats_tell_is_refused_where_none_can_be_seen(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    desk = folder_of(tmp_path / "desk")
    form = Form(filled / "发出" / "填报-2020-11-办公室.xlsx")
    form.fill(1, percent=0.8, 情况日期=date(2020, 11, 1), 进展情况="已报")
    form.cell(1, "完成%").number_format = "0%"
    path = form.save(tmp_path / "办公室.xlsx")
    assert collected(run, path, desk)["records"][0]["percent"] == 80
    for kind in ("xls", "ods"):
        saved = convert(kind, tmp_path / kind, path)
        codes = [(r["code"], r["cell"]) for r in collected(run, saved, desk, status=1)["refused"]]
        assert codes == [("percent-or-share", "I4"), ("day-or-month", "J4")]


# Printed


def words(pdf: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """Return the words of every page with their boxes."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True)
    pattern = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
    return [
        [(*map(float, found[:4]), found[4]) for found in re.findall(pattern, page)]
        for page in done.stdout.decode("utf-8").split("<page ")[1:]
    ]


def run_over(pdf: Path) -> Iterator[tuple[str, str]]:
    """Yield words printed over one another: the text of a row that is too low runs into its neighbours."""
    for page in words(pdf):
        page.sort(key=lambda word: word[1])
        for nth, (left, top, right, bottom, text) in enumerate(page):
            for other in page[nth + 1 :]:
                if other[1] >= bottom - 0.35 * (bottom - top):
                    break
                if min(right, other[2]) - max(left, other[0]) > 1:
                    yield text, other[4]


def shown(book: Path) -> Counter[str]:
    """Return the characters of all text a workbook shows."""
    found: Counter[str] = Counter()
    for sheet in openpyxl.load_workbook(book).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            hidden = (
                sheet.column_dimensions[str(cell.coordinate).rstrip("0123456789")].hidden
                or sheet.sheet_state != "visible"
            )
            if isinstance(cell.value, str) and not hidden:
                found.update(re.sub(r"\s", "", cell.value))
    return found


def printed(pdf: Path) -> Counter[str]:
    done = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True)
    return Counter(re.sub(r"\s", "", done.stdout.decode("utf-8")))


def test_every_workbook_is_printed_whole(run: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "desk", EXAMPLE.read_bytes())
    lines = (
        "list",
        "due --quarter 4",
        "overdue",
        "by-dept",
        "targets",
        "missing --month 11",
        "log",
        "status",
    )
    for line in lines:
        run(f"{line} --as-of 2020-11-30 -o {line.split()[0]}.xlsx", cwd=folder)
    run("sheet --month 11 -o 发出 --as-of 2020-03-31", cwd=folder)
    books = [*folder.glob("*.xlsx"), *sorted((folder / "发出").glob("*.xlsx"))[:8]]
    pdfs = convert("pdf", tmp_path / "pdf", *books)
    for book in books:
        pdf = pdfs / f"{book.stem}.pdf"
        assert list(run_over(pdf)) == [], book.name
        lacking = shown(book) - printed(pdf)
        assert not lacking, f"{book.name}: {lacking}"


def test_a_row_that_is_too_low_would_be_seen(filled: Path, tmp_path: Path) -> None:
    form = Form(filled / "发出" / "填报-2020-11-许可处.xlsx")
    form.sheet().row_dimensions[4].height = 50
    pdfs = convert("pdf", tmp_path / "pdf", form.save(tmp_path / "低.xlsx"))
    assert list(run_over(pdfs / "低.pdf"))
