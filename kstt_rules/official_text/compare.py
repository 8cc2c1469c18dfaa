"""Compares a pack with the official text it is written from, and the text with itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, Literal

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.dataclass import dataclass
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_numbers import POINT_LETTERS, point_order, split_number
from kstt_rules.official_text.due_days import due_day_differences
from kstt_rules.official_text.read import BLANK, RegulationText
from kstt_rules.official_text.references import ExternalReference, without_references
from kstt_rules.pack.model import Pack

RemarkKind = Literal[
    "not_in_pack",
    "not_in_text",
    "number",
    "due_day",
    "reading",
    "cross_reference",
    "numbering",
    "reference",
    "blank",
    "terms",
]
PACK_FAULTS: Final[frozenset[RemarkKind]] = frozenset({"not_in_pack", "not_in_text", "number", "due_day"})
"""The kinds of remark that say that the pack differs from the text; the others are defects of the text itself."""

_POINT_NAMES: Final = (*POINT_LETTERS, *(letter * 2 for letter in POINT_LETTERS))
_QUANTITY: Final = r"(?<![\w/.,-])(?P<number>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+(?:,[0-9]+)?)(?![\w/]|[.,-][0-9])"
_QUANTITIES = re.compile(_QUANTITY)
_BOUNDS = re.compile(
    r"\b(?:không (?:quá|vượt quá|dưới|ít hơn|thấp hơn)|tối (?:đa|thiểu)|nhiều nhất|ít nhất)(?: là)? " + _QUANTITY,
    re.IGNORECASE,
)
_BLANK_NUMBER = re.compile(rf"\b[Ss]ố ?:?{BLANK}/ ?(?:[0-9]{{4}}/)?[A-ZĐ]{{2}}")
_DAY = re.compile(rf"\bngày(?P<day>{BLANK}[0-9]*{BLANK})tháng(?P<month>{BLANK}[0-9]*{BLANK})năm(?P<year>{BLANK}[0-9]*)")


@dataclass(frozen=True, slots=True)
class TextRemark:
    """A difference between a pack and its text, or a defect of the text; ``line`` is the text's, or None."""

    kind: RemarkKind
    provision: Provision | None
    line: int | None
    message: Bilingual


def compare(text: RegulationText, pack: Pack) -> tuple[TextRemark, ...]:
    """Return all remarks, by line, those that stand in no line first."""
    return _by_line(
        *remarks_on(text),
        *_not_in_pack(text, pack),
        *_not_in_text(text, pack),
        *_numbers(text, pack),
        *_due_days(text, pack),
        *_mixed_terms(text, pack.same_terms),
    )


def remarks_on(text: RegulationText) -> tuple[TextRemark, ...]:
    """Return what is amiss in a text itself, and what in it was not read as it looks, by line."""
    return _by_line(
        *(TextRemark("reading", None, each.line, each.message) for each in text.remarks),
        *_broken_references(text),
        *_numbering(text),
        *_doubtful_documents(text.external),
        *_blanks(text),
    )


def _by_line(*remarks: TextRemark) -> tuple[TextRemark, ...]:
    return tuple(sorted(remarks, key=lambda remark: (remark.line or 0, remark.kind)))


def _not_in_pack(text: RegulationText, pack: Pack) -> Iterator[TextRemark]:
    """Find the innermost provisions that the pack holds neither themselves nor within an undivided entry."""
    entries = {entry.provision for entry in pack.provisions}
    divided = {parent for entry in entries for parent in _ancestors(entry)}
    parents = {parent for each in text.provisions for parent in _ancestors(each.provision)}
    for each in text.provisions:
        covered = any(above in entries and above not in divided for above in _ancestors(each.provision))
        if each.provision not in parents and each.provision not in entries and not covered:
            yield TextRemark(
                "not_in_pack",
                each.provision,
                each.line,
                both("{provision} is in the text but not in the pack.").format(provision=_cited(each.provision)),
            )


def _not_in_text(text: RegulationText, pack: Pack) -> Iterator[TextRemark]:
    known = {each.provision for each in text.provisions}
    for entry in pack.provisions:
        if entry.provision not in known:
            yield TextRemark(
                "not_in_text",
                entry.provision,
                None,
                both("{provision} is in the pack but not in the text.").format(provision=_cited(entry.provision)),
            )


