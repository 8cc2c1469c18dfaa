"""Provisions cited in full: with the decision that issues the regulation as its annex, else with its own number."""

from functools import lru_cache

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.citation import Provision


@dataclass(frozen=True, slots=True)
class Named:
    """A regulation as citations name it: what it is called for short, the decision it is annexed to, its number.

    ``annexed_to`` is None where no decision issues it.
    """

    called: Bilingual
    annexed_to: Bilingual | None
    number: str


@lru_cache(1 << 10)
def cite(provision: Provision, regulation: Named) -> Bilingual:
    """Cite a provision in full, with the regulation or the decision it belongs to."""
    place, decision = Bilingual(provision.vi, provision.en), regulation.annexed_to
    called = Bilingual(regulation.called.vi, f"{regulation.called.en[:1].upper()}{regulation.called.en[1:]}")
    if decision is None:
        return both("{place} of {called} {number}").format(place=place, called=called, number=regulation.number)
    if provision.part == "quyet_dinh":
        place = Bilingual(provision.vi.removesuffix(" Quyết định"), provision.en)
        return both("{place} ({decision})").format(place=place, decision=decision)
    return both("{place} of the {called} issued with {decision}").format(place=place, called=called, decision=decision)
