"""The claims of pack.yaml and provisions.yaml: read and checked against the rules and the vocabulary."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import Problem
from kstt_rules.base.strict_yaml import Document, Location
from kstt_rules.base.suggestion import hint, unknown
from kstt_rules.language import ExpressionError
from kstt_rules.model.citation import Provision
from kstt_rules.model.vocabulary import UNIT_KIND
from kstt_rules.pack.claims import Claim, Exclusive, NothingAfter, NothingBefore, NothingWhen, OneFindingWhen, Reaches
from kstt_rules.pack.files import ClaimPart, PackFile, ProvisionsFile, Read
from kstt_rules.pack.model import Rule
from kstt_rules.pack.rules import Names

_SUBJECT: Final = "unit"
_CONDITIONS: Final = ("one_finding_when", "nothing_when")
_KEYS: Final = ("reaches", "nothing_after", "nothing_before", *_CONDITIONS, "exclusive")
_STATES_ONE: Final = both("a claim states one of {keys}").format(keys=", ".join(_KEYS))
_LISTED_TWICE: Final = both("{name} is listed twice")
_NOT_JUDGED: Final = both("no rule that it speaks of judges {subject!r}{hint}")
_OTHER_SUBJECTS: Final = both(
    "only rules on one kind of subject exclude one another: {rule} judges {subject}, {first} judges {of_first}"
)


def read_claims(
    header: Read[PackFile],
    provisions: Read[ProvisionsFile],
    names: Names,
    rules: Sequence[Rule],
    elsewhere: Collection[str] = (),
) -> tuple[list[Claim], list[Problem]]:
    """Return the claims of a pack, those on all rules first, and what is wrong with them.

    ``elsewhere`` are the ids of the rules of the pack that this one builds on: a claim on rules that this one removed
    is left to the rest of them.
    """
    reader = _Reader(names, rules, elsewhere)
    claims = [*reader.read(header.document, ("claims",), header.content.claims, None)]
    for index, part in enumerate(provisions.content.provisions):
        place = ("provisions", index, "claims")
        claims += reader.read(provisions.document, place, part.claims, part.provision)
    return claims, reader.problems


@dataclass(frozen=True, slots=True)
class _Place:
    """One claim as it stands in its file."""

    document: Document
    location: Location
    key: str
    provision: Provision | None


class _Reader:
    """Reads claims, noting every problem at its place."""

    def __init__(self, names: Names, rules: Sequence[Rule], elsewhere: Collection[str]) -> None:
        self.problems: list[Problem] = []
        self._names = names
        self._rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        self._removed = frozenset(elsewhere) - self._rules.keys()

    def read(
        self, document: Document, location: Location, parts: Sequence[ClaimPart], provision: Provision | None
    ) -> Iterator[Claim]:
        for index, part in enumerate(parts):
            stated = [key for key in _KEYS if getattr(part, key) is not None]
            here = (*location, index)
            if len(stated) != 1:
                self.problems.append(document.problem(here, _STATES_ONE))
            elif part.subject is not None and stated[0] not in _CONDITIONS:
                self.problems.append(
                    document.problem((*here, "subject"), both("{key} has no subject").format(key=stated[0]))
                )
            else:
                claim = self._claim(_Place(document, here, stated[0], provision), part)
                if claim is not None:
                    yield claim

    def _claim(self, place: _Place, part: ClaimPart) -> Claim | None:
        value = getattr(part, place.key)
        before = len(self.problems)
        claim: Claim | None
        match place.key:
            case "reaches":
                claim = self._reaches(place, value)
            case "exclusive":
                claim = self._exclusive(place, value)
            case "nothing_after":
                claim = NothingAfter(day=value, **_stated(place, value))
            case "nothing_before":
                claim = NothingBefore(day=value, **_stated(place, value))
            case _:
                claim = self._condition(place, value, part.subject or _SUBJECT)
        return claim if len(self.problems) == before else None

    def _reaches(self, place: _Place, kinds: Sequence[str]) -> Claim:
        known = self._names.vocabulary.choices.get(UNIT_KIND, {})
        for index, kind in enumerate(kinds):
            if kind not in known:
                self._note(place, unknown(both("unit_kind"), kind, known), index)
            elif kind in kinds[:index]:
                self._note(place, _LISTED_TWICE.format(name=kind), index)
        return Reaches(kinds=tuple(kinds), **_stated(place, f"[{', '.join(kinds)}]"))

    def _exclusive(self, place: _Place, ids: Sequence[str]) -> Claim | None:
        for index, name in enumerate(ids):
            if name in ids[:index]:
                self._note(place, _LISTED_TWICE.format(name=name), index)
            elif name not in self._rules and name not in self._removed:
                self._note(place, unknown(both("rule"), name, sorted(self._rules)), index)
        rules = [self._rules[name] for name in ids if name in self._rules]
        for rule in rules[1:]:
            if rule.subject != rules[0].subject:
                stated = {"rule": rule.id, "subject": rule.subject, "first": rules[0].id, "of_first": rules[0].subject}
                self._note(place, _OTHER_SUBJECTS.format(**stated))
        left = tuple(rule.id for rule in rules)
        return Exclusive(rules=left, **_stated(place, f"[{', '.join(left)}]")) if len(left) > 1 else None

    def _condition(self, place: _Place, text: str, subject: str) -> Claim | None:
        subjects = sorted({rule.subject for rule in self._rules.values() if _is_within(rule, place.provision)})
        if subject not in subjects:
            self._note(place, _NOT_JUDGED.format(subject=subject, hint=hint(subject, subjects)))
            return None
        try:
            condition = self._names.check(text, subject, "boolean")
        except ExpressionError as error:
            where = (*place.location, place.key)
            self.problems += [place.document.problem_within(where, one.column, one.message) for one in error.faults]
            return None
        kind = OneFindingWhen if place.key == "one_finding_when" else NothingWhen
        return kind(subject=subject, condition=condition, **_stated(place, " ".join(text.split())))

    def _note(self, place: _Place, message: Bilingual, *path: int) -> None:
        self.problems.append(place.document.problem((*place.location, place.key, *path), message))


def _is_within(rule: Rule, provision: Provision | None) -> bool:
    return provision is None or provision.contains(rule.provision)


def _stated(place: _Place, value: str | dt.date) -> dict[str, Any]:
    """Return what every claim says of where it stands."""
    file, line, column = place.document.place(place.location)
    return {
        "provision": place.provision,
        "text": f"{place.key}: {value}",
        "file": file,
        "line": line,
        "column": column,
    }
