"""How values are worded for a reader, in either language."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from kstt_rules.base.bilingual import Bilingual, Language, in_both
from kstt_rules.base.labelled import Labelled, label_of
from kstt_rules.model.citation import Provision
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import Reject, Source
from kstt_rules.model.findings import OF_WHOLE, WHOLE, Evidence, Finding, UnitRef, Value
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.outputs import texts
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.visible import visible


def status_label(status: str) -> Bilingual:
    """Name the status of a provision: with rules, or without."""
    return texts.CHECKED if status == "checked" else texts.NOT_CHECKED


def conclusion_label(finding: Finding) -> Bilingual:
    """Name what a finding comes to: vi phạm, cần xem xét, thông tin, chưa đủ căn cứ, được miễn."""
    return finding.outcome.label


def counts_text(counts: Outcomes, language: Language) -> str:
    """Say in one line how often each outcome was met: vi phạm 3 · cần xem xét 2 and so on."""
    return " · ".join(f"{outcome.label[language]} {number(counts.get(outcome, 0), language)}" for outcome in Outcome)


def unit_text(unit: UnitRef, parent: UnitRef | None = None) -> str:
    """Name a unit with its code, where that is a number such as the state gives: UBND xã Đông Hưng (07462)."""
    name = within_text(unit, parent)
    return f"{name} ({unit.id})" if unit.id and unit.id.isdecimal() else name


def party_text(unit: UnitRef, language: Language) -> str:
    """Name who is obliged or concerned: a unit by its name, the dossier as a whole in the language of the reader."""
    return OF_WHOLE[language] if unit == WHOLE else unit.name


def within_text(unit: UnitRef, parent: UnitRef | None) -> str:
    """Name a unit with the one above it, without the words that both begin with: UBND xã Đông Hưng, huyện Lục Nam."""
    if parent is None:
        return unit.name
    own, above = unit.name.split(), parent.name.split()
    while len(above) > 1 and own and own[0] == above[0]:
        own, above = own[1:], above[1:]
    return f"{unit.name}, {' '.join(above)}"


def parties_text(finding: Finding) -> str:
    """Name who is obliged, and the unit concerned where there is another."""
    units = (finding.bearer,) if finding.unit == WHOLE else (finding.bearer, finding.unit)
    return " · ".join(dict.fromkeys(unit.name for unit in units))


def title_text(finding: Finding, language: Language) -> str:
    """Return the title of a finding, with what it is about where that is not the body that is obliged."""
    about = [] if finding.subject.kind == "unit" else [subject_name(finding, language)]
    about += [] if finding.unit in (finding.bearer, WHOLE) else [finding.unit.name]
    title = finding.title[language]
    return f"{title} ({', '.join(about)})" if about else title


def subject_name(finding: Finding, language: Language) -> str:
    """Name what a finding is about."""
    return label_of(finding.subject.name)[language]


def cells_of(finding: Finding) -> list[Source]:
    """Return all cells that a finding rests on."""
    return [source for evidence in finding.evidence for source in evidence.sources]


def reject_place(reject: Reject, language: Language) -> str:
    """Say where something was not accepted: file › sheet › row 3."""
    row = None if reject.row is None else f"{texts.ROW[language].lower()} {reject.row}"
    return " › ".join(part for part in (reject.file, reject.sheet, row) if part)


def correction_place(item: Correction, language: Language) -> str:
    """Say which cell was corrected: file › sheet › C7 (year of birth)."""
    place = f"{item.file} › {item.sheet} › {item.cell}"
    return place if item.field is None else f"{place} ({label_of(item.field)[language]})"


def correction_text(item: Correction, language: Language) -> str:
    """Tell a correction in one line."""
    return f"{correction_place(item, language)}: {item.told[language]}"


def correction_cells(item: Correction, language: Language) -> tuple[str, ...]:
    """Tell a correction in columns: file, sheet, cell, datum, and what it held before and after."""
    return (item.file, item.sheet, item.cell, datum_text(item, language), item.before or "", item.after or "")


def datum_text(item: Correction, language: Language) -> str:
    """Name what a corrected cell holds: the dataset and the field."""
    return " › ".join(capital(label_of(name)[language]) for name in (item.dataset, item.field) if name is not None)


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def capitalised(text: Bilingual) -> Bilingual:
    """Return the text with a capital first letter in both languages."""
    return in_both(lambda language: capital(text[language]))


def provision_text(provision: Provision, language: Language) -> str:
    """Cite a provision without the regulation it stands in: điểm a khoản 1 Điều 5."""
    return provision.vi if language == "vi" else provision.en


def day(value: date | None, language: Language) -> str:
    """Write a date as 31/03/2022 in Vietnamese and 2022-03-31 in English; say so when it is not known."""
    if value is None:
        return texts.UNKNOWN[language]
    return f"{value:%d/%m/%Y}" if language == "vi" else value.isoformat()


def quantity(value: int, language: Language) -> str:
    """Write how many as clerks do: 02 and không có in Vietnamese, 2 and 0 in English."""
    if language == "en" or not 0 <= value < 10:
        return number(value, language)
    return f"{value:02}" if value else texts.NONE.vi


def value_text(value: Value, language: Language) -> str:
    """Write the value of a term of a condition; numbers stand without grouping, as they may be years."""
    match value:
        case None:
            return texts.BLANK[language]
        case bool():
            return (texts.YES if value else texts.NO)[language]
        case date():
            return day(value, language)
        case Labelled():
            return visible(value.label[language])
        case float():
            plain = f"{value:.15g}"
            return plain.replace(".", ",") if language == "vi" else plain
        case _:
            return visible(str(value))


def choice_text(name: str, value: str, language: Language) -> str:
    """Name a reading or a parameter with its value."""
    return f"{label_of(name)[language]}: {label_of(value)[language]}"


def choices_text(chosen: Mapping[str, str], language: Language) -> str:
    """Name readings or parameters with their values."""
    pairs = (visible(choice_text(name, value, language)) for name, value in sorted(chosen.items()))
    return "; ".join(pairs) or texts.NONE[language]


def places_text(sources: Iterable[Source], language: Language, *, limit: int | None = None) -> str:
    """Name cells sheet by sheet, ``so.xlsx › Báo cáo › C12, C13``; beyond ``limit`` only how many more."""
    cells = list(dict.fromkeys(sources))
    shown = cells[:limit]
    text = "; ".join(
        " › ".join(visible(part) for part in (file, sheet, ", ".join(source.cell for source in group)) if part)
        for (file, sheet), group in groupby(shown, lambda source: (source.file, source.sheet))
    )
    left = len(cells) - len(shown)
    return f"{text} {texts.MORE_PLACES[language].format(count=quantity(left, language))}" if left else text


def term_text(term: str, language: Language) -> str:
    """Name a term by its label; an expression without one stands as it is."""
    label = visible(label_of(term)[language])
    return label if label == visible(term) else capital(label)


def evidence_value(evidence: Evidence, language: Language) -> str:
    """Word the value of a term: có or không of a datum, đúng or sai of a statement about several rows."""
    if not _is_of_rows(evidence):
        return value_text(evidence.value, language)
    match evidence.value:
        case bool() as holds:
            return (texts.TRUE if holds else texts.FALSE)[language]
        case int() as count:
            return quantity(count, language)
        case value:
            return value_text(value, language)


def _is_of_rows(evidence: Evidence) -> bool:
    """Say whether a term tells something of several rows: it counts them, or asks whether there are any."""
    return "(" in evidence.field


def observed_text(evidence: Evidence, language: Language) -> str:
    """Write a term and its value: Loại đơn vị: Sở. A statement about several rows that is true stands by itself."""
    term = term_text(evidence.field, language)
    if evidence.value is True and _is_of_rows(evidence):
        return term
    return f"{term}: {evidence_value(evidence, language)}"


def evidence_text(evidence: Evidence, language: Language) -> str:
    """Write a term, its value and its cells in one line."""
    places = places_text(evidence.sources, language)
    text = observed_text(evidence, language)
    return f"{text} [{places}]" if places else text


def missing_text(names: Iterable[str], language: Language) -> str:
    """Name what is missing: datasets, fields or parameters."""
    return "; ".join(visible(label_of(name)[language]) for name in names)
