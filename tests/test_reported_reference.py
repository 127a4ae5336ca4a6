"""What is said is what was reported: reports, silence, finish, targets, steps, voids and what was known, worked out slowly.

Random plans, ledgers and days; :class:`tests.reference.Reference` answers from plain dictionaries, and takes back by place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.properties import tried
from tests.reference import Reference
from workplan.domain.document import PlanDocument
from workplan.domain.promises import promises
from workplan.domain.records import ProgressRecord
from workplan.domain.standing import ScheduledTask, milestones, schedule
from workplan.domain.voids import in_force, kept
from workplan.files.ledger_file import load_bytes as load_ledger
from workplan.files.ledger_text import to_yaml
from workplan.files.plan_file import load_bytes as load_plan

DEADLINES = ("3", "6", "10", "三季度", "年底", "每月", "每季度", "持续推进", "")
COMPARED = (
    ("at_least", "20"),
    ("at_most", "20"),
    ("exactly", "20"),
    ("about", "20"),
    ("about", "-20"),
    ("about", "0"),
)
ISSUED = ("2020-03-27", "2020-11-30", "2019-12-30")
FIRST = date(2020, 1, 1)
DAYS = st.dates(FIRST, date(2021, 12, 31))
MOVES = {
    "not_started": ("not_started", "in_progress", "done", "suspended", "cancelled"),
    "in_progress": ("in_progress", "done", "suspended", "cancelled"),
    "done": ("done", "closed", "returned"),
    "closed": ("closed", "returned"),
    "suspended": ("in_progress", "done"),
    "cancelled": ("in_progress",),
}


@st.composite
def plans(draw: st.DrawFn) -> str:
    """Return a plan of two or three tasks that carry one promise of the prose together."""
    count = draw(st.integers(2, 3))
    comparison, value = draw(st.sampled_from(COMPARED))
    target = f"name: 户数, phrase: 网办率, comparison: {comparison}, value: {value}, unit: 家"
    lines = [
        "year: 2020\ntitles: {document: 要点}",
        f"publication: {{issued: {draw(st.sampled_from(ISSUED))}}}\ndepartments: [{{name: 许可处}}]",
        f"settings: {{due_soon_days: {draw(st.integers(0, 40))}, silent_days: {draw(st.integers(0, 90))},"
        f" behind_points: {draw(st.integers(0, 40))}, far_behind_points: {draw(st.integers(0, 40))}}}",
        "sections:\n- number: 1\n  title: 一\n  points:\n  - id: 1\n    title: 甲。\n    text: 网办率95%以上",
        f"    targets: [{{{target}, tasks: {list(range(1, count + 1))}}}]\ntasks:",
    ]
    for number in range(1, count + 1):
        words = draw(st.sampled_from(DEADLINES))
        steps = (
            "[{deadline: 上半年, text: 网办率}, {deadline: 上半年, text: 以上}, {deadline: 三季度, text: 率}]"
        )
        lines.append(
            f"- {{id: {number}, title: 任务{number}, goals: 网办率95%以上, departments: 许可处, deadline: '{words}',"
            f" points: [1], milestones: {steps}, targets: [{{{target}}}]}}"
        )
    return "\n".join(lines) + "\n"


@st.composite
def ledgers(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return records of two tasks, in the order of their days; what each may say follows from the one before."""
    status = {"1": "not_started", "2": "not_started"}
    extended = date(2020, 12, 31)
    found: list[dict[str, Any]] = []
    for when in sorted(draw(st.lists(DAYS, max_size=8))):
        task = draw(st.sampled_from(("1", "2")))
        record: dict[str, Any] = {"task": task, "date": when.isoformat(), "by": "许可处"}
        record["recorded"] = (when + timedelta(draw(st.integers(0, 60)))).isoformat()
        kind = draw(
            st.sampled_from(
                (
                    "status",
                    "status",
                    "percent",
                    "values",
                    "values",
                    "values",
                    "reached",
                    "dropped",
                    "words",
                    "extension",
                )
            )
        )
        if kind == "status":
            move = draw(st.sampled_from(MOVES[status[task]]))
            record |= {"returned": "材料不全"} if move == "returned" else {"status": move}
            if move == "done" and draw(st.booleans()):
                record["finished"] = max(FIRST, when - timedelta(draw(st.integers(0, 90)))).isoformat()
            status[task] = "in_progress" if move == "returned" else move
        elif kind == "extension":
            extended = min(date(2021, 12, 31), extended + timedelta(draw(st.integers(1, 60))))
            record["extension"] = {"to": extended.isoformat(), "reason": "流标"}
        elif kind == "percent":
            record["percent"] = str(draw(st.integers(0, 100)))
        elif kind == "values":
            record["values"] = {"户数": str(draw(st.sampled_from((-18, -17, 0, 17, 18, 20))))}
        elif kind == "words":
            record[draw(st.sampled_from(("note", "evidence", "problems", "next")))] = "已报"
        else:
            record[kind] = [draw(st.sampled_from(("三季度", f"{task}.1", f"{task}.2")))]
        if kind in ("percent", "values", "reached", "words") and status[task] == "not_started":
            status[task] = "in_progress"
        found.append(record)
    return found


