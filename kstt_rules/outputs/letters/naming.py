"""How letters name bodies and what they count: people's committees as such, communes with their districts."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from kstt_rules.base.labelled import Tier, label_of
from kstt_rules.model.findings import Finding, UnitRef
from kstt_rules.model.letter import Letter, Matters
from kstt_rules.outputs.letters.request import requests
from kstt_rules.outputs.texts import letters as texts
from kstt_rules.outputs.wording import quantity

_MOST_NAMED = 3


def recipient(letter: Letter) -> str:
    """Name who is written to: a people's committee as such, a commune with its district."""
    name = called(letter.unit, letter.tier)
    tier = letter.tier
    return with_district(name, superior(letter)) if tier is not None and tier.within else name


def superior(letter: Letter) -> str | None:
    """Name the unit above: what a people's committee lies within is one as well."""
    tier = letter.tier
    if letter.superior is None:
        return None
    return _committee(letter.superior) if tier is not None and tier.committees and tier.within else letter.superior.name


def called(unit: UnitRef, tier: Tier | None) -> str:
    """Name a unit, a people's committee as such."""
    return _committee(unit) if tier is not None and tier.committees else unit.name


def concerned(letter: Letter, finding: Finding) -> str | None:
    """Name the unit that a finding is about, with its district, where that is not the unit that is written to."""
    return None if finding.unit == letter.unit else placed(finding.unit, finding.unit.name, letter.districts)


def placed(unit: UnitRef, name: str, districts: Mapping[UnitRef, UnitRef]) -> str:
    """Return the name of a unit with its district, where that is told."""
    return with_district(name, districts[unit].name if unit in districts else None)


def with_district(name: str, district: str | None) -> str:
    """Return the name of a commune with that of its district: UBND xã Hai, huyện Một."""
    return name if district is None else f"{name}, {district.removeprefix('UBND ')}"


def annex_names(letter: Letter) -> tuple[str, str]:
    """Name the annex of the letter's own cases and that of the units within; two of them are numbered."""
    return texts.ANNEXES if letter.tells_cases_apart and letter.annex else (texts.ANNEX, texts.ANNEX)


def annexed_units(annex: Sequence[Matters]) -> str:
    """Name the units of an annex, or say how many of which tiers they are."""
    names = [called(part.unit, part.tier) for part in annex]
    if len(names) == 1:
        return names[0]
    if len(names) <= _MOST_NAMED:
        return texts.LAST_AND.format(items=", ".join(names[:-1]), last=names[-1])
    counted = [
        texts.UNITS_OF_TIER.format(count=quantity(len(list(group)), "vi"), tier=label_of(tier).vi)
        for tier, group in groupby(sorted(part.tier for part in annex if part.tier is not None))
    ]
    return ", ".join(counted)


def counted(parts: Sequence[Matters], *, by_rule: bool = False) -> str:
    """Say how many things are to be mended, one by one or ``by_rule``, and how many lack information."""
    breaches = sum(len({item.rule for item in part.findings} if by_rule else part.findings) for part in parts)
    open_ones = sum(len(requests(part.requests)) for part in parts)
    told = [
        words.format(count=quantity(count, "vi"))
        for count, words in ((breaches, texts.TO_MEND), (open_ones, texts.TO_SUPPLY))
        if count
    ]
    return texts.AND.join(told)


def _committee(unit: UnitRef) -> str:
    name = unit.name
    is_named = name.casefold().startswith(("ubnd", "ủy ban nhân dân", "uỷ ban nhân dân"))
    return name if is_named else f"UBND {name[:1].lower()}{name[1:]}"
