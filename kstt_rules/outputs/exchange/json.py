"""The whole result as JSON, schema ``kstt-audit/2``: the contract that other tools build on."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from typing import Any, BinaryIO, Final, TypeVar

import orjson

from kstt_rules.base.bilingual import Language, both
from kstt_rules.base.labelled import Tier
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import AuditResult, Coverage, Received, RuleRef, Undecided, UnitRecord
from kstt_rules.model.selection import Selection
from kstt_rules.outputs.exchange.json_findings import finding_document, finding_writer
from kstt_rules.outputs.exchange.json_parts import members
from kstt_rules.outputs.exchange.json_values import (
    bilingual,
    dumped,
    encoded,
    labelled,
    labelled_or_none,
    outcomes,
    party,
    party_or_none,
    readings,
    settings,
)
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.some_at_once import some_at_once

OUTPUT = Output(name="json", suffix=".json", label=both("JSON for programs"), media="application/json")

SCHEMA: Final = "kstt-audit/2"

_BEFORE: Final = len(b'{\n  "": [\n')
_BEHIND: Final = len(b"\n  ]\n}")

Item = TypeVar("Item")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:  # noqa: ARG001 - it holds both
    """Write the document in UTF-8 with two-space indents, a unit a line; it holds both languages, whichever is asked.

    Units and findings are written as they are read, so that a result of any size takes little memory.
    """
    stream.write(dumped(_head(result)).removesuffix(b"\n}\n"))
    _write_list(stream, "units", result.units, _unit_writer())
    _write_list(stream, "undecided", result.undecided, _undecided_item)
    _write_list(stream, "findings", result.findings, finding_writer())
    stream.write(b"\n}\n")


def _write_list(stream: BinaryIO, name: str, items: Sequence[Item], written: Callable[[Item], bytes]) -> None:
    stream.write(f',\n  "{name}": ['.encode())
    with closing(some_at_once(items, lambda some: b",\n".join(map(written, some)))) as parts:
        for number, part in enumerate(parts):
            stream.write(b",\n" if number else b"\n")
            stream.write(part)
    stream.write(b"\n  ]" if items else b"]")


def _undecided_item(item: Undecided) -> bytes:
    return encoded({"": [undecided_document(item)]}, orjson.OPT_INDENT_2)[_BEFORE:-_BEHIND]


def _unit_writer() -> Callable[[UnitRecord], bytes]:
    """Return what writes units as lines; what many share is written out once."""
    placed, not_asked = members(_placed, "tier", "parent", "received"), members(_not_asked, "not_asked")

    def written(record: UnitRecord) -> bytes:
        named, counts = encoded(party(record.unit)), encoded(outcomes(record.outcomes))
        return b'    {%b,%b,"outcomes":%b,%b}' % (named[1:-1], placed(record), counts, not_asked(record))

    return written


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
        **({"corrections": [_correction(item) for item in result.corrections]} if result.corrections else {}),
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


def _correction(item: Correction) -> dict[str, Any]:
    return {
        "file": item.file,
        "sheet": item.sheet,
        "cell": item.cell,
        "dataset": labelled_or_none(item.dataset),
        "field": labelled_or_none(item.field),
        "before": item.before,
        "after": item.after,
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
    counts = outcomes(record.outcomes)
    return {**party(record.unit), **_placed(record), "outcomes": counts, **_not_asked(record)}


def _placed(record: UnitRecord) -> dict[str, Any]:
    return {
        "tier": labelled_or_none(record.tier),
        "parent": party_or_none(record.parent),
        "received": [_received(item) for item in record.received],
    }


def _not_asked(record: UnitRecord) -> dict[str, Any]:
    return {"not_asked": [labelled(item) for item in record.not_asked]}


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


def _tier(tier: Tier) -> dict[str, Any]:
    return {**labelled(tier), "committees": tier.committees, "within": tier.within}


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
