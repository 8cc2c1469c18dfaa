"""What a rule pack covers as JSON, schema ``kstt-coverage/1``; it holds both languages."""

from typing import Any, BinaryIO, Final

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.model.pack_coverage import PackCoverage, ProvisionCoverage
from kstt_rules.outputs.exchange.json_values import bilingual, dumped
from kstt_rules.outputs.registry import Output

OUTPUT = Output(name="json", suffix=".json", shows="coverage")

SCHEMA: Final = "kstt-coverage/1"


def render(coverage: PackCoverage, stream: BinaryIO, *, language: Language) -> None:  # noqa: ARG001 - it holds both
    """Write the document in UTF-8 with two-space indents."""
    stream.write(dumped(document(coverage)))


def document(coverage: PackCoverage) -> dict[str, Any]:
    """Return the document as plain dicts, lists and scalars."""
    pack = coverage.pack
    return {
        "schema": SCHEMA,
        "pack": {"id": pack.id, "version": pack.version, "sha256": pack.sha256},
        "summary": {
            "provisions": len(coverage.provisions),
            "checked": coverage.count("checked"),
            "not_checked": coverage.count("not_checked"),
            "untested": coverage.count("untested"),
            "decided_percent": coverage.decided,
            "rules": len(coverage.rules),
            "cases": coverage.cases,
            "mutants": sum(rule.mutants for rule in coverage.rules),
        },
        "provisions": [_provision(entry) for entry in coverage.provisions],
    }


def _provision(entry: ProvisionCoverage) -> dict[str, Any]:
    return {
        "provision": entry.provision.id,
        "citation": bilingual(Bilingual(entry.provision.vi, entry.provision.en)),
        "norm": entry.norm,
        "bearer": bilingual(entry.bearer),
        "summary": bilingual(entry.summary),
        "status": entry.status,
        "reason": bilingual(entry.reason) if entry.reason else None,
        "rules": [
            {"id": rule.id, "title": bilingual(rule.title), "cases": rule.cases, "mutants": rule.mutants}
            for rule in entry.rules
        ],
    }
