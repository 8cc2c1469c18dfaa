"""What of an audit was asked for: some rules, provisions, units and tiers, in place of all."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled, Tier
from kstt_rules.model.citation import Provision

_ONLY: Final = both("Only what was selected: {names}.")
_RULES: Final = both("rule {names}")
_TITLE: Final = both("“{title}”")
_UNITS: Final = both("unit {names}")
_TIERS: Final = both("tier {names}")


@dataclass(frozen=True, slots=True)
class Only:
    """What to tell of an audit, as a user names it; a kind of which nothing is named is not narrowed.

    ``rules`` are ids, ``provisions`` citations ("Điều 5 khoản 1", "5.1.a", "D5.1.a"), each with all that it contains.
    ``units`` are ids or names, ``tiers`` ids or labels. One of a kind may be given as a text. Raises TypeError for
    what names nothing.
    """

    rules: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            given = getattr(self, field.name)
            if not isinstance(given, Iterable):
                raise TypeError(f"{field.name}: give a text or several, not {given!r}")
            names = (given,) if isinstance(given, str) else tuple(given)
            for name in names:
                if not isinstance(name, str):
                    raise TypeError(f"{field.name}: give a text or several, not {name!r}")
            object.__setattr__(self, field.name, names)

    def __bool__(self) -> bool:
        return bool(self.rules or self.provisions or self.units or self.tiers)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a result tells of: what is named of one kind is joined, and the kinds narrow each other.

    Rules are labelled with their titles, units with their names.
    """

    rules: tuple[Labelled, ...] = ()
    provisions: tuple[Provision, ...] = ()
    units: tuple[Labelled, ...] = ()
    tiers: tuple[Tier, ...] = ()

    @property
    def told(self) -> Bilingual:
        """What was selected, in one sentence."""
        kinds = [
            (_RULES, [_TITLE.format(title=rule.label) for rule in self.rules]),
            (None, [provision.label for provision in self.provisions]),
            (_UNITS, [unit.label for unit in self.units]),
            (_TIERS, [tier.label for tier in self.tiers]),
        ]
        named = [(words, joined(", ", names)) for words, names in kinds if names]
        parts = [names if words is None else words.format(names=names) for words, names in named]
        return _ONLY.format(names=joined("; ", parts))

    def takes_rule(self, rule: str, provision: Provision) -> bool:
        """Tell whether a rule of a provision is selected."""
        return (not self.rules or rule in self.rules) and self.takes_provision(provision)

    def takes_provision(self, provision: Provision) -> bool:
        """Tell whether a provision is selected, or lies in one that is."""
        return not self.provisions or any(one.contains(provision) for one in self.provisions)

    def takes_unit(self, unit: str | None, tier: str | None) -> bool:
        """Tell whether a unit of a tier is selected; what belongs to no unit is so only where all units are."""
        return (not self.units or unit in self.units) and (not self.tiers or tier in self.tiers)
