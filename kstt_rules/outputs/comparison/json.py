"""Two audits compared as JSON, schema ``kstt-diff/2``; it holds both languages."""

from typing import Any, BinaryIO, Final

from kstt_rules.base.bilingual import Language, in_both
from kstt_rules.model.comparison import Diff, Difference, FindingChange, Reason, Snapshot
from kstt_rules.outputs.comparison.wording import reason_text
from kstt_rules.outputs.exchange.json_findings import finding_document
from kstt_rules.outputs.exchange.json_values import bilingual, dumped, readings, settings
from kstt_rules.outputs.registry import Output

OUTPUT = Output(name="json", suffix=".json", shows="comparison")

SCHEMA: Final = "kstt-diff/2"


def render(diff: Diff, stream: BinaryIO, *, language: Language) -> None:  # noqa: ARG001 - it holds both
    """Write the document in UTF-8 with two-space indents."""
    stream.write(dumped(document(diff)))


def document(diff: Diff) -> dict[str, Any]:
    """Return the document as plain dicts, lists and scalars, its findings as ``kstt-audit/2`` has them."""
    return {
        "schema": SCHEMA,
        "before": _audit(diff.before),
        "after": _audit(diff.after),
        "differences": [_difference(item) for item in diff.differences],
        "changed_rules": list(diff.changed_rules),
        "summary": {change.value: count for change, count in diff.counts.items()},
        "changes": [_change(item) for item in diff.changes],
    }


def _audit(audit: Snapshot) -> dict[str, Any]:
    return {
        "schema": f"kstt-audit/{audit.version}",
        "pack": {"id": audit.pack.id, "version": audit.pack.version, "sha256": audit.pack.sha256},
        "as_of": audit.as_of.isoformat(),
        "effective_from": audit.effective_from.isoformat() if audit.effective_from else None,
        "readings": readings(audit.readings),
        "settings": settings(audit.settings),
        "selection": None if audit.selection is None else bilingual(audit.selection.told),
        "unreadable": list(audit.unreadable),
        "inputs": [{"file": item.file, "sha256": item.sha256, "previous": item.previous} for item in audit.inputs],
    }


def _difference(item: Difference) -> dict[str, Any]:
    return {"kind": item.kind, "name": item.name, "before": item.before, "after": item.after}


def _reason(item: Reason, *, is_later: bool) -> dict[str, Any]:
    return {
        "why": item.why.value,
        "message": bilingual(in_both(lambda language: reason_text(item, language, is_later=is_later))),
        "missing": [{"id": str(name), "label": bilingual(name.label)} for name in item.missing],
        "files": list(item.files),
    }


def _change(item: FindingChange) -> dict[str, Any]:
    return {
        "change": item.change.value,
        "fingerprint": item.finding.fingerprint,
        "differs": list(item.differs),
        "reasons": [_reason(reason, is_later=item.before is None) for reason in item.reasons],
        "before": finding_document(item.before) if item.before else None,
        "after": finding_document(item.after) if item.after else None,
    }
