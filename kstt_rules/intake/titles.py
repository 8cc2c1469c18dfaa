"""What a title, a body's name or a list of recipients says, by the phrases that begin it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kstt_rules.intake.folding import fold
from kstt_rules.intake.values import written_forms
from kstt_rules.vocabulary import Choice

_BETWEEN = re.compile(r"[;,\n&]|\b(?:và|va)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Titles:
    """A closed set as it shows in text: the values of each folded phrase by kind of unit, None for every kind.

    A set whose choices list no titles is known by its written forms, which must be the whole text.
    """

    phrases: Mapping[str, Mapping[str | None, frozenset[str]]]
    forms: Mapping[str, str]
    longest: int

    @classmethod
    def of(cls, choices: Mapping[str, Choice]) -> "Titles":
        """Take the phrases and forms of choices, as the vocabulary lists them."""
        found: dict[str, dict[str | None, set[str]]] = defaultdict(lambda: defaultdict(set))
        for value, choice in choices.items():
            for titles in choice.titles:
                for phrase in titles.phrases:
                    for kind in titles.where or (None,):
                        found[fold(phrase)][kind].add(value)
        phrases = {
            phrase: {kind: frozenset(values) for kind, values in kinds.items()} for phrase, kinds in found.items()
        }
        longest = max((phrase.count(" ") + 1 for phrase in phrases), default=0)
        return cls(phrases, {} if phrases else written_forms(choices), longest)


def classify(text: str, titles: Titles, unit_kind: str | None) -> str | None:
    """Return the value that a text shows in a unit of a kind, or None where it shows none or more than one.

    The longest phrase that begins the text, in whole words, counts. Where the kind of unit is not known, a phrase
    counts only if it shows the same value in all the kinds that have it.
    """
    folded = fold(text)
    if not titles.phrases:
        return titles.forms.get(folded)
    words = folded.split()
    for length in range(min(len(words), titles.longest), 0, -1):
        kinds = titles.phrases.get(" ".join(words[:length]), {})
        if unit_kind is None:
            values = frozenset().union(*kinds.values())
        else:
            values = kinds.get(None, frozenset()) | kinds.get(unit_kind, frozenset())
        if values:
            return min(values) if len(values) == 1 else None
    return None


def classify_all(text: str, titles: Titles, unit_kind: str | None) -> tuple[str, ...] | None:
    """Return the values that the parts of a list show, sorted, or None where a part shows none.

    Parts are divided by ; or , or "và". A part that is not understood leaves the whole list unknown, for otherwise
    a recipient that is there might be taken for missing.
    """
    found = {classify(part, titles, unit_kind) for part in _BETWEEN.split(text) if fold(part)}
    return tuple(sorted(part for part in found if part)) if found and None not in found else None
