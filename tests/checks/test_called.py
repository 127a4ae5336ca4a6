"""What findings call a task: the number people read, and the id the files know it by."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Run

PLAN = """\
schema_version: 1
year: 2020
titles: {document: "2020年任务清单"}
columns:
  - {head: 序号, holds: number}
  - {head: 任务, holds: title}
  - {head: 责任单位, holds: departments}
  - {head: 时限, holds: deadline}
departments: [{name: 办公室}]
tasks:
  - {id: 1, number: "（一）1", title: 甲, departments: 办公室, deadline: ""}
  - {id: 2, number: "", title: 乙, departments: 办公室, deadline: "6月、9月"}
  - {id: 3, title: 丙, departments: 办公处, deadline: 年底}
"""


def test_a_finding_names_the_printed_number_and_the_id(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    said = run(f"validate {path}", status=1).out
    assert "任务 （一）1（#1） 没有完成时间" in said
    assert "任务 #2 的完成时间" in said
    assert "任务 3 的责任部门" in said


def test_so_does_one_of_the_ledger(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    (tmp_path / "progress.yaml").write_text(
        "- {task: 1, date: 2020-05-01, recorded: 2020-05-01, by: 办公室, status: closed}\n", encoding="utf-8"
    )
    assert "任务 （一）1（#1） 到 2020-05-01" in run(f"validate {path}", status=1).out
