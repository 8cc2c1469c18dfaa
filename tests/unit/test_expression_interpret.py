"""The interpreter: the truth of a condition on one subject, its trace, and what it rests on."""

from condition_truths import of_each_topic, written
from condition_values import of_each_expression
from condition_world import parsed, scenes

from kstt_rules.expression.interpret import evaluate, truth
from kstt_rules.expression.values import Interval


@of_each_topic
def test_the_interpreter_tells_the_truth_on_each_row(world, subject, conditions):
    """A condition on one subject is false, unknown or true by what is known of it."""
    own = scenes(world, subject)
    told = {text: [truth(parsed(text, subject), scene) for scene in own] for text in conditions}
    assert {text: written(truths) for text, truths in told.items()} == conditions


def plain(value):
    """Return a value as the table of values holds it."""
    if not isinstance(value, Interval):
        return value
    return value.low if value.exact else (value.low, value.high)


@of_each_expression
def test_the_interpreter_gives_the_value_on_each_row(world, subject, values):
    """A number or a day is its bounds, a text is itself or None."""
    own = scenes(world, subject)
    told = {text: [plain(evaluate(parsed(text, subject, "any"), scene)) for scene in own] for text in values}
    assert told == values
