"""How the report names what a finding is about and what it rests on: by the vocabulary's labels where it has them."""

from collections.abc import Callable

from kstt_rules.bilingual import Bilingual, Language
from kstt_rules.findings import Evidence, Finding
from kstt_rules.outputs.wording import capital, value_text
from kstt_rules.vocabulary import EntityField, base_vocabulary


def both(text: Callable[[Language], str]) -> Bilingual:
    """Return what a function words in one language in both."""
    return Bilingual(text("vi"), text("en"))


def subject_text(finding: Finding) -> Bilingual | None:
    """Name the subject and its kind; None where it is the unit that the finding is filed under."""
    subject = finding.subject
    entity = base_vocabulary().entities.get(subject.kind)
    if subject.kind == "unit" and subject.name == finding.unit.name:
        return None
    if entity is None or not subject.id:
        return Bilingual(subject.name, subject.name)
    return both(lambda language: f"{capital(entity.label.bilingual[language])}: {subject.name}")


def term_text(term: str) -> Bilingual:
    """Name a field by its label and its entity's; an expression stands as it is."""
    field = _field(term)
    if field is None:
        return Bilingual(term, term)
    owner = base_vocabulary().entity(term.partition(".")[0]).label.bilingual
    return both(lambda language: f"{capital(field.label.bilingual[language])} ({owner[language]})")


def evidence_value(evidence: Evidence) -> Bilingual:
    """Word the value of a term, one of a closed set by its label."""
    field = _field(evidence.field)
    choices = base_vocabulary().choices.get(field.of or "", {}) if field else {}
    if evidence.value in choices:
        return choices[str(evidence.value)].label.bilingual
    return both(lambda language: value_text(evidence.value, language))


def _field(term: str) -> EntityField | None:
    owner, _, name = term.partition(".")
    entity = base_vocabulary().entities.get(owner)
    return entity.fields.get(name) if entity else None
