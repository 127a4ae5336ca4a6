"""Reports as Word documents: every word of the page, set as official papers are, and nothing a reader's program runs."""

from __future__ import annotations

import html
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import PLAN, ROOT, Run
from tests.ledgers import EXAMPLE, folder_of, on, plan_of
from workplan.domain.records import ProgressRecord
from workplan.domain.standing import schedule
from workplan.files.plan_file import load
from workplan.office import paper
from workplan.office.paper import NAMES, left_out, to_docx
from workplan.office.paper.words import paragraph
from workplan.reports import Level, Report, Request

LETTERS = ("bulletin", "account")


def text_of(content: bytes) -> str:
    """Every word of a document in its order, without blanks."""
    body = docx.Document(io.BytesIO(content)).element.body
    return "".join(_words(body).split())


def _words(body: Any) -> str:
    return "".join(
        node.text or "" if node.tag == qn("w:t") else "-" if node.tag == qn("w:noBreakHyphen") else ""
        for node in body.iter()
    )


def text_of_markdown(text: str) -> str:
    """The same of Markdown: its marks taken out, then its escapes read."""
    lines = [line for line in text.splitlines() if line != "---" and not re.fullmatch(r"\|( -+:? \|)+", line)]
    bare = [re.sub(r"(?<!\\)\*\*|(?<!\\)\||<br>|^#+ ", "", line) for line in lines]
    plain = re.sub(r"\\([\\`*_\[\]#~+=.)-])", r"\1", "\n".join(bare))
    return "".join(html.unescape(plain).split())


def report_of(*records: ProgressRecord, when: str = "2020-11-20", **asked: Any) -> Report:
    plan = plan_of('deadline: "11"')
    day = date.fromisoformat(when)
    return Report(plan, records, Request(day, **asked), schedule(plan, day, records))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


def made(run: Run, folder: Path, line: str) -> bytes:
    """The bytes of the document a command writes."""
    run(f"report {line} -o 文件.docx", cwd=folder)
    return (folder / "文件.docx").read_bytes()


