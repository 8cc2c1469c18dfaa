"""A column for each role: what of it no sample shows."""

import pandas as pd
from layouts.grid import Grid
from layouts.reading import read

from kstt_rules.intake import from_frames
from kstt_rules.pack import load_pack


def test_a_unit_that_names_nobody_is_accounted_for():
    """It makes no row, and is counted as one that was read and holds nothing."""
    header = ["Đơn vị", "Lãnh đạo đơn vị", "Lãnh đạo Văn phòng", "Chuyên viên"]
    rows = [["Sở Y tế", "Nguyễn Văn An", None, None], ["Sở Tư pháp", None, "-", None]]
    found = read(Grid("Công chức đầu mối", [header, *rows]))
    assert len(found.dossier.tables["officer"]) == 1
    [table] = [table for table in found.tables if table.file == "a.xlsx"]
    assert table.ignored == {"header": 1, "without_records": 1}
    [file] = [file for file in found.dossier.inputs if file.file == "a.xlsx"]
    assert (file.read, file.accepted, file.ignored) == (3, 1, 2)


def test_a_role_of_a_pack_heads_a_column_too():
    """Its label is in the pack's own vocabulary; no word stands in the program."""
    vocabulary = load_pack("example-two-tier").vocabulary
    label = vocabulary.label("role", "division_head").vi
    roster = pd.DataFrame({"Đơn vị": ["Sở Y tế"], "Lãnh đạo đơn vị": ["Nguyễn Văn An"], label: ["Trần Thị Bình"]})
    frame = from_frames({"officer": roster}, vocabulary).tables["officer"].frame
    assert dict(zip(frame["name"], frame["role"], strict=True)) == {
        "Nguyễn Văn An": "unit_leader",
        "Trần Thị Bình": "division_head",
    }
