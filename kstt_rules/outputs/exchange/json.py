"""The whole result as JSON, schema ``kstt-audit/2``: the contract that other tools build on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, BinaryIO, Final, TypeVar

import orjson

from kstt_rules.base.bilingual import LANGUAGES, Bilingual, Language, both
from kstt_rules.base.labelled import Labelled, Tier, label_of
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.findings import (
    AuditResult,
    Coverage,
    Evidence,
    Expected,
    Finding,
    Outcome,
    Outcomes,
    RuleRef,
    Undecided,
    UnitRecord,
    UnitRef,
    Value,
    Verdict,
)
from kstt_rules.model.selection import Selection
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.visible import encodable
from kstt_rules.outputs.wording import day

OUTPUT = Output(name="json", suffix=".json", label=both("JSON for programs"), media="application/json")

SCHEMA: Final = "kstt-audit/2"

_OPTIONS: Final = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE

Item = TypeVar("Item")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:  # noqa: ARG001 - it holds both
    """Write the document in UTF-8 with two-space indents, a unit a line; it holds both languages, whichever is asked.

    Units and findings are written as they are read, so that a result of any size takes little memory.
    """
    stream.write(dumped(_head(result)).removesuffix(b"\n}\n"))
    _write_list(stream, "units", result.units, _unit_line)
    _write_list(stream, "undecided", result.undecided, _undecided_block)
    _write_list(stream, "findings", result.findings, _finding_block)
    stream.write(b"\n}\n")


def _write_list(stream: BinaryIO, name: str, items: Iterable[Item], written: Callable[[Item], bytes]) -> None:
    stream.write(f',\n  "{name}": ['.encode())
    started = False
    for item in items:
        stream.write(b",\n" if started else b"\n")
        stream.write(written(item))
        started = True
    stream.write(b"\n  ]" if started else b"]")


def _unit_line(record: UnitRecord) -> bytes:
    return b"    " + _bytes(_unit(record), 0)


def _undecided_block(item: Undecided) -> bytes:
    return _indented(undecided_document(item))


def _finding_block(finding: Finding) -> bytes:
    return _indented(finding_document(finding))


def _indented(content: dict[str, Any]) -> bytes:
    """Return an object as it stands in a list of the document; no text holds a line break of its own in JSON."""
    return b"    " + _bytes(content, orjson.OPT_INDENT_2).replace(b"\n", b"\n    ")


def dumped(content: Any) -> bytes:
    """Return a document of plain values in UTF-8, with two-space indents."""
    return _bytes(content, _OPTIONS)


def _bytes(content: Any, options: int) -> bytes:
    try:
        return orjson.dumps(content, option=options)
    except orjson.JSONEncodeError:
        return orjson.dumps(_encodable(content), option=options)


def document(result: AuditResult) -> dict[str, Any]:
    """Return the document as plain dicts, lists and scalars, its keys in the contract's order."""
    return _head(result) | {
        "units": [_unit(record) for record in result.units],
        "undecided": [undecided_document(item) for item in result.undecided],
        "findings": [finding_document(finding) for finding in result.findings],
    }


def _head(result: AuditResult) -> dict[str, Any]:
    """Return what stands before the lists of units and findings."""
    regulation = result.regulation
    return {
        "schema": SCHEMA,
        "pack": {"id": result.pack.id, "version": result.pack.version, "sha256": result.pack.sha256},
        "regulation": {
            "title": bilingual(regulation.title),
            "annexed_to": None if regulation.annexed_to is None else bilingual(regulation.annexed_to),
            "number": regulation.number,
            "date": _day(regulation.date),
            "effective_from": _day(regulation.effective_from),
            "notices": [bilingual(notice) for notice in regulation.notices],
        },
        "as_of": _day(result.as_of),
        "selection": None if result.selection is None else _selection(result.selection),
        "newest_day": _day(result.newest_day),
        "rules": [_rule(rule) for rule in result.rules],
        "readings": readings(result.readings),
        "settings": settings(result.settings),
        "engine": {
            "name": result.engine.name,
            "version": result.engine.version,
            "subjects": result.engine.subjects,
        },
        "tiers": [_tier(tier) for tier in result.tiers],
        "inputs": [_input(item) for item in result.inputs],
        "rejects": [_reject(item) for item in result.rejects],
        "summary": outcomes(result.summary),
        "coverage": [_coverage(row) for row in result.coverage],
    }


def _selection(selection: Selection) -> dict[str, Any]:
    return {
        "rules": [labelled(rule) for rule in selection.rules],
        "provisions": [{"id": item.id, "label": bilingual(item.label)} for item in selection.provisions],
        "units": [labelled(unit) for unit in selection.units],
        "tiers": [labelled(tier) for tier in selection.tiers],
    }


def _rule(rule: RuleRef) -> dict[str, Any]:
    return {
        "id": rule.id,
        "sha256": rule.sha256,
        "datasets": list(rule.datasets),
        "title": None if rule.title is None else bilingual(rule.title),
        "provision": None if rule.provision is None else rule.provision.id,
        "outcomes": outcomes(rule.outcomes),
    }


def outcomes(counts: Outcomes) -> dict[str, int]:
    """Return how often each outcome was met, all seven in the order of the axis."""
    return {outcome.value: counts.get(outcome, 0) for outcome in Outcome}


