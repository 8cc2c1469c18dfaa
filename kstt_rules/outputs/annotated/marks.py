"""What is to be marked in which file: the findings and rejects of a result, gathered by file and by cell."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from kstt_rules.base.bilingual import Language
from kstt_rules.base.cell_address import Place, place_of
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import Reject, Source
from kstt_rules.model.findings import AuditResult, Finding, Undecided
from kstt_rules.outputs.annotated.levels import Level, level_of
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.texts import annotated as texts
from kstt_rules.outputs.wording import (
    capital,
    datum_text,
    evidence_text,
    party_text,
    provision_text,
    subject_name,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a sheet of findings, in one language: a finding, or something that was not accepted.

    ``places`` are the cells to mark. What has no provision, bearer, unit or subject has empty texts there.
    """

    level: Level
    message: str
    remedy: str
    places: tuple[Source, ...]
    title: str = ""
    provision: str = ""
    citation: str = ""
    bearer: str = ""
    unit: str = ""
    subject: str = ""
    evidence: str = ""
    rule: str = ""

    def moved(self, sheets: Mapping[tuple[str, str], str]) -> "Entry":
        """Return the same with its cells on sheets renamed, by file and sheet."""
        places = (replace(place, sheet=sheets.get((place.file, place.sheet), place.sheet)) for place in self.places)
        return replace(self, places=tuple(places))


@dataclass(slots=True)
class FileMarks:
    """The entries about one file, the worst first, and the numbers of those about each cell."""

    entries: list[Entry] = field(default_factory=list)
    cells: dict[str, dict[Place, list[int]]] = field(default_factory=dict)

    def take(self, entry: Entry, places: Iterable[Source]) -> None:
        """Add an entry, and the cells of this file that it is about."""
        number = len(self.entries)
        self.entries.append(entry)
        for source in dict.fromkeys(places):
            place = place_of(source.cell)
            if place is not None:
                self.cells.setdefault(source.sheet, {}).setdefault(place, []).append(number)

    def renamed(self, sheets: Mapping[tuple[str, str], str]) -> "FileMarks":
        """Return the same with the sheets of its file renamed."""
        cells = {name: places for (_, old), name in sheets.items() if (places := self.cells.get(old))}
        return FileMarks([entry.moved(sheets) for entry in self.entries], cells)

    def level(self, numbers: Iterable[int]) -> Level:
        """Return the worst level of the entries with these numbers."""
        return min((self.entries[number].level for number in numbers), key=lambda level: level.rank)


def entries_of(result: AuditResult, language: Language) -> list[Entry]:
    """Return everything that a result says, the worst first, else in its order."""
    entries = [_finding(finding, language) for finding in result.findings]
    entries += [_undecided(item, language) for item in result.undecided]
    entries += [_reject(reject, language) for reject in result.rejects if reject.sheet is not None]
    entries += [_correction(item, language) for item in result.corrections]
    return sorted(entries, key=lambda entry: entry.level.rank)


def marks_by_file(entries: Iterable[Entry]) -> Mapping[str, FileMarks]:
    """Gather entries by the files that they have cells in; one without any cell is in none."""
    files: dict[str, FileMarks] = {}
    for entry in entries:
        for file in dict.fromkeys(source.file for source in entry.places):
            files.setdefault(file, FileMarks()).take(entry, (place for place in entry.places if place.file == file))
    return files


def unmerged(cells: Mapping[Place, list[int]], merges: Iterable[tuple[Place, Place]]) -> dict[Place, list[int]]:
    """Move the entries about merged cells, given by first and last cell, to the first, which alone shows."""
    wanted: dict[int, list[Place]] = {}
    for place in cells:
        wanted.setdefault(place.row, []).append(place)
    rows = sorted(wanted)
    shown: dict[Place, Place] = {}
    for first, last in merges:
        for row in rows[bisect_left(rows, first.row) : bisect_right(rows, last.row)]:
            shown |= {place: first for place in wanted[row] if first.column <= place.column <= last.column}
    found: dict[Place, list[int]] = {}
    for place, numbers in cells.items():
        found.setdefault(shown.get(place, place), []).extend(numbers)
    return {place: sorted(set(numbers)) for place, numbers in found.items()}


def _finding(finding: Finding, language: Language) -> Entry:
    return Entry(
        level=level_of(finding),
        message=finding.message[language],
        remedy=finding.remedy[language],
        places=tuple(dict.fromkeys(_places(finding))),
        title=finding.title[language],
        provision=capital(provision_text(finding.provision, language)),
        citation=capital(finding.citation[language]),
        bearer=party_text(finding.bearer, language),
        unit=party_text(finding.unit, language),
        subject=subject_name(finding, language),
        evidence="; ".join(evidence_text(item, language) for item in finding.evidence),
        rule=finding.rule,
    )


def _undecided(item: Undecided, language: Language) -> Entry:
    """Return the line of what many subjects leave undetermined; no cell stands for it."""
    return Entry(
        level=Level.UNDETERMINED,
        message=item.message[language],
        remedy=item.remedy[language],
        places=(),
        title=item.title[language],
        provision=capital(provision_text(item.provision, language)),
        citation=capital(item.citation[language]),
        subject=f"{capital(item.kind.label[language])}: {number(item.subjects, language)}",
        rule=item.rule,
    )


def _places(finding: Finding) -> Iterator[Source]:
    """Yield the cells that are at fault: not those that only say why the rule applies, unless there is no other."""
    at_fault = [source for item in finding.evidence if not item.scope for source in item.sources]
    yield from at_fault or (source for item in finding.evidence for source in item.sources)


def _correction(item: Correction, language: Language) -> Entry:
    return Entry(
        level=Level.INFO,
        message=item.told[language],
        remedy=texts.CORRECTION_REMEDY[language],
        places=(Source(item.file, item.sheet, item.cell),),
        title=texts.CORRECTED_CELL[language],
        subject=datum_text(item, language),
    )


def _reject(reject: Reject, language: Language) -> Entry:
    cells = reject.cells or (f"A{reject.row or 1}",)
    return Entry(
        level=Level.REJECTED,
        message=reject.message[language],
        remedy=texts.REJECT_REMEDY[language],
        places=tuple(Source(reject.file, reject.sheet or "", cell) for cell in cells),
        title=capital(texts.REJECTED[language]),
        rule=reject.reason,
    )
