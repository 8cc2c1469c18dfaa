"""Who is competent for what, from which day: the bodies of pack.yaml, their holders one after another."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import Problem
from kstt_rules.base.labelled import Labelled
from kstt_rules.base.strict_yaml import Document, Location
from kstt_rules.base.suggestion import unknown
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.pack.build_on import Composed
from kstt_rules.pack.files import BodyPart, HolderPart, PackFile, ParameterPart, ProvisionsFile, Read, ValuePart
from kstt_rules.pack.model import Holder, Obliged, Succession
from kstt_rules.pack.obliged import Bodies, read_obliged
from kstt_rules.pack.rules import RuleEntry

GROUP: Final = "bodies"
"""The group of parameters by which conditions name those that are competent."""
_SHADOWED: Final = both("a pack that has bodies cannot have a group of parameters of that name")
_BACKWARDS: Final = both("{until} is before {start}")
_UNSOURCED: Final = both("add the `provision` or the `act` that says so, or `source: local`")
_DISORDER: Final = both("the holders of {name} stand in the order of time, each beginning after the one before it ends")
_GAP: Final = both("nobody holds {name} from {first} to {last}; let this one begin on {first}")
_UNUSED: Final = both("nothing names the body {name!r} as `obliged`, or in a condition")


def with_bodies(header: Read[PackFile]) -> Read[PackFile]:
    """Return pack.yaml with a list for each body that sheets have names for: who is competent on which day.

    Of such a parameter a fault is told where the body stands.
    """
    content, document = header.content, header.document
    lists = {name: _listed(part) for name, part in content.bodies.items() if any(each.known_as for each in part.held)}
    if not lists:
        return header

    def origin(location: Location) -> tuple[Document, Location]:
        if location[:2] != ("parameters", GROUP):
            return document, location
        inner = [{"values": "held", "value": "known_as"}.get(str(part), part) for part in location[2:]]
        return document, (GROUP, *inner)

    composed = Composed(document.name, document.data, document.places, document.text, document.spans, origin)
    whole = content.model_copy(update={"parameters": {**content.parameters, GROUP: lists}})
    return Read(composed, whole)


def _listed(part: BodyPart) -> ParameterPart:
    values = [
        ValuePart.model_construct(
            start=holder.start,
            until=holder.until,
            value=None
            if holder.known_as is None
            else [Labelled(each, holder.name.bilingual) for each in holder.known_as],
            provision=holder.provision,
            act=holder.act,
            source=holder.source,
        )
        for holder in part.held
    ]
    return ParameterPart.model_construct(type="texts", label=part.label, values=values)


def build_bodies(header: Read[PackFile], vocabulary: Vocabulary) -> tuple[Bodies, list[Problem]]:
    """Return the bodies by name, and what is wrong with them."""
    bodies: dict[str, Succession] = {}
    problems: list[Problem] = [*_shadowed(header)]
    for name, part in header.content.bodies.items():
        place = (GROUP, name, "held")
        found: list[Obliged] = []
        for index, holder in enumerate(part.held):
            obliged, faults = read_obliged(holder, vocabulary, header.document, (*place, index))
            problems += faults
            found += [] if obliged is None else [obliged]
        told = [*_faults(name, part)]
        problems += [header.document.problem((*place, index), message) for index, message in told]
        pairs = zip(part.held, found, strict=False)
        bodies[name] = Succession(tuple(Holder(holder.start, holder.until, obliged) for holder, obliged in pairs))
    return bodies, problems


def _shadowed(header: Read[PackFile]) -> Iterator[Problem]:
    own = header.document.data.get("parameters")
    if header.content.bodies and isinstance(own, dict) and GROUP in own:
        yield header.document.problem((GROUP,), _SHADOWED)


def _faults(name: str, part: BodyPart) -> Iterator[tuple[int, Bilingual]]:
    """Find holders that are not in the order of time, that leave a gap, or that nothing vouches for."""
    for index, holder in enumerate(part.held):
        if holder.until is not None and holder.until < (holder.start or date.min):
            yield index, _BACKWARDS.format(until=holder.until, start=holder.start)
        if not holder.known_as and holder.provision is None and holder.act is None and holder.source is None:
            yield index, _UNSOURCED
    for index, (earlier, later) in enumerate(pairwise(part.held), 1):
        end, begin = _end(earlier, later), later.start
        if begin is None or begin <= (earlier.start or date.min) or (end is not None and end >= begin):
            yield index, _DISORDER.format(name=name)
        elif end is not None and end + timedelta(1) < begin:
            first, last = end + timedelta(1), begin - timedelta(1)
            yield index, _GAP.format(name=name, first=first, last=last)


def _end(earlier: HolderPart, later: HolderPart) -> date | None:
    """Return the last day of a holder, that before the next one where it names none."""
    return earlier.until or (None if later.start is None or later.start == date.min else later.start - timedelta(1))


def unused_bodies(
    header: Read[PackFile], provisions: Read[ProvisionsFile], entries: Sequence[RuleEntry]
) -> Iterator[Problem]:
    """Find bodies of a pack's own that no provision and no rule names."""
    obliged = {part.obliged for part in provisions.content.provisions if isinstance(part.obliged, str)}
    obliged |= {entry.part.obliged for entry in entries if isinstance(entry.part.obliged, str)}
    obliged.add(header.content.ceased_units or "")
    named = header.content.parameters.get(GROUP, {})  # which conditions may name, and are told of where none does
    for name in header.content.bodies:
        problem = header.document.problem((GROUP, name), _UNUSED.format(name=name))
        if name not in obliged and name not in named and problem.file == header.document.name:
            yield problem


def ceased_units(header: Read[PackFile], bodies: Bodies) -> tuple[Succession | None, list[Problem]]:
    """Return who acts for units that have ceased, and what is wrong with the name."""
    name = header.content.ceased_units
    if name is None or name in bodies:
        return bodies.get(name or ""), []
    return None, [header.document.problem(("ceased_units",), unknown(both("body"), name, bodies))]
