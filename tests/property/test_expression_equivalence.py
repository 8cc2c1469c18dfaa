"""The interpreter, the masks and the rule engine give one truth for every condition on every row."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_rows import ASKED, DAYS, PARAMETERS, ROLES, VOCABULARY, PlainRow, settings_, worlds

from kstt_rules.engine.answers import answers
from kstt_rules.engine.compile import Conditions
from kstt_rules.judging.submissions import key_of
from kstt_rules.judging.verdict_codes import BREACH, COMPLIANT, NOT_APPLICABLE, UNDETERMINED
from kstt_rules.language import Scope, check
from kstt_rules.language.columns import Frame
from kstt_rules.language.evaluate_columns import evaluate
from kstt_rules.language.evaluate_row import Scene, truth
from kstt_rules.language.functions import AGGREGATES, FUNCTIONS, Counting, Distinct
from kstt_rules.language.truth import FALSE, TRUE, UNKNOWN
from kstt_rules.language.types import BOOLEAN
from kstt_rules.model.vocabulary import DOSSIER

EXAMPLES = min(3 * settings().max_examples, 20_000)

# -- conditions as text

OPERATORS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
EQUALITY = st.sampled_from(["==", "!="])
DATE_LITERALS = st.sampled_from([f"date({day.year}, {day.month}, {day.day})" for day in DAYS] + ["as_of", "limits.day"])
NUMBERS = st.sampled_from(["0", "1", "2", "-1", "1.5", "limits.most"])


def comparison(left, operators, right):
    return st.tuples(left, operators, right).map(" ".join)


def takes_of(name, kind):
    """Return the kinds of a function's arguments, where it gives a kind of value; nothing where it does not."""
    function = FUNCTIONS[name]
    if function.gives is None:
        return [kind] * len(function.takes) if kind in function.takes[0] else []
    if function.of_blanks or function.of_datasets or callable(function.gives) or function.gives.kind != kind:
        return []
    return [next(iter(kinds)) for kinds in function.takes]


GIVING = {kind: [name for name in FUNCTIONS if takes_of(name, kind)] for kind in ("number", "date", "text", "boolean")}


@st.composite
def calls(draw, kind, prefix, depth):
    """Calls of every function of the table that gives a kind of value."""
    name = draw(st.sampled_from(GIVING[kind]))
    arguments = [draw(values_of(own, prefix, depth - 1)) for own in takes_of(name, kind)]
    if FUNCTIONS[name].last_written:
        arguments[-1] = draw(PATTERNS)
    if name == "date":
        arguments[0] += " + 0"  # a written day must be one of the calendar
    return f"{name}({', '.join(arguments)})"


@st.composite
def values_of(draw, kind, prefix, depth=2):
    """Numbers, days and texts of an officer, worked out by calls and arithmetic too."""
    if depth and draw(st.booleans()):
        if kind == "number" and draw(st.booleans()):
            sides = [draw(values_of(kind, prefix, depth - 1)) for _ in range(2)]
            return f"({draw(st.sampled_from('+-*/')).join(sides)})"
        return draw(calls(kind, prefix, depth))
    if depth and not draw(st.integers(0, 3)):
        table = {"number": "tables.number", "date": "tables.day", "text": "tables.text"}[kind]
        return f"lookup({table}, {prefix}role)"
    names = {"number": ["birth_year"], "date": ["from_date", "to_date"], "text": ["email"]}[kind]
    constants = {"number": NUMBERS, "date": DATE_LITERALS, "text": WORDS}[kind]
    return draw(st.one_of(st.sampled_from([f"{prefix}{name}" for name in names]), constants))


WORDS = st.sampled_from(["'m'", "'M\u00f4'", "limits.word"])
PATTERNS = st.sampled_from(["'m'", "'[^a-l]+'", "'(m|M)?.{1,2}'", "'(m+)+\u00f4*'"])


@st.composite
def value_atoms(draw, prefix):
    """Conditions on values that are worked out."""
    kind = draw(st.sampled_from([*GIVING]))
    if kind == "boolean":
        return draw(calls(kind, prefix, 2))
    operator = draw(EQUALITY if kind == "text" else OPERATORS)
    return f"{draw(values_of(kind, prefix))} {operator} {draw(values_of(kind, prefix))}"


