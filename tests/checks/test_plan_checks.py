"""Every code that `validate` can give, on small plans: `tests/checks/<code>/<case>.yaml`, answer in `.txt`.

A case is a plan with that one thing wrong, a case named `good-…` one that looks like it and is fine. A seal
beside it, `<case>.seal.yaml`, belongs to it. To add one, write the .yaml, run `make golden`, and read the .txt
as the plan's keeper would. docs/errors.md shows the bad ones.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import pytest

import workplan.checks.plan
from tests.conftest import Run
from tests.gallery import COMPANY, GOOD, PLANS, SEAL, plans
from workplan.checks import catalogue, company, ledger, links, plan, seal, slips
from workplan.checks.file_codes import CODES
from workplan.checks.waivers import TITLES
from workplan.domain.diagnostics import Severity

CASES = plans()
SEVERITIES = {
    **dict.fromkeys(CODES, Severity.ERROR),
    **{rule.CODE: rule.SEVERITY for rule in plan.RULES},
    **{rule.CODE: rule.SEVERITY for rule in links.RULES},
    **{
        code: severity
        for code, (severity, _) in {**TITLES, **seal.TITLES, **company.TITLES, **slips.TITLES}.items()
    },
}
NOT_UTF_8 = {"gbk", "utf-16", "one-bad-byte"}


def name(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_answer_is_the_one_on_file(case: Path, run: Run) -> None:
    code, good = case.parent.name, case.stem.startswith(GOOD)
    fails = SEVERITIES[code] is Severity.ERROR and not good
    said = run("validate", case.name, status=int(fails), cwd=case.parent)
    assert said.err == ""
    assert (f"[{code}]" in said.out) is not good, said.out

    expected = case.with_suffix(".txt")
    if os.environ.get("WORKPLAN_GOLDEN") == "rewrite":
        expected.write_text(said.out, encoding="utf-8", newline="\n")
    assert said.out == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [case for case in CASES if case.stem not in NOT_UTF_8], ids=name)
def test_a_case_begins_by_saying_what_is_wrong(case: Path) -> None:
    first = case.read_text(encoding="utf-8-sig").splitlines()[0]
    assert first.startswith("# ")
    assert first.startswith("# 没有问题:") is case.stem.startswith(GOOD)


def test_git_and_editors_left_the_bytes_alone() -> None:
    raw = {case.stem: case.read_bytes() for case in (PLANS / "encoding").glob("*.yaml")}
    assert raw["gbk"].startswith("# 旧版记事本".encode("gbk"))
    assert raw["utf-16"].startswith(b"\xff\xfe#\x00")
    assert b"\xe5\xa4\n" in raw["one-bad-byte"]
    assert raw["good-bom"].startswith(b"\xef\xbb\xbf#")
    assert raw["good-crlf"].count(b"\r\n") == raw["good-crlf"].count(b"\n") > 0


def test_every_code_has_a_bad_case_and_every_folder_a_code() -> None:
    assert {case.parent.name for case in CASES if not case.stem.startswith(GOOD)} == set(SEVERITIES)
    assert {folder.name for folder in PLANS.glob("[a-z]*/")} == set(SEVERITIES)


def test_every_answer_has_a_case() -> None:
    others = {p.name for p in PLANS.glob("*/*") if p.is_file() and p.suffix not in (".yaml", ".txt")}
    assert {name for name in others if not name.endswith((".yml", ".lock", ".pyc"))} == set()
    assert {p.with_suffix(".yaml") for p in PLANS.glob("*/*.txt")} == set(CASES)


def test_what_lies_beside_a_plan_bears_its_name() -> None:
    beside = [p for suffix in COMPANY for p in PLANS.glob(f"*/*{suffix}")]
    assert {p.with_name(p.name.split(".")[0] + ".yaml") for p in beside} <= set(CASES)


def test_every_seal_lies_beside_its_plan() -> None:
    seals = sorted(PLANS.glob(f"*/*{SEAL}"))
    assert {p.parent.name for p in seals} == set(seal.TITLES)
    assert {p.with_name(p.name.removesuffix(SEAL) + ".yaml") for p in seals} <= set(CASES)


def test_every_check_is_in_the_list_under_its_own_name() -> None:
    """A rule nobody lists never runs, and nothing would tell."""
    modules = [
        path.stem for path in Path(workplan.checks.plan.__path__[0]).glob("*.py") if path.stem != "__init__"
    ]
    codes = {
        name: getattr(importlib.import_module(f"workplan.checks.plan.{name}"), "CODE", None)
        for name in modules
    }
    defined = {name: code for name, code in codes.items() if code is not None}
    assert {rule.CODE for rule in plan.RULES} == set(defined.values())
    assert [name for name, code in defined.items() if name != code.replace("-", "_")] == []


def test_every_check_of_links_is_in_the_list_under_its_own_name() -> None:
    folder = Path(links.__file__).parent
    modules = {path.stem.replace("_", "-") for path in folder.glob("*.py")} - {"--init--"}
    assert modules == {rule.CODE for rule in links.RULES}


def test_a_folder_within_belongs_to_a_case() -> None:
    within = [folder for folder in PLANS.glob("*/*/") if folder.is_dir()]
    assert {folder.with_name(f"{folder.name}.yaml") for folder in within} <= set(CASES)


def test_no_code_means_two_things() -> None:
    codes = [entry.code for entry in catalogue.entries()]
    assert len(codes) == len(set(codes))


def test_the_list_of_checks_is_complete(run: Run) -> None:
    listed = [line.split()[0] for line in run("validate --list").out.splitlines()]
    elsewhere = [rule.CODE for rule in ledger.RULES]  # their cases have a folder of their own
    assert sorted(listed) == sorted([*SEVERITIES, *elsewhere])
