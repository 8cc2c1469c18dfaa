"""Which findings a page lists: those of an outcome, a unit, a provision, and a text that is looked for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Self

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import fold
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import AuditResult, Finding
from kstt_rules.model.outcomes import Outcome
from kstt_rules.outputs.wording import cells_of

_ORDER: Final = {outcome: place for place, outcome in enumerate(Outcome)}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; an empty text asks for all. A unit goes by its id or name, a provision by its id."""

    outcome: str = ""
    unit: str = ""
    provision: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """Read it from an address; what is no outcome asks for all."""
        outcome = query.get("outcome", "")
        return cls(
            outcome=outcome if outcome in set(Outcome) else "",
            unit=query.get("unit", "").strip(),
            provision=query.get("provision", "").strip(),
            text=query.get("q", "").strip(),
        )

    @property
    def parts(self) -> dict[str, str]:
        """What an address says of it."""
        named = {"outcome": self.outcome, "unit": self.unit, "provision": self.provision, "q": self.text}
        return {name: text for name, text in named.items() if text}

    def is_within(self, provision: Provision) -> bool:
        """Tell whether a provision is the one that is asked for, or lies in it."""
        return not self.provision or any(place.id == self.provision for place in within(provision))


def chosen(result: AuditResult, choice: Choice) -> list[Finding]:
    """Return the findings that are asked for, the weightiest outcomes first, else in their order."""
    wanted = fold(choice.text).split()
    found = [
        finding
        for finding in result.findings
        if (not choice.outcome or finding.outcome == choice.outcome)
        and (not choice.unit or choice.unit in _units(finding))
        and choice.is_within(finding.provision)
        and (not wanted or _says(finding, wanted))
    ]
    return sorted(found, key=lambda finding: _ORDER[finding.outcome])


def _units(finding: Finding) -> Iterable[str | None]:
    """Return what the unit concerned, and the body that is obliged, may be called."""
    return (finding.unit.id, finding.unit.name, finding.bearer.id, finding.bearer.name)


def within(provision: Provision) -> list[Provision]:
    """Return a provision and those around it, the narrowest first."""
    around = provision.parent
    return [provision, *(within(around) if around else ())]


def _says(finding: Finding, wanted: Sequence[str]) -> bool:
    """Tell whether all words stand somewhere in what is told, in either language; accents do not count."""
    texts = (
        finding.rule,
        finding.unit.name,
        finding.bearer.name,
        str(finding.subject.name),
        *(text for told in (finding.title, finding.message, finding.citation) for text in (told.vi, told.en)),
        *(f"{source.file} {source.sheet}" for source in cells_of(finding)),
    )
    told = fold(" ".join(texts))
    return all(word in told for word in wanted)
