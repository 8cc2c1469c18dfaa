"""From what a user names to a selection, and from a judgement of everything to what is told of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final, TypeVar
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import CitationError, UsageError
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.base.suggestion import hint
from kstt_rules.base.text_keys import fold
from kstt_rules.judging.facts import Facts
from kstt_rules.judging.judge import Judgement
from kstt_rules.judging.verdict_codes import NOT_APPLICABLE
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import Table
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.selection import Only, Selection
from kstt_rules.pack import Pack

_RULE_LETTER: Final = re.compile(r"^[DĐdđ](?=[0-9])")
_TIER_WORD: Final = "cấp "
_NO_PROVISION: Final = both("{pack} has no provision {name!r}{hint}")
_NO_TIER: Final = both("{pack} has no tier {name!r}; choose from {tiers}")
_NO_RULE: Final = both("no rule checks what was selected; provisions with rules: {provisions}")
_SEVERAL: Final = both("several units are called {unit!r}; name one by its id: {ids}")
_NO_UNIT: Final = both("the dossier has no unit {unit!r}{hint}")
_NO_UNITS: Final = both("nothing in the dossier is told of units, so {unit!r} names none; leave --unit out")
_OTHER_TIER: Final = both("none of the selected units is of the selected tiers: {units}")

_NEAR: Final = 0.6

_Mask = npt.NDArray[np.bool_]
_Item = TypeVar("_Item")


def selected(pack: Pack, only: Only) -> Selection:
    """Return what a user names of a pack; units are as they were named, until ``with_units`` finds them.

    Raises UsageError, with what is allowed, for what the pack does not have, and where no rule is left.
    """
    selection = Selection(
        rules=_distinct(Labelled(rule.id, rule.title) for rule in map(pack.rule, only.rules)),
        provisions=_distinct(_provision(pack, name) for name in only.provisions),
        units=_distinct(map(Labelled, only.units)),
        tiers=_distinct(_tier(pack, name) for name in only.tiers),
    )
    if not told_of(pack, selection).rules:
        checked = dict.fromkeys(rule.provision.vi for rule in pack.rules)
        raise UsageError(_NO_RULE.format(provisions=", ".join(checked)))
    return selection


def told_of(pack: Pack, selection: Selection) -> Pack:
    """Return the pack with those of its rules and provisions that are told of."""
    if not (selection.rules or selection.provisions):
        return pack
    rules = tuple(rule for rule in pack.rules if selection.takes_rule(rule.id, rule.provision))
    checked = {rule.provision for rule in rules}
    provisions = tuple(
        entry
        for entry in pack.provisions
        if entry.provision in checked or (not selection.rules and selection.takes_provision(entry.provision))
    )
    return replace(pack, rules=rules, provisions=provisions)


def with_units(selection: Selection, register: Table | None) -> Selection:
    """Find the units of a selection in the register, each by its id or its name.

    Raises UsageError as ``find_unit`` does, and where none of them is of a selected tier.
    """
    if not selection.units:
        return selection
    known = [] if register is None else [*zip(register.cells("id"), register.cells("name"), strict=True)]
    units = [UnitRef(unit, name) for unit, name in known]
    found = [find_unit(units, name) for name in selection.units]
    if register is not None and selection.tiers and "tier" in register.columns:
        tiers = dict(zip(register.cells("id"), register.cells("tier"), strict=True))
        if not any(tiers[unit.id] in selection.tiers for unit in found):
            raise UsageError(_OTHER_TIER.format(units=", ".join(unit.name for unit in found)))
    names = (Labelled(str(unit.id), Bilingual(unit.name, unit.name)) for unit in found)
    return replace(selection, units=_distinct(names))


def find_unit(units: Sequence[UnitRef], name: str) -> UnitRef:
    """Return a unit by its id, or by its name, whatever its case, else without regard to accents.

    Raises UsageError with the nearest name where there is none, and with their ids where several have the name.
    """
    name = normalize("NFC", name.strip())
    found = [unit for unit in units if unit.id == name]
    for key in (str.casefold, fold):
        found = found or [unit for unit in units if key(unit.name) == key(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(_SEVERAL.format(unit=name, ids=", ".join(sorted(str(unit.id) for unit in found))))
    if not units:
        raise UsageError(_NO_UNITS.format(unit=name))
    raise UsageError(_NO_UNIT.format(unit=name, hint=_near(name, units)))


def _near(name: str, units: Sequence[UnitRef]) -> Bilingual:
    """Suggest the unit whose name or id is nearest, accents left out; else name the first units."""
    known = {fold(str(text)): unit.name for unit in units for text in (unit.id, unit.name)}
    close = get_close_matches(fold(name), known, n=1, cutoff=_NEAR)
    return hint(known[close[0]], [known[close[0]]]) if close else hint(name, sorted(unit.name for unit in units))


def of_units(judgement: Judgement, pack: Pack, selection: Selection) -> Judgement:
    """Return what is told of a judgement: the verdicts on subjects of the selected units."""
    if not (selection.units or selection.tiers):
        return judgement
    facts = judgement.facts
    units = _units(facts, selection)
    rows = {entity: _owned(facts, entity, units) for entity in {"unit", *(rule.subject for rule in pack.rules)}}
    subjects = {rule.id: rows[rule.subject] for rule in pack.rules}
    codes = {name: np.where(mask, judgement.codes[name], NOT_APPLICABLE) for name, mask in subjects.items()}
    numbers = {entity: np.where(mask, np.arange(len(mask)), -1) for entity, mask in rows.items()}
    still_open = {rule.id: judgement.open[rule.id].renumbered(numbers[rule.subject]) for rule in pack.rules}
    return replace(judgement, facts=facts.judging(rows), codes=codes, open=still_open)


def _units(facts: Facts, selection: Selection) -> _Mask:
    """Mark the selected rows of the register; one more at the end is for what belongs to none of them."""
    size = facts.size("unit")
    chosen = np.zeros(size + 1, bool)
    if size:
        pairs = zip(facts.values("unit", "id"), facts.values("unit", "tier"), strict=True)
        chosen[:size] = [selection.takes_unit(unit, tier) for unit, tier in pairs]
    return chosen


def _owned(facts: Facts, entity: str, units: _Mask) -> _Mask:
    owners = facts.owners(entity)
    return units[np.where(owners >= 0, owners, len(units) - 1)]


def _provision(pack: Pack, name: str) -> Provision:
    known = [entry.provision for entry in pack.provisions]
    try:
        provision = pack.vocabulary.provision(_RULE_LETTER.sub("", name.strip(), count=1))
    except CitationError as error:
        raise UsageError(error.message) from error
    if not any(provision.contains(one) for one in known):
        near = hint(provision.vi, [one.vi for one in known])
        raise UsageError(_NO_PROVISION.format(pack=pack.id, name=provision.vi, hint=near))
    return provision


def _tier(pack: Pack, name: str) -> Tier:
    tiers = pack.vocabulary.tiers()
    wanted = normalize("NFC", name.strip()).casefold().removeprefix(_TIER_WORD)
    for tier in tiers.values():
        labels = (tier, tier.label.vi, tier.label.en)
        if wanted in [label.casefold().removeprefix(_TIER_WORD) for label in labels]:
            return tier
    raise UsageError(_NO_TIER.format(pack=pack.id, name=name, tiers=", ".join(tiers)))


def _distinct(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
