"""The index of letters: a workbook that says which letter goes to whom, and about how much."""

from io import BytesIO

import openpyxl
from result_factory import RULES, TIERS, finding, result, undetermined, unit_record

from kstt_rules.compare.diff import snapshot
from kstt_rules.letters.select import write_to
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.letter import Letterhead
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.letters.index import write_index
from kstt_rules.outputs.letters.sending import Sending

DISTRICT, COMMUNE = UnitRef("h1", "UBND huyện Một"), UnitRef("x2", "UBND xã Hai")
AUDIT = snapshot(
    result(
        findings=(
            finding(severity=Severity.REVIEW),
            undetermined(),
            finding(unit=COMMUNE),
            finding(unit=UnitRef("vp", "Văn phòng")),
            finding(unit=UnitRef(None, "UBND xã Lạ")),
        ),
        units=(
            unit_record(COMMUNE, tier=TIERS["xa"], parent=DISTRICT),
            unit_record(DISTRICT, tier=TIERS["huyen"]),
        ),
        rules=RULES,
    )
)
HEAD = Letterhead(unit="vp", symbol="VP-KSTT", first_number=9)


def book(**options):
    """Return the index of letters about the audit."""
    stream = BytesIO()
    write_index(write_to(AUDIT, least=Severity.REVIEW, **options), Sending(AUDIT, HEAD), stream)
    return openpyxl.load_workbook(stream)


def rows(sheet):
    """Return the rows of a sheet below its header, blank cells as None."""
    return [*sheet.iter_rows(min_row=2, values_only=True)]


def test_every_letter_has_a_row():
    """In their order, with number, addressee, district, file and counts; who gets none stands at the end with why."""
    own, stranger = "trình Lãnh đạo của chính cơ quan gửi", "không có trong danh mục đơn vị nên không lập công văn"
    file = "Công văn - UBND huyện Một.docx"
    assert rows(book(sender="vp")["Công văn"]) == [
        (1, "09/VP-KSTT", "Sở Y tế", None, "Công văn - Sở Y tế.docx", 0, 1, 1, None, None),
        (2, "10/VP-KSTT", "UBND huyện Một", "Huyện Một", file, 1, 0, 0, "UBND xã Hai", None),
        (3, None, "Văn phòng", None, "Phiếu trình - Văn phòng.docx", 1, 0, 0, None, own),
        (4, None, "UBND xã Lạ", None, None, 1, 0, 0, None, stranger),
    ]


def test_every_body_written_about_is_found_with_its_letter():
    """A commune stands with its district and the file that tells of it."""
    row = (2, "UBND xã Hai", "Huyện Một", "Công văn - UBND huyện Một.docx", 1, 0, 0)
    assert row in rows(book(sender="vp")["Theo đơn vị"])


def test_counts_are_numbers_that_read_as_clerks_write_them():
    """02 and không có are how they look; sums can be made of them."""
    cell = book()["Công văn"]["F3"]
    assert (cell.value, cell.number_format) == (1, '[=0]"không có";[<10]00;#,##0')


def test_lighter_breaches_have_a_column_where_they_are_written_about():
    """Else none of them is counted, and a column of none would be untrue."""
    assert "Cần lưu ý" not in [cell.value for cell in book()["Công văn"][1]]
    light = snapshot(result(findings=(finding(severity=Severity.INFO),)))
    stream = BytesIO()
    write_index(write_to(light, least=Severity.INFO), Sending(light, HEAD), stream)
    assert "Cần lưu ý" in [cell.value for cell in openpyxl.load_workbook(stream)["Công văn"][1]]
