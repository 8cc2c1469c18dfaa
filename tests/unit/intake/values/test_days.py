"""Days as programs and people write them, with more around them than the day."""

from datetime import date

import pytest

from kstt_rules.intake.files.cells import MARK
from kstt_rules.intake.values.parsers import CellFault, day


@pytest.mark.parametrize(
    "cell",
    [
        *("12/03/2022 00:00", "12/03/2022 14:30:05", "2022-03-12T08:00:00Z", "2022-03-12T08:00:00+07:00"),
        *("2022-03-12T08:00:00.000Z", "12–3–2022", "12 – 3 – 2022", "Thứ Bảy, 12/3/2022", "thứ bảy ngày 12/3/2022"),
        *("T7, 12/3/2022", "'12/03/2022", "12/3/2022.", "14:30 12/3/2022", "8h30 12/3/2022", "Chủ nhật 12/3/2022"),
        *("Thứ Bảy, ngày 12 tháng 3 năm 2022", "12/03/2022 2:30 PM", "14:30, ngày 12/3/2022"),
    ],
)
def test_what_stands_around_a_day_is_passed_over(cell):
    """A clock time, a zone, a weekday, an apostrophe, a dash of print or a full stop."""
    assert day(cell) == date(2022, 3, 12)


@pytest.mark.parametrize("cell", ["00:00", "00:00:00", "0:00", "30/12/1899", f"{MARK}D1899-12-30", 0.0, "1899-12-30"])
def test_the_day_zero_of_a_spreadsheet_is_nothing(cell):
    """As an empty cell that is formatted as a day or time shows it."""
    assert day(cell) is None


@pytest.mark.parametrize("cell", ["14:30", "Thứ Bảy", "12/3", "31/02/2022", "12/3/22", "13/13/2022 00:00"])
def test_what_is_no_day_stays_a_fault(cell):
    """Nothing is guessed."""
    assert isinstance(day(cell), CellFault)
