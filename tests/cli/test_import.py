"""`workplan import` as the office types it: files in, drafts out, every doubt told, nothing overwritten."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Run
from tests.office.made import docx_table, html, xlsx

FORMS = ROOT / "tests" / "office" / "forms"
PUBLISHED = ROOT / "tests" / "published" / "2020-work-plan.txt"
HEADS = ("序号", "任务名称", "工作目标", "责任单位", "完成时间", "备注")
ROWS = (
    HEADS,
    ("1", "优化窗口", "设窗口5个。", "许可科", "6月底前", ""),
    ("2", "检查电梯", "检查全部在用电梯。", "特设科、许可科", "11", "会同综合科实施"),
)


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    path = tmp_path / "2021年清单.xlsx"
    path.write_bytes(xlsx([["某局2021年重点工作清单"], *ROWS], ["A1:F1"]))
    return path


def test_a_list_becomes_a_plan(list_file: Path, tmp_path: Path, run: Run) -> None:
    said = run(f"import {list_file.name}", cwd=tmp_path)
    plan = yaml.safe_load((tmp_path / "plan.yaml").read_text("utf-8"))
    assert (plan["year"], plan["titles"]["document"]) == (2021, "某局2021年重点工作清单")
    assert [department["name"] for department in plan["departments"]] == ["许可科", "特设科", "综合科"]
    assert plan["tasks"][1]["remark"] == "会同综合科实施"
    assert said.out.splitlines()[-1].startswith("读出 2 项任务、0 个要点；待核 ")
    assert "已写入 plan.yaml" in said.err
    assert "workplan validate plan.yaml" in said.err
    assert run("validate plan.yaml", cwd=tmp_path).status == 0


def test_doubts_name_their_place(list_file: Path, tmp_path: Path, run: Run) -> None:
    lines = run(f"import {list_file.name} --dry-run", cwd=tmp_path).out.splitlines()
    assert any(line.startswith(f"{list_file.name}!F4: 待核[office-in-remark] ") for line in lines)
    assert not (tmp_path / "plan.yaml").exists()


def test_nothing_is_ever_overwritten(list_file: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "plan.yaml").write_text("mine", "utf-8")
    assert "plan.yaml 已经有了" in run(f"import {list_file.name}", cwd=tmp_path, status=2).complaint[0]
    two = FORMS / "09-decisions-two-tables.docx"
    (tmp_path / "p2.yaml").write_text("mine", "utf-8")
    run(f"import {two} -o p.yaml", cwd=tmp_path, status=2)
    assert not (tmp_path / "p.yaml").exists()
    assert (tmp_path / "plan.yaml").read_text("utf-8") == (tmp_path / "p2.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["plan.txt", "progress.yaml", "plan.seal.yaml", ".plan.yaml"])
def test_a_draft_goes_where_plans_are(list_file: Path, tmp_path: Path, run: Run, name: str) -> None:
    run(f"import {list_file.name} -o {name}", cwd=tmp_path, status=2)
    assert not (tmp_path / name).exists()


def test_two_lists_are_two_plans(tmp_path: Path, run: Run) -> None:
    said = run(f"import {FORMS / '17-two-lists.txt'} -o p.yaml", cwd=tmp_path)
    assert "（2 份清单）" in said.out
    plans = [yaml.safe_load((tmp_path / name).read_text("utf-8")) for name in ("p.yaml", "p2.yaml")]
    assert plans[0]["titles"]["annex_head"] != plans[1]["titles"]["annex_head"]
    assert "validate p.yaml p2.yaml" in said.err


def test_one_of_two_lists(tmp_path: Path, run: Run) -> None:
    file = FORMS / "09-decisions-two-tables.docx"
    run(f"import {file} --table 2", cwd=tmp_path)
    plan = yaml.safe_load((tmp_path / "plan.yaml").read_text("utf-8"))
    assert plan["titles"]["annex_head"] == "结转事项跟踪表"
    assert "preamble" in plan
    assert "没有第 3 份清单" in run(f"import {file} --table 3 -o x.yaml", cwd=tmp_path, status=4).err


def test_doubts_are_findings_if_strict(list_file: Path, tmp_path: Path, run: Run) -> None:
    run(f"import {list_file.name} --strict", cwd=tmp_path, status=1)
    assert (tmp_path / "plan.yaml").exists()


REFUSED = ("13-scan-run-together.txt", "20-formulas-not-stored.xlsx", "21-districts-by-indicators.html")


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_whole(name: str, tmp_path: Path, run: Run) -> None:
    error, hint = run(f"import {FORMS / name}", cwd=tmp_path, status=3).complaint
    assert name in error
    assert hint
    assert list(tmp_path.iterdir()) == []


def test_json_is_the_draft(run: Run, tmp_path: Path) -> None:
    data = run(f"import {PUBLISHED} -O json", cwd=tmp_path).data
    assert (data["schema_version"], data["kind"], data["year"]) == (1, "draft", 2020)
    keys = ["number", "title", "goals", "departments", "deadline", "remark", "group", "cells", "parts"]
    assert all(key in data["rows"][0] for key in keys)
    assert (len(data["rows"]), sum(len(s["points"]) for s in data["sections"])) == (35, 19)
    assert {"file", "line", "cell", "code", "message"} <= set(data["told"][0])
    assert data["columns"][3] == {"head": "责任部门", "holds": "departments"}
    assert list(tmp_path.iterdir()) == []


def test_json_of_two_lists_has_both(run: Run) -> None:
    data = run(f"import {FORMS / '17-two-lists.txt'} -O json").data
    assert [len(one["rows"]) for one in data["lists"]] == [3, 3]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run) -> None:
    text = "\n".join(",".join(row) for row in ROWS).encode("gb18030")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    run("import - --year 2021年", cwd=tmp_path)
    assert yaml.safe_load((tmp_path / "plan.yaml").read_text("utf-8"))["year"] == 2021


def test_prose_in_one_file_and_the_list_in_another(list_file: Path, tmp_path: Path, run: Run) -> None:
    points = "一、改革创新\n1.打造升级版。力争网办率95%以上。\n2.严格监管。检查不少于50家。\n"
    (tmp_path / "正文.txt").write_text(f"某局2021年工作要点\n总体要求是稳中求进。\n{points}", "utf-8")
    said = run(f"import 正文.txt {list_file.name}", cwd=tmp_path)
    assert "读出 2 项任务、2 个要点；" in said.out
    plan = yaml.safe_load((tmp_path / "plan.yaml").read_text("utf-8"))
    assert plan["titles"]["document"] == "某局2021年工作要点"
    assert plan["titles"]["annex_head"] == "某局2021年重点工作清单"
    assert plan["sections"][0]["points"][1]["title"] == "严格监管。"


def test_an_unknown_head_is_named(tmp_path: Path, run: Run) -> None:
    rows = [
        ("号头", "事由", "经手", "啥时"),
        ("1", "修路", "城建科", "6月底前"),
        ("2", "架桥", "城建科", "年底"),
    ]
    (tmp_path / "a.xlsx").write_bytes(xlsx(rows))
    assert "--column" in run("import a.xlsx", cwd=tmp_path, status=3).err
    how = "--column 号头=number --column 事由=任务名称 --column 经手=departments --column 啥时=deadline"
    run(f"import a.xlsx --year 2021 {how}", cwd=tmp_path)
    tasks = yaml.safe_load((tmp_path / "plan.yaml").read_text("utf-8"))["tasks"]
    assert [(task["title"], task["departments"], task["deadline"]) for task in tasks] == [
        ("修路", "城建科", "6月底前"),
        ("架桥", "城建科", "年底"),
    ]


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("--column 事由", "不成一对"),
        ("--column 事由=什么", "不是一种内容"),
        ("--encoding 某码", "没有“某码”这种编码"),
        ("--year 21", "--year 应为"),
        ("-O json -o a.yaml", "不写草稿"),
        ("-O csv", "没有“csv”这一种"),
        ("--table 0", "--table 应为"),
    ],
)
def test_slips_are_said_in_chinese(
    list_file: Path, tmp_path: Path, run: Run, option: str, complaint: str
) -> None:
    assert complaint in run(f"import {list_file.name} {option}", cwd=tmp_path, status=2).complaint[0]
    assert not (tmp_path / "plan.yaml").exists()


def test_last_year_s_register_is_taken_over(list_file: Path, tmp_path: Path, run: Run) -> None:
    register = [
        {"name": "行政许可科", "aliases": ["许可科"]},
        {"name": "特种设备科"},
        {"name": "治理和监督科"},
    ]
    old = {"year": 2020, "titles": {}, "departments": register, "tasks": []}
    (tmp_path / "去年.yaml").write_text(yaml.safe_dump(old, allow_unicode=True), "utf-8")
    said = run(f"import {list_file.name} --register 去年.yaml", cwd=tmp_path)
    made = yaml.safe_load((tmp_path / "plan.yaml").read_text("utf-8"))["departments"]
    assert made[0] == {"name": "行政许可科", "aliases": ["许可科"]}
    assert "待核[new-department] 名录里没有“特设科”" in said.out


def test_the_register_says_what_is_a_name(tmp_path: Path, run: Run) -> None:
    rows = [
        HEADS,
        ("1", "甲", "乙。", "治理和监督科及许可科", "11", ""),
        ("2", "丙", "丁。", "许可科", "11", ""),
    ]
    (tmp_path / "a.xlsx").write_bytes(xlsx(rows))
    register = [{"name": "治理和监督科及许可科"}, {"name": "许可科"}]
    old = {"year": 2020, "titles": {}, "departments": register, "tasks": []}
    (tmp_path / "去年.yaml").write_text(yaml.safe_dump(old, allow_unicode=True), "utf-8")
    run("import a.xlsx --year 2021 --register 去年.yaml", cwd=tmp_path)
    made = yaml.safe_load((tmp_path / "plan.yaml").read_text("utf-8"))["departments"]
    assert [department["name"] for department in made] == ["治理和监督科及许可科", "许可科"]


@pytest.mark.parametrize(
    ("library", "raw"),
    [("openpyxl", xlsx(ROWS)), ("docx", docx_table(ROWS)), ("lxml", html(ROWS))],
)
def test_a_missing_library_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run, library: str, raw: bytes
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / "a").write_bytes(raw)
    assert 'pip install "workplan[office]"' in run("import a", cwd=tmp_path, status=69).complaint[1]
    assert not (tmp_path / "plan.yaml").exists()


def test_a_missing_file(tmp_path: Path, run: Run) -> None:
    assert "没有这个文件" in run("import 没有这个文件.docx", cwd=tmp_path, status=3).complaint[0]


def test_the_example_is_what_its_script_makes() -> None:
    import importlib.util

    from workplan.office.read_draft import read_drafts

    spec = importlib.util.spec_from_file_location("make_annex", ROOT / "examples" / "make_annex.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    # Not the bytes: another python-docx brings another template.
    assert read_drafts([("a", made.annex())]) == read_drafts([("a", made.ANNEX.read_bytes())])


def test_a_new_folder_is_made_for_a_new_plan(list_file: Path, tmp_path: Path, run: Run) -> None:
    run(f"import {list_file.name} -o 2021/办公室/plan.yaml", cwd=tmp_path)
    assert (tmp_path / "2021" / "办公室" / "plan.yaml").exists()
    assert (
        "无法建立文件夹"
        in run(f"import {list_file.name} -o {list_file.name}/plan.yaml", cwd=tmp_path, status=3).err
    )


def test_what_must_be_settled_first_is_counted(tmp_path: Path, run: Run) -> None:
    said = run(f"import {FORMS / '04-lost-cells.txt'}", cwd=tmp_path)
    assert "改正草稿里的 2 处错误" in said.err
    assert "错误 2 处" in run("validate", cwd=tmp_path, status=1).out


def test_a_character_nobody_sees_is_told_and_kept(tmp_path: Path, run: Run) -> None:
    rows = "序号,任务名称,责任单位,完成时间\n1,修\x1b路,城建科,6月\n2,架\u200b桥,城建科,年底\n"
    (tmp_path / "2021.csv").write_text(rows, "utf-8")
    said = run("import 2021.csv --year 2021", cwd=tmp_path)
    assert "2021.csv:2: 待核[invisible-character]" in said.out
    tasks = yaml.safe_load((tmp_path / "plan.yaml").read_text("utf-8"))["tasks"]
    assert [task["title"] for task in tasks] == ["修\x1b路", "架\u200b桥"]


def test_a_head_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "序号,任务名称,责任单位,完成时间\n1,修路,城建科,2021年6月\n2,架桥,城建科,2021年底\n", "utf-8"
    )
    error, hint = run("import a.csv --column 责任单伍=lead --year 2021", cwd=tmp_path, status=4).complaint
    assert "责任单伍" in error
    assert "责任单位" in hint
    assert not (tmp_path / "plan.yaml").exists()


def test_a_file_that_is_not_there_is_sought_among_those_that_are(run: Run, tmp_path: Path) -> None:
    (tmp_path / "附件2021.docx").write_bytes(b"")
    error, hint = run("import 附件.docx", cwd=tmp_path, status=3).complaint
    assert error == "找不到文件：附件.docx。"
    assert hint.endswith("这里有：附件2021.docx。")
