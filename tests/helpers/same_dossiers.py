"""Two dossiers held against each other in everything: every value and its type, every cell, all that was not taken."""

import pandas as pd


def assert_same_dossier(found, expected):
    """Both have the same tables in the same order, and say the same of all that is not in them."""
    assert list(found.tables) == list(expected.tables)
    for name, table in found.tables.items():
        assert_same_table(table, expected.tables[name])
    assert found.inputs == expected.inputs
    assert found.rejects == expected.rejects
    assert found.unplaced == expected.unplaced


def assert_same_table(found, expected):
    """Both have the same rows in the same order, of the same types, from the same cells."""
    frame, other = found.frame, expected.frame  # made anew each time they are asked for
    pd.testing.assert_frame_equal(frame, other, check_exact=True)
    for name in frame:
        assert [*map(type, frame[name])] == [*map(type, other[name])], name
    assert found.sheets == expected.sheets
    assert (found.origin.tolist(), found.row.tolist()) == (expected.origin.tolist(), expected.row.tolist())
    assert _listed(found.absent) == _listed(expected.absent)
    assert (found.moved, found.unclear, found.unread) == (expected.moved, expected.unclear, expected.unread)


def _listed(absent):
    return {name: marks.tolist() for name, marks in absent.items()}
