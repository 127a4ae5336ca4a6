"""The documentation says what the program does: its examples are run, its tables held against the code.

``WORKPLAN_GOLDEN=rewrite`` (``make golden``) writes outputs and generated tables anew; review them as a diff.
"""

from __future__ import annotations

import contextlib
import dataclasses
import inspect
import io
import json
import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from typer.main import get_command

from tests.clerk import Form, copy
from tests.conftest import PLAN, ROOT, Run
from tests.gallery import bad_cases, gallery
from workplan import __version__
from workplan.answers import log
from workplan.answers.columns import record as as_json
from workplan.checks import catalogue, company, ledger, links, seal, slips
from workplan.checks import plan as plan_checks
from workplan.checks.file_codes import CODES
from workplan.checks.waivers import TITLES
from workplan.cli.app import COMMANDS, app
from workplan.cli.app import run as run_command
from workplan.cli.commands.report import Page
from workplan.domain import plan
from workplan.domain.deadlines import DeadlineKind, read
from workplan.domain.errors import ExitCode
from workplan.domain.load import DepartmentCount
from workplan.domain.records import ProgressRecord
from workplan.domain.standing import Standing
from workplan.domain.status import Status
from workplan.domain.worded import words
from workplan.files.gate import TYPES, progress_record
from workplan.files.plan_file import load_bytes
from workplan.library.export import Shape as TablesShape
from workplan.library.tables import TABLES
from workplan.office.faults import Fault
from workplan.output.export import Format
from workplan.output.findings import SUFFIXES
from workplan.output.findings import Format as Shape
from workplan.reports import Report
from workplan.reports.slip import Level

README, MANUAL = ROOT / "README.md", ROOT / "README.zh-CN.md"
REFERENCE, COMMAND_PAGE = ROOT / "docs" / "reference.md", ROOT / "docs" / "commands.md"
READINGS, OUTPUT = ROOT / "docs" / "readings.md", ROOT / "docs" / "output.md"
CHECKS, TEMPLATES = ROOT / "docs" / "checks.md", ROOT / "docs" / "templates.md"
LEDGER, CI = ROOT / "docs" / "ledger-format.md", ROOT / "docs" / "ci.md"
GUIDE, CHANGES = ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"
PAGES = [README, MANUAL, GUIDE, CHANGES, *sorted((ROOT / "docs").glob("*.md"))]
REWRITE = os.environ.get("WORKPLAN_GOLDEN") == "rewrite"

