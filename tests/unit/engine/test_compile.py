"""AND-chains: they hold where the condition says, they are as few as can be, and they name the columns they test."""

import operator
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from condition_truths import of_each_topic
from condition_world import SETTING, parsed, scenes

from kstt_rules.engine.compile import Conditions, compile_rule
from kstt_rules.engine.limits import MAX_CHAINS, beyond
from kstt_rules.language.evaluate_row import evaluate

COMPARE: dict[str, Callable] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def fact(columns, scene):
    """Return the columns of the facts of one subject, from what the interpreter says of their terms."""
    values = {}
    for column in columns:
        value = evaluate(column.term, scene)
        match column.aspect:
            case "low" | "high" as bound:
                value = getattr(value, bound)
            case "text":
                value = value or ""
            case "has":
                value = int(value is not None)
        values[column.name] = value
    return values


def held(compiled, own):
    """Tell on which subjects a rule is breached (T) or undetermined (?)."""
    marks = []
    for scene in own:
        values = fact(compiled.columns, scene)
        broken, open_ = (
            [all(COMPARE[test.operator](values[test.column], test.literal) for test in chain) for chain in chains]
            for chains in (compiled.breach, compiled.undetermined)
        )
        assert not (any(broken) and any(open_))
        marks.append("T" if any(broken) else "?" if any(open_) else "F")
    return "".join(marks)


@of_each_topic
@pytest.mark.parametrize(
    ("form", "becomes"),
    [
        ("{}", "F?T"),
        ("not ({})", "T?F"),
        ("limits.no_switch and ({})", "F??"),
        ("limits.no_switch or ({})", "??T"),
        ("not (limits.no_switch and ({}))", "T??"),
    ],
)
def test_chains_hold_where_the_condition_is_true_and_where_it_is_unknown(world, subject, conditions, form, becomes):
    """Whatever is made of a condition, its chains hold exactly where its truth says."""
    own = scenes(world, subject)
    told = {
        text: held(compile_rule(Conditions(None, parsed(form.format(text), subject)), SETTING), own)
        for text in conditions
    }
    wanted = {text: truths.translate(str.maketrans("F?T", becomes)) for text, truths in conditions.items()}
    assert told == wanted


# -- the shape of chains


def compiled(breach, *, applies=None, subject="officer", known=()):
    """Compile conditions; ``known`` are the terms that no subject has unknown, ALL for every one."""
    conditions = [None if text is None else parsed(text, subject) for text in (applies, breach)]
    return compile_rule(Conditions(*conditions), SETTING, certain=lambda term: known is ALL or term.text in known)


ALL = object()


def written(chains):
    return [" and ".join(f"{test.column} {test.operator} {test.literal!r}" for test in chain) for chain in chains]


CONCURRENT, YEAR, ROLE = "truth officer.concurrent", "officer.birth_year", "text officer.role"
SHAPES = {
    # condition: the chains where it is true, and those where it is unknown
    "officer.concurrent": ([f"{CONCURRENT} == 2"], [f"{CONCURRENT} == 1"]),
    "not officer.concurrent": ([f"{CONCURRENT} == 0"], [f"{CONCURRENT} == 1"]),
    "officer.birth_year > 2": ([f"low {YEAR} > 2"], [f"high {YEAR} > 2 and low {YEAR} <= 2"]),
    "officer.birth_year <= 2": ([f"high {YEAR} <= 2"], [f"high {YEAR} > 2 and low {YEAR} <= 2"]),
    "2.0 < officer.birth_year": ([f"low {YEAR} > 2"], [f"high {YEAR} > 2 and low {YEAR} <= 2"]),
    "officer.birth_year >= limits.half": ([f"low {YEAR} >= 2.5"], [f"high {YEAR} >= 2.5 and low {YEAR} < 2.5"]),
    "officer.birth_year == 2": (
        [f"high {YEAR} == 2 and low {YEAR} == 2"],
        [f"high {YEAR} > 2 and low {YEAR} == 2", f"high {YEAR} >= 2 and low {YEAR} < 2"],
    ),
    "officer.birth_year != 2": (
        [f"high {YEAR} < 2", f"low {YEAR} > 2"],
        [f"high {YEAR} > 2 and low {YEAR} == 2", f"high {YEAR} >= 2 and low {YEAR} < 2"],
    ),
    "officer.role == 'specialist'": ([f"{ROLE} == 'specialist'"], ["has officer.role == 0"]),
    "officer.role != 'specialist'": (
        [f"has officer.role == 1 and {ROLE} != 'specialist'"],
        ["has officer.role == 0"],
    ),
    "officer.role == officer.email": (
        ["truth officer.role == officer.email == 2"],
        ["truth officer.role == officer.email == 1"],
    ),
    "limits.on": ([""], []),
    "limits.off": ([], []),
    "limits.no_switch": ([], [""]),
    "officer.concurrent or limits.on": ([""], []),
    "officer.concurrent and limits.off": ([], []),
    "officer.birth_year == limits.no_most": ([], [""]),
    # unknown: each row is described once, at the first item that leaves it open
    "officer.concurrent and officer.birth_year > 2": (
        [f"low {YEAR} > 2 and {CONCURRENT} == 2"],
        [
            f"high {YEAR} > 2 and low {YEAR} <= 2 and {CONCURRENT} == 2",
            f"high {YEAR} > 2 and {CONCURRENT} == 1",
        ],
    ),
    "officer.concurrent or officer.birth_year > 2": (
        [f"low {YEAR} > 2", f"{CONCURRENT} == 2"],
        [
            f"high {YEAR} > 2 and low {YEAR} <= 2 and {CONCURRENT} == 0",
            f"low {YEAR} <= 2 and {CONCURRENT} == 1",
        ],
    ),
}


