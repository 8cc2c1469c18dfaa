"""AND-chains: they hold where the condition says, they are as few as can be, and they name the columns they test."""

import operator
from collections.abc import Callable

import pytest
from condition_truths import of_each_topic
from condition_world import SETTING, parsed, scenes

from kstt_rules.expression.compile import compile_rule
from kstt_rules.expression.interpret import evaluate

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
        match column.part:
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
    told = {text: held(compile_rule(None, parsed(form.format(text), subject), SETTING), own) for text in conditions}
    wanted = {text: truths.translate(str.maketrans("F?T", becomes)) for text, truths in conditions.items()}
    assert told == wanted
