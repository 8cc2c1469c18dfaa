"""Files as offices and their programs write them: what must be read of each, and what must be told."""

import pytest
from repository import SHARED

from kstt_rules.intake import inspect_reading, start_reading
from kstt_rules.model.read_vocabulary import base_vocabulary

CASES = SHARED / "cases" / "intake"
WANTED = [
    # file or folder, dataset, rows taken, what is told of the rest
    ("01-hai-nguoi-mot-o.xlsx", "officer", 4, []),
    ("02-ong-ba.xlsx", "officer", 3, []),
    ("03-so-0.xlsx", "officer", 3, ["no_person"]),
    ("05-ten-tron.xlsx", "officer", 4, []),
    ("06-ma-00000.xlsx", "officer", 2, []),
    ("07-word-dong-lap", "officer", 2, []),
    ("07a-bang-trong-khung.docx", "officer", 3, []),
    ("07d-bang-hai-cot.docx", None, 0, ["ambiguous_sheet"]),
    ("07e-don-vi-o-doan-tren.docx", "officer", 3, []),
    ("07f-dau-tich.docx", "officer", 3, []),
    ("08-csv-ngoac-ho", "officer", 4, ["open_quote"]),
    ("09-loi-co-r.xlsx", "report", 1, ["error_cell"]),
    ("09-loi-khong-r.xlsx", "report", 1, ["error_cell"]),
    ("10-loi-biff5.xls", "report", 1, ["error_cell"]),
    ("10-loi-biff8.xls", "report", 1, ["error_cell"]),
    ("11-chua-bo-tri.xlsx", "officer", 2, ["nobody"]),
    ("11-khong-co.xlsx", "officer", 1, []),
    ("12-mat-tran.xlsx", "officer", 2, []),
    ("13-ho-ten-hai-cot.xlsx", "officer", 4, []),
    ("14-danh-so-cot.xlsx", "officer", 3, []),
    ("15-tong-chu.xlsx", "officer", 3, ["no_person"]),
    ("18-dong-giua-trong.xlsx", "officer", 2, []),
    ("19-mht", "officer", 2, []),
    ("21-backslash.xlsx", "officer", 16, []),
    ("22-nam-sinh.xlsx", "officer", 5, []),
    ("24-de-muc-danh-so.xlsx", "officer", 3, []),
]
pytestmark = [
    pytest.mark.usefixtures("read_here"),
    pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not there"),
]


@pytest.mark.parametrize(("name", "dataset", "rows", "told"), WANTED)
def test_a_case_is_read_as_its_program_shows_it(name, dataset, rows, told):
    """Every row of it is taken, or told."""
    with start_reading([CASES / name]) as reading:
        dossier = inspect_reading(reading, base_vocabulary()).dossier
    assert [reject.reason for reject in dossier.rejects] == told
    assert (len(dossier.tables[dataset].frame) if dataset else 0) == rows


def test_a_mapping_counts_the_rows_of_the_sheet():
    """An empty one among them too."""
    with start_reading([CASES / "18-dong-giua-trong.xlsx"], mapping=CASES / "18-map.yaml") as reading:
        dossier = inspect_reading(reading, base_vocabulary()).dossier
    assert dossier.tables["officer"].frame["name"].tolist() == ["Nguyễn Văn An", "Trần Thị Bình"]