def document_of(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


@pytest.mark.parametrize(
    "line",
    [
        "plan",
        "plan --dept 许可处",
        "plan --month 3 --dept 许可处",
        "bulletin --issue 9 --to 各处室",
        "bulletin --dept 许可处",
        "account",
        "slip --level 交办 --reply-by 2020-12-31",
        "slip --level 催办",
        "slip --level 督办 --dept 许可处",
        "department",
        "department --dept 工会 --month 3",
    ],
)
@pytest.mark.parametrize("day", ["2020-03-31", "2020-11-30"])
def test_a_document_has_every_word_of_the_report(run: Run, folder: Path, line: str, day: str) -> None:
    done = run(f"report {line} --as-of {day} -o 文件.docx", cwd=folder)
    told = "".join(line for line in done.err.splitlines() if "未出单的" in line)
    expected = text_of_markdown(run(f"report {line} --as-of {day}", cwd=folder).out)
    assert text_of((folder / "文件.docx").read_bytes()) + text_of_markdown(told) == expected


@pytest.mark.parametrize(
    "example", ["dated-steps", "livelihood", "prose-points", "score-sheet", "two-offices"]
)
@pytest.mark.parametrize("name", NAMES)
def test_a_plan_of_another_form_loses_no_word_either(
    run: Run, tmp_path: Path, example: str, name: str
) -> None:
    for file in (ROOT / "examples").glob(f"{example}.*"):
        shutil.copy(file, tmp_path)
    line = f"report {name} -f {example}.yaml --as-of {_last_day(example)}"
    done = run(f"{line} -o 文件.docx", cwd=tmp_path)
    told = "".join(line for line in done.err.splitlines() if "未出单的" in line)
    expected = text_of_markdown(run(line, cwd=tmp_path).out)
    assert text_of((tmp_path / "文件.docx").read_bytes()) + text_of_markdown(told) == expected


def _last_day(example: str) -> str:
    found = re.search(
        r"(?m)^year: (\d+)", (ROOT / "examples" / f"{example}.yaml").read_text(encoding="utf-8")
    )
    assert found
    return f"{found[1]}-12-20"


@pytest.mark.parametrize("name", NAMES)
def test_the_same_report_makes_the_same_bytes(name: str) -> None:
    record = on("2020-10-01", percent=40, note="进展")
    first = to_docx(name, report_of(record))
    assert to_docx(name, report_of(record)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = document_of(first).core_properties
    assert about.created == about.modified
    assert about.created.date() == date(2020, 11, 20)


def test_a_file_says_what_it_is_and_who_made_it(run: Run, folder: Path) -> None:
    about = document_of(made(run, folder, "bulletin --as-of 2020-11-30")).core_properties
    assert (about.title, about.author) == ("关于2020年重点工作任务进展情况的通报", "市市场监督管理局")
    assert not about.comments


def mm(length: Any) -> float:
    return float(round(length.mm, 1))


def test_prose_is_upright_and_its_annexes_lie_across(run: Run, folder: Path) -> None:
    sections = document_of(made(run, folder, "bulletin --as-of 2020-11-30")).sections
    letter, tasks, *upright = sections
    margins = [mm(getattr(letter, f"{side}_margin")) for side in ("top", "left", "right", "bottom")]
    assert (mm(letter.page_width), mm(letter.page_height), margins) == (210, 297, [37, 28, 26, 35])
    assert (tasks.orientation, mm(tasks.page_width)) == (WD_ORIENT.LANDSCAPE, 297)
    assert [mm(section.page_width) for section in upright] == [210]


def test_a_page_has_22_lines_of_28_characters(run: Run, folder: Path) -> None:
    document = document_of(made(run, folder, "bulletin --as-of 2020-11-30"))
    letter = document.sections[0]
    grid = letter._sectPr.find(qn("w:docGrid"))
    height = letter.page_height.twips - letter.top_margin.twips - letter.bottom_margin.twips
    assert height // int(grid.get(qn("w:linePitch"))) == 22
    body = document.styles["Normal"]
    closer = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    width = letter.page_width.pt - letter.left_margin.pt - letter.right_margin.pt
    assert width // (body.font.size.pt + closer) == 28
    assert int(body.paragraph_format.line_spacing.twips) == int(grid.get(qn("w:linePitch")))


def face(style: Any) -> str:
    return str(style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")))


def test_the_styles_are_those_of_official_papers(run: Run, folder: Path) -> None:
    styles = document_of(made(run, folder, "bulletin --as-of 2020-11-30")).styles
    assert {name: (face(styles[name]), styles[name].font.size.pt) for name in STYLES} == STYLES


STYLES = {
    "Normal": ("仿宋_GB2312", 16),
    "Title": ("方正小标宋简体", 22),
    "Heading 1": ("黑体", 16),
    "Heading 2": ("楷体_GB2312", 16),
    "页码单页": ("宋体", 14),
    "主送机关": ("仿宋_GB2312", 16),
}


@pytest.mark.parametrize("name", ["plan", "department", *LETTERS])
def test_pages_are_numbered_on_their_outer_side(name: str) -> None:
    document = document_of(to_docx(name, report_of()))
    assert document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
        assert [p.text for p in (odd, even)] == ["—  —", "—  —"]
        assert (odd.style.paragraph_format.alignment, even.style.paragraph_format.alignment) == (2, 0)


@pytest.mark.parametrize("name", NAMES)
def test_every_style_a_paragraph_has_is_there(name: str) -> None:
    document = document_of(to_docx(name, report_of(on("2020-10-01", percent=40))))
    known = {style.style_id for style in document.styles}
    used = {style.get(qn("w:val")) for style in document.element.iter(qn("w:pStyle"), qn("w:tblStyle"))}
    assert used <= known


def test_whom_a_plan_is_sent_to_and_who_signs_it_stand_as_in_a_letter(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "plan.docx"
    run(f"report -f examples/prose-points.yaml --as-of 2023-07-01 -o {target}")
    styles = {p.text: p.style.style_id for p in document_of(target.read_bytes()).paragraphs if p.style}
    assert styles["各乡镇人民政府，县政府各部门："] == "Addressee"
    assert (styles["霁山县人民政府办公室"], styles["2023年2月15日"]) == ("Signature", "Date")


@pytest.mark.parametrize("name", NAMES)
def test_heads_of_tables_repeat(name: str) -> None:
    document = document_of(to_docx(name, report_of(on("2020-10-01", percent=40))))
    assert document.tables
    for table in document.tables:
        marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)


def test_only_short_rows_stay_whole() -> None:
    long = on("2020-10-01", percent=40, note="很长的进展" * 400)
    table = document_of(to_docx("bulletin", report_of(long))).tables[0]
    whole = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
    assert whole == [True, False]
    brief = document_of(to_docx("bulletin", report_of(on("2020-10-01", percent=40)))).tables[0]
    assert brief.rows[1]._tr.trPr.find(qn("w:cantSplit")) is not None


def test_no_row_of_a_table_stands_alone() -> None:
    """The heads stay with the first row, a small table is not parted, and a long one ends with three rows together."""

    def kept(table: Table) -> list[bool]:
        paragraphs = [row.cells[0].paragraphs[0]._p for row in table.rows]
        return [p.pPr.find(qn("w:keepNext")) is not None for p in paragraphs]

    account, *_ = document_of(to_docx("bulletin", report_of())).tables
    assert kept(account) == [True] * (len(account.rows) - 1) + [False]
    document = load(PLAN).document
    assert document is not None
    tasks = schedule(document, date(2020, 10, 15), ())
    report = Report(document, (), Request(date(2020, 10, 15)), tasks)
    long, *_ = document_of(to_docx("bulletin", report)).tables
    assert kept(long) == [True] + [False] * (len(long.rows) - 4) + [True, True, False]


def test_a_slip_has_a_page_for_each_office_and_no_number(run: Run, folder: Path) -> None:
    document = document_of(made(run, folder, "slip --level 交办 --as-of 2020-03-31"))
    titles = [p for p in document.paragraphs if p.style.name == "督办单标题"]
    begun = [p._p.pPr.find(qn("w:pageBreakBefore")) is not None for p in titles]
    assert len(titles) > 20
    assert begun == [False] + [True] * (len(titles) - 1)
    assert len(document.sections) == 1
    assert document.sections[0].footer.is_linked_to_previous


def test_the_last_item_of_a_slip_stays_with_the_room_to_answer_in() -> None:
    *_, last, answer = document_of(to_docx("slip", report_of())).tables[0].rows
    kept = [p._p.pPr.find(qn("w:keepNext")) is not None for cell in last.cells for p in cell.paragraphs]
    assert all(kept)
    assert "办理情况反馈（交办〔2020〕1号，许可处，1项）：" in answer.cells[0].text


def test_no_page_has_only_a_signature() -> None:
    document = document_of(to_docx("bulletin", report_of()))
    names = [p.style.name for p in document.paragraphs]
    before = document.paragraphs[names.index("附件说明") - 1]
    assert before._p.pPr.find(qn("w:keepNext")) is not None


def test_whoever_makes_slips_is_told_who_got_none() -> None:
    late = report_of(level=Level.SUPERVISE)
    assert left_out("slip", late) == ()
    assert left_out("plan", late) == ()


HOSTILE = (
    "=1+1",
    '{ HYPERLINK "http://example.invalid" }',
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "</w:t><w:instrText>",
    "&lt;b&gt; & \x1b[31m",
    "\u202e反写\uffff",
    "@SUM(A1)",
)


@pytest.mark.parametrize("note", HOSTILE)
def test_what_is_reported_is_nothing_but_text(note: str) -> None:
    content = to_docx("bulletin", report_of(on("2020-10-01", percent=40, note=note)))
    package = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: package.read(name).decode() for name in package.namelist()}
    asked = [text for part in parts.values() for text in re.findall(r"<w:instrText[^>]*>([^<]*)", part)]
    assert asked == ["PAGE", "PAGE"]
    assert not any("TargetMode" in part for part in parts.values())
    assert not any(unseen in part for part in parts.values() for unseen in "\x1b\u202e\uffff")
    kept = re.sub("[\x1b\u202e\uffff]", lambda found: f"<U+{ord(found[0]):04X}>", note)
    assert "".join(kept.split()).replace(":", "") in text_of(content).replace(":", "")


@given(st.text(min_size=1, max_size=40))
def test_no_text_breaks_a_document(note: str) -> None:
    content = etree.tostring(paragraph("Normal", note, head=note))
    assert etree.fromstring(content).findall(qn("w:r"))


@pytest.mark.parametrize("name", ["wall", "overview", "挂图"])
def test_pictures_have_no_words_to_edit(run: Run, folder: Path, name: str) -> None:
    error, hint = run(f"report {name} -O docx -o a.docx", status=2, cwd=folder).complaint
    assert "没有 Word 格式" in error
    assert ".pdf" in hint
    assert not (folder / "a.docx").exists()


def test_a_document_goes_into_a_file(run: Run, folder: Path) -> None:
    assert run("report -O docx", status=2, cwd=folder).complaint == (
        "Word 文件要写入文件。",
        "如 -o 清单.docx。",
    )


def test_an_office_is_told_that_its_template_was_not_used(run: Run, folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "bulletin.html.j2").write_text("{# 通报 #}", encoding="utf-8")
    (folder / "templates" / "周报.html.j2").write_text("{# 周报 #}", encoding="utf-8")
    said = run("report bulletin -o a.docx", cwd=folder).err
    assert "Word 文件不用模板，没有用上：templates/bulletin.html.j2。" in said
    assert "自己的模板" in run("report 周报 -o b.docx", status=2, cwd=folder).complaint[0]
    own = "report --template templates/周报.html.j2 -o b.docx"
    assert "自己的模板" in run(own, status=2, cwd=folder).complaint[0]
    assert "没有名为" in run("report 没有的 -o b.docx", status=4, cwd=folder).complaint[0]


def test_without_the_library_the_command_that_installs_it_is_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    monkeypatch.delitem(__import__("sys").modules, "workplan.office.paper.file", raising=False)
    monkeypatch.delattr(paper, "file", raising=False)
    error, hint = run("report -o a.docx --as-of 2020-11-30", status=69, cwd=folder).complaint
    assert "写 Word 文件" in error
    assert hint == '运行 pip install "workplan[office]"。'


def pages(content: bytes, place: Path) -> Iterator[str]:
    """What LibreOffice prints, page by page."""
    from tests.office.test_libreoffice import convert

    (place / "a.docx").write_bytes(content)
    printed = convert("pdf", place / "out", place / "a.docx") / "a.pdf"
    from subprocess import run as execute

    found = execute(["pdftotext", "-layout", printed, "-"], check=True, capture_output=True, text=True).stdout
    yield from found.split("\f")[:-1]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice; .ci/run installs it")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext; .ci/run installs it")
def test_libreoffice_prints_every_word_on_numbered_pages(run: Run, folder: Path, tmp_path: Path) -> None:
    content = made(run, folder, "bulletin --as-of 2020-11-30")
    printed = list(pages(content, tmp_path))
    numbers = [re.findall(r"—\s*(\d+)\s*—\s*$", page) for page in printed]
    assert numbers == [[str(nth)] for nth in range(1, len(printed) + 1)]
    (tmp_path / "plan").mkdir()
    prose = list(pages(made(run, folder, "plan --as-of 2020-11-30"), tmp_path / "plan"))
    assert len([line for line in prose[1].splitlines() if line.strip()]) == 22 + 1  # a page full of prose
    words = re.sub(r"—\s*\d+\s*—|\s", "", "".join(printed))
    lost = {char for char in set(text_of(content)) if char not in words}
    assert not lost
    assert "市市场监督管理局" in printed[0]
    assert all("牵头部门" in page for page in printed if "任务进展台账" in page and "附件1" in page)
