"""The result as OSCAL 1.2.1 assessment results (NIST), in JSON: what was seen stands apart from what is concluded."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, BinaryIO, Final

from kstt_rules.base.bilingual import Language, both
from kstt_rules.base.labelled import label_of
from kstt_rules.model.citation import Provision
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import InputFile, Reject
from kstt_rules.model.findings import AuditResult, Coverage, Evidence, Finding, Undecided, UnitRef
from kstt_rules.model.outcomes import BREACHES, Outcome, Verdict
from kstt_rules.outputs import texts
from kstt_rules.outputs.exchange.identifiers import uri_of, uuid_of
from kstt_rules.outputs.exchange.json import document
from kstt_rules.outputs.exchange.json_values import dumped, outcomes
from kstt_rules.outputs.exchange.oscal_values import filled, instant, line, markup, prop, props, value
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import tools
from kstt_rules.outputs.wording import (
    capital,
    choice_text,
    correction_text,
    evidence_text,
    missing_text,
    parties_text,
    places_text,
    provision_text,
    subject_name,
    term_text,
)

OUTPUT = Output(
    name="oscal",
    suffix=".oscal.json",
    label=both("OSCAL, for audit programs"),
    media="application/json",
)

VERSION: Final = "1.2.1"

_Json = dict[str, Any]


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write one set of results with its texts in the language.

    Each breach has an observation of its evidence, a finding, and a risk: open, or with an approved deviation where it
    is waived. What is undetermined is an observation alone, for nothing is concluded on it. A provision on which all is
    decided and no breach found is satisfied where some subject is compliant. Every instant is the beginning of the day
    of the audit in Viet Nam, every UUID follows from what it names.
    """
    content = {"assessment-results": _results(result, language)}
    stream.write(dumped(content))


def _results(result: AuditResult, language: Language) -> _Json:
    identity = (repr(document(result)), language)
    return {
        "uuid": uuid_of("document", *identity),
        "metadata": _metadata(result, language),
        "import-ap": {"href": f"#{_pack_uuid(result)}"},
        "results": [_result_set(result, uuid_of("result", *identity), language)],
        "back-matter": {"resources": [_pack(result, language), *map(_file, result.inputs), *_other_files(result)]},
    }


def _result_set(result: AuditResult, uuid: str, language: Language) -> _Json:
    seen = [_observation(finding, result.as_of, language) for finding in result.findings]
    undecided = [_undecided(item, result, language) for item in result.undecided]
    not_taken = [_reject(item, result.as_of, language) for item in result.rejects]
    corrected = [_correction(*item, result.as_of, language) for item in enumerate(result.corrections)]
    concluded = [finding for finding in result.findings if finding.verdict is not Verdict.UNDETERMINED]
    satisfied = [_satisfied(row, result.pack.id, language) for row in result.coverage if _is_satisfied(row)]
    pack = f"{result.pack.id} {result.pack.version}"
    return {
        "uuid": uuid,
        "title": line(result.regulation.title[language]),
        "description": markup(tools.AUDITED[language].format(pack=pack)),
        "start": instant(result.as_of),
        "end": instant(result.as_of),
        "props": _choices(result, language),
        "reviewed-controls": _reviewed(result.coverage, language),
        **filled("observations", [*seen, *undecided, *not_taken, *corrected]),
        **filled("risks", [_risk(finding, result.as_of, language) for finding in concluded]),
        **filled("findings", [*(_finding(finding, language) for finding in concluded), *satisfied]),
    }


# -- texts, properties and instants as OSCAL takes them


# -- the document, the plan and the files


def _metadata(result: AuditResult, language: Language) -> _Json:
    notices = "\n\n".join(markup(notice[language]) for notice in result.notices)
    return {
        "title": line(f"{texts.TITLE[language]}: {result.regulation.title[language]}"),
        "last-modified": instant(result.as_of),
        "version": result.as_of.isoformat(),
        "oscal-version": VERSION,
        **filled("parties", [_party(unit) for unit in _parties(result.findings)]),
        **({"remarks": notices} if notices else {}),
    }


def _parties(findings: Iterable[Finding]) -> Iterable[UnitRef]:
    """Return who is obliged and which units are concerned, each once."""
    return dict.fromkeys(unit for finding in findings for unit in (finding.bearer, finding.unit))


def _party(unit: UnitRef) -> _Json:
    identifier = filled("props", props({"unit-id": unit.id}))
    return {"uuid": _unit_uuid(unit), "type": "organization", "name": value(unit.name), **identifier}


def _unit_uuid(unit: UnitRef) -> str:
    return uuid_of("unit", unit.id or "", unit.name)


def _pack_uuid(result: AuditResult) -> str:
    return uuid_of("pack", result.pack.id, result.pack.version, result.pack.sha256)


