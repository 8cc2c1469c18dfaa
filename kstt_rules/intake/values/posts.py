"""Which role a title shows: its posts told apart from what says nothing about a role and from other bodies' posts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.kept import made_once
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.values.titles import OF_TWO_BODIES, Titles, classify, rest_behind, shown_by
from kstt_rules.model.vocabulary import Choice

_BETWEEN_POSTS = re.compile(r"[;,/\n+]|\b(?:kiêm|kiem)\b", re.IGNORECASE)
_ALSO_HOLDS = re.compile(r"\b(?:kiêm|kiem)\b", re.IGNORECASE)
_DASH = re.compile(r"\s[-–—]\s")
_ASIDE = re.compile(r"[(\[]|\s[-–—]\s")
_OUTSIDE: Final = "outside"
_LONGEST_POST: Final = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """What in a title says nothing about a role: whole posts, manners of holding one, and the names of bodies.

    ``bodies`` has, by folded name, the choice of the body: one that is part of the unit, or another one.
    """

    posts: Titles
    manners: Titles
    bodies: Mapping[tuple[str, str | None], Choice]
    longest: int

    @staticmethod
    def of(choices: Mapping[str, Choice]) -> "Beside":
        """Take the choices as the vocabulary lists them."""
        return _beside_of(choices)

    @classmethod
    def _made(cls, choices: Mapping[str, Choice]) -> "Beside":
        bodies = {
            (fold(phrase), kind): choice
            for choice in choices.values()
            if choice.names == "body"
            for titles in choice.titles
            for phrase in titles.phrases
            for kind in titles.where or (None,)
        }
        posts, manners = (
            Titles.of({name: choice for name, choice in choices.items() if choice.names == what})
            for what in ("post", "manner")
        )
        return cls(posts, manners, bodies, max((phrase.count(" ") + 1 for phrase, _ in bodies), default=0))

    def other_body(self, words: Sequence[str], unit_kind: str | None) -> tuple[int, Choice] | None:
        """Return where words first name another body than the unit, and that body."""
        at = 0
        while at < len(words):
            length, choice = self._body_at(words[at:], unit_kind)
            if choice is not None and not choice.own:
                return at, choice
            at += length
        return None

    def _body_at(self, words: Sequence[str], unit_kind: str | None) -> tuple[int, Choice | None]:
        for length in range(min(len(words), self.longest), 0, -1):
            phrase = " ".join(words[:length])
            choice = self.bodies.get((phrase, unit_kind)) or self.bodies.get((phrase, None))
            if choice is not None:
                return length, choice
        return 1, None


_beside_of = made_once(Beside._made)  # noqa: SLF001 - of this module


def classify_posts(text: str, titles: Titles, beside: Beside, unit_kind: str | None) -> str | None:
    """Return the value that all the posts of a title show; None where it shows none, or two.

    Posts ``beside`` say nothing. The first other post, and each that is held as well ("kiêm"), must be understood;
    what stands behind a comma may be the name of a body. Who first of all fills a role may hold a post outside too.
    """
    values: set[str | None] = set()
    for held in _ALSO_HOLDS.split(OF_TWO_BODIES.sub(r"\1 ", _spaced(text))):
        parts = [part for part in _BETWEEN_POSTS.split(held) if fold(part)]
        found = [_post(post, titles, beside, unit_kind) for part in parts for post in _own_posts(part, beside)]
        values |= {*found[:1], *filter(None, found)} - ({_OUTSIDE} if values else set())
    return values.pop() if len(values) == 1 else None


def _spaced(text: str) -> str:
    """Return a text with the spaces that were not typed: "PhòngHành chính" is "Phòng Hành chính"."""
    if not any(one.islower() and two.isupper() for one, two in pairwise(text)):
        return text
    return "".join(
        f" {sign}" if at and sign.isupper() and text[at - 1].islower() else sign for at, sign in enumerate(text)
    )


def _own_posts(part: str, beside: Beside) -> Iterator[str]:
    """Yield the posts in a part of a title, except those that say nothing, as in "Phó Bí thư - Chủ tịch UBND"."""
    if not classify(rest_behind(part, beside.manners) or part, beside.posts, None):
        yield part
    elif len(pieces := _DASH.split(part, maxsplit=1)) > 1 and fold(pieces[1]):
        yield from _own_posts(pieces[1], beside)


def _post(text: str, titles: Titles, beside: Beside, unit_kind: str | None) -> str | None:
    """Return what one post shows: nothing, or what its body does, where another body's name follows it."""
    text = rest_behind(text, beside.manners) or text
    value, length = shown_by(text, titles, unit_kind)
    first, *aside = _ASIDE.split(text)
    words = fold(first).split()
    if len(words) >= length and any(_is_other_head(piece, value, titles, unit_kind) for piece in aside):
        return None
    if value == _OUTSIDE:
        return value
    behind = fold(rest_behind(" ".join(words[length:]), beside.manners)).split() if length else words
    other = beside.other_body(behind, unit_kind) or _begins_other(aside, beside, unit_kind)
    if other is None:
        return value
    at, body = other
    return body.shows if (at == 0 if length else 0 < at <= _LONGEST_POST) else None


def _is_other_head(piece: str, value: str | None, titles: Titles, unit_kind: str | None) -> bool:
    """Tell whether what stands aside is the post of a head that shows another value."""
    shown, length = shown_by(piece, titles, unit_kind)
    phrase = " ".join(fold(piece).split()[:length])
    return shown is not None and shown != value and (phrase, unit_kind) in titles.heads


def _begins_other(aside: Sequence[str], beside: Beside, unit_kind: str | None) -> tuple[int, Choice] | None:
    """Return another body with whose name one of the texts aside begins: "Phó Chủ tịch (HĐND)"."""
    found = (beside.other_body(fold(piece).split(), unit_kind) for piece in aside)
    return next((other for other in found if other is not None and other[0] == 0), None)
