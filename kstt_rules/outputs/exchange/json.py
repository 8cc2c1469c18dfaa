"""The whole result as JSON, schema ``kstt-audit/1``: the contract that other tools build on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO, Final

import orjson

from kstt_rules.base.bilingual import LANGUAGES, Bilingual, Language, both
from kstt_rules.base.labelled import Labelled, Tier, label_of
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import AuditResult, Coverage, Evidence, Expected, Finding, Value, Verdict
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.visible import encodable
from kstt_rules.outputs.wording import day

OUTPUT = Output(name="json", suffix=".json", label=both("JSON for programs"), media="application/json")

SCHEMA: Final = "kstt-audit/1"

_OPTIONS: Final = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
_FINDINGS_BEGIN: Final = b'{\n  "findings": ['
_FINDINGS_END: Final = b"\n  ]\n}\n"
_FINDINGS_AT_ONCE: Final = 1000  # so that a result of any size takes little memory to write
_COVERAGE_ORDER: Final = (
    Verdict.BREACH,
    Verdict.COMPLIANT,
    Verdict.UNDETERMINED,
    Verdict.NOT_APPLICABLE,
    Verdict.WAIVED,
)


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:  # noqa: ARG001 - it holds both
    """Write the document in UTF-8 with two-space indents; it holds both languages, whichever is asked for."""
    head = dumped(document(replace(result, findings=())))
    if not result.findings:
        stream.write(head)
        return
    stream.write(head.removesuffix(b"]\n}\n"))
    for start in range(0, len(result.findings), _FINDINGS_AT_ONCE):
        some = map(finding_document, result.findings[start : start + _FINDINGS_AT_ONCE])
        stream.write(b"," if start else b"")
        stream.write(dumped({"findings": [*some]}).removeprefix(_FINDINGS_BEGIN).removesuffix(_FINDINGS_END))
    stream.write(_FINDINGS_END)


def dumped(content: Any) -> bytes:
    """Return a document of plain values in UTF-8, with two-space indents."""
    try:
        return orjson.dumps(content, option=_OPTIONS)
    except orjson.JSONEncodeError:
        return orjson.dumps(_encodable(content), option=_OPTIONS)


def document(result: AuditResult) -> dict[str, Any]:
    """Return the document as plain dicts, lists and scalars, its keys in the contract's order."""
    summary = result.summary
    return {
        "schema": SCHEMA,
        "pack": {"id": result.pack.id, "version": result.pack.version, "sha256": result.pack.sha256},
        "regulation": {
            "title": result.regulation.title.vi,
            "annexed_to": result.regulation.annexed_to.vi if result.regulation.annexed_to else None,
            "number": result.regulation.number,
            "date": _day(result.regulation.date),
            "effective_from": _day(result.regulation.effective_from),
            "notices": [str(notice) for notice in result.regulation.notices],
        },
        "as_of": _day(result.as_of),
        "readings": chosen(result.readings),
        "settings": chosen(result.settings),
        "engine": {
            "name": result.engine.name,
            "version": result.engine.version,
            "subjects": result.engine.subjects,
        },
        "labels": {
            "tiers": [_tier(tier) for tier in result.tiers],
            "readings": chosen_labels(result.readings),
            "settings": chosen_labels(result.settings),
        },
        "inputs": [_input(item) for item in result.inputs],
        "rejects": [_reject(item) for item in result.rejects],
        "unread": [_reject(item) for item in result.unread],
        "summary": {verdict.value: summary[verdict] for verdict in Verdict},
        "coverage": [_coverage(row) for row in result.coverage],
        "findings": [finding_document(finding) for finding in result.findings],
    }


def _input(item: InputFile) -> dict[str, Any]:
    rows = {"read": item.read, "accepted": item.accepted, "rejected": item.rejected, "ignored": item.ignored}
    return {"file": item.file, "sha256": item.sha256, "rows": rows}


def _reject(item: Reject) -> dict[str, Any]:
    return {
        "file": item.file,
        "sheet": item.sheet,
        "row": item.row,
        "reason": item.reason,
        "message": bilingual(item.message),
        "units": list(item.units),
    }


def _coverage(row: Coverage) -> dict[str, Any]:
    return {
        "provision": row.provision.id,
        "citation": row.citation.vi,
        "status": row.status,
        "verdicts": {verdict.value: row.verdicts.get(verdict, 0) for verdict in _COVERAGE_ORDER},
        "reason": bilingual(row.reason) if row.reason else None,
    }


def finding_document(finding: Finding) -> dict[str, Any]:
    """Return one finding as the contract has it."""
    provision, subject = finding.provision, finding.subject
    return {
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "provision": {
            "article": str(provision.article),
            "clause": None if provision.clause is None else str(provision.clause),
            "point": provision.point,
            "id": provision.id,
            "citation": bilingual(finding.citation),
            "text": finding.text,
        },
        "subject": {
            "kind": subject.kind,
            "kind_label": _label(subject.kind),
            "id": subject.id,
            "name": subject.name,
            "tier": subject.tier,
            "tier_label": _label(subject.tier),
        },
        "unit": {"id": finding.unit.id, "name": finding.unit.name},
        "bearer": {"id": finding.bearer.id, "name": finding.bearer.name},
        "title": bilingual(finding.title),
        "message": bilingual(finding.message),
        "remedy": bilingual(finding.remedy),
        "reading": finding.reading,
        "reading_label": _label(finding.reading),
        "missing": list(finding.missing),
        "missing_labels": [_label(name) for name in finding.missing],
        "evidence": [_evidence(item) for item in finding.evidence],
        "fingerprint": finding.fingerprint,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    value = evidence.value
    return {
        "label": _label(evidence.field),
        "field": evidence.field,
        "value": _plain(value),
        "value_label": _value_label(value),
        "expected": _expected(evidence.expected),
        "sources": [{"file": source.file, "sheet": source.sheet, "cell": source.cell} for source in evidence.sources],
    }


def _expected(expected: Expected | None) -> dict[str, Any] | None:
    if expected is None:
        return None
    value = expected.value
    return {
        "operator": expected.operator,
        "value": [*map(_plain, value)] if isinstance(value, tuple) else _plain(value),
    }


def _plain(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _label(name: str | None) -> dict[str, str] | None:
    return None if name is None else bilingual(label_of(name))


def _value_label(value: Value) -> dict[str, str] | None:
    """Word a value that is not the same in words: a code or a day."""
    if isinstance(value, date):
        return {language: day(value, language) for language in LANGUAGES}
    return bilingual(value.label) if isinstance(value, Labelled) else None


def chosen(choices: Mapping[str, str]) -> dict[str, str]:
    """Return readings or settings by name, as the contract has them."""
    return {str(name): str(value) for name, value in sorted(choices.items())}


def chosen_labels(choices: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what people call readings or settings and what was chosen."""
    return [
        {"id": str(name), "label": _label(name), "value_label": _label(value)}
        for name, value in sorted(choices.items())
    ]


def _tier(tier: Tier) -> dict[str, Any]:
    return {"id": str(tier), "label": _label(tier), "committees": tier.committees, "within": tier.within}


def bilingual(text: Bilingual) -> dict[str, str]:
    """Return a text as the contract has it: {"vi": …, "en": …}."""
    return {"vi": text.vi, "en": text.en}


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _encodable(value: Any) -> Any:
    """Write out lone surrogates, as undecodable file names hold them: JSON in UTF-8 has no place for them."""
    match value:
        case str():
            return encodable(value)
        case dict():
            return {_encodable(key): _encodable(item) for key, item in value.items()}
        case list():
            return [_encodable(item) for item in value]
        case _:
            return value
