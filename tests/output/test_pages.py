"""Pages as the browser prints and shows them: nothing is cut, nothing sticks out, nothing comes from outside."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable
from functools import cache
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path

import filelock
import pytest
from benchmarks.generate import Generator

from tests.conftest import PLAN, ROOT, alone
from tests.output.test_golden import passages
from tests.pages import (
    AS_OF,
    EVIL,
    LEDGER,
    SMALL,
    SMALL_AS_OF,
    SMALL_LEDGER,
    Pdf,
    Word,
    chromium,
    hostile,
    lacking,
    lay_out,
    make,
    measure,
    squeeze,
)
from workplan.domain.plan import Plan
from workplan.files.plan_file import load

REPORTS = {
    "plan": "plan",
    "plan-one": "plan --dept 许可处",
    "bulletin": "bulletin",
    "account": "account",
    "assign": "slip --level 交办",
    "remind": "slip --level 催办",
    "supervise": "slip --level 督办",
    "none": "slip --level 督办 --dept 工会",
    "wall": "wall",
    "wall-a4": "wall --paper A4",
    "department": "department",
    "overview": "overview",
    "overview-a4": "overview --paper A4",
}
HEAD = "序号任务名称具体目标要求责任部门完成时间备注进度"
A4, A4_LANDSCAPE, A3_LANDSCAPE, A3 = (210, 297), (297, 210), (420, 297), (297, 420)

LACKING = lacking()
in_browser = pytest.mark.skipif(bool(LACKING), reason=LACKING)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the real plan and a ledger of a made-up year; one for all workers, so that each page is made once."""
    root = tmp_path_factory.getbasetemp()
    shelf = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "pages"
    with filelock.FileLock(f"{shelf}.lock"):
        if not (shelf / "alone").exists():
            shelf.mkdir()
            lay_out(alone(shelf), PLAN.read_bytes(), LEDGER)
    return shelf / "alone"


def made(shelf: Path, name: str, line: str) -> Path:
    """Return a report of the shelf, made by the first who asks."""
    with filelock.FileLock(f"{shelf.parent}-{name}.lock"):
        if not (shelf / name).exists():
            make(shelf / "plan.yaml", f"{line} --as-of {AS_OF}", shelf / name)
    return shelf / name


@pytest.fixture(scope="session")
def page(shelf: Path) -> Callable[[str], Path]:
    """A report as HTML, each made once."""

    @cache
    def page(name: str) -> Path:
        return made(shelf, f"{name}.html", REPORTS[name])

    return page


@pytest.fixture(scope="session")
def printed(shelf: Path) -> Callable[[str], Pdf]:
    """A report as PDF, each made once."""

    @cache
    def printed(name: str) -> Pdf:
        return Pdf(made(shelf, f"{name}.pdf", REPORTS[name]))

    return printed


@pytest.fixture(scope="session")
def plan() -> Plan:
    document = load(PLAN).document
    assert document is not None
    return document.plan


# --- on paper


@in_browser
@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("plan", [(8, A4), (6, A4_LANDSCAPE)]),
        ("plan-one", [(1, A4_LANDSCAPE)]),
        ("bulletin", [(2, A4), (4, A4_LANDSCAPE), (4, A4)]),
        ("supervise", [(5, A4)]),
        ("none", [(1, A4)]),
        ("wall", [(2, A3_LANDSCAPE)]),
        ("wall-a4", [(2, A4_LANDSCAPE)]),
        ("overview", [(1, A3)]),
        ("overview-a4", [(2, A4_LANDSCAPE)]),
        ("department", [(34, A4_LANDSCAPE)]),
    ],
)
def test_pages_and_their_paper(
    printed: Callable[[str], Pdf], name: str, runs: list[tuple[int, tuple[int, int]]]
) -> None:
    """Long texts may take a page more or less in another font; one page is one page."""
    found = [(len(list(pages)), size) for size, pages in groupby(printed(name).sizes)]
    assert [size for _, size in found] == [size for _, size in runs]
    assert all(abs(n - wanted) <= (wanted > 2) for (n, _), (wanted, _) in zip(found, runs, strict=True)), (
        found
    )


