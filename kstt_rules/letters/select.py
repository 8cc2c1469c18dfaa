"""Letters of reminder: which bodies are written to, about which breaches, with which requests, copies and files."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from kstt_rules.base.alphabet import alphabetical
from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.suggestion import hint
from kstt_rules.base.text_keys import fold
from kstt_rules.judging.labels import REJECTED
from kstt_rules.letters.directory import Directory, directory
from kstt_rules.letters.file_names import file_names
from kstt_rules.model.comparison import Snapshot
from kstt_rules.model.dossier import Table
from kstt_rules.model.findings import Finding, UnitRef
from kstt_rules.model.letter import Letter, Letters, Matters, Per
from kstt_rules.model.outcomes import Severity, Verdict

_MOST_TOLD: Final = 10
_LETTER, _OWN, _ENDING = "Công văn - ", "Phiếu trình - ", ".docx"


def write_to(
    audit: Snapshot,
    *,
    least: Severity,
    per: Per = "district",
    register: Table | None = None,
    sender: str | None = None,
    only: Sequence[str] = (),
) -> Letters:
    """Decide who is written to: every body that is obliged by a breach of at least this severity, or lacks data for it.

    Per district, what the communes of a district have to mend stands in an annex of its letter; a commune whose
    district is not known, or is the sender, is written to itself. The sender gets no letter but a page of its own.
    ``only`` names the bodies, by id or name, to write to: a commune that it names is written to itself. Raises
    UsageError where there is nothing to tell one of them.
    """
    known = directory(audit, register)
    matters = {body: _matters(body, found, known) for body, found in _by_bearer(audit, least).items()}
    named = {body for name in only for body in _meant(matters, name)}
    by_id = {body.id: body for body in matters}
    by_addressee: dict[UnitRef, list[Matters]] = defaultdict(list)
    for body, told in matters.items():
        district = known.district(body) if per == "district" and body not in named else None
        is_known = district is not None and district.id not in (None, sender)
        addressee = by_id.get(district.id, district) if is_known and district is not None else body
        by_addressee[addressee].append(told)
    chosen = _chosen(by_addressee, only, among=matters)
    maker = _LetterMaker(known, sender)
    letters = [maker.letter(unit, by_addressee[unit]) for unit in chosen if unit.id]
    letters = maker.filed(sorted(letters, key=_place))
    return Letters(
        letters=tuple(letter for letter in letters if not letter.is_own),
        unaddressed=tuple(matters[body] for body in chosen if not body.id),
        own=next((letter for letter in letters if letter.is_own), None),
        districts=known.districts(part.unit for letter in letters for part in letter.parts),
    )


def _by_bearer(audit: Snapshot, least: Severity) -> dict[UnitRef, list[Finding]]:
    """Return what every body is written to about: breaches, and what is undetermined for a reason of its own."""
    found: dict[UnitRef, list[Finding]] = defaultdict(list)
    datasets = {rule.id: rule.datasets for rule in audit.rules}
    for finding in audit.findings:
        match finding.verdict:
            case Verdict.BREACH:
                is_told = True
            case Verdict.UNDETERMINED:
                is_told = audit.version > 1 and _lacks_its_own(finding, datasets.get(finding.rule, ()))
            case _:
                is_told = False
        if is_told and finding.severity.rank >= least.rank:
            found[finding.bearer].append(finding)
    return found


def _lacks_its_own(finding: Finding, datasets: Sequence[str]) -> bool:
    """Say whether it lacks fields of the datasets that its rule looks at: no whole dataset, nor a value to judge by.

    Results that list everything undetermined hold the others too; rows that were not accepted are not asked for again.
    """
    places = [name.rpartition(".") for name in finding.missing]
    return all(owner in datasets for owner, _, _ in places) and any(field != REJECTED for _, _, field in places)


def _matters(body: UnitRef, findings: Sequence[Finding], known: Directory) -> Matters:
    weightiest_first = sorted(findings, key=lambda finding: -finding.severity.rank)
    return Matters(
        unit=body,
        tier=known.tier(body),
        findings=tuple(finding for finding in weightiest_first if finding.verdict is Verdict.BREACH),
        requests=tuple(finding for finding in findings if finding.verdict is Verdict.UNDETERMINED),
    )


def _chosen(units: Collection[UnitRef], only: Sequence[str], *, among: Iterable[UnitRef]) -> list[UnitRef]:
    """Return the units that are named, all if none is; where one is not there, those ``among`` may be meant."""
    chosen: set[UnitRef] = set()
    for name in only:
        meant = _meant(units, name)
        if not meant:
            known = {text for unit in (*units, *among) for text in (unit.id, unit.name) if text}
            near = hint(name, sorted(known))
            raise UsageError(both("no breach was found for unit {name!r}{near}").format(name=name, near=near))
        chosen.update(meant)
    return [unit for unit in units if not only or unit in chosen]


def _meant(units: Collection[UnitRef], name: str) -> list[UnitRef]:
    """Return the units of an id or a name, as it is written, else whatever its case, else without its accents."""
    found = [unit for unit in units if name in (unit.id, unit.name)]
    for key in (str.casefold, fold):
        found = found or [unit for unit in units if key(unit.name) == key(name)]
    return found


class _LetterMaker:
    """Makes letters from what each body is written to about."""

    def __init__(self, known: Directory, sender: str | None) -> None:
        self._known, self._sender = known, sender

    def letter(self, unit: UnitRef, matters: Sequence[Matters]) -> Letter:
        """Make the letter to a unit about its own matters and those of units within it."""
        own = next((part for part in matters if part.unit == unit), None)
        findings = () if own is None else own.findings
        about = self._known.districts(finding.unit for finding in findings)
        return Letter(
            unit=unit,
            tier=self._known.tier(unit),
            findings=findings,
            requests=() if own is None else own.requests,
            superior=self._known.superior(unit),
            annex=tuple(sorted((part for part in matters if part is not own), key=_by_name)),
            districts={place: district for place, district in about.items() if district.id not in (place.id, unit.id)},
            in_brief=unit.id == self._sender or _is_about_many(unit, findings),
            is_own=unit.id == self._sender,
        )

    def filed(self, letters: Sequence[Letter]) -> list[Letter]:
        """Give each letter a file, named after its unit, a commune's with its district."""
        called = {letter.unit: self._called(letter.unit) for letter in letters}
        files = file_names(called, _LETTER, _ENDING)
        own = {unit: name.replace(_LETTER, _OWN, 1) for unit, name in files.items()}
        return [replace(letter, file=(own if letter.is_own else files)[letter.unit]) for letter in letters]

    def _called(self, unit: UnitRef) -> str:
        district = self._known.district(unit)
        return unit.name if district is None else f"{unit.name}, {district.name.removeprefix('UBND ')}"


def _is_about_many(body: UnitRef, findings: Sequence[Finding]) -> bool:
    """Say whether a body is obliged by findings on so many other units that they are told by rule."""
    return sum(finding.unit != body for finding in findings) > _MOST_TOLD


def _place(letter: Letter) -> tuple[bool, int, str, str]:
    """Order the letters by tier from the highest, those to units of no known tier last."""
    tier = letter.tier
    return (tier is None, 0 if tier is None else tier.rank, *_by_name(letter))


def _by_name(matters: Matters) -> tuple[str, str]:
    return (alphabetical(matters.unit.name), matters.unit.id or "")
