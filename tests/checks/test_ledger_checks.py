"""The gallery of ledgers with mistakes: tests/ledger_checks/<code>/<case>.yaml and all that validate says of it.

``WORKPLAN_GOLDEN=rewrite`` writes the expected texts anew; review them as a diff. docs/errors.md shows them too.
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.gallery import LEDGERS, ledgers
from workplan.checks import ledger
from workplan.checks.file_codes import CODES
from workplan.domain.diagnostics import Severity

CASES = ledgers()
RULES = {rule.CODE: rule for rule in ledger.RULES}
FAULTLESS = "none"


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_validate_says_all_that_is_wrong(case: Path, run: Run, tmp_path: Path):
    (tmp_path / "plan.yaml").write_bytes((LEDGERS / "plan.yaml").read_bytes())
    (tmp_path / "progress.yaml").write_bytes(case.read_bytes())
    code = case.parent.name
    said = run("validate", status=int(_severity(code) is Severity.ERROR), cwd=tmp_path).out
    assert (f"{_severity(code)}[{code}]" in said) == (code != FAULTLESS), said
    golden = case.with_suffix(".txt")
    if os.environ.get("WORKPLAN_GOLDEN") == "rewrite":
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert said == golden.read_text(encoding="utf-8")


def _severity(code: str) -> Severity | None:
    return None if code == FAULTLESS else RULES[code].SEVERITY if code in RULES else Severity.ERROR


def test_every_rule_has_a_case_and_every_case_a_code():
    shown = {case.parent.name for case in CASES} - {FAULTLESS}
    assert set(RULES) - shown == set(), "rules without a case"
    assert shown - set(RULES) - set(CODES) == set(), "cases of no rule"


def test_every_expected_text_has_its_ledger():
    assert sorted(LEDGERS.glob("*/*.txt")) == [case.with_suffix(".txt") for case in CASES]


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_its_own_manual(code: str):
    rule = importlib.import_module(f"workplan.checks.ledger.{code.replace('-', '_')}")
    assert rule is RULES[code]
    paragraphs = [line.split(":")[0] for line in (rule.__doc__ or "").splitlines()]
    assert {"Why", "Bad", "Fix"} <= set(paragraphs)


def test_the_rules_are_the_folder():
    folder = Path(ledger.__file__).parent
    modules = {path.stem.replace("_", "-") for path in folder.glob("*.py")} - {"--init--"}
    assert modules == set(RULES)


def test_the_catalogue_names_every_rule(run: Run):
    listed = [line.split()[0] for line in run("validate --list").out.splitlines()]
    assert set(RULES) <= set(listed)
    assert len(listed) == len(set(listed))