@in_browser
@pytest.mark.parametrize("name", REPORTS)
def test_no_page_is_blank_and_the_file_is_tagged(printed: Callable[[str], Pdf], name: str) -> None:
    pdf = printed(name)
    assert all(pdf.texts)
    assert pdf.info["Tagged"] == "yes"
    assert pdf.info["Title"]


@in_browser
def test_the_whole_plan_is_on_paper_in_order(printed: Callable[[str], Pdf], plan: Plan) -> None:
    text, at = "".join(printed("plan").texts), 0
    for piece in map(squeeze, passages(plan)):
        found = text.find(piece, at)
        assert found >= 0, f"not printed after {text[max(0, at - 30) : at]}: {piece[:60]}"
        at = found + len(piece)


@in_browser
@pytest.mark.parametrize("name", ["plan", "plan-one", "remind", "department"])
def test_no_row_is_cut(printed: Callable[[str], Pdf], plan: Plan, name: str) -> None:
    texts = printed(name).texts
    shown = 0
    for task in plan.tasks:
        start = squeeze(f"{task.id}{task.title}")
        row = start if name == "department" else start + squeeze(task.goals)
        shown += any(row in text for text in texts)
        if name == "plan" or start in "".join(texts):
            assert any(row in text for text in texts), f"not whole on one page: {row}"
    assert shown >= {"plan": 35, "plan-one": 2, "remind": 20, "department": 35}[name]


@in_browser
def test_the_head_row_is_on_every_page_of_the_list(printed: Callable[[str], Pdf]) -> None:
    pdf = printed("plan")
    lists = [text for text, size in zip(pdf.texts, pdf.sizes, strict=True) if size == A4_LANDSCAPE]
    assert [text.count(HEAD) for text in lists] == [1] * len(lists)
    pdf = printed("bulletin")
    account = [text for text, size in zip(pdf.texts, pdf.sizes, strict=True) if size == A4_LANDSCAPE]
    assert len(account) > 1
    assert all("序号任务名称牵头部门评价进展" in text for text in account)


@in_browser
@pytest.mark.parametrize("name", ["remind", "supervise"])
def test_each_department_signs_a_page_of_its_own(printed: Callable[[str], Pdf], name: str) -> None:
    texts = printed(name).texts
    level = {"remind": "催办", "supervise": "督办"}[name]
    begun = [text for text in texts if text.startswith(f"重点工作任务{level}单")]
    for index, text in enumerate(begun, start=1):
        assert text.startswith(f"重点工作任务{level}单编号:{level}〔2020〕{index}号2020年11月20日")
    assert len(begun) > 1
    # A page that goes on has the last item above what is to be signed; where that fills a page alone, it says of which slip.
    goes_on = f"序号事项要求责任部门时限现状([0-9]|办理情况反馈\\({level}〔2020〕)"
    assert all(re.match(goes_on, text) for text in texts if text not in begun)


@in_browser
def test_a_long_plan_takes_more_sheets_of_the_wall_and_a_list_behind_them(tmp_path: Path) -> None:
    task = '  - {id: %d, title: "任务", goals: 做, departments: 许可处, deadline: 次年3月}\n'
    path = lay_out(tmp_path, BARE + "tasks:\n" + "".join(task % number for number in range(1, 100)))
    pdf = Pdf(make(path, "wall", tmp_path / "a.pdf"))
    assert set(pdf.sizes) == {A3_LANDSCAPE}
    drawn = ["2021年1月" in text for text in pdf.texts]
    assert drawn == sorted(drawn, reverse=True)
    assert drawn.count(True) == 3
    assert "任务清单" in pdf.texts[drawn.count(True)]


@in_browser
def test_a_large_plan_still_takes_one_sheet_of_summary(tmp_path: Path) -> None:
    Generator(300).write(tmp_path)
    plan = tmp_path / "plan.yaml"
    for paper, size, sheets in (("A3", A3, 1), ("A4", A4_LANDSCAPE, 2)):
        line = f"overview --paper {paper} --as-of 2020-10-15"
        pdf = Pdf(make(plan, line, tmp_path / f"{paper}.pdf"))
        assert pdf.sizes == [size] * sheets
        assert "请领导过问" in pdf.texts[0]
        assert "任务进度" in pdf.texts[-1]


