"""The report in Word."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from result_factory import coverage, finding, make_subject, not_checked, result, undecided, undetermined
from units_factory import units_of_a_district
from word_reading import grid, looks, opened, words

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.letter import Letterhead, Signer
from kstt_rules.model.outcomes import Severity, Verdict
from kstt_rules.outputs import choose_format, write
from kstt_rules.outputs.read.docx import LOOKS, render


def report(audited, language="vi"):
    """Return a result as a Word document that was written and read again."""
    return opened(lambda stream: render(audited, stream, language=language))


def written(audited):
    """Return the bytes of a report."""
    stream = BytesIO()
    render(audited, stream, language="vi")
    return stream.getvalue()


def waived():
    """Return a breach that was set aside."""
    return finding(
        rule="D5.1.a.waived",
        verdict=Verdict.WAIVED,
        message=Bilingual("Được miễn: đang sắp xếp bộ máy (UBND tỉnh).", "Waived: being reorganised."),
    )


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        (
            "vi",
            [
                "I. Căn cứ và phạm vi rà soát",
                "II. Tổng hợp",
                "III. Theo đơn vị",
                "IV. Kết quả theo từng Điều",
                "V. Phát hiện theo đơn vị phải thực hiện",
                "VI. Chưa đủ căn cứ kết luận",
                "VII. Nội dung được miễn",
                "VIII. Dữ liệu không tiếp nhận",
                "IX. Tệp đã nộp",
                "X. Lưu ý",
            ],
        ),
        (
            "en",
            [
                "I. What was judged, and by what",
                "II. Summary",
                "III. By unit",
                "IV. Results by article",
                "V. Findings by who is obliged",
                "VI. Undetermined",
                "VII. Breaches set aside",
                "VIII. Data not accepted",
                "IX. Files submitted",
                "X. Notices",
            ],
        ),
    ],
)
def test_every_part_of_a_result_has_its_section(language, headings):
    """The report has the same ten sections in either language, found by Word's own headings."""
    document = report(result(), language)
    found = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert found == headings
    assert document.paragraphs[0].style.name == "Title"


def test_it_says_what_was_judged_and_counts_it():
    """The first tables name the regulation, day, pack and reading, and count the seven outcomes."""
    facts, outcomes = map(grid, report(result()).tables[:2])
    assert ["Tính đến ngày", "31/03/2022"] in facts
    assert ["Gói quy tắc", "bac-giang-2021 0.1.0"] in facts
    assert ["Cách hiểu áp dụng", "cơ cấu: số vị trí"] in facts
    assert outcomes[1:] == [
        ["Vi phạm", "1"],
        ["Cần xem xét", "0"],
        ["Thông tin", "0"],
        ["Chưa đủ căn cứ", "1"],
        ["Được miễn", "0"],
        ["Đạt", "7"],
        ["Không áp dụng", "2"],
    ]
    assert "- Số, ngày và hiệu lực của văn bản chưa được xác định." in words(report(result()))


def test_articles_stand_above_the_sum_of_their_provisions():
    """An article of several provisions has a row of sums; a provision without rules says why in place of counts."""
    rows = (
        coverage(violation=1, compliant=3),
        coverage(Provision(5, 3, "a"), undetermined=1, compliant=4),
        not_checked(),
    )
    table = grid(report(result(coverage=rows)).tables[2])
    assert ["Cộng Điều 5", "1", "0", "0", "1", "0", "7", "0"] in table
    assert table[2][0] == "Điểm a khoản 1 Điều 5"
    assert table[2][2:] == ["1", "0", "0", "0", "0", "3", "0"]
    assert table[-1][::2] == ["Điều 1", "Không kiểm tra bằng quy tắc: Quy định về phạm vi, không đặt ra nghĩa vụ."]


def test_a_finding_says_all_that_is_known_of_it():
    """It has its title, message, citation, official text, remedy, reading and cells, in this order."""
    document = report(result(findings=(finding(text="a) Nguyên văn của điểm a."),)))
    lines = words(document)
    start = lines.index("Sở Y tế: vi phạm 1")
    assert lines[start + 1 : start + 8] == [
        "1. Vượt số công chức đầu mối [vi phạm]",
        "Sở Y tế có 4 công chức đầu mối, quá 3.",
        "Căn cứ pháp lý: Điểm a khoản 1 Điều 5 [D5.1.a.max]",
        "Nguyên văn: “a) Nguyên văn của điểm a.”",
        "Kiến nghị: Rà soát, bố trí lại danh sách công chức đầu mối.",
        "Cách hiểu: số vị trí",
        "Số liệu: so-y-te.xlsx › Công chức đầu mối › C5, C6, C7, C8",
    ]


