"""What only the whole pack can show: names that nobody uses or defines, provisions left without a word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.errors import Problem
from kstt_rules.base.strict_yaml import Location
from kstt_rules.base.suggestion import hint
from kstt_rules.language import Expr, ValueType, parameters_used, walk
from kstt_rules.language.nodes import Aggregate, Compare, Field, Literal, ParameterName, Submission, Within
from kstt_rules.model.citation import Provision
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.pack.files import PackFile, ProvisionsFile, Read
from kstt_rules.pack.header import citations
from kstt_rules.pack.model import Rule
from kstt_rules.pack.rules import RuleEntry

_LISTED_TWICE: Final = both("{provision} is listed twice, first in line {line}")
_OTHER_ARTICLE: Final = both("{provision} does not belong to Điều {article}")
_OTHER_ID: Final = both("the id of a rule on {provision} must begin with D{key}.")
_NOT_LISTED: Final = both("provisions.yaml has no {provision!r}{hint}")
_NOT_COMPARABLE: Final = both("provisions.yaml has no {provision!r}, with which {rule} compares{hint}")
_HIDDEN: Final = both("{name} is hidden, but {rule}{more} look at it; remove it from `hides`, or the rule")
_SILENT: Final = both("{provision} needs a rule, or `not_checked` with a reason")
_NOT_VALID: Final = both("{value!r} is not a valid {of}{hint}")


def repeated_rules(entries: Iterable[RuleEntry]) -> Iterator[Problem]:
    """Find rule ids that stand more than once, over all files."""
    first: dict[str, Problem] = {}
    for entry in entries:
        here = entry.problem(both("the rule id {id!r} is already used").format(id=entry.part.id), "id")
        earlier = first.setdefault(entry.part.id, here)
        if earlier is not here:
            place = both(", at {file}:{line}").format(file=earlier.file, line=earlier.line)
            yield replace(here, message=joined("", [here.message, place]))


def repeated_provisions(provisions: Read[ProvisionsFile]) -> Iterator[Problem]:
    """Find provisions that stand more than once."""
    first: dict[Provision, int] = {}
    for index, part in enumerate(provisions.content.provisions):
        earlier = first.setdefault(part.provision, index)
        if earlier != index:
            line, _ = provisions.document.position(("provisions", earlier, "provision"))
            message = _LISTED_TWICE.format(provision=part.provision.vi, line=line)
            yield provisions.document.problem(("provisions", index, "provision"), message)


def misplaced_rules(entries: Iterable[RuleEntry]) -> Iterator[Problem]:
    """Find rules that cite another article than their file is for, or another provision than their id names."""
    for entry in entries:
        provision, name = entry.part.provision, entry.part.id
        if entry.article is not None and provision.article != entry.article:
            yield entry.problem(_OTHER_ARTICLE.format(provision=provision.vi, article=entry.article), "provision")
        if not name.startswith(f"D{provision.key}."):
            yield entry.problem(_OTHER_ID.format(provision=provision.vi, key=provision.key), "id")


def unknown_provisions(
    provisions: Read[ProvisionsFile], entries: Iterable[RuleEntry], pack: Read[PackFile] | None
) -> Iterator[Problem]:
    """Find citations, by rules and by pack.yaml, of what provisions.yaml does not hold."""
    known = {part.provision: part.provision.vi for part in provisions.content.provisions}

    def message(provision: Provision) -> Bilingual:
        return _NOT_LISTED.format(provision=provision.vi, hint=hint(provision.vi, known.values()))

    for entry in entries:
        if entry.part.provision not in known:
            yield entry.problem(message(entry.part.provision), "provision")
    for location, provision in citations(pack.content) if pack else ():
        if provision not in known:
            assert pack is not None
            yield pack.document.problem(location, message(provision))


def unknown_short_forms(provisions: Read[ProvisionsFile], rules: Iterable[Rule]) -> Iterator[Problem]:
    """Find rules that compare a provision in the data with a text that is not the short form of a listed provision."""
    known = [part.provision.key for part in provisions.content.provisions]
    for rule in rules:
        texts = {text for expr in rule.expressions for part in walk(expr) for text in _compared_provisions(part)}
        for text in sorted(texts.difference(known)):
            message = _NOT_COMPARABLE.format(provision=text, rule=rule.id, hint=hint(text, known))
            yield Problem(rule.file, rule.line, rule.column, message)


def silent_provisions(provisions: Read[ProvisionsFile], entries: Iterable[RuleEntry]) -> Iterator[Problem]:
    """Find provisions with neither a rule nor the reason why there is none, or with both."""
    cited = {entry.part.provision for entry in entries}
    for index, part in enumerate(provisions.content.provisions):
        location = ("provisions", index, "provision")
        if part.provision in cited and part.not_checked is not None:
            message = both("{provision} has rules, so remove `not_checked`").format(provision=part.provision.vi)
            yield provisions.document.problem((*location[:2], "not_checked"), message)
        if part.provision not in cited and part.not_checked is None:
            message = _SILENT.format(provision=part.provision.vi)
            yield provisions.document.problem(location, message)


def unused_names(pack: Read[PackFile], rules: Sequence[Rule]) -> Iterator[Problem]:
    """Find parameters that no condition or message uses, and readings that no rule depends on.

    What a pack takes over with them from another one is no fault of its own.
    """
    found = (pack.document.problem(location, message) for location, message in _unused(pack.content, rules))
    yield from (problem for problem in found if problem.file == pack.document.name)


def _unused(pack: PackFile, rules: Sequence[Rule]) -> Iterator[tuple[Location, Bilingual]]:
    used = frozenset().union(*(parameters_used(expr) for rule in rules for expr in rule.expressions))
    for group, parts in pack.parameters.items():
        for name in parts:
            if f"{group}.{name}" not in used:
                yield ("parameters", group, name), both("no rule uses {parameter}").format(parameter=f"{group}.{name}")
    readings = {rule.reading for rule in rules}
    for name in pack.readings:
        if name not in readings:
            yield ("readings", name), both("no rule depends on the reading {name!r}").format(name=name)


def hidden_uses(vocabulary: Vocabulary, rules: Iterable[Rule]) -> Iterator[tuple[str, Bilingual]]:
    """Yield each hidden dataset or field that rules look at, with what to do about it."""
    used: dict[str, list[str]] = {}
    for rule in rules:
        for name in {rule.subject, *(name for expr in rule.expressions for name in _looked_at(expr))}:
            if name in vocabulary.hidden:
                used.setdefault(name, []).append(rule.id)
    for name, ids in used.items():
        more = both(" and {count} more").format(count=len(ids) - 1) if len(ids) > 1 else ""
        yield name, _HIDDEN.format(name=name, rule=ids[0], more=more)


def _looked_at(expr: Expr) -> Iterator[str]:
    for part in walk(expr):
        if isinstance(part, Aggregate):
            yield part.entity
        elif isinstance(part, Field):
            yield from (part.entity, f"{part.entity}.{part.name}")
        elif isinstance(part, Submission):
            yield part.asked


def impossible_values(pack: Read[PackFile], rules: Iterable[Rule]) -> set[Problem]:
    """Find texts of parameters that a rule compares with a closed set which does not hold them."""
    return {
        problem
        for rule in rules
        for expr in rule.expressions
        for part in walk(expr)
        for key, wanted in _compared_parameters(part)
        for problem in _not_allowed(pack, key, wanted)
    }


def closed_sets(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """Return, by dotted key, the closed set to which the texts of a parameter belong, by what rules compare it with."""
    parts = (part for rule in rules for expr in rule.expressions for part in walk(expr))
    compared = (pair for part in parts for pair in _compared_parameters(part))
    return {key: wanted.allowed for key, wanted in compared if wanted.allowed is not None}


def _compared_parameters(expr: Expr) -> Iterator[tuple[str, ValueType]]:
    match expr:
        case Within(item=item, options=ParameterName(key=key)):
            yield key, item.type
        case Compare(left=left, right=right):
            for side, other in ((left, right), (right, left)):
                if isinstance(side, ParameterName):
                    yield side.key, other.type


def _compared_provisions(expr: Expr) -> Iterator[str]:
    match expr:
        case Compare(left=left, right=right) | Within(item=left, options=right):
            if "provision" in (left.type.kind, right.type.kind):
                for value in (side.value for side in (left, right) if isinstance(side, Literal)):
                    yield from (str(text) for text in (value if isinstance(value, tuple) else (value,)))


def _not_allowed(pack: Read[PackFile], key: str, wanted: ValueType) -> Iterator[Problem]:
    group, _, name = key.partition(".")
    if wanted.allowed is None or group == "readings":
        return
    for index, item in enumerate(pack.content.parameters[group][name].values):
        location = ("parameters", group, name, "values", index, "value")
        for place, text in enumerate(item.value if isinstance(item.value, list) else [item.value]):
            if isinstance(text, str) and text not in wanted.allowed:
                message = _NOT_VALID.format(value=text, of=wanted.of, hint=hint(text, wanted.allowed))
                yield pack.document.problem((*location, place), message)
