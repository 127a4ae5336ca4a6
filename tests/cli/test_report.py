"""``workplan report``: formats, filters, templates. What the page shows whole is in test_golden.py."""

from __future__ import annotations

import sys
import webbrowser
import zipfile
from pathlib import Path

import pytest

from tests.conftest import PLAN, ROOT, Run
from tests.process import python
from workplan.output import browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the real plan in it and nothing else."""
    (tmp_path / "plan.yaml").write_bytes(PLAN.read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    ("name", "start"), [("a.md", "索引号"), ("a.html", "<!DOCTYPE html>"), ("a.HTM", "<!DOCTYPE html>")]
)
def test_the_suffix_names_the_format(run: Run, folder: Path, name: str, start: str) -> None:
    assert run(f"report -o {name}", cwd=folder).out == ""
    assert (folder / name).read_text(encoding="utf-8").startswith(start)


def test_markdown_unless_asked_otherwise(run: Run) -> None:
    assert run("report --as-of 2020-10-05").out == run("report plan -O md --as-of 2020-10-05").out
    assert run("report -O html -o -").out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("format_", ["md", "html"])
def test_of_one_department_in_one_month(run: Run, format_: str) -> None:
    out = run(f"report -O {format_} --dept 许可处 --month 11 --as-of 2020-10-31").out
    assert "许可处、2020年11月到期" in out
    assert "深化企业开办便利化" in out
    assert "证照分离" not in out  # task 4 is due in October
    assert "总体要求" not in out  # the prose belongs to the whole plan
    assert "没有任务" in run(f"report -O {format_} --dept 许可处 --month 1").out


def test_what_the_filter_leaves_out_is_said(run: Run) -> None:
    for format_ in ("md", "html"):
        assert "27、28、29" in run(f"report -O {format_} --month 11").out


def test_the_same_day_gives_the_same_bytes(run: Run) -> None:
    for format_ in ("md", "html"):
        line = f"report -O {format_} --as-of 2020-10-05"
        assert run(line).out == run(line).out


def test_list_names_the_reports(run: Run, folder: Path) -> None:
    shipped = [line.split() for line in run("report --list").out.splitlines()]
    assert ["plan", "html、md、pdf、docx", "工作要点全文和重点工作任务清单"] in shipped
    (folder / "templates").mkdir()
    (folder / "templates" / "brief.md.j2").write_text("{# 一句话 #}\n", encoding="utf-8")
    (folder / "templates" / "_part.md.j2").write_text("", encoding="utf-8")
    lines = [line.split() for line in run("report --list", cwd=folder).out.splitlines()]
    assert lines == sorted([*shipped, ["brief", "md", "一句话"]])


def test_a_program_in_one_archive_reports_the_same(run: Run, folder: Path) -> None:
    """Where no path leads to the templates: a zip, or a program of one file."""
    archive = folder / "workplan.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for file in sorted((ROOT / "src" / "workplan").rglob("*.py")):
            made.write(file, file.relative_to(ROOT / "src"))
        for file in sorted((ROOT / "templates").iterdir()):
            made.write(file, Path("workplan", "templates", file.name))
    for line in ("report --list", "report bulletin -O html --as-of 2020-09-30"):
        asked = f"{line} -f {folder / 'plan.yaml'}"
        done = python("-m", "workplan", *asked.split(), PYTHONPATH=str(archive))
        assert (done.returncode, done.stderr, done.stdout) == (0, "", run(asked).out)


def test_templates_beside_the_plan_go_first(run: Run, folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "plan.md.j2").write_text("{{ report.year }}年\n", encoding="utf-8")
    assert run("report", cwd=folder).out == "2020年\n"
    assert run("report -O html", cwd=folder).out.startswith("<!DOCTYPE html>")


def test_a_template_of_ones_own(run: Run, folder: Path) -> None:
    text = "{% for task in report.tasks %}{{ task.number }}{{ task.word }};{% endfor %}"
    (folder / "mine.md.j2").write_text(text, encoding="utf-8")
    out = run("report --template mine.md.j2 --dept 许可处 --as-of 2020-11-01", cwd=folder).out
    assert out == "4逾期;5临期;"
    (folder / "mine.html.j2").write_text("<p>{{ report.tasks[0].title }}&{{ '<b>' }}</p>", encoding="utf-8")
    assert run("report --template mine.html.j2", cwd=folder).out == "<p>加力政务信息工作&&lt;b&gt;</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一\n{% for %}", "mine.md.j2 第 2 行"),
        ("一\n{% do 1 %}", "第 2 行"),
        ("{{ report.nothing }}", "nothing"),
        ("一\n\n{{ nothing }}", "mine.md.j2 第 3 行"),
        ("{{ report.tasks[0].nothing }}", "mine.md.j2 第 1 行"),
        ("一\n二\n{{ 1 / 0 }}", "第 3 行"),
        ("{{ report.tasks() }}", "第 1 行"),
        ("{% include 'nowhere.j2' %}", "nowhere.j2"),
        ("{% include 'mine.md.j2' %}", "mine.md.j2"),
        # a sandbox: nothing but reading
        ("一\n{{ ''.__class__.__mro__ }}", "mine.md.j2 第 2 行"),
        ("{{ ''|attr('__class__') }}", "__class__"),
        ("{{ '{0.__class__}'.format(report) }}", "__class__"),
        ("{{ cycler.__init__.__globals__ }}", "__init__"),
        ("{{ report._everything }}", "_everything"),
        ("{{ report.tasks.append(1) }}", "mine.md.j2"),
        ("{% set found = [1] %}{{ found.append(2) }}", "append"),
        ("{% set found = {} %}{{ found.update(a=1) }}", "update"),
        ("{{ range(100001)|list }}", "range"),
    ],
)
def test_a_template_that_fails_is_no_fault_of_ours(run: Run, folder: Path, text: str, words: str) -> None:
    (folder / "mine.md.j2").write_text(text, encoding="utf-8")
    error, _ = run("report --template mine.md.j2", status=3, cwd=folder).complaint
    assert words.lower() in error.lower()


def test_the_template_at_fault_is_named(run: Run, folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "_part.html.j2").write_text("\n{{ nothing }}", encoding="utf-8")
    (folder / "templates" / "brief.html.j2").write_text("{% include '_part.html.j2' %}", encoding="utf-8")
    assert "_part.html.j2 第 2 行" in run("report brief", status=3, cwd=folder).complaint[0]
    (folder / "mine.txt").write_text("\n\n{{ nothing }}", encoding="utf-8")
    assert "mine.txt 第 3 行" in run("report --template mine.txt", status=3, cwd=folder).complaint[0]


def test_a_bad_file_in_the_folder_harms_no_other_report(run: Run, folder: Path) -> None:
    place = folder / "templates"
    (place / "folder.md.j2").mkdir(parents=True)
    (place / "gbk.md.j2").write_bytes("{# 简报 #}".encode("gbk"))
    (place / "escape.md.j2").write_text("{# \x1b[31m红 #}", encoding="utf-8")
    (place / "nameless.md.j2").write_text("{##}", encoding="utf-8")
    listed = run("report --list", cwd=folder).out
    assert "gbk " in listed
    assert "\x1b" not in listed
    assert "folder" not in listed
    assert run("report plan", cwd=folder).out.startswith("索引号")
    assert "UTF-8" in run("report gbk", status=3, cwd=folder).complaint[0]


def test_macros_are_escaped_once(run: Run, folder: Path) -> None:
    text = "{% macro name(words) %}{{ words }}{% endmacro %}{{ name('a|<b>*') }}"
    (folder / "mine.md.j2").write_text(text, encoding="utf-8")
    (folder / "mine.html.j2").write_text(text, encoding="utf-8")
    assert run("report --template mine.md.j2", cwd=folder).out == "a&#124;&lt;b&gt;\\*"
    assert run("report --template mine.html.j2", cwd=folder).out == "a|&lt;b&gt;*"


def test_open_shows_what_was_written(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    run("report -o a.html --open", cwd=folder)
    assert opened == [(folder / "a.html").as_uri()]


def test_pdf_needs_a_file_and_a_browser(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "PDF" in run("report -O pdf", status=2).complaint[0]
    monkeypatch.setenv("WORKPLAN_BROWSER", "no-such-browser")
    error, hint = run("report -o a.pdf", status=69, cwd=folder).complaint
    assert "浏览器" in error
    assert "WORKPLAN_BROWSER" in hint
    assert not (folder / "a.pdf").exists()


def test_no_browser_on_the_machine(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_COMMANDS", ("no-such-browser",))
    monkeypatch.setattr(browser, "_PLACES", ())
    error, hint = run("report -o a.pdf", status=69, cwd=folder).complaint
    assert "Chromium" in error
    assert ".html" in hint


def test_a_browser_that_prints_nothing(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKPLAN_BROWSER", sys.executable)  # refuses the browser's options
    error, hint = run("report -o a.pdf", status=3, cwd=folder).complaint
    assert "PDF" in error
    assert "WORKPLAN_BROWSER" in hint
    assert not (folder / "a.pdf").exists()


@pytest.mark.parametrize(
    ("options", "status", "error", "hint"),
    [
        ("plann", 4, "plann", "plan"),
        ("xyz", 4, "xyz", "report --list"),
        ("_page", 4, "_page", ""),
        ("-O odt", 2, "odt", "html"),
        ("-o a.odt", 2, "a.odt", ".html"),
        ("--template nowhere.md.j2", 3, "nowhere.md.j2", "--template"),
        ("--dept 许可科", 4, "许可科", "许可处"),
        ("--month 13", 2, "1 至 12", "--month"),
        ("-o nowhere/a.md", 3, "nowhere", ""),
    ],
)
def test_what_makes_no_sense(run: Run, options: str, status: int, error: str, hint: str) -> None:
    said, advice = run(f"report {options}", status=status).complaint
    assert error in said
    assert hint in advice


USED_BY = {
    "--since 2020-06-01": "bulletin",
    "--to 2020-09-30": "bulletin account",
    "--issue 9": "bulletin",
    "--demands dem.txt": "bulletin",
    "--level 督办": "slip",
    "--number 3": "slip",
    "--reply-by 2020-12-01": "slip",
    "--paper A4": "wall overview",
}


@pytest.mark.parametrize("name", ["plan", "bulletin", "account", "slip", "wall", "department", "overview"])
@pytest.mark.parametrize(("option", "takers"), USED_BY.items())
def test_an_option_of_another_report_is_refused(
    run: Run, folder: Path, name: str, option: str, takers: str
) -> None:
    (folder / "dem.txt").write_text("要求一", encoding="utf-8")
    line = f"report {name} {option} --as-of 2020-10-05"
    if name in takers.split():
        run(line, cwd=folder)
    else:
        assert "用不上" in run(line, cwd=folder, status=2).complaint[0]


@pytest.mark.parametrize(
    ("options", "error", "hint"),
    [
        ("--level 督办", "--level 是督办单（slip）的，plan 用不上", ""),
        ("account --to 2020-06-30 --month 7", "--to 和 --month", ""),
        ("account --to 2019-06-30", "不在计划的年份里", "2020-01-01"),
        ("account --month 2019-6", "不在计划的年份里", ""),
        ("account --as-of 2019-06-30", "不在计划的年份里", ""),
        ("account --to 2022-01-01", "不在计划的年份里", "2021-12-31"),
        ("overview --paper A5", "没有 A5 的版面", "A3、A4"),
        ("wall --paper B4", "没有 B4 的版面", "A0、A1"),
        ("--template ''", "--template 后面是空的", "我的.html.j2"),
        ("plan --eject -o x.html", "--eject 不生成报告，-o 用不上", ""),
        ("--list --dept 许可处", "--list 不生成报告，--dept 用不上", ""),
    ],
)
def test_what_a_report_does_not_use(run: Run, folder: Path, options: str, error: str, hint: str) -> None:
    said, advice = run(f"report {options}", status=2, cwd=folder).complaint
    assert error in said
    assert hint in said + advice
    assert not (folder / "templates").exists()


@pytest.mark.parametrize(("file", "status"), [("nofile", 3), (".", 3), ("''", 2), ("-", 2), ("/dev/null", 3)])
def test_demands_that_are_no_text_file(run: Run, folder: Path, file: str, status: int) -> None:
    said, advice = run(f"report bulletin --demands {file}", status=status, cwd=folder).complaint
    assert "工作要求" in advice
    assert "计划" not in said + advice


@pytest.mark.parametrize(("to", "day"), [("上半年", "6月30日"), ("六月", "6月30日"), ("三季度", "9月30日")])
def test_an_account_goes_to_the_end_of_a_period(run: Run, to: str, day: str) -> None:
    assert f"截至2020年{day}" in run(f"report account --to {to} --as-of 2020-11-01").out


def test_markdown_uses_no_style(run: Run, folder: Path) -> None:
    (folder / "templates").mkdir()
    for name in ("_local.css", "_page.css", "_page.html.j2"):
        (folder / "templates" / name).write_text("", encoding="utf-8")
    assert "不是随程序带的" not in run("report", cwd=folder).err


def test_the_office_calls_a_bulletin_a_monthly_report(run: Run) -> None:
    assert run("report 月报 --as-of 2020-10-05").out == run("report bulletin --as-of 2020-10-05").out
