"""Audits how Vietnamese public bodies keep the rules on focal officers for administrative-procedure control.

Give ``audit`` the workbooks that offices sent, or the rows themselves, and the day for which it is to speak:

>>> import kstt_rules
>>> result = kstt_rules.audit("examples/two-tier-2026", as_of="2026-06-30", pack="example-two-tier")
>>> result
<AuditResult of example-two-tier as of 2026-06-30: violation 32, review 15, info 0, undetermined 9, ...>

The result is a tree of plain frozen values. Each finding has its citation, its words in both languages, and the cells
that it rests on:

>>> finding = result.findings[0]
>>> print(finding.outcome, finding.unit.name, finding.provision.en, finding.evidence[0].sources[0].cell)
violation Sở Công Thương Article 4, Clause 1 B13

It shows itself in a notebook, becomes a data frame, and is written in every format of ``kstt audit``:

>>> frame = result.to_frame()
>>> result.write("findings.xlsx")  # doctest: +SKIP
>>> result = kstt_rules.AuditResult.read("findings.json")  # doctest: +SKIP

``Session`` keeps an audit open, as a form needs it: edit a row, and see which findings came and went. ``load_pack``
reads a rule pack, ``read_dossier`` workbooks without judging them. Whatever goes wrong on purpose is a ``KsttError``;
``UsageError`` is a ValueError too. docs/api.md has a notebook, and each of these names at length.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kstt_rules.base.version import VERSION

if TYPE_CHECKING:
    from kstt_rules.auditing import audit
    from kstt_rules.base.errors import EngineError, InputError, KsttError, PackError, UsageError
    from kstt_rules.base.progress import Progress
    from kstt_rules.intake import read_dossier
    from kstt_rules.library.result import AuditResult
    from kstt_rules.model.findings import Finding
    from kstt_rules.model.outcomes import Outcome, Severity, Verdict
    from kstt_rules.model.selection import Only
    from kstt_rules.pack import load_pack
    from kstt_rules.session import EditOutcome, Session
    from kstt_rules.waivers.apply import Waiver

__version__ = VERSION
__all__ = [
    "AuditResult",
    "EditOutcome",
    "EngineError",
    "Finding",
    "InputError",
    "KsttError",
    "Only",
    "Outcome",
    "PackError",
    "Progress",
    "Session",
    "Severity",
    "UsageError",
    "Verdict",
    "Waiver",
    "audit",
    "load_pack",
    "read_dossier",
]

_HOMES = {
    "AuditResult": "kstt_rules.library.result",
    "EditOutcome": "kstt_rules.session",
    "EngineError": "kstt_rules.base.errors",
    "Finding": "kstt_rules.model.findings",
    "InputError": "kstt_rules.base.errors",
    "KsttError": "kstt_rules.base.errors",
    "Only": "kstt_rules.model.selection",
    "Outcome": "kstt_rules.model.outcomes",
    "PackError": "kstt_rules.base.errors",
    "Progress": "kstt_rules.base.progress",
    "Session": "kstt_rules.session",
    "Severity": "kstt_rules.model.outcomes",
    "UsageError": "kstt_rules.base.errors",
    "Verdict": "kstt_rules.model.outcomes",
    "Waiver": "kstt_rules.waivers.apply",
    "audit": "kstt_rules.auditing",
    "load_pack": "kstt_rules.pack",
    "read_dossier": "kstt_rules.intake",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use, so that starting up costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Name what is public, and nothing that happens to be loaded."""
    return [*__all__, "__version__"]
