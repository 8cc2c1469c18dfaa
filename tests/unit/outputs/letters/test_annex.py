"""What a letter tells of many units: in brief, each rule once, and case by case in an annex."""

from dataclasses import replace

import pytest
from letter_factory import commune, letter_to, read, written
from libreoffice import MISSING, REASON, printed
from result_factory import RULES, TIERS, finding, result, undetermined, unit_record
from word_reading import grid, words

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.compare.diff import snapshot
from kstt_rules.letters.select import write_to
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.letter import Matters
from kstt_rules.model.outcomes import Severity


def district_letter(*own):
    """Return the letter to a district with two communes: a breach of each, and data that one lacks."""
    district = UnitRef("h1", "UBND huyện Một")
    communes = [UnitRef(f"x{n}", f"UBND xã {name}") for n, name in enumerate(("Hai", "Ba"))]
    records = [unit_record(unit, tier=TIERS["xa"], parent=district) for unit in communes]
    records.append(unit_record(district, tier=TIERS["huyen"]))
    findings = [*own, *(finding(unit=unit) for unit in communes), undetermined(unit=communes[0])]
    audit = snapshot(result(findings=tuple(findings), units=tuple(records), rules=RULES))
    return write_to(audit, least=Severity.INFO).letters[-1]


def test_a_district_is_asked_to_direct_its_communes():
    """The letter counts what they have to mend, and they get a copy to act on."""
    lines = words(read(district_letter()))
    reviewed = "tính đến ngày 31 tháng 3 năm 2022, UBND xã Ba và UBND xã Hai thuộc UBND huyện Một còn 02 nội dung cần "
    assert any(f"{reviewed}xử lý và 01 nội dung cần bổ sung thông tin (chi tiết tại Phụ lục" in line for line in lines)
    assert any("Đề nghị UBND huyện Một chỉ đạo các đơn vị có tên tại Phụ lục xử lý" in line for line in lines)
    assert [line for line in lines if "(để thực hiện)" in line] == [
        "- UBND xã Ba (để thực hiện);",
        "- UBND xã Hai (để thực hiện);",
    ]
    own = words(read(district_letter(finding(unit=UnitRef("h1", "UBND huyện Một")))))
    assert any(line.endswith("UBND huyện Một còn 01 nội dung cần xử lý như sau:") for line in own)
    assert any(line.startswith("UBND xã Ba và UBND xã Hai trực thuộc còn 02 nội dung cần xử lý") for line in own)


def test_the_annex_is_a_table_on_pages_of_its_own():
    """It lies across, is numbered from 1, names the letter, and tells each commune's breaches before its requests."""
    document = read(district_letter())
    first, second = document.sections
    assert (first.orientation, second.orientation) == (0, 1)
    assert (round(second.page_width.mm), second.different_first_page_header_footer) == (297, True)
    assert second._sectPr.xpath("w:pgNumType/@w:start") == ["1"]
    lines = words(document)
    assert "(Kèm theo Công văn số 07/VP-KSTT ngày 05 tháng 02 năm 2022 của Văn phòng)" in lines
    assert "NỘI DUNG CẦN XỬ LÝ, BỔ SUNG THÔNG TIN CỦA CÁC ĐƠN VỊ THUỘC UBND HUYỆN MỘT" in lines
    header, *rows = grid(document.tables[-1])
    assert header == ["TT", "Nội dung", "Kết quả rà soát", "Căn cứ", "Đề nghị", "Theo số liệu tại"]
    assert [row[0] if len(row) == 1 else (row[0], row[2], row[3]) for row in rows] == [
        "I. UBND xã Ba: 01 nội dung cần xử lý",
        ("1", "Chưa đúng quy định", "điểm a khoản 1 Điều 5 Quy chế"),
        "II. UBND xã Hai: 01 nội dung cần xử lý và 01 nội dung cần bổ sung thông tin",
        ("1", "Chưa đúng quy định", "điểm a khoản 1 Điều 5 Quy chế"),
        ("2", "Cần bổ sung thông tin", "điểm a khoản 3 Điều 5 Quy chế"),
    ]


