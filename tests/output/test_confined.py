"""Templates of anybody: they end, take no more memory than they may, and read nothing but what they are given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import PLAN, Run
from workplan.output import confined

links = pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "clone"
    (folder / "templates").mkdir(parents=True)
    (folder / "plan.yaml").write_bytes(PLAN.read_bytes())
    (tmp_path / "secret.txt").write_text("password", encoding="utf-8")
    return folder


def mine(folder: Path, text: str, name: str = "mine.md.j2") -> str:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return f"report --template {name}"


FOR_EVER = "{% for i in range(99999) %}{% for j in range(99999) %}{% if i + j == -1 %}x{% endif %}{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    "text", ["{% set x = 0 %}" + FOR_EVER, FOR_EVER.replace("{% if i + j == -1 %}x{% endif %}", "x")]
)
def test_a_template_that_does_not_end_is_ended(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(confined, "SECONDS", 1)
    line = mine(folder, text) + " -o a.md"
    assert "超过 1 秒" in run(line, cwd=folder, status=3).complaint[0]
    assert not (folder / "a.md").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="how memory is limited differs")
@pytest.mark.parametrize(
    "text", ["{{ 'a' * 10**10 }}", "{{ 'a'.ljust(10**10) }}", "{% set x = ['a' * 10**9] * 2 %}{{ x }}"]
)
def test_a_template_that_takes_all_memory_is_ended(run: Run, folder: Path, text: str) -> None:
    assert "MB" in run(mine(folder, text), cwd=folder, status=3).complaint[0]


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''|xmlattr }}",
        "{{ cycler() }}",
        "{{ 5|dictsort }}",
        "{{ 'a'|format(1) }}",
        "{{ report.year ** 99999 }}",
    ],
)
def test_a_mistake_is_the_templates_with_its_line(run: Run, folder: Path, text: str) -> None:
    error, _ = run(mine(folder, f"一\n二\n{text}"), cwd=folder, status=3).complaint
    assert "mine.md.j2 第 3 行" in error


def test_the_shipped_ones_stay_in_this_process(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "pieces", None)
    (folder / "templates" / "other.md.j2").write_text("x", encoding="utf-8")
    assert run("report", cwd=folder).out.startswith("索引号")


def test_a_control_character_of_a_template_is_spelled(run: Run, folder: Path) -> None:
    out = run(mine(folder, "\ufeff一\r\n\x1b[31m\x00二\n"), cwd=folder).out
    assert out == "一\n<U+001B>[31m<U+0000>二\n"


@links
@pytest.mark.parametrize("leads", ["../secret.txt", "/proc/self/environ", "../clone/plan.yaml"])
def test_an_included_link_out_of_the_folder_is_refused(run: Run, folder: Path, leads: str) -> None:
    (folder / "templates" / "part.txt").symlink_to(Path("..") / leads)
    (folder / "templates" / "own.md.j2").write_text("一\n{% include 'part.txt' %}", encoding="utf-8")
    error, _ = run("report own", cwd=folder, status=3).complaint
    assert "own.md.j2 第 2 行" in error
    assert "是链接" in error
    assert "part.txt" in run(mine(folder, "{% include 'part.txt' %}"), cwd=folder, status=3).complaint[0]


@links
def test_links_are_resolved(run: Run, folder: Path) -> None:
    (folder / "templates" / "_part.md.j2").write_text("part", encoding="utf-8")
    (folder / "templates" / "real.md.j2").write_text("{% include '_part.md.j2' %}", encoding="utf-8")
    (folder / "templates" / "same.md.j2").symlink_to("real.md.j2")
    (folder / "link.md.j2").symlink_to("templates/real.md.j2")
    assert run("report same", cwd=folder).out == "part"
    assert run("report --template link.md.j2", cwd=folder).out == "part"
    (folder / "templates" / "stolen.md.j2").symlink_to("../../secret.txt")
    assert "stolen" not in run("report --list", cwd=folder).out
    run("report stolen", cwd=folder, status=4)


@links
def test_a_folder_of_templates_that_is_a_link_is_passed_over(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "templates").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "own.md.j2").write_text("x", encoding="utf-8")
    (folder / "templates").symlink_to("../elsewhere")
    run("report own", cwd=folder, status=4)


def test_it_is_said_that_a_template_is_the_plans_own(run: Run, folder: Path) -> None:
    assert run("report plan --as-of 2020-11-01", cwd=folder).err == ""
    (folder / "templates" / "plan.md.j2").write_text("x", encoding="utf-8")
    said = run("report plan --as-of 2020-11-01", cwd=folder)
    assert said.out == "x"
    assert said.err == f"所用的模板不是随程序带的：{Path('templates', 'plan.md.j2')}。\n"
    (folder / "templates" / "_page.css").write_text("/* mine */", encoding="utf-8")
    said = run("report wall -o a.html", cwd=folder)
    assert "_page.css" in said.err
    assert "/* mine */" in (folder / "a.html").read_text(encoding="utf-8")


def test_it_works_where_processes_are_not_forked(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "_METHOD", "spawn")
    text = "{{ report.tasks|length }} {{ report.bulletin.total }} {{ report.wall.day }}"
    assert run(mine(folder, text), cwd=folder).out.startswith("35 35 ")
    assert "第 1 行" in run(mine(folder, "{{ nothing }}"), cwd=folder, status=3).complaint[0]


WAYS = ["{{% include {} %}}", "{{% include {} ignore missing %}}", "{{% include ['none', {}] %}}"]
WAYS += ["{{% extends {} %}}", "{{% import {} as x %}}", "{{% from {} import x %}}", "{{{{ picture({}) }}}}"]
"""How a template can name a file."""
ELSEWHERE = [
    "SECRET",
    "/SECRET",
    "workplan/SECRET",
    "",
    "workplan/../../../../../../../../../SECRET",
    "../../secret.txt",
    "./.././../secret.txt",
    "sub/../../../secret.txt",
    "sub\\..\\..\\..\\secret.txt",
    ".. /secret.txt",
    "C:\\Windows\\win.ini",
    "c:/Windows/win.ini",
    "C:win.ini",
    "\\Windows\\win.ini",
    "\\\\server\\share\\a.png",
    "//server/share/a.png",
    "\\\\?\\C:\\a.png",
    "a.png\0.md.j2",
]


@pytest.mark.parametrize("way", WAYS)
def test_a_template_names_only_files_of_its_folder(run: Run, folder: Path, way: str) -> None:
    secret = (folder.parent / "secret.txt").as_posix()
    for name in ELSEWHERE:
        quoted = repr(name.replace("SECRET", secret))
        result = run(mine(folder, "一\n" + way.format(quoted)), cwd=folder, status=3)
        assert "mine.md.j2 第 2 行" in result.complaint[0], name
        assert "里面的文件" in result.complaint[0], name
        assert "password" not in result.out + result.err


@pytest.mark.parametrize("name", ["plan.html.j2", "_local.css", "_page.css"])
def test_a_plans_own_template_or_style_names_only_files_beside_it(run: Run, folder: Path, name: str) -> None:
    secret = (folder.parent / "secret.txt").as_posix()
    (folder / "templates" / name).write_text(f'{{% include "{secret}" %}}', encoding="utf-8")
    result = run("report -O html", cwd=folder, status=3)
    assert f"{name} 第 1 行" in result.complaint[0]
    assert "password" not in result.out + result.err


@links
@pytest.mark.parametrize("name", ["link.txt", "out/secret.txt", "pipe"])
@pytest.mark.parametrize("way", WAYS)
def test_a_link_out_of_the_folder_is_not_followed(run: Run, folder: Path, name: str, way: str) -> None:
    (folder / "link.txt").symlink_to("../secret.txt")
    (folder / "out").symlink_to("..", target_is_directory=True)
    os.mkfifo(folder / "pipe")
    result = run(mine(folder, way.format(repr(name))), cwd=folder, status=3)
    assert "里面的文件" in result.complaint[0]
    assert "password" not in result.out + result.err


@links
def test_what_stands_in_the_folder_is_named_as_before(run: Run, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.md.j2").write_text("甲", encoding="utf-8")
    (folder / "templates" / "b.md.j2").write_text("乙", encoding="utf-8")
    (folder / "link.md.j2").symlink_to("sub/a.md.j2")
    names = ["sub/a.md.j2", "./sub/./a.md.j2", "b.md.j2", "link.md.j2"]
    text = "".join(f"{{% include '{name}' %}}" for name in names)
    assert run(mine(folder, text), cwd=folder).out.startswith("甲甲乙甲")
