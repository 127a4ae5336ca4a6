"""More that goes astray between the keyboard and the file: values that are options, numbers in quotes, other locales."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, folder_of, refusal, snapshot
from tests.process import environment

BY = "--by 许可处 --as-of 2020-12-10"
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


def workplan(folder: Path, *line: str, stderr: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder, in a locale that knows no Chinese."""
    return subprocess.run(
        [sys.executable, "-m", "workplan", *line],
        cwd=folder,
        env=environment(**PLAIN),
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
        check=False,
    )


# An option where a value should stand.


@pytest.mark.parametrize(
    "line",
    [
        "update 11 --note --dry-run",
        "update 11 --by --note=好 --percent 60",
        "update 11 --percent 60 --note --date",
        "update 11 --reached --dry-run",
        "update 11 --note -f",
        "done 11 --evidence --dry-run",
        "extend 16 --reason --to 2020-12-20",
        "return 4 --reason --dry-run",
        "list --dept --month 11",
        "report -o --open",
        "due -f --month",
    ],
)
def test_an_option_is_no_value_of_the_one_before(run: Run, folder: Path, line: str) -> None:
    before = snapshot(folder)
    error, hint = refusal(run, line, folder)
    assert "后面没有写值，接着写的是选项 -" in error
    assert "=" in hint
    assert snapshot(folder) == before


def test_a_value_that_looks_like_an_option_is_written_with_an_equals_sign(run: Run, folder: Path) -> None:
    run(f"update 11 --note=--dry-run {BY}", cwd=folder)
    run(f"update 11 --note -已办结 {BY}", cwd=folder)
    ledger = (folder / "progress.yaml").read_text("utf-8")
    assert 'note: "--dry-run"' in ledger
    assert 'note: "-已办结"' in ledger


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (
            "status --month 10",
            "看截至某一天的，用 --as-of，如 --as-of 2020-10-31；看某月到期的，用 workplan due --month 10。",
        ),
        ("overdue --quarter 3", "看某季度到期的，用 workplan due --quarter 4。"),
        ("by-dept --date 2020-10-31", "看截至某一天的，用 --as-of，如 --as-of 2020-10-31。"),
        ("update 5 --month 10", "运行 workplan update --help 查看用法。"),  # its --as-of is another
        ("due --mouth 10", "是不是 --month？"),
        ("list --deprt 许可处", "是不是 --dept？"),
        ("list --type 许可处", "运行 workplan list --help 查看用法。"),
        ("status -x", "运行 workplan status --help 查看用法。"),
    ],
)
def test_an_option_there_is_none_of_is_guessed_only_where_it_is_near(
    run: Run, folder: Path, line: str, hint: str
) -> None:
    said = refusal(run, line, folder)[1]
    assert hint in said
    assert ("是不是" in said) is ("是不是" in hint)


def test_an_option_is_taken_only_for_one_that_is_like_it(run: Run, folder: Path) -> None:
    assert run("list --standng 逾期", cwd=folder, status=2).complaint[1] == "是不是 --standing？"
    assert run("list --asof 2020-06-30", cwd=folder, status=2).complaint[1] == "是不是 --as-of？"


def test_options_before_the_command_are_told_where_to_stand(run: Run, folder: Path) -> None:
    for option in ("-f", "--file", "--as-of", "-o", "--dept"):
        error, hint = refusal(run, f"{option} x due", folder)
        assert error == f"{option} 写在了命令前面。"
        assert "命令后面" in hint


# Numbers.


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("1 2", [1, 2]),
        ("1\u30002", [1, 2]),
        ("#1 #2", [1, 2]),
        ("1, 2 3", [1, 2, 3]),
        ("5 - 8", [5, 6, 7, 8]),
        ("任务 5", [5]),
        ("第5项", [5]),
        ("5号", [5]),
        ("第5项、第7项", [5, 7]),
        ("任务5-任务8", [5, 6, 7, 8]),
        ("第5至第8项", [5, 6, 7, 8]),
    ],
)
def test_numbers_in_one_pair_of_quotes_stay_apart(run: Run, folder: Path, typed: str, ids: list[int]) -> None:
    shown = run("update", typed, *f"--note 好 --dry-run {BY}".split(), cwd=folder).out
    assert [int(line.split()[-1]) for line in shown.splitlines() if line.startswith("- task")] == ids


@pytest.mark.parametrize("typed", ["5个", "第", "项", "5-", "任务", "5第6", "五 六"])
def test_what_is_no_number_is_refused(run: Run, folder: Path, typed: str) -> None:
    run("update", typed, *f"--note 好 {BY}".split(), status=2, cwd=folder)


def test_figures_and_days_as_people_write_them(run: Run, folder: Path) -> None:
    shown = run(f"update 5 --percent '99 %' --date 11月3号 --dry-run {BY}", cwd=folder)
    assert "percent: 99\n" in shown.out
    assert "date: 2020-11-03\n" in shown.out
    for word, day in (("今日", 10), ("昨日", 9), ("前天", 8)):
        shown = run(f"update 5 --note 好 --date {word} --dry-run {BY}", cwd=folder)
        assert f"date: 2020-12-{day:02}\n" in shown.out


def test_words_for_roles_are_those_cells_are_read_by(run: Run, folder: Path) -> None:
    for words in (("会同", "参与", "协助"), ("牵头", "承办", "负责")):
        answers = {run(f"list --dept 产品监管处 --role {word}", cwd=folder).out for word in words}
        assert len(answers) == 1


