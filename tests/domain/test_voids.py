"""Records that take back others: their names, what is still in force, and what was known on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.ledgers import on, plan_of
from workplan.domain.records import Extension, ProgressRecord
from workplan.domain.voids import in_force, kept, moves, stranded
from workplan.files.ledger_file import load_bytes
from workplan.files.ledger_text import to_yaml

PLAN = plan_of('deadline: "10", milestones: [{deadline: 上半年, text: 上线}]\ndeadline: "10"')
SIX = on("08-01", percent=6)
SIXTY = on("08-01", percent=60)


def void(when: str, *names: str, task: int = 1) -> ProgressRecord:
    return on(when, task, voids=names)


def name(records: list[ProgressRecord], at: int) -> str:
    return kept(records)[at].id


def found(*records: ProgressRecord) -> list[str]:
    text = "".join(map(to_yaml, records))
    return [d.code for d in load_bytes(text.encode(), "progress.yaml", PLAN).diagnostics]


def test_equal_records_have_names_of_their_own_wherever_they_stand() -> None:
    names = [k.id for k in kept([SIX, SIXTY, SIX])]
    assert len(set(names)) == 3
    assert [k.id for k in kept([SIXTY, SIX, SIX])] == [names[1], names[0], names[2]]
    written_otherwise = SIX._replace(percent=Decimal("6.0"))
    assert name([written_otherwise], 0) == names[0]
    assert all(len(n) == 10 and int(n, 16) >= 0 for n in names)


def test_what_was_taken_back_is_not_in_force_on_any_day() -> None:
    records = [SIX, SIXTY]
    records.append(void("09-01", name(records, 0)))
    assert in_force(records) == (SIXTY, records[2])
    assert found(*records) == []


def test_only_the_one_of_equal_records_that_was_named_is_taken_back() -> None:
    records = [SIX, SIX]
    records.append(void("09-01", name(records, 1)))
    assert [k.void for k in kept(records)] == [False, True, False]


def test_what_was_known_on_a_day() -> None:
    late = on("08-01", percent=50)._replace(recorded=SIX.recorded.replace(month=10))
    records = [SIX, late]
    records.append(void("09-01", name(records, 0)))
    known = [in_force(records, SIX.recorded.replace(month=m)) for m in (7, 8, 9, 10)]
    assert known == [(), (SIX,), (records[2],), (late, records[2])]
    assert in_force([SIX, late], SIX.recorded) == (SIX,)


def test_what_cannot_be_taken_back_is_found() -> None:
    records = [SIX]
    names = name(records, 0)
    assert found(SIX, void("09-01", "0123456789")) == ["void-without-record"]
    assert found(SIX, void("09-01", names, task=2)) == ["void-without-record"]
    records.append(void("09-01", names))
    assert found(*records, void("09-02", name(records, 1))) == ["void-without-record"]
    assert found(*records, void("09-02", names)) == []  # two colleagues took back the same


def test_what_would_be_left_without_ground_is_named() -> None:
    records = [on("08-01", status="done"), on("08-02", status="closed"), on("08-03", note="归档")]
    entries = kept(records)
    assert stranded(entries) is None
    left = stranded([entries[0]._replace(void=True), *entries[1:]])
    assert left is not None
    assert left.id == entries[1].id
    assert found(*records, void("09-01", entries[0].id)) == ["status-out-of-order"]
    assert found(*records, void("09-01", entries[0].id, entries[1].id)) == []


def test_it_may_be_taken_back_long_after_the_plans_life() -> None:
    assert found(SIX, void("2023-09-01", name([SIX], 0))) == []
    assert found(SIX._replace(recorded=SIX.recorded.replace(year=2023))) == []
    assert found(on("2022-01-01", percent=6)) == ["date-outside-plan"]


def test_a_step_has_a_name_and_a_number() -> None:
    assert found(on("08-01", reached=["上半年"]), on("08-02", dropped=["1.1"])) == []
    assert found(on("08-01", reached=["1.2"]), on("08-02", dropped=["三季度"])) == ["unknown-target"] * 2


def test_every_field_survives_the_file() -> None:
    told: dict[str, Any] = {
        "problems": "缺“资金”",
        "next": "招标",
        "finished": "2020-07-31",
        "status": "done",
        "dropped": ["上半年"],
    }
    records = [SIX, on("08-01", **told)]
    records.append(void("09-01", name(records, 0)))
    read = load_bytes("".join(map(to_yaml, records)).encode(), "progress.yaml", PLAN)
    assert read.document.records == tuple(records)


def test_what_a_record_may_not_say() -> None:
    for said in ("  finished: 2020-07-31\n  percent: 5\n", "  status: done\n  finished: 2020-08-02\n"):
        text = f"- task: 1\n  date: 2020-08-01\n  recorded: 2020-08-01\n  by: 许可处\n{said}"
        assert [d.code for d in load_bytes(text.encode(), "p", PLAN).diagnostics] == ["bad-value"]
    text = (
        '- task: 1\n  date: 2020-08-01\n  recorded: 2020-08-01\n  by: 许可处\n  voids: ["0"]\n  percent: 5\n'
    )
    assert [d.code for d in load_bytes(text.encode(), "p", PLAN).diagnostics] == ["bad-value"]


def test_an_extension_taken_back_moves_the_day_once_more() -> None:
    longer = ProgressRecord(
        5, date(2020, 6, 1), date(2020, 6, 1), "办公室", extension=Extension(date(2020, 12, 1), "招标")
    )
    back = ProgressRecord(5, date(2020, 6, 2), date(2020, 6, 2), "办公室", voids=(kept([longer])[0].id,))
    note = ProgressRecord(5, date(2020, 6, 3), date(2020, 6, 3), "办公室", note="已报")
    other = back._replace(voids=(kept([note])[0].id,))
    assert moves([longer]) == {5: 1}
    assert moves([longer, back, note, other]) == {5: 2}
