"""Letters of reminder: which units are written to, about which breaches, with which copies and file names."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
_MOST_TOLD: Final = 10
_LETTER, _OWN = "cong-van-", "phieu-trinh-"


def write_to(
    findings: Iterable[Finding],
    *,
    least: Severity,
    register: Table | None = None,
    sender: str | None = None,
    only: Sequence[str] = (),
) -> Letters:
    """Decide who is written to: every body that is obliged by a breach of at least this severity.

    The sender gets no letter but a page of its own. ``only`` names the bodies, by id or name, to write to. Raises
    UsageError where one of them has no such breach.
    """
    all_findings = list(findings)
    bodies: dict[UnitRef, list[Finding]] = {}
    for finding in all_findings:
        if finding.verdict is Verdict.BREACH and finding.severity.rank >= least.rank:
            bodies.setdefault(finding.bearer, []).append(finding)
    tiers = _tiers(all_findings, register)
    chosen = _chosen(bodies, only)
    addressed = sorted((body for body in chosen if body.id), key=lambda body: _place(body, tiers))
    files, superiors = _files(addressed), {} if register is None else _superiors(register)
    letters = [
        Letter(
            unit=body,
            tier=tiers.get(body.id),
            superior=superiors.get(body.id),
            findings=tuple(sorted(bodies[body], key=lambda finding: -finding.severity.rank)),
            file=files[body] if body.id != sender else files[body].replace(_LETTER, _OWN, 1),
            in_brief=body.id == sender or _is_about_many(body, bodies[body]),
            is_own=body.id == sender,
        )
        for body in addressed
    ]
    unaddressed = tuple(body for body in chosen if not body.id)
    own = next((letter for letter in letters if letter.is_own), None)
    return Letters(tuple(letter for letter in letters if not letter.is_own), unaddressed, own)


def _is_about_many(body: UnitRef, findings: Sequence[Finding]) -> bool:
    """Say whether a body is obliged by findings on so many other units that they are told by rule."""
    return sum(finding.unit != body for finding in findings) > _MOST_TOLD


def _chosen(units: Iterable[UnitRef], only: Sequence[str]) -> list[UnitRef]:
    known = list(units)
    named = {name for unit in known for name in (unit.id, unit.name)}
    for name in only:
        if name not in named:
            near = hint(name, sorted(filter(None, named)))
            raise UsageError(both("no breach was found for unit {name!r}{near}").format(name=name, near=near))
    return [unit for unit in known if not only or {unit.id, unit.name}.intersection(only)]


def _tiers(findings: Iterable[Finding], register: Table | None) -> dict[str | None, Tier]:
    """Return the tiers of units by their ids, as findings on them or the register tell."""
    told = {finding.unit.id: finding.subject.tier for finding in findings if finding.unit.id and finding.subject.tier}
    known = {str(tier): tier for tier in told.values()}
    rows = (
        [] if register is None or "tier" not in register.frame else register.frame[["id", "tier"]].to_numpy().tolist()
    )
    return {unit: known[tier] for unit, tier in rows if tier in known} | told


def _place(unit: UnitRef, tiers: Mapping[str | None, Tier]) -> tuple[bool, int, str, str]:
    """Order the units by tier from the highest, those of no known tier last."""
    tier = tiers.get(unit.id)
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
    return {unit: f"{_LETTER}{stem}{marks[unit]}.docx" for unit, stem in stems.items()}


def _stem(unit: UnitRef) -> str:
    folded = slug(unit.id or "")
    return "".join(letter for letter in folded if letter.isascii())[:_LONGEST].strip("-")


def _mark(unit: UnitRef) -> str:
    return hashlib.sha256(f"{unit.id}\x1f{unit.name}".encode(errors="backslashreplace")).hexdigest()[:8]