@in_browser
def test_a_large_wall_has_its_list_on_office_paper(shelf: Path) -> None:
    pdf = Pdf(make(shelf / "plan.yaml", f"wall --paper A1 --as-of {AS_OF}", shelf / "a1.pdf"))
    assert pdf.sizes[0] == (841, 594)
    assert set(pdf.sizes[1:]) == {A3_LANDSCAPE}


@in_browser
def test_letters_on_the_wall_are_as_large_as_promised(printed: Callable[[str], Pdf]) -> None:
    """10 pt on A3: a word's box is higher than its letters, never lower."""
    chart = printed("wall").words[0]
    assert min(word.bottom - word.top for word in chart if word.text.isdecimal()) >= 10


@in_browser
@pytest.mark.parametrize("name", ["assign", "remind", "supervise"])
def test_the_answer_to_a_slip_stays_together(printed: Callable[[str], Pdf], name: str) -> None:
    """Also where the slip itself takes two pages, as the longest does."""
    wanted = ("办理情况反馈(", "承办部门负责人:", "反馈日期:年月日", "联系电话:", "签收日期:年月日")
    texts = printed(name).texts
    assert any(wanted[0] in text for text in texts)
    for text in texts:
        assert len({text.count(words) for words in wanted}) == 1
        assert not text.split(wanted[0])[0].endswith("现状"), (
            "heads without a row, or an answer without its item"
        )


@in_browser
@pytest.mark.parametrize("name", ["plan", "bulletin", "department"])
def test_no_heading_stands_alone_at_the_foot(printed: Callable[[str], Pdf], page, name: str) -> None:
    source = page(name).read_text(encoding="utf-8")
    headings = [squeeze(re.sub("<[^>]*>", "", h)) for h in re.findall(r"<h[12]>(.*?)</h[12]>", source)]
    assert headings
    for text in printed(name).texts:
        assert not [heading for heading in headings if text.endswith(heading)]


def number_of(words: Iterable[Word]) -> Word | None:
    """Return the page number, the last — 1 — of a page."""
    dashes = [w for w in words if re.fullmatch(r"—?\d+—?", w.text)]
    return max(dashes, key=lambda w: w.bottom, default=None)


@in_browser
@pytest.mark.parametrize("name", ["plan", "bulletin", "department"])
def test_page_numbers_stand_outside_odd_right_even_left(printed: Callable[[str], Pdf], name: str) -> None:
    pdf = printed(name)
    for index, (words, (width, height)) in enumerate(zip(pdf.words, pdf.sizes, strict=True), start=1):
        upright, odd = width < height, bool(index % 2)
        # A sheet on its side is bound with its left edge at the foot: there stands the number, its right being down.
        margin = [w for w in words if upright or w.right < 24 / 25.4 * 72]
        found = number_of(words) if upright else margin[0]
        assert found is not None
        told = found.text if upright else "".join(w.text for w in sorted(margin, key=lambda w: w.top))
        assert told.strip("—") == str(index)
        if upright:
            assert (found.left > width / 25.4 * 72 / 2) == odd, f"page {index}"
            assert found.bottom > (height - 45) / 25.4 * 72
        else:
            assert (found.top > height / 25.4 * 72 / 2) == odd, f"page {index}"


@in_browser
@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_printed_off_the_page(printed: Callable[[str], Pdf], name: str) -> None:
    pdf = printed(name)
    edge = 6 / 25.4 * 72
    for words, (width, height) in zip(pdf.words, pdf.sizes, strict=True):
        right, bottom = width / 25.4 * 72 - edge, height / 25.4 * 72 - edge
        # The number of a sheet that lies is turned; its box is the font's, 18 points on either side of the middle.
        lying = {w for w in words if w.right < 45 and re.fullmatch(r"\d+|—", w.text)}
        assert all((w.left + w.right) / 2 - 7 > edge for w in lying)
        upright = [w for w in words if w not in lying]
        off = [w for w in upright if w.left < edge or w.top < edge or w.right > right or w.bottom > bottom]
        assert not off


