"""Plans and ledgers to make pages of, and the browser and the tools that look at them."""

from __future__ import annotations

import contextlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from workplan.cli.app import run as run_command
from workplan.output import browser

AS_OF = "2020-11-20"

# Made up: every standing but "ongoing" occurs on that day, and every kind of record.
LEDGER = """
- {task: 22, date: 2020-04-20, recorded: 2020-04-21, by: 计量评管处, percent: 30, note: "行业联盟章程正在征求意见"}
- {task: 14, date: 2020-04-30, recorded: 2020-04-30, by: 产品监管处, percent: 40, note: "标准草案已形成,正征求意见"}
- {task: 18, date: 2020-05-25, recorded: 2020-05-26, by: 药品生产处, status: done, percent: 100, evidence: "首张许可证"}
- {task: 18, date: 2020-06-05, recorded: 2020-06-05, by: 办公室, status: closed}
- task: 14
  date: 2020-06-22
  recorded: 2020-06-22
  by: 产品监管处
  extension: {to: 2020-07-31, reason: "专家评审会受疫情影响,推迟到7月中旬", approval: "局长办公会"}
- {task: 35, date: 2020-06-28, recorded: 2020-06-30, by: 市特检院, percent: 40, reached: [上半年], note: "检验申请全程网办"}
- task: 22
  date: 2020-07-10
  recorded: 2020-07-10
  by: 计量评管处
  status: done
  values: {告知承诺审批办理占比: 61.8, 现场会: 否}
- {task: 14, date: 2020-07-24, recorded: 2020-07-24, by: 产品监管处, status: done, values: {全省首个食品抽检工作规范地方标准: 是}}
- {task: 32, date: 2020-08-20, recorded: 2020-08-20, by: 市食药检院, status: done}
- {task: 32, date: 2020-08-28, recorded: 2020-08-28, by: 办公室, returned: "协议还没有宁波市药品检验所盖章"}
- {task: 8, date: 2020-09-01, recorded: 2020-09-02, by: 网监处, status: suspended, note: "省平台整体升级,接口停用"}
- task: 4
  date: 2020-09-30
  recorded: 2020-10-08
  by: 许可处
  percent: 70
  values: {自贸区实行告知承诺的事项占比: 46}
  note: "办法已送审"
- task: 16
  date: 2020-10-20
  recorded: 2020-10-20
  by: 食品生产处
  percent: 55
  extension: {to: 2020-12-15, reason: "平台招标流标,第二次招标11月上旬开标"}
- {task: 12, date: 2020-10-30, recorded: 2020-11-02, by: 消保处, percent: 45, values: {放心消费单位: 2310, 消费教育基地: 2}}
- {task: 34, date: 2020-10-30, recorded: 2020-11-02, by: 市质检院, status: cancelled, note: "建标经费未获立项"}
- task: 5
  date: 2020-11-16
  recorded: 2020-11-16
  by: 许可处
  percent: 96.5
  values: {网办率: 96.2, 企业开办环节: 4, 简易注销当场办理: 是}
  note: "注销一网服务平台上线试运行"
"""

SMALL_AS_OF = "2020-09-30"

# Six tasks, one of each kind that pages treat in a way of its own.
SMALL = """
year: 2020
titles: {document: 2020年工作要点, annex_line: "附件:重点任务清单", annex_label: 附件, annex_head: 重点任务清单}
publication: {issuer: 市局, published: 2020-03-31, issued: 2020-03-01}
departments:
  - {name: 许可处}
  - {name: 消保处(消保委), aliases: [消保处]}
  - {name: 餐饮处}
  - {name: 工会}
preamble: 深化改革,优化服务。
sections:
  - number: 1
    title: 持续改革,提升服务
    points:
      - {id: 1, title: 打造“跑改”升级版。, text: "力争网办率95%以上;推行“秒批”。"}
      - {id: 2, title: 放心消费。, text: "办好放心消费(试点)单位。"}
tasks:
  - id: 1
    title: 深化企业开办便利化
    goals: |-
      1、力争网办率95%以上;
      2、环节压减至3个以内。
    departments: 许可处
    deadline: 10月份
    points: [1]
    targets:
      - {name: 网办率, phrase: 力争网办率95%以上, commitment: 力争, comparison: at_least, value: 95, unit: "%"}
      - {name: 环节, phrase: 环节压减至3个以内, comparison: at_most, value: 3, unit: 个}
  - id: 2
    title: "推进“放心消费”建设,培育单位"
    goals: 培育单位
    departments: "消保处(消保委)、许可处"
    deadline: "6"
    points: [2]
  - {id: 3, title: 建设智能平台, goals: 建成平台, departments: 餐饮处, deadline: 9月前, remark: 会同消保处实施}
  - id: 4
    title: 制定标准
    goals: 上半年,完成草案;年底发布
    departments: 餐饮处
    deadline: 年底
    milestones:
      - {text: 完成草案, deadline: 上半年}
  - {id: 5, title: 创新执法体系, goals: 争取走在前列, departments: 许可处, deadline: ""}
  - {id: 6, title: 日常巡查, goals: 每月巡查, departments: 餐饮处, deadline: 持续推进}
"""

