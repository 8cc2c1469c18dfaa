"""Masks: the truth of a condition on all subjects at once, and the values it is made of."""

import numpy as np
from condition_truths import of_each_topic, written
from condition_values import of_each_expression
from condition_world import frame, parsed

from kstt_rules.language.columns import Texts
from kstt_rules.language.evaluate_columns import evaluate


@of_each_topic
def test_masks_tell_the_truth_of_all_rows(world, subject, conditions):
    """A condition on all subjects at once is a byte for each: false, unknown or true."""
    rows = frame(world, subject)
    told = {text: evaluate(parsed(text, subject), rows) for text in conditions}
    assert {text: written(truths) for text, truths in told.items()} == conditions
    assert {truths.dtype for truths in told.values()} == {np.dtype(np.int8)}


def plain(values):
    """Return the values of all rows as the table of values holds them."""
    if isinstance(values, Texts):
        assert (values.codes.dtype, values.distinct.dtype) == (np.int64, object)
        return [None if code < 0 else values.distinct[code] for code in values.codes]
    assert values.low.dtype == values.high.dtype == np.float64
    bounds = zip(values.low.tolist(), values.high.tolist(), strict=True)
    return [low if low == high else (low, high) for low, high in bounds]


@of_each_expression
def test_masks_give_the_values_of_all_rows(world, subject, values):
    """Numbers and days are bounds, texts are codes into the distinct ones."""
    rows = frame(world, subject)
    assert {text: plain(evaluate(parsed(text, subject, "any"), rows)) for text in values} == values
