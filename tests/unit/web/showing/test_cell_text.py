"""Cells are shown so that what is shown can be typed again."""

import datetime as dt

import pytest

from kstt_rules.intake.files.reread import plain_value
from kstt_rules.intake.files.typed_cell import typed_cell
from kstt_rules.web.showing.cell_text import cell_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("Sở Y tế", "Sở Y tế"),
        (3.0, "3"),
        (2.5, "2.5"),
        (1e15, "1000000000000000"),
        (True, "TRUE"),
        (dt.date(2022, 3, 1), "01/03/2022"),
        ("0912", "0912"),
    ],
)
def test_a_cell_is_shown_as_the_office_program_does(value, text):
    """Days and whole numbers as they are typed."""
    assert cell_text(value) == text


@pytest.mark.parametrize("value", [None, "Sở Y tế", 3.0, -12.0, True, dt.date(1987, 12, 31), "0912"])
def test_what_is_shown_and_typed_again_is_the_same(value):
    """Nothing is changed by sending a form as it was shown."""
    assert plain_value(typed_cell(cell_text(value), None, is_text=False)) == value
