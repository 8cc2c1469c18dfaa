"""The findings as SARIF 2.1.0 (OASIS, with errata 01), for programs that show or gather the results of analyses."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, BinaryIO, Final

from kstt_rules.base.bilingual import Language, both
from kstt_rules.base.cell_address import place_of
from kstt_rules.base.labelled import label_of
from kstt_rules.base.version import VERSION
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.findings import AuditResult, Coverage, Finding, Undecided
from kstt_rules.model.outcomes import Outcome, Severity, Verdict
from kstt_rules.outputs import texts
from kstt_rules.outputs.exchange.identifiers import uri_of, uuid_of
from kstt_rules.outputs.exchange.json_values import dumped, outcomes
from kstt_rules.outputs.registry import Output
from kstt_rules.outputs.texts import tools
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, correction_text, observed_text, subject_name

OUTPUT = Output(
    name="sarif",
    suffix=".sarif",
    label=both("SARIF, for code review programs"),
    media="application/sarif+json",
)

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_Json = dict[str, Any]

_LEVELS: Final[Mapping[Severity, str]] = {
    Severity.VIOLATION: "error",
    Severity.REVIEW: "warning",
    Severity.INFO: "note",
}
_BASE: Final = "DOSSIER"


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write one run with its texts in the language.

    A breach fails at the level of its severity, what is undetermined is open, and a waiver suppresses. What many
    subjects leave undetermined for one cause is one result that says how often it occurs. A cell is a region by its
    row, which is what viewers can show of a sheet, and a logical location by its sheet and address.
    """
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(result, language)]}
    stream.write(dumped(log))


def _run(result: AuditResult, language: Language) -> _Json:
    items: Iterable[Finding | Undecided] = chain(result.findings, result.undecided)
    told = sorted(items, key=lambda item: (item.provision, item.rule))
    rules = {item.rule: item for item in told}
    numbers = {rule: index for index, rule in enumerate(rules)}
    places = _Locations(result.inputs)
    return {
        "tool": {"driver": _driver(result, rules.values(), language)},
        "language": language,
        "automationDetails": {"id": visible(f"kstt/{result.pack.id}/{result.as_of}")},
        "invocations": [_invocation(result, places, language)],
        "originalUriBaseIds": {_BASE: {"description": _message(tools.FOLDER[language])}},
        "artifacts": [_artifact(item) for item in result.inputs],
        "taxonomies": [_regulation(result, language)],
        "results": [
            *(_result(finding, numbers[finding.rule], places, language) for finding in result.findings),
            *(_open(item, result.pack.id, numbers[item.rule], language) for item in result.undecided),
        ],
        "columnKind": "unicodeCodePoints",
        "properties": _facts(result),
    }


def _message(text: str) -> _Json:
    """Return a message of plain text: braces and what would be a link stand for themselves (3.11.5, 3.11.6)."""
    return {"text": visible(text).replace("{", "{{").replace("}", "}}").replace("](", "\\](")}


# -- the tool, the regulation and the rules


def _driver(result: AuditResult, rules: Iterable[Finding | Undecided], language: Language) -> _Json:
    summaries = {row.provision: row.summary[language] for row in result.coverage}
    return {
        "name": "kstt-rules",
        "version": VERSION,
        "supportedTaxonomies": [_taxonomy(result)],
        "rules": [_rule(rule, summaries.get(rule.provision, ""), result, language) for rule in rules],
    }


def _taxonomy(result: AuditResult) -> _Json:
    return {"name": visible(result.pack.id), "guid": uuid_of("pack", result.pack.id)}


def _regulation(result: AuditResult, language: Language) -> _Json:
    return {
        **_taxonomy(result),
        "version": visible(result.pack.version),
        "shortDescription": _message(result.regulation.title[language]),
        "taxa": [_provision(row, language) for row in result.coverage],
        "isComprehensive": True,
    }


def _provision(row: Coverage, language: Language) -> _Json:
    reason = {"reason": visible(row.reason[language])} if row.reason else {}
    return {
        "id": row.provision.id,
        "shortDescription": _message(capital(row.citation[language])),
        "fullDescription": _message(row.summary[language]),
        "properties": {"status": row.status, "outcomes": outcomes(row.outcomes), **reason},
    }


