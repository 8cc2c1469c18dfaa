"""What the page's script works on, as JSON: quick to read however many findings there are.

What all findings of a kind share stands once, as do texts that recur: their numbers stand for them. What is a
finding's own is a line of its own, which the script reads only when it shows or searches it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

import orjson

from kstt_rules.base.bilingual import LANGUAGES, Bilingual, Language, in_both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import label_of
from kstt_rules.model.citation import Provision
from kstt_rules.model.comparison import FindingChange
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.findings import Evidence, Finding
from kstt_rules.model.outcomes import BREACHES, Outcome
from kstt_rules.outputs.comparison.wording import earlier_message, stages, why_not_comparable
from kstt_rules.outputs.read.html.labels import subject_text
from kstt_rules.outputs.read.html.units import datasets_of, named, places_of, register
from kstt_rules.outputs.read.units_table import UnitRow
from kstt_rules.outputs.texts import page as words
from kstt_rules.outputs.texts.comparison import CHANGES, EARLIER
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import (
    capital,
    capitalised,
    evidence_value,
    missing_text,
    term_text,
)

FOUND: Final = (*BREACHES, Outcome.UNDETERMINED, Outcome.WAIVED)
"""What findings come to, in the order of the axis."""

Text = str | list[str]
"""A text shown safely: in Vietnamese and English, or one that is the same in both."""


class Numbered:
    """Values made once for each key, in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self.values: list[Any] = []

    def number(self, key: Hashable, make: Callable[[], Any]) -> int:
        """Return the number of the value for a key."""
        number = self._numbers.setdefault(key, len(self.values))
        if number == len(self.values):
            self.values.append(make())
        return number


@dataclass(frozen=True, slots=True)
class Documents:
    """The JSON that a page starts with, and a line of JSON for what is each finding's own."""

    start: bytes
    own: bytes


def documents(
    findings: Sequence[Finding],
    *,
    changes: Sequence[FindingChange] = (),
    units: Sequence[UnitRow] = (),
    rejects: Sequence[Reject] = (),
    inputs: Sequence[InputFile] = (),
    first_choice: Mapping[str, str] = MappingProxyType({}),
) -> Documents:
    """Return what a page of these findings holds; ``changes``, where given, says what became of each of them.

    ``units`` are those of the register; ``first_choice`` is what the filters keep when the page is opened.
    """
    kinds, texts, unit_places = Numbered(), Numbered(), places_of(findings, units)
    provisions = sorted({finding.provision for finding in findings})
    places = {provision: place for place, provision in enumerate(provisions)}
    listed = [
        (
            kinds.number(_shared(finding), partial(_kind, finding, places)),
            unit_places[finding.bearer],
            unit_places[finding.unit],
        )
        for finding in findings
    ]
    own = [_own(finding, texts) for finding in findings]
    for line, change in zip(own, changes, strict=bool(changes)):
        line.append(_change_lines(change))
    start = {
        "words": {name: _text(text) for name, text in words.SCRIPT.items()},
        **_labels(findings, units),
        "firstChoice": dict(first_choice),
        "units": named(unit_places),
        "register": register(units, unit_places),
        "datasets": [[dataset, _text(capitalised(dataset.label))] for dataset in datasets_of(units)],
        "provisions": [_provision(provision) for provision in provisions],
        "kinds": kinds.values,
        "findings": listed,
        "changes": [change.change.value for change in changes],
        "texts": texts.values,
        "rejects": [_reject(item) for item in rejects],
        "inputs": [_input(item) for item in inputs],
    }
    return Documents(orjson.dumps(start), b"\n".join(map(orjson.dumps, own)))


def _text(text: Bilingual) -> Text:
    return visible(text.vi) if text.vi == text.en else [visible(text.vi), visible(text.en)]


def _labels(findings: Iterable[Finding], units: Iterable[UnitRow]) -> dict[str, dict[str, Text]]:
    met = {finding.subject.tier for finding in findings} | {row.tier for row in units}
    tiers = {tier for tier in met if tier is not None}
    ordered = sorted(tiers, key=lambda tier: (tier.rank, tier))
    return {
        "tiers": {str(tier): _text(capitalised(tier.label)) for tier in ordered},
        "outcomes": {outcome.value: _text(capitalised(outcome.label)) for outcome in Outcome},
        "changeNames": {change.value: _text(label) for change, label in CHANGES.items()},
    }


def _provision(provision: Provision) -> dict[str, Text]:
    article = provision.top
    return {
        "id": provision.id,
        "key": provision.key,
        "name": [capital(provision.vi), provision.en],
        "article": article.id,
        "articleName": [article.vi, article.en],
    }


def _shared(finding: Finding) -> Hashable:
    return (
        finding.rule,
        finding.verdict,
        finding.severity,
        finding.subject.tier,
        finding.provision,
        finding.title,
        finding.citation,
        finding.reading,
        finding.missing,
        finding.text,
    )


def _kind(finding: Finding, places: dict[Provision, int]) -> dict[str, Any]:
    return {
        "rule": visible(finding.rule),
        "outcome": finding.outcome.value,
        "tier": finding.subject.tier,
        "provision": places[finding.provision],
        "title": _text(finding.title),
        "citation": _text(finding.citation),
        "reading": _text(label_of(finding.reading or "")),
        "missing": _text(in_both(lambda language: missing_text(finding.missing, language))),
        "officialText": "\n".join(visible(line) for line in (finding.text or "").split("\n")),
    }


def _own(finding: Finding, texts: Numbered) -> list[Any]:
    subject = subject_text(finding)
    return [
        finding.fingerprint,
        None if subject is None else _text(subject),
        _text(finding.message),
        texts.number(finding.remedy, partial(_text, finding.remedy)),
        [_evidence(item, texts) for item in finding.evidence],
    ]


def _change_lines(item: FindingChange) -> list[Text]:
    """Say how a finding differs from what it was, or why it cannot be compared, a line each."""
    vietnamese, english = (tuple(_change_words(item, language)) for language in LANGUAGES)
    return [_text(Bilingual(*pair)) for pair in zip(vietnamese, english, strict=True)]


def _change_words(item: FindingChange, language: Language) -> Iterator[str]:
    came_to = stages(item, language)
    if len(came_to) > 1:
        yield " → ".join(map(capital, came_to))
    earlier = earlier_message(item, language)
    if earlier is not None:
        yield f"{EARLIER[language]}: {earlier}"
    yield from why_not_comparable(item, language)


def _evidence(evidence: Evidence, texts: Numbered) -> list[Any]:
    term, value = in_both(partial(term_text, evidence.field)), in_both(partial(evidence_value, evidence))
    return [
        texts.number(term, partial(_text, term)),
        texts.number(value, partial(_text, value)),
        _places(evidence.sources, texts),
    ]


def _places(sources: Sequence[Source], texts: Numbered) -> list[tuple[int, str]]:
    """Gather cells by sheet, in the order in which they stand."""
    sheets = groupby(dict.fromkeys(sources), lambda source: (source.file, source.sheet))
    return [
        (texts.number(sheet, partial(_sheet, sheet)), visible(", ".join(source.cell for source in group)))
        for sheet, group in sheets
    ]


def _sheet(sheet: Iterable[str]) -> str:
    return " › ".join(visible(part) for part in sheet if part)


def _reject(item: Reject) -> list[Any]:
    return [visible(item.file), visible(item.sheet or ""), item.row, _text(item.message), visible(item.reason)]


def _input(item: InputFile) -> list[Any]:
    return [visible(item.file), item.read, item.accepted, item.rejected, item.ignored, item.sha256]
