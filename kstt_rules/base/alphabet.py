"""The order of the Vietnamese alphabet, in which every list of names stands."""

from functools import lru_cache
from typing import Final
from unicodedata import normalize

_LETTERS: Final = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: after none
_LONGEST_NUMBER: Final = 9
_RANKS: Final = {letter: chr(0x40 + rank) for rank, letter in enumerate(_LETTERS)}
_TONE_RANKS: Final = {tone: chr(0x11 + rank) for rank, tone in enumerate(_TONES)}


@lru_cache(maxsize=1 << 16)
def alphabetical(text: str) -> str:
    """Return what texts are to be sorted by: syllable by syllable, by letters (Đ after D), then by tones; numbers rise.

    Equal only for the same text, so that an order by it never depends on anything else.
    """
    syllables = normalize("NFC", text).casefold().split()
    return "\x02".join(map(_syllable, syllables)) + f"\x01{text}"


@lru_cache(maxsize=1 << 13)
def _syllable(syllable: str) -> str:
    whole = syllable.zfill(_LONGEST_NUMBER) if syllable.isdecimal() else syllable
    letters, tones = zip(*map(_ranked, whole), strict=True)
    return "".join(letters) + "\x03" + "".join(tones)


@lru_cache(maxsize=1 << 10)
def _ranked(letter: str) -> tuple[str, str]:
    """Return the rank of a letter without its tone, and that of its tone."""
    parts = normalize("NFD", letter)
    tone = next((part for part in parts if part in _TONES), "")
    plain = normalize("NFC", parts.replace(tone, "")) if tone else letter
    return _RANKS.get(plain, chr(0x20) + plain), _TONE_RANKS.get(tone, "\x10")