def _rule(finding: Finding | Undecided, summary: str, result: AuditResult, language: Language) -> _Json:
    citation = capital(finding.citation[language])
    severity = finding.would_be if isinstance(finding, Undecided) else finding.severity
    told = {"citation": citation, "summary": summary, "rule": finding.rule, "pack": result.pack.id}
    lines = tools.HELP[language].format(**told).split("\n")
    return {
        "id": visible(finding.rule),
        "shortDescription": _message(finding.title[language]),
        "fullDescription": _message(f"{citation}: {summary}"),
        "help": {"text": "\n".join(_message(line)["text"] for line in lines)},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "relationships": [
            {"target": {"id": finding.provision.id, "toolComponent": _taxonomy(result)}, "kinds": ["relevant"]}
        ],
    }


# -- what was submitted


class _Locations:
    """Where things stand among the artifacts of the run."""

    def __init__(self, inputs: Sequence[InputFile]) -> None:
        self._indexes = {item.file: index for index, item in enumerate(inputs)}

    def file(self, file: str) -> _Json:
        """Return the location of a file, with its index where it is an artifact of the run."""
        index = {"index": self._indexes[file]} if file in self._indexes else {}
        return {"uri": uri_of(file), "uriBaseId": _BASE, **index}

    def row(self, file: str, row: int | None) -> _Json:
        """Return the physical location of a row of some sheet of a file, or of the whole file."""
        region = {} if row is None else {"region": {"startLine": row}}
        return {"physicalLocation": {"artifactLocation": self.file(file), **region}}

    def cell(self, source: Source) -> _Json:
        """Return the location of a cell, or of a whole file where it names none."""
        if not source.cell:
            return self.row(source.file, None)
        found = place_of(source.cell)
        path = "!".join(visible(part) for part in (source.file, source.sheet, source.cell) if part)
        cell = {"name": visible(source.cell), "fullyQualifiedName": path, "kind": "cell"}
        return {**self.row(source.file, found.row if found else None), "logicalLocations": [cell]}


def _artifact(item: InputFile) -> _Json:
    rows = {"read": item.read, "accepted": item.accepted, "rejected": item.rejected, "ignored": item.ignored}
    return {
        "location": {"uri": uri_of(item.file), "uriBaseId": _BASE},
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": item.sha256},
        "properties": {"rows": rows},
    }


def _invocation(result: AuditResult, places: _Locations, language: Language) -> _Json:
    notices = [{"message": _message(notice[language]), "level": "note"} for notice in result.notices]
    return {
        "executionSuccessful": not result.unreadable,
        "toolExecutionNotifications": [_reject(item, places, language) for item in result.rejects],
        "toolConfigurationNotifications": [
            *notices,
            *(_correction(item, places, language) for item in result.corrections),
        ],
    }


def _correction(item: Correction, places: _Locations, language: Language) -> _Json:
    return {
        "descriptor": {"id": "correction"},
        "message": _message(correction_text(item, language)),
        "level": "note",
        "locations": [places.cell(Source(item.file, item.sheet, item.cell))],
    }


def _reject(item: Reject, places: _Locations, language: Language) -> _Json:
    sheet = {"properties": {"sheet": visible(item.sheet)}} if item.sheet else {}
    return {
        "descriptor": {"id": visible(item.reason)},
        "message": _message(item.message[language]),
        "level": "error" if item.is_unreadable else "warning",
        "locations": [places.row(item.file, item.row)],
        **sheet,
    }


def _facts(result: AuditResult) -> _Json:
    return {
        "pack": {"id": visible(result.pack.id), "version": visible(result.pack.version), "sha256": result.pack.sha256},
        "asOf": result.as_of.isoformat(),
        "engine": {"name": visible(result.engine.name), "version": visible(result.engine.version)},
        "readings": _chosen(result.readings),
        "settings": _chosen(result.settings),
        "summary": outcomes(result.summary),
    }


def _chosen(choices: Mapping[str, str]) -> dict[str, str]:
    return {visible(str(name)): visible(str(value)) for name, value in sorted(choices.items())}


