"""The interpreter: the truth of a condition on one subject, its trace, and what it rests on."""

from condition_truths import of_each_topic, written
from condition_world import parsed, scenes

from kstt_rules.expression.interpret import truth


@of_each_topic
def test_the_interpreter_tells_the_truth_on_each_row(world, subject, conditions):
    """A condition on one subject is false, unknown or true by what is known of it."""
    own = scenes(world, subject)
    told = {text: [truth(parsed(text, subject), scene) for scene in own] for text in conditions}
    assert {text: written(truths) for text, truths in told.items()} == conditions