def officer_atoms(prefix):
    """Conditions on an officer's own fields, bare inside a relation and dotted outside."""
    number = st.just(f"{prefix}birth_year")
    day = st.sampled_from([f"{prefix}from_date", f"{prefix}to_date"])
    return st.one_of(
        comparison(st.just(f"{prefix}role"), EQUALITY, st.sampled_from([f'"{role}"' for role in ROLES])),
        comparison(
            st.just(f"{prefix}role"), st.sampled_from(["in", "not in"]), st.just('("unit_leader", "specialist")')
        ),
        st.just(f"{prefix}concurrent"),
        comparison(number, OPERATORS, NUMBERS),
        comparison(NUMBERS, OPERATORS, number),
        st.just(f"1 < {prefix}birth_year <= 2"),
        st.just(f"{prefix}birth_year in (1, 3)"),
        st.just(f"{prefix}birth_year + 1 in lists.numbers"),
        st.just(f"{prefix}from_date in lists.days"),
        st.just(f"{prefix}role in tables.number"),
        comparison(day, OPERATORS, DATE_LITERALS),
        st.just(f"{prefix}from_date + 3 < {prefix}to_date"),
        value_atoms(prefix),
        st.just(f"{prefix}email == limits.word"),
        st.sampled_from(["email", "birth_year", "concurrent", "to_date", "role"]).map(
            lambda name: f"missing({prefix}{name})"
        ),
    )


def combined(atoms):
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            inner.map(lambda text: f"not ({text})"),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + ") and (".join(parts) + ")"),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + ") or (".join(parts) + ")"),
        ),
        max_leaves=4,
    )


def relation_atoms(relation, extra=()):
    inner = combined(st.one_of(officer_atoms(""), *map(st.just, extra)))
    condition = st.one_of(st.just(""), inner)
    chosen = st.one_of(st.just(""), inner.map(lambda text: f", {text}"))
    return st.one_of(
        st.sampled_from([*AGGREGATES]).flatmap(lambda name: aggregate_atoms(relation, name, condition, inner, chosen)),
        chosen.map(lambda text: f'{relation}.first(role{text}) != "specialist"'),
        st.just(f"missing({relation}.count())"),
    )


def aggregate_atoms(relation, name, condition, inner, chosen):
    """Return conditions on one aggregate of the table: of rows, of numbers, of dates where it takes them."""
    entry = AGGREGATES[name]
    if isinstance(entry, Counting):
        call = (inner if entry.needs_condition else condition).map(lambda text: f"{relation}.{name}({text})")
        return call if entry.gives == BOOLEAN else comparison(call, OPERATORS, NUMBERS)
    if isinstance(entry, Distinct):
        value = st.sampled_from(["birth_year", "from_date", "role", "person", "lower(email)", "birth_year * 2"])
        call = st.tuples(value, chosen).map(lambda parts: f"{relation}.{name}({''.join(parts)})")
        return st.one_of(comparison(call, OPERATORS, NUMBERS), call.map(lambda text: f"missing({text})"))
    call = chosen.map(lambda text: f"{relation}.{name}(birth_year{text})")
    atoms = [comparison(call, OPERATORS, NUMBERS), call.map(lambda text: f"missing({text})")]
    if "date" in entry.takes:
        days = chosen.map(lambda text: f"{relation}.{name}(from_date{text})")
        atoms.append(comparison(days, OPERATORS, DATE_LITERALS))
    return st.one_of(atoms)