def _numbers(text: RegulationText, pack: Pack) -> Iterator[TextRemark]:
    """Compare the numbers of a provision with the parameters that cite it.

    A parameter disagrees where its provision states numbers and it never had one of them, a bound such as
    "không quá 03" where no parameter that cites its provision has that value.
    """
    for provision, values in _cited_values(pack).items():
        passages = [without_references(passage.text) for passage in text.passages_of(provision)]
        stated = _found(_QUANTITIES, passages)
        wrong = {key: own for key, own in values.items() if stated and not own & stated.keys()}
        for key, own in wrong.items():
            yield _number_remark(text, provision, key, own, stated)
        held = set().union(*values.values())
        unheld = [bound for bound in _found(_BOUNDS, passages) if bound not in held]
        if unheld and not wrong:
            yield _number_remark(text, provision, ", ".join(values), held, unheld)


def _cited_values(pack: Pack) -> dict[Provision, dict[str, set[float]]]:
    """Return what numeric parameters are by the regulation: provision → key → values."""
    cited: dict[Provision, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for key, parameter in sorted(pack.parameters.items()):
        for dated in parameter.values:
            number = dated.value
            if dated.provision is None or dated.local or isinstance(number, bool):
                continue
            if isinstance(number, int | float):
                cited[dated.provision][key].add(number)
    return cited


def _found(pattern: re.Pattern[str], texts: Iterable[str]) -> dict[float, None]:
    """Return the numbers that a pattern finds, each once, in their order."""
    found = (each["number"] for text in texts for each in pattern.finditer(text))
    return dict.fromkeys(float(number.replace(".", "").replace(",", ".")) for number in found)


def _number_remark(
    text: RegulationText, provision: Provision, key: str, own: Iterable[float], stated: Iterable[float]
) -> TextRemark:
    held, printed = _listed(sorted(own)), _listed(stated)
    return TextRemark(
        "number",
        provision,
        text.line_of(provision),
        both("{provision} says {printed}, but {key} is {held}.").format(
            provision=_cited(provision), printed=printed, key=key, held=held
        ),
    )


def _listed(numbers: Iterable[float]) -> str:
    return ", ".join(f"{number:.15g}" for number in numbers)


def _due_days(text: RegulationText, pack: Pack) -> Iterator[TextRemark]:
    """Compare the days on which reports fall due with the provisions that they cite."""
    expects = [each.provision for each in pack.calendar.expects]
    for each in due_day_differences(text, pack.calendar.due, expects):
        printed = ", ".join(f"“{words}”" for words in dict.fromkeys(each.stated))
        if each.held is None:
            message = both("{provision} says {printed}, but the calendar sets no due day by it.")
            message = message.format(provision=_cited(each.provision), printed=printed)
        else:
            held = both("day {day}, {months} months after the period's last").format(
                day=each.held.day, months=each.held.months_after
            )
            message = both("{provision} says {printed}, but {key} is {held}.").format(
                provision=_cited(each.provision), printed=printed, key=each.key, held=held
            )
        yield TextRemark("due_day", each.provision, text.line_of(each.provision), message)


def _broken_references(text: RegulationText) -> Iterator[TextRemark]:
    known = {each.provision for each in text.provisions}
    for reference in dict.fromkeys(text.internal):
        if reference.target not in known:
            yield TextRemark(
                "cross_reference",
                reference.source,
                reference.line,
                both("{source} refers to {target}, which is not in the text.").format(
                    source=_cited(reference.source), target=_cited(reference.target)
                ),
            )


def _numbering(text: RegulationText) -> Iterator[TextRemark]:
    """Find numbers and letters that are left out, stand twice, or are out of order, among provisions side by side.

    What was put in later ("1a", "a1") follows what it was put in after, and leaves no gap.
    """
    siblings: dict[tuple[object, ...], list[tuple[Provision, int]]] = defaultdict(list)
    for passage in text.passages:
        if passage.provision is not None and passage.marker:
            place = passage.provision
            if place.paragraph is not None:  # what stands after the letter of a point is its first paragraph
                place = place.parent or place
            siblings[place.part, place.parent, place.point is None].append((place, passage.line))
    for group in siblings.values():
        before: Provision | None = None
        for place, line in group:
            skipped = _between(before, place)
            if skipped or (before is not None and not before < place):
                yield _numbering_remark(before, place, line, skipped)
            before = place


def _between(before: Provision | None, place: Provision) -> list[str]:
    """Return the numbers, or the official letters, that are left out between two provisions side by side."""
    if place.point is not None:
        start = point_order(before.point) if before and before.point else (0, 0, 0)
        return [name for name in _POINT_NAMES if start < point_order(name) < point_order(place.point)]
    whole, letter = split_number(place.clause or place.article)
    last = split_number(before.clause or before.article)[0] if before else 0
    return [str(number) for number in range(last + 1, whole + bool(letter))]  # "2a" needs a "2"


def _numbering_remark(before: Provision | None, place: Provision, line: int, skipped: Sequence[str]) -> TextRemark:
    after = both("comes first")
    if before is not None:
        after = both("follows {provision}").format(provision=_cited(before))
    fault = both("it appears twice or is out of order")
    if skipped:
        fault = both("{left_out} is missing").format(left_out=", ".join(skipped))
    message = both("{place} {after}: {fault}.")
    message = message.format(place=_cited(place), after=after, fault=fault)
    return TextRemark("numbering", place, line, message)


def _doubtful_documents(references: Sequence[ExternalReference]) -> Iterator[TextRemark]:
    """Find citations that look like one document under two years, issuers or dates.

    Two documents that the text introduces with a date each are two; a citation without a date must agree with
    one that does or stand alone.
    """
    first = {reference.name: reference for reference in reversed(references)}
    dates = {name: {each.date for each in references if each.name == name and each.date} for name in first}
    for reference in references:
        if reference.date is not None and reference.year not in (None, reference.date.year):
            yield _document_remark(reference, str(reference.year), f"{reference.date:%d/%m/%Y}")
    for name, days in dates.items():
        if len(days) > 1:
            yield _document_remark(first[name], *(f"{day:%d/%m/%Y}" for day in sorted(days)))
    for one, other in combinations(sorted(first.values(), key=lambda each: (each.line, each.name)), 2):
        if _may_be_one(one, other) and not (dates[one.name] and dates[other.name]):
            later = one if dates[other.name] else other
            yield _document_remark(later, one.name, other.name)


def _may_be_one(one: ExternalReference, other: ExternalReference) -> bool:
    """Tell whether two documents of one kind share their number and differ in year or issuer alone."""
    alike = one.kind == other.kind and one.number == other.number and None not in (one.year, other.year)
    return alike and (one.year == other.year) != (one.symbol == other.symbol)


def _document_remark(reference: ExternalReference, *forms: str) -> TextRemark:
    return TextRemark(
        "reference",
        reference.source,
        reference.line,
        both("Document {name} is cited in different ways: {forms}.").format(
            name=reference.name, forms=joined(both(" and "), forms)
        ),
    )


def _blanks(text: RegulationText) -> Iterator[TextRemark]:
    for passage in text.passages:
        if _BLANK_NUMBER.search(passage.text):
            what = both("The number of the document is blank.")
            yield TextRemark("blank", passage.provision, passage.line, what)
        if any(map(_is_blank, _DAY.finditer(passage.text))):
            what = both("A day, month or year is blank.")
            yield TextRemark("blank", passage.provision, passage.line, what)


def _is_blank(found: re.Match[str]) -> bool:
    """Tell a date with parts to fill in from the words "ngày tháng năm" themselves."""
    filled = [re.search("[0-9]", part) is not None for part in found.groups()]
    dotted = any(re.search("[.…_]", part) for part in found.groups())
    return not all(filled) and (any(filled) or dotted)


def _mixed_terms(text: RegulationText, same_terms: Iterable[Sequence[str]]) -> Iterator[TextRemark]:
    for terms in same_terms:
        counts: Counter[str] = Counter()
        lines: dict[str, int] = {}
        for passage in text.passages:
            for term in terms:
                if count := passage.text.casefold().count(term.casefold()):
                    counts[term] += count
                    lines.setdefault(term, passage.line)
        if len(counts) > 1:
            shown = [(term, counts[term], lines[term]) for term in sorted(counts, key=lambda each: lines[each])]
            used = both("“{term}” ({count} times, from line {line})")
            terms_used = joined(
                both(" and "), (used.format(term=term, count=count, line=line) for term, count, line in shown)
            )
            what = both("Different words are used for one thing: {terms}.")
            what = what.format(terms=terms_used)
            yield TextRemark("terms", None, sorted(lines.values())[1], what)


def _cited(provision: Provision) -> Bilingual:
    return Bilingual(provision.vi, provision.en)


def _ancestors(provision: Provision) -> Iterator[Provision]:
    above = provision.parent
    while above is not None:
        yield above
        above = above.parent