# ```yaml title=bad.yaml``` is written to that file; ```console``` is replayed in the same folder;
# ```yaml shows=progress.yaml``` is what that file then holds. ```text fills=收回/填报-2020-10-许可处.xlsx``` is what a clerk
# types in that form, a cell a line, having taken it from 发出/ where he has none yet.
FENCED = re.compile(
    r"^```(?P<language>\w*)(?: title=(?P<title>\S+)| shows=(?P<shown>\S+)| fills=(?P<form>\S+))?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
RULES: list[Any] = [*plan_checks.RULES, *ledger.RULES, *links.RULES]
GENERATED = re.compile(r"(?P<begin><!-- begin (?P<name>.+?) -->\n).*?(?P<end>\n<!-- end -->)", re.DOTALL)
COMMON = {
    *("-f", "--file", "--skip-invalid", "--as-of", "--known-on"),
    *("-O", "--format", "-o", "--output", "--help"),
}


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def section(page: Path, heading: str) -> str:
    """Return what stands under a heading, up to the next of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    found = re.search(
        rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{level}}} |\Z)", text_of(page), re.MULTILINE | re.DOTALL
    )
    assert found, f"{page.name} has no {heading!r}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Return the cells of all tables in a text, without heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    heads = {i - 1 for i, row in enumerate(cells) if set("".join(row)) <= set("-: ")}
    return [row for i, row in enumerate(cells) if i not in heads and i - 1 not in heads]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def command_of(row: list[str]) -> str:
    """Return the command a row of a table begins with: `show N...` is show."""
    return quoted(row[0])[0].split()[0]


def option_names(command: Any) -> set[str]:
    return {name for param in command.params if param.param_type_name == "option" for name in param.opts}


def command_named(name: str) -> Any:
    group: Any = get_command(app)
    return group.get_command(None, name)


# Examples and generated tables


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_and_tables_are_current(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(PLAN, tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    written = text_of(page)
    made = GENERATED.sub(lambda m: f"{m['begin']}{MAKERS[m['name']]()}{m['end']}", written)
    current = FENCED.sub(replay, made)
    if REWRITE:
        page.write_text(current, encoding="utf-8", newline="\n")
    else:
        assert current == written, "make golden rewrites it"


def replay(block: re.Match[str]) -> str:
    """Carry out a block: write its file, or return it with what its commands print, or its file holds, today."""
    if block["title"]:
        target = Path(block["title"])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block["body"], encoding="utf-8")
    if block["shown"]:
        return f"```{block['language']} shows={block['shown']}\n{text_of(Path(block['shown']))}```"
    if block["form"]:
        fill_in(Path(block["form"]), block["body"])
    if block["language"] != "console":
        return block[0]
    lines = [line for line in block["body"].splitlines() if line.startswith("$ ")]
    assert lines, f"a console block without a command: {block[0]}"
    return "```console\n" + "".join(f"{line}\n{output(line)}" for line in lines) + "```"


def fill_in(path: Path, cells: str) -> None:
    """Play the clerk of a department: `任务 5 完成%：85`, `任务 5 指标 2 本次：96.5`."""
    if not path.exists():
        copy(Path("发出") / path.name, path)
    form = Form(path)
    for task, kind, place, head, value in re.findall(
        r"^任务 (\d+) (?:(指标|节点) (\d+) )?(\S+?)：(.*)$", cells, re.MULTILINE
    ):
        about = f"{'target' if kind == '指标' else 'step'}:{task}.{place}" if kind else int(task)
        form.cell(about, head).value = float(value) if value.replace(".", "", 1).isdigit() else value
    form.save()


def output(line: str) -> str:
    """Return what a command prints, as a terminal shows it; blanks at line ends are not kept in documents."""
    program, *arguments = shlex.split(line.removeprefix("$ "))
    assert program == "workplan", line
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = run_command(arguments)
    assert status not in (ExitCode.INTERNAL, ExitCode.INTERRUPTED), said.getvalue()
    return "".join(f"{out.rstrip()}\n" for out in said.getvalue().splitlines())


def checks_table() -> str:
    lines = ["| code | 级别 | 含义 |", "| --- | --- | --- |"]
    for entry in catalogue.entries():
        name = f"[`{entry.code}`](errors.md#{entry.code})"
        lines.append(f"| {name} | {entry.severity.word} | {entry.title} |")
    return "\n".join(lines)


def rule_manuals(rules: Sequence[Any]) -> str:
    blocks = []
    for rule in rules:
        what, _, rest = inspect.cleandoc(rule.__doc__ or "").replace("``", "`").partition("\n\n")
        points = re.sub(r"^(Why|Bad|Fix): ", r"- **\1:** ", rest, flags=re.MULTILINE)
        blocks.append(f"### {rule.CODE}\n\n{what}\n\n{points}")
    return "\n\n".join(blocks)


def keys_table(kind: type[Any]) -> str:
    schema = TypeAdapter(TYPES[kind]).json_schema()
    lines = ["| 键 | 写法 | 必填 | 不写时 | 说明 | 例 |", "| --- | --- | --- | --- | --- | --- |"]
    for key, field in schema["properties"].items():
        needed = key in schema.get("required", ())
        default = field.get("default")
        default = str(default).lower() if isinstance(default, bool) else default
        shown = "" if needed or default in (None, "", []) or isinstance(default, dict) else f"`{default}`"
        example = "、".join(f"`{as_written(e)}`" for e in field.get("examples", ()))
        cells = (
            f"`{key}`",
            shape(field, schema),
            "是" if needed else "",
            shown,
            field["description"],
            example,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def as_written(example: Any) -> str:
    """Return an example as it stands in the file."""
    if isinstance(example, list):
        return f"[{', '.join(map(str, example))}]"
    return str(example) or '""'


def shape(field: dict[str, Any], whole: dict[str, Any]) -> str:
    """Say in Chinese what a key takes, from its JSON Schema."""
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[1]
        values = whole["$defs"][name].get("enum")
        return "、".join(f"`{v}`" for v in values) if values else f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return "、".join(shape(part, whole) for part in field["anyOf"] if part.get("type") != "null")
    if "enum" in field:
        return f"`{field['enum'][0]}`"  # the others are the same in quotation marks
    if field["type"] == "array":
        item = shape(field["items"], whole)
        return f"{item} 的列表" if item.endswith(")") else f"{item}的列表"
    if field["type"] == "object":
        return f"名称到{shape(next(iter(field['patternProperties'].values())), whole)}"
    if field.get("format") == "date":
        return "日期"
    if "boolean" in field["type"]:  # whatever stands there is words, a bare number too
        return "文字"
    if "string" not in field["type"] or "pattern" in field:  # figures may stand in quotation marks
        figures = [word for kind, word in (("integer", "整数"), ("number", "数字")) if kind in field["type"]]
        return figures[0] if figures else "文字"
    return "数字或 `是`、`否`" if "number" in field["type"] else "文字"


def statuses_table() -> str:
    lines = ["| 状态 | 含义 | 之后可以记 | 可以退回 |", "| --- | --- | --- | --- |"]
    for status in Status:
        following = "、".join(f"`{s}`" for s in Status if status.admits(s) and s is not status)
        back = "是" if status.finished else ""
        lines.append(f"| `{status}` | {status.word} | {following} | {back} |")
    return "\n".join(lines)


def faults_table() -> str:
    lines = ["| 代码 | 原因 | 怎么办 |", "| --- | --- | --- |"]
    lines += [f"| `{fault}` | {fault.word} | {fault.hint} |" for fault in Fault]
    return "\n".join(lines)


def tables_table() -> str:
    lines = ["| 表 | 有什么 |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| [`{t.name}`](#{t.name}) | {t.meaning} |" for t in TABLES.values())])


def columns_table(name: str) -> str:
    lines = ["| 栏 | 类型 | 可空 | 含义 |", "| --- | --- | --- | --- |"]
    for column in TABLES[name].columns:
        empty = "是" if column.nullable else ""
        lines.append(f"| `{column.name}` | {column.type.word} | {empty} | {column.meaning} |")
    return "\n".join(lines)


MAKERS: dict[str, Callable[[], str]] = {
    "checks": checks_table,
    "rules": lambda: rule_manuals(plan_checks.RULES),
    "ledger rules": lambda: rule_manuals(ledger.RULES),
    "link rules": lambda: rule_manuals(links.RULES),
    "statuses": statuses_table,
    "gallery": gallery,
    "faults": faults_table,
    "tables": tables_table,
    **{f"columns of {name}": lambda name=name: columns_table(name) for name in TABLES},  # type: ignore[misc]
    **{
        f"keys of {kind.__name__}": lambda kind=kind: keys_table(kind)  # type: ignore[misc]
        for kind in TYPES
    },
}


def test_every_generated_table_stands_somewhere() -> None:
    shown = [found["name"] for page in PAGES for found in GENERATED.finditer(text_of(page))]
    assert sorted(shown) == sorted(MAKERS)


def test_the_measured_table_is_of_the_plans_there_are() -> None:
    script = pytest.importorskip("benchmarks.compare_validators", reason="only a checkout has the benchmarks")
    reading, content, good = map(len, script.cases())
    table = script.BLOCK.search(text_of(CI))[0]
    said = list(map(int, re.findall(r", of (\d+)", table)))
    assert said == [reading, content, reading + content, good], "run `make compare`"
    ours = next(row for row in rows(table) if row[0].startswith("workplan "))
    assert list(map(int, ours[1:])) == [reading, content, reading + content, 0]


def mentioned() -> Iterator[tuple[str, str]]:
    """Yield every command line the pages mention but do not replay, with its page."""
    for page in PAGES:
        text = text_of(page)
        lines = re.findall(r"`workplan ([^`\n]+)`", FENCED.sub("", text))
        for block in FENCED.finditer(text):
            if block["language"] in ("sh", "bat"):
                lines += re.findall(r"^(?:\S*[\\/])?workplan (.+)$", block["body"], re.MULTILINE)
        yield from ((page.name, re.split(r" [|#] ", line)[0]) for line in lines)


@pytest.mark.parametrize(("page", "line"), sorted(set(mentioned())))
def test_every_command_line_mentioned_exists(page: str, line: str) -> None:
    words = shlex.split(line)
    if words[0].startswith("-"):
        assert words[0] in option_names(get_command(app)) | {"--help"}
        return
    assert words[0] in COMMANDS
    known = option_names(command_named(words[0])) | {"--help"}
    assert {word for word in words if re.match(r"--?[A-Za-z]", word)} <= known


# Behind these options stand words of one's own: unquoted, the first blank in them would end them, in cmd as elsewhere.
WORDS_OF_ONES_OWN = re.compile(r'--(?:note|reason|evidence|problems|next|approval)[ =](?!")(?=[^\s`|])')


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_words_of_ones_own_stand_in_quotation_marks(page: Path) -> None:
    lines = text_of(page).splitlines()
    typed = re.compile(r"^(?:\$ )?(?:\S*[\\/])?workplan .*|`workplan [^`]*`")
    bare = [
        line
        for line, below in pairwise([*lines, ""])
        if any(map(WORDS_OF_ONES_OWN.search, typed.findall(line)))
        and not below.startswith("错误：选项后面多出了")
    ]
    assert not bare


def test_relative_links_lead_somewhere() -> None:
    dead = [
        f"{page.name}: {link}"
        for page in PAGES
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", FENCED.sub("", text_of(page)))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert not dead


def test_links_to_headings_lead_somewhere() -> None:
    dead = []
    for page in PAGES:
        for link, place in re.findall(r"\]\(([^)#:\s]*)#([^)\s]+)\)", FENCED.sub("", text_of(page))):
            target = page.parent / link if link else page
            if place not in anchors(target):
                dead.append(f"{page.name}: {link}#{place}")
    assert not dead


def anchors(page: Path) -> set[str]:
    """Return the places of a page a link may lead to, named as GitHub names them."""
    heads = re.findall(r"^#+ (.+)$", FENCED.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


# README.md


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_has_every_command_with_its_own_options(name: str) -> None:
    row = next((row for row in rows(section(REFERENCE, "## Commands")) if command_of(row) == name), None)
    assert row, f"no row for {name}"
    missing = [o for o in sorted(option_names(command_named(name)) - COMMON) if f"`{o}" not in row[-1]]
    assert not missing


def test_readme_lists_no_command_that_is_gone() -> None:
    assert [command_of(row) for row in rows(section(REFERENCE, "## Commands"))] == list(COMMANDS)


def test_readme_has_the_common_options_and_formats() -> None:
    text = section(REFERENCE, "## Commands")
    assert not [o for o in COMMON | option_names(get_command(app)) if f"`{o}" not in text]
    assert not [f for f in (*Format, *Page, *Shape, *TablesShape) if f"`{f}`" not in text]


def test_reference_has_every_exit_code() -> None:
    assert [row[0] for row in rows(section(REFERENCE, "## Exit codes"))] == [
        str(int(code)) for code in ExitCode
    ]


def test_readme_has_every_environment_variable() -> None:
    source = "".join(text_of(path) for path in (ROOT / "src").rglob("*.py"))
    read_ = set(re.findall(r"""environ(?:\.get\(|\[)["'](WORKPLAN_\w+)""", source))
    assert read_
    assert not [name for name in read_ if f"`{name}`" not in text_of(README) + text_of(REFERENCE)]


JSON_ROWS = [row for row in rows(section(REFERENCE, "## JSON")) if len(row) == 3]


@pytest.mark.parametrize("row", JSON_ROWS, ids=lambda row: row[0].strip("`"))
def test_readme_has_the_shape_of_every_answer(row: list[str], run: Run) -> None:
    command, kind, keys = map(quoted, row)
    body = json.loads(run(command[0], "-O", "json").out)
    alone = kind in (["findings"], ["draft"])
    envelope = {"schema_version", "kind"} | (set() if alone else {"as_of", "plan"})
    assert [body["kind"]] == kind
    assert set(body) == envelope | set(keys)


def test_readme_has_every_command_that_speaks_json() -> None:
    speaking = {name for name in COMMANDS if "-O" in option_names(command_named(name))} - {"report", "export"}
    assert {command_of(row) for row in JSON_ROWS} == speaking


def test_readme_has_every_key_of_a_task(run: Run) -> None:
    task = json.loads(run("show", "7", "-O", "json").out)["tasks"][0]
    named = set(quoted(section(REFERENCE, "## JSON")))
    assert set(task) | set(task["deadline"]) | {kind.value for kind in DeadlineKind} <= named


def test_readme_has_every_key_of_a_target_and_a_milestone(run: Run) -> None:
    named = set(quoted(section(REFERENCE, "## JSON")))
    target = json.loads(run("targets", "-O", "json").out)["targets"][0]
    step = json.loads(run("due --month 6", "-O", "json").out)["milestones"][0]
    silent = json.loads(run("missing --month 6", "-O", "json").out)["missing"][0]
    assert {*target, *step, *silent} <= named


def test_readme_has_every_key_of_a_count_and_a_finding(run: Run) -> None:
    named = set(quoted(section(REFERENCE, "## JSON")))
    counts = json.loads(run("by-dept", "-O", "json").out)["departments"]
    counts += json.loads(run("status", "-O", "json").out)["departments"]
    found = json.loads(run("validate", "-O", "json").out)["findings"]
    assert {key for part in (*counts, *found) for key in part} <= named


# README.zh-CN.md


def test_manual_has_every_command_in_order() -> None:
    heads = re.findall(r"^### (.+)$", section(COMMAND_PAGE, "## 命令"), re.MULTILINE)
    assert [head.split()[0] for head in heads] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_manual_has_an_example_and_the_options_of_every_command(name: str) -> None:
    head = next(
        h for h in re.findall(r"^### .+$", text_of(COMMAND_PAGE), re.MULTILINE) if h.split()[1] == name
    )
    text = section(COMMAND_PAGE, head)
    assert f"workplan {name}" in text
    assert not [o for o in sorted(option_names(command_named(name)) - COMMON) if f"`{o}" not in text]


def test_manual_has_the_common_options() -> None:
    text = section(COMMAND_PAGE, "## 通用选项")
    assert not [option for option in COMMON if f"`{option}" not in text]


def test_manual_has_every_standing() -> None:
    table = {(row[0], *quoted(row[1])) for row in rows(section(READINGS, "### 进度"))}
    assert table == {(s.marked, s.value) for s in Standing}


def test_manual_has_every_status() -> None:
    table = {(row[0], *quoted(row[1])) for row in rows(section(READINGS, "### 状态"))}
    assert table == {(s.word, s.value) for s in Status}


def test_manual_has_every_report_and_every_level_of_slips() -> None:
    text = section(OUTPUT, "## 打印和 PDF")
    named = {path.name.split(".")[0] for path in (ROOT / "templates").glob("[!_]*.j2")}
    assert named
    assert {quoted(row[0])[0] for row in rows(text)} == named
    assert not [word for word in words(Level).values() if f"--level {word}" not in text]


def deadline_rows() -> list[tuple[str, str]]:
    return [
        (words, row[1])
        for row in rows(section(READINGS, "## 完成时间的读法"))
        for words in quoted(row[0]) or [""]
    ]


@pytest.mark.parametrize(("words", "day"), deadline_rows())
def test_manual_reads_deadlines_as_the_program_does(words: str, day: str) -> None:
    last_day = read(words, 2020).last_day
    assert day == (last_day.isoformat() if isinstance(last_day, date) else "没有")
    assert read(words, 2020).kind is not DeadlineKind.UNREADABLE


def test_manual_shows_every_kind_of_deadline() -> None:
    shown = {read(words, 2020).kind for words, _ in deadline_rows()}
    unshown = {DeadlineKind.STATED, DeadlineKind.AMBIGUOUS, DeadlineKind.UNREADABLE}
    assert shown == set(DeadlineKind) - unshown


# docs/ and the rest


def test_checks_page_has_every_code() -> None:
    known = {*CODES, *TITLES, *seal.TITLES, *company.TITLES, *slips.TITLES, *(rule.CODE for rule in RULES)}
    assert {quoted(row[0])[0] for row in rows(text_of(CHECKS))} == known


@pytest.mark.parametrize("code", [entry.code for entry in catalogue.entries()])
def test_gallery_has_a_case_of_every_code(code: str) -> None:
    assert bad_cases(code)


def test_gate_page_has_every_format_and_suffix() -> None:
    text = section(CI, "## Formats")
    assert [quoted(row[0])[0] for row in rows(text)] == list(Shape)
    assert not [suffix for suffix in SUFFIXES if f"`{suffix}`" not in text]


# These lead into the program; what templates are promised is made for them.
INNER = {"document", "records", "request", "everything"}


def fields_of(kind: type[Any]) -> list[str]:
    """Return what a template may name: the fields of a dataclass or a named tuple, and its properties."""
    fields = (
        [field.name for field in dataclasses.fields(kind)]
        if dataclasses.is_dataclass(kind)
        else list(kind._fields)
    )
    made = [n for n, v in vars(kind).items() if isinstance(v, property | cached_property)]
    inner = INNER if kind is Report else set()
    return sorted(name for name in [*fields, *made] if not name.startswith("_") and name not in inner)


UNSEEN = {"Extent", "Facts", "Score", "Shape", "SilentOffice", "Asked", "PlanState", "Portion"}
"""What papers and pages about several plans are made of, and no template of an office's own gets to see."""


def context() -> list[Any]:
    files = sorted((ROOT / "src" / "workplan" / "reports").glob("[!_]*.py"))
    parts = [
        kind
        for module in (import_module(f"workplan.reports.{path.stem}") for path in files)
        for kind in vars(module).values()
        if isinstance(kind, type)
        and (dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"))
        and getattr(kind, "__module__", "") == module.__name__
        and not kind.__name__.startswith("_")
        and kind.__name__ not in UNSEEN
    ]
    return [Report, *parts, DepartmentCount, plan.Department, plan.Titles, plan.Publication]


@pytest.mark.parametrize("kind", context(), ids=lambda kind: kind.__name__)
def test_templates_page_has_every_field(kind: type[Any]) -> None:
    shown = [quoted(row[0])[0] for row in rows(section(TEMPLATES, f"### {kind.__name__}"))]
    assert sorted(shown) == fields_of(kind)


def test_templates_page_has_no_part_that_is_gone() -> None:
    heads = re.findall(r"^### (\w+)$", section(TEMPLATES, "## 数据"), re.MULTILINE)
    assert sorted(heads) == sorted(kind.__name__ for kind in context())


def test_templates_page_has_every_filter() -> None:
    from jinja2 import Environment

    from workplan.output.templates import _environment

    own = set(_environment("md", []).filters) - set(Environment().filters)
    assert {quoted(row[0])[0] for row in rows(section(TEMPLATES, "## 过滤器"))} == own


def test_ledger_page_has_the_keys_json_has() -> None:
    record = progress_record(
        {"task": "1", "date": "2020-06-30", "recorded": "2020-06-30", "by": "办公室", "note": "已报"}
    )
    document = load_bytes(PLAN.read_bytes(), "plan.yaml").document
    assert document
    keys = list(as_json(log.columns(document), record))
    assert keys == list(ProgressRecord._fields)
    assert {quoted(row[0])[0] for row in rows(section(LEDGER, "## ProgressRecord"))} == set(keys)


def test_guide_tells_the_law_of_imports() -> None:
    law = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"][0]["layers"]
    told = [quoted(row[0])[0].rstrip("/") for row in rows(section(GUIDE, "## Layout"))]
    assert told == [room.strip("()") for room in law]


def test_guide_names_files_that_exist() -> None:
    named = re.findall(r"`((?:src|docs|templates|benchmarks|schema|tests|\.ci)/[^`<]*)`", text_of(GUIDE))
    assert named
    assert not [name for name in named if not (ROOT / name).exists()]


def test_changelog_has_this_version() -> None:
    assert re.search(rf"^## \[{re.escape(__version__)}\]", text_of(CHANGES), re.MULTILINE)
