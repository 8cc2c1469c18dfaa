"""The workbook that offices fill in."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from kstt_rules.cli import main
from kstt_rules.intake import from_frames, read_dossier
from kstt_rules.model.files import WAIVERS_SHEET
from kstt_rules.outputs.template import render
from kstt_rules.pack import load_pack
from kstt_rules.pack_tools.form import form_of
from kstt_rules.waivers.files import read_waivers

pytestmark = pytest.mark.usefixtures("read_here")

PACK = load_pack("bac-giang-2021")
VOCABULARY = PACK.vocabulary
SHEETS = {entity.sheet: name for name, entity in VOCABULARY.entities.items() if entity.sheet}
UNITS = {
    "Mã đơn vị": ["so-y-te", "216", "220", "x1", "x2", "x3", "x4"],
    "Tên đơn vị": ["Sở Y tế", "Huyện Tân Yên", "Huyện Sơn Động", *["Xã Phúc Sơn"] * 2, *["Xã Hai"] * 2],
    "Cấp": ["tỉnh", "huyện", "huyện", *["xã"] * 4],
    "Trực thuộc": [None, None, None, "216", "220", "216", "216"],
    "Tên khác": ["SYT", *[None] * 6],
}


def written(language="vi", units=True, vocabulary=VOCABULARY):
    """Return the bytes of a template."""
    table = from_frames({"unit": pd.DataFrame(UNITS)}, VOCABULARY).tables["unit"] if units else None
    stream = io.BytesIO()
    render(form_of(replace(PACK, vocabulary=vocabulary), table), stream, language=language)
    return stream.getvalue()


def opened(data):
    """Return a workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("units", [True, False])
def test_what_is_written_reads_back_without_a_word(tmp_path, language, units):
    """Every dataset is there and empty, but for the units."""
    (tmp_path / "t.xlsx").write_bytes(written(language, units))
    found = read_dossier([tmp_path / "t.xlsx"], VOCABULARY)
    assert found.rejects == ()
    assert set(found.tables) == set(SHEETS.values())
    assert {name for name, table in found.tables.items() if len(table)} == ({"unit"} if units else set())
    if units:
        given = from_frames({"unit": pd.DataFrame(UNITS)}, VOCABULARY).tables["unit"].frame
        frame = found.tables["unit"].frame
        pd.testing.assert_frame_equal(frame[[*given]], given)
        assert frame.drop(columns=[*given]).isna().all(axis=None)


def test_every_column_is_there_with_a_note_and_its_format():
    """Texts keep their zeros, and dates are shown day first."""
    book = opened(written())
    assert [sheet for sheet in book.sheetnames if sheet in SHEETS] == list(SHEETS)
    for title, name in SHEETS.items():
        for cell, item in zip(book[title][1], VOCABULARY.submitted_fields(name).values(), strict=True):
            assert cell.value == item.header
            assert cell.comment.text.casefold().startswith(item.label.vi.casefold())
    formats = {cell.value: book["Công chức đầu mối"][f"{cell.column_letter}2"] for cell in book["Công chức đầu mối"][1]}
    styles = book["Công chức đầu mối"].column_dimensions
    shown = {header: styles[cell.column_letter].number_format for header, cell in formats.items()}
    assert (shown["Điện thoại"], shown["Năm sinh"], shown["Từ ngày"]) == ("@", "0", "dd/mm/yyyy")


def test_notes_are_of_lines():
    """What a column holds, how it is filled in, and whether it must be, each on a line."""
    note = opened(written())["Công chức đầu mối"]["B1"].comment.text
    assert note.splitlines() == ["Họ và tên.", "Văn bản.", "Bắt buộc."]


def test_only_sheets_that_some_rule_looks_at_are_there():
    """The register is always among them, and the sheet of waivers stands behind them."""
    pack = load_pack("example-two-tier")
    titles = [sheet.title for sheet in form_of(pack).sheets]
    assert titles[0] == "Đơn vị"
    assert titles[-1] == WAIVERS_SHEET
    assert "Bàn giao" in titles
    assert "Tập huấn" not in titles
    assert [sheet.title for sheet in form_of(PACK).sheets] == [*SHEETS, WAIVERS_SHEET]


def test_waivers_that_are_filled_in_count_where_they_are_named(tmp_path):
    """As a part of what was submitted the sheet is passed over, and that is told; as a file of waivers it is read."""
    book = opened(written())
    book[WAIVERS_SHEET].append(["Sở Y tế", "D5.1.a.max", None, "đang kiện toàn", "Chủ tịch", None, None])
    book.save(tmp_path / "t.xlsx")
    found = read_dossier([tmp_path / "t.xlsx"], VOCABULARY)
    assert [(reject.sheet, reject.reason, reject.is_unread) for reject in found.rejects] == [
        (WAIVERS_SHEET, "waivers_sheet", False)
    ]
    (waiver,) = read_waivers(tmp_path / "t.xlsx", VOCABULARY.sheets)
    assert (waiver.unit, waiver.rule, waiver.granted_by) == ("Sở Y tế", "D5.1.a.max", "Chủ tịch")


