"""Templates of an office's own: shipped ones changed by a block, pictures, filters, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PLAN, Run
from tests.output.test_pages import in_browser
from tests.pages import BROWSER, Pdf
from workplan.output.chinese import date_words, number_words
from workplan.output.complaints import in_chinese


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_bytes(PLAN.read_bytes())
    (tmp_path / "templates").mkdir()
    return tmp_path


def own(folder: Path, name: str, text: str | bytes) -> None:
    (folder / "templates" / name).write_bytes(text.encode("utf-8") if isinstance(text, str) else text)


@pytest.mark.parametrize("kind", ["md", "html"])
@pytest.mark.parametrize("name", ["bulletin", "account"])
def test_one_block_is_changed_and_the_others_stay(run: Run, folder: Path, name: str, kind: str) -> None:
    line = f"report {name} -O {kind} --as-of 2020-10-05"
    before = run(line, cwd=folder).out
    own(
        folder,
        f"{name}.{kind}.j2",
        f'{{% extends "workplan/{name}.{kind}.j2" %}}{{% block closing %}}[[{{{{ super() }}}}]]{{% endblock %}}',
    )
    after = run(line, cwd=folder).out
    assert after.count("[[") == 1
    assert after.replace("[[", "").replace("]]", "") == before


def test_an_ejected_template_gives_the_same_page_and_nothing_is_overwritten(run: Run, folder: Path) -> None:
    before = run("report slip -O html --as-of 2020-10-05", cwd=folder).out
    run("report slip --eject", cwd=folder)
    assert run("report slip -O html --as-of 2020-10-05", cwd=folder).out == before
    own(folder, "slip.html.j2", "我的")
    assert "没有覆盖" in run("report slip --eject", status=2, cwd=folder).complaint[0]
    assert run("report slip -O html", cwd=folder).out == "我的"
    assert run("report nothing --eject", status=4, cwd=folder).complaint


def test_a_style_sheet_of_ones_own_comes_last(run: Run, folder: Path) -> None:
    own(folder, "_local.css", "h1 { color: green }")
    said = run("report -O html", cwd=folder)
    assert "_local.css" in said.err
    assert said.out.partition("</style>")[0].rstrip().endswith("h1 { color: green }")


def test_a_picture_is_embedded(run: Run, folder: Path) -> None:
    own(folder, "a.svg", "<svg xmlns='x'/>")
    own(folder, "one.html.j2", "{{ picture('a.svg', '局\"徽') }}{{ 'a.svg'|picture }}")
    page = run("report one", cwd=folder).out
    assert page.startswith('<img src="data:image/svg+xml;base64,PHN2ZyB4bWxucz0neCcvPg==" alt="局&#34;徽">')
    own(folder, "b.png", b"GIF9")
    for name, words in (("b.png", "不是 PNG"), ("c.png", "找不到图片"), ("../plan.yaml", "里面的文件")):
        own(folder, "one.html.j2", f"{{{{ picture('{name}') }}}}")
        error = run("report one", status=3, cwd=folder).complaint[0]
        assert words in error
        assert "one.html.j2 第 1 行" in error


@in_browser
def test_an_own_template_printed_runs_no_script_and_loads_nothing(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKPLAN_BROWSER", str(BROWSER))
    (folder / "secret.html").write_text("password", encoding="utf-8")
    block = "{% block closing %}<script>document.write('script ran')</script><iframe src='SECRET'></iframe>kept{% endblock %}"
    block = block.replace("SECRET", (folder / "secret.html").as_uri())
    own(folder, "bulletin.html.j2", '{% extends "workplan/bulletin.html.j2" %}' + block)
    run("report bulletin --as-of 2020-10-05 -o a.pdf", cwd=folder)
    text = "".join(Pdf(folder / "a.pdf").texts)
    assert "kept" in text
    assert "password" not in text
    assert "scriptran" not in text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (10010, "一万零一十"),
        (100100, "十万零一百"),
        ("35", "三十五"),
    ],
)
def test_numbers_in_chinese(number: int | str, words: str) -> None:
    assert number_words(number) == words


def test_days_in_chinese() -> None:
    assert date_words("2020-09-30") == "2020年9月30日"
    assert date_words("") == date_words(None) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 1 / 0 }}", "除数是零"),
        ("{{ 'a' + 1 }}", "连接文字用 ~"),
        ("{{ none < 1 }}", "空和数不能用 < 比较"),
        ("{{ report.tasks() }}", "不是函数"),
        ("{% for %}", "前面缺了内容"),
        ("{% for t in report.tasks %}", "模板没有写完"),
        ("{% do 1 %}", "没有 do 这种标记"),
        ("{{ 1|nothing }}", "没有名为 nothing 的过滤器"),
        ("{{ ''.__class__ }}", "不许读取文字的 __class__"),
        ("{{ '未定'|cn_date }}", "读不出日期"),
    ],
)
def test_mistakes_are_told_in_chinese(run: Run, folder: Path, text: str, words: str) -> None:
    own(folder, "mine.md.j2", text)
    assert words in run("report mine", status=3, cwd=folder).complaint[0]


def test_what_is_not_known_is_quoted() -> None:
    assert in_chinese("something quite new.") == "程序不认得这种写法（something quite new）"


DEEP = "{{ " + "(" * 500 + "1" + ")" * 500 + " }}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% include 'mine.md.j2' %}", "第 2 行引用了自己"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "第 2 行里的宏或段用了自己"),
        (DEEP, "第 2 行括号、运算或标记层层相套"),
        ("{{ 1" + "+1" * 5000 + " }}", "层层相套"),
        ("{{ " + "not " * 3000 + "1 }}", "第 2 行括号、运算或标记层层相套"),
        ("{% if 1 %}" * 200 + "{% endif %}" * 200, "第 2 行括号、运算或标记层层相套"),
        ("{{ 'a'.encode('utf-16').decode('ascii') }}", "第 2 行出错：不能按 ascii 编码转换"),
        ("{{ none|inner_quotes }}", "第 2 行出错：空没有 translate"),
        ("{{ {}|first }}", "列表是空的"),
        ("{{ report.tasks[99] }}", "没有第 99 项"),
        ("{{ report. }}", "第 2 行语法错误：点后面缺了名称"),
        ("{{ '%d'|format('x') }}", "对不上"),
        ("{% for a, b in [1] %}{% endfor %}", "数不能拆成几个名称"),
        ("{{ 10**5000 }}", "数太长"),
        ("{{ 3.5|cn_number }}", "第 2 行出错：cn_number 读不出整数“3.5”"),
        ("{% extends 'workplan/nope.md.j2' %}", "第 2 行引用的 workplan/nope.md.j2 找不到"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_cause(run: Run, folder: Path, text: str, words: str) -> None:
    own(folder, "mine.md.j2", "\n" + text)
    error = run("report mine", status=3, cwd=folder).complaint[0]
    assert "mine.md.j2" in error
    assert words in error


def test_a_file_that_is_no_utf_8_is_named(run: Run, folder: Path) -> None:
    own(folder, "_part.md.j2", "\u90e8".encode("gbk"))
    own(folder, "mine.md.j2", "\n{% include '_part.md.j2' %}")
    error = run("report mine", status=3, cwd=folder).complaint[0]
    assert "mine.md.j2 第 2 行" in error
    assert "_part.md.j2 不是 UTF-8" in error


@pytest.mark.parametrize("way", ["report bulletin -O html", "report --template templates/bulletin.html.j2"])
def test_a_block_that_the_shipped_one_does_not_have_is_warned_of(run: Run, folder: Path, way: str) -> None:
    text = "{% extends 'workplan/bulletin.html.j2' %}\n{% block demand %}{{ super() }}甲{% endblock %}"
    own(folder, "bulletin.html.j2", text)
    said = run(way, cwd=folder).err
    assert "bulletin.html.j2 第 2 行的段 demand 没有印出" in said
    assert "demands" in said.partition("没有印出")[2]
    new = text.replace("demand ", "demands ").replace("甲", "{% block new %}甲{% endblock %}")
    own(folder, "bulletin.html.j2", new)
    assert "没有印出" not in run(way, cwd=folder).err