def _input(item: InputFile) -> dict[str, Any]:
    rows = {"read": item.read, "accepted": item.accepted, "rejected": item.rejected, "ignored": item.ignored}
    return {"file": item.file, "sha256": item.sha256, "rows": rows, "previous": item.previous}


def _reject(item: Reject) -> dict[str, Any]:
    return {
        "file": item.file,
        "sheet": item.sheet,
        "row": item.row,
        "reason": item.reason,
        "unread": item.is_unread,
        "message": bilingual(item.message),
        "units": list(item.units),
        "cells": list(item.cells),
        "lacking": list(item.lacking),
    }


def _coverage(row: Coverage) -> dict[str, Any]:
    return {
        "provision": row.provision.id,
        "citation": bilingual(row.citation),
        "status": row.status,
        "outcomes": outcomes(row.outcomes),
        "reason": bilingual(row.reason) if row.reason else None,
        "summary": bilingual(row.summary),
    }


def _unit(record: UnitRecord) -> dict[str, Any]:
    return {
        **party(record.unit),
        "tier": _named(record.tier),
        "parent": None if record.parent is None else party(record.parent),
        "received": [
            {**labelled(item.dataset), "rows": item.rows, "files": list(item.files)} for item in record.received
        ],
        "outcomes": outcomes(record.outcomes),
    }


def undecided_document(item: Undecided) -> dict[str, Any]:
    """Return what a rule leaves undetermined for a shared cause, as the contract has it."""
    return {
        "rule": item.rule,
        "provision": item.provision.id,
        "citation": bilingual(item.citation),
        "title": bilingual(item.title),
        "kind": labelled(item.kind),
        "would_be": item.would_be.value,
        "cause": item.cause.value,
        "missing": [labelled(name) for name in item.missing],
        "message": bilingual(item.message),
        "remedy": bilingual(item.remedy),
        "subjects": item.subjects,
        "units": item.units,
    }


def finding_document(finding: Finding) -> dict[str, Any]:
    """Return one finding as the contract has it."""
    provision, subject = finding.provision, finding.subject
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "verdict": finding.verdict.value,
        "severity": None if finding.verdict is Verdict.UNDETERMINED else finding.severity.value,
        "would_be": None if finding.would_be is None else finding.would_be.value,
        "provision": {
            "article": str(provision.article),
            "clause": None if provision.clause is None else str(provision.clause),
            "point": provision.point,
            "id": provision.id,
            "citation": bilingual(finding.citation),
            "text": finding.text,
        },
        "subject": {
            "kind": labelled(subject.kind),
            "id": subject.id,
            "name": subject.name,
            "label": bilingual(label_of(subject.name)),
            "tier": subject.tier,
        },
        "unit": party(finding.unit),
        "bearer": party(finding.bearer),
        "title": bilingual(finding.title),
        "message": bilingual(finding.message),
        "remedy": bilingual(finding.remedy),
        "reading": _named(finding.reading),
        "missing": [labelled(name) for name in finding.missing],
        "evidence": [_evidence(item) for item in finding.evidence],
        "fingerprint": finding.fingerprint,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "label": bilingual(label_of(evidence.field)),
        "field": evidence.field,
        "value": _plain(evidence.value),
        "value_label": _value_label(evidence.value),
        "expected": _expected(evidence.expected),
        "scope": evidence.scope,
        "sources": sources(evidence.sources),
    }


def _expected(expected: Expected | None) -> dict[str, Any] | None:
    if expected is None:
        return None
    value = expected.value
    values = value if isinstance(value, tuple) else (value,)
    labels = [_value_label(item) for item in values]
    return {
        "operator": expected.operator,
        "value": [*map(_plain, value)] if isinstance(value, tuple) else _plain(value),
        "value_labels": labels if any(labels) else [],
    }


def _plain(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _value_label(value: Value) -> dict[str, str] | None:
    """Word a value that is not the same in words: a code or a day."""
    if isinstance(value, date):
        return {language: day(value, language) for language in LANGUAGES}
    return bilingual(value.label) if isinstance(value, Labelled) else None


def readings(choices: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the options of readings in use, as the contract has them."""
    return _chosen(choices, "option")


def settings(choices: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what the user stated, as the contract has it."""
    return _chosen(choices, "value")


def _chosen(choices: Mapping[str, str], chosen: str) -> list[dict[str, Any]]:
    return [
        {**labelled(name), chosen: str(value), f"{chosen}_label": bilingual(label_of(value))}
        for name, value in sorted(choices.items())
    ]


def _tier(tier: Tier) -> dict[str, Any]:
    return {**labelled(tier), "committees": tier.committees, "within": tier.within}


def sources(cells: Iterable[Source]) -> list[dict[str, str]]:
    """Return cells as the contract has them."""
    return [{"file": cell.file, "sheet": cell.sheet, "cell": cell.cell} for cell in cells]


def party(unit: UnitRef) -> dict[str, Any]:
    """Return a unit or a body as the contract has it."""
    return {"id": unit.id, "name": unit.name}


def labelled(name: str) -> dict[str, Any]:
    """Return a name with its label as the contract has it."""
    return {"id": str(name), "label": bilingual(label_of(name))}


def _named(name: str | None) -> dict[str, Any] | None:
    return None if name is None else labelled(name)


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