@pytest.mark.parametrize(("text", "shape"), SHAPES.items())
def test_a_condition_is_compiled_to_few_and_short_chains(text, shape):
    """The chains of a comparison, an alternative or a conjunction are these and no more."""
    rule = compiled(text)
    assert (written(rule.breach), written(rule.undetermined)) == shape
    assert rule.chains == len(shape[0]) + len(shape[1])


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("officer.concurrent", f"{CONCURRENT} == 2"),
        ("not officer.concurrent", f"{CONCURRENT} == 0"),
        ("officer.birth_year > 2", f"low {YEAR} > 2"),
        ("not officer.birth_year > 2", f"low {YEAR} <= 2"),
        ("not officer.birth_year >= 2", f"low {YEAR} < 2"),
        ("not officer.birth_year < 2", f"low {YEAR} >= 2"),
        ("not officer.birth_year <= 2", f"low {YEAR} > 2"),
        ("officer.birth_year == 2", f"low {YEAR} == 2"),
        ("officer.birth_year != 2", f"low {YEAR} != 2"),
        ("officer.role == 'specialist'", f"{ROLE} == 'specialist'"),
        ("officer.role != 'specialist'", f"{ROLE} != 'specialist'"),
    ],
)
def test_what_is_known_of_every_subject_is_not_asked_for(text, true):
    """A term that is nowhere unknown takes one test, and leaves nothing undetermined of its own."""
    rule = compiled(text, known=ALL)
    assert (written(rule.breach), written(rule.undetermined)) == ([true], [])
    assert written(compiled(f"limits.no_switch and ({text})", known=ALL).undetermined) == [true]
    assert written(compiled(f"limits.no_switch or not ({text})", known=ALL).undetermined) == [true]


@pytest.mark.parametrize("form", ["{0} or {0} and {1}", "{0} and ({0} or {1})", "{1} and {0} or {0}"])
def test_a_chain_that_a_shorter_one_covers_is_dropped(form):
    """What follows from another condition of the rule makes no chain of its own."""
    rule = compiled(form.format("officer.concurrent", "officer.birth_year > 2"))
    assert written(rule.breach) == [f"{CONCURRENT} == 2"]


def test_only_the_terms_that_are_known_are_taken_for_known():
    """One term is known of every subject, the other is not."""
    rule = compiled("officer.concurrent and officer.birth_year > 2", known={"officer.concurrent"})
    assert written(rule.breach) == [f"low {YEAR} > 2 and {CONCURRENT} == 2"]
    assert written(rule.undetermined) == [f"high {YEAR} > 2 and low {YEAR} <= 2 and {CONCURRENT} == 2"]


def test_a_rule_is_undetermined_where_it_may_apply_or_applies_and_may_be_breached():
    """Where the scope is unknown, it is undetermined only if its breach is possible."""
    rule = compiled("officer.birth_year > 2", applies="officer.concurrent")
    assert written(rule.breach) == [f"low {YEAR} > 2 and {CONCURRENT} == 2"]
    assert written(rule.undetermined) == [
        f"high {YEAR} > 2 and low {YEAR} <= 2 and {CONCURRENT} == 2",
        f"high {YEAR} > 2 and {CONCURRENT} == 1",
    ]