@in_browser
def test_cells_hold_their_words_in_print(tmp_path: Path, page: Callable[[str], Path]) -> None:
    """The print rules, shown as a page of the width paper leaves."""
    copies = []
    for name in ("plan", "bulletin", "remind", "supervise", "department"):
        text = page(name).read_text(encoding="utf-8")
        text = text.replace("@media screen", "@media speech").replace("@media print", "@media all")
        copy = tmp_path / f"as-print-{name}.html"
        copy.write_text(text, encoding="utf-8")
        copies.append((copy, 1000))
    script = """
      const widths = {annex: 249, sheet: 162, slip: 162, prose: 156};
      for (const a of doc.querySelectorAll("article")) a.style.width = widths[a.className] + "mm";
      const outside = (e, box) => {
        const range = doc.createRange();
        range.selectNodeContents(e);
        const [text, cell] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
        return text.width
          && (text.left < cell.left || text.right > cell.right + 0.5 || text.bottom > cell.bottom + 0.5);
      };
      return [...doc.querySelectorAll("th, td, dd, .signatures span, .feedback")]
        .filter(e => outside(e, e)).map(e => e.textContent);"""
    answers, _ = measure(tmp_path, copies, script)
    assert dict(zip((c.name for c, _ in copies), answers, strict=True)) == {c.name: [] for c, _ in copies}


@in_browser
def test_a_dark_screen_still_prints_black_on_white(shelf: Path, page: Callable[[str], Path]) -> None:
    for name in ("plan", "wall"):
        target = shelf / f"{name}-dark.pdf"
        chromium("--no-pdf-header-footer", f"--print-to-pdf={target}", page(name).as_uri(), dark=True)
        command = ["pdftoppm", "-r", "20", "-gray", "-f", "1", "-l", "1", str(target)]
        grey = subprocess.run(command, capture_output=True, check=True).stdout
        dots = grey.split(b"\n", 3)[3]
        assert dots[0] == sorted(dots)[len(dots) // 2] == 255, "the paper is not white"
        assert min(dots) < 100, "the ink is not black"


# --- on screens

WIDTHS = (360, 768, 1280, 1920)


@in_browser
def test_no_screen_has_to_be_pushed_sideways(tmp_path: Path, page: Callable[[str], Path]) -> None:
    frames = [(page(name), width) for name in REPORTS for width in WIDTHS]
    script = """
      const wide = [...doc.querySelectorAll("article *")]
        .filter(e => !e.closest(".chart, thead, .unseen, colgroup"))
        .filter(e => e.getBoundingClientRect().right > win.innerWidth + 1).length;
      return [doc.scrollingElement.scrollWidth, wide, !!doc.querySelector("h1")];"""
    answers, console = measure(tmp_path, frames, script)
    found = {(p.stem, w): tuple(answer) for (p, w), answer in zip(frames, answers, strict=True)}
    assert found == {(p.stem, width): (width, 0, True) for p, width in frames}
    assert console == []


STRAY = """
  const found = [], walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  const blockOf = node => node.parentElement.closest("td, th, li, p, dd, dt, caption, h1, h2, figcaption");
  const boxOf = (node, at) => {
    const range = doc.createRange(); range.setStart(node, at); range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  let mark = null;
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest("svg, style, .unseen")) continue;
    for (let at = 0; at < node.data.length; at++) {
      const box = boxOf(node, at);
      if (!node.data[at].trim() || !box.width) continue;
      if (mark && mark.block === blockOf(node) && box.top > mark.box.bottom - 4)
        found.push(mark.block.textContent.trim().slice(0, 40));
      mark = "○◇◆▲■√×→".includes(node.data[at]) ? {box, block: blockOf(node)} : null;
    }
  }
  return found;
"""
"""Marks that end a line, with what they mark on the next."""


@in_browser
def test_no_mark_stands_alone_at_the_end_of_a_line(shelf: Path, page: Callable[[str], Path]) -> None:
    """Wherever a line ends, ○ and its word stay together; the last page shows that the question can find one."""
    broken = shelf / "broken.html"
    broken.write_text("<p style='width:2em;font-size:16px'>○ 正常正常</p>", encoding="utf-8")
    names = ("plan", "bulletin", "account", "wall", "department", "overview")
    frames = [(page(name), width) for name in names for width in (360, 768, 1280, 1920)]
    *found, seen = measure(shelf, [*frames, (broken, 360)], STRAY)[0]
    assert [(f[0].name, f[1], stray) for f, stray in zip(frames, found, strict=True) if stray] == []
    assert seen


@in_browser
def test_a_page_in_trouble_would_be_seen(tmp_path: Path) -> None:
    """The two checks above can fail: a page that is too wide and asks for what is not there."""
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<h1 style='width:2000px'>x</h1><script>console.error('trouble')</script>", encoding="utf-8"
    )
    answers, console = measure(tmp_path, [(bad, 360)], "return doc.scrollingElement.scrollWidth")
    assert answers == [2008]
    assert len(console) == 1


