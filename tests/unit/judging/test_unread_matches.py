"""Which unread rows may belong to a subject."""

from datetime import date

import numpy as np
from facts_factory import unread

from kstt_rules.base.arrays import coded
from kstt_rules.judging.unread_matches import possible_matches
from kstt_rules.language.columns import Texts


def test_a_blank_date_of_a_subject_matches_no_rejected_row():
    """Where blank is not known it may match all."""
    days = Texts(*coded(np.array([date(2022, 3, 1), None])))
    rows = [unread(held_on=date(2022, 3, 1)), unread(held_on=date(2022, 3, 2))]
    assert possible_matches(rows, {"held_on": days}, any_of_blank=False).tolist() == [1, 0]
    assert possible_matches(rows, {"held_on": days}, any_of_blank=True).tolist() == [1, 2]


def test_the_field_that_fits_least_tells_how_many_rows_match():
    """What could not be read of a row fits any subject, and no subject at all is no fault."""
    rows = [unread(held_on=date(2022, 3, 1), topic="a"), unread(topic="a"), unread(topic="b")]
    days = Texts(*coded(np.array([date(2022, 3, 1), date(2022, 3, 2), None])))
    topics = Texts(np.zeros(3, np.int64), np.array(["a"], dtype=object))
    subjects = {"held_on": days, "topic": topics}
    assert possible_matches(rows, subjects, any_of_blank=False).tolist() == [2, 2, 0]
    nobody = np.zeros(0, np.int64)
    assert (
        possible_matches(
            rows, {name: values.take(nobody) for name, values in subjects.items()}, any_of_blank=False
        ).tolist()
        == []
    )