def _pack(result: AuditResult, language: Language) -> _Json:
    pack = result.pack
    return {
        "uuid": _pack_uuid(result),
        "title": line(f"{texts.PACK[language]} {pack.id} {pack.version}"),
        "description": markup(tools.RULE_PACK[language]),
        "props": props({"pack": pack.id, "pack-version": pack.version, "pack-sha256": pack.sha256}),
    }


def _file(item: InputFile) -> _Json:
    rows = {"read": item.read, "accepted": item.accepted, "rejected": item.rejected, "ignored": item.ignored}
    hashes = [{"algorithm": "SHA-256", "value": item.sha256}]
    return {
        "uuid": _file_uuid(item.file),
        "title": line(item.file),
        "props": props({f"rows-{name}": count for name, count in rows.items()}),
        "rlinks": [{"href": uri_of(item.file), "hashes": hashes}],
    }


def _other_files(result: AuditResult) -> Iterable[_Json]:
    """List the files that were not taken as input but that something refers to, as in an earlier roster."""
    cited = {source.file for finding in result.findings for item in finding.evidence for source in item.sources}
    named = cited | {item.file for item in result.rejects}
    for file in sorted(named - {item.file for item in result.inputs}):
        yield {"uuid": _file_uuid(file), "title": line(file), "rlinks": [{"href": uri_of(file)}]}


def _file_uuid(file: str) -> str:
    return uuid_of("file", file)


def _choices(result: AuditResult, language: Language) -> list[_Json]:
    readings = [prop("reading", choice_text(*choice, language)) for choice in sorted(result.readings.items())]
    settings = [prop("setting", choice_text(*choice, language)) for choice in sorted(result.settings.items())]
    counts = [prop(f"count-{outcome.value}", count) for outcome, count in result.summary.items()]
    engine = prop("engine", f"{result.engine.name} {result.engine.version}")
    return [*readings, *settings, engine, *counts]


def _reviewed(coverage: Iterable[Coverage], language: Language) -> _Json:
    """Select every provision but those without a rule, on which nothing is concluded."""
    left_out = [{"control-id": row.provision.id} for row in coverage if row.status != "checked"]
    selection = {
        "description": markup(tools.REVIEWED[language]),
        "include-all": {},
        **filled("exclude-controls", left_out),
    }
    return {"control-selections": [selection]}


# -- what was seen


def _observation(finding: Finding, as_of: date, language: Language) -> _Json:
    lines = [markup(evidence_text(item, language)) for item in finding.evidence]
    if finding.missing:
        lines.append(markup(f"{texts.MISSING[language]}: {missing_text(finding.missing, language)}"))
    evidence = [entry for item in finding.evidence for entry in _evidence(item, language)]
    undetermined = finding.verdict is Verdict.UNDETERMINED
    if undetermined:
        lines.insert(0, markup(finding.message[language]))
    return {
        "uuid": _uuid("observation", finding),
        "title": line(f"{parties_text(finding)}: {finding.title[language]}"),
        "description": "\n\n".join(lines) or markup(tools.NO_EVIDENCE[language]),
        **({"props": _conclusion(finding, language)} if undetermined else {}),
        "methods": ["EXAMINE"],
        "types": ["control-objective" if undetermined else "finding"],
        "subjects": [_subject(unit) for unit in _parties([finding])],
        **filled("relevant-evidence", evidence),
        "collected": instant(as_of),
    }


def _undecided(item: Undecided, result: AuditResult, language: Language) -> _Json:
    """Return one observation for all that a rule leaves undetermined for want of the same."""
    told = props(
        {
            "rule": item.rule,
            "outcome": Outcome.UNDETERMINED.value,
            "would-be": item.would_be.value,
            "cause": item.cause.value,
            "provision": item.provision.id,
            "subject-kind": item.kind,
            "subjects": item.subjects,
            "units": item.units,
        }
    )
    return {
        "uuid": uuid_of("undecided", result.pack.id, item.rule, item.cause.value, *item.missing),
        "title": line(item.title[language]),
        "description": "\n\n".join(markup(text[language]) for text in (item.message, item.remedy)),
        "props": told,
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "collected": instant(result.as_of),
    }


def _subject(unit: UnitRef) -> _Json:
    return {"subject-uuid": _unit_uuid(unit), "type": "party", "title": line(unit.name)}


def _evidence(evidence: Evidence, language: Language) -> Iterable[_Json]:
    for file, sources in groupby(evidence.sources, lambda source: source.file):
        yield {
            "href": f"#{_file_uuid(file)}",
            "description": markup(f"{term_text(evidence.field, language)} [{places_text(sources, language)}]"),
        }


