"""Text made comparable: cleaned for keeping, a key for a person's name, and folded for matching headers and labels."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final
from unicodedata import is_normalized, normalize

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_MARKS = re.compile("[\u0300-\u036f]+")
_VOWEL = re.compile("[aeiouyAEIOUY]|[^\x00-\x7fđĐ]")
_WORDS = re.compile(r"[^\W_]+")
_TOGETHER: Final = 64
_LOOKALIKES: Final = "ÐƉðɖ"
D_LOOKALIKES: Final = str.maketrans(_LOOKALIKES, "ĐĐđđ")
"""The letters that look like Đ, to be translated to it."""
D_TO_ASCII: Final = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
"""The small đ and what looks like it, to be translated to d."""

_O, _U = "òóỏõọÒÓỎÕỌ", "ùúủũụÙÚỦŨỤ"
_AE, _Y = "àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ", "ỳýỷỹỵỲÝỶỸỴ"
_LETTER = r"[^\W\d_]"
# hoà → hòa, uỷ → ủy, for the vowels end their syllable; after q the u belongs to the consonant: quý stays.
_TONE_FORWARD = re.compile(rf"([oO])([{_AE}])(?!{_LETTER})|(?<![qQ])([uU])([{_Y}])(?!{_LETTER})")
# tòan → toàn, hùynh → huỳnh, qúy → quý, for there the second vowel carries the syllable.
_TONE_BACK = re.compile(
    rf"([{_O}])([aeAE])(?={_LETTER})|(?<![qQ])([{_U}])([yY])(?={_LETTER})|(?<=[qQ])([{_U}])([aeyAEY])"
)
_HONORIFICS: Final = (
    *("ông", "bà", "anh", "chị", "đồng chí", "đ/c", "đ.c", "đc", "nhà giáo", "luật sư", "ls", "kiến trúc sư", "kts"),
    *("giáo sư", "phó giáo sư", "gs", "pgs", "tiến sĩ", "tiến sỹ", "ts", "tskh", "ncs", "thạc sĩ", "thạc sỹ", "ths"),
    *("th.s", "mba", "kỹ sư", "kĩ sư", "ks", "cử nhân", "cn", "dược sĩ", "dược sỹ", "ds", "bác sĩ", "bác sỹ", "bs"),
    *("bscki", "bsckii", "bsck1", "bsck2", "cki", "ckii", "ck1", "ck2"),
)
_HONORIFIC: Final = "|".join(re.escape(word) for word in sorted(_HONORIFICS, key=len, reverse=True))
_BEFORE_NAME = re.compile(rf"(?:(?:{_HONORIFIC})(?:[.,:/-]+ ?| ))+(?=\w)")
_BEHIND_NAME = re.compile(rf" ?(?:, ?|\( ?|[-–] )(?:(?:{_HONORIFIC})[.,/ ]*)+\)?$")
# Nearly all text is clean, and these find what is not at a fraction of the cost of cleaning. Each begins with a set of
# letters, by which alone a search is quick.
_ODD_TONES = (
    (re.compile(f"[oOuU][{_AE}{_Y}](?!{_LETTER})"), _TONE_FORWARD),
    (re.compile(f"[{_O}{_U}][aeyAEY](?:(?={_LETTER})|(?<=[qQ]..))"), _TONE_BACK),
)


@lru_cache(maxsize=1 << 16)
def clean(text: str) -> str:
    """Return text as it is kept: NFC, one tone placement, the letter Đ, single spaces, nothing invisible."""
    if _is_clean(text):
        return text
    if not text.isascii():
        text = _INVISIBLE.sub("", normalize("NFC", text)).translate(D_LOOKALIKES)
        text = _TONE_BACK.sub(_moved_back, _TONE_FORWARD.sub(_moved_forward, text))
    return " ".join(_CONTROL.sub(" ", text).split())


def person_key(name: str) -> str:
    """Return a name so that two spellings of it are equal, whatever case, spacing, Unicode form or tone placement.

    Accents are kept: An and Ân are two people. Honorifics and degrees are not part of a name.
    """
    return _bare(clean(name).casefold())


def person_keys(names: Sequence[str]) -> list[str]:
    """Return ``person_key`` of every name; names that are clean, as nearly all are, are found many at a time."""
    keys: list[str] = []
    for start in range(0, len(names), _TOGETHER):
        some = names[start : start + _TOGETHER]
        keys += map(str.casefold, some if are_clean(some) else map(clean, some))
    return [*map(_bare, keys)]


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return text in lower-case ASCII-like letters and digits, without marks, other signs as single spaces."""
    if text.isascii():
        return " ".join(_WORDS.findall(text.casefold()))
    decomposed = normalize("NFD", _INVISIBLE.sub("", text).casefold())
    bare = _MARKS.sub("", decomposed).replace("đ", "d").replace("ð", "d").replace("ɖ", "d")
    return " ".join(_WORDS.findall(bare))


def without_accents(keys: Sequence[str]) -> list[str]:
    """Return every ``person_key`` without its accents; names share their words, which are found at once, each once."""
    names = [key.split(" ") for key in keys]
    words = [*dict.fromkeys(chain([""], chain.from_iterable(names)))]
    decomposed = normalize("NFD", "\n".join(words)).translate(D_TO_ASCII)
    bare = dict(zip(words, _MARKS.sub("", decomposed).split("\n"), strict=True))
    return [" ".join([bare[word] for word in name]) for name in names]


def has_syllable(text: str) -> bool:
    """Tell whether some word of a text may be Vietnamese: every syllable has a vowel, and only vowels have accents."""
    return _VOWEL.search(text) is not None


def slug(text: str) -> str:
    """Return folded text joined by hyphens: "Sở Y tế" is "so-y-te"."""
    return fold(text).replace(" ", "-")


def are_clean(texts: Sequence[str]) -> bool:
    """Tell at once whether ``clean`` would leave some texts as they are; False where one of them is odd or long."""
    joined = "|".join(texts)
    return " |" not in joined and "| " not in joined and _is_clean(joined)


def _bare(name: str) -> str:
    """Return a name in small letters without the honorifics and degrees before and behind it."""
    found = _BEFORE_NAME.match(name)
    bare = name if found is None else name[found.end() :]
    return _BEHIND_NAME.sub("", bare) if bare[-1:] in ")." or "," in bare or " - " in bare else bare


def _is_clean(text: str) -> bool:
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    if text.isascii():
        return True
    if any(letter in text for letter in _LOOKALIKES):
        return False
    is_odd = any(odd.search(text) and tone.search(text) for odd, tone in _ODD_TONES)
    return not is_odd and is_normalized("NFC", text)


def _moved_forward(found: re.Match[str]) -> str:
    first, second = filter(None, found.groups())
    decomposed = normalize("NFD", second)
    return normalize("NFC", first + decomposed[1]) + decomposed[0]


def _moved_back(found: re.Match[str]) -> str:
    first, second = filter(None, found.groups())
    decomposed = normalize("NFD", first)
    return decomposed[0] + normalize("NFC", second + decomposed[1])
