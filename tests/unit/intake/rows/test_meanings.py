"""Texts that are not understood, and what a mapping file says that they mean."""

import pytest
from layouts.grid import Grid, write

from kstt_rules.base.errors import InputError
from kstt_rules.intake import inspect_reading, start_reading
from kstt_rules.model.read_vocabulary import base_vocabulary
from kstt_rules.outputs.mapping_file import mapping_text

pytestmark = pytest.mark.usefixtures("read_here")

VOCABULARY = base_vocabulary()
REGISTER = [
    ["Mã đơn vị", "Tên đơn vị", "Cấp", "Loại", "Đơn vị cấp trên"],
    ["yt", "UBND huyện Yên Thế", "huyện", "UBND huyện", None],
    ["07301", "UBND xã Đồng Kỳ", "xã", "UBND xã", "yt"],
    ["07302", "UBND xã Đồng Sơn", "xã", "UBND xã", "yt"],
]
ROSTER = [
    ["Đơn vị", "Họ và tên", "Chức vụ"],
    ["UBND xã Đồng Kì", "Nguyễn Văn An", "Chủ tịch"],
    ["UBND xã  đồng kì", "Trần Thị Bình", "Theo dõi KSTT"],
    ["UBND xã Đồng Sơn", "Lê Văn Cường", "Theo dõi KSTT"],
]


@pytest.fixture
def files(tmp_path):
    """Two equal rosters beside the register."""
    write([Grid("Đơn vị", REGISTER)], tmp_path / "don-vi.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        write([Grid("Công chức đầu mối", ROSTER)], tmp_path / name)
    return [tmp_path / name for name in ("don-vi.xlsx", "a.xlsx", "b.xlsx")]


def inspected(files, said=None):
    """Inspect files, with a mapping file of what is said."""
    mapping = None
    if said is not None:
        mapping = files[0].with_name("map.yaml")
        mapping.write_text(said, encoding="utf-8")
    with start_reading(files, mapping=mapping) as reading:
        return inspect_reading(reading, VOCABULARY)


def test_each_text_that_is_not_understood_is_told_once_a_sheet_with_its_cells(files):
    """A unit with those it may be, a title that shows no role; whole texts as they stand in the cells."""
    found = [(item.file, item.kind, item.text, item.cells, item.likely) for item in inspected(files[:2]).unclear]
    assert found == [
        ("a.xlsx", "unit", "UBND xã Đồng Kì", ("A2",), ("07301", "07302")),
        ("a.xlsx", "unit", "UBND xã đồng kì", ("A3",), ("07301", "07302")),
        ("a.xlsx", "title", "Theo dõi KSTT", ("C3", "C4"), ()),
    ]


def test_a_name_of_several_units_is_told_as_such(files):
    """Which of them is meant depends on the list."""
    more = [["07401", "UBND xã Đồng Sơn", "xã", "UBND xã", "UBND huyện Lục Ngạn"]]
    write([Grid("Đơn vị", [*REGISTER, *more])], files[0])
    [item] = [item for item in inspected(files[:2]).unclear if item.several]
    assert (item.text, item.likely) == ("UBND xã Đồng Sơn", ("07302", "07401"))


def test_offered_for_a_title_are_those_that_show_a_role_in_the_units_of_its_rows(files):
    """In a commune a specialist of a department has no role."""
    offered = {label.vi: titles for label, titles in inspected(files[:2]).unclear[-1].titles}
    assert "công chức văn phòng thống kê" in offered["Văn phòng - Thống kê"]
    assert "chủ tịch" in offered["Lãnh đạo đơn vị"]
    assert "chuyên viên" not in {title for titles in offered.values() for title in titles}


def test_a_unit_and_a_title_are_what_the_mapping_says(files):
    """In all cells with that text, whatever its case and spaces; the title itself stays as it is written."""
    said = (
        "texts: [{text: UBND xã Đồng Kì, unit: '07301'}, {text: theo dõi kstt, title: Công chức Văn phòng - Thống kê}]"
    )
    found = inspected(files[:2], said)
    frame = found.dossier.tables["officer"].frame
    assert frame["unit"].tolist() == ["07301", "07301", "07302"]
    assert frame["title"].tolist() == ["Chủ tịch", "Theo dõi KSTT", "Theo dõi KSTT"]
    assert frame["role"].notna().all()
    assert (found.unclear, found.dossier.rejects) == ((), ())


def test_a_meaning_holds_in_the_files_and_sheets_that_it_names(files):
    """Elsewhere the text is not understood, as before."""
    found = inspected(files, "texts: [{text: UBND xã Đồng Kì, unit: UBND xã Đồng Kỳ, file: b.xlsx, sheet: Công*}]")
    assert {item.file for item in found.unclear if item.kind == "unit"} == {"a.xlsx"}


def test_a_unit_that_the_register_does_not_have_is_an_error_with_its_place(files):
    """It cannot be meant; the nearest name is told."""
    with pytest.raises(InputError, match=r"map.yaml:1:9: 'UBND xã Đồng Kim' .* did you mean 'UBND xã Đồng Kỳ'\?"):
        inspected(files, "texts: [{text: UBND xã Đồng Kì, unit: UBND xã Đồng Kim}]")


def test_without_a_register_a_meaning_names_the_unit(files):
    """Spelled in two ways it is one unit then."""
    found = inspected(files[1:2], "texts: [{text: UBND xã Đồng Kì, unit: UBND xã Đồng Kỳ}]")
    assert found.dossier.tables["unit"].frame["name"].tolist() == ["UBND xã Đồng Kỳ", "UBND xã Đồng Sơn"]


def test_the_file_of_inspect_keeps_meanings_and_lists_what_is_unclear(files):
    """The latter as comments, which say nothing until somebody fills them in."""
    said = "texts: [{text: Theo dõi KSTT, title: Chủ tịch}]"
    text = mapping_text(inspected(files[:2], said))
    assert 'texts:\n  - text: "Theo dõi KSTT"\n    title: "Chủ tịch"\n' in text
    assert '  # - text: "UBND xã Đồng Kì"\n  #   unit: "…"\n  #   file: "a.xlsx"\n' in text
    again = inspected(files[:2], text)
    assert mapping_text(again) == text
    filled = text.replace(
        '  # - text: "UBND xã Đồng Kì"\n  #   unit: "…"', '  - text: "UBND xã Đồng Kì"\n    unit: "07301"'
    )
    assert [item.kind for item in inspected(files[:2], filled).unclear] == []
