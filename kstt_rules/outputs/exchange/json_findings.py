"""A finding as the JSON contract has it, as plain values and as bytes."""

from collections.abc import Callable
from typing import Any, Final

from kstt_rules.base.labelled import label_of
from kstt_rules.model.findings import Evidence, Expected, Finding
from kstt_rules.model.outcomes import Verdict
from kstt_rules.outputs.exchange.json_parts import members
from kstt_rules.outputs.exchange.json_values import (
    bilingual,
    judged_subject,
    labelled,
    labelled_or_none,
    party,
    plain,
    sources,
    value_label,
)

_DEPTH: Final = 2  # of a finding in the document


def finding_document(finding: Finding) -> dict[str, Any]:
    """Return one finding as plain dicts, lists and scalars, its keys in the contract's order."""
    return {
        **_ruled(finding),
        **_about(finding),
        **_worded(finding),
        "evidence": [{**_observed(item), **_found_in(item)} for item in finding.evidence],
        "fingerprint": finding.fingerprint,
    }


def finding_writer() -> Callable[[Finding], bytes]:
    """Return what writes findings as items of the document's list; what many share is written out once.

    The bytes are those of ``finding_document`` with two-space indents.
    """
    ruled = members(_ruled, "rule", "verdict", "severity", "provision", "citation", "text", depth=_DEPTH)
    about = members(_about, "subject", "unit", "bearer", depth=_DEPTH)
    worded = members(_worded, "title", "message", "remedy", "reading", "missing", depth=_DEPTH)
    observed = members(_observed, "field", "value", "expected", "scope", depth=_DEPTH + 2)
    found_in = members(_found_in, "sources", depth=_DEPTH + 2)

    def written(finding: Finding) -> bytes:
        terms = b"\n        },\n        {".join(
            [b"%b,%b" % (observed(item), found_in(item)) for item in finding.evidence]
        )
        return b'    {%b,%b,%b,\n      "evidence": [%b],\n      "fingerprint": "%b"\n    }' % (
            ruled(finding),
            about(finding),
            worded(finding),
            b"\n        {%b\n        }\n      " % terms if terms else b"",
            finding.fingerprint.encode(),
        )

    return written


def _ruled(finding: Finding) -> dict[str, Any]:
    provision = finding.provision
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "verdict": finding.verdict.value,
        "severity": None if finding.verdict is Verdict.UNDETERMINED else finding.severity.value,
        "would_be": None if finding.would_be is None else finding.would_be.value,
        "provision": {
            "article": str(provision.article),
            "clause": None if provision.clause is None else str(provision.clause),
            "point": None if provision.point is None else str(provision.point),
            "id": provision.id,
            "citation": bilingual(finding.citation),
            "text": finding.text,
        },
    }


def _about(finding: Finding) -> dict[str, Any]:
    return {
        "subject": judged_subject(finding.subject),
        "unit": party(finding.unit),
        "bearer": party(finding.bearer),
    }


def _worded(finding: Finding) -> dict[str, Any]:
    return {
        "title": bilingual(finding.title),
        "message": bilingual(finding.message),
        "remedy": bilingual(finding.remedy),
        "reading": labelled_or_none(finding.reading),
        "missing": [labelled(name) for name in finding.missing],
    }


def _observed(evidence: Evidence) -> dict[str, Any]:
    return {
        "label": bilingual(label_of(evidence.field)),
        "field": evidence.field,
        "value": plain(evidence.value),
        "value_label": value_label(evidence.value),
        "expected": _expected(evidence.expected),
        "scope": evidence.scope,
    }


def _found_in(evidence: Evidence) -> dict[str, Any]:
    return {"sources": sources(evidence.sources)}


def _expected(expected: Expected | None) -> dict[str, Any] | None:
    if expected is None:
        return None
    value = expected.value
    values = value if isinstance(value, tuple) else (value,)
    labels = [value_label(item) for item in values]
    return {
        "operator": expected.operator,
        "value": [*map(plain, value)] if isinstance(value, tuple) else plain(value),
        "value_labels": labels if any(labels) else [],
    }