def test_the_note_on_periods_shows_those_of_the_calendar():
    """A pack that reports by months shows how a month is written."""
    by_month = replace(VOCABULARY, period_kinds=VOCABULARY.period_kinds | {"month"})
    notes = [opened(written(vocabulary=each))["Báo cáo"]["B1"].comment.text for each in (VOCABULARY, by_month)]
    assert ["Tháng 3/2022" in note for note in notes] == [False, True]
    assert all("Quý I/2022" in note for note in notes)


def test_headers_are_locked_and_what_stands_below_is_free():
    """Without a password."""
    sheet = opened(written())["Công chức đầu mối"]
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert sheet["A1"].protection.locked
    assert not sheet.column_dimensions["A"].protection.locked


def test_choices_booleans_and_units_have_lists_to_choose_from():
    """A name that several units have is told apart by the unit above, or the code where that is the same."""
    book = opened(written())
    rules = book["Công chức đầu mối"].data_validations.dataValidation
    lists = {str(rule.sqref).split(":")[0]: listed(book, rule) for rule in rules if rule.type == "list"}
    headers = {cell.value: f"{cell.column_letter}2" for cell in book["Công chức đầu mối"][1]}
    assert lists[headers["Kiêm nhiệm"]] == ["có", "không"]
    assert lists[headers["Vai trò"]][:2] == ["Lãnh đạo đơn vị", "Lãnh đạo Văn phòng"]
    assert sorted(lists[headers["Đơn vị"]]) == sorted(
        [
            "Sở Y tế",
            "Huyện Tân Yên",
            "Huyện Sơn Động",
            "Xã Phúc Sơn, Huyện Tân Yên",
            "Xã Phúc Sơn, Huyện Sơn Động",
            "x3",
            "x4",
        ]
    )
    assert {rule.type for rule in rules} == {"list", "date", "whole"}


def listed(book, rule):
    """Return the values that a rule allows."""
    sheet, _, place = rule.formula1.rpartition("!")
    return [cell.value for (cell,) in book[sheet.strip("='")][place.replace("$", "")]]


def test_what_is_chosen_from_the_lists_is_read(tmp_path):
    """Each unit is found, and nothing else is said."""
    book = opened(written())
    sheet, lists = book["Công chức đầu mối"], book["Danh mục"]
    names = next(column for column in lists.iter_cols() if column[0].value == "Các giá trị của: đơn vị")
    headers = {cell.value: cell.column for cell in sheet[1]}
    for row, cell in enumerate(filter(lambda cell: cell.value, names[1:]), start=2):
        values = {"Đơn vị": cell.value, "Họ và tên": f"An {row}", "Kiêm nhiệm": "có", "Vai trò": "Chuyên viên"}
        for header, value in values.items():
            sheet.cell(row, headers[header], value)
    book.save(tmp_path / "t.xlsx")
    found = read_dossier([tmp_path / "t.xlsx"], VOCABULARY)
    assert found.rejects == ()
    assert sorted(found.tables["officer"].frame["unit"]) == sorted(UNITS["Mã đơn vị"])


def test_its_bytes_are_the_same_each_time():
    """No clock in them."""
    assert written() == written()


def test_the_command_writes_a_template_that_can_be_audited(tmp_path, capsys):
    """As it is: what was not filled in is empty."""
    register, output = tmp_path / "units.csv", tmp_path / "t.xlsx"
    pd.DataFrame(UNITS).to_csv(register, index=False)
    assert main(["template", "--units", str(register), "-o", str(output), "--lang", "en"]) == 0
    assert capsys.readouterr().out.strip() == str(output)
    assert main(["audit", str(output), "--as-of", "2022-03-31", "--fail-on", "never", "--format", "json"]) == 0


def test_units_that_cannot_be_taken_are_an_error(tmp_path, capsys):
    """A template with fewer units than were named would mislead."""
    (tmp_path / "don-vi.csv").write_text("Mã đơn vị,Tên đơn vị,Cấp\n1,Sở A,trung ương\n", encoding="utf-8")
    for name, said in (("don-vi.csv", "don-vi.csv, don-vi, dòng 2"), ("gone.csv", "gone.csv")):
        assert main(["template", "--units", str(tmp_path / name), "-o", str(tmp_path / "t.xlsx")]) == 3
        assert said in capsys.readouterr().err
    assert not Path(tmp_path, "t.xlsx").exists()
