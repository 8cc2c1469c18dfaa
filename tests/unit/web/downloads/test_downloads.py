"""Whatever can be downloaded opens in the program that it is for."""

import json
import zipfile
from io import BytesIO

import docx
import icalendar
import jsonschema
import openpyxl
import pytest
from libreoffice import MISSING, REASON, printed
from repository import ROOT
from small_desk import FILE, FOURTH, OFFICERS, SHEET, had_of, small_desk

from kstt_rules.base.errors import UsageError
from kstt_rules.letters.letterhead import read_letterhead
from kstt_rules.waivers.files import read_waivers
from kstt_rules.web.acts import compare, letterhead, waive
from kstt_rules.web.views import comparison, letters, results


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk with a corrected cell, a letterhead, a waiver, and the result before these as the earlier one."""
    desk = small_desk(tmp_path_factory.mktemp("desks") / "desk")
    had = had_of(desk, "json")
    (desk.workspace.folder / "incoming" / "truoc.json").write_bytes(had)
    compare.act(desk, {"earlier": ["truoc.json"]})
    letterhead.act(desk, {"agency": "Văn phòng", "unit": "ct", "first_number": "12"})
    twice = next(one for one in desk.session.result.findings if one.rule == "D5.1.a.twice")
    waive.act(desk, {"id": twice.fingerprint, "reason": "a", "granted_by": "b"})
    desk.correct(**FOURTH, text="Phạm Thị Duyên")
    return desk


def test_everything_that_is_offered_can_be_had(desk):
    """And has a content."""
    told = results.view(desk, {})
    for item in [*told["reports"], *told["files"], *told["template"]]:
        assert had_of(desk, item["name"], **item["query"]), item["name"]


def test_the_result_as_json_keeps_to_its_schema(desk):
    """With the correction in it."""
    document = json.loads(had_of(desk, "json"))
    jsonschema.validate(document, json.loads((ROOT / "docs" / "kstt-audit-2.schema.json").read_text("utf-8")))
    assert [item["cell"] for item in document["corrections"]] == ["B5"]


@pytest.mark.nightly
@pytest.mark.skipif(bool(MISSING), reason=REASON)
def test_whatever_an_office_opens_is_printed_by_libreoffice(desk, tmp_path):
    """Reports, letters, the calendar, the form, marked and corrected files: each has a page with text."""
    for name in ("docx", "official", "xlsx", "calendar", "template", "corrections"):
        suffix = ".docx" if name in {"docx", "official"} else ".xlsx"
        (tmp_path / f"{name}{suffix}").write_bytes(had_of(desk, name, year="2022"))
    for name in ("letters", "marked", "corrected"):
        with zipfile.ZipFile(BytesIO(had_of(desk, name))) as packed:
            for inner in packed.namelist():
                (tmp_path / f"{name}-{inner}").write_bytes(packed.read(inner))
    pages = printed(tmp_path)
    assert len(pages) >= 11
    assert [stem for stem, shown in pages.items() if not shown.text(1).strip()] == []


def test_letters_are_word_files_with_their_index(desk):
    """As many as the page says, with the letterhead; one for the unit that is named."""
    with zipfile.ZipFile(BytesIO(had_of(desk, "letters"))) as packed:
        names = packed.namelist()
        letter = docx.Document(BytesIO(packed.read("Công văn - Sở Y tế.docx")))
        index = openpyxl.load_workbook(BytesIO(packed.read(next(name for name in names if name.endswith(".xlsx")))))
    shown = letters.view(desk, {})
    assert len(names) == shown["total"] + 1
    assert [one["unit"] for one in shown["letters"]] == ["Sở Y tế"]
    assert "VĂN PHÒNG" in letter.tables[0].cell(0, 0).text.upper()
    assert "12" in letter.tables[0].cell(1, 0).text
    assert index.sheetnames
    with pytest.raises(UsageError, match="no breach was found"):
        had_of(desk, "letters", unit="Sở Công Thương")
    refused = letters.view(desk, {"unit": "Sở Công Thương"})
    assert (refused["total"], refused["choice"]["unit"]) == (0, "Sở Công Thương")
    assert "no breach was found" in refused["fault"].en


def test_the_calendar_is_a_workbook_or_dates(desk):
    """For the units of the register."""
    book = openpyxl.load_workbook(BytesIO(had_of(desk, "calendar", year="2022")))
    assert any("Sở Y tế" in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    dates = icalendar.Calendar.from_ical(had_of(desk, "calendar", year="2022", format="ics"))
    assert dates["version"] == "2.0"
    for year, said in (("22", "not a year"), ("", "not a year"), ("1999", "no calendar of 1999")):
        with pytest.raises(UsageError, match=said):
            had_of(desk, "calendar", year=year)


def test_the_workbook_to_fill_in_has_the_units(desk):
    """Those of the register of this dossier."""
    book = openpyxl.load_workbook(BytesIO(had_of(desk, "template")))
    assert [row[0].value for row in book["Đơn vị"].iter_rows(min_row=2, max_row=3)] == ["ct", "yt"]


def test_marked_files_are_the_submitted_ones_with_notes(desk):
    """Each file and an index; the corrected cell says what it holds now."""
    with zipfile.ZipFile(BytesIO(had_of(desk, "marked"))) as packed:
        book = openpyxl.load_workbook(BytesIO(packed.read(FILE)))
        assert len(packed.namelist()) == 3
    assert "Phạm Thị Duyên" in book[SHEET]["B5"].comment.text


def test_corrected_files_have_the_corrected_cell_alone_changed(desk):
    """The others are not among them."""
    with zipfile.ZipFile(BytesIO(had_of(desk, "corrected"))) as packed:
        (name,) = packed.namelist()
        (sheet,) = openpyxl.load_workbook(BytesIO(packed.read(name)))
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[4] == ["Sở Y tế", "Phạm Thị Duyên", "Chuyên viên", None]
    assert [tuple(row) for place, row in enumerate(cells) if place != 4] == [*OFFICERS[:4], *OFFICERS[5:]]


def test_the_log_of_corrections_is_a_workbook(desk):
    """A row a change."""
    (sheet,) = openpyxl.load_workbook(BytesIO(had_of(desk, "corrections")))
    assert [cell.value for cell in sheet[2]][-2:] == ["Phạm Thị Dung", "Phạm Thị Duyên"]


def test_the_comparison_is_shown_and_can_be_had_as_pages_and_data(desk):
    """What became of the findings since the earlier result."""
    told = comparison.view(desk, {})
    counts = {item["change"]: item["count"] for item in told["kinds"]}
    document = json.loads(had_of(desk, "comparison", kind="json"))
    assert {name: str(document["summary"][name]) for name in counts} == counts
    assert {item["name"] for item in told["downloads"]} == {"comparison"}
    for item in told["downloads"]:
        assert had_of(desk, item["name"], **item["query"])
    chosen = comparison.view(desk, {"change": "open"})
    assert {item["change"] for item in chosen["findings"]} <= {"open"}


def test_waivers_and_letterhead_are_those_that_the_command_line_reads(desk, tmp_path):
    """So that an office keeps them for the next time."""
    (tmp_path / "w.yaml").write_bytes(had_of(desk, "waivers"))
    assert [item.reason for item in read_waivers(tmp_path / "w.yaml")] == ["a"]
    (tmp_path / "l.yaml").write_bytes(had_of(desk, "letterhead"))
    assert read_letterhead(tmp_path / "l.yaml").first_number == 12


def test_an_official_report_bears_the_letterhead(desk):
    """In Word, in Vietnamese whatever the language of the pages."""
    report = docx.Document(BytesIO(had_of(desk, "official", lang="en")))
    assert "VĂN PHÒNG" in report.tables[0].cell(0, 0).text.upper()
