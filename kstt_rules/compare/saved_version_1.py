"""Results of schema ``kstt-audit/1``, as versions before wrote them, read back."""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import starmap, zip_longest
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import CitationError, InputError
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.model.citation import Provision
from kstt_rules.model.comparison import FileRef, Snapshot
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import (
    Evidence,
    Expected,
    Finding,
    Operator,
    PackRef,
    Severity,
    Subject,
    UnitRef,
    Verdict,
)


class _Part(BaseModel):
    """A part of the document: what is read of it must be there with its type; what is not read may be anything."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class _Both(_Part):
    vi: str
    en: str

    @property
    def bilingual(self) -> Bilingual:
        return Bilingual(self.vi, self.en)


class _Pack(_Part):
    id: str
    version: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class _Regulation(_Part):
    title: str
    annexed_to: str | None = None
    effective_from: dt.date | None


class _Provision(_Part):
    id: str
    citation: _Both
    text: str | None


class _Subject(_Part):
    kind: str
    kind_label: _Both | None = None
    id: str
    name: str
    tier: str | None
    tier_label: _Both | None = None


class _UnitRef(_Part):
    id: str | None
    name: str


class _Source(_Part):
    file: str
    sheet: str
    cell: str


_Plain = bool | int | float | str | None


class _Expected(_Part):
    operator: Operator
    value: _Plain | list[_Plain]


class _Evidence(_Part):
    label: _Both | None = None
    field: str
    value: bool | int | float | str | None
    value_label: _Both | None = None
    expected: _Expected | None = None
    sources: list[_Source]


class _Finding(_Part):
    rule: str
    verdict: Literal["breach", "undetermined", "waived"]
    severity: Severity
    provision: _Provision
    subject: _Subject
    unit: _UnitRef
    bearer: _UnitRef | None = None
    title: _Both
    message: _Both
    remedy: _Both
    reading: str | None
    reading_label: _Both | None = None
    missing: list[str]
    missing_labels: list[_Both] = []
    evidence: list[_Evidence]
    fingerprint: str


class _Input(_Part):
    file: str
    sha256: str


class _Reject(_Part):
    file: str
    sheet: str | None


class _Tier(_Part):
    id: str
    label: _Both
    committees: bool
    within: bool


class _Chosen(_Part):
    id: str
    label: _Both
    value_label: _Both


class _Labels(_Part):
    """What people call what a result is decided by; older results do not say."""

    tiers: list[_Tier] = []
    readings: list[_Chosen] = []
    settings: list[_Chosen] = []


class _Result(_Part):
    schema_: Literal["kstt-audit/1"] = Field(alias="schema")
    pack: _Pack
    regulation: _Regulation
    as_of: dt.date
    readings: dict[str, str]
    settings: dict[str, str]
    labels: _Labels = _Labels()
    inputs: list[_Input] = []
    rejects: list[_Reject]
    findings: list[_Finding]


def read_version_1(content: bytes, path: Path) -> Snapshot:
    """Read what an audit found from the content of its file.

    Raises InputError where a part does not hold, and ValidationError where the file is no such result.
    """
    result = _Result.model_validate_json(content)
    reader = _Version1Reader(result)
    return Snapshot(
        pack=PackRef(result.pack.id, result.pack.version, result.pack.sha256),
        regulation=result.regulation.title,
        annexed_to=result.regulation.annexed_to,
        as_of=result.as_of,
        effective_from=result.regulation.effective_from,
        readings=_chosen(result.readings, result.labels.readings),
        settings=_chosen(result.settings, result.labels.settings),
        unreadable=tuple(reject.file for reject in result.rejects if reject.sheet is None),
        findings=tuple(reader.finding(item, f"{path}: findings.{n}") for n, item in enumerate(result.findings)),
        inputs=tuple(FileRef(item.file, item.sha256) for item in result.inputs),
        version=1,
    )


def _labelled(name: str, label: _Both | None) -> Labelled:
    return Labelled(name, None if label is None else label.bilingual)


def _chosen(values: Mapping[str, str], labels: Iterable[_Chosen]) -> dict[str, str]:
    known = {item.id: item for item in labels}
    return {
        _labelled(name, known[name].label if name in known else None): _labelled(
            value, known[name].value_label if name in known else None
        )
        for name, value in values.items()
    }


class _Version1Reader:
    """Reads the findings of one result."""

    def __init__(self, result: _Result) -> None:
        self._pack = result.pack.id
        self._tiers = {
            item.id: Tier(item.id, item.label.bilingual, rank, item.committees, item.within)
            for rank, item in enumerate(result.labels.tiers)
        }

    def finding(self, item: _Finding, place: str) -> Finding:
        try:
            provision = Provision.parse(item.provision.id)
        except CitationError as error:
            raise InputError(f"{place}.provision.id: {error}") from error
        finding = Finding(
            pack=self._pack,
            rule=item.rule,
            verdict=Verdict(item.verdict),
            severity=item.severity,
            provision=provision,
            citation=item.provision.citation.bilingual,
            subject=self._subject(item.subject),
            unit=UnitRef(item.unit.id, item.unit.name),
            bearer=_bearer(item),
            title=item.title.bilingual,
            message=item.message.bilingual,
            remedy=item.remedy.bilingual,
            reading=None if item.reading is None else _labelled(item.reading, item.reading_label),
            missing=tuple(starmap(_labelled, zip_longest(item.missing, item.missing_labels[: len(item.missing)]))),
            evidence=tuple(map(_evidence, item.evidence)),
            text=item.provision.text,
        )
        if finding.fingerprint != item.fingerprint:
            raise InputError(f"{place}.fingerprint: is not that of its pack, rule and subject")
        return finding

    def _subject(self, item: _Subject) -> Subject:
        return Subject(_labelled(item.kind, item.kind_label), item.id, item.name, self._tier(item))

    def _tier(self, item: _Subject) -> Tier | None:
        """Return the tier of a subject; one that the result does not list comes after those it lists."""
        if item.tier is None:
            return None
        label = None if item.tier_label is None else item.tier_label.bilingual
        return self._tiers.get(item.tier) or Tier(item.tier, label, len(self._tiers))


def _bearer(item: _Finding) -> UnitRef:
    """Return who is obliged; older results do not tell, then it is the unit concerned."""
    unit = item.bearer or item.unit
    return UnitRef(unit.id, unit.name)


def _evidence(item: _Evidence) -> Evidence:
    sources = tuple(Source(source.file, source.sheet, source.cell) for source in item.sources)
    value = item.value
    if isinstance(value, str) and item.value_label is not None:
        value = _labelled(value, item.value_label)
    return Evidence(_labelled(item.field, item.label), value, sources, expected=_expected(item.expected))


def _expected(item: _Expected | None) -> Expected | None:
    if item is None:
        return None
    return Expected(item.operator, tuple(item.value) if isinstance(item.value, list) else item.value)