SMALL_LEDGER = """
- {task: 1, date: 2020-05-10, recorded: 2020-05-11, by: 许可处, percent: 30, note: "流程已梳理,正在压减"}
- {task: 2, date: 2020-06-20, recorded: 2020-06-20, by: 消保处, status: done, percent: 100, evidence: 名单}
- {task: 2, date: 2020-06-24, recorded: 2020-06-24, by: 办公室, returned: "名单缺公章"}
- {task: 4, date: 2020-06-28, recorded: 2020-06-30, by: 餐饮处, percent: 20, reached: [上半年]}
- {task: 2, date: 2020-07-08, recorded: 2020-07-08, by: 消保处, status: done}
- {task: 2, date: 2020-07-15, recorded: 2020-07-15, by: 办公室, status: closed}
- {task: 3, date: 2020-08-20, recorded: 2020-08-20, by: 餐饮处, percent: 80, note: 平台试运行}
- {task: 3, date: 2020-08-25, recorded: 2020-08-25, by: 餐饮处, extension: {to: 2020-09-20, reason: "设备到货晚(海运)"}}
- {task: 1, date: 2020-09-10, recorded: 2020-09-10, by: 许可处, percent: 60, values: {网办率: 96.2, 环节: 4}}
- {task: 6, date: 2020-09-28, recorded: 2020-09-28, by: 餐饮处, status: in_progress, note: 本月巡查42家}
"""

EVIL = """<script>alert('x')</script></style>|{{7*7}}{%x%}"&amp;<b onclick="y">=1+1*_#[a](b)"""


def quoted(text: str) -> str:
    """Return a text as YAML, which takes the quotation marks of JSON."""
    return json.dumps(text, ensure_ascii=False)


def hostile() -> tuple[str, str]:
    """Return a plan and a ledger with marks of every language in each text; each begins with its own name."""

    def evil(name: str) -> str:
        return quoted(name + EVIL)

    department = quoted("甲处" + EVIL.replace(";", ""))  # a semicolon would part two departments

    cells = ("index_number", "category", "issuer", "disclosure", "source")
    plan = f"""
year: 2020
titles: {{document: {evil("文件题")}, page: {evil("网页题")}, annex_line: {evil("附件行")}, annex_head: {evil("附件题")}}}
publication: {{{", ".join(f"{cell}: {evil(cell)}" for cell in cells)}}}
departments:
  - {{name: {department}}}
preamble: {evil("总则")}
sections:
  - {{number: 1, title: {evil("部分")}, points: [{{id: 1, title: {evil("首句")}, text: {evil("正文")}}}]}}
tasks:
  - id: 1
    title: {evil("任务")}
    goals: {quoted("目标" + EVIL + chr(10) + "次段" + EVIL)}
    departments: {department}
    deadline: "10"
    remark: {evil("备注")}
    points: [1]
    targets:
      - {{name: {evil("指标")}, phrase: {evil("目标")}, comparison: at_least, value: 95, unit: {evil("单位")}}}
  - {{id: 2, title: {evil("另事")}, goals: 做, departments: {department}, deadline: "6"}}
footer: {evil("落款")}
"""
    ledger = f"""
- {{task: 1, date: 2020-09-01, recorded: 2020-09-01, by: {evil("报者")}, percent: 10, note: {evil("所记")}}}
- {{task: 1, date: 2020-09-02, recorded: 2020-09-02, by: 乙, values: {{{evil("指标")}: 90}}, evidence: {evil("证明")}}}
- {{task: 2, date: 2020-09-03, recorded: 2020-09-03, by: 乙, status: done}}
- {{task: 2, date: 2020-09-04, recorded: 2020-09-04, by: 乙, returned: {evil("退因")}}}
- {{task: 2, date: 2020-09-05, recorded: 2020-09-05, by: 乙, note: {evil("所述")}}}
- {{task: 1, date: 2020-09-05, recorded: 2020-09-05, by: 乙, extension: {{to: 2020-11-20, reason: {evil("延因")}}}}}
"""
    return plan, ledger


