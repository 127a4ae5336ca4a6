"""What is typed goes where it was meant: order, repetition, numbers, days, words of the office, slips of the hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.ledgers import EXAMPLE, added, folder_of, refusal, snapshot, task
from tests.process import python
from workplan.cli import environment, usage
from workplan.cli.app import COMMANDS, WRITING

BY = "--by 许可处 --as-of 2020-12-10"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_of(tmp_path, EXAMPLE.read_bytes())


# Numbers before options.


@pytest.mark.parametrize(
    "line",
    [
        "update 11 --percent 60 --note 已完成 3",
        "update --percent 60 11",
        "update 11 --dry-run 12 --note 好",
        "update 11 --note 好 -- 12",
        "done 11 --note 核实 无误",
        "close 4 --note 核实无误 5",
        "extend 16 --to 2020-12-15 --reason 招标流标 2",
        "return 4 --reason 不全 5",
        "return --reason 不全 4",
    ],
)
def test_a_bare_word_after_an_option_is_no_task(run: Run, folder: Path, line: str) -> None:
    before = snapshot(folder)
    error, hint = refusal(run, f"{line} --as-of 2020-12-10", folder)
    assert "选项后面多出了" in error
    assert "双引号" in hint
    assert snapshot(folder) == before


def test_all_after_two_dashes_is_numbers(run: Run, folder: Path) -> None:
    run(f"update 11 --note 好 {BY}", cwd=folder)
    assert "“--note”" in refusal(run, "update -- 11 --note 好", folder)[0]
    assert run("show --as-of 2020-12-10 11", cwd=folder).out  # who only reads may type in any order


# One value, once.


@pytest.mark.parametrize(
    ("line", "option"),
    [
        (f"update 11 --note a --note b {BY}", "--note"),
        (f"update 11 --percent 6 --percent 60 {BY}", "--percent"),
        (f"update 11 --status 推进中 --status 报结 {BY}", "--status"),
        (f"done 11 {BY} --by 办公室", "--by"),
        ("extend 16 --to 2020-12-15 --to 2020-12-16 --reason 流标", "--to"),
        ("list --sort id --sort 时限", "--sort"),
        ("list -O json -O csv", "--format"),
        ("list --by 2020-06-30 --by 2020-07-31", "--by"),
        ("due --within 3 --within 4", "--within"),
        ("missing --month 6 --month 7", "--month"),
        ("report --as-of 2020-06-30 --as-of 2020-07-31", "--as-of"),
        ("validate -O json -O text", "--format"),
        ("schema --check a --check b", "--check"),
    ],
)
def test_one_value_given_twice_is_refused(run: Run, folder: Path, line: str, option: str) -> None:
    before = snapshot(folder)
    error, _ = refusal(run, line, folder)
    assert error == f"选项 {option} 写了两次。"
    assert snapshot(folder) == before


def test_a_flag_may_be_typed_twice(run: Run) -> None:
    assert run("list --undated --undated -O json").ids == [27, 28, 29]


def test_the_same_step_twice_is_one(run: Run, folder: Path) -> None:
    run("update 35 --reached 三季度 --reached ' 三季度' --by 市特检院 --as-of 2020-07-10", cwd=folder)
    assert added(folder).splitlines()[-1] == '  reached: ["三季度"]'


def test_one_target_twice_is_refused(run: Run, folder: Path) -> None:
    error, _ = refusal(run, f"update 5 --value 网办率=96 --value '网办 率=97' {BY}", folder)
    assert "写了两次" in error


# Filters: any of one kind, all kinds.


@pytest.mark.parametrize(
    ("filters", "ids", "heading"),
    [
        ("--dept 许可处 --dept 政策法规处", [3, 4, 5], "政策法规处或许可处"),
        ("--month 6 --month 8", [14, 22, 32], "2020年6月或2020年8月到期"),
        ("--month 6 --half 2", [], "2020年6月到期、2020年下半年到期"),
        ("--quarter 四季度 --dept 许可处", [4, 5], "许可处、2020年四季度到期"),
        ("--quarter Q4 --dept 许可处", [4, 5], "许可处、2020年四季度到期"),
        ("--quarter 2020-q4 --dept 许可处", [4, 5], "许可处、2020年四季度到期"),
        ("--half 上半年", [14, 18, 22], "2020年上半年到期"),
        (
            "--standing 逾期 --standing 临期 --as-of 2020-10-05",
            [4, 10, 13, 14, 16, 18, 19, 22, 32],
            "临期或逾期",
        ),
        ("--role 主办 --dept 计量评管处", [22], "计量评管处、牵头"),
        ("--role 协办", [21], "会同"),
        ("--point 5 --point 1", [4, 5], "要点 5或1"),
        ("--point 5,6", [4, 19], "要点 5或6"),
        ("--section 2 --section 第五部分 --point 7", [10, 32, 33, 34], "要点 7、第二部分或第五部分"),
        ("--search 甬舟 --search 平台", [32], "含“甬舟”“平台”"),
        ("--undated", [27, 28, 29], "未定时限"),
    ],
)
def test_filters_may_be_repeated_and_stand_in_the_heading(
    run: Run, filters: str, ids: list[int], heading: str
) -> None:
    if "--as-of" not in filters:
        filters += " --as-of 2020-06-01"
    assert run(f"list -O json {filters}").ids == ids
    assert run(f"list {filters}").out.startswith(f"{heading}：{len(ids)} 项任务")


def test_what_is_unfinished_can_be_asked(run: Run, folder: Path) -> None:
    run(f"update 11 --status 取消 {BY}", cwd=folder)
    tasks = run("list --as-of 2020-12-10 -O json", cwd=folder).data["tasks"]
    open_ = [t["id"] for t in tasks if t["standing"] not in ("done", "done_late", "cancelled")]
    assert 0 < len(open_) < 34
    asked = run("list --standing 未完成 --as-of 2020-12-10 -O json", cwd=folder)
    assert asked.ids == open_
    finished = [t["id"] for t in tasks if t["status"] in ("done", "closed")]
    assert run("list --status 完成 --as-of 2020-12-10 -O json", cwd=folder).ids == finished


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("due --month 6 --month 8 --as-of 2020-06-01", "2020年6月或2020年8月到期："),
        ("due --month 10 --dept 许可处 --as-of 2020-06-01", "许可处、2020年10月到期："),
        ("overdue --dept 许可处 --dept 市食药检院 --as-of 2020-12-01", "市食药检院或许可处、逾期："),
        (
            "missing --month 6 --dept 许可处 --dept 工会 --as-of 2020-06-30",
            "工会或许可处、2020年6月没有报进展：",
        ),
        ("log 4、5 --as-of 2020-06-30", "任务 4、5 的台账："),
    ],
)
def test_headings_name_their_conditions(run: Run, line: str, heading: str) -> None:
    assert run(line).out.startswith(heading)


def test_due_takes_one_kind_of_period(run: Run) -> None:
    assert "一种时段" in run("due --month 6 --month 7 --quarter 2", status=2).complaint[0]


# Numbers.


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("5,6", [5, 6]),
        ("5，6", [5, 6]),
        ("5、6 9", [5, 6, 9]),
        ("5, 6", [5, 6]),
        ("5-8", [5, 6, 7, 8]),
        ("5至8、7", [5, 6, 7, 8]),
        ("任务5", [5]),
        ("任务5、任务6", [5, 6]),
        ("#7", [7]),
        ("#7-#8", [7, 8]),
        ("５－６", [5, 6]),
        ("8 5-8", [8, 5, 6, 7]),
    ],
)
def test_numbers_as_people_type_them(run: Run, typed: str, ids: list[int]) -> None:
    assert run(f"show {typed} -O json --as-of 2020-06-30").ids == ids


@pytest.mark.parametrize(
    ("typed", "status", "error"),
    [
        ("33-40", 4, "没有任务 36"),
        ("1-999999999", 4, "没有任务 36"),
        ("1-99999999999", 4, "没有任务 36"),
        ("99999999999", 4, "没有任务 99999999999"),
        ("任务", 2, "这里是“任务”"),
        ("5,99", 4, "没有任务 99"),
        ("8-5", 2, "前大后小"),
        ("5.2", 2, "应为数字"),
        ("、", 2, "应为数字"),
        ("五-八", 2, "应为数字"),
    ],
)
def test_numbers_there_are_none_of(run: Run, folder: Path, typed: str, status: int, error: str) -> None:
    assert error in refusal(run, f"update {typed} --note 好 {BY}", folder, status)[0]
    assert error in run(f"show {typed}", status=status, cwd=folder).complaint[0]


def test_a_gap_in_a_range_is_told_and_nothing_written(run: Run, tmp_path: Path) -> None:
    place = folder_of(tmp_path)
    (place / "plan.yaml").write_text(
        "year: 2020\ntitles: {document: 小计划}\ndepartments: [{name: 许可处}]\ntasks:\n"
        "- {id: 1, title: 甲, goals: 乙, departments: 许可处, deadline: 11}\n"
        "- {id: 3, title: 丙, goals: 乙, departments: 许可处, deadline: 11}\n",
        encoding="utf-8",
    )
    assert "没有任务 2" in refusal(run, f"update 1-3 --note 好 {BY}", place, 4)[0]
    assert not (place / "progress.yaml").exists()


@pytest.mark.parametrize("line", ["point 5-6、8", "要点5-6、8", "要点 5、要点6 8"])
def test_points_are_typed_likewise(run: Run, line: str) -> None:
    points = [p["id"] for s in run(f"show {line} -O json").data["sections"] for p in s["points"]]
    assert points == [5, 6, 8]


# Words of the office.


def test_words_of_the_office_are_taken_where_a_choice_is_asked(run: Run, folder: Path) -> None:
    run(f"update 11 --status 完成 {BY}", cwd=folder)
    assert task(run, 11, "2020-12-10", folder)["status"] == "done"
    by_deadline = run("list --sort deadline -O json").ids
    assert run("list --sort 时限 -O json").ids == by_deadline
    page = run("report bulletin --as-of 2020-09-30").out
    assert run("report 通报 --as-of 2020-09-30").out == page
    slip = run("report slip --level 督办 --as-of 2020-12-01").out
    assert run("report 督办单 --as-of 2020-12-01").out == slip
    assert run("report slip --level 督办单 --as-of 2020-12-01").out == slip


# Days.


@pytest.mark.parametrize("typed", ["4月28日", "04月28日", "20200428", "2020年4月28日", "４月２８日"])
def test_days_as_people_type_them(run: Run, typed: str) -> None:
    assert run("list -O json --as-of", typed).data["as_of"] == "2020-04-28"


def test_today_and_yesterday_are_those_of_the_command(run: Run, folder: Path) -> None:
    run("update 11 --note 好 --by 办公室 --date 昨天 --as-of 2020-12-10", cwd=folder)
    assert "date: 2020-12-09\n" in added(folder)
    today, yesterday = (run(f"list -O json --as-of {word}").data["as_of"] for word in ("今天", "昨天"))
    assert yesterday < today == run("list -O json").data["as_of"]
    run("extend 19 --to 12月20日 --reason 流标 --by 办公室 --as-of 2020-10-10", cwd=folder)
    assert "to: 2020-12-20\n" in added(folder)


@pytest.mark.parametrize("typed", ["2020-04-31", "2月30日", "20200431", "2020-13-01", "0000-01-01"])
def test_a_day_there_is_not_is_told(run: Run, typed: str) -> None:
    error, hint = run("list --as-of", typed, status=2).complaint
    assert (f"“{typed}”" in error, "没有这一天" in error) == (True, True)
    assert "2020-11-30" in hint


@pytest.mark.parametrize("typed", ["4-28", "4.28", "202004", "明天", "4月", "2020-04"])
def test_what_is_no_day_is_not_guessed(run: Run, typed: str) -> None:
    assert "读不出" in run("list --as-of", typed, status=2).complaint[0]


# Commands there are none of.


@pytest.mark.parametrize(
    "word", ["undone", "delete", "new", "help", "ned", "dne", "cloze", "updat", "rturn", "sael", "exten"]
)
def test_a_guess_never_names_a_command_that_writes(run: Run, word: str) -> None:
    _, hint = run(word, status=2).complaint
    guess = re.search(r"是不是 (\S+)？", hint)
    assert not guess or guess[1] not in WRITING


def test_the_commands_that_write_are_known() -> None:
    folder = Path(usage.__file__).parent / "commands"
    texts = {path.stem.rstrip("_").replace("_", "-"): path.read_text("utf-8") for path in folder.glob("*.py")}
    assert {
        name
        for name, text in texts.items()
        if any(
            mark in text
            for mark in (
                "recording.records(",
                "recording.write(",
                "seals.write(",
                "save_new(",
                "ledger_file.append(",
            )
        )
    } - {"report"} == WRITING  # a report writes a template only where --eject asks for it


@pytest.mark.parametrize("word", usage.ADVICE)
def test_advice_names_commands_and_options_that_exist(run: Run, word: str) -> None:
    _, hint = run(word, status=2).complaint
    assert "是不是" not in hint
    for named in re.findall(r"workplan ([a-z-]+)", hint):
        assert named.startswith("--") or named in COMMANDS
        shown = run(f"{named} --help").out if named in COMMANDS else ""
        assert all(option in shown for option in re.findall(rf"workplan {named} [^，。]*?(--[a-z]+)", hint))


# Figures and texts.


@pytest.mark.parametrize("value", ["企业开办环节=1%", "企业开办环节=1％", "企业开办环节 = 1 %"])
def test_a_percentage_is_only_taken_where_the_unit_is_one(run: Run, folder: Path, value: str) -> None:
    error, hint = refusal(run, f"update 5 {BY} --value '{value}'", folder)
    assert "单位" in error
    assert "企业开办环节=3" in hint
    run(f"update 5 {BY} --value 网办率=96.2%", cwd=folder)


@pytest.mark.parametrize("typed", ["-0", "-0.0", "-0%", "－０"])
def test_less_than_nothing_is_refused(run: Run, folder: Path, typed: str) -> None:
    assert "0 到 100" in refusal(run, f"update 11 {BY} --percent={typed}", folder)[0]


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ("update 11 --note", "--note"),
        ("update 11 --percent 60 --evidence", "--evidence"),
        ("return 4 --reason", "--reason"),
        ("extend 16 --reason 流标 --to 2020-12-15 --approval", "--approval"),
        ("extend 16 --to 2020-12-15 --reason", "--reason"),
        ("update 5 --value", "--value"),
        ("update 11 --percent 60 --reached", "--reached"),
    ],
)
def test_a_text_too_long_blames_the_option(run: Run, folder: Path, line: str, option: str) -> None:
    before = snapshot(folder)
    text = "长" * 120_000 + "=1" * (option == "--value")
    result = run(line, text, "--as-of", "2020-12-10", status=2, cwd=folder)
    assert result.err.startswith(f"错误：{option} 太长：120000 字")
    assert snapshot(folder) == before


def test_a_long_text_is_taken(run: Run, folder: Path) -> None:
    run("update 11 --as-of 2020-12-10 --by 办公室 --note", "长" * 90_000, cwd=folder)
    assert "长" * 90_000 in added(folder)


# Slips of the hand: warned of, and recorded all the same.


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        ("update 26 --percent 6 --by 药品认证检查中心", "比原来低"),
        ("update 5 --percent 60 --by 许可处", "完成比例仍是 100%"),
        ("update 5 --percent 100 --by 许可处", ""),
        ("update 11 --percent 0.6 --by 质量发展处", "不到百分之一"),
        ("update 11 --note 好 --by 许克处", "不在部门名录里，是不是“许可处”？"),
        ("update 11 --note 好 --by 工会", "“工会”不是任务 11 的责任部门"),
        ("done 11 17 --by 质量发展处", "不是任务 17 的责任部门"),
        ("update 11 --note 好 --by 质量发展处 --date 2020-02-01", "在计划印发"),
        ("update 11 --percent 60 --by 质量发展处", ""),
        ("update 11 --percent 0 --by 质量发展处", ""),
        ("update 11 --note 好 --by 质量发展处张三", ""),
        ("update 11 --note 好", ""),
        ("extend 11 --to 2020-12-15 --reason 流标 --by 办公室", ""),
    ],
)
def test_slips_are_warned_of_and_recorded(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, line: str, warning: str
) -> None:
    monkeypatch.setenv("WORKPLAN_BY", "某人")  # named by nobody on the command line: no slip of this one's
    run("update 26 --percent 60 --by 药品认证检查中心 --as-of 2020-06-01", cwd=folder)
    result = run(f"{line} --as-of 2020-12-10", cwd=folder)
    assert result.out.startswith("已登记")
    lines = result.err.splitlines()
    assert (len(lines) > 0) is bool(warning)
    assert not warning or any(text.startswith("警告：") and warning in text for text in lines)


# The environment and the locale.


@pytest.mark.parametrize("value", ['"许可处"', " 许可处 ", '" 许可处 " ', "'许可处'", "“许可处”", "许可处"])
def test_what_the_shell_leaves_round_a_variable_is_dropped(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("WORKPLAN_BY", value)
    monkeypatch.setenv("WORKPLAN_FILE", f'"{folder / "plan.yaml"}" ')
    run("update 11 --note 好 --as-of 2020-12-10")
    assert '  by: "许可处"\n' in added(folder)


def test_a_quotation_mark_of_its_own_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ('"', '许可"处"', '"许可"处'):
        monkeypatch.setenv("WORKPLAN_BY", value)
        environment.prepare()
        assert os.environ["WORKPLAN_BY"] == value


def test_chinese_arguments_under_a_locale_without_them(tmp_path: Path) -> None:
    place = folder_of(tmp_path / "计划")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0"}
    found = python("-m", "workplan", "list", "--search", "油气", "-O", "json", **plain)
    assert '"id"' in found.stdout
    assert "没有命令“登纪”" in python("-m", "workplan", "登纪", **plain).stderr
    assert "没有.yaml" in python("-m", "workplan", "list", "-f", "没有.yaml", **plain).stderr
    named = ("-f", str(place / "plan.yaml"), "--as-of", "2020-12-10")
    told = python(
        "-m", "workplan", "update", "11", "--note", "油气＝好", "--by", "质量发展处", *named, **plain
    )
    assert told.returncode == 0, told.stderr
    assert '  note: "油气＝好"\n' in (place / "progress.yaml").read_text(encoding="utf-8")
    out = python("-m", "workplan", "list", *named, "-o", str(place / "清单.csv"), **plain)
    assert out.returncode == 0, out.stderr
    assert (place / "清单.csv").exists()
