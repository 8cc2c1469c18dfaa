"""Which bodies a list of recipients names, seen from the unit that sends."""

import re
from collections.abc import Mapping

from kstt_rules.base.text_keys import fold
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.values.titles import Titles, classify_all
from kstt_rules.model.vocabulary import UNREAD, Choice

_DISTRICT = re.compile(
    r"(?<!\w)(?:huy[eệ]n|quận|th[aà]nh ph[oố]|th[iị] x[aã]|tp|tx|h)(?!\w)\.?(?P<name>[^()]*)", re.IGNORECASE
)


class Recipients:
    """Reads lists of recipients by the vocabulary's choices and the register."""

    def __init__(self, choices: Mapping[str, Choice], register: Register) -> None:
        self._choices = choices
        self._titles = Titles.of(choices)
        self._register = register

    def named(self, text: str, unit: str | None) -> tuple[str, ...] | None:
        """Return the values that a list shows, sorted, with UNREAD for what is not understood; None: it names nobody.

        Of a choice with another ``elsewhere``, a part that names another unit than the sender's parent is that one.
        """
        kind = None if unit is None else self._register.index.kind(unit)
        found: set[str] = set()
        for part, values in classify_all(text, self._titles, kind):
            found |= {self._seen_from(value, part, unit) for value in values}
        named = sorted(value for value in found if value == UNREAD or not self._choices[value].nobody)
        return tuple(named) or None

    def _seen_from(self, value: str | None, part: str, unit: str | None) -> str:
        elsewhere = None if value is None else self._choices[value].elsewhere
        parents = self._parents(unit) if elsewhere else set()
        place = _DISTRICT.search(part)
        if elsewhere is None or not parents or place is None or not fold(place["name"]):
            return value or UNREAD
        units = {found.id for found in self._register.find(place[0].strip())}
        if units & parents:
            return value or UNREAD
        return elsewhere if units else UNREAD

    def _parents(self, unit: str | None) -> set[str]:
        """Return the ids of the unit above one."""
        own = [found for found in self._register.find(unit or "") if found.id == unit]
        return {above.id for found in own for above in self._register.find(found.parent or "")}