# -- the findings


def _result(finding: Finding, rule: int, places: _Locations, language: Language) -> _Json:
    open_question = finding.verdict is Verdict.UNDETERMINED
    remedy = f" {texts.REMEDY[language]}: {finding.remedy[language]}" if finding.remedy[language] else ""
    evidence = _evidence(finding, places, language)
    return {
        "ruleId": visible(finding.rule),
        "ruleIndex": rule,
        "kind": "open" if open_question else "fail",
        "level": "none" if open_question else _LEVELS[finding.severity],
        "message": _message(f"{finding.message[language]}{remedy}"),
        "locations": [_first_place(finding, places)],
        "relatedLocations": [{"id": number, **location} for number, location in enumerate(evidence, start=1)],
        "partialFingerprints": {"findingIdentity/v1": finding.fingerprint},
        "suppressions": _suppressions(finding, language),
        "properties": _properties(finding, language),
    }


def _open(item: Undecided, pack: str, rule: int, language: Language) -> _Json:
    """Return one result for all that a rule leaves undetermined for want of the same."""
    remedy = f" {texts.REMEDY[language]}: {item.remedy[language]}"
    identity = uuid_of("undecided", pack, item.rule, item.cause.value, *item.missing)
    return {
        "ruleId": visible(item.rule),
        "ruleIndex": rule,
        "kind": "open",
        "level": "none",
        "message": _message(f"{item.message[language]}{remedy}"),
        "occurrenceCount": item.subjects,
        "partialFingerprints": {"undecidedIdentity/v1": identity},
        "properties": {
            "outcome": Outcome.UNDETERMINED.value,
            "wouldBe": item.would_be.value,
            "provision": item.provision.id,
            "citation": visible(item.citation[language]),
            "subjectKind": visible(item.kind),
            "subjectKindLabel": visible(item.kind.label[language]),
            "cause": item.cause.value,
            "causeLabel": visible(item.cause.label[language]),
            "missing": [visible(name) for name in item.missing],
            "missingLabels": [visible(label_of(name)[language]) for name in item.missing],
            "units": item.units,
        },
    }


def _first_place(finding: Finding, places: _Locations) -> _Json:
    for item in finding.evidence:
        if item.sources:
            return places.cell(item.sources[0])
    names = dict.fromkeys(visible(unit.name) for unit in (finding.bearer, finding.unit))
    return {"logicalLocations": [{"name": name, "fullyQualifiedName": name, "kind": "unit"} for name in names]}


def _evidence(finding: Finding, places: _Locations, language: Language) -> list[_Json]:
    return [
        {**places.cell(source), "message": _message(observed_text(item, language))}
        for item in finding.evidence
        for source in item.sources
    ]


def _suppressions(finding: Finding, language: Language) -> list[_Json]:
    if finding.verdict is not Verdict.WAIVED:
        return []
    return [{"kind": "external", "status": "accepted", "justification": visible(finding.message[language])}]


def _properties(finding: Finding, language: Language) -> _Json:
    subject, unit, bearer = finding.subject, finding.unit, finding.bearer
    optional = {
        "unitId": unit.id,
        "bearerId": bearer.id,
        "tier": subject.tier,
        "tierLabel": None if subject.tier is None else label_of(subject.tier)[language],
        "reading": finding.reading,
        "readingLabel": None if finding.reading is None else label_of(finding.reading)[language],
        "officialText": finding.text,
    }
    return {
        "outcome": finding.outcome.value,
        **({"wouldBe": finding.would_be.value} if finding.would_be else {"severity": finding.severity.value}),
        "provision": finding.provision.id,
        "citation": visible(finding.citation[language]),
        "bearer": visible(bearer.name),
        "unit": visible(unit.name),
        "subject": visible(subject_name(finding, language)),
        "subjectKind": visible(subject.kind),
        "subjectId": visible(subject.id),
        "subjectKindLabel": visible(label_of(subject.kind)[language]),
        "missing": [visible(name) for name in finding.missing],
        "missingLabels": [visible(label_of(name)[language]) for name in finding.missing],
        **{name: visible(value) for name, value in optional.items() if value is not None},
    }
