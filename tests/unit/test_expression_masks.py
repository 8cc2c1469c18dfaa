"""Masks: the truth of a condition on all subjects at once, and the values it is made of."""

import numpy as np
from condition_truths import of_each_topic, written
from condition_world import frame, parsed

from kstt_rules.expression.masks import evaluate


@of_each_topic
def test_masks_tell_the_truth_of_all_rows(world, subject, conditions):
    """A condition on all subjects at once is a byte for each: false, unknown or true."""
    rows = frame(world, subject)
    told = {text: evaluate(parsed(text, subject), rows) for text in conditions}
    assert {text: written(truths) for text, truths in told.items()} == conditions
    assert {truths.dtype for truths in told.values()} == {np.dtype(np.int8)}
