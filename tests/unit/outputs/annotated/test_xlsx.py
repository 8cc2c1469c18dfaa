"""An .xlsx handed back: marks are added, and nothing else changes."""

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from annotated_factory import (
    RESULT_SHEET,
    SHEET,
    about,
    annotated,
    colour,
    opened,
    packed,
    parts,
    picture,
    reject,
    rich_workbook,
)
from result_factory import make_evidence, undetermined

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.dossier import Source
from kstt_rules.model.files import RESULT_TITLE
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.outputs.annotated.levels import Level

RICH = rich_workbook()
LOOKS = ("font", "border", "alignment", "number_format", "protection")


def waived(**changes):
    return about("C4", verdict=Verdict.WAIVED, **changes)


def test_only_the_parts_that_must_change_are_changed(tmp_path):
    """Every other part has the bytes that it had, and none is lost."""
    before, after = parts(RICH), parts(annotated(tmp_path, RICH, findings=(about("C4", "A5"),)))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
    }
    assert set(after) - set(before) == {"xl/worksheets/sheet4.xml"}


def test_values_formulas_and_cached_values_are_kept(tmp_path):
    """What a cell held it still holds, the formula and the value computed last."""
    data = annotated(tmp_path, RICH, findings=(about("D5", "C4"),))
    for cached in (True, False):
        before, after = opened(RICH, data_only=cached), opened(data, data_only=cached)
        for sheet in before:
            for row in sheet.iter_rows():
                for cell in row:
                    assert after[sheet.title][cell.coordinate].value == cell.value
    assert opened(data, data_only=True)[SHEET]["D5"].value == 4711
    assert opened(data)[SHEET]["D5"].value == "=SUM(C3:C9)"


def test_a_marked_cell_changes_nothing_but_its_fill(tmp_path):
    """Font, border, alignment, format of numbers and protection are those of the cell; other cells keep all."""
    marked = ("A3", "D4", "B5")
    before, after = opened(RICH)[SHEET], opened(annotated(tmp_path, RICH, findings=(about(*marked),)))[SHEET]
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            assert [repr(getattr(other, look)) for look in LOOKS] == [repr(getattr(cell, look)) for look in LOOKS]
            if cell.coordinate in marked:
                assert colour(other) == Level.VIOLATION.value
            else:
                assert repr(other.fill) == repr(cell.fill)


def test_what_stands_around_the_cells_is_kept(tmp_path):
    """Merges, validations, conditional formats, hidden rows and sheets, protection, panes, names, pictures, charts."""
    data = annotated(tmp_path, RICH, findings=(about("C4"),))
    before, after = opened(RICH), opened(data)
    old, new = before[SHEET], after[SHEET]
    assert new.merged_cells.ranges == old.merged_cells.ranges
    assert new.data_validations.dataValidation[0].formula1 == old.data_validations.dataValidation[0].formula1
    assert [str(item.sqref) for item in new.conditional_formatting] == ["C3:C9"]
    assert new.row_dimensions[8].hidden
    assert after["Ẩn"].sheet_state == "hidden"
    assert new.protection.sheet
    assert new.protection.password == old.protection.password
    assert new.freeze_panes == "A3"
    assert after.defined_names["tong"].value == before.defined_names["tong"].value
    assert len(new._charts) == 1
    assert after["Bảng"].tables.keys() == {"Table1"}
    members = parts(data)
    assert b"sparkline" in members["xl/worksheets/sheet1.xml"]
    assert "Hộp văn bản".encode() in members["xl/drawings/drawing1.xml"]
    assert members["xl/media/image1.png"] == picture()
    assert after.active.title == before.active.title


def test_the_note_cites_the_provision_and_says_what_is_wrong_and_what_to_do(tmp_path):
    """The language of the output is that of the note."""
    vi = opened(annotated(tmp_path, RICH, findings=(about("C4"),)))[SHEET]["C4"].comment
    assert vi.author == "kstt"
    assert vi.text == (
        "Vi phạm – Điểm a khoản 1 Điều 5\nVượt số công chức đầu mối\nSở Y tế có 4 công chức đầu mối, quá 3.\n"
        "Kiến nghị: Rà soát, bố trí lại danh sách công chức đầu mối.\n(Trang “Kết quả rà soát”, dòng 8)"
    )
    en = opened(annotated(tmp_path, RICH, findings=(about("C4"),), language="en"))[SHEET]["C4"].comment
    assert en.text.startswith("Violation – Article 5, Clause 1, Point a\nToo many focal officers\n")
    assert "To do: Review and re-arrange the roster." in en.text


