"""Audits how Vietnamese public bodies keep the rules on focal officers for administrative-procedure control.

>>> from datetime import date
>>> from pathlib import Path
>>> import kstt_rules
>>> result = kstt_rules.audit([Path("examples/bac-giang-2022")], as_of=date(2022, 3, 31))  # doctest: +SKIP
>>> result.summary[kstt_rules.Outcome.VIOLATION]  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from kstt_rules.base.version import VERSION

if TYPE_CHECKING:
    from kstt_rules.auditing import audit
    from kstt_rules.intake import read_dossier
    from kstt_rules.model.findings import AuditResult, Finding, Outcome, Severity, Verdict
    from kstt_rules.pack import load_pack
    from kstt_rules.session import Session

__version__ = VERSION
__all__ = ["AuditResult", "Finding", "Outcome", "Session", "Severity", "Verdict", "audit", "load_pack", "read_dossier"]

_HOMES = {
    "AuditResult": "kstt_rules.model.findings",
    "Finding": "kstt_rules.model.findings",
    "Outcome": "kstt_rules.model.findings",
    "Session": "kstt_rules.session",
    "Severity": "kstt_rules.model.findings",
    "Verdict": "kstt_rules.model.findings",
    "audit": "kstt_rules.auditing",
    "load_pack": "kstt_rules.pack",
    "read_dossier": "kstt_rules.intake",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use, so that starting up costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES[name]), name)
