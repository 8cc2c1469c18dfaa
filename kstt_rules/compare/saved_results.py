"""Results that were kept: the JSON of an audit read back, so that audits can be compared and letters written."""

from collections.abc import Iterable
from dataclasses import replace
from json import detect_encoding
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.errors import CitationError, InputError
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.compare.diff import snapshot
from kstt_rules.compare.saved_version_1 import read_version_1
from kstt_rules.model import contract
from kstt_rules.model.citation import Provision
from kstt_rules.model.comparison import Snapshot
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import InputFile, Reject, Source, as_told
from kstt_rules.model.findings import (
    CALLED,
    MATTER,
    AuditResult,
    Coverage,
    EngineRef,
    Evidence,
    Expected,
    Finding,
    PackRef,
    Received,
    RegulationRef,
    RuleRef,
    Subject,
    Undecided,
    UnitRecord,
    UnitRef,
    Value,
)
from kstt_rules.model.outcomes import Outcome, Severity, Verdict
from kstt_rules.model.selection import Selection

_SHOWN: Final = 3
_VERSION_1: Final = "kstt-audit/1"


class _DocumentHead(BaseModel):
    """What tells which version of the contract a document keeps."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    schema_: str = Field(alias="schema", default="")


def read_result(path: Path) -> Snapshot:
    """Read what an audit found, to compare it or write letters about it; raises as ``read_audit`` does."""
    result, version = _read_any(path)
    return replace(snapshot(result), version=version)


def read_audit(path: Path) -> AuditResult:
    """Read the result of an audit from the JSON that it wrote, of this version of the contract or the one before.

    What is written of it again is the same; but of version 1 there is only what that says. Raises InputError where the
    file is not such a result; one faulty part makes the whole unusable.
    """
    return _read_any(path)[0]


def _read_any(path: Path) -> tuple[AuditResult, int]:
    """Return a kept result, and the version of the contract that it was written by."""
    try:
        content = _in_utf_8(path.read_bytes())
        is_older = _DocumentHead.model_validate_json(content).schema_ == _VERSION_1
        result = read_version_1(content, path) if is_older else _read(content, path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValidationError as error:
        raise InputError(f"{path}: is not a result of kstt audit --format json: {_told(error)}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not a result of kstt audit --format json: {error}") from error
    if len({finding.fingerprint for finding in result.findings}) < len(result.findings):
        raise InputError(f"{path}: findings: two of them have the same fingerprint")
    return result, 1 if is_older else 2


def _in_utf_8(content: bytes) -> bytes:
    """Return a document without a byte order mark; programs that save a text write one, or the whole in UTF-16."""
    form = detect_encoding(content)
    return content if form == "utf-8" else content.decode(form).encode()


def _read(content: bytes, path: Path) -> AuditResult:
    """Read a document of this version; a later one may have keys more."""
    result = contract.ResultDocument.model_validate_json(content, extra="ignore")
    regulation = _regulation(result.regulation, f"{path}: regulation.citations")
    reader = _ResultReader(result, regulation)
    return AuditResult(
        pack=PackRef(result.pack.id, result.pack.version, result.pack.sha256),
        regulation=regulation,
        as_of=result.as_of,
        readings={item.labelled: Labelled(item.option, item.option_label.bilingual) for item in result.readings},
        settings={item.labelled: Labelled(item.value, item.value_label.bilingual) for item in result.settings},
        engine=EngineRef(result.engine.name, result.engine.version, result.engine.subjects),
        inputs=tuple(map(_input, result.inputs)),
        rejects=tuple(map(_reject, result.rejects)),
        coverage=tuple(reader.coverage(item, f"{path}: coverage.{n}") for n, item in enumerate(result.coverage)),
        findings=tuple(reader.finding(item, f"{path}: findings.{n}") for n, item in enumerate(result.findings)),
        undecided=tuple(reader.undecided(item, f"{path}: undecided.{n}") for n, item in enumerate(result.undecided)),
        units=tuple(map(reader.unit, result.units)),
        rules=tuple(reader.rule(item, f"{path}: rules.{n}") for n, item in enumerate(result.rules)),
        selection=None if result.selection is None else reader.selection(result.selection, f"{path}: selection"),
        tiers=reader.tiers,
        corrections=tuple(map(_correction, result.corrections)),
        newest_day=result.newest_day,
    )


def _regulation(item: contract.RegulationUsed, place: str) -> RegulationRef:
    try:
        citations = None if item.citations is None else item.citations.form
    except CitationError as error:
        raise InputError(f"{place}: {error}") from error
    return RegulationRef(
        title=item.title.bilingual,
        number=item.number,
        date=item.date,
        effective_from=item.effective_from,
        notices=tuple(notice.bilingual for notice in item.notices),
        annexed_to=_text(item.annexed_to),
        called=_text(item.called) or CALLED,
        matter=_text(item.matter) or MATTER,
        citations=citations,
    )


def _input(item: contract.FileSubmitted) -> InputFile:
    rows = item.rows
    return InputFile(
        item.file, item.sha256, rows.read, rows.accepted, rows.rejected, rows.ignored, previous=item.previous
    )


def _reject(item: contract.RejectTold) -> Reject:
    cells, units, lacking = map(tuple, (item.cells, item.units, item.lacking))
    reject = Reject(item.file, item.sheet, item.row, item.reason, item.message.bilingual, cells, units, lacking)
    return as_told(reject, is_unread=item.unread)


def _correction(item: contract.CorrectionMade) -> Correction:
    dataset, field = (None if name is None else name.labelled for name in (item.dataset, item.field))
    return Correction(item.file, item.sheet, item.cell, dataset, field, item.before, item.after)


def _text(text: contract.BothLanguages | None) -> Bilingual | None:
    return None if text is None else text.bilingual


def _told(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    lines = [f"{'.'.join(map(str, fault['loc'])) or 'document'}: {fault['msg']}" for fault in faults[:_SHOWN]]
    left = len(faults) - len(lines)
    return "; ".join([*lines, f"and {left} more"] if left else lines)


class _ResultReader:
    """Reads the findings, the undecided rules and the units of one result."""

    def __init__(self, result: contract.ResultDocument, regulation: RegulationRef) -> None:
        self._pack = result.pack.id
        self._citations = regulation.citations
        self._tiers = {
            item.id: Tier(item.id, item.label.bilingual, rank, item.committees, item.within)
            for rank, item in enumerate(result.tiers)
        }

    def coverage(self, item: contract.ProvisionCovered, place: str) -> Coverage:
        """Read a provision and what its rules came to."""
        return Coverage(
            provision=self._provision(item.provision, f"{place}.provision"),
            citation=item.citation.bilingual,
            summary=_text(item.summary) or Bilingual("", ""),
            status=item.status,
            outcomes=_outcomes(item.outcomes),
            reason=_text(item.reason),
        )

    def rule(self, item: contract.RuleUsed, place: str) -> RuleRef:
        """Read a rule; results of older versions say no more of it than what decides its verdicts."""
        return RuleRef(
            item.id,
            item.sha256,
            tuple(item.datasets),
            title=None if item.title is None else item.title.bilingual,
            provision=None if item.provision is None else self._provision(item.provision, f"{place}.provision"),
            outcomes={} if item.outcomes is None else _outcomes(item.outcomes),
        )

    def selection(self, item: contract.SelectionTold, place: str) -> Selection:
        """Read what alone is told of."""
        provisions = (self._provision(one.id, f"{place}.provisions.{n}") for n, one in enumerate(item.provisions))
        tiers = [self._tier(one.id, one.labelled) for one in item.tiers]
        return Selection(_names(item.rules), tuple(provisions), _names(item.units), tuple(filter(None, tiers)))

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers that the result lists."""
        return tuple(self._tiers.values())

    def finding(self, item: contract.FindingTold, place: str) -> Finding:
        """Read a finding; an undetermined one has the severity that it would have."""
        severity = item.would_be if item.verdict == "undetermined" else item.severity
        if severity is None:
            raise InputError(f"{place}: does not say what the breach weighs, or would weigh")
        finding = Finding(
            pack=self._pack,
            rule=item.rule,
            verdict=Verdict(item.verdict),
            severity=severity,
            provision=self._provision(item.provision.id, f"{place}.provision.id"),
            citation=item.provision.citation.bilingual,
            subject=Subject(
                item.subject.kind.labelled,
                item.subject.id,
                Labelled(item.subject.name, item.subject.label.bilingual),
                self._tier(item.subject.tier),
            ),
            unit=_party(item.unit),
            bearer=_party(item.bearer),
            title=item.title.bilingual,
            message=item.message.bilingual,
            remedy=item.remedy.bilingual,
            reading=None if item.reading is None else item.reading.labelled,
            missing=_names(item.missing),
            evidence=tuple(map(_evidence, item.evidence)),
            text=item.provision.text,
        )
        if finding.fingerprint != item.fingerprint:
            raise InputError(f"{place}.fingerprint: is not that of its pack, rule and subject")
        if finding.outcome != item.outcome:
            raise InputError(f"{place}.outcome: is not that of its verdict and severity")
        return finding

    def undecided(self, item: contract.UndecidedRule, place: str) -> Undecided:
        """Read what a rule leaves undetermined for a shared cause."""
        return Undecided(
            rule=item.rule,
            provision=self._provision(item.provision, f"{place}.provision"),
            citation=item.citation.bilingual,
            title=item.title.bilingual,
            kind=item.kind.labelled,
            would_be=Severity(item.would_be),
            cause=item.cause,
            missing=_names(item.missing),
            message=item.message.bilingual,
            remedy=item.remedy.bilingual,
            subjects=item.subjects,
            units=item.units,
        )

    def unit(self, item: contract.UnitAudited) -> UnitRecord:
        """Read a unit of the register."""
        return UnitRecord(
            unit=UnitRef(item.id, item.name),
            tier=None if item.tier is None else self._tier(item.tier.id, item.tier.labelled),
            parent=None if item.parent is None else _party(item.parent),
            received=tuple(Received(one.labelled, one.rows, tuple(one.files)) for one in item.received),
            outcomes=_outcomes(item.outcomes),
            not_asked=tuple(one.labelled for one in item.not_asked),
        )

    def _provision(self, name: str, place: str) -> Provision:
        try:
            return Provision.parse(name, self._citations)
        except CitationError as error:
            raise InputError(f"{place}: {error}") from error

    def _tier(self, name: str | None, called: Labelled | None = None) -> Tier | None:
        """Return a tier; one that the result does not list comes after those it lists."""
        if name is None:
            return None
        return self._tiers.get(name) or Tier(name, None if called is None else called.label, len(self._tiers))


