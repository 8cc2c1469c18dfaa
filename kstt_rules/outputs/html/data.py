"""What the page's script works on: the findings, rejects and inputs as plain values, every text in it once."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from kstt_rules.bilingual import Bilingual
from kstt_rules.citation import Provision
from kstt_rules.dossier import InputFile, Reject, Source
from kstt_rules.findings import AuditResult, Evidence, Finding, Severity, UnitRef, Verdict
from kstt_rules.outputs.html import words
from kstt_rules.outputs.html.conclusions import FOUND
from kstt_rules.outputs.html.labels import both, evidence_value, subject_text, term_text
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, missing_text, severity_label, verdict_label
from kstt_rules.vocabulary import base_vocabulary


class Texts:
    """Every text once, shown safely: its number stands for it, a text in two languages is a pair."""

    def __init__(self) -> None:
        self._numbers: dict[Bilingual, int] = {}

    def number(self, text: Bilingual) -> int:
        """Return the number that stands for a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def plain(self, text: str) -> int:
        """Return the number of a text that is the same in both languages."""
        return self.number(Bilingual(text, text))

    def listed(self) -> list[str | list[str]]:
        """Return the texts by their numbers."""
        return [_pair(text) for text in self._numbers]


def document(result: AuditResult) -> dict[str, Any]:
    """Return what the script reads, in plain dicts, lists and scalars; texts stand as numbers of ``texts``."""
    texts = Texts()
    units = {unit: number for number, unit in enumerate(dict.fromkeys(one.unit for one in result.findings))}
    provisions = {one: number for number, one in enumerate(sorted({one.provision for one in result.findings}))}
    return {
        "words": {name: _pair(text) for name, text in words.SCRIPT.items()},
        "tiers": {name: _label(choice.label.bilingual) for name, choice in base_vocabulary().choices["tier"].items()},
        "severities": {severity.value: _label(severity_label(severity)) for severity in Severity},
        "verdicts": {verdict.value: _label(verdict_label(verdict)) for verdict in Verdict},
        "conclusions": {conclusion.name: _pair(conclusion.label) for conclusion in FOUND},
        "units": [_unit(unit) for unit in units],
        "provisions": [_provision(provision) for provision in provisions],
        "findings": [_finding(one, texts, units, provisions) for one in result.findings],
        "rejects": [_reject(item, texts) for item in result.rejects],
        "inputs": [_input(item) for item in result.inputs],
        "texts": texts.listed(),
    }


def _pair(text: Bilingual) -> str | list[str]:
    return visible(text.vi) if text.vi == text.en else [visible(text.vi), visible(text.en)]


def _label(text: Bilingual) -> str | list[str]:
    return _pair(Bilingual(capital(text.vi), capital(text.en)))


def _unit(unit: UnitRef) -> dict[str, str]:
    return {"name": visible(unit.name), "id": visible(unit.id or "")}


def _provision(provision: Provision) -> dict[str, Any]:
    article = Provision(provision.article, part=provision.part)
    return {
        "id": provision.id,
        "key": provision.key,
        "name": [capital(provision.vi), provision.en],
        "article": article.id,
        "articleName": [article.vi, article.en],
    }


def _finding(
    finding: Finding, texts: Texts, units: dict[UnitRef, int], provisions: dict[Provision, int]
) -> dict[str, Any]:
    subject = subject_text(finding)
    return {
        "verdict": finding.verdict.value,
        "severity": None if finding.verdict is Verdict.UNDETERMINED else finding.severity.value,
        "tier": finding.subject.tier,
        "unit": units[finding.unit],
        "provision": provisions[finding.provision],
        "subject": None if subject is None else texts.number(subject),
        "title": texts.number(finding.title),
        "message": texts.number(finding.message),
        "remedy": texts.number(finding.remedy),
        "missing": _missing(finding.missing, texts),
        "evidence": [_evidence(item, texts) for item in finding.evidence],
        "citation": texts.number(finding.citation),
        "rule": texts.plain(finding.rule),
        "reading": None if finding.reading is None else texts.plain(finding.reading),
        "text": None if finding.text is None else [texts.plain(line) for line in finding.text.split("\n")],
    }


def _missing(names: Sequence[str], texts: Texts) -> int | None:
    return texts.number(both(lambda language: missing_text(names, language))) if names else None


def _evidence(evidence: Evidence, texts: Texts) -> list[Any]:
    term, value = texts.number(term_text(evidence.field)), texts.number(evidence_value(evidence))
    return [term, value, _places(evidence.sources, texts)]


def _places(sources: Iterable[Source], texts: Texts) -> list[list[Any]]:
    """Gather cells by sheet, in the order in which they stand."""
    cells = groupby(dict.fromkeys(sources), lambda source: (source.file, source.sheet))
    return [
        [texts.plain(" › ".join(part for part in sheet if part)), visible(", ".join(source.cell for source in group))]
        for sheet, group in cells
    ]


def _reject(item: Reject, texts: Texts) -> list[Any]:
    sheet = None if item.sheet is None else texts.plain(item.sheet)
    return [texts.plain(item.file), sheet, item.row, texts.number(item.message), texts.plain(item.reason)]


def _input(item: InputFile) -> list[Any]:
    return [visible(item.file), item.read, item.accepted, item.rejected, item.ignored, item.sha256]
