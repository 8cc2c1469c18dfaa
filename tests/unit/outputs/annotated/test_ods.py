"""An .ods handed back with marks: its own cells, styles and notes stay."""

import io
import re
import zipfile

from annotated_factory import RESULT_SHEET, SHEET, packed, parts
from ods_factory import ODS, about_ods, ods

from kstt_rules.model.files import RESULT_TITLE
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.annotated import texts
from kstt_rules.outputs.annotated.levels import Level


def note(cell):
    """Return the lines of the note on a cell of an .ods."""
    found = cell.get_element("office:annotation")
    return None if found is None else "\n".join(line.text_recursive for line in found.get_elements("text:p"))


def test_cells_of_an_ods_are_filled_and_noted(tmp_path):
    """Of repeated rows only the one that is meant, with its own style but for the fill."""
    _, (sheet, _) = ods(tmp_path, about_ods("B3"))
    assert sheet.get_value("B3") == "Lan"
    assert note(sheet.get_cell("B3")).startswith("Vi phạm – Điểm a khoản 1 Điều 5\nVượt số công chức đầu mối")
    assert [note(sheet.get_cell(cell)) for cell in ("B2", "B4", "A3", "C3")] == [None] * 4
    assert [sheet.get_value(f"{column}{row}") for row in (2, 3, 4, 5) for column in "AB"] == [
        *["Sở Y tế", "Lan"] * 3,
        "Sở Nội vụ",
        "Mai",
    ]


def test_a_cell_that_an_ods_does_not_hold_is_added(tmp_path):
    """Behind the last of its row, or below the last row; and rows in groups are counted."""
    members = parts(ODS)
    row = "<table:table-row>"
    content = members["content.xml"].decode()
    group = "<table:table-row-group>"
    content = content.replace(row, group + row, 1).replace("</table:table-row>", "</table:table-row>" + close(group), 1)
    members["content.xml"] = content
    _, (sheet, _) = ods(tmp_path, about_ods("J3", "B9", "A1", "B4"), data=packed(members))
    assert "table-row-group" in sheet.serialize()
    for cell in ("J3", "B9", "B4"):
        assert note(sheet.get_cell(cell)) is not None
    assert note(sheet.get_cell("I3")) is None
    assert sheet.get_value("B4") == "Lan"


def close(tags):
    """Return the end tags for start tags."""
    return "".join(f"</{tag}" for tag in reversed(tags.split("<")[1:]))


def test_the_fill_of_an_ods_cell_is_added_to_its_own_style(tmp_path):
    """The clone has the colour and what the style had."""
    data, (sheet, _) = ods(tmp_path, about_ods("B3", severity=Severity.REVIEW))
    name = sheet.get_cell("B3").style
    found = re.search(rf'<style:style style:name="{name}".*?</style:style>', parts(data)["content.xml"].decode())[0]
    assert f'fo:background-color="#{Level.REVIEW.value.lower()}"' in found
    assert 'fo:font-weight="bold"' in found
    assert sheet.get_cell("B2").style == "dam"


def test_an_ods_need_not_have_styles(tmp_path):
    """A place for those of the marks is made."""
    members = parts(ODS)
    content = members["content.xml"].decode()
    members["content.xml"] = re.sub("<office:automatic-styles>.*</office:automatic-styles>", "", content)
    _, (sheet, _) = ods(tmp_path, about_ods("B3"), data=packed(members))
    assert note(sheet.get_cell("B3")).startswith("Vi phạm")


def test_only_the_content_of_an_ods_changes(tmp_path):
    """Every other part is as it was, the type first and not packed."""
    data, _ = ods(tmp_path, about_ods("B3"))
    before, after = parts(ODS), parts(data)
    assert {name for name in before if before[name] != after[name]} == {"content.xml"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_the_sheet_of_findings_of_an_ods_leads_to_its_cells(tmp_path):
    """Its links are written as that format has them, and it is recognised as ours."""
    data, (_, findings) = ods(tmp_path, about_ods("B3"))
    assert (findings.name, findings.get_value("A1")) == (RESULT_SHEET, RESULT_TITLE.vi)
    assert findings.get_value("C8") == "Vi phạm"
    assert "xlink:href=\"#'Công chức đầu mối'.B3\"" in parts(data)["content.xml"].decode()


def test_a_mark_in_merged_cells_of_an_ods_goes_to_the_one_that_shows(tmp_path):
    """The covered cell cannot be seen."""
    _, (sheet, _) = ods(tmp_path, about_ods("B6"))
    assert note(sheet.get_cell("A6")) is not None


def test_an_ods_annotated_again_has_the_marks_of_the_last_audit_only(tmp_path):
    """Old notes and the old sheet go."""
    once, _ = ods(tmp_path, about_ods("B3"))
    twice, tables = ods(tmp_path, about_ods("A5"), data=once)
    assert [item.name for item in tables] == [SHEET, RESULT_SHEET]
    assert note(tables[0].get_cell("B3")) is None
    assert note(tables[0].get_cell("A5")) is not None
    content = parts(twice)["content.xml"].decode()
    found = re.search(rf'<style:style style:name="{tables[0].get_cell("B3").style}".*?</style:style>', content)[0]
    assert 'fo:background-color="transparent"' in found
    assert 'fo:font-weight="bold"' in found
    names = re.findall(r'<style:style style:name="([^"]+)"', content)
    assert len(names) == len(set(names))


def test_the_same_ods_gives_the_same_bytes(tmp_path):
    """No clock is in it."""
    assert ods(tmp_path / "a", about_ods("B3"))[0] == ods(tmp_path / "b", about_ods("B3"))[0]


def test_the_note_of_somebody_else_in_an_ods_is_kept(tmp_path):
    """Ours comes behind it."""
    members = parts(ODS)
    own = "<office:annotation><text:p>của đơn vị</text:p></office:annotation><text:p>Mai"
    members["content.xml"] = members["content.xml"].decode().replace("<text:p>Mai", own)
    once, (sheet, _) = ods(tmp_path, about_ods("B5"), data=packed(members))
    lines = note(sheet.get_cell("B5")).split("\n")
    assert lines[:2] == ["của đơn vị", texts.SEPARATOR.vi]
    assert lines[2].startswith("Vi phạm")
    _, (sheet, _) = ods(tmp_path, data=once)
    assert note(sheet.get_cell("B5")) == "của đơn vị"