def _outcomes(item: contract.NumbersByOutcome) -> dict[Outcome, int]:
    return {outcome: getattr(item, outcome.value) for outcome in Outcome}


def _party(item: contract.PartyNamed) -> UnitRef:
    return UnitRef(item.id, item.name)


def _names(items: Iterable[contract.NamedItem]) -> tuple[Labelled, ...]:
    return tuple(item.labelled for item in items)


def _evidence(item: contract.EvidenceSeen) -> Evidence:
    sources = tuple(Source(source.file, source.sheet, source.cell) for source in item.sources)
    return Evidence(
        field=Labelled(item.field, item.label.bilingual),
        value=_value(item.value, item.value_label),
        sources=sources,
        scope=item.scope,
        expected=_expected(item.expected),
    )


def _expected(item: contract.ValueExpected | None) -> Expected | None:
    if item is None:
        return None
    values = item.value if isinstance(item.value, list) else [item.value]
    labels = item.value_labels or [None] * len(values)
    read = tuple(_value(value, label) for value, label in zip(values, labels, strict=False))
    return Expected(item.operator, read if isinstance(item.value, list) else read[0])


def _value(value: contract.Plain, label: contract.BothLanguages | None) -> Value:
    return Labelled(value, label.bilingual) if isinstance(value, str) and label is not None else value