# --- as text: no browser needed


class Reader(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown: list[str] = []
        self._style = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = self._style and tag != "style"

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.shown.append(data)

    @property
    def text(self) -> str:
        return squeeze("".join(self.shown))


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_needs_nothing_but_itself(page: Callable[[str], Path], name: str) -> None:
    text = page(name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|url\((?!#)|@import", text)
    for tag, attributes in Reader(text).tags:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "base", "form", "input"}
        assert not {"src", "srcset"} & set(attributes)
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_can_be_read_aloud(page: Callable[[str], Path], name: str) -> None:
    text = page(name).read_text(encoding="utf-8")
    tags = Reader(text).tags
    assert ("html", {"lang": "zh-CN"}) in tags
    assert re.search(r"<title>[^<]+</title>", text)
    articles = re.findall(r"<article.*?</article>", text, re.DOTALL)
    headed = [article for article in articles if "behind-figures" not in article]
    assert [article.count("<h1") for article in headed] == [1] * len(headed)
    assert text.count("<h1") == len(headed) > 0
    assert all(
        attributes.get("scope") in ("col", "row", "rowgroup") for tag, attributes in tags if tag == "th"
    )
    for tag, attributes in tags:
        if tag == "svg" and attributes.get("aria-hidden") != "true":
            assert attributes["role"] in ("img", "group")
            assert attributes["aria-label"]
        if attributes.get("class") == "chart":
            assert attributes["tabindex"] == "0"
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", REPORTS)
def test_marks_between_chinese_are_full_width(page: Callable[[str], Path], name: str) -> None:
    """In the templates' own words as in the plan's."""
    chinese = r"[\u4e00-\u9fff]"
    shown = "".join(Reader(page(name).read_text(encoding="utf-8")).shown)
    assert re.findall(rf".*(?:{chinese}[,;:?!()]|[,;:?!()]{chinese}).*", shown) == []


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_can_be_read(scheme: str) -> None:
    css = (ROOT / "templates" / "_page.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--(\w+): (#\w+);", rule)) for rule in re.findall(r":root \{([^}]*)\}", css)
    )
    colours = light if scheme == "light" else light | dark
    assert set(dark) == set(light)
    for text in ("ink", "soft", "late", "soon", "done"):
        assert contrast(colours[text], colours["paper"]) >= 4.5, text
    assert contrast(colours["ink"], colours["desk"]) >= 4.5
    # The chart's words stand on plates of their own: #1a1a1a on white, or ink on paper; its head is #e9e6df.
    assert contrast("#1a1a1a", "#e9e6df") >= 4.5


def test_colours_meet_paper_only_on_screens() -> None:
    css = (ROOT / "templates" / "_page.css").read_text(encoding="utf-8")
    assert re.findall(r"@media ([^{]*prefers-color-scheme[^{]*)\{", css) == [
        "screen and (prefers-color-scheme: dark) "
    ]


# --- hostile and empty plans

TOLD = {
    "plan": "index_number category issuer disclosure source 网页题 文件题 总则 部分 首句 正文 "
    "附件行 附件题 任务 目标 次段 备注 落款",
    "bulletin": "任务 目标 另事 指标 单位 所记 所述 延因",
    "account": "任务 指标 单位 证明 另事",
    "slip --level 交办": "任务 目标 次段",
    "slip --level 催办": "任务 目标 次段",
    "slip --level 督办": "另事",
    "wall": "任务 另事",
    "overview": "任务 另事",
    "department": "任务 另事 指标 单位 报者 所记 证明 退因 所述 延因",
}


def plain(markdown: str) -> str:
    """Return the text Markdown shows."""
    import html

    return squeeze(html.unescape(re.sub(r"\\(.)", r"\1", markdown.replace("<br>", "\n"))))


@pytest.mark.parametrize("line", TOLD)
@pytest.mark.parametrize("format_", ["md", "html"])
def test_hostile_text_is_only_text(tmp_path: Path, line: str, format_: str) -> None:
    plan = lay_out(tmp_path, *hostile())
    target = make(plan, f"{line} --as-of {SMALL_AS_OF}", tmp_path / f"a.{format_}")
    text = target.read_text(encoding="utf-8")
    if format_ == "html":
        reader = Reader(text)
        tags = [tag for tag, _ in reader.tags]
        assert (tags.count("script"), tags.count("style")) == (0, 1)
        assert not [
            a for _, a in reader.tags if "onclick" in a or any(EVIL[:8] in (v or "") for v in a.values())
        ]
        shown = reader.text
    else:
        assert not re.findall(r"<(?!br>)", text)
        tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
        assert all(len({row.count("|") for row in table.splitlines()}) == 1 for table in tables)
        shown = plain(text)
    for name in [*TOLD[line].split(), "甲处"]:
        evil = EVIL.replace(";", "") if name == "甲处" else EVIL
        assert squeeze(name + evil) in shown, name


BARE = "year: 2020\ntitles: {document: 计划}\ndepartments: [{name: 许可处}, {name: 工会}]\n"
NO_TASKS = BARE + "tasks: []\n"
ONE_TASK = BARE + 'tasks: [{id: 1, title: 甲, goals: 乙, departments: 许可处, deadline: "11"}]\n'


@pytest.mark.parametrize("format_", ["md", "html"])
@pytest.mark.parametrize(
    ("plan", "line", "words"),
    [
        (NO_TASKS, "plan", ["没有任务。", "截至2020年9月30日:没有任务。"]),
        (
            NO_TASKS,
            "bulletin",
            ["没有任务。", "没有逾期任务。", "没有滞后任务。", "没有变化。"],
        ),
        (NO_TASKS, "slip", ["各部门都没有需要交办的事项。"]),
        (NO_TASKS, "slip --level 督办 --dept 工会", ["没有需要督办的事项。"]),
        (NO_TASKS, "wall", ["没有任务。"]),
        (NO_TASKS, "overview", ["没有任务。"]),
        (NO_TASKS, "department", ["许可处2020年重点工作任务", "这个部门没有任务。"]),
        (ONE_TASK, "plan", ["1甲乙许可处11○未到时限"]),
        (ONE_TASK, "plan --dept 工会", ["工会,共0项", "没有任务。"]),
        (ONE_TASK, "bulletin --dept 工会", ["范围:工会", "没有任务。"]),
        (ONE_TASK, "slip --level 督办", ["各部门都没有需要督办的事项。"]),
        (ONE_TASK, "slip --dept 工会", ["没有需要交办的事项。"]),
        (ONE_TASK, "wall --dept 工会", ["没有任务。"]),
        (ONE_TASK, "overview --dept 工会", ["没有任务。"]),
        (ONE_TASK, "overview", ["还没有部门报过进展", "1项任务中"]),
        (ONE_TASK, "department --dept 工会", ["工会2020年重点工作任务", "这个部门没有任务。"]),
    ],
)
def test_what_is_empty_says_so(tmp_path: Path, plan: str, line: str, format_: str, words: list[str]) -> None:
    path = lay_out(tmp_path, plan)
    text = make(path, f"{line} --as-of 2020-09-30", tmp_path / f"a.{format_}").read_text(encoding="utf-8")
    shown = Reader(text).text if format_ == "html" else plain(text.replace("|", ""))
    for word in words:
        assert word in shown


def test_a_long_title_takes_more_lines_on_the_wall(tmp_path: Path) -> None:
    title = "深化改革" * 30
    path = lay_out(tmp_path, SMALL.replace("制定标准", title), SMALL_LEDGER)
    page = make(path, f"wall --as-of {SMALL_AS_OF}", tmp_path / "a.html").read_text(encoding="utf-8")
    svg = page.partition("<svg")[2].partition("</svg>")[0]
    lines = re.findall(r'font-size="(\d+)">([深化改革]+)</text>', svg)
    assert "".join(text for _, text in lines) == title
    assert all(len(text) * int(size) <= 980 for size, text in lines)
    assert len(lines) > 2
