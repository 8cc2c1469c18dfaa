"""What headers are made of: numbers, brackets, a second language, short forms, and words beside those of a field."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from typing import Any, Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.patterns import BLANKS, SOME_BLANKS
from kstt_rules.base.text_keys import clean, fold
from kstt_rules.model.vocabulary import Entity, HeaderWords, Vocabulary

BRACKETED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_IN_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_NUMBERED = re.compile(
    r"\s*(?:(?:cột|mục)\s+)?(?:[(\[]\s*(?:\d{1,2}|[ivx]{1,4}|[a-zđ])\s*[)\]]\s*+[.:–-]?"
    r"|(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-zđ])\s*[.):/–-](?!\d))\s*(?=\w)",
    re.IGNORECASE,
)
_BETWEEN_FIELDS: Final = tuple(
    re.compile(signs)
    for signs in (
        rf"{BLANKS}[,;&+\n]\s*|{SOME_BLANKS}[-–—]\s+",
        rf"{BLANKS}[,;&+\n/]\s*|{SOME_BLANKS}[-–—]\s+",
        rf"{BLANKS}[,;&+\n/]\s*|{SOME_BLANKS}(?:[-–—]|và)\s+",
    )
)
_LANGUAGES = re.compile(rf"{BLANKS}[/|\n]\s*|{SOME_BLANKS}[-–—]\s+")
_IN_PARTS = re.compile(r"[/|\n(\[{]|\s[-–—]\s")
"""What stands in a header that may be in two languages."""
_WORD = re.compile(r"[^\W_]+")
_TELLING: Final = 4
_LONGEST: Final = 500
"""Characters of a cell that may be a header in two languages, with notes in brackets."""
_MOST_WORDS: Final = 24
_REMEMBERED: Final = 10_000


@lru_cache(maxsize=1 << 12)
def unnumbered_header(text: str) -> str:
    """Return a header without the number before it: "1. Họ và tên", "(2) Chức vụ", "Cột 3: Đơn vị"."""
    found = _NUMBERED.match(text)
    return text[found.end() :] if found else text


def remember(memory: dict[Any, Any], key: object, value: object) -> None:
    """Remember a few thousand answers, whatever headers come over time."""
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value


@lru_cache(maxsize=1 << 12)
def divided_header(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the parts of a header for several fields, in each way in which it falls into more than one."""
    ways = ([part for part in between.split(text) if fold(part)] for between in _BETWEEN_FIELDS)
    return tuple(dict.fromkeys(tuple(parts) for parts in ways if len(parts) > 1))