def _reject(item: Reject, as_of: date, language: Language) -> _Json:
    row = None if item.row is None else str(item.row)
    return {
        "uuid": uuid_of("reject", item.file, item.sheet or "", row or "", item.reason, item.message.vi),
        "title": line(texts.REJECTS[language]),
        "description": markup(item.message[language]),
        "props": props({"reason": item.reason, "sheet": item.sheet, "row": row}),
        "methods": ["EXAMINE"],
        "relevant-evidence": [{"href": f"#{_file_uuid(item.file)}", "description": markup(item.file)}],
        "collected": instant(as_of),
    }


def _correction(place: int, item: Correction, as_of: date, language: Language) -> _Json:
    return {
        "uuid": uuid_of("correction", str(place), item.file, item.sheet, item.cell, item.told.vi),
        "title": line(texts.CORRECTIONS[language]),
        "description": markup(correction_text(item, language)),
        "props": props({"sheet": item.sheet, "cell": item.cell}),
        "methods": ["EXAMINE"],
        "relevant-evidence": [{"href": f"#{_file_uuid(item.file)}", "description": markup(item.file)}],
        "collected": instant(as_of),
    }


# -- what is concluded


def _uuid(kind: str, finding: Finding) -> str:
    return uuid_of(kind, finding.fingerprint)


def _finding(finding: Finding, language: Language) -> _Json:
    return {
        "uuid": _uuid("finding", finding),
        "title": line(f"{parties_text(finding)}: {finding.title[language]}"),
        "description": markup(finding.message[language]),
        "props": _conclusion(finding, language),
        "target": _target(finding.provision, finding.citation[language], "not-satisfied", "fail"),
        "related-observations": [{"observation-uuid": _uuid("observation", finding)}],
        "related-risks": [{"risk-uuid": _uuid("risk", finding)}],
        **({"remarks": markup(finding.text)} if finding.text else {}),
    }


def _conclusion(finding: Finding, language: Language) -> list[_Json]:
    return props(
        {
            "rule": finding.rule,
            "outcome": finding.outcome.value,
            "severity": None if finding.would_be else finding.severity.value,
            "would-be": finding.would_be.value if finding.would_be else None,
            "provision": finding.provision.id,
            "subject-kind": finding.subject.kind,
            "subject-kind-label": label_of(finding.subject.kind)[language],
            "subject-id": finding.subject.id,
            "subject-name": subject_name(finding, language),
            "bearer-id": finding.bearer.id,
            "bearer-name": finding.bearer.name,
            "unit-id": finding.unit.id,
            "unit-name": finding.unit.name,
            "reading": finding.reading,
            "fingerprint": finding.fingerprint,
        }
    )


def _target(provision: Provision, title: str, state: str, reason: str) -> _Json:
    return {
        "type": "objective-id",
        "target-id": provision.id,
        "title": line(capital(title)),
        "status": {"state": state, "reason": reason},
    }


def _is_satisfied(row: Coverage) -> bool:
    others = (*BREACHES, Outcome.WAIVED, Outcome.UNDETERMINED)
    return bool(row.outcomes.get(Outcome.COMPLIANT)) and not any(row.outcomes.get(outcome) for outcome in others)


def _satisfied(row: Coverage, pack: str, language: Language) -> _Json:
    counts = outcomes(row.outcomes)
    return {
        "uuid": uuid_of("satisfied", pack, row.provision.id),
        "title": line(capital(provision_text(row.provision, language))),
        "description": markup(tools.SATISFIED[language].format(**counts)),
        "target": _target(row.provision, row.citation[language], "satisfied", "pass"),
    }


def _risk(finding: Finding, as_of: date, language: Language) -> _Json:
    waived = finding.verdict is Verdict.WAIVED
    deviation = {"entries": [_deviation(finding, as_of, language)]}
    return {
        "uuid": _uuid("risk", finding),
        "title": line(finding.title[language]),
        "description": markup(finding.message[language]),
        "statement": markup(f"{capital(finding.citation[language])}."),
        "status": "deviation-approved" if waived else "open",
        **filled("remediations", [_remediation(finding, language)] if finding.remedy[language] else []),
        **({"risk-log": deviation} if waived else {}),
        "related-observations": [{"observation-uuid": _uuid("observation", finding)}],
    }


def _remediation(finding: Finding, language: Language) -> _Json:
    return {
        "uuid": _uuid("remediation", finding),
        "lifecycle": "recommendation",
        "title": line(texts.REMEDY[language]),
        "description": markup(finding.remedy[language]),
    }


def _deviation(finding: Finding, as_of: date, language: Language) -> _Json:
    return {
        "uuid": _uuid("deviation", finding),
        "title": line(capital(Outcome.WAIVED.label[language])),
        "description": markup(finding.message[language]),
        "start": instant(as_of),
        "status-change": "deviation-approved",
    }
