"""Findings made when they are asked for are read as a tuple of them would be."""

import pickle
from dataclasses import replace

import pytest
from result_factory import finding, make_subject

from kstt_rules.model.spilled import Spilled
from kstt_rules.model.streamed import MadeWhenAsked

FINDINGS = tuple(replace(finding(), subject=make_subject("unit", str(number), "", None)) for number in range(7))


def made():
    return MadeWhenAsked(7, FINDINGS.__getitem__)


def test_they_are_as_their_tuple():
    """Length, order, places from either end, slices, equality and membership are those of the tuple."""
    assert (len(made()), tuple(made()), made()) == (7, FINDINGS, FINDINGS)
    assert [made()[place] for place in range(-7, 7)] == [FINDINGS[place] for place in range(-7, 7)]
    assert (made()[2:5], made()[::-2], made()[9:]) == (FINDINGS[2:5], FINDINGS[::-2], ())
    assert FINDINGS[4] in made()
    assert made() == Spilled(FINDINGS)
    assert made() != FINDINGS[1:]
    with pytest.raises(IndexError):
        made()[7]


def test_only_what_is_read_is_made():
    """The first of many costs no more than one."""
    asked = []
    found = MadeWhenAsked(1_000_000, lambda place: asked.append(place) or place)
    assert (next(iter(found)), found[999_999], asked) == (0, 999_999, [0, 999_999])


def test_they_are_handed_on_as_their_tuple():
    """Another process has nothing to make them of."""
    assert pickle.loads(pickle.dumps(made())) == FINDINGS
