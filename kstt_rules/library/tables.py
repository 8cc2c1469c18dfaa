"""The findings and the units of a result as data frames."""

from collections.abc import Callable, Iterable
from typing import Final

import pandas as pd

from kstt_rules.base.bilingual import Language
from kstt_rules.base.labelled import label_of
from kstt_rules.model.findings import Finding, UnitRecord
from kstt_rules.model.outcomes import Outcome

FINDING_COLUMNS: Final[dict[str, Callable[[Finding, Language], str | None]]] = {
    "outcome": lambda finding, _: finding.outcome.value,
    "severity": lambda finding, _: finding.severity.value,
    "rule": lambda finding, _: finding.rule,
    "provision": lambda finding, _: finding.provision.id,
    "citation": lambda finding, language: finding.citation[language],
    "unit_id": lambda finding, _: finding.unit.id,
    "unit": lambda finding, _: finding.unit.name,
    "tier": lambda finding, _: _plain(finding.subject.tier),
    "subject_kind": lambda finding, _: _plain(finding.subject.kind),
    "subject_id": lambda finding, _: finding.subject.id,
    "subject": lambda finding, language: label_of(finding.subject.name)[language],
    "bearer_id": lambda finding, _: finding.bearer.id,
    "bearer": lambda finding, _: finding.bearer.name,
    "title": lambda finding, language: finding.title[language],
    "message": lambda finding, language: finding.message[language],
    "remedy": lambda finding, language: finding.remedy[language],
    "missing": lambda finding, _: ", ".join(finding.missing) or None,
    "cells": lambda finding, _: _cells(finding) or None,
    "text": lambda finding, _: finding.text,
    "fingerprint": lambda finding, _: finding.fingerprint,
}
"""The columns of a table of findings, and what each says of one."""


def findings_table(findings: Iterable[Finding], language: Language) -> pd.DataFrame:
    """Return one row a finding, in their order; all columns are text, and what is not known is missing."""
    rows = [[cell(finding, language) for cell in FINDING_COLUMNS.values()] for finding in findings]
    return pd.DataFrame(rows, columns=list(FINDING_COLUMNS), dtype="str")


def units_table(units: Iterable[UnitRecord]) -> pd.DataFrame:
    """Return one row a unit, in their order: who it is, what was received of it, and how often each outcome was met."""
    records = list(units)
    told = pd.DataFrame(
        [
            [
                record.unit.id,
                record.unit.name,
                _plain(record.tier),
                record.parent and record.parent.id,
                record.parent and record.parent.name,
                ", ".join(item.dataset for item in record.received) or None,
            ]
            for record in records
        ],
        columns=["id", "name", "tier", "parent_id", "parent", "received"],
        dtype="str",
    )
    for outcome in Outcome:
        counts = [record.outcomes.get(outcome, 0) for record in records]
        told[outcome.value] = pd.Series(counts, dtype="int64")
    return told


def _plain(name: str | None) -> str | None:
    return None if name is None else str(name)


def _cells(finding: Finding) -> str:
    sources = dict.fromkeys(source for item in finding.evidence for source in item.sources)
    return "; ".join(f"{source.file}|{source.sheet}|{source.cell}" for source in sources)