def test_a_rule_of_many_chains_is_compiled_in_full_and_found_to_be_too_much():
    """No condition is computed before in its place: each chain asks a field, and their number is told."""
    breach = " and ".join(f"(officer.email == '{word}' or officer.phone == '{word}')" for word in "pqrs")
    applies = " and ".join(f"not missing(officer.{name})" for name in ("title", "division", "birth_year", "to_date"))
    rule = compiled(breach, applies=applies)
    assert not any(f"truth {breach}" in chain for chain in written(rule.undetermined))
    assert rule.chains > MAX_CHAINS
    (problem,) = beyond(rule.breach + rule.undetermined)
    assert f"come to {rule.chains} chains of comparisons; the engine takes at most {MAX_CHAINS} a rule" in problem.en


def test_chains_and_their_tests_stand_in_one_order():
    """By column, then operator, then literal; so the engine is given the same rules on every run."""
    words = sorted(["p", "m", "s", "n", "r", "o", "q"])
    rule = compiled(" or ".join(f"officer.email == '{word}'" for word in reversed(words)))
    assert written(rule.breach) == [f"text officer.email == '{word}'" for word in words]
    rule = compiled(" and ".join(f"officer.email != '{word}'" for word in reversed(words)), known=ALL)
    assert written(rule.breach) == [" and ".join(f"text officer.email != '{word}'" for word in words)]
    rule = compiled("officer.birth_year > 1 and officer.birth_year != 2 and officer.birth_year < 5", known=ALL)
    assert written(rule.breach) == [f"low {YEAR} != 2 and low {YEAR} < 5 and low {YEAR} > 1"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("officer.concurrent", {CONCURRENT: int}),
        ("officer.birth_year > 2", {f"high {YEAR}": float, f"low {YEAR}": float}),
        ("officer.from_date > as_of", {"high officer.from_date": int, "low officer.from_date": int}),
        ("namesakes.count() > 1", {"high namesakes.count()": int, "low namesakes.count()": int}),
        ("namesakes.sum(birth_year) > 1", {f"{bound} namesakes.sum(birth_year)": float for bound in ("high", "low")}),
        ("officer.role != 'specialist'", {"has officer.role": int, ROLE: str}),
        ("officer.role == 'specialist' and limits.off", {}),
        ("limits.on", {}),
    ],
)
def test_a_rule_names_the_columns_that_it_tests(text, columns):
    """In order of their names, each with the one type of its values; no column that no chain tests."""
    rule = compiled(text)
    assert [(column.name, column.type) for column in rule.columns] == list(columns.items())
    known = {column.name for column in compiled("officer.role == 'specialist'", known=ALL).columns}
    assert known == {ROLE}


def test_what_was_compiled_is_kept_by_the_constants():
    """Another day makes other chains of a condition on the day, and the same of one that does not look at it."""
    later = replace(SETTING, as_of=date(2022, 2, 1))
    dated = Conditions(None, parsed("unit.founded > as_of - 1", "unit"))
    timeless = Conditions(parsed("unit.merged", "unit"), parsed("unit.size > limits.most", "unit"))
    for own, is_kept in ((dated, False), (timeless, True)):
        assert compile_rule(own, SETTING) is compile_rule(own, SETTING)
        assert (compile_rule(own, SETTING) is compile_rule(own, later)) == is_kept
    days = [compile_rule(dated, own).breach[0][0].literal for own in (SETTING, later)]
    assert days == [date(2022, 1, 9).toordinal(), date(2022, 1, 31).toordinal()]
    most = replace(SETTING, parameters={**SETTING.parameters, "limits.most": 7})
    assert [compile_rule(timeless, own).breach[0][0].literal for own in (SETTING, most)] == [2, 7]


def test_what_was_compiled_serves_wherever_all_is_certain_that_it_rests_on():
    """Where more is certain too, but not where less is; of several that serve, what rests on most."""
    own = Conditions(parsed("officer.concurrent"), parsed("officer.birth_year > 2"))

    def knowing(*known):
        return compile_rule(own, SETTING, certain=lambda term: term.text in known)

    one, other = knowing("officer.concurrent"), knowing("officer.birth_year")
    assert one is not other
    assert knowing("officer.concurrent", "officer.birth_year") in (one, other)
    nothing = knowing()
    assert nothing not in (one, other)
    assert knowing("officer.concurrent") is one


def test_without_a_word_of_it_nothing_is_taken_for_known():
    """Every term may be unknown unless the caller says otherwise."""
    rule = compile_rule(Conditions(None, parsed("officer.concurrent")), SETTING)
    assert written(rule.undetermined) == [f"{CONCURRENT} == 1"]
