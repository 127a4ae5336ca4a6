"""The truths of the made-up documents, and each of them written as a plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FORMS = Path(__file__).parent / "forms"

# What the columns that are no free ones hold, where their rows alone do not tell.
HOLDS = {
    "number": ("序号", "编号", "项次", "序", "计划编号", "事项号", "问题编号"),
    "title": (
        "建设任务", "工作项目", "目标名称", "评分项目", "工程名称", "事项名称", "实事项目", "工作任务",
        "检查名称", "检查事项", "督办事项", "反馈问题", "工作要求",
    ),
    "goals": (
        "标准和数量", "具体内容", "考核值", "评分标准", "计划数", "任务分解与时序", "整改措施",
    ),
    "deadline": (
        "时间要求", "进度安排", "完成期限", "起止时间/竣工", "检查止", "检查期限", "节点时间", "整改时限",
    ),
    "remark": ("说明", "备注"),
}  # fmt: skip


def truths() -> dict[str, dict[str, Any]]:
    """Return the truth of every form that holds a plan, by name."""
    read = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FORMS.glob("*.json"))}
    return {name: truth for name, truth in read.items() if not truth["refused"]}


def lists(truth: dict[str, Any]) -> Iterator[tuple[str, list[str], list[dict[str, Any]]]]:
    """Yield the lists of a document: title, heads, rows. Several lists are several plans."""
    for part in truth.get("lists") or [{"title": "", "columns": truth["columns"]}]:
        rows = [row for row in truth["rows"] if row.get("list", "") == part["title"]]
        yield part["title"], part["columns"], rows


def plan_of(truth: dict[str, Any], heads: list[str], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a list of a form as the data of a plan.yaml, every printed word in its place."""
    columns = [_column(head, heads, rows) for head in heads]
    groups = _Groups()
    tasks = [_task(at, row, columns, groups) for at, row in enumerate(rows, 1)]
    named = [o["name"] for row in rows for part in (row, *row["parts"]) for o in part["departments"]]
    notice = "\n".join(d["raw"] for row in rows if (d := row["deadline"]).get("from") == "notice")
    plan: dict[str, Any] = {"year": str(truth["year"]), "titles": {"document": truth["title"]}}
    plan["departments"] = [{"name": name} for name in dict.fromkeys(named)]
    plan |= {"preamble": notice, "columns": columns, "groups": groups.made, "tasks": tasks}
    above = next((row for row in rows if row.get("departments_from") == "heading"), None)
    if above:
        plan["settings"] = {"default_department": above["departments"][0]["name"]}
    if not truth["columns"]:
        plan["layout"] = "prose"
    return {key: value for key, value in plan.items() if value not in ("", []) or key == "departments"}


class _Groups:
    """Headings become groups once, whatever rows name them."""

    def __init__(self) -> None:
        self.made: list[dict[str, Any]] = []

    def of(self, path: str, row: dict[str, Any]) -> str:
        parent = ""
        for depth, title in enumerate(filter(None, path.split(" > "))):
            name = f"{parent}/{title}" if depth else title
            if name not in [group["id"] for group in self.made]:
                self.made.append({"id": name, "title": title} | ({"parent": parent} if parent else {}))
            parent = name
        group = next((g for g in self.made if g["id"] == parent), None)
        if group and row["deadline"].get("from") == "heading":
            group["deadline"] = row["deadline"]["raw"]
        if group and row.get("departments_from") == "group":
            group["departments"] = next(iter(row["department_cells"].values()))
        return parent


def _column(head: str, heads: list[str], rows: list[dict[str, Any]]) -> dict[str, str]:
    if any(head in row["cells"] for row in _flat(rows)):
        return {"head": head}
    cells = [row for row in _flat(rows) if head in row["department_cells"]]
    if cells:
        single = len({h for row in _flat(rows) for h in row["department_cells"]}) == 1
        roles = {
            o["role"]
            for row in cells
            for o in row["departments"]
            if o["name"] in row["department_cells"][head]
        }
        return {"head": head, "holds": "departments" if single or len(roles) > 1 else roles.pop()}
    holds = next((name for name, known in HOLDS.items() if head in known), "number" if not head else "")
    used = holds and any(
        row["deadline"]["raw"] if holds == "deadline" else row.get(holds) for row in _flat(rows)
    )
    return {"head": head, "holds": holds} if used else {"head": head}


