"""What a title, a body's name or a list of recipients says, by the phrases that begin it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rapidfuzz.distance import OSA

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.kept import made_once
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.values.parsers import written_forms
from kstt_rules.model.vocabulary import Choice

_BETWEEN = re.compile(r"[;,\n&]")
_AND = re.compile(r"\b(?:và|va)\b", re.IGNORECASE)
OF_TWO_BODIES = re.compile(r"(h[đd]nd)\s*(?:[&,+–-]|\bvà\b)\s*(?=ubnd)", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[]| [-–—] ")

_WORD = re.compile(r"[^\W_]+")
_SEPARATORS: Final = " ,.;:-–—"

_LEAST_LIKE: Final = 6
_LETTERS_A_TYPO: Final = 10

Shown = Mapping[str | None, frozenset[str]]
"""Values by kind of unit, None for every kind."""


@dataclass(frozen=True, slots=True)
class Titles:
    """A closed set as it shows in text: the values that each folded phrase shows at the beginning, or as the whole.

    A set whose choices list no titles is known by its written forms, which must be the whole text. ``spelled`` has
    the phrases as the vocabulary spells them; ``heads`` what may follow a phrase in a kind of unit where it shows
    nothing before other words. ``firsts`` are the words with which phrases begin.
    """

    phrases: Mapping[str, Shown]
    heads: Mapping[tuple[str, str | None], tuple[str, ...]]
    whole: Mapping[str, Shown]
    forms: Mapping[str, str]
    spelled: Mapping[str, str]
    longest: int
    firsts: frozenset[str]

    @staticmethod
    def of(choices: Mapping[str, Choice]) -> "Titles":
        """Take the phrases and forms of choices, as the vocabulary lists them."""
        return _titles_of(choices)

    @classmethod
    def _made(cls, choices: Mapping[str, Choice]) -> "Titles":
        phrases, whole = _shown(choices, whole=False), _shown(choices, whole=True)
        longest = max((phrase.count(" ") + 1 for phrase in phrases), default=0)
        forms = [form for choice in choices.values() for titles in choice.titles for form in titles.phrases]
        spelled = {fold(form): form for form in forms}
        firsts = frozenset(phrase.split(" ", 1)[0] for phrase in phrases)
        forms_alone = {} if phrases else written_forms(choices)
        return cls(phrases, _heads(choices), whole, forms_alone, spelled, longest, firsts)


_titles_of = made_once(Titles._made)  # noqa: SLF001 - of this module


def _shown(choices: Mapping[str, Choice], *, whole: bool) -> Mapping[str, Shown]:
    found: dict[str, dict[str | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    for value, choice in choices.items():
        for titles in choice.titles:
            for phrase in titles.phrases if titles.whole == whole else ():
                for kind in titles.where or (None,):
                    found[fold(phrase)][kind].add(value)
    return {phrase: {kind: frozenset(values) for kind, values in kinds.items()} for phrase, kinds in found.items()}


def _heads(choices: Mapping[str, Choice]) -> Mapping[tuple[str, str | None], tuple[str, ...]]:
    return {
        (fold(phrase), kind): tuple(map(fold, titles.followed_by))
        for choice in choices.values()
        for titles in choice.titles
        if titles.followed_by is not None
        for phrase in titles.phrases
        for kind in (*(titles.where or ()), None)
    }


def classify(text: str, titles: Titles, unit_kind: str | None) -> str | None:
    """Return the value that a text shows in a unit of a kind, or None where it shows none or more than one.

    The longest phrase that begins the text, in whole words, counts, unless words follow that make it another post.
    Where the kind of unit is not known, a phrase counts only if it shows the same value in all the kinds that have it.
    """
    return shown_by(text, titles, unit_kind)[0]


def shown_by(text: str, titles: Titles, unit_kind: str | None) -> tuple[str | None, int]:
    """Return what ``classify`` does, and how many words of the text the phrase has that decided it."""
    folded = fold(text)
    words = folded.split()
    if not titles.phrases:
        value = titles.forms.get(folded)
        return value, 0 if value is None else len(words)
    length = len(words)
    values = _values(titles.whole.get(folded, {}), unit_kind)
    longest = min(len(words), titles.longest) if words and words[0] in titles.firsts else 0
    for count in range(longest, 0, -1):
        if values:
            break
        length, phrase = count, " ".join(words[:count])
        values = _values(titles.phrases.get(phrase, {}), unit_kind)
        if values and not _may_follow(titles.heads.get((phrase, unit_kind)), text, count):
            return None, count
    return (min(values), length) if len(values) == 1 else (None, 0)


def _may_follow(allowed: tuple[str, ...] | None, text: str, count: int) -> bool:
    """Tell whether what is behind the first words leaves a phrase what it shows: nothing, or what is allowed there."""
    if allowed is None:
        return True
    words = fold(_ASIDE.split(text)[0]).split()[count:]
    behind = " ".join(words) + " "
    return not words or any(behind.startswith(f"{begin} ") for begin in allowed)


def _values(shown: Shown, unit_kind: str | None) -> frozenset[str]:
    if unit_kind is None:
        return frozenset().union(*shown.values())
    return shown.get(None, frozenset()) | shown.get(unit_kind, frozenset())


def rest_behind(text: str, titles: Titles) -> str:
    """Return what stands behind the phrases with which a text begins: "UBND huyện A" of "KT. Chủ tịch UBND huyện A"."""
    words = [(fold(match.group()), match.end()) for match in _WORD.finditer(text)]
    start = 0
    while found := _phrase_length([word for word, _ in words[start:]], titles):
        start += found
    return text[words[start - 1][1] :].strip(_SEPARATORS) if start else text


def _phrase_length(words: Sequence[str], titles: Titles) -> int:
    """Return how many words the longest phrase has that begins some words, 0 where none does."""
    lengths = range(min(len(words), titles.longest), 0, -1)
    return next((length for length in lengths if " ".join(words[:length]) in titles.phrases), 0)


def classify_all(text: str, titles: Titles, unit_kind: str | None) -> Iterator[tuple[str, set[str | None]]]:
    """Yield the parts of a list and the values that each shows; None among them stands for what is not understood.

    Parts are divided by ; or , and by "và", which may also belong to a body's own name: then what follows it is not
    understood, and the part shows what its beginning does.
    """
    for part in _BETWEEN.split(OF_TWO_BODIES.sub(r"\1 ", text)):
        joined = {classify(piece, titles, unit_kind) for piece in _AND.split(part) if fold(piece)}
        whole = classify(part, titles, unit_kind)
        if joined:
            yield part, {whole} if joined == {whole, None} else joined


def likely_title(text: str, titles: Titles) -> str | None:
    """Return the phrase that a text misspells at its beginning, or None where it is like none, or begins with one.

    Of every ten letters one may be wrong, missing, too many or in its neighbour's place; short phrases are not tried.
    """
    words = fold(text).split()
    typos = {phrase: _typos(words, phrase) for phrase in titles.phrases if len(phrase) >= _LEAST_LIKE}
    near = {phrase: count for phrase, count in typos.items() if count <= max(1, len(phrase) // _LETTERS_A_TYPO)}
    if not near or 0 in near.values():
        return None
    return titles.spelled[min(near, key=lambda phrase: (near[phrase], -len(phrase), phrase))]


def _typos(words: Sequence[str], phrase: str) -> int:
    count = phrase.count(" ") + 1
    starts = {" ".join(words[:length]) for length in (count - 1, count, count + 1)}
    return min(OSA.distance(start, phrase) for start in starts)
