"""The gallery of docs/errors.md: every code, its manual, and each bad case of the tests with all that is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workplan.checks.catalogue import Entry, entries
from workplan.domain.characters import visible
from workplan.files.belongings import is_company

TESTS = Path(__file__).parent
PLANS, LEDGERS = TESTS / "checks", TESTS / "ledger_checks"
GOOD, SEAL = "good-", ".seal.yaml"
COMPANY = {SEAL: "旁边的封存", ".progress.yaml": "旁边的台账", ".progress.yml": "旁边的文件"}


def plans() -> list[Path]:
    """Return the plans that are cases; a seal or a ledger belongs to the plan it lies beside."""
    return sorted(path for path in PLANS.glob("*/*.yaml") if not is_company(path.name))


def ledgers() -> list[Path]:
    """Return the ledgers that are cases."""
    return sorted(LEDGERS.glob("*/*.yaml"))


def bad_cases(code: str) -> list[Path]:
    """Return the files that have one thing wrong: plans, then ledgers."""
    return [
        path for path in (*plans(), *ledgers()) if path.parent.name == code and not path.stem.startswith(GOOD)
    ]


def gallery() -> str:
    """Return the page's generated part."""
    return "\n\n".join(block for entry in entries() for block in _blocks(entry))


def _blocks(entry: Entry) -> Iterator[str]:
    manual = entry.manual
    yield f"## {entry.code}"
    yield f"{entry.severity.word}：{entry.title}。"
    yield f"- **为什么：** {manual.why}\n- **错例：** {manual.bad}\n- **改法：** {manual.fix}"
    for case in bad_cases(entry.code):
        yield _file(case, "计划" if case.is_relative_to(PLANS) else "台账")
        for suffix, word in COMPANY.items():
            if (beside := case.with_suffix(suffix)).exists():
                yield _file(beside, word)
        for path in sorted(case.with_suffix("").glob("*.yaml")):
            yield _file(path, "旁边的台账" if is_company(path.name) else "旁边的计划")
        yield _fenced("text", case.with_suffix(".txt").read_text(encoding="utf-8"))


def _file(path: Path, word: str) -> str:
    label = f"{word} [{path.name}](../{path.relative_to(TESTS.parent).as_posix()})"
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return f"{label} 不是 UTF-8 文本，这里不能照录。"
    return f"{label}：\n\n{_fenced('yaml', visible(text))}"


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"
