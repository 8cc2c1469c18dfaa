"""Results of schema ``kstt-audit/1``, as versions before wrote them, read back.

They do not say which rules judged, what each unit sent, or what the provisions say; and of breaches they count only
how many there are, so that what these weigh is counted among the findings.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import starmap, zip_longest
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import CitationError, InputError
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import InputFile, Reject, Source, as_told
from kstt_rules.model.findings import (
    AuditResult,
    Coverage,
    EngineRef,
    Evidence,
    Expected,
    Finding,
    Operator,
    PackRef,
    RegulationRef,
    Subject,
    UnitRef,
)
from kstt_rules.model.outcomes import BREACHES, Outcome, Severity, Verdict


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
    number: str | None
    date: dt.date | None
    effective_from: dt.date | None
    notices: list[str]


class _Engine(_Part):
    name: str = "durable-rules"
    version: str = ""
    subjects: int = 0


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


class _Rows(_Part):
    read: int
    accepted: int
    rejected: int
    ignored: int


class _Input(_Part):
    file: str
    sha256: str
    rows: _Rows


class _Reject(_Part):
    file: str
    sheet: str | None
    row: int | None
    reason: str
    message: _Both
    units: list[str] = []


class _Verdicts(_Part):
    undetermined: int
    waived: int = 0
    compliant: int
    not_applicable: int


class _Coverage(_Part):
    provision: str
    citation: str
    status: str
    verdicts: _Verdicts
    reason: _Both | None = None


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
    engine: _Engine = _Engine()
    inputs: list[_Input] = []
    rejects: list[_Reject]
    unread: list[_Reject] = []
    coverage: list[_Coverage]
    findings: list[_Finding]


def read_version_1(content: bytes, path: Path) -> AuditResult:
    """Read what an audit found from the content of its file.

    Raises InputError where a part does not hold, and ValidationError where the file is no such result.
    """
    result = _Result.model_validate_json(content)
    reader = _Version1Reader(result)
    findings = tuple(reader.finding(item, f"{path}: findings.{n}") for n, item in enumerate(result.findings))
    breaches = Counter((item.provision, item.outcome) for item in findings if item.verdict is Verdict.BREACH)
    return AuditResult(
        pack=PackRef(result.pack.id, result.pack.version, result.pack.sha256),
        regulation=_regulation(result.regulation),
        as_of=result.as_of,
        readings=_chosen(result.readings, result.labels.readings),
        settings=_chosen(result.settings, result.labels.settings),
        engine=EngineRef(result.engine.name, result.engine.version, result.engine.subjects),
        inputs=tuple(_input(item) for item in result.inputs),
        rejects=tuple(_reject(item, is_unread=item in result.unread) for item in result.rejects),
        coverage=tuple(_coverage(item, breaches, f"{path}: coverage.{n}") for n, item in enumerate(result.coverage)),
        findings=findings,
        tiers=reader.tiers,
    )


def _regulation(item: _Regulation) -> RegulationRef:
    return RegulationRef(
        title=_same(item.title),
        number=item.number,
        date=item.date,
        effective_from=item.effective_from,
        notices=tuple(map(_same, item.notices)),
        annexed_to=None if item.annexed_to is None else _same(item.annexed_to),
    )


def _input(item: _Input) -> InputFile:
    rows = item.rows
    return InputFile(item.file, item.sha256, rows.read, rows.accepted, rows.rejected, rows.ignored)


def _reject(item: _Reject, *, is_unread: bool) -> Reject:
    reject = Reject(item.file, item.sheet, item.row, item.reason, item.message.bilingual, units=tuple(item.units))
    return as_told(reject, is_unread=is_unread)


def _coverage(item: _Coverage, breaches: Mapping[tuple[Provision, Outcome], int], place: str) -> Coverage:
    provision = _provision(item.provision, f"{place}.provision")
    verdicts = item.verdicts
    return Coverage(
        provision=provision,
        citation=_same(item.citation),
        summary=_same(""),
        status=item.status,
        outcomes={
            **{outcome: breaches.get((provision, outcome), 0) for outcome in BREACHES},
            Outcome.UNDETERMINED: verdicts.undetermined,
            Outcome.WAIVED: verdicts.waived,
            Outcome.COMPLIANT: verdicts.compliant,
            Outcome.NOT_APPLICABLE: verdicts.not_applicable,
        },
        reason=None if item.reason is None else item.reason.bilingual,
    )


def _same(text: str) -> Bilingual:
    """Return a text that was written in one language, or both in a line."""
    return Bilingual(text, text)


def _provision(name: str, place: str) -> Provision:
    try:
        return Provision.parse(name)
    except CitationError as error:
        raise InputError(f"{place}: {error}") from error


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

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers that the result lists."""
        return tuple(self._tiers.values())

    def finding(self, item: _Finding, place: str) -> Finding:
        finding = Finding(
            pack=self._pack,
            rule=item.rule,
            verdict=Verdict(item.verdict),
            severity=item.severity,
            provision=_provision(item.provision.id, f"{place}.provision.id"),
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
