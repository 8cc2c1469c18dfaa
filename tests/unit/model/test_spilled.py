"""Findings kept in a file are read as a tuple of them would be."""

import pickle
from dataclasses import replace

import pytest
from result_factory import finding, make_subject

from kstt_rules.model import spilled
from kstt_rules.model.spilled import Spilled

FINDINGS = tuple(replace(finding(), subject=make_subject("unit", str(number), "", None)) for number in range(7))


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch):
    monkeypatch.setattr(spilled, "AT_ONCE", 3)


def test_they_are_as_their_tuple():
    """Length, order, places from either end, slices, equality and membership are those of the tuple."""
    kept = Spilled(iter(FINDINGS))
    assert (len(kept), tuple(kept), kept) == (7, FINDINGS, FINDINGS)
    assert [kept[place] for place in range(-7, 7)] == [FINDINGS[place] for place in range(-7, 7)]
    assert (kept[2:5], kept[::-2], kept[9:]) == (FINDINGS[2:5], FINDINGS[::-2], ())
    assert FINDINGS[4] in kept
    assert kept != FINDINGS[1:]
    assert kept != "findings"


def test_two_may_read_at_a_time():
    """One reader does not disturb another."""
    kept = Spilled(FINDINGS)
    assert list(zip(kept, kept, strict=True)) == list(zip(FINDINGS, FINDINGS, strict=True))


def test_outside_there_is_nothing():
    """A place that is none is an IndexError, so that loops over places end."""
    with pytest.raises(IndexError):
        Spilled(FINDINGS)[7]
    assert not Spilled([])


def test_they_travel_as_a_tuple():
    """Pickled, they are a tuple: the file stays where it is."""
    assert pickle.loads(pickle.dumps(Spilled(FINDINGS))) == FINDINGS
