"""Rows on which a rule's conditions are alike, part by part: what decides the verdict on one decides it on all."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from kstt_rules.language.columns import Frame, Index, distinct
from kstt_rules.language.evaluate_columns import evaluate
from kstt_rules.language.nodes import parts_joined
from kstt_rules.pack import Rule

FEW: Final = 8  # rows that are sooner looked at one by one


def alike(rule: Rule, frame: Frame, rows: Index) -> Iterator[Index]:
    """Yield rows of a frame, those together on which each part of the rule's conditions has the same truth."""
    if len(rows) < FEW:
        yield from rows[:, np.newaxis]
        return
    conditions = [rule.breach] if rule.applies is None else [rule.applies, rule.breach]
    truths = [evaluate(part, frame)[rows] for condition in conditions for part in parts_joined(condition)]
    _, which = distinct(truths, len(rows))
    yield from np.split(rows[np.argsort(which, kind="stable")], np.cumsum(np.bincount(which))[:-1])
