"""The findings as SARIF 2.1.0 (OASIS, with errata 01), for programs that show or gather the results of analyses."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO, Final

import orjson

from kstt_rules import __version__
from kstt_rules.bilingual import Language
from kstt_rules.dossier import InputFile, Reject, Source
from kstt_rules.findings import AuditResult, Coverage, Evidence, Finding, Severity, Verdict
from kstt_rules.outputs import texts, tool_texts
from kstt_rules.outputs.identifiers import uri_of, uuid_of
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, value_text

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: Final[Mapping[Severity, str]] = {
    Severity.VIOLATION: "error",
    Severity.REVIEW: "warning",
    Severity.INFO: "note",
}
_BASE: Final = "DOSSIER"
_ROW = re.compile("[A-Z]+([0-9]+)")


def render(result: AuditResult, stream: BinaryIO, *, language: Language) -> None:
    """Write one run, its texts in the language: a breach fails, what is undetermined is open, a waiver suppresses."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(result, language)]}
    stream.write(orjson.dumps(log, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _run(result: AuditResult, language: Language) -> dict[str, Any]:
    rules = _rules_in_order(result.findings)
    places = {item.file: index for index, item in enumerate(result.inputs)}
    return {
        "tool": {"driver": _driver(result, rules, language)},
        "language": language,
        "automationDetails": {"id": visible(f"kstt/{result.pack.id}/{result.as_of}")},
        "invocations": [_invocation(result, places, language)],
        "originalUriBaseIds": {_BASE: {"description": _message(tool_texts.FOLDER[language])}},
        "artifacts": [_artifact(item, index) for index, item in enumerate(result.inputs)],
        "taxonomies": [_taxonomy(result, language)],
        "results": [_result(finding, list(rules), places, language) for finding in result.findings],
        "columnKind": "unicodeCodePoints",
        "properties": _facts(result),
    }


def _rules_in_order(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return one finding of each rule that has any, by the rule's id, in the order of the provisions."""
    ordered = sorted(findings, key=lambda finding: (finding.provision, finding.rule))
    return {finding.rule: finding for finding in reversed(ordered)} and {
        finding.rule: finding for finding in ordered
    }
