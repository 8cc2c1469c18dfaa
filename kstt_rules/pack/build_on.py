"""The files of a pack that builds on another one, as if it were written whole: its own words go before the other's."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import CitationError, Problem
from kstt_rules.base.strict_yaml import Document, Location
from kstt_rules.base.suggestion import hint
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_form import CitationForm
from kstt_rules.model.vocabulary import Label
from kstt_rules.pack.files import PackFile, ProvisionsFile, Read, RemovedPart
from kstt_rules.pack.model import Pack
from kstt_rules.pack.rules import RuleEntry

_ALWAYS_OWN: Final = frozenset({"id", "version", "title", "regulation", "extends", "removed"})
"""What a pack says of itself alone; all else of pack.yaml is inherited, mappings key by key."""


@dataclass(frozen=True)
class Beneath:
    """The pack that another one builds on, and what it was read from; ``words`` are what it adds to the vocabulary."""

    pack: Pack
    header: Document
    provisions: Read[ProvisionsFile]
    entries: Sequence[RuleEntry]
    words: Mapping[str, Any] | None


@dataclass(frozen=True)
class Composed(Document):
    """A document of which every value stands in one of two files; ``origin`` says where a place of it is written."""

    origin: Callable[[Location], tuple[Document, Location]]

    def position(self, location: Location) -> tuple[int, int]:
        """Return the place of a value in the file that it stands in."""
        document, place = self.origin(location)
        return document.position(place)

    def place(self, location: Location) -> tuple[str, int, int]:
        """Return the place of a value, with the file that it stands in."""
        document, place = self.origin(location)
        return document.place(place)

    def problem_within(self, location: Location, offset: int, message: Bilingual) -> Problem:
        """Describe a fault within a text, in the file that it stands in."""
        document, place = self.origin(location)
        return document.problem_within(place, offset, message)


def header_over(own: Document, base: Document) -> Document:
    """Return pack.yaml of a pack, completed by that of the pack that it builds on."""
    if not isinstance(own.data, dict):
        return own
    inherited = {key: value for key, value in base.data.items() if key not in _ALWAYS_OWN}

    def origin(location: Location) -> tuple[Document, Location]:
        is_own = location in own.places or not _holds(inherited, location)
        return (own if is_own else base), location

    return _composed(own, _merged(inherited, own.data), origin)


def words_over(own: Mapping[str, Any] | None, base: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Return the plain data of what both packs add to the vocabulary."""
    return own if base is None else base if own is None else _merged(base, own)


def entries_over(own: Sequence[RuleEntry], base: Beneath, removed: Sequence[RemovedPart]) -> list[RuleEntry]:
    """Return a pack's own rules, and those of the other pack that it neither replaces nor removes."""
    gone = {entry.part.id for entry in own} | {part.rule for part in removed}
    provisions = {part.provision for part in removed}
    kept = (entry for entry in base.entries if entry.part.id not in gone and entry.part.provision not in provisions)
    return [*kept, *own]


def provisions_over(
    own: Document | None,
    base: Beneath,
    removed: Sequence[RemovedPart],
    entries: Sequence[RuleEntry],
    citations: CitationForm | None,
) -> Document:
    """Return provisions.yaml of a pack, completed by that of the pack that it builds on.

    A provision whose last rule is removed is not checked, for the reason that is given.
    """
    listed = own.data.get("provisions") if own is not None and isinstance(own.data, dict) else None
    if own is not None and not isinstance(listed, list):
        return own
    gone = {*(_cited(part, citations) for part in listed or ()), *(part.provision for part in removed)}
    checked = {entry.part.provision for entry in entries}
    because = {part.rule: part.because for part in removed}
    reasons = {entry.part.provision: because[entry.part.id] for entry in base.entries if entry.part.id in because}
    beneath, inherited = base.provisions.document, enumerate(base.provisions.content.provisions)
    places: list[tuple[Document, int]] = [(beneath, index) for index, part in inherited if part.provision not in gone]
    data = [_unchecked(base.provisions, index, checked, reasons) for _, index in places]
    if own is not None:
        places += [(own, index) for index in range(len(listed or ()))]
        data += listed or ()

    def origin(location: Location) -> tuple[Document, Location]:
        if len(location) < 2:
            return own or beneath, location
        document, index = places[location[1]]
        return document, (location[0], index, *location[2:])

    return _composed(own or beneath, {"provisions": data}, origin)


def removal_faults(header: Read[PackFile], base: Beneath) -> Iterator[Problem]:
    """Find what a pack removes though the one that it builds on has nothing of the kind."""
    rules = [entry.part.id for entry in base.entries]
    known = [part.provision.vi for part in base.provisions.content.provisions]
    for index, part in enumerate(header.content.removed):
        if (part.rule is None) == (part.provision is None):
            yield header.document.problem(("removed", index), both("name one `rule` or one `provision`"))
            continue
        cited = "" if part.provision is None else part.provision.vi
        key, name, names = ("provision", cited, known) if part.rule is None else ("rule", part.rule, rules)
        if name not in names:
            message = both("{pack} has no {name!r}{hint}").format(pack=base.pack.id, name=name, hint=hint(name, names))
            yield header.document.problem(("removed", index, key), message)


def _unchecked(
    base: Read[ProvisionsFile], index: int, checked: Collection[Provision], reasons: Mapping[Provision, Label]
) -> dict[str, Any]:
    """Return an entry of the other pack; with the reason why it is not checked where its rules were removed."""
    data: dict[str, Any] = base.document.data["provisions"][index]
    provision = base.content.provisions[index].provision
    if provision in checked or provision not in reasons:
        return data
    return {**data, "not_checked": reasons[provision].model_dump()}


def _composed(own: Document, data: Any, origin: Callable[[Location], tuple[Document, Location]]) -> Document:
    return Composed(own.name, data, own.places, own.text, own.spans, origin)


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return both mappings, those within them too; of all else what the own one says."""
    both = {**base, **own}
    for key in base.keys() & own.keys():
        if isinstance(base[key], dict) and isinstance(own[key], dict):
            both[key] = _merged(base[key], own[key])
    return both


def _holds(data: Any, location: Location) -> bool:
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _cited(part: Any, citations: CitationForm | None) -> Provision | None:
    """Return the provision of an entry as it stands in the file, None where it cites none."""
    text = part.get("provision") if isinstance(part, dict) else None
    with suppress(CitationError):
        return Provision.parse(text, citations) if isinstance(text, str) else None
    return None