def read(plan: str, records: Iterable[dict[str, Any]]) -> tuple[PlanDocument, tuple[ProgressRecord, ...]]:
    loaded = load_plan(plan.encode(), "plan.yaml")
    assert loaded.document is not None, loaded.diagnostics
    text = yaml.safe_dump(list(records), allow_unicode=True, default_style='"', sort_keys=False)
    ledger = load_ledger(text.encode() if records else b"", "progress.yaml", loaded.document)
    return loaded.document, ledger.document.records


def reference(plan: str, records: list[dict[str, Any]]) -> Reference:
    found = Reference.__new__(Reference)
    found.plan = yaml.load(plan, Loader=yaml.BaseLoader)
    found.records = records
    found.year, found.stood, found.by_task = 2020, {}, {}
    found.register = {"许可处": "许可处"}
    for record in sorted(records, key=lambda record: record["date"]):
        found.by_task.setdefault(record["task"], []).append(record)
    return found


def told(tasks: Iterable[ScheduledTask], day: date) -> list[Any]:
    return [
        (
            (t.id, t.status.value, t.standing.value, t.light.value, t.days_late, t.last_day),
            (t.history.percent, t.history.done_on, t.history.report.date if t.history.report else None),
            [(s.reached_on, s.days_late, s.open) for s in milestones([t], day)],
            [s.days_late for s in t.late_steps],
        )
        for t in tasks
    ]


def expected(slow: Reference, day: date) -> list[Any]:
    return [
        (
            (t["id"], t["status"], t["standing"], t["light"], t["days_late"], t["last_day"]),
            (t["percent"], t["done_on"], t["report"]),
            [(s["reached_on"], s["days_late"], s["open"]) for s in t["steps"]],
            [s["days_late"] for s in t["steps"] if s["open"] and s["days_late"]],
        )
        for t in slow.tasks(day)
    ]


def outcome(target: dict[str, str], task: dict[str, Any]) -> str:
    """Return how a target stands, from its words."""
    if "户数" not in task["values"]:
        return "no_value"
    value, wanted = Fraction(task["values"]["户数"]), Fraction(target["value"])
    met = {
        "at_least": value >= wanted,
        "at_most": value <= wanted,
        "exactly": value == wanted,
        "about": value == 0 if wanted == 0 else value / wanted >= Fraction(9, 10),
    }[target["comparison"]]
    return "met" if met else "unmet" if task["past"] else "pending"


@tried(200)
@given(plans(), ledgers(), DAYS)
def test_standings_equal_the_reference(plan: str, records: list[dict[str, Any]], day: date) -> None:
    document, known = read(plan, records)
    assert told(schedule(document, day, known), day) == expected(reference(plan, records), day)


@tried(100)
@given(plans(), ledgers(), DAYS)
def test_targets_equal_the_reference(plan: str, records: list[dict[str, Any]], day: date) -> None:
    document, known = read(plan, records)
    slow = reference(plan, records)
    target = slow.plan["tasks"][0]["targets"][0]
    each = [outcome(target, task) for task in slow.tasks(day)]
    whole, *own = promises(document, schedule(document, day, known), unowned=False)
    assert [p.standing.outcome.value for p in own if p.standing] == each
    assert [s.outcome.value for _, s in whole.carried] == each
    assert whole.standing is not None
    assert (whole.standing.outcome.value == "met") == all(found == "met" for found in each)
    assert whole.standing.outcome.value in each


@tried(150)
@given(plans(), ledgers(), DAYS, DAYS, st.data())
def test_what_was_known_equals_what_is_left_when_the_rest_is_cut_out(
    plan: str, records: list[dict[str, Any]], day: date, known_on: date, data: st.DataObject
) -> None:
    document, known = read(plan, records)
    taken = data.draw(st.lists(st.integers(0, len(known) - 1), unique=True, max_size=3)) if known else []
    whole, voids = list(known), {}
    for place in taken:
        item = kept(known)[place]
        voids[place] = max(item.record.recorded, data.draw(DAYS))
        when = voids[place]
        whole.append(ProgressRecord(item.record.task, when, when, "办公室", voids=(item.id,)))
    for limit in (None, known_on):
        left = [
            record
            for place, record in enumerate(records)
            if (limit is None or date.fromisoformat(record["recorded"]) <= limit)
            and not (place in voids and (limit is None or voids[place] <= limit))
        ]
        answered = told(schedule(document, day, in_force(whole, limit)), day)
        assert answered == expected(reference(plan, left), day)


@tried(50)
@given(plans(), ledgers())
def test_names_hold_whatever_the_file_looks_like(plan: str, records: list[dict[str, Any]]) -> None:
    document, known = read(plan, records)
    names = [item.id for item in kept(known)]
    assert len(set(names)) == len(names)
    again = load_ledger("".join(map(to_yaml, known)).encode(), "progress.yaml", document).document.records
    assert [item.id for item in kept(again)] == names
    twice = tuple(
        r._replace(percent=r.percent + Decimal("0.00")) if r.percent is not None else r for r in known
    )
    assert [item.id for item in kept(twice)] == names
