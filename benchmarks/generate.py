"""Write a plan and its ledger of any size, made of the real plan's words: ``generate.py --tasks 10000 -o build/10k``.

``--plans 200`` writes a province of such plans instead: see :mod:`benchmarks.province`.

The same number and seed give the same bytes. What is made passes ``workplan validate --strict``: what a check would
warn of stands in the waivers, as it does in the real plan. Of a task nothing is kept but the points it
carries out and what it has waived; the ledger waits in files that are gone afterwards, and is put in the order of its
days month by month.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs as a script, too

from benchmarks import places  # noqa: E402
from benchmarks.histories import Facts, Spool, history  # noqa: E402
from benchmarks.phrases import Clause, Office, Phrases, last_day, quoted  # noqa: E402

_PER_WAIVER = 50
_JOINT, _PARAGRAPHS, _ASSIST, _ALIAS, _STATED = 4 / 35, 0.5, 1 / 20, 0.15, 0.01
"""How often a task has several departments (and they stand on lines of their own), helpers, a department by another
name, and a last day the plan states itself."""
_OWNED = 0.5
"""How often a promise of the prose names the task that carries it."""
_REASONS = {
    "missing-deadline": "原件“完成时间”一格空白。",
    "ambiguous-deadline": "原件如此,按月初之前掌握,列表照印。",
    "milestone-after-deadline": "原件完成时间在前,目标要求中另有“年底”等的指标。",
    "unpaired-quotes": "原件以直引号开头,原文如此。",
}


class Generator:
    """One plan in the making.

    ``year`` is the real plan's unless given, ``issuer`` the place whose office issues it, ``links`` the lines that link
    tasks to those of other plans, by their ids.
    """

    def __init__(
        self,
        tasks: int,
        seed: int = 0,
        *,
        year: int | None = None,
        issuer: str = "",
        phrases: Phrases | None = None,
        links: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        self.phrases = phrases or Phrases()
        self.links = links or {}
        self.issuer = issuer
        self.year = year or int(self.phrases.plan["year"])
        self.chance = random.Random(f"{tasks} {seed}")
        self.tasks = tasks
        self.points = max(1, round(tasks * len(self.phrases.points) / len(self.phrases.tasks)))
        offices = self.phrases.offices
        self.places = places.how_many(tasks, len(self.phrases.tasks))
        register = [
            (at, office.at(f"{places.place(at)}局" if at else ""))
            for at in range(self.places)
            for office in offices
        ]
        self.register = register[:tasks]  # a department without a task would be a finding
        self.of_place: dict[int, list[Office]] = defaultdict(list)
        for at, office in self.register:
            self.of_place[at].append(office)
        self.titles = self.chance.sample([m.title for m in self.phrases.tasks], len(self.phrases.tasks))
        self.named: Counter[int] = Counter()
        self.carried = [self._carried(number) for number in range(1, tasks + 1)]
        self.carriers: dict[int, list[int]] = defaultdict(list)
        for number, points in enumerate(self.carried, start=1):
            for point in points:
                self.carriers[point].append(number)
        self.waived: dict[str, list[int]] = {code: [] for code in _REASONS}

    def write(self, folder: Path) -> None:
        """Write plan.yaml and progress.yaml into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            plan = stack.enter_context((folder / "plan.yaml").open("w", encoding="utf-8", newline="\n"))
            ledger = stack.enter_context((folder / "progress.yaml").open("w", encoding="utf-8", newline="\n"))
            spool = stack.enter_context(Spool())
            plan.writelines(self._head())
            plan.writelines(self._prose())
            plan.write("\ntasks:\n")
            for number in range(1, self.tasks + 1):
                lines, facts = self._task(number)
                plan.write("\n".join(lines) + "\n\n")
                for entry in history(facts, self.year, self.phrases, self.chance):
                    spool.add(entry)
            plan.write(f"footer: {quoted(self._of_the_year(self.phrases.plan['footer']))}\n")
            plan.writelines(self._waivers())
            ledger.write("# 生成的台账,供测量用。\n\n" if spool.months else "[]\n")
            ledger.writelines(spool.in_order())

    def _head(self) -> Iterator[str]:
        plan = self.phrases.plan
        yield f"# 生成的计划,供测量用:{self.tasks} 项任务,字句取自 plan.yaml。\n\n"
        yield f"schema_version: 1\nyear: {self.year}\n"
        for key in ("titles", "publication"):
            yield f"\n{key}:\n"
            for name, value in plan[key].items():
                day = key == "publication" and value[:1] == "2"
                yield f"  {name}: {self._of_the_year(value) if day else quoted(self._issued(name, value))}\n"
        yield "\nsettings:\n"
        yield from (f"  {name}: {value}\n" for name, value in plan["settings"].items())
        yield "\ndepartments:\n"
        for _, office in self.register:
            yield f"  - name: {quoted(office.name)}\n"
            if office.aliases:
                yield f"    aliases: [{', '.join(map(quoted, office.aliases))}]\n"
        yield f"\npreamble: |-\n  {plan['preamble']}\n"

    def _of_the_year(self, text: str) -> str:
        return text.replace(self.phrases.plan["year"], str(self.year))

    def _issued(self, name: str, text: str) -> str:
        """Return a title or a particular of the publication as this plan's office prints it."""
        own = f"{self.issuer}{text}" if name in ("document", "issuer", "page") else text
        return self._of_the_year(own)

    def _prose(self) -> Iterator[str]:
        sections = self.phrases.sections
        yield "\nsections:\n"
        each = max(1, len(self.phrases.points) // len(sections) + 1)
        for number in range(1, self.points + 1):
            section, at = divmod(number - 1, each)
            if at == 0:
                title = sections[section % len(sections)]
                yield f"  - number: {section + 1}\n    title: {quoted(title)}\n    points:\n"
            yield "\n".join(self._point(number)) + "\n\n"

    def _point(self, number: int) -> list[str]:
        model = self.chance.choice(self.phrases.points)
        (clauses,) = self.phrases.recombined(model, self.chance)
        where = places.place(self.chance.randrange(self.places))
        lines = [f"      - id: {number}", f"        title: {quoted(where + model.title)}", "        text: |-"]
        lines.append("          " + _joined(clauses))
        targets = _promises(clauses)
        for target in targets:
            if self.carriers[number] and self.chance.random() < _OWNED:
                target["tasks"] = [self.chance.choice(self.carriers[number])]
        return lines + _targets(targets, "        ")

    def _task(self, number: int) -> tuple[list[str], Facts]:
        chance, year = self.chance, self.year
        paragraphs = self.phrases.recombined(chance.choice(self.phrases.tasks), chance)
        texts = [_joined(part) for part in paragraphs]
        if len(texts) > 1:
            texts = [f"{at}、{text}" for at, text in enumerate(texts, start=1)]
        clauses = [clause for part in paragraphs for clause in part]
        first_ones = number <= len(self.register)
        at, lead = self.register[number - 1] if first_ones else chance.choice(self.register)
        printed = chance.choice(self.phrases.deadlines)
        day = last_day(printed, year)
        stated = day if chance.random() < _STATED else None
        steps, targets = _steps(clauses), _promises(clauses)
        lines = [
            f"  - id: {number}",
            f"    title: {quoted(self._title(at))}",
            "    goals: |-",
            *(f"      {text}" for text in texts),
            *self._departments(at, lead, f"    deadline: {quoted(printed)}"),
            *([f"    last_day: {stated}"] if stated else []),
            f"    points: {list(self.carried[number - 1])}",
            *self.links.get(number, ()),
            *(["    milestones:"] if steps else []),
        ]
        for step in steps:
            lines += [
                f"      - deadline: {quoted(step['deadline'])}",
                f"        text: {quoted(step['text'])}",
            ]
        self._waive(number, printed, stated is not None, steps, clauses)
        facts = Facts(number, lead.name, day, tuple(targets), tuple(step["deadline"] for step in steps))
        return lines + _targets(targets, "    "), facts

    def _title(self, at: int) -> str:
        """Return a name no other task bears: the real ones, then those of the same work elsewhere in the place."""
        spot, kind = divmod(self.named[at], len(self.titles))
        self.named[at] += 1
        return places.place(at) + places.spot(spot) + self.titles[kind]

    def _departments(self, at: int, lead: Office, deadline: str) -> Iterator[str]:
        """Yield the printed columns of departments, deadline and remark."""
        chance, others = self.chance, [office for office in self.of_place[at] if office is not lead]
        chosen = chance.sample(others, min(len(others), 6))
        first = chance.choice(lead.aliases) if lead.aliases and chance.random() < _ALIAS else lead.name
        joint = (
            [office.name for office in chosen[: chance.choice((1, 1, 2))]] if chance.random() < _JOINT else []
        )
        if joint and chance.random() < _PARAGRAPHS:
            yield from ("    departments: |-", *(f"      {name}" for name in (first, *joint)))
        else:
            yield f"    departments: {quoted('、'.join((first, *joint)))}"
        yield deadline
        helpers = [(*office.aliases, office.name)[0] for office in chosen[2 : 2 + chance.randint(1, 3)]]
        if helpers and chance.random() < _ASSIST:
            named = "、".join(helpers)
            yield f"    remark: {quoted(f'会同{named}实施')}"

    def _carried(self, number: int) -> tuple[int, ...]:
        """Return the points a task carries out, about as far down the plan as the task is."""
        near = number * self.points // self.tasks
        wanted = self.chance.choice(self.phrases.tasks).points
        found = {min(self.points, max(1, near + self.chance.randint(-9, 9))) for _ in range(wanted)}
        return tuple(sorted(found))

    def _waive(
        self, number: int, printed: str, stated: bool, steps: list[dict[str, str]], clauses: list[Clause]
    ) -> None:
        """Note what of a task a check would warn of."""
        day = last_day(printed, self.year)
        found = {
            "missing-deadline": not printed and not stated,
            "ambiguous-deadline": printed.endswith("前") and not stated,
            "milestone-after-deadline": day is not None
            and any((step_day := last_day(step["deadline"], self.year)) and step_day > day for step in steps),
            "unpaired-quotes": sum(clause.unpaired for clause in clauses) > 0,
        }
        for code, holds in found.items():
            if holds:
                self.waived[code].append(number)

    def _waivers(self) -> Iterator[str]:
        if any(self.waived.values()):
            yield "\n# 原件就是如此、经核对予以认可的问题。\nwaivers:\n"
        for code, numbers in self.waived.items():
            for at in range(0, len(numbers), _PER_WAIVER):
                listed = numbers[at : at + _PER_WAIVER]
                yield f"  - code: {code}\n    tasks: {listed}\n    reason: {_REASONS[code]}\n"


def _joined(clauses: list[Clause]) -> str:
    """Return a paragraph of clauses: a stop or a semicolon after each, a stop after the last."""
    texts = [clause.text if clause.text[-1] in "。;" else f"{clause.text}。" for clause in clauses]
    return "".join(texts).removesuffix(";").removesuffix("。") + "。"


def _promises(clauses: list[Clause]) -> list[dict[str, Any]]:
    """Return the targets of some clauses, each name once."""
    found: dict[str, dict[str, Any]] = {}
    for clause in clauses:
        for target in clause.targets:
            found.setdefault(target["name"], dict(target))
    return list(found.values())


def _steps(clauses: list[Clause]) -> list[dict[str, str]]:
    """Return the milestones of some clauses, each time once."""
    found: dict[str, dict[str, str]] = {}
    for clause in clauses:
        for step in clause.milestones:
            found.setdefault(step["deadline"], step)
    return list(found.values())


_PLAIN = ("commitment", "comparison", "value", "tasks")


def _targets(targets: list[dict[str, Any]], indent: str) -> list[str]:
    lines = [f"{indent}targets:"] if targets else []
    for target in targets:
        pairs = [f"{key}: {value if key in _PLAIN else quoted(value)}" for key, value in target.items()]
        lines += [f"{indent}  {'  ' if at else '- '}{pair}" for at, pair in enumerate(pairs)]
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--tasks", type=int, default=35, help="how many tasks")
    parser.add_argument("--plans", type=int, help="how many plans, in folders by place and year")
    parser.add_argument("--seed", type=int, default=0, help="another seed, another plan")
    parser.add_argument("-o", "--output", type=Path, default=Path(), help="the folder; this one unless given")
    parser.add_argument(
        "--opened", action="store_true", help="with columns of its own, shared offices, remarks"
    )
    given = parser.parse_args()
    if given.tasks < 1 or (given.plans is not None and given.plans < 1):
        parser.error("--tasks and --plans must be at least 1")
    if given.plans:
        from benchmarks.province import write

        write(given.output, given.plans, given.tasks, given.seed)
    else:
        _kind(opened=given.opened)(given.tasks, given.seed).write(given.output)


def _kind(*, opened: bool) -> type[Generator]:
    if not opened:
        return Generator
    from benchmarks.opened import Opened  # it builds on what stands above

    return Opened


if __name__ == "__main__":
    main()