def test_what_is_undetermined_is_gathered_by_what_is_missing():
    """A row names the provision, what is missing, the first units concerned and how many more, and counts."""
    gaps = tuple(
        undetermined(unit=UnitRef(f"x{n}", f"Sở {n}"), subject=make_subject("officer", f"x{n}", "A", "tinh"))
        for n in range(8)
    )
    table = grid(report(result(findings=gaps, undecided=(undecided(),))).tables[3])
    assert table == [
        ["Nội dung", "Dữ liệu còn thiếu", "Đơn vị liên quan", "Số lượng"],
        [
            "Điểm a khoản 3 Điều 5 · Chế độ kiêm nhiệm",
            "kiêm nhiệm (công chức đầu mối)",
            "Sở 0; Sở 1; Sở 2; Sở 3; Sở 4; Sở 5; và 2 đơn vị khác",
            "8",
        ],
        ["Điều 8 · Mức hỗ trợ thấp hơn quy định", "dữ liệu công chức đầu mối", "1 đơn vị", "2"],
    ]


def test_what_was_set_aside_stands_apart_from_breaches():
    """A waived breach is in its own table, with the reason, and not among the findings of its unit."""
    document = report(result(findings=(waived(),)))
    assert "Không phát hiện vi phạm." in words(document)
    [row] = [row for table in document.tables for row in grid(table) if "đang sắp xếp bộ máy" in row[-1]]
    assert row[:2] == ["Sở Y tế", "Điểm a khoản 1 Điều 5"]


def test_rejects_and_inputs_have_their_tables():
    """What was not taken has its place and reason, and each file its row counts and whole SHA-256."""
    rejects, inputs = map(grid, report(result()).tables[-2:])
    assert rejects[1] == ["so-y-te.xlsx", "Báo cáo", "7", "Ngày “31/02/2022” không có trong lịch."]
    assert inputs[1] == ["so-y-te.xlsx", "12", "10", "1", "1", "cd" * 32]


def test_a_part_that_holds_nothing_says_so():
    """Sections stay, each with a word that there is nothing."""
    lines = words(report(result(findings=(), rejects=(), inputs=())))
    assert lines[-10:-2] == [
        "VI. Chưa đủ căn cứ kết luận",
        "Không có.",
        "VII. Nội dung được miễn",
        "Không có.",
        "VIII. Dữ liệu không tiếp nhận",
        "Mọi dòng không trống đều được tiếp nhận hoặc bỏ qua có lý do.",
        "IX. Tệp đã nộp",
        "Không có tệp nào.",
    ]


def test_the_page_is_a4_with_its_number_above_the_text_from_the_second_on():
    """The paper and margins are those of official documents; the first page bears no number."""
    [section] = report(result()).sections
    sizes = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(size.mm) for size in sizes] == [210, 297]
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    [number] = section.header.paragraphs
    assert number.style.paragraph_format.alignment == 1
    assert number._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]
    assert not section.first_page_header.paragraphs[0].text


def test_every_style_is_times_new_roman_for_every_script():
    """No paragraph falls back on another font, whatever its letters."""
    document = report(result())
    used = {paragraph.style.style_id for paragraph in document.paragraphs} | {"title", "cell", "count", "header"}
    fonts = {
        tuple(style.element.rPr.rFonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs"))
        for style in document.styles
        if style.style_id in used
    }
    assert fonts == {("Times New Roman",) * 4}
    assert document.styles["Normal"].font.size == Pt(LOOKS["normal"].size)


def test_tables_keep_their_widths_and_repeat_their_headers():
    """Columns have their widths on the table and on the cells, and a header row stands on each page."""
    table = report(result()).tables[-1]
    assert not table.autofit
    assert [round(column.width.mm) for column in table.columns] == [45, 14, 17, 17, 14, 58]
    assert [round(cell.width.mm) for cell in table.rows[1].cells] == [45, 14, 17, 17, 14, 58]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert not table.rows[1]._tr.xpath("w:trPr/w:tblHeader")


def test_severities_are_filled_and_named():
    """A severity is told by its word, and by a colour beside."""
    [fill] = report(result()).tables[1].rows[1].cells[0]._tc.xpath("w:tcPr/w:shd/@w:fill")
    assert fill == "F8CBAD"
    lines = words(report(result(findings=(finding(severity=Severity.REVIEW),))))
    assert "1. Vượt số công chức đầu mối [cần xem xét]" in lines


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("=1+1", "=1+1"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\x00\x1b\x7f\u202eb\udce1", "a<U+0000><U+001B><U+007F><U+202E>b<U+DCE1>"),
        (" a\tb\nc ", " a<U+0009>b<U+000A>c "),
        ("x" * 40_000, "x" * 40_000),
    ],
)
def test_any_text_is_a_text_and_visible(given, shown):
    """Nothing in the data stops the report, hides in it or is lost from it."""
    audited = result(findings=(finding(message=Bilingual(given, given), unit=UnitRef("u", given)),))
    lines = words(report(audited))
    assert shown in lines
    assert f"{shown}: vi phạm 1" in lines


