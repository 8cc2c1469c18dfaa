"""The ways in which the name of one body is written, brought to one form."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from kstt_rules.base.text_keys import clean, fold

# By the first of their folded words: forms that become one word.
_SHORT_FORMS: Final = {
    "uy": ((("uy", "ban", "nhan", "dan"), "ubnd"), (("uy", "ban", "nd"), "ubnd")),
    "ub": ((("ub", "nhan", "dan"), "ubnd"), (("ub", "nd"), "ubnd")),
    "u": ((("u", "b", "n", "d"), "ubnd"),),
    "hoi": ((("hoi", "dong", "nhan", "dan"), "hđnd"),),
    "hdnd": ((("hdnd",), "hđnd"),),
    "van": ((("van", "phong"), "vp"),),
    "vpubnd": ((("vpubnd",), "vp ubnd"),),
    "vphdnd": ((("vphdnd",), "vp hđnd"),),
    "t": ((("t", "p"), "tp"), (("t", "x"), "tx"), (("t", "t"), "tt")),
    "ban": ((("ban", "quan", "ly"), "bql"),),
    "cac": ((("cac", "khu", "cong", "nghiep"), "kcn"), (("cac", "kcn"), "kcn")),
    "khu": ((("khu", "cong", "nghiep"), "kcn"),),
    "phat": ((("phat", "trien", "nong", "thon"), "ptnt"),),
}
_LEVELS: Final = {
    "h": "huyện",
    "q": "quận",
    "tp": "thành phố",
    "tx": "thị xã",
    "x": "xã",
    "p": "phường",
    "tt": "thị trấn",
    "đk": "đặc khu",
}
_LEVEL_WORDS: Final = frozenset({"huyen", "quan", "thanh", "thi", "xa", "phuong", "dac", *_LEVELS})
_LOCAL_HEADS: Final = frozenset({"sở", "ban", "bql", "huyện", "quận", "thành", "thị", "xã", "phường"})

# Not "quan" without marks, which is part of many names.
_DISTRICT = r"(?:huy[eệ]n|quận|th[aà]nh ph[oố]|th[iị] x[aã]|tp|tx|h)\b"
_DIVIDER = re.compile(rf"[,;(–—-]|\s(?={_DISTRICT})", re.IGNORECASE)
_BEGINS_WITH_DISTRICT = re.compile(_DISTRICT, re.IGNORECASE)
_WITH_INITIALS: Final = frozenset({"sở", "ban", "bql", "huyện", "quận", "thành phố", "thị xã"})
_WORDS_LIKE_INITIALS: Final = frozenset({"ptnt", "kcn", "ubnd", "hđnd"})
_INITIALS = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"(?:huyện|quận|thành phố|thị xã|xã|phường|thị trấn|đặc khu) (?=.)")
_KIND = re.compile(
    r"(?:ubnd |uy ban nhan dan |cap |khoi )?"
    r"(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tp|tx|tt|tinh|so|ubnd)"
)
_PROVINCE = re.compile(r"(?:(?:ubnd )?tỉnh|cấp tỉnh)(?: .*)?")


def literal(name: str) -> str:
    """Return a name as it stands, with case, spaces and Unicode form made equal."""
    return clean(name).casefold()


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """Return a name with its accents, in one form: "UBND huyện Yên Thế" and "H. Yên Thế" are "huyện yên thế".

    Long forms become short ones, the level is written out, "UBND" before a level falls away, and so does
    the name of the province behind.
    """
    words = _shortened([word for word in re.findall(r"\w+", literal(name)) if word != "và"])
    if len(words) > 1 and words[0] == "ubnd" and fold(words[1]) in _LEVEL_WORDS:
        words = words[1:]
    if len(words) > 1:
        words[0] = _LEVELS.get(words[0], words[0])
    if "tỉnh" in words[1:]:
        province = words.index("tỉnh", 1)
        words = words[:province] if words[0].split()[0] in _LOCAL_HEADS else words[: province + 1]
    return " ".join(words)


def bare(plain_name: str) -> str:
    """Return a plain name without its level: "huyện yên thế" is "yên thế"."""
    return _BARE.sub("", plain_name, count=1)


def says_kind(text: str) -> bool:
    """Tell whether a text is but a kind or tier of units: "UBND xã", "cấp huyện", "sở"."""
    return _KIND.fullmatch(fold(text)) is not None


def written_words(text: str) -> list[str]:
    """Return the words of a name as they are written, without "và"."""
    return [word for word in re.findall(r"\w+", clean(text)) if fold(word) != "va"]


def abbreviates(words: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether words are the folded ones of a name, where one in capitals may stand for several by their initials.

    "Sở Lao động - TB và XH" abbreviates "Sở Lao động - Thương binh và Xã hội".
    """
    if not words or not name:
        return not words and not name
    first = fold(words[0])
    if first == name[0] and abbreviates(words[1:], name[1:]):
        return True
    is_short = words[0].isupper() and 1 < len(first) <= len(name)
    stands_for = is_short and all(letter == word[0] for letter, word in zip(first, name, strict=False))
    return stands_for and abbreviates(words[1:], name[len(first) :])


def initials(name: str) -> str | None:
    """Return the head of a name and the initials of the rest: "Sở Giáo dục và Đào tạo" is "sở gdđt".

    None for bodies that are not called by initials: communes have namesakes enough under their full names.
    """
    head, _, rest = _headed(plain(name))
    words = [word if word in _WORDS_LIKE_INITIALS else word[0] for word in rest.split()]
    return f"{head} {''.join(words)}" if head in _WITH_INITIALS and len(words) > 1 else None


def written_initials(text: str) -> str | None:
    """Return what ``initials`` makes of the name that a text abbreviates: "Sở GD&ĐT", "TP.BG"; else None."""
    head, _, rest = _headed(plain(text))
    words = [word for word in _INITIALS.findall(text) if fold(word) != "va"]
    shown = "".join(words[-len(rest.split()) :]) if rest else ""
    return f"{head} {''.join(rest.split())}" if head in _WITH_INITIALS and shown.isupper() else None


def _headed(plain_name: str) -> tuple[str, str, str]:
    """Divide a plain name behind its head, which is one word or the two of a level."""
    for level in ("thành phố", "thị xã"):
        if plain_name.startswith(f"{level} "):
            return level, " ", plain_name.removeprefix(f"{level} ")
    return plain_name.partition(" ")


def is_province(name: str) -> bool:
    """Tell whether a name is the province itself, which stands in no register of its bodies."""
    return _PROVINCE.fullmatch(plain(name)) is not None


def divided(name: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to divide a name into a body and the place that tells it apart: "Xã A, huyện B", "Xã A (B)"."""
    name = clean(name)
    for found in _DIVIDER.finditer(name):
        head, place = name[: found.start()].strip(), name[found.end() :].strip(" ()")
        if head and place:
            yield head, place


def names_district(place: str) -> bool:
    """Tell whether a text begins with the level of a district."""
    return _BEGINS_WITH_DISTRICT.match(place) is not None


def _shortened(words: list[str]) -> list[str]:
    folded = [fold(word) for word in words]
    if _SHORT_FORMS.keys().isdisjoint(folded):
        return words
    short: list[str] = []
    at = 0
    while at < len(words):
        for form, replacement in _SHORT_FORMS.get(folded[at], ()):
            if tuple(folded[at : at + len(form)]) == form:
                short.append(replacement)
                at += len(form)
                break
        else:
            short.append(words[at])
            at += 1
    return " ".join(short).split()