def test_a_cell_with_several_findings_has_one_note_and_the_worst_fill(tmp_path):
    """All that is said of a cell stands in its one note, the worst first."""
    findings = (
        about("C4", rule="D1", severity=Severity.INFO),
        about("C4", rule="D2"),
        waived(rule="D3"),
    )
    cell = opened(annotated(tmp_path, RICH, findings=findings))[SHEET]["C4"]
    assert colour(cell) == Level.VIOLATION.value
    assert re.findall(r"^(\S.*?) –", cell.comment.text, re.MULTILINE) == ["Vi phạm", "Thông tin", "Được miễn"]


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"findings": (about("C4"),)}, Level.VIOLATION),
        ({"findings": (about("C4", severity=Severity.REVIEW),)}, Level.REVIEW),
        ({"findings": (about("C4", severity=Severity.INFO),)}, Level.INFO),
        ({"findings": (waived(),)}, Level.WAIVED),
        ({"findings": (about("C4", verdict=Verdict.UNDETERMINED),)}, Level.UNDETERMINED),
        ({"rejects": (reject(4, ("C4",)),)}, Level.REJECTED),
    ],
)
def test_every_level_has_its_own_fill(said, level, tmp_path):
    """Severity, undetermined, waived and not accepted are told apart."""
    data = annotated(tmp_path, RICH, **said)
    assert colour(opened(data)[SHEET]["C4"]) == level.value
    assert len({item.value for item in Level}) == len(Level)


def test_what_was_not_accepted_is_marked_with_its_reason(tmp_path):
    """Of a row without a cell the first is marked, of a sheet its first cell."""
    sheet = opened(annotated(tmp_path, RICH, rejects=(reject(6), reject(None), reject(4, ("D4", "B4")))))[SHEET]
    assert {cell.coordinate for row in sheet for cell in row if colour(cell) == Level.REJECTED.value} == {
        "A1",
        "A6",
        "B4",
        "D4",
    }
    assert "Ngày không có." in sheet["D4"].comment.text


def test_a_cell_that_only_says_why_the_rule_applies_is_not_marked(tmp_path):
    """The kind of the unit in the register is not at fault, unless there is nothing else to point at."""
    fault = make_evidence("officers.none()", True, (Source("so.xlsx", SHEET, "B5"),))
    scope = make_evidence("unit.kind", "so", (Source("so.xlsx", SHEET, "C5"),), scope=True)
    both = opened(annotated(tmp_path, RICH, findings=(about("B5", evidence=(fault, scope)),)))[SHEET]
    assert (colour(both["B5"]), colour(both["C5"])) == (Level.VIOLATION.value, None)
    alone = opened(annotated(tmp_path, RICH, findings=(replace(about("B5"), evidence=(scope,)),)))[SHEET]
    assert colour(alone["C5"]) == Level.VIOLATION.value


