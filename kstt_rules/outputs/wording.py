"""How values are worded for a reader, in either language."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from itertools import groupby
from typing import Final

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import Evidence, Finding, Severity, Value, Verdict
from kstt_rules.model.vocabulary import EntityField, base_vocabulary
from kstt_rules.outputs import texts
from kstt_rules.outputs.visible import visible

REJECTED_ROWS: Final = "rejected_rows"
"""Stands for a field in the names of what is missing, where rows of a dataset could not be taken."""


def verdict_label(verdict: Verdict) -> Bilingual:
    """Name a verdict: vi phạm, chưa đủ căn cứ, đạt, không áp dụng, được miễn."""
    return base_vocabulary().label("verdict", verdict)


def severity_label(severity: Severity) -> Bilingual:
    """Name a severity: vi phạm, cần xem xét, thông tin."""
    return base_vocabulary().label("severity", severity)


def status_label(status: str) -> Bilingual:
    """Name the status of a provision: with rules, or without."""
    return texts.CHECKED if status == "checked" else texts.NOT_CHECKED


def conclusion_label(finding: Finding) -> Bilingual:
    """Name what a finding comes to: the severity of a breach, the verdict of anything else."""
    if finding.verdict is Verdict.BREACH:
        return severity_label(finding.severity)
    return verdict_label(finding.verdict)


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def provision_text(provision: Provision, language: Language) -> str:
    """Cite a provision without the regulation it stands in: điểm a khoản 1 Điều 5."""
    return provision.vi if language == "vi" else provision.en


def day(value: date | None, language: Language) -> str:
    """Write a date as 31/03/2022 in Vietnamese and 2022-03-31 in English; say so when it is not known."""
    if value is None:
        return texts.UNKNOWN[language]
    return f"{value:%d/%m/%Y}" if language == "vi" else value.isoformat()


def number(value: int, language: Language) -> str:
    """Write a count with its thousands apart: 27.000 in Vietnamese, 27,000 in English."""
    return f"{value:,}".replace(",", "." if language == "vi" else ",")


def value_text(value: Value, language: Language) -> str:
    """Write the value of a term of a condition; numbers stand without grouping, as they may be years."""
    match value:
        case None:
            return texts.BLANK[language]
        case bool():
            return (texts.YES if value else texts.NO)[language]
        case date():
            return day(value, language)
        case float():
            plain = f"{value:.15g}"
            return plain.replace(".", ",") if language == "vi" else plain
        case _:
            return visible(str(value))


def choices_text(chosen: Mapping[str, str], language: Language) -> str:
    """Name readings or parameters with their values: composition = slots."""
    pairs = (f"{visible(name)} = {visible(value)}" for name, value in sorted(chosen.items()))
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
    return f"{text} {texts.MORE_PLACES[language].format(count=left)}" if left else text


def term_text(term: str, language: Language) -> str:
    """Name a field by its label and its entity's; an expression stands as it is."""
    field = _field(term)
    if field is None:
        return visible(term)
    owner = base_vocabulary().entity(term.partition(".")[0]).label.bilingual[language]
    return f"{capital(field.label.bilingual[language])} ({owner})"


def evidence_value(evidence: Evidence, language: Language) -> str:
    """Word the value of a term, one of a closed set by its label, a day that was kept as text as a day."""
    field = _field(evidence.field)
    if field is not None and field.type == "date" and isinstance(evidence.value, str):
        with suppress(ValueError):
            return day(date.fromisoformat(evidence.value), language)
    choices = base_vocabulary().choices.get(field.of or "", {}) if field else {}
    if evidence.value in choices:
        return choices[str(evidence.value)].label.bilingual[language]
    return value_text(evidence.value, language)


def _field(term: str) -> EntityField | None:
    owner, _, name = term.partition(".")
    entity = base_vocabulary().entities.get(owner)
    return entity.fields.get(name) if entity else None


def observed_text(evidence: Evidence, language: Language) -> str:
    """Write a term and its value: Loại đơn vị (đơn vị) = Sở."""
    return f"{term_text(evidence.field, language)} = {evidence_value(evidence, language)}"


def evidence_text(evidence: Evidence, language: Language) -> str:
    """Write a term, its value and its cells in one line."""
    places = places_text(evidence.sources, language)
    text = observed_text(evidence, language)
    return f"{text} [{places}]" if places else text


def missing_text(names: Iterable[str], language: Language) -> str:
    """Name missing fields (``officer.concurrent``) and datasets (``officer``) by their labels.

    A name that the shared vocabulary does not have, such as a parameter's, stands as it is.
    """
    return "; ".join(_missing_label(name, language) for name in names)


def _missing_label(name: str, language: Language) -> str:
    owner, _, field_name = name.partition(".")
    entity = base_vocabulary().entities.get(owner)
    if entity is None:
        return visible(name)
    label = entity.label.bilingual[language]
    if not field_name:
        return texts.DATASET[language].format(entity=label)
    if field_name == REJECTED_ROWS:
        return texts.REJECTED_ROWS[language].format(entity=label)
    field = entity.fields.get(field_name)
    return f"{label} › {field.label.bilingual[language]}" if field else visible(name)