SUBMISSIONS = st.sampled_from([f"submitted({key_of(*item)})" for item in ASKED])
CONSTANTS = st.sampled_from(
    [
        'readings.composition == "strict"',
        "limits.switch",
        "limits.most > 1",
        "limits.day < as_of",
        "missing(limits.word)",
    ]
)
UNIT_ATOMS = st.one_of(
    CONSTANTS,
    SUBMISSIONS,
    comparison(st.just("unit.kind"), EQUALITY, st.sampled_from(['"so"', '"khac"', "unit.parent.kind"])),
    st.sampled_from(
        ["unit.kind in classes.some", "unit.parent.kind == 'so'", "missing(unit.parent.kind)", "missing(unit.kind)"]
    ),
    st.sampled_from(["unit.parent != unit.id", "unit.parent.parent == unit.id", "unit.tier == unit.parent.tier"]),
    st.sampled_from(
        [
            'documents.any("department" in recipients)',
            "documents.count(duty == '5.3.b') > 0",
            "subunits.any(kind == 'so')",
        ]
    ),
    relation_atoms("unit.parent.officers", extra=("unit.kind == 'so'",)),
    relation_atoms("subunits.officers", extra=("from_date >= limits.day",)),
    relation_atoms("officers", extra=("unit.kind == 'so'", "from_date >= limits.day", "submitted(officer.email)")),
)
OFFICER_ATOMS = st.one_of(
    CONSTANTS,
    SUBMISSIONS,
    officer_atoms("officer."),
    relation_atoms(
        "namesakes", extra=("unit != officer.unit", "from_date > officer.from_date", "role == officer.role")
    ),
    relation_atoms("unit.parent.roster", extra=("role == officer.role",)),
    relation_atoms("namesakes.unit.officers", extra=("from_date > officer.from_date",)),
    relation_atoms("mates.comrades"),
    relation_atoms("mates", extra=("from_date > officer.from_date",)),
    relation_atoms("comrades", extra=("role == officer.role",)),
    st.sampled_from(
        ["unit.kind == 'so'", "officer.unit.parent.kind in classes.some", "missing(unit.name)", "missing(officer.unit)"]
    ),
)


DOSSIER_ATOMS = st.one_of(
    CONSTANTS,
    SUBMISSIONS,
    st.sampled_from(
        [
            'documents.any("department" in recipients)',
            "documents.count() > 1",
            "units.any(kind == 'so')",
            "units.none(parent == id)",
            "missing(units.first(kind))",
        ]
    ),
    relation_atoms("officers", extra=("unit == 'u1'", "submitted(document)")),
    relation_atoms("roster", extra=("from_date >= limits.day",)),
    relation_atoms("units.officers", extra=("unit != 'u2'",)),
    relation_atoms("units.subunits.roster"),
)


def verdict(applies, breach):
    if FALSE in (applies, breach) and applies != TRUE:
        return NOT_APPLICABLE
    if UNKNOWN in (applies, breach):
        return UNDETERMINED
    return BREACH if breach == TRUE else COMPLIANT


def agree(world, setting, subject, applies_text, breach_text):
    if subject != DOSSIER and subject not in world.rows:
        return
    scope = Scope(VOCABULARY, subject, PARAMETERS)
    applies, breach = check(applies_text, scope), check(breach_text, scope)
    size = 1 if subject == DOSSIER else len(world.rows[subject])
    frame = Frame(world.facts(), subject, setting)
    expected = []
    for index in range(size):
        scene = Scene(PlainRow(world, subject, index), setting)
        expected.append((truth(applies, scene), truth(breach, scene)))
    masks = list(zip(evaluate(applies, frame).tolist(), evaluate(breach, frame).tolist(), strict=True))
    assert masks == expected
    own = [Scene(frame.data.row(subject, index), setting) for index in range(size)]
    assert [(truth(applies, scene), truth(breach, scene)) for scene in own] == expected
    ((_, answer),) = answers({"R": Conditions(applies, breach)}, frame, np.arange(size))
    held = list(zip(answer.breach.tolist(), answer.undetermined.tolist(), strict=True))
    wanted = [(verdict(*pair) == BREACH, verdict(*pair) == UNDETERMINED) for pair in expected]
    assert held == wanted


@settings(max_examples=EXAMPLES)
@given(worlds(), settings_(), combined(UNIT_ATOMS), combined(UNIT_ATOMS))
def test_interpreter_masks_and_engine_agree_on_units(world, setting, applies, breach):
    """Any two conditions on units give the same verdict three ways, whatever is missing."""
    agree(world, setting, "unit", applies, breach)


@settings(max_examples=EXAMPLES)
@given(worlds(), settings_(), combined(OFFICER_ATOMS), combined(OFFICER_ATOMS))
def test_interpreter_masks_and_engine_agree_on_officers(world, setting, applies, breach):
    """Any two conditions on officers give the same verdict three ways, whatever is missing."""
    agree(world, setting, "officer", applies, breach)


@settings(max_examples=EXAMPLES)
@given(worlds(), settings_(), combined(DOSSIER_ATOMS), combined(DOSSIER_ATOMS))
def test_interpreter_masks_and_engine_agree_on_the_dossier(world, setting, applies, breach):
    """Any two conditions on all that was submitted give the same verdict three ways, whatever is missing."""
    agree(world, setting, DOSSIER, applies, breach)