def test_in_brief_each_rule_takes_one_paragraph():
    """With the number of cases and the first units; what does not fit is counted."""
    bearer = UnitRef("h1", "UBND huyện Một")
    about = [
        replace(commune(f"UBND xã {number}"), bearer=bearer, rule=f"r{number % 7}", subject=commune().subject)
        for number in range(21)
    ]
    letter = replace(letter_to(*about), in_brief=True, is_own=True)
    texts_of = [paragraph.text for paragraph in read(letter).paragraphs]
    assert texts_of[0] == "Kính gửi: Lãnh đạo UBND huyện Một."
    assert "còn 07 nội dung" in texts_of[1]
    assert texts_of[2].endswith("03 trường hợp, gồm UBND xã 0; UBND xã 7 và 01 đơn vị khác.")
    assert texts_of[7] == "Và 02 nội dung khác (06 trường hợp) có trong kết quả rà soát."


def about_many(*more):
    """Return the letter to an office that is obliged for eleven communes, and for what else is given."""
    office = UnitRef("vp", "Văn phòng")
    findings = [replace(commune(f"UBND xã {number}"), bearer=office) for number in range(11)]
    audit = snapshot(result(findings=(*findings, *more), rules=RULES))
    [letter] = write_to(audit, least=Severity.INFO).letters
    return letter


def test_what_is_told_in_brief_is_told_case_by_case_in_an_annex():
    """Whoever gets the letter has not the result; each case stands with the unit that it is about."""
    letter = about_many(undetermined(bearer=UnitRef("vp", "Văn phòng")))
    document = read(letter)
    lines = words(document)
    where = "điểm a khoản 1 Điều 5 Quy chế"
    brief = f"1. Vượt số công chức đầu mối ({where}; chưa đúng quy định): 11 trường hợp, gồm UBND xã 0; UBND xã 1 và "
    assert any(line.startswith(brief) for line in lines)
    assert "Danh sách từng trường hợp tại Phụ lục kèm theo." in lines
    assert "DANH SÁCH TRƯỜNG HỢP THUỘC TRÁCH NHIỆM CỦA VĂN PHÒNG" in lines
    _, group, first, *others = grid(document.tables[-1])
    assert group == [f"I. Vượt số công chức đầu mối ({where}): 11 trường hợp"]
    assert first[1].startswith("UBND xã 0: UBND xã 0 có 4 công chức đầu mối")
    assert others[-2] == ["II. Nội dung còn thiếu thông tin, đề nghị bổ sung: 01 trường hợp"]
    assert others[-1][1] == "Sở Y tế: chưa đủ thông tin để xem xét."


def test_two_annexes_are_numbered():
    """One of the addressee's own cases, one of the units within it."""
    letter = replace(about_many(), annex=(Matters(UnitRef("x", "UBND xã X"), TIERS["xa"], (finding(),)),))
    document = read(letter)
    lines = words(document)
    assert [line for line in lines if line.startswith("PHỤ LỤC")] == ["PHỤ LỤC I", "PHỤ LỤC II"]
    assert "UBND xã X trực thuộc còn 01 nội dung cần xử lý (chi tiết tại Phụ lục II kèm theo)." in lines
    assert [section.orientation for section in document.sections] == [0, 1, 1]


@pytest.mark.skipif(bool(MISSING), reason=REASON)
def test_what_the_sender_itself_has_to_mend_is_one_page_however_much_it_is(tmp_path):
    """A province's office with breaches of forty rules, each about two hundred communes of long names."""
    office = UnitRef("vp", "Văn phòng UBND tỉnh Mẫu")
    communes = [UnitRef(f"x{number}", f"UBND thị trấn Nông trường Mẫu số {number}") for number in range(200)]
    title = Bilingual("Danh sách tổng hợp có người không có trong danh sách của đơn vị", "One too many")
    about = [
        finding(unit=unit, bearer=office, rule=f"D10.5.r{rule:02}", title=title, provision=Provision(10, 5))
        for rule in range(40)
        for unit in communes
    ]
    own = write_to(snapshot(result(findings=about)), least=Severity.INFO, sender="vp").own
    (tmp_path / "phieu-trinh.docx").write_bytes(written(own))
    assert printed(tmp_path)["phieu-trinh"].count == 1
