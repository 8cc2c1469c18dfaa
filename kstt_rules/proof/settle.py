"""Settles whether something can be: by a dossier that the audit confirms, or by proof that there is none."""

from collections.abc import Callable, Sequence

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.pack import Pack, Rule
from kstt_rules.pack.strata import asked
from kstt_rules.proof.judged import Question
from kstt_rules.proof.rows_needed import rows_needed
from kstt_rules.proof.solve import UndecidedError, solve
from kstt_rules.proof.symbols import Bool
from kstt_rules.proof.witness import Audited, Witness, write
from kstt_rules.proof.world import NotEncodedError, Row

MOST_ROWS = 14
_NOT_ENCODED = both("formulas do not express {part}")
_TOO_MANY = both("it takes {count} rows of one dataset, more than are looked at ({most})")
_UNDECIDED = both("the solver came to no answer in its time")
_UNCONFIRMED = both("the audit does not confirm the dossier that the formulas give")

Wanted = Callable[[Question, Row], Sequence[Bool]]
Confirm = Callable[[Audited], bool]


@dataclass(frozen=True, slots=True)
class Yes:
    """It can be: a dossier shows it."""

    witness: Witness
    audited: Audited


@dataclass(frozen=True, slots=True)
class No:
    """It cannot be, whatever the dossier."""


@dataclass(frozen=True, slots=True)
class Open:
    """It is not known."""

    reason: Bilingual


Answer = Yes | No | Open


def settle(pack: Pack, rules: Sequence[Rule], wanted: Wanted, confirm: Confirm, *, plain: bool) -> Answer:
    """Settle whether a subject of some rules can be as wanted; ``plain``: the dossier that shows it is to be read."""
    try:
        return _settle(pack, rules, wanted, confirm, plain=plain)
    except NotEncodedError as error:
        return Open(_NOT_ENCODED.format(part=error))
    except UndecidedError:
        return Open(_UNDECIDED)


def find(pack: Pack, rules: Sequence[Rule], wanted: Wanted, confirm: Confirm, *, plain: bool = True) -> Yes | None:
    """Return a dossier with a subject as wanted, as far as one is found that the audit confirms."""
    try:
        return _shown(pack, rules, wanted, confirm, plain=plain)
    except (NotEncodedError, UndecidedError):
        return None


def _settle(pack: Pack, rules: Sequence[Rule], wanted: Wanted, confirm: Confirm, *, plain: bool) -> Answer:
    sizes = rows_needed(pack, rules)
    most = max(sizes.values(), default=0)
    if most > MOST_ROWS:
        return Open(_TOO_MANY.format(count=most, most=MOST_ROWS))
    try:
        if (shown := _shown(pack, rules, wanted, confirm, plain=plain)) is not None:
            return shown
    except NotEncodedError:
        shown = None  # what cannot be made may still be impossible
    question = Question(pack, sizes, made=False)
    return No() if solve(question, _asked(question, rules, wanted), plain=False) is None else Open(_UNCONFIRMED)


def _shown(pack: Pack, rules: Sequence[Rule], wanted: Wanted, confirm: Confirm, *, plain: bool) -> Yes | None:
    question = Question(pack, sizes_made(pack, rules), made=True)
    solution = solve(question, _asked(question, rules, wanted), plain=plain)
    if solution is None:
        return None
    own = tuple(rule for rule in rules if rule in pack.rules)
    found = write(solution, question.world.subject(rules[0].subject), own)
    return Yes(*found) if found is not None and confirm(found[1]) else None


def _asked(question: Question, rules: Sequence[Rule], wanted: Wanted) -> Sequence[Bool]:
    subject = question.world.subject(rules[0].subject)
    return [subject.exists, question.world.submitted(subject.entity), *wanted(question, subject)]


def sizes_made(pack: Pack, rules: Sequence[Rule]) -> dict[str, int]:
    """Return the rows that a witness may have: those that are enough, and those that derived ones rest on."""
    sizes = dict(rows_needed(pack, rules))
    for other in (other for rule in rules for other in asked(rule, pack.rules)):
        for entity, rows in rows_needed(pack, [other]).items():
            sizes[entity] = max(sizes.get(entity, 0), rows)
    if "payment" in sizes:
        sizes |= {"payment": max(2, sizes["payment"]), "officer": max(1, sizes.get("officer", 0))}
    return sizes