def test_the_comment_of_somebody_else_is_kept_and_ours_comes_behind_it(tmp_path):
    """The author and the words stay; a cell never has two comments."""
    data = annotated(tmp_path, RICH, findings=(about("B4"),))
    comment = opened(data)[SHEET]["B4"].comment
    assert comment.author == "Lan"
    assert comment.text.startswith("Ghi chú của đơn vị\n\n—— Kết quả rà soát (kstt) ——\nVi phạm – Điểm a")
    assert parts(data)["xl/comments1.xml"].count(b'ref="B4"') == 1
    assert parts(data)["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 1


def test_every_note_has_its_box_beside_the_cell(tmp_path):
    """A note without a box would make the workbook one that Excel repairs; ids are used once."""
    after = parts(annotated(tmp_path, RICH, findings=(about("C4", "D9", "A3"),)))
    drawing = after["xl/drawings/vmlDrawing1.vml"].decode()
    places = set(re.findall(r"<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", drawing))
    assert places == {("3", "1"), ("3", "2"), ("8", "3"), ("2", "0")}
    ids = re.findall(r'id="(_x0000_s\d+)"', drawing)
    assert len(ids) == len(set(ids)) == 4
    for anchor, row, column in re.findall(
        r"<x:Anchor>([^<]*)</x:Anchor>.*?<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>", drawing, re.DOTALL
    ):
        left, _, top, _, right, _, bottom, _ = map(int, anchor.split(","))
        assert left == int(column) + 1
        assert top <= int(row) < bottom
        assert right >= left


def test_the_relation_to_the_boxes_is_the_one_the_sheet_names(tmp_path):
    """The sheet without notes gets a reference behind its drawing, to a part that is there."""
    after = parts(annotated(tmp_path, RICH, findings=(about("A2", sheet="Bảng"),)))
    sheet = after["xl/worksheets/sheet2.xml"].decode()
    name = re.search(r"<legacyDrawing [^>]*r:id=\"(\w+)\"/><tableParts", sheet)[1]
    relations = after["xl/worksheets/_rels/sheet2.xml.rels"].decode()
    target = re.search(rf'Id="{name}"[^>]*Target="\.\./([^"]+)"', relations)[1]
    assert target.endswith(".vml")
    assert f"xl/{target}" in after
    assert b'Extension="vml"' in after["[Content_Types].xml"]


def test_a_mark_on_hidden_merged_cells_goes_to_the_cell_that_shows(tmp_path):
    """Inside A1:D1 only A1 is seen."""
    sheet = opened(annotated(tmp_path, RICH, findings=(about("C1", "D1"),)))[SHEET]
    assert colour(sheet["A1"]) == Level.VIOLATION.value
    assert sheet["A1"].comment.text.count("Vi phạm –") == 1


def test_a_long_note_is_cut_and_points_at_the_sheet(tmp_path):
    """Of fifty findings on a cell a few are shown, with the count of the others and where they are."""
    findings = tuple(about("C4", rule=f"D{n:02}") for n in range(50))
    text = opened(annotated(tmp_path, RICH, findings=findings))[SHEET]["C4"].comment.text
    assert text.count("Vi phạm –") == 6
    assert text.endswith("… và 44 nội dung khác: xem trang “Kết quả rà soát”, từ dòng 14.")
    long = about("C4", message=Bilingual("x" * 40_000, "x"), title=Bilingual("y" * 40_000, "y"))
    assert len(opened(annotated(tmp_path, RICH, findings=(long,)))[SHEET]["C4"].comment.text) < 2_000


def test_the_sheet_of_findings_leads_to_the_cells(tmp_path):
    """Each row names its cells and links to the first; what is worst stands first."""
    findings = (undetermined(evidence=about("C4").evidence), about("C5", "B6"))
    sheet = opened(annotated(tmp_path, RICH, findings=findings))[RESULT_SHEET]
    assert sheet["A1"].value == RESULT_TITLE.vi
    assert [cell.value for cell in sheet[7]][:7] == [
        "STT",
        "Ô",
        "Kết luận",
        "Điều khoản",
        "Đơn vị phải thực hiện",
        "Đơn vị",
        "Đối tượng",
    ]
    assert [cell.value for cell in sheet[8]][:5] == [
        1,
        "Công chức đầu mối › C5, B6",
        "Vi phạm",
        "Điểm a khoản 1 Điều 5",
        "Sở Y tế",
    ]
    assert sheet["B8"].hyperlink.location == "'Công chức đầu mối'!C5"
    assert colour(sheet["C8"]) == Level.VIOLATION.value
    assert (sheet["C9"].value, sheet["B9"].hyperlink.location) == ("Chưa đủ căn cứ", "'Công chức đầu mối'!C4")
    assert sheet.auto_filter.ref == "A7:M9"
    assert sheet.freeze_panes == "A8"


def test_a_finding_without_a_cell_stands_on_the_sheet_only(tmp_path):
    """It has no link, and marks nothing."""
    data = annotated(tmp_path, RICH, findings=(about("C4", evidence=()),))
    book = opened(data)
    assert book[RESULT_SHEET]["C8"].value == "Vi phạm"
    assert book[RESULT_SHEET]["B8"].hyperlink is None
    assert parts(data)["xl/worksheets/sheet1.xml"] == parts(RICH)["xl/worksheets/sheet1.xml"]


def test_a_file_with_nothing_to_say_says_so(tmp_path):
    """The sheet is there all the same."""
    assert opened(annotated(tmp_path, RICH))[RESULT_SHEET]["B8"].value == "Không có nội dung nào cần lưu ý."


def test_text_of_the_data_is_harmless_and_visible(tmp_path):
    """No formula, no code of the format, no control or bidirectional mark, no more than a cell holds."""
    hostile = '=cmd|"/c calc"!A1\x01\u202e_x000D_<script>&"'
    title = Bilingual(hostile, hostile)
    long = Bilingual("đ" * 40_000, "d" * 40_000)
    data = annotated(tmp_path, RICH, findings=(about("C4", title=title, message=title, remedy=long),))
    sheet = opened(data)[RESULT_SHEET]
    shown = '=cmd|"/c calc"!A1␁<U+202E>_x005F_x000D_<script>&"'
    assert sheet["H8"].value == shown
    assert sheet["H8"].data_type == "s"
    assert len(sheet["J8"].value) == 32_767
    assert sheet["J8"].value.endswith("[đã cắt bớt]")
    assert shown in opened(data)[SHEET]["C4"].comment.text
    for part in parts(data).values():
        assert b"\x01" not in part or not part.startswith(b"<?xml")


def test_the_same_result_gives_the_same_bytes(tmp_path):
    """No clock is in the archive."""
    first = annotated(tmp_path / "a", RICH, findings=(about("C4"),))
    assert annotated(tmp_path / "b", RICH, findings=(about("C4"),)) == first


def test_an_annotated_file_annotated_again_has_the_marks_of_the_last_audit_only(tmp_path):
    """Mended cells lose fill and note, ours behind another's comment goes, the sheet of findings is replaced."""
    once = annotated(tmp_path, RICH, findings=(about("C4", "B4", "D6"),))
    twice = annotated(tmp_path, once, findings=(about("D6", severity=Severity.REVIEW),))
    book = opened(twice)
    sheet = book[SHEET]
    assert book.sheetnames == opened(once).sheetnames
    assert (colour(sheet["C4"]), sheet["C4"].comment) == (None, None)
    assert sheet["B4"].comment.text == "Ghi chú của đơn vị"
    assert colour(sheet["B4"]) is None
    assert colour(sheet["D6"]) == Level.REVIEW.value
    assert sheet["D6"].comment.text.startswith("Cần xem xét")
    assert parts(twice)["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 2
    assert parts(twice)["xl/workbook.xml"].count(b"kstt_ket_qua") == 1
    assert book[RESULT_SHEET]["A9"].value is None
    clean = opened(annotated(tmp_path, twice))[SHEET]
    assert [cell.coordinate for row in clean for cell in row if cell.comment] == ["B4"]


def test_a_sheet_with_the_name_of_ours_is_left_alone(tmp_path):
    """Ours is numbered then, and notes point at it."""
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "KẾT QUẢ RÀ SOÁT"
    book.active["A1"] = "của đơn vị"
    book.save(stream)
    data = annotated(tmp_path, stream.getvalue(), findings=(about("A1", sheet="KẾT QUẢ RÀ SOÁT"),))
    after = opened(data)
    assert after.sheetnames == ["KẾT QUẢ RÀ SOÁT", "Kết quả rà soát (2)"]
    assert "“Kết quả rà soát (2)”" in after.worksheets[0]["A1"].comment.text


def test_a_conversation_on_a_cell_is_left_alone(tmp_path):
    """What we say stands in the note of the cell and on the sheet of findings."""
    members = parts(RICH)
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="B4" dT="2022-03-01T08:00:00.00" personId="{A}" id="{T}"><text>Hỏi</text>'
        "</threadedComment></ThreadedComments>"
    )
    persons = (
        '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<person displayName="Lan" id="{A}" userId="lan" providerId="None"/></personList>'
    )
    members["xl/threadedComments/threadedComment1.xml"] = thread
    members["xl/persons/person.xml"] = persons
    kind = "http://schemas.microsoft.com/office/2017/10/relationships"
    for name, target, word in (
        ("xl/worksheets/_rels/sheet1.xml.rels", "../threadedComments/threadedComment1.xml", "threadedComment"),
        ("xl/_rels/workbook.xml.rels", "persons/person.xml", "person"),
    ):
        relation = f'<Relationship Id="rIdT" Type="{kind}/{word}" Target="{target}"/></Relationships>'
        members[name] = members[name].decode().replace("</Relationships>", relation)
    after = parts(annotated(tmp_path, packed(members), findings=(about("B4"),)))
    assert after["xl/threadedComments/threadedComment1.xml"].decode() == thread
    assert after["xl/persons/person.xml"].decode() == persons
    assert "Điểm a khoản 1 Điều 5" in after["xl/comments1.xml"].decode()


def test_a_workbook_with_macros_stays_one(tmp_path):
    """Its suffix says so, and its macros are untouched."""
    members = parts(RICH)
    types = members["[Content_Types].xml"].decode()
    members["[Content_Types].xml"] = types.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    members["xl/vbaProject.bin"] = b"\x00macro"
    finding = about("C4", file="so.xlsm")
    after = parts(annotated(tmp_path, packed(members), name="so.xlsm", findings=(finding,)))
    assert after["xl/vbaProject.bin"] == b"\x00macro"


def test_the_archive_keeps_the_order_of_its_parts(tmp_path):
    """Some programs look for the types of the parts in the first place."""
    data = annotated(tmp_path, RICH, findings=(about("C4"),))
    with zipfile.ZipFile(io.BytesIO(RICH)) as before, zipfile.ZipFile(io.BytesIO(data)) as after:
        assert after.namelist()[: len(before.namelist())] == before.namelist()
        assert after.testzip() is None