@dataclass(frozen=True)
class HeaderSpeech:
    """The words of headers by what they do, on folded text: ``short`` forms by what they stand for."""

    words: HeaderWords
    entities: Mapping[str, Entity]
    _read: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "HeaderSpeech":
        """Take the words of a vocabulary."""
        return cls(vocabulary.header_words, vocabulary.entities)

    def written_out(self, folded: str) -> str:
        """Return a folded text with its short forms written out."""
        words = folded.split()
        return " ".join(self._short.get(word, word) for word in words) if words else ""

    def core(self, entity: str, written_out: str) -> str:
        """Return a text that is written out without the words that a dataset's headers may add."""
        return " ".join(self._beside[entity].sub(" ", written_out).split())

    def all_words(self) -> frozenset[str]:
        """Return all words that say nothing of one field alone: fillers and those for units, written out."""
        phrases = (*self.words.filler, *self.words.unit, *self.words.unit_beside, *self.words.unit_code)
        return frozenset(word for phrase in phrases for word in self.written_out(fold(phrase)).split())

    def names_unit(self, written_out: str) -> bool:
        """Tell whether a text holds only words for units, and at least one that names some kind of body."""
        rest = " ".join(self._unit.sub(" ", f" {written_out} ").split())
        return rest != written_out and self._unit_beside.sub("", rest).strip() == ""

    def names_unit_codes(self, written_out: str) -> bool:
        """Tell whether a text holds words for codes and for units, and no others."""
        rest = " ".join(self._unit_code.sub(" ", written_out).split())
        return rest != written_out and self.names_unit(rest)

    def names_district(self, written_out: str) -> bool:
        """Tell whether a text that names units names districts only."""
        rest = " ".join(self._district.sub(" ", written_out).split())
        return rest != written_out and self._unit_beside.sub("", rest).strip() == ""

    def only_reading(self, text: str) -> str | None:
        """Return the folded words of a text that can be read in one way only; None where there may be more."""
        if _IN_PARTS.search(text) or unnumbered_header(text) != text:
            return None
        words = fold(text).split()
        if not words or not self._foreign.isdisjoint((words[0], words[-1])):
            return None
        return " ".join(words)

    def readings(self, text: str) -> tuple[str, ...]:
        """Return what may be meant by a header: without its number, brackets and second language, written out."""
        read = self._read.get(text)
        if read is None:
            read = tuple(self._readings(text))
            remember(self._read, text, read)
        return read

    def _readings(self, text: str) -> Iterator[str]:
        if len(text) > _LONGEST:
            return
        bare = unnumbered_header(text)
        plain = BRACKETED.sub(" ", bare)
        in_parts = self._of_two_languages(bare) if _IN_PARTS.search(bare) else ()
        for form in dict.fromkeys((bare, plain, self._without_foreign(plain), *in_parts)):
            if form and len(form.split()) <= _MOST_WORDS:
                yield self.written_out(fold(form))

    def _of_two_languages(self, text: str) -> Iterator[str]:
        parts = [part for part in _LANGUAGES.split(BRACKETED.sub(" ", text)) if _WORD.search(part)]
        own = [part for part in parts if not self._is_foreign(part)] if len(parts) > 1 else []
        if len(own) == 1:
            yield own[0]
        inner = [part for part in _IN_BRACKETS.findall(text) if _WORD.search(part)]
        if len(inner) == 1 and self._is_foreign(BRACKETED.sub(" ", text)):
            yield inner[0]

    def _is_foreign(self, text: str) -> bool:
        words = _WORD.findall(clean(text))
        if not words or fold(text) in self._own or not all(map(self._is_foreign_word, words)):
            return False
        return max(map(len, words)) >= _TELLING

    def _is_foreign_word(self, word: str) -> bool:
        return word.isascii() and word.lower() in self._foreign

    def _without_foreign(self, text: str) -> str:
        """Return a text without the words of a second language at its end or beginning."""
        ends = _WORD.findall(clean(text))
        if not ends or not (self._is_foreign_word(ends[0]) or self._is_foreign_word(ends[-1])):
            return ""
        words = clean(text).split()
        for at in range(1, len(words)):
            if self._is_foreign(" ".join(words[at:])) and not self._is_foreign(words[at - 1]):
                return " ".join(words[:at])
        for at in range(len(words) - 1, 0, -1):
            if self._is_foreign(" ".join(words[:at])):
                return " ".join(words[at:])
        return ""

    @cached_property
    def _own(self) -> frozenset[str]:
        """What fields are called in the first language, though it may be a word of the second: "Email"."""
        fields = (field for entity in self.entities.values() for field in entity.fields.values())
        return frozenset(fold(form) for field in fields for form in (field.header or "", *field.written))

    @cached_property
    def _short(self) -> dict[str, str]:
        return {fold(short): fold(long) for short, long in self.words.short.items()}

    @cached_property
    def _foreign(self) -> frozenset[str]:
        labels = (field.label.en for entity in self.entities.values() for field in entity.fields.values())
        return frozenset(word for text in (*labels, *self.words.foreign) for word in fold(text).split())

    @cached_property
    def _beside(self) -> dict[str, re.Pattern[str]]:
        return {name: self._pattern([*entity.words, *self.words.filler]) for name, entity in self.entities.items()}

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        return self._pattern(self.words.unit)

    @cached_property
    def _district(self) -> re.Pattern[str]:
        return self._pattern(self.words.district)

    @cached_property
    def _unit_beside(self) -> re.Pattern[str]:
        return self._pattern(self.words.unit_beside)

    @cached_property
    def _unit_code(self) -> re.Pattern[str]:
        return self._pattern(self.words.unit_code)

    def _pattern(self, phrases: Iterable[str]) -> re.Pattern[str]:
        forms = {self.written_out(fold(phrase)) for phrase in phrases}
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b") if forms else re.compile(r"(?!)")
