"""Everything wrong with plans, their ledgers and their seals, as one value for the formats to render."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ..checks import company, file_codes, ledger, links, plan, seal, slips
from ..checks.linked import Linked
from ..checks.waivers import Waived
from ..domain.diagnostics import Diagnostic, Location, Severity
from ..domain.document import LedgerDocument, PlanDocument
from ..domain.errors import Unreadable
from ..domain.neighbours import Neighbour, Neighbours, Place, Shelf
from . import at_hand, ledger_file, seal_file, surroundings
from .lines import lines_of
from .plan_file import Loaded, load, load_bytes

_OTHERS = frozenset({*(rule.CODE for rule in ledger.RULES), *seal.TITLES, *company.TITLES, *slips.TITLES})
_LINKS = frozenset(rule.CODE for rule in links.RULES)
_UNREAD = frozenset({*file_codes.CODES, seal.DAMAGED, company.NO_SEAL})
"""What no selection hides: where something could not be read, nothing else found there would mean anything."""


@dataclass(frozen=True)
class Examination:
    """What was found in some files, in the one order it is ever shown in.

    ``failing`` are the severities that count against the files; ``texts`` holds what was read of each.
    ``unread`` tells of each ledger and seal that could not be read, so that nothing in it was checked.
    """

    files: tuple[str, ...]
    found: tuple[Diagnostic, ...] = ()
    waived: tuple[Waived, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    failing: frozenset[Severity] = frozenset({Severity.ERROR})
    unread: tuple[Unreadable, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether anything found counts against the files."""
        return any(diagnostic.severity in self.failing for diagnostic in self.found)

    @cached_property
    def _lines(self) -> dict[tuple[str, int], str]:
        """The lines that are spoken of: all of them, five million empty ones perhaps, would fill memory."""
        wanted: dict[str, set[int]] = {}
        for finding in self.found:
            wanted.setdefault(finding.location.file, set()).add(finding.location.line)
        return {
            (file, number): line
            for file, numbers in wanted.items()
            for number, line in lines_of(self.texts.get(file, ""), sorted(numbers))
        }

    def line(self, place: Location) -> str:
        """Return the line a finding stands on; empty where the file could not be read as text."""
        return self._lines.get((place.file, place.line), "")


def examine(path: Path, shelf: Shelf | None = None) -> Examination:
    """Check one plan, and the ledger and the seal beside it.

    Its links are held against the plans of ``shelf``, else against those that lie round it.
    Raises Unreadable where the plan cannot be read; of the others ``unread`` tells, for they hide nothing.
    """
    return _checked(load(path), path, shelf=shelf)


def examine_bytes(raw: bytes, file: str) -> Examination:
    """Check a plan that came without a folder, so without a ledger or a seal; ``file`` names it."""
    return _checked(load_bytes(raw, file), None, file)


def _checked(loaded: Loaded, path: Path | None, name: str = "", shelf: Shelf | None = None) -> Examination:
    file = name or str(path)
    texts = {file: loaded.source.text}
    document = loaded.document
    if document is None:
        return Examination((file,), tuple(loaded.diagnostics), texts=texts)
    if path is None:
        checked = plan.run(document, (), _OTHERS, unseen={seal.CHANGED, *_LINKS})
        return Examination((file,), (*loaded.diagnostics, *checked.open), checked.waived, texts)
    return _with_company(loaded, document, path, texts, shelf)


