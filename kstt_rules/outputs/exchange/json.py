"""The whole result as JSON, schema ``kstt-audit/2``: the contract that other tools build on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, Final, TypeVar

import orjson

from kstt_rules.base.bilingual import LANGUAGES, Bilingual, Language, both
from kstt_rules.base.labelled import Labelled, Tier, label_of
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.findings import (
    AuditResult,
    Coverage,
    Evidence,
    Expected,
    Finding,
    Outcome,
    Outcomes,
    Received,
    RuleRef,
    Subject,
    Undecided,
    UnitRecord,
    UnitRef,
    Value,
    Verdict,
)
from kstt_rules.model.selection import Selection
from kstt_rules.outputs.exchange.json_parts import Parts, WrittenOnce, encoded, made
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.wording import day

OUTPUT = Output(name="json", suffix=".json", label=both("JSON for programs"), media="application/json")

SCHEMA: Final = "kstt-audit/2"

_AT_ONCE: Final = 200  # items
_DEPTH: Final = 2  # of an item in the document
_OPTIONS: Final = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE

_OUTCOMES: Final = [(outcome.value, outcome) for outcome in Outcome]

Item = TypeVar("Item")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:  # noqa: ARG001 - it holds both
    """Write the document in UTF-8 with two-space indents, a unit a line; it holds both languages, whichever is asked.

    Units and findings are written as they are read, so that a result of any size takes little memory.
    """
    stream.write(dumped(_head(result)).removesuffix(b"\n}\n"))
    _write_list(stream, "units", result.units, _lines, partial(_unit, parts=WrittenOnce()))
    _write_list(stream, "undecided", result.undecided, _blocks, undecided_document)
    _write_list(stream, "findings", result.findings, _blocks, partial(finding_document, parts=WrittenOnce(_DEPTH)))
    stream.write(b"\n}\n")


def _write_list(
    stream: BinaryIO,
    name: str,
    items: Iterable[Item],
    written: Callable[[list[Any]], bytes],
    made: Callable[[Item], Any],
) -> None:
    stream.write(f',\n  "{name}": ['.encode())
    started, documents = False, map(made, items)
    while some := list(islice(documents, _AT_ONCE)):
        stream.write(b",\n" if started else b"\n")
        stream.write(written(some))
        started = True
    stream.write(b"\n  ]" if started else b"]")


def _lines(documents: list[Any]) -> bytes:
    """Write items of a list of the document, a line each."""
    return b"    " + b",\n    ".join(map(encoded, documents))


def _blocks(documents: list[Any]) -> bytes:
    """Write items of a list of the document, a line each value."""
    return encoded({"": documents}, orjson.OPT_INDENT_2)[len(b'{\n  "": [\n') : -len(b"\n  ]\n}")]


def dumped(content: Any) -> bytes:
    """Return a document of plain values in UTF-8, with two-space indents."""
    return encoded(content, _OPTIONS)


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
            "called": bilingual(regulation.called),
            "matter": bilingual(regulation.matter),
            "citations": None if regulation.citations is None else _citations(regulation.citations),
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


def _citations(form: CitationForm) -> dict[str, Any]:
    return {"levels": {level.id: level.numbers for level in form.levels}, "vi": form.vi, "en": form.en}


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
    return {name: counts.get(outcome, 0) for name, outcome in _OUTCOMES}


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


def _unit(record: UnitRecord, parts: Parts = made) -> dict[str, Any]:
    return {
        **party(record.unit),
        "tier": parts(1, _named, record.tier),
        "parent": parts(1, _party_or_none, record.parent),
        "received": [parts(2, _received, item) for item in record.received],
        "outcomes": outcomes(record.outcomes),
        "not_asked": [parts(2, labelled, item) for item in record.not_asked],
    }


def _received(item: Received) -> dict[str, Any]:
    return {**labelled(item.dataset), "rows": item.rows, "files": list(item.files)}


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


def finding_document(finding: Finding, parts: Parts = made) -> dict[str, Any]:
    """Return one finding as the contract has it; ``parts`` gives what it may share with others."""
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "verdict": finding.verdict.value,
        "severity": None if finding.verdict is Verdict.UNDETERMINED else finding.severity.value,
        "would_be": None if finding.would_be is None else finding.would_be.value,
        "provision": parts(1, _provision, finding.provision, finding.citation, finding.text),
        "subject": parts(1, _subject, finding.subject),
        "unit": parts(1, party, finding.unit),
        "bearer": parts(1, party, finding.bearer),
        "title": parts(1, bilingual, finding.title),
        "message": parts(1, bilingual, finding.message),
        "remedy": parts(1, bilingual, finding.remedy),
        "reading": parts(1, _named, finding.reading),
        "missing": [parts(2, labelled, name) for name in finding.missing],
        "evidence": [_evidence(item, parts) for item in finding.evidence],
        "fingerprint": finding.fingerprint,
    }


def _provision(provision: Provision, citation: Bilingual, text: str | None) -> dict[str, Any]:
    return {
        "article": str(provision.article),
        "clause": None if provision.clause is None else str(provision.clause),
        "point": None if provision.point is None else str(provision.point),
        "id": provision.id,
        "citation": bilingual(citation),
        "text": text,
    }


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        "kind": labelled(subject.kind),
        "id": subject.id,
        "name": subject.name,
        "label": bilingual(label_of(subject.name)),
        "tier": subject.tier,
    }


def _evidence(evidence: Evidence, parts: Parts) -> dict[str, Any]:
    return {
        "label": parts(3, _label, evidence.field),
        "field": evidence.field,
        "value": _plain(evidence.value),
        "value_label": _value_label(evidence.value),
        "expected": parts(3, _expected, evidence.expected),
        "scope": evidence.scope,
        "sources": parts(3, sources, evidence.sources),
    }


def _label(name: str) -> dict[str, str]:
    return bilingual(label_of(name))


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


def _party_or_none(unit: UnitRef | None) -> dict[str, Any] | None:
    return None if unit is None else party(unit)


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
