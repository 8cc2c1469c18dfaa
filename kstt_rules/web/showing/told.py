"""A finding as pages tell it, in one language and as plain data: in a line of a list, or whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from kstt_rules.base.bilingual import Language
from kstt_rules.base.labelled import label_of
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import AuditResult, Evidence, Finding
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import (
    capital,
    evidence_value,
    missing_text,
    parties_text,
    party_text,
    provision_text,
    term_text,
    title_text,
)


def line(finding: Finding, language: Language) -> dict[str, Any]:
    """Return what a list tells of a finding, and what to ask for its page."""
    return {
        "outcome": finding.outcome.value,
        "label": capital(finding.outcome.label[language]),
        "title": visible(title_text(finding, language)),
        "message": visible(finding.message[language]),
        "parties": visible(parties_text(finding)),
        "provision": visible(capital(provision_text(finding.provision, language))),
        "query": {"id": finding.fingerprint, "verdict": finding.verdict.value},
    }


def whole(finding: Finding, language: Language, can_be_corrected: Callable[[str, str], bool]) -> dict[str, Any]:
    """Return all that is told of a finding, but for the pieces of sheets that it rests on.

    ``can_be_corrected`` says of which files and sheets a cell can be chosen.
    """
    return line(finding, language) | {
        "id": finding.fingerprint,
        "citation": visible(capital(finding.citation[language])),
        "text": [visible(part) for part in (finding.text or "").splitlines()],
        "remedy": visible(finding.remedy[language]),
        "unit": visible(party_text(finding.unit, language)),
        "bearer": visible(party_text(finding.bearer, language)),
        "rule": visible(finding.rule),
        "reading": visible(label_of(finding.reading or "")[language]),
        "would_be": finding.would_be.label[language] if finding.would_be else "",
        "missing": missing_text(finding.missing, language),
        "evidence": [_evidence(item, language, can_be_corrected) for item in finding.evidence],
    }


def counted(outcomes: Outcomes, language: Language, parts: Mapping[str, str], chosen: str = "") -> list[dict[str, Any]]:
    """Return how often each outcome was met, and what to ask for its findings; what is kept or not asked has none."""
    return [
        {
            "outcome": outcome.value,
            "label": capital(outcome.label[language]),
            "count": number(outcomes.get(outcome, 0), language),
            "any": outcomes.get(outcome, 0) > 0,
            "query": {**parts, "outcome": outcome.value} if outcome in _LISTED else None,
            "chosen": outcome == chosen,
        }
        for outcome in Outcome
    ]


_LISTED = (Outcome.VIOLATION, Outcome.REVIEW, Outcome.INFO, Outcome.UNDETERMINED, Outcome.WAIVED)


def finding_of(result: AuditResult, query: Mapping[str, str]) -> Finding | None:
    """Return the finding that an address names, None where there is none any more."""
    named = [finding for finding in result.findings if finding.fingerprint == query.get("id")]
    return next((one for one in named if one.verdict == query.get("verdict")), named[0] if named else None)


def _evidence(item: Evidence, language: Language, can_be_corrected: Callable[[str, str], bool]) -> dict[str, Any]:
    return {
        "term": term_text(item.field, language),
        "value": visible(evidence_value(item, language)),
        "sheets": _sheets_of(item.sources, can_be_corrected),
    }


def _sheets_of(sources: Iterable[Source], can_be_corrected: Callable[[str, str], bool]) -> list[dict[str, Any]]:
    """Gather cells by sheet, each with what to ask for the page where it is corrected."""
    groups = groupby(dict.fromkeys(sources), lambda source: (source.file, source.sheet))
    return [
        {
            "place": sheet_name(file, sheet),
            "cells": list(map(cell, cells)),
            "can_be_corrected": can_be_corrected(file, sheet),
        }
        for (file, sheet), cells in groups
    ]


def sheet_name(file: str, sheet: str) -> str:
    """Name a sheet with its file."""
    return " › ".join(visible(part) for part in (file, sheet) if part)


def cell(source: Source) -> dict[str, Any]:
    """Return what a page tells of a cell."""
    return {
        "cell": visible(source.cell),
        "query": {"file": source.file, "sheet": source.sheet, "cell": source.cell},
    }


def lines(findings: Sequence[Finding], language: Language) -> list[dict[str, Any]]:
    """Return the lines of a list."""
    return [line(finding, language) for finding in findings]
