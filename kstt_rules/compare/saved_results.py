"""Results that were kept: JSON of schema ``kstt-audit/1`` read back, so that audits can be compared."""

import datetime as dt
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import CitationError, InputError
from kstt_rules.model.citation import Provision
from kstt_rules.model.comparison import Snapshot
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import Evidence, Finding, PackRef, Severity, Subject, UnitRef, Verdict

_SHOWN: Final = 3


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
    id: str
    name: str
    tier: str | None


class _Unit(_Part):
    id: str | None
    name: str


class _Source(_Part):
    file: str
    sheet: str
    cell: str


class _Evidence(_Part):
    field: str
    value: bool | int | float | str | None
    sources: list[_Source]


class _Finding(_Part):
    rule: str
    verdict: Literal["breach", "undetermined", "waived"]
    severity: Severity
    provision: _Provision
    subject: _Subject
    unit: _Unit
    title: _Both
    message: _Both
    remedy: _Both
    reading: str | None
    missing: list[str]
    evidence: list[_Evidence]
    fingerprint: str


class _Reject(_Part):
    file: str
    sheet: str | None


class _Result(_Part):
    schema_: Literal["kstt-audit/1"] = Field(alias="schema")
    pack: _Pack
    regulation: _Regulation
    as_of: dt.date
    readings: dict[str, str]
    settings: dict[str, str]
    rejects: list[_Reject]
    findings: list[_Finding]


def read_result(path: Path) -> Snapshot:
    """Read what an audit found from the JSON that it wrote.

    Raises InputError where the file is no such result: nothing of it is taken if a part does not hold.
    """
    try:
        result = _Result.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValidationError as error:
        raise InputError(f"{path}: is no result of kstt audit --format json: {_told(error)}") from error
    findings = tuple(_finding(item, result.pack.id, f"{path}: findings.{n}") for n, item in enumerate(result.findings))
    if len({finding.fingerprint for finding in findings}) < len(findings):
        raise InputError(f"{path}: findings: two of them have the same fingerprint")
    return Snapshot(
        pack=PackRef(result.pack.id, result.pack.version, result.pack.sha256),
        regulation=result.regulation.title,
        annexed_to=result.regulation.annexed_to,
        as_of=result.as_of,
        effective_from=result.regulation.effective_from,
        readings=result.readings,
        settings=result.settings,
        unreadable=tuple(reject.file for reject in result.rejects if reject.sheet is None),
        findings=findings,
    )


def _told(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    lines = [f"{'.'.join(map(str, fault['loc'])) or 'document'}: {fault['msg']}" for fault in faults[:_SHOWN]]
    left = len(faults) - len(lines)
    return "; ".join([*lines, f"and {left} more"] if left else lines)


def _finding(item: _Finding, pack: str, place: str) -> Finding:
    try:
        provision = Provision.parse(item.provision.id)
    except CitationError as error:
        raise InputError(f"{place}.provision.id: {error}") from error
    finding = Finding(
        pack=pack,
        rule=item.rule,
        verdict=Verdict(item.verdict),
        severity=item.severity,
        provision=provision,
        citation=item.provision.citation.bilingual,
        subject=Subject(item.subject.kind, item.subject.id, item.subject.name, item.subject.tier),
        unit=UnitRef(item.unit.id, item.unit.name),
        title=item.title.bilingual,
        message=item.message.bilingual,
        remedy=item.remedy.bilingual,
        reading=item.reading,
        missing=tuple(item.missing),
        evidence=tuple(map(_evidence, item.evidence)),
        text=item.provision.text,
    )
    if finding.fingerprint != item.fingerprint:
        raise InputError(f"{place}.fingerprint: is not that of its pack, rule and subject")
    return finding


def _evidence(item: _Evidence) -> Evidence:
    sources = tuple(Source(source.file, source.sheet, source.cell) for source in item.sources)
    return Evidence(item.field, item.value, sources)