def test_no_clock_is_in_the_file():
    """The dates are the day of the audit, the parts bear none, and the same result gives the same bytes."""
    audited = replace(result(), findings=(finding(), undetermined(), waived()))
    properties = report(audited).core_properties
    assert properties.created.date() == properties.modified.date() == date(2022, 3, 31)
    assert (properties.title, properties.language) == ("Báo cáo kết quả rà soát", "vi-VN")
    assert {info.date_time for info in ZipFile(BytesIO(written(audited))).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert written(audited) == written(audited)


def test_the_suffix_is_recognised(tmp_path):
    """A file named .docx is written as a report."""
    path = tmp_path / "bao-cao.docx"
    write(result(), choose_format(None, path), path, language="vi")
    assert path.read_bytes() == written(result())


def test_headings_are_known_by_what_they_are():
    """A unit is a heading below its section, and a finding one below its unit."""
    found = looks(report(result()))
    assert found["Sở Y tế: vi phạm 1"].name == "Heading 2"
    assert found["1. Vượt số công chức đầu mối [vi phạm]"].name == "Heading 3"


def test_units_are_summed_up_the_worst_first():
    """Each stands with the one above it, its counts and what was not received; the others are counted."""
    audited = result(units=units_of_a_district())
    lines = words(report(audited))
    [table] = [grid(table) for table in report(audited).tables if "UBND xã Kép, huyện Lạng Giang" in str(grid(table))]
    assert table[1:] == [
        ["UBND xã Kép, huyện Lạng Giang", "2", "0", "0", "1", ""],
        ["UBND xã An Hà, huyện Lạng Giang", "0", "0", "0", "1", "Báo cáo"],
        ["UBND xã Xa Lý", "0", "0", "0", "1", "Chưa nhận dữ liệu nào"],
    ]
    assert any(line.startswith("Ngoài ra có 2 đơn vị") for line in lines)
    assert "Có 1 đơn vị không có quy tắc nào áp dụng." in lines


def test_with_a_letterhead_the_report_is_an_official_document():
    """It has the masthead, its own number and symbol, its kind and subject, and ends with recipients and signer."""
    letterhead = Letterhead(
        superior="UBND tỉnh Mẫu",
        agency="Văn phòng",
        place="Tỉnh Mẫu",
        symbol="VP-KSTT",
        report_symbol="BC-VP",
        report_number=7,
        date=date(2022, 4, 5),
        signer=Signer(title="Chánh Văn phòng", name="Nguyễn Văn Mẫu"),
        copies=("Chủ tịch UBND tỉnh (để báo cáo)",),
    )
    document = opened(lambda stream: render(result(), stream, language="vi", letterhead=letterhead))
    lines = words(document)
    assert grid(document.tables[0]) == [
        ["UBND TỈNH MẪU\nVĂN PHÒNG\n", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"],
        ["Số: 07/BC-VP", "Tỉnh Mẫu, ngày 05 tháng 4 năm 2022"],
    ]
    start = lines.index("BÁO CÁO")
    assert lines[start + 1].startswith("Kết quả rà soát việc thực hiện Quy chế hoạt động")
    assert "Trên đây là báo cáo kết quả rà soát, tính đến ngày 31 tháng 3 năm 2022./." in lines
    assert grid(document.tables[-1]) == [
        ["Nơi nhận:\n- Chủ tịch UBND tỉnh (để báo cáo);\n- Lưu: VT.", "CHÁNH VĂN PHÒNG\nNguyễn Văn Mẫu"]
    ]
    assert document.core_properties.created.date() == date(2022, 4, 5)


def test_what_a_letterhead_does_not_state_stays_blank():
    """There is room for a pen."""
    document = opened(lambda stream: render(result(), stream, language="vi", letterhead=Letterhead()))
    assert "…………, ngày …… tháng …… năm ………" in words(document)
    assert looks(document)["…………"].name in {"Cơ quan ban hành", "Chức vụ người ký"}