def lay_out(folder: Path, plan: str | bytes, ledger: str = "") -> Path:
    """Write a plan, and a ledger beside it, into a folder; return the plan's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "plan.yaml"
    path.write_bytes(plan.encode("utf-8") if isinstance(plan, str) else plan)
    if ledger:
        (folder / "progress.yaml").write_bytes(ledger.encode("utf-8"))
    return path


def make(plan: Path, line: str, target: Path) -> Path:
    """Run ``workplan report`` into a file, with the browser that was found; return the file."""
    words = ["report", *line.split(), "-f", str(plan), "-o", str(target)]
    said = io.StringIO()
    with contextlib.redirect_stderr(said), _with_browser():
        status = run_command(words)
    assert status == 0, said.getvalue()
    return target


@contextlib.contextmanager
def _with_browser() -> Iterator[None]:
    before = os.environ.get("WORKPLAN_BROWSER")
    if BROWSER:
        os.environ["WORKPLAN_BROWSER"] = BROWSER
    try:
        yield
    finally:
        os.environ.pop("WORKPLAN_BROWSER", None)
        if before is not None:
            os.environ["WORKPLAN_BROWSER"] = before


def squeeze(text: str) -> str:
    """Return a text without its width and white space, as pages and the plan are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


BROWSER = browser.find()
_POPPLER = ("pdftotext", "pdfinfo", "pdftoppm")


def lacking() -> str:
    """Return why pages cannot be looked at on this machine, empty where they can."""
    if BROWSER is None:
        return "no Edge, Chrome or Chromium found"
    if missing := [name for name in _POPPLER if not shutil.which(name)]:
        return f"poppler's {', '.join(missing)} not found"
    if not shutil.which("fc-list") or not _said("fc-list", ":lang=zh").strip():
        return "no Chinese font found"
    return ""


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return done.stdout.decode("utf-8")


def chromium(*arguments: str, dark: bool = False) -> tuple[str, str]:
    """Run the browser without a window and without the network; return what it printed and its log."""
    assert BROWSER
    with tempfile.TemporaryDirectory(prefix="workplan-") as profile:
        command = [
            BROWSER,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--enable-logging=stderr",
            f"--user-data-dir={profile}",
            *(["--blink-settings=preferredColorScheme=0"] if dark else []),
            *arguments,
        ]
        done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")


def measure(folder: Path, frames: Iterable[tuple[Path, int]], script: str) -> tuple[list[Any], list[str]]:
    """Show pages side by side, each in a frame of a width, and ask each a question in JavaScript.

    ``script`` is the body of a function of the frame's document and its window. Returns the answers, and what
    the pages themselves wrote to the console.
    """
    shown = "".join(
        f'<iframe src="{html.escape(page.as_uri())}" style="width:{width}px;height:900px;border:0"></iframe>'
        for page, width in frames
    )
    page = folder / "frames.html"
    page.write_text(
        f"""<!DOCTYPE html><meta charset="utf-8">{shown}<pre id="answers"></pre><script>
        onload = () => {{
          const ask = (doc, win) => {{ {script} }};
          document.getElementById("answers").textContent = JSON.stringify(
            [...document.querySelectorAll("iframe")].map(f => ask(f.contentDocument, f.contentWindow)));
        }};</script>""",
        encoding="utf-8",
    )
    dom, log = chromium("--allow-file-access-from-files", "--dump-dom", page.as_uri())
    found = re.search(r'<pre id="answers">(.*?)</pre>', dom, re.DOTALL)
    assert found, log
    return json.loads(html.unescape(found[1])), [line for line in log.splitlines() if "CONSOLE" in line]


@dataclass(frozen=True)
class Word:
    """A word of a PDF page and where it stands, in points from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Pdf:
    """A printed report."""

    path: Path

    @cached_property
    def info(self) -> dict[str, str]:
        """What pdfinfo says."""
        lines = _said("pdfinfo", "-f", "1", "-l", "999", str(self.path)).splitlines()
        return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}

    @cached_property
    def sizes(self) -> list[tuple[int, int]]:
        """The width and height of each page, in millimetres."""
        found = [re.findall(r"[\d.]+", v) for k, v in self.info.items() if re.fullmatch(r"Page +\d+ size", k)]
        return [(round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4)) for w, h, *_ in found]

    @cached_property
    def texts(self) -> list[str]:
        """Each page's text in the order of the document, squeezed, without the page number."""
        pages = _said("pdftotext", "-raw", str(self.path), "-").split("\f")[:-1]
        return [re.sub(r"^—\d+—|—\d+—$", "", squeeze(page)) for page in pages]

    @cached_property
    def words(self) -> list[list[Word]]:
        """Each page's words."""
        pages = _said("pdftotext", "-bbox", str(self.path), "-").split("<page ")[1:]
        pattern = r'<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">(.*?)</word>'
        return [
            [Word(html.unescape(w[4]), *map(float, w[:4])) for w in re.findall(pattern, page)]
            for page in pages
        ]
