"""Letters of reminder: which units are written to, about which breaches, with which copies and file names."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from kstt_rules.base.alphabet import alphabetical
from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.labelled import Tier
from kstt_rules.base.suggestion import hint
from kstt_rules.base.text_keys import slug
from kstt_rules.model.dossier import Table
from kstt_rules.model.findings import Finding, Severity, UnitRef, Verdict
from kstt_rules.model.letter import Letter, Letters

_LONGEST: Final = 60


def write_to(
    findings: Iterable[Finding],
    *,
    least: Severity,
    register: Table | None = None,
    sender: str | None = None,
    only: Sequence[str] = (),
) -> Letters:
    """Decide who is written to: every unit but the sender with a breach of at least this severity.

    ``only`` names the units, by id or name, to write to. Raises UsageError where one of them has no such breach.
    """
    units: dict[UnitRef, list[Finding]] = {}
    for finding in findings:
        weighs = finding.verdict is Verdict.BREACH and finding.severity.rank >= least.rank
        if weighs and (sender is None or finding.unit.id != sender):
            units.setdefault(finding.unit, []).append(finding)
    chosen = _chosen(units, only)
    addressed = sorted((unit for unit in chosen if unit.id), key=lambda unit: _place(units[unit]))
    files, superiors = _files(addressed), {} if register is None else _superiors(register)
    letters = [
        Letter(
            unit=unit,
            tier=_tier(units[unit]),
            superior=superiors.get(unit.id),
            findings=tuple(sorted(units[unit], key=lambda finding: -finding.severity.rank)),
            file=files[unit],
        )
        for unit in addressed
    ]
    return Letters(tuple(letters), tuple(unit for unit in chosen if not unit.id))


def _chosen(units: Iterable[UnitRef], only: Sequence[str]) -> list[UnitRef]:
    known = list(units)
    named = {name for unit in known for name in (unit.id, unit.name)}
    for name in only:
        if name not in named:
            near = hint(name, sorted(filter(None, named)))
            raise UsageError(both("no breach was found for unit {name!r}{near}").format(name=name, near=near))
    return [unit for unit in known if not only or {unit.id, unit.name}.intersection(only)]


def _tier(findings: Sequence[Finding]) -> Tier | None:
    return next((finding.subject.tier for finding in findings if finding.subject.tier), None)


def _place(findings: Sequence[Finding]) -> tuple[bool, int, str, str]:
    """Order the units by tier from the highest, those of no known tier last."""
    tier, unit = _tier(findings), findings[0].unit
    return (tier is None, 0 if tier is None else tier.rank, alphabetical(unit.name), unit.id or "")


def _superiors(register: Table) -> dict[str | None, UnitRef]:
    """Return the unit that each unit of a register is under, by the id of the lower one."""
    rows = register.frame.to_dict("records")
    names = {str(row["id"]): str(row["name"]) for row in rows}
    above = {str(row["id"]): row.get("parent") for row in rows}
    return {
        unit: UnitRef(parent if parent in names else None, names.get(parent, parent))
        for unit, parent in above.items()
        if isinstance(parent, str) and parent != unit
    }


def _files(units: Sequence[UnitRef]) -> dict[UnitRef, str]:
    """Name a file for each unit after its id; ids that come out alike get a part of their hash."""
    stems = {unit: _stem(unit) for unit in units}
    alike = Counter(stems.values())
    marks = {unit: f"-{_mark(unit)}" if alike[stem] > 1 or not stem else "" for unit, stem in stems.items()}
    return {unit: f"cong-van-{stem}{marks[unit]}.docx" for unit, stem in stems.items()}


def _stem(unit: UnitRef) -> str:
    folded = slug(unit.id or "")
    return "".join(letter for letter in folded if letter.isascii())[:_LONGEST].strip("-")


def _mark(unit: UnitRef) -> str:
    return hashlib.sha256(f"{unit.id}\x1f{unit.name}".encode(errors="backslashreplace")).hexdigest()[:8]
