"""The columns of a table of findings, shared by every tabular output."""

from collections.abc import Callable
from typing import Final

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import label_of
from kstt_rules.model.findings import AuditResult, Finding
from kstt_rules.outputs import texts
from kstt_rules.outputs.read.units_table import parents
from kstt_rules.outputs.texts.units import PARENT
from kstt_rules.outputs.wording import (
    capital,
    evidence_text,
    missing_text,
    party_text,
    provision_text,
    subject_name,
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, its width in characters where width matters, and the text of its cell.

    ``technical`` columns serve other programs and stand last; a printed page leaves them out.
    """

    header: Bilingual
    width: int
    cell: Callable[[Finding, Language], str]
    technical: bool = False


def _would_be(finding: Finding, language: Language) -> str:
    return capital(finding.would_be.label[language]) if finding.would_be else ""


def _evidence(finding: Finding, language: Language) -> str:
    return "; ".join(evidence_text(item, language) for item in finding.evidence)


def columns_of(result: AuditResult) -> tuple[Column, ...]:
    """Return the columns of the findings of an audit, whose register says which unit is above another."""
    above = {unit: parent.name for unit, parent in parents(result).items() if parent is not None}
    return (
        Column(texts.UNIT, 20, lambda finding, language: party_text(finding.unit, language)),
        Column(PARENT, 16, lambda finding, _: above.get(finding.unit, "")),
        *_OTHERS,
    )


_OTHERS: Final = (
    Column(texts.SUBJECT, 18, subject_name),
    Column(texts.OUTCOME, 10, lambda finding, language: capital(finding.outcome.label[language])),
    Column(texts.PROVISION, 13, lambda finding, language: provision_text(finding.provision, language)),
    Column(texts.HEADING, 20, lambda finding, language: finding.title[language]),
    Column(texts.MESSAGE, 36, lambda finding, language: finding.message[language]),
    Column(texts.REMEDY, 30, lambda finding, language: finding.remedy[language]),
    Column(texts.EVIDENCE, 34, _evidence),
    Column(texts.BEARER, 20, lambda finding, language: party_text(finding.bearer, language)),
    Column(texts.RULE_ID, 15, lambda finding, _: finding.rule),
    Column(texts.WOULD_BE, 12, _would_be, technical=True),
    Column(texts.MISSING, 24, lambda finding, language: missing_text(finding.missing, language), technical=True),
    Column(texts.TIER, 8, lambda finding, language: label_of(finding.subject.tier or "")[language], technical=True),
    Column(texts.READING, 12, lambda finding, language: label_of(finding.reading or "")[language], technical=True),
    Column(texts.OFFICIAL_TEXT, 40, lambda finding, _: finding.text or "", technical=True),
    Column(texts.CITATION, 40, lambda finding, language: finding.citation[language], technical=True),
    Column(texts.PROVISION_ID, 20, lambda finding, _: finding.provision.id, technical=True),
    Column(texts.UNIT_ID, 14, lambda finding, _: finding.unit.id or "", technical=True),
    Column(texts.BEARER_ID, 14, lambda finding, _: finding.bearer.id or "", technical=True),
    Column(texts.SUBJECT_KIND, 18, lambda finding, language: label_of(finding.subject.kind)[language], technical=True),
    Column(texts.SUBJECT_ID, 24, lambda finding, _: finding.subject.id, technical=True),
    Column(texts.FINGERPRINT, 34, lambda finding, _: finding.fingerprint, technical=True),
)
