"""Matrices of tests: each entry of each axis is tried once by default, every combination at night."""

from itertools import product

import pytest


def one_each(*axes):
    """Return the parameters of all combinations of named things; those off the diagonal are marked ``nightly``.

    The diagonal is as long as the longest axis, and goes through the others again and again.
    """
    axes = [list(axis) for axis in axes]
    diagonal = {tuple(place % len(axis) for axis in axes) for place in range(max(map(len, axes)))}
    return [_cell(axes, places, is_default=places in diagonal) for places in product(*map(range, map(len, axes)))]


def _cell(axes, places, *, is_default):
    values = [axis[place] for axis, place in zip(axes, places, strict=True)]
    name = "-".join(str(getattr(value, "id", value)) for value in values)
    return pytest.param(*values, id=name, marks=() if is_default else pytest.mark.nightly)
