"""Text typed for the fonts of TCVN3 (ABC) and VNI, which reads as Latin letters with odd signs, turned into Unicode.

So is text that was misread as misread_text tells. Nothing else is changed unless it is certain: a sheet must hold
several words that no Vietnamese syllable is spelled as, and that become syllables, with hardly an exception, by one of
the two tables. Words are judged by how Vietnamese syllables are built. Text with a letter beyond Latin-1 (ă, đ, ơ, ư,
ạ …) is Unicode already and never touched.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal
from unicodedata import normalize

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.cells import MARK, Cell
from kstt_rules.intake.files.grid import Grid, Row
from kstt_rules.intake.files.misread_text import MISREAD, are_misread, reread

Encoding = Literal["TCVN3", "VNI"]
Rows = Sequence[Row]

_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+")
_BEYOND_LATIN = re.compile("[^\u0000-\u00ff–—‘’“”…]")
_ABBREVIATION = re.compile("[A-Z]*Đ[A-ZĐ]*")
_LEAST_WORDS: Final = 2
_EXCEPTIONS_IN: Final = 10

_TCVN3_SIGNS: Final = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_LETTERS: Final = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3: Final = str.maketrans(_TCVN3_SIGNS, _TCVN3_LETTERS)

_VNI_ALONE: Final = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_BEHIND: Final = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI = re.compile("([aeouyôöAEOUYÔÖ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])|([ñôöæóòîÑÔÖÆÓÒÎ])")

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_STOPPED = re.compile("(?:c|ch|p|t)$")
_RIMES: Final = (
    "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong "
    "op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm "
    "uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu"
)
_BEHIND_Q: Final = (
    "uôc uôn uơ uơi ươi uy uyên uyêt uynh uyt uych uyu uê uên uêt uêch uênh ua uac uach uai uan uang uanh uat uay uao "
    "uăc uăm uăn uăng uăt uân uâng uât uây ui ue uen ueo uet uot"
)
_SYLLABLE = re.compile(
    rf"(?:(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|[bcdđghklmnprstvx])?(?:{'|'.join(_RIMES.split())})"
    rf"|q(?:{'|'.join(_BEHIND_Q.split())})"
    r"|g(?:i|in|iêng|iêt|iêc|iêm))"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The rows of a sheet, what encoding the text of some cells had, and how many; None where none had."""

    rows: Rows
    encoding: str | None = None
    cells: int = 0


def decoded(rows: Rows) -> Decoded:
    """Return the rows of a sheet with their old text as Unicode."""
    grid = Grid.of(rows)
    distinct = (cell for column in grid.columns for cell in column.values)
    texts = {cell for cell in distinct if type(cell) is str and not cell.isascii() and not cell.startswith(MARK)}
    if are_misread(texts):
        columns = [[_reread(cell) for cell in column.cells()] for column in grid.columns]
        return _with_columns(rows, columns, MISREAD)
    encoding = _encoding({word for text in texts if _is_latin(text) for word in _WORD.findall(text)})
    if encoding is None:
        return Decoded(rows)
    return _with_columns(rows, [_decoded_column(column.cells(), encoding) for column in grid.columns], encoding)


def _with_columns(rows: Rows, columns: Sequence[Sequence[Cell]], encoding: str) -> Decoded:
    new = [[columns[at][number] for at in range(len(row))] for number, row in enumerate(rows)]
    changed = sum(one != other for pair in zip(rows, new, strict=True) for one, other in zip(*pair, strict=True))
    return Decoded(new, encoding, changed)


def _reread(cell: Cell) -> Cell:
    return (reread(cell) or cell) if isinstance(cell, str) and not cell.isascii() else cell


def from_tcvn3(text: str) -> str:
    """Return text typed for a TCVN3 font as Unicode; its marked capitals have the codes of small letters."""
    letters = re.findall("[A-Za-z]", text)
    new = text.translate(_TCVN3)
    return new.upper() if len(letters) > 1 and all(map(str.isupper, letters)) else new


def from_vni(text: str) -> str:
    """Return text typed for a VNI font as Unicode."""
    return normalize("NFC", _VNI.sub(_from_vni, text))


_FROM: Final[Mapping[Encoding, Callable[[str], str]]] = {"TCVN3": from_tcvn3, "VNI": from_vni}


def _from_vni(found: re.Match[str]) -> str:
    letter, behind, alone = found.groups()
    base = alone or letter
    plain = _VNI_ALONE.get(base.lower(), base.lower())
    return (plain.upper() if base.isupper() else plain) + _VNI_BEHIND.get((behind or "").lower(), "")


def _encoding(words: set[str]) -> Encoding | None:
    """Return the encoding that explains nearly all words that are not Vietnamese, if there are enough of them."""
    odd = _odd(words)
    for encoding, convert in _FROM.items():
        converted = [convert(word) for word in odd]
        explained = sum(map(is_syllable, converted))
        exceptions = len(odd) - explained - sum(map(_is_abbreviation, converted))
        if explained >= _LEAST_WORDS and exceptions * _EXCEPTIONS_IN <= explained:
            return encoding
    return None


def _odd(words: Iterable[str]) -> set[str]:
    """Return the words with signs or marks that are spelled as no Vietnamese syllable."""
    return {word for word in words if not word.isascii() and len(word) > 1 and not is_syllable(word, strict=False)}


def _decoded_column(cells: Sequence[Cell], encoding: Encoding) -> list[Cell]:
    """Convert the texts of a column that are certainly old, and with them those that may be either.

    The latter stay where the column has Unicode below the first old text.
    """
    kinds = [_kind(cell, encoding) for cell in cells]
    first = kinds.index("old") if "old" in kinds else len(kinds)
    converted = {"old"} if "unicode" in kinds[first:] or first == len(kinds) else {"old", "either"}
    convert = _FROM[encoding]
    return [
        convert(cell) if isinstance(cell, str) and kind in converted else cell
        for cell, kind in zip(cells, kinds, strict=True)
    ]


@lru_cache(maxsize=1 << 14)
def _kind(cell: Cell, encoding: Encoding) -> Literal["old", "either", "unicode", "neither"]:
    if not isinstance(cell, str) or cell.isascii() or cell.startswith(MARK):
        return "neither"
    if not _is_latin(cell):
        return "unicode"
    odd = _odd(_WORD.findall(cell))
    if not odd:
        return "either"
    converted = [_FROM[encoding](word) for word in odd]
    return "old" if any(is_syllable(word) or _is_abbreviation(word) for word in converted) else "neither"


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word is capitals with a Đ among them, such as QĐ or HĐND."""
    return _ABBREVIATION.fullmatch(word) is not None


def _is_latin(text: str) -> bool:
    return _BEYOND_LATIN.search(text) is None


def is_syllable(word: str, *, strict: bool = True) -> bool:
    """Tell whether a word is built as a Vietnamese syllable; if not strictly, one that lacks its tone is one too."""
    decomposed = normalize("NFD", word.casefold())
    tones = _TONE.findall(decomposed)
    plain = normalize("NFC", _TONE.sub("", decomposed))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    return not strict or not _STOPPED.search(plain) or tones in (["\u0301"], ["\u0323"])
