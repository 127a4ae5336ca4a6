"""The tasks of a plan in the forms other tools keep tasks in: ``python -m benchmarks.convert FOLDER``.

A process of its own, for what it holds in memory would otherwise be taken for that of the processes measured after.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks.phrases import last_day

STAMP = "20200327T000000Z"


def doorstop(tasks: list[dict[str, Any]], folder: Path, year: int) -> None:
    """Write a document of one item a task; doorstop wants to stand in a repository."""
    place = folder / "doorstop" / "tasks"
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "--quiet", str(place.parent)], check=True)
    settings = {"digits": 6, "itemformat": "yaml", "prefix": "TASK", "sep": ""}
    (place / ".doorstop.yml").write_text(yaml.safe_dump({"settings": settings}), encoding="utf-8")
    for task in tasks:
        item = {
            "active": True,
            "derived": False,
            "header": task["title"],
            "level": f"1.{task['id']}",
            "links": [],
        }
        item |= {"normative": True, "ref": "", "reviewed": None, "text": f"{task['goals']}\n"}
        text = yaml.safe_dump(item, allow_unicode=True, width=10**6)
        (place / f"TASK{int(task['id']):06}.yml").write_text(text, encoding="utf-8")


def todoman(tasks: list[dict[str, Any]], folder: Path, year: int) -> None:
    """Write a folder of one iCalendar file a task, and the settings that name it."""
    place = folder / "todoman" / "calendars" / "plan"
    place.mkdir(parents=True, exist_ok=True)
    for task in tasks:
        due = last_day(task["deadline"], year)
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//workplan//benchmarks//ZH", "BEGIN:VTODO"]
        lines += [f"UID:task-{task['id']}", f"DTSTAMP:{STAMP}", f"SUMMARY:{_escaped(task['title'])}"]
        lines += [f"DESCRIPTION:{_escaped(task['goals'])}", f"CATEGORIES:{_escaped(task['departments'])}"]
        lines += [f"DUE;VALUE=DATE:{due:%Y%m%d}"] if due else []
        text = "\r\n".join([*lines, "END:VTODO", "END:VCALENDAR", ""])
        (place / f"task-{task['id']}.ics").write_text(text, encoding="utf-8", newline="")
    (folder / "todoman" / "config.py").write_text(
        f'path = "{place.parent}/*"\ncache_path = "{folder}/todoman/cache.sqlite3"\ndate_format = "%Y-%m-%d"\n',
        encoding="utf-8",
    )


def taskwarrior(tasks: list[dict[str, Any]], folder: Path, year: int) -> None:
    """Write what `task import` reads."""
    place = folder / "taskwarrior"
    (place / "data").mkdir(parents=True, exist_ok=True)
    (place / "taskrc").write_text(
        f"data.location={place}/data\nconfirmation=off\nverbose=nothing\ngc=off\n", encoding="utf-8"
    )
    found = []
    for task in tasks:
        due = last_day(task["deadline"], year)
        entry = {"description": task["title"], "entry": STAMP, "status": "pending"}
        entry |= {"project": task["departments"].split("\n")[0]} | (
            {"due": f"{due:%Y%m%d}T120000Z"} if due else {}
        )
        entry["annotations"] = [{"entry": STAMP, "description": task["goals"].replace("\n", " ")}]
        found.append(entry)
    (place / "tasks.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _escaped(text: str) -> str:
    """Return text as iCalendar writes it."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    plan = yaml.load((folder / "plan.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    for write in (doorstop, todoman, taskwarrior):
        write(plan["tasks"], folder, int(plan["year"]))


if __name__ == "__main__":
    main()
