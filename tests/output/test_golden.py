"""Whole answers of the real plan on a fixed day, compared with tests/golden.

``make golden`` rewrites the files; review what changed as a diff.
"""

from __future__ import annotations

import difflib
import html
import os
import re
import unicodedata
from pathlib import Path

import pytest

from tests.conftest import PLAN, ROOT, Run
from tests.pages import SMALL, SMALL_AS_OF, SMALL_LEDGER, lay_out
from tests.test_fidelity import rebuild, squeeze
from workplan.answers.wording import ordinal
from workplan.domain.plan import Plan
from workplan.files.plan_file import load

GOLDEN = Path(__file__).parents[1] / "golden"
WIDTHS = (60, 80, 120)

ANSWERS = {
    "report.md": "report -O md --as-of 2020-10-05",
    "report.html": "report -O html --as-of 2020-10-05",
    "list.json": "list -O json --as-of 2020-10-31",
    "list.csv": "list -O csv --as-of 2020-10-31",
    "list.md": "list -O md --as-of 2020-10-31",
    **{f"due-11.{width}.txt": "due --month 11 --as-of 2020-10-31" for width in WIDTHS},
}

# Of six tasks and ten records, to be reviewed at a glance.
PAGES = {
    f"{name}.{kind}": f"report {line} -O {kind} --as-of {SMALL_AS_OF}"
    for name, line in {
        "bulletin": "bulletin",
        "bulletin-one": "bulletin --dept 餐饮处 --since 2020-06-30",
        "assign": "slip --level 交办",
        "remind": "slip --level 催办 --number 12",
        "supervise": "slip --level 督办 --dept 餐饮处",
        "wall": "wall --paper A4",
        "department": "department",
        "small-plan": "plan",
    }.items()
    for kind in ("md", "html")
} | {"overview.md": f"report overview -O md --as-of {SMALL_AS_OF}"}


@pytest.mark.parametrize("name", ANSWERS)
def test_golden(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    if width := re.search(r"\.(\d+)\.txt", name):
        monkeypatch.setenv("COLUMNS", width[1])
    compare(name, run(ANSWERS[name]).out)


@pytest.mark.parametrize("name", PAGES)
def test_golden_pages(run: Run, tmp_path: Path, name: str) -> None:
    plan = lay_out(tmp_path, SMALL, SMALL_LEDGER)
    compare(name, run(PAGES[name], "-f", str(plan)).out.replace(style_sheet(), "/* _page.css */\n"))


def style_sheet() -> str:
    """Return `_page.css` as pages have it: it stands whole in report.html alone."""
    whole = (GOLDEN / "report.html").read_text(encoding="utf-8")
    _, first, *_ = (ROOT / "templates" / "_page.css").read_text(encoding="utf-8").splitlines()
    return whole[whole.index(first) : whole.index("</style>")]


def compare(name: str, now: str) -> None:
    file = GOLDEN / name
    if os.environ.get("WORKPLAN_GOLDEN") == "rewrite":
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(now.encode("utf-8"))
    saved = file.read_bytes().decode("utf-8")
    assert now == saved, "\n".join(
        difflib.unified_diff(saved.splitlines(), now.splitlines(), f"golden/{name}", "now", n=1, lineterm="")
    )


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {*ANSWERS, *PAGES}


def shown(page: str) -> str:
    """Return what a reader sees of a page: no marks, no width, no white space."""
    page = re.sub(r"<style>.*?</style>|<title>.*?</title>", "", page, flags=re.DOTALL)
    page = html.unescape(re.sub(r"<[^>]*>", "", page))
    page = re.sub(r"^[-: |]+$", "", page, flags=re.MULTILINE)
    return unfold(re.sub(r"[|*#]", "", page))


# What a page has besides the document: labels, heads, where each task stands, and the sum of that.
OWN_WORDS = re.compile(
    r"索引号|组配分类|发布机构|生成日期|公开方式|网页标题|发布日期:?|来源:?"
    r"|序号任务名称具体目标要求责任部门完成时间备注进度"
    r"|[○▲■](正常|未到时限|未定时限|临期剩\d+天|逾期\d+天)(\d个节点逾期\d+天)?"
    r"|截至2020年10月5日:([○▲■]?(正常|未到时限|未定时限|临期|逾期)\d+项[,。])+(台账里还没有进展,进度只按时限推算。)?"
)


def unfold(text: str) -> str:
    return squeeze(unicodedata.normalize("NFKC", text))


def passages(plan: Plan) -> list[str]:
    """Return the document's pieces in order."""
    p, t = plan.publication, plan.titles
    head = [p.index_number, p.category, p.issuer, p.generated, p.disclosure, t.page, p.published, p.source]
    prose = [t.document, plan.preamble]
    for section in plan.sections:
        prose.append(f"{ordinal(section.number)}、{section.title}")
        prose += [f"{point.id}.{point.title}{point.text}" for point in section.points]
    rows = [
        f"{task.id}{task.title}{task.goals}{task.departments}{task.deadline}{task.remark}"
        for task in plan.tasks
    ]
    pieces = [*head, *prose, t.annex_line, t.annex_label, t.annex_head, *rows, plan.footer]
    return [squeeze(str(piece)) for piece in pieces]


def test_the_pieces_are_the_whole_document() -> None:
    document = load(PLAN).document
    assert document is not None
    whole = rebuild(document.plan)
    for label in ("索引号", "组配分类", "发布机构", "生成日期", "公开方式", "发布日期:", "来源:"):
        whole = whole.replace(label, "", 1)
    assert "".join(passages(document.plan)) == whole


@pytest.mark.parametrize("format_", ["md", "html"])
def test_the_report_shows_the_whole_document_in_order(run: Run, format_: str) -> None:
    document = load(PLAN).document
    assert document is not None
    page, at = shown(run(f"report -O {format_} --as-of 2020-10-05").out), 0
    for piece in map(unfold, passages(document.plan)):
        found = page.find(piece, at)
        assert found >= 0, f"not shown after …{page[max(0, at - 20) : at]}: {piece[:60]}"
        assert OWN_WORDS.sub("", page[at:found]) == "", f"before {piece[:60]}"
        at = found + len(piece)
    assert page[at:] == ""
