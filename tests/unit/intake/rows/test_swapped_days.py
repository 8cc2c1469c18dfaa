"""Days that a program which puts months first has swapped are told with both days that they may be."""

from datetime import date, datetime

import pytest
from layouts.grid import Grid
from layouts.reading import read, read_files

HEADER = ["Đơn vị", "Kỳ báo cáo", "Ngày gửi", "Ngày phê duyệt"]
PERIODS = ("Quý I/2021", "Quý II/2021", "Quý III/2021", "Quý IV/2021", "Quý I/2022", "Quý II/2022")
EARLY, LATE, ALIKE = datetime(2022, 5, 3), datetime(2022, 3, 25), datetime(2022, 4, 4)  # noqa: DTZ001 - no zone


def grid(*days, approved=(), name="Báo cáo"):
    """Return reports of one unit, of which days were sent and approved."""
    rows = [["Sở Y tế", period, day, None] for period, day in zip(PERIODS, days, strict=False)]
    for row, day in zip(rows, approved, strict=False):
        row[3] = day
    return Grid(name, [HEADER, *rows])


def told(found):
    """Return the cells of the days that are told to be doubtful."""
    return [cell for reject in found.dossier.rejects if reject.reason == "swapped_day" for cell in reject.cells]


def marked(*grids):
    """Return grids with their days as a reader hands them on."""
    for row in (row for one in grids for row in one.rows):
        row[:] = [f"\ufdd0D{cell:%Y-%m-%d}" if isinstance(cell, datetime) else cell for cell in row]
    return grids


@pytest.mark.parametrize(
    "days",
    [
        (EARLY, "25/03/2022"),
        (EARLY, "25/03/2022", "07/06/2022"),
        (44684, "25-03-2022"),
        ("2022-05-03", "Thứ Sáu, 25/03/2022"),
        (EARLY, ALIKE, "25/03/2022"),
    ],
)
def test_date_cells_before_the_thirteenth_beside_texts_after_it_are_doubtful(days):
    """A number or a text of a program is a date cell too; a day of which day and month are alike is certain."""
    assert told(read(*marked(grid(*days)))) == ["C2"]


@pytest.mark.parametrize(
    "days",
    [
        (EARLY, EARLY),
        (EARLY, LATE),
        (EARLY, LATE, "25/03/2022"),
        (EARLY, "05/03/2022"),
        (EARLY, "ngày 25 tháng 3 năm 2022"),
        (ALIKE, "25/03/2022"),
        ("05/03/2022", "25/03/2022"),
        (LATE, "05/03/2022"),
    ],
)
def test_without_the_sign_of_a_swap_days_are_taken_as_they_stand(days):
    """Date cells alone, date cells after the twelfth, texts alone, or texts that any program would take."""
    assert told(read(*marked(grid(*days)))) == []


def test_the_row_is_about_both_days():
    """What it may count for is bounded by them."""
    [row] = read(*marked(grid(EARLY, "25/03/2022"))).dossier.tables["report"].unread
    assert row.values["sent_on"] == {date(2022, 5, 3), date(2022, 3, 5)}
    assert row.values["period"] == "2021-Q1"


def test_a_swap_in_one_column_makes_the_others_of_the_table_doubtful():
    """But for one that shows that days come first."""
    swapped = grid(EARLY, "25/03/2022", approved=(EARLY, EARLY))
    assert told(read(*marked(swapped))) == ["C2", "D2", "D3"]
    [other] = marked(grid(EARLY, "25/03/2022", approved=(EARLY, LATE)))
    assert told(read(other)) == ["C2"]


def test_tables_of_one_file_are_seen_together_and_those_of_two_files_are_not():
    """A program saves a file; each table that shows a swap is doubtful by itself."""
    dates, texts = marked(grid(EARLY), grid("25/03/2022", name="Báo cáo (2)"))
    assert told(read(dates, texts)) == ["C2"]
    assert told(read_files({"a.xlsx": [dates], "b.xlsx": [texts]})) == []
    swapped, right = marked(grid(EARLY, "25/03/2022"), grid(LATE, name="Báo cáo (2)"))
    assert told(read(swapped, right)) == ["C2"]
