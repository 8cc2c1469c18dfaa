"""Whether what is told in Vietnamese has a sentence left in English."""

import re

from kstt_rules.base.bilingual import Bilingual

_CITED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """the is are was has have had must may can cannot does did this that these which with without here there
        unknown known write needs needed expected expects got stands allowed only behind shows notices should be to""",
    )
)


def english_left(told: Bilingual) -> list[str]:
    """Return the English words of the Vietnamese text, but for what it cites in quotes or of its own English text.

    A name of a field or dataset is the same in both, so a word that stands in a dotted name does not count.
    """
    words = re.findall(r"(?<![\w.])[a-z]+(?![\w.(])", _CITED.sub("", told.vi))
    return [word for word in words if word in _ENGLISH]


def told_in_both(told: Bilingual) -> str:
    """Return the English of a message, whose Vietnamese is another one without English in it."""
    assert told.vi != told.en, told.en
    assert not english_left(told), told.vi
    return told.en