def _flat(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    blank: dict[str, Any] = {"cells": {}, "department_cells": {}, "departments": [], "goals": ""}
    return [blank | part for row in rows for part in (row, *row["parts"])]


def _task(at: int, row: dict[str, Any], columns: list[dict[str, str]], groups: _Groups) -> dict[str, Any]:
    task: dict[str, Any] = {"id": str(at), "number": row["number"], "group": groups.of(row["group"], row)}
    task |= {"title": row["title"], "goals": row["goals"], "remark": row["remark"]}
    task |= _cells(row, columns, inherited=row.get("departments_from") == "group")
    task |= _time(row["deadline"], has_offices=bool(row["department_cells"]))
    task["milestones"] = [
        {"title": part["title"], "goals": part.get("goals", "")}
        | _cells(part, columns)
        | _time(part["deadline"])
        for part in row["parts"]
    ]
    return {key: value for key, value in task.items() if value not in ("", [], {}) or key == "number"}


_FROM = {"bracket": "departments", "sentence": "goals", "notice": "notice"}


def _time(deadline: dict[str, Any], *, has_offices: bool = True) -> dict[str, Any]:
    if deadline.get("from") == "heading":
        return {}
    time: dict[str, Any] = {"deadline": deadline["raw"]}
    origin = _FROM.get(deadline.get("from", ""))
    if origin and (origin != "departments" or has_offices):  # a bracket of its own is no quotation
        time["deadline_from"] = origin
    if deadline["kind"] in ("unreadable", "ambiguous"):
        time["means"] = "undated"
    return time


def _cells(row: dict[str, Any], columns: list[dict[str, str]], *, inherited: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"cells": {head: text for head, text in row.get("cells", {}).items() if text}}
    for head, text in row.get("department_cells", {}).items():
        holds = next((c.get("holds") for c in columns if c["head"] == head), "departments")
        if inherited:
            continue
        if holds == "departments":
            made["departments"] = text
        else:
            made["cells"][head] = text
    return made


def shown(row: dict[str, Any]) -> dict[str, Any]:
    """Return what of a truth's row ``list -O json`` shows."""
    return {
        "number": row["number"],
        "title": row["title"],
        "goals": row["goals"],
        "remark": row["remark"],
        "group": row["group"],
        "offices": sorted((o["name"], o["role"]) for o in row["departments"]),
        "last_day": row["deadline"]["last_day"],
        "cells": _said(row["cells"]),
        "parts": [_part(part) for part in row["parts"]],
    }


def _part(part: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": part["title"],
        "offices": sorted((o["name"], o["role"]) for o in part["departments"]),
        "last_day": part["deadline"]["last_day"],
        "cells": _said(part.get("cells", {})),
    }


def listed(task: dict[str, Any]) -> dict[str, Any]:
    """Return the same of a task of ``list -O json``."""
    return {
        "number": task["number"],
        "title": task["title"],
        "goals": task["goals"],
        "remark": task["remark"],
        "group": " > ".join(group["title"] for group in task["group"]),
        "offices": sorted((o["printed"], o["role"]) for o in task["departments"]),
        "last_day": task["deadline"]["last_day"],
        "cells": _free(task),
        "parts": [
            {
                "title": step.get("title") or step["text"],
                "offices": sorted((o["printed"], o["role"]) for o in step.get("departments", [])),
                "last_day": step["deadline"]["last_day"],
                "cells": _free(step),
            }
            for step in task["milestones"]
        ],
    }


def _free(row: dict[str, Any]) -> dict[str, str]:
    """Return the cells that hold no offices; 无 and — name none."""
    offices = [office["printed"] for office in row.get("departments", [])]
    return {
        head: text
        for head, text in _said(row.get("cells", {})).items()
        if not any(n in text for n in offices)
    }


def _said(cells: dict[str, str]) -> dict[str, str]:
    return {head: text for head, text in cells.items() if text not in ("", "无", "—", "/")}
