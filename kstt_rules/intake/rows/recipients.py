"""Which bodies a list of recipients names, seen from the unit that sends."""

import re
from collections.abc import Iterator, Mapping

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.values.titles import Titles, classify_all
from kstt_rules.model.vocabulary import UNREAD, Choice

_DISTRICT = re.compile(
    r"(?<!\w)(?:huy[eệ]n|quận|th[aà]nh ph[oố]|th[iị] x[aã]|tp|tx|h)(?!\w)\.?(?P<name>[^()]*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Part:
    """The value that a part of a list shows, the one that it shows of another district, and the district it names."""

    value: str
    elsewhere: str | None
    place: str | None


class Recipients:
    """Reads lists of recipients by the vocabulary's choices and the register."""

    def __init__(self, choices: Mapping[str, Choice], register: Register) -> None:
        self._choices = choices
        self._titles = Titles.of(choices)
        self._register = register
        self._shown: dict[tuple[str, str | None], list[_Part]] = {}

    def named(self, text: str, unit: str | None) -> tuple[str, ...] | None:
        """Return the values that a list shows, sorted, with UNREAD for what is not understood; None: it names nobody.

        Of a choice with another ``elsewhere``, a part that names another unit than the sender's parent is that one.
        """
        kind = None if unit is None else self._register.index.kind(unit)
        if (text, kind) not in self._shown:
            self._shown[text, kind] = [*self._parts(text, kind)]
        found = {self._seen_from(part, unit) for part in self._shown[text, kind]}
        named = sorted(value for value in found if value == UNREAD or not self._choices[value].nobody)
        return tuple(named) or None

    def _parts(self, text: str, kind: str | None) -> Iterator[_Part]:
        """Yield what the parts of a list show, whoever sends it."""
        for part, values in classify_all(text, self._titles, kind):
            for value in values:
                elsewhere = None if value is None else self._choices[value].elsewhere
                place = _DISTRICT.search(part) if elsewhere else None
                named = None if place is None or not fold(place["name"]) else place[0].strip()
                yield _Part(value or UNREAD, elsewhere, named)

    def _seen_from(self, part: _Part, unit: str | None) -> str:
        parents = self._parents(unit) if part.elsewhere and part.place else set()
        if part.elsewhere is None or part.place is None or not parents:
            return part.value
        units = {found.id for found in self._register.find(part.place)}
        if units & parents:
            return part.value
        return part.elsewhere if units else UNREAD

    def _parents(self, unit: str | None) -> set[str]:
        """Return the ids of the unit above one."""
        own = [found for found in self._register.find(unit or "") if found.id == unit]
        return {above.id for found in own for above in self._register.find(found.parent or "")}