def test_a_slip_is_of_one_level(run: Run, folder: Path) -> None:
    error, _ = refusal(run, "report 督办单 --level 催办", folder)
    assert error == "“督办单”和 --level 催办 说的不是一种。"
    same = [
        run(f"report {line}", cwd=folder).out
        for line in ("督办单", "督办单 --level 督办", "slip --level 督办单")
    ]
    assert len(set(same)) == 1


# A locale without Chinese.


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hands over text, never bytes")
class TestLocaleWithoutChinese:
    def test_names_of_files_are_shown_as_they_are(self, folder: Path) -> None:
        shutil.copy(folder / "plan.yaml", folder / "民生实事.yaml")
        (folder / "民生实事.progress.yaml").touch()
        assert workplan(folder, "list", "-o", "清单.csv").stderr == "已写入 清单.csv。\n"
        assert workplan(folder, "validate", "民生实事.yaml").stdout.startswith("民生实事.yaml:")
        assert "民生实事.seal.yaml" in workplan(folder, "seal", "-f", "民生实事.yaml").stdout
        broken = (folder / "plan.yaml").read_text("utf-8").replace('"11"', '"某日"')
        (folder / "民生实事.yaml").write_text(broken, "utf-8")
        assert workplan(folder, "due", "-f", "民生实事.yaml").stderr.startswith("民生实事.yaml:")

    def test_ledgers_to_be_merged_may_have_any_name(self, folder: Path) -> None:
        for name in ("共同.yaml", "我的.yaml", "对方.yaml"):
            shutil.copy(folder / "progress.yaml", folder / name)
        merged = workplan(folder, "merge-ledger", "共同.yaml", "我的.yaml", "对方.yaml")
        assert (merged.returncode, merged.stderr) == (0, "我的.yaml：并入 0 条记录。\n")

    def test_templates_may_have_any_name(self, folder: Path) -> None:
        (folder / "templates").mkdir()
        (folder / "templates" / "周报.md.j2").write_text(
            "{# 每周一份 #}截至 {% include '日期.md' %}", "utf-8"
        )
        (folder / "templates" / "日期.md").write_text("{{ report.as_of }}", "utf-8")
        shutil.copytree(folder / "templates", folder / "别处")
        assert "周报        md                   每周一份\n" in workplan(folder, "report", "--list").stdout
        own = workplan(folder, "report", "周报", "--as-of", "2020-11-02")
        assert (own.stdout, own.stderr) == (
            "截至 2020-11-02",
            "所用的模板不是随程序带的：templates/周报.md.j2。\n",
        )
        other = workplan(folder, "report", "--template", "别处/周报.md.j2", "--as-of", "2020-11-02")
        assert (other.returncode, other.stdout) == (0, "截至 2020-11-02")


# What is written is written.


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "line",
    [
        "list -o 清单.csv",
        "report -o 清单.html",
        "validate -o 问题.txt",
        "schema -o x.json",
        "update 5 --note 好 --as-of 2020-12-10",
    ],
)
def test_a_full_stderr_fails_nothing(folder: Path, line: str) -> None:
    (folder / "progress (1).yaml").write_bytes(
        (folder / "progress.yaml").read_bytes()
    )  # is told on stderr too
    with open("/dev/full", "w") as full:  # noqa: PTH123
        assert workplan(folder, *line.split(), stderr=full.fileno()).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_answer_goes_through_a_folder_that_is_a_link_out(run: Run, folder: Path) -> None:
    plan = folder / "计划"
    folder_of(plan_folder(plan))
    (folder / "外面").mkdir()
    (plan / "build").symlink_to(folder / "外面")
    (plan / "inner").mkdir()
    (plan / "within").symlink_to("inner")
    for line in (
        "list -o build/a.csv",
        "report -o build/a.html",
        "validate -o build/a.txt",
        "schema -o build/a.json",
    ):
        error, _ = refusal(run, line, plan, status=3)
        assert "文件夹以外" in error
    assert not list((folder / "外面").iterdir())
    run("list -o within/a.csv", cwd=plan)
    run("list -o ../外面/a.csv", cwd=plan)  # named outright
    assert (folder / "外面" / "a.csv").is_file()


def plan_folder(place: Path) -> Path:
    place.mkdir()
    return place


@pytest.mark.parametrize(
    "name",
    [
        "progress1.yaml",
        "progress.yaml (1)",
        "progress.yaml（1）",
        "Copy of progress.yaml",
        "复件 progress.yaml",
        "副本progress.yaml",
    ],
)
def test_copies_are_known_by_more_names(run: Run, folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / "progress.yaml").read_bytes())
    assert f"{name} 像是另一个台账" in run("overdue --as-of 2020-11-02", cwd=folder).err


@pytest.mark.parametrize("name", ["progress2021.yaml", "progress.py", "my-progress.json"])
def test_other_names_are_no_copies(run: Run, folder: Path, name: str) -> None:
    (folder / name).write_text("[]", "utf-8")
    assert run("overdue --as-of 2020-11-02", cwd=folder).err == ""


@pytest.mark.parametrize("char", ["\ufffe", "\uffff"])
def test_what_yaml_cannot_hold_is_found_at_its_place(run: Run, folder: Path, char: str) -> None:
    plan = folder / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("加力政务信息", f"加力{char}政务信息", 1), "utf-8")
    found = run("validate --quiet", status=1, cwd=folder).out.splitlines()
    assert f"U+{ord(char):04X}" in found[0]
    assert not [line for line in found if "unacceptable" in line]
