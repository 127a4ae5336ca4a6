"""What workplan must answer, worked out the slow and obvious way from the contract, with nothing of workplan's.

Plain dictionaries as YAML gives them, every scalar text, and plain loops. It knows what ``benchmarks/generate.py``
writes, and raises on anything else rather than guess.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Entry = dict[str, Any]

ONGOING = ("持续推进", "长期坚持", "常态化")
RECURRING = ("每月", "每季度")
ENDS = {
    "一季度": 3,
    "二季度": 6,
    "三季度": 9,
    "四季度": 12,
    "上半年": 6,
    "下半年": 12,
    "年中": 6,
    "年底": 12,
    "全年": 12,
}
SETTLED = ("done", "done_late", "suspended", "cancelled")
AFTER = {
    "not_started": ("not_started", "in_progress", "done", "suspended", "cancelled"),
    "in_progress": ("in_progress", "done", "suspended", "cancelled"),
    "done": ("done", "closed"),
    "closed": ("closed",),
    "suspended": ("suspended", "in_progress", "done", "cancelled"),
    "cancelled": ("cancelled", "in_progress"),
}


def fold(text: str) -> str:
    """Return text without width, case, white space and quote style."""
    for quote in "“”‘’„‟「」『』'":
        text = text.replace(quote, '"')
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    day = date(year, month, 28)
    while (day + timedelta(1)).month == month:
        day += timedelta(1)
    return day


def deadline(printed: str, year: int) -> tuple[str, date | None, date | None]:
    """Return what sort of words these are, the last day they name, and the other day where there are two."""
    if not printed:
        return "undated", None, None
    if printed in ONGOING:
        return "ongoing", None, None
    if printed in RECURRING:
        return "recurring", None, None
    if printed in ENDS:
        return "period", month_end(year, ENDS[printed]), None
    if re.fullmatch(r"\d{1,2}(月份?)?", printed):
        return "month", month_end(year, int(re.sub(r"\D", "", printed))), None
    if re.fullmatch(r"\d{1,2}月前", printed):
        month = int(printed[:-2])
        return "before", date(year, month, 1) - timedelta(1), month_end(year, month)
    raise ValueError(printed)


def names_in(cell: str) -> list[str]:
    """Return the names of a printed cell; none of the register has a mark inside its brackets."""
    return [name.strip() for name in re.split("[、\n]", cell) if name.strip()]


def is_report(record: Entry) -> bool:
    """Tell whether a record says something of the work, rather than being an act of the office."""
    if "returned" in record or "voids" in record or record.get("status") in ("closed", "cancelled"):
        return False
    if record.get("status") in ("in_progress", "done", "suspended"):
        return True
    if any(key in record for key in ("percent", "values", "reached", "problems", "next")):
        return True
    words = "note" in record or "evidence" in record
    return words and "extension" not in record and "dropped" not in record


def status_after(status: str, record: Entry) -> str:
    """Return the status a record leaves a task in that had another."""
    wanted = "in_progress" if "returned" in record else record.get("status", status)
    if record.get("status") == "not_started":
        told = Fraction(record.get("percent", "0")) > 0 or "values" in record or "reached" in record
    else:
        told = is_report(record)
    return "in_progress" if wanted == "not_started" and told else str(wanted)


class Reference:
    """One plan and its ledger, as files."""

    def __init__(self, folder: Path) -> None:
        self.plan = self._read(folder / "plan.yaml")
        self.records = self._read(folder / "progress.yaml")
        self.year = int(self.plan["year"])
        self.points: list[Entry] = [p for section in self.plan["sections"] for p in section["points"]]
        self.numbers = {point["id"] for point in self.points}
        self.register = {
            fold(name): entry["name"]
            for entry in self.plan["departments"]
            for name in (entry["name"], *entry.get("aliases", ()))
        }
        self.stood: dict[date, list[Entry]] = {}
        self.by_task: dict[str, list[Entry]] = {}
        for record in sorted(self.records, key=lambda record: record["date"]):
            self.by_task.setdefault(record["task"], []).append(record)

    @staticmethod
    def _read(path: Path) -> Any:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)

    # Where each task stands

    def departments(self, task: Entry) -> list[Entry]:
        """Return the departments of a task, each once, with its role."""
        found = []
        for at, printed in enumerate(names_in(task["departments"])):
            found.append(self._part(printed, "joint" if at else "lead"))
        helpers = re.search("会同(.*)实施", task.get("remark", ""))
        for printed in names_in(helpers[1]) if helpers else ():
            found.append(self._part(printed, "assist"))
        once: dict[str, Entry] = {}
        for part in found:
            once.setdefault(part["name"], part)
        return list(once.values())

    def _part(self, printed: str, role: str) -> Entry:
        return {"name": self.register[fold(printed)], "printed": printed, "role": role}

    def history(self, task: Entry, day: date) -> Entry:
        """Return what the ledger says of a task by a day."""
        now: Entry = {
            "status": "not_started",
            "percent": None,
            "done_on": None,
            "extended": None,
            "reached": {},
            "dropped": {},
            "values": {},
            "report": None,
        }
        percent_before = None
        extensions: list[tuple[date, date]] = []
        for record in self.by_task.get(task["id"], ()):
            when = date.fromisoformat(record["date"])
            if when > day:
                break
            if "extension" in record:
                now["extended"] = date.fromisoformat(record["extension"]["to"])
                extensions.append((when, now["extended"]))
            if is_report(record):
                now["report"] = when
            now["values"].update(record.get("values", {}))
            for step in record.get("dropped", ()):
                now["dropped"].setdefault(step, when)
            for step in record.get("reached", ()):
                now["reached"].setdefault(step, when)
            before = now["status"]
            if "returned" in record:
                now.update(percent=percent_before, done_on=None)
            now["status"] = status_after(before, record)
            if now["status"] in ("done", "closed") and before not in ("done", "closed"):
                percent_before = now["percent"]
                held = now["extended"]
                finished = when
                if "finished" in record:
                    finished = date.fromisoformat(record["finished"])
                    granted = [to for day_of, to in extensions if day_of <= finished]
                    held = granted[-1] if granted else None
                now.update(percent=Fraction(100), done_on=finished, extended_when_done=held)
            ended = (
                before in ("done", "closed") and "returned" not in record and record.get("status") != "done"
            )
            if "percent" in record and not ended:
                now["percent"] = Fraction(record["percent"])
        return now

    def stand(self, task: Entry, day: date) -> Entry:
        """Return all that is answered of a task on a day."""
        kind, first_day, other_day = deadline(task["deadline"], self.year)
        if "last_day" in task:
            kind, first_day, other_day = "stated", date.fromisoformat(task["last_day"]), None
        history = self.history(task, day)
        done = history["status"] in ("done", "closed")
        extended = history["extended_when_done"] if done else history["extended"]
        last_day = extended or first_day
        found: Entry = {
            **task,
            "id": int(task["id"]),
            "parts": self.departments(task),
            "kind": kind,
            "first_day": first_day,
            "other_day": other_day,
            "last_day": last_day,
            "extended": bool(extended),
            "status": history["status"],
            "percent": history["percent"],
            "done_on": history["done_on"],
            "days_late": 0,
        }
        if done and last_day and history["done_on"] > last_day:
            found["days_late"] = (history["done_on"] - last_day).days
        if not done and history["status"] not in SETTLED and last_day and last_day < day:
            found["days_late"] = (day - last_day).days
        found["values"] = history["values"]
        found["report"] = history["report"]
        found["past"] = done or (last_day is not None and last_day < day)
        found["standing"], found["light"] = self._standing(found, day)
        found["steps"] = [self._step(step, found, history, day) for step in task.get("milestones", ())]
        return found

    def _standing(self, task: Entry, day: date) -> tuple[str, str]:
        """Return where a task stands, and its light."""
        if task["status"] in ("done", "closed"):
            return ("done_late" if task["days_late"] else "done"), "green"
        if task["status"] in ("suspended", "cancelled"):
            return str(task["status"]), "none"
        settings = {"due_soon_days": 30, "behind_points": 10, "far_behind_points": 30, "silent_days": 62}
        settings |= {
            key: int(value) for key, value in self.plan.get("settings", {}).items() if value.isdigit()
        }
        start = self.start
        kept = self.kept(day)
        quiet = (day - (task["report"] or start)).days > settings["silent_days"]
        if task["last_day"] is None:
            if task["kind"] == "recurring" and kept and self._missed(task, day):
                return "unreported", "yellow" if quiet else "none"
            return ("ongoing" if task["kind"] in ("ongoing", "recurring") else "undated"), "none"
        if task["days_late"]:
            return "overdue", "red"
        whole = (task["last_day"] - start).days
        gone = Fraction(100)
        if whole > 0:
            gone = min(Fraction(100), max(Fraction(0), Fraction(100 * (day - start).days, whole)))
        lag = None if task["percent"] is None else gone - task["percent"]
        if lag is not None and lag > 0 and lag >= settings["behind_points"]:
            return "behind", "red" if lag >= settings["far_behind_points"] else "yellow"
        near = (task["last_day"] - day).days <= settings["due_soon_days"]
        if kept and (task["report"] is None or quiet):
            return "unreported", "red" if near else "yellow" if quiet else "none"
        if near:
            return "due_soon", "yellow"
        return "on_track", "green" if kept else "none"

    @property
    def start(self) -> date:
        """Return the day time begins to run."""
        issued = self.plan.get("publication", {}).get("issued")
        day = date.fromisoformat(issued) if issued else None
        return day if day and day.year == self.year else date(self.year, 1, 1)

    def kept(self, day: date) -> bool:
        """Tell whether anybody had reported anything by a day."""
        return any(is_report(r) and date.fromisoformat(r["date"]) <= day for r in self.records)

    def _missed(self, task: Entry, day: date) -> bool:
        """Tell whether the last whole month (or quarter) since the issue is over and nobody reported since it began."""
        length = {"每月": 1, "每季度": 3}[task["deadline"]]
        rounds = [
            (date(self.year, month, 1), month_end(self.year, month + length - 1))
            for month in range(1, 13, length)
        ]
        ended = [first for first, last in rounds if first >= self.start and last < day]
        return bool(ended) and (task["report"] is None or task["report"] < ended[-1])

    def _step(self, step: Entry, task: Entry, history: Entry, day: date) -> Entry:
        _, last_day, _ = deadline(step["deadline"], self.year)
        name = f"{task['id']}.{task['milestones'].index(step) + 1}"
        told = [history["reached"].get(name), history["reached"].get(step["deadline"])]
        reached = min((day_of for day_of in told if day_of), default=None) or task["done_on"]
        dropped = not reached and bool({name, step["deadline"]} & set(history["dropped"]))
        settled = task["standing"] in SETTLED or dropped
        until = reached or (last_day if settled else day)
        late = max(0, (until - last_day).days) if until and last_day else 0
        return {
            "task": task["id"],
            "text": step["text"],
            "last_day": last_day,
            "reached_on": reached,
            "days_late": late,
            "open": not reached and not settled,
        }

    def tasks(self, day: date) -> list[Entry]:
        """Return every task as it stands on a day."""
        if day not in self.stood:
            self.stood[day] = [self.stand(task, day) for task in self.plan["tasks"]]
        return self.stood[day]

    # Answers

    def due(self, month: int, day: date) -> tuple[list[Entry], list[Entry], list[tuple[int, str]]]:
        """Return the tasks due in a month, the steps due in it, and what was left out and why."""

        def falls(when: date | None) -> bool:
            return when is not None and (when.year, when.month) == (self.year, month)

        tasks = self.tasks(day)
        chosen, left_out = [], []
        for task in tasks:
            often = {"每月": 1, "每季度": 3}.get(task["deadline"], 0)
            if often and month % often:
                continue  # it falls due at the end of each round of months
            goes_on = task["standing"] in ("ongoing", "unreported") and task["last_day"] is None
            if often or goes_on or falls(task["last_day"]):
                chosen.append(task)
            elif task["standing"] == "undated":
                left_out.append((task["id"], "undated"))
            elif task["extended"] and falls(task["first_day"]):
                left_out.append((task["id"], "extended"))
            elif not task["extended"] and falls(task["other_day"]):
                left_out.append((task["id"], "ambiguous"))
        chosen.sort(key=lambda task: (task["last_day"] or date.max, task["id"]))
        steps = [step for task in tasks for step in task["steps"] if falls(step["last_day"])]
        return chosen, steps, left_out

    def overdue(self, day: date) -> tuple[list[Entry], list[Entry], list[tuple[int, str]]]:
        """Return the tasks that are late, the latest first; the steps; and what has no day to be late by."""
        tasks = self.tasks(day)
        late = [task for task in tasks if task["standing"] == "overdue"]
        steps = [step for task in tasks for step in task["steps"] if step["days_late"] and step["open"]]
        late.sort(key=lambda task: (-task["days_late"], task["id"]))
        steps.sort(key=lambda step: (-step["days_late"], step["task"]))
        return late, steps, [(task["id"], "undated") for task in tasks if task["standing"] == "undated"]

    def of_department(self, name: str, day: date) -> list[Entry]:
        """Return the tasks of a department: those it leads, then joint ones, then those it helps with."""
        found = []
        for role in ("lead", "joint", "assist"):
            for task in self.tasks(day):
                if any(part["name"] == name and part["role"] == role for part in task["parts"]):
                    found.append(task)
        return found

    def counts(self, day: date) -> dict[str, Entry]:
        """Return how many tasks each department leads, joins, helps with; and of those it leads, done and late."""
        found = {
            entry["name"]: dict.fromkeys(("lead", "joint", "assist", "done", "overdue"), 0)
            for entry in self.plan["departments"]
        }
        for task in self.tasks(day):
            for part in task["parts"]:
                found[part["name"]][part["role"]] += 1
                if part["role"] == "lead":
                    found[part["name"]]["done"] += task["standing"] in ("done", "done_late")
                    found[part["name"]]["overdue"] += task["standing"] == "overdue"
        return found

    def standings(self, day: date) -> dict[str, int]:
        """Return how many tasks stand where."""
        found: dict[str, int] = {}
        for task in self.tasks(day):
            found[task["standing"]] = found.get(task["standing"], 0) + 1
        return found

    def months(self, day: date) -> list[tuple[str | None, int, int, int]]:
        """Return by month of the last day: tasks, done, overdue; those without a day last."""
        found: dict[str, list[str]] = {}
        for task in self.tasks(day):
            month = task["last_day"].isoformat()[:7] if task["last_day"] else "none"
            found.setdefault(month, []).append(task["standing"])
        return [
            (
                None if month == "none" else month,
                len(standings),
                sum(standing in ("done", "done_late") for standing in standings),
                standings.count("overdue"),
            )
            for month, standings in sorted(found.items())
        ]

    def search(self, *words: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return points and tasks that hold all the words, each with how many places hold one."""
        of_points = [(p["id"], f"{p['title']}{p['text']}") for p in self.points]
        of_tasks = [
            (t["id"], f"{t['title']}\n{t['goals']}\n{t['departments']}\n{t.get('remark', '')}")
            for t in self.plan["tasks"]
        ]
        return self._hits(of_points, words), self._hits(of_tasks, words)

    def _hits(self, texts: list[tuple[str, str]], words: tuple[str, ...]) -> list[tuple[int, int]]:
        found = []
        for number, text in texts:
            lines = [fold(line) for line in text.split("\n")]
            places = [sum(line.count(fold(word)) for line in lines) for word in words]
            if all(places):
                found.append((int(number), sum(places)))
        return found

    # What is wrong with it

    def faults(self) -> list[str]:
        """Return the code of each error and each warning that no waiver accepts, in the order of their names."""
        waived = {
            (waiver["code"], number)
            for waiver in self.plan.get("waivers", ())
            for number in waiver.get("tasks", ())
        }
        found = [
            *self._faults_of_plan(),
            *(fault for task in self.plan["tasks"] for fault in self._faults_of(task)),
        ]
        standing = [code for code, number in found if (code, number) not in waived]
        idle = ["unused-waiver" for subject in waived - set(found)]
        return sorted([*standing, *idle, *self._faults_of_ledger()])

    def _faults_of_plan(self) -> list[tuple[str, str]]:
        tasks, found = self.plan["tasks"], []
        before, numbers, titles = 0, set(), set()
        carried = {(point, task["id"]) for task in tasks for point in task["points"]}
        for task in tasks:
            if task["id"] in numbers:
                found.append(("duplicate-task-id", task["id"]))
            elif int(task["id"]) != before + 1:
                found.append(("numbering-gap", task["id"]))
            if fold(task["title"]) in titles:
                found.append(("duplicate-task-title", task["id"]))
            before = int(task["id"])
            numbers.add(task["id"])
            titles.add(fold(task["title"]))
        for point in self.points:
            for target in point.get("targets", ()):
                if target["phrase"] not in point["title"] + point["text"]:
                    found.append(("phrase-not-in-text", ""))
                for number in target.get("tasks", ()):
                    if (point["id"], number) not in carried:
                        found.append(("unknown-task", ""))
        busy = {
            self.register.get(fold(name))
            for task in tasks
            for name in names_in(f"{task['departments']}\n{self._helpers(task)}")
        }
        return [
            *found,
            *(("unused-department", "") for d in self.plan["departments"] if d["name"] not in busy),
        ]

    @staticmethod
    def _helpers(task: Entry) -> str:
        found = re.search("会同(.*)实施", task.get("remark", ""))
        return found[1] if found else ""

    def _faults_of(self, task: Entry) -> list[tuple[str, str]]:
        codes = []
        text = f"{task['title']}\n{task['goals']}"
        for name in names_in(task["departments"]):
            if fold(name) not in self.register:
                codes.append("unknown-department")
        for name in names_in(self._helpers(task)):
            if fold(name) not in self.register:
                codes.append("unknown-assistant")
        codes += ["unknown-point" for point in task["points"] if point not in self.numbers]
        codes += ["phrase-not-in-text" for t in task.get("targets", ()) if t["phrase"] not in text]
        last_day: date | None
        if "last_day" in task:  # whatever the words are, that settles it
            kind, last_day = "stated", date.fromisoformat(task["last_day"])
        else:
            try:
                kind, last_day, _ = deadline(task["deadline"], self.year)
            except ValueError:
                kind, last_day = "unreadable", None
                codes.append("unreadable-deadline")
        codes += {"undated": ["missing-deadline"], "before": ["ambiguous-deadline"]}.get(kind, [])
        for step in task.get("milestones", ()):
            _, day, _ = deadline(step["deadline"], self.year)
            if last_day and day and day > last_day:
                codes.append("milestone-after-deadline")
        for part in (task["title"], task["goals"], task.get("remark", "")):
            if part.count('"') % 2 or part.count("“") != part.count("”"):
                codes.append("unpaired-quotes")
        return [(code, task["id"]) for code in codes]

    def _faults_of_ledger(self) -> list[str]:
        codes = []
        tasks = {task["id"]: task for task in self.plan["tasks"]}
        for number, records in self.by_task.items():
            status = "not_started"
            for record in records:
                wanted = record.get("status")
                if "returned" in record:
                    allowed, wanted = status in ("done", "closed"), "in_progress"
                else:
                    allowed = wanted is None or wanted in AFTER[status]
                if not allowed:
                    codes.append("status-out-of-order")
                    continue
                status = status_after(status, record)
            if number not in tasks:
                codes += ["unknown-ledger-task"] * len(records)
                continue
            names = [target["name"] for target in tasks[number].get("targets", ())]
            codes += ["unknown-target" for r in records for name in r.get("values", ()) if name not in names]
        return codes