def _with_company(
    loaded: Loaded, document: PlanDocument, path: Path, texts: dict[str, str], shelf: Shelf | None
) -> Examination:
    """Check a plan together with the seal and the ledger beside it."""
    unread: list[Unreadable] = []
    changes: tuple[Diagnostic, ...] = ()
    elsewhere: list[Diagnostic] = []
    linked: tuple[Diagnostic, ...] | None = None
    compared = False
    try:
        sealed = seal_file.load(seal_file.beside(path))
    except Unreadable as error:
        unread.append(error)
    else:
        compared = sealed.seal is not None or not (sealed.diagnostics or document.plan.settings.sealed)
        changes = tuple(seal_file.changed(sealed.seal, document)) if sealed.seal else ()
        elsewhere.extend(sealed.diagnostics)
        if document.plan.settings.sealed and not (sealed.seal or sealed.diagnostics):
            elsewhere.append(_unsealed(document, sealed.source.file))
        texts[sealed.source.file] = sealed.source.text
    try:
        ledger_path = ledger_file.beside(path)
        progress = ledger_file.load(ledger_path, document)
    except Unreadable as error:
        unread.append(error)
    else:
        elsewhere.extend(progress.diagnostics)
        elsewhere.extend(surroundings.look(path, ledger_path))
        texts[progress.document.source.file] = progress.document.source.text
        linked = _links(path, document, progress.document, shelf)
    unseen = {*(() if compared else {seal.CHANGED}), *(() if linked is not None else _LINKS)}
    checked = plan.run(document, (*changes, *(linked or ())), _OTHERS, unseen)
    return Examination(
        (str(path),),
        (*loaded.diagnostics, *checked.open, *elsewhere),
        checked.waived,
        texts,
        unread=tuple(unread),
    )


def _links(
    path: Path, document: PlanDocument, ledger: LedgerDocument, shelf: Shelf | None
) -> tuple[Diagnostic, ...] | None:
    """Return what is wrong with the links of a plan and of its ledger, None where they were not looked at."""
    if not document.whole:
        return None
    own = Neighbour(path.stem, document, ledger.in_force())
    neighbours = Neighbours(own, shelf or at_hand.around(path, document.source.text), _neighbour)
    return tuple(links.run(Linked(document, ledger, neighbours)))


def _neighbour(place: Place) -> Neighbour | None:
    """Read a plan at hand, None where it or its ledger holds errors."""
    path = Path(place.file)
    try:
        loaded = load(path)
        if loaded.document is None or loaded.errors or plan.errors(loaded.document):
            return None
        progress = ledger_file.load(ledger_file.beside(path), loaded.document)
    except Unreadable:
        return None
    return None if progress.errors else Neighbour(place.key, loaded.document, progress.document.in_force())


def _unsealed(document: PlanDocument, file: str) -> Diagnostic:
    """Return the finding that a plan says it is sealed, and has no seal."""
    return document.diagnostic(
        ("settings", "sealed"),
        company.NO_SEAL,
        company.TITLES[company.NO_SEAL][0],
        f"计划写明已经封存，却没有封存文件 {Path(file).name}，印发的文字没有核对。",
        company.MANUALS[company.NO_SEAL].fix,
    )


def combine(parts: Iterable[Examination], failing: frozenset[Severity]) -> Examination:
    """Put the findings of several plans together, sorted."""
    parts = list(parts)
    texts: dict[str, str] = {}
    for part in parts:
        texts |= part.texts
    return Examination(
        tuple(file for part in parts for file in part.files),
        tuple(sorted({d: None for part in parts for d in part.found}, key=lambda d: d.sort_key)),
        tuple(waived for part in parts for waived in part.waived),
        texts,
        failing,
        tuple(error for part in parts for error in part.unread),
    )


def choose(whole: Examination, select: Collection[str], ignore: Collection[str]) -> Examination:
    """Keep what is selected, all where nothing is, and drop what is ignored.

    A selection never hides that a file could not be read.
    """

    def wanted(code: str) -> bool:
        return (not select or code in select or code in _UNREAD) and code not in ignore

    return replace(
        whole,
        found=tuple(diagnostic for diagnostic in whole.found if wanted(diagnostic.code)),
        waived=tuple(waived for waived in whole.waived if wanted(waived.diagnostic.code)),
    )


def graver(whole: Examination) -> Examination:
    """Keep errors and warnings alone: what is only worth knowing is left out."""
    return replace(whole, found=tuple(d for d in whole.found if d.severity is not Severity.INFO))
