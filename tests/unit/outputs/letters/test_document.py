"""Letters of reminder in Word, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from dataclasses import replace
from datetime import date

import pytest
from docx.oxml.ns import qn
from letter_factory import BLANK, HEAD, commune, letter_to, read, written
from result_factory import POINT, TIERS, finding, make_subject, result, undetermined, unit_record
from word_reading import blocks, grid, looks, opened, words

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.compare.diff import snapshot
from kstt_rules.letters.select import write_to
from kstt_rules.model.citation import Provision
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.letter import Letter, Letters
from kstt_rules.model.outcomes import Severity
from kstt_rules.model.selection import Selection
from kstt_rules.outputs.letters.document import write_letters
from kstt_rules.outputs.letters.sending import Sending
from kstt_rules.outputs.texts import letters as texts


def test_the_paper_and_its_margins():
    """A4 with 20 mm above and below, 30 to the left and 15 to the right; the first page bears no number."""
    [section] = read(letter_to()).sections
    sizes = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(size.mm) for size in sizes] == [210, 297]
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    [number] = section.header.paragraphs
    assert (number.style.font.size.pt, number.style.paragraph_format.alignment) == (14, 1)
    assert number._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]


@pytest.mark.parametrize(
    ("said", "size", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, None),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, None),
        ("UBND TỈNH MẪU", 13, None, None),
        ("VĂN PHÒNG", 13, True, None),
        ("Số: 07/VP-KSTT", 13, None, None),
        ("V/v đôn đốc công tác đầu mối", 12, None, None),
        ("Tỉnh Mẫu, ngày 05 tháng 02 năm 2022", 14, None, True),
        ("Kính gửi: Sở Y tế.", 14, None, None),
        ("Nơi nhận:", 12, True, True),
        ("- Như trên;", 11, None, None),
        ("KT. CHÁNH VĂN PHÒNG", 14, True, None),
        ("PHÓ CHÁNH VĂN PHÒNG", 14, True, None),
        ("Nguyễn Văn Mẫu", 14, True, None),
    ],
)
def test_each_part_has_its_letters(said, size, bold, italic):
    """Every part of the layout has the size and kind of letters that the decree states."""
    font = looks(read(letter_to()))[said].font
    assert (font.size.pt, font.bold, font.italic) == (size, bold, italic)


def test_every_style_is_times_new_roman_for_every_script():
    """No paragraph falls back on another font, and none is of a style that is not ours."""
    document = read(letter_to())
    used = {style.style_id: style for style in looks(document).values()}
    scripts = ("ascii", "hAnsi", "eastAsia", "cs")
    fonts = {tuple(style.element.rPr.rFonts.get(qn(f"w:{script}")) for script in scripts) for style in used.values()}
    assert fonts == {("Times New Roman",) * 4}


def test_the_body_is_set_as_the_decree_asks():
    """Justified, the first line 1 to 1.27 cm in, at least 6 points between paragraphs, lines single to 1.5."""
    style = looks(read(letter_to()))["Đề nghị: Rà soát, bố trí lại danh sách công chức đầu mối."].paragraph_format
    assert style.alignment == 3
    assert 10 <= round(style.first_line_indent.mm, 1) <= 12.7
    assert style.space_before.pt >= 6
    assert 1 <= style.line_spacing <= 1.5


def test_the_motto_has_a_line_as_long_as_itself_and_the_agency_one_of_a_third_to_a_half():
    """The lines are borders, set in from both sides of their columns."""
    names, country = read(letter_to()).tables[0].rows[0].cells
    lines = []
    for cell, width in ((names, 63), (country, 102)):
        [indent] = [p.paragraph_format for p in cell.paragraphs if p.style.name == "Đường kẻ ngang"]
        lines.append(width - round(indent.left_indent.mm + indent.right_indent.mm, 1))
    assert lines[1] == pytest.approx(60.4, abs=0.1)
    assert 27.3 / 3 <= lines[0] <= 27.3 / 2


def test_head_and_foot_are_tables_without_lines():
    """Both have two columns, their widths on the table and on the cells, and no borders."""
    for table, widths in zip(read(letter_to()).tables, ([63, 102], [75, 90]), strict=True):
        assert [round(column.width.mm) for column in table.columns] == widths
        assert [round(cell.width.mm) for cell in table.rows[0].cells] == widths
        assert not table._tbl.xpath("w:tblPr/w:tblBorders")


def test_the_table_of_the_signature_is_followed_by_a_paragraph_without_room():
    """Word would else put one of its own there, which may take a new page."""
    last = blocks(read(letter_to()))[-1]
    assert (last.text, last.paragraph_format.line_spacing.pt) == ("", 1)


def test_what_is_not_stated_stays_blank():
    """Without a letterhead there is room for the agency, number, place, day, addressee of replies, and signer."""
    lines = words(read(letter_to(), BLANK, number=None))
    assert "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/…………" in lines
    assert "…………, ngày …… tháng …… năm ………" in lines
    assert any("về ………… trước ngày …… tháng …… năm ………" in line for line in lines)
    assert lines[0] == "…………"
    assert lines[-3:] == ["…………", "", ""]
    assert "- Lưu: VT." in lines


def test_the_opening_says_what_was_judged_on_which_day():
    """It names the regulation, the decision that issues it, the day of the audit, the unit and how much there is."""
    assert (
        "Qua rà soát việc thực hiện Quy chế hoạt động của công chức đầu mối kiểm soát thủ tục hành chính (ban hành kèm "
        "theo Quyết định số …/2021/QĐ-UBND của UBND tỉnh Mẫu; sau đây gọi là Quy chế), tính đến ngày 31 tháng 3 năm "
        "2022, Sở Y tế còn 01 nội dung cần xử lý như sau:"
    ) in words(read(letter_to()))


def test_a_decision_that_is_not_known_is_left_out():
    """An older result does not tell it, and the title alone names the regulation."""
    audited = result(regulation=replace(result().regulation, annexed_to=None))
    assert any(
        "thủ tục hành chính (sau đây gọi là Quy chế)" in line for line in words(read(letter_to(), audited=audited))
    )


def test_a_circular_is_named_by_its_kind_and_number():
    """The opening, the citations and the subject of the letter speak of a circular and of what it is about."""
    regulation = replace(
        result().regulation,
        title=Bilingual("Thông tư về kiểm soát thủ tục hành chính", "Circular"),
        annexed_to=None,
        number="18/2018/TT-BCT",
        called=Bilingual("Thông tư", "Circular"),
        matter=Bilingual("kiểm soát thủ tục hành chính", "procedure control"),
    )
    audited = result(regulation=regulation)
    lines = words(read(letter_to(), HEAD.model_copy(update={"subject": None}), audited=audited))
    assert any("thủ tục hành chính (số 18/2018/TT-BCT; sau đây gọi là Thông tư), tính đến" in line for line in lines)
    assert any("(điểm a khoản 1 Điều 5 Thông tư):" in line for line in lines)
    assert any("đôn đốc khắc phục, báo cáo về kiểm soát thủ tục hành chính" in line for line in lines)
    assert not any("Quy chế" in line or "đầu mối kiểm soát" in line for line in lines)


def test_each_breach_has_its_citation_remedy_and_cells():
    """Breaches are numbered through, the weightiest first, under a word on their weight."""
    findings = (
        finding(severity=Severity.REVIEW, rule="r", provision=Provision(2, part="quyet_dinh")),
        finding(),
    )
    lines = words(read(letter_to(*findings)))
    start = lines.index("Nội dung chưa thực hiện đúng quy định:")
    assert lines[start + 1 : start + 6] == [
        "1. Vượt số công chức đầu mối (điểm a khoản 1 Điều 5 Quy chế): Sở Y tế có 4 công chức đầu mối, quá 3.",
        "Đề nghị: Rà soát, bố trí lại danh sách công chức đầu mối.",
        "Theo số liệu tại: so-y-te.xlsx › Công chức đầu mối › C5, C6, C7 và 01 ô khác.",
        "Nội dung cần xem xét, làm rõ:",
        "2. Vượt số công chức đầu mối (Điều 2 Quyết định): Sở Y tế có 4 công chức đầu mối, quá 3.",
    ]


def test_citations_may_be_capitalised():
    """The option writes Điểm and Khoản with capitals."""
    lines = words(read(letter_to(), capitalised=True))
    assert any("(Điểm a Khoản 1 Điều 5 Quy chế)" in line for line in lines)
    assert POINT.vi == "điểm a khoản 1 Điều 5"


def test_the_end_asks_for_a_reply_by_the_day_stated():
    """It says to whom and by when, whom to ask, and ends as official letters do."""
    lines = words(read(letter_to()))
    request = next(line for line in lines if line.startswith("Đề nghị Sở Y tế khẩn trương"))
    assert "bằng văn bản về Văn phòng UBND tỉnh Mẫu trước ngày 31 tháng 3 năm 2022" in request
    assert "Đầu mối liên hệ: Phòng Kiểm soát thủ tục hành chính./." in lines
    assert any(line.endswith("gửi kèm tài liệu./.") for line in words(read(letter_to(), BLANK)))


@pytest.mark.parametrize(
    ("name", "tier", "superior", "to", "copy"),
    [
        ("UBND xã Hai", "xa", "UBND huyện Một", "UBND xã Hai, huyện Một", "UBND huyện Một"),
        ("Xã Hai", "xa", "Huyện Một", "UBND xã Hai, huyện Một", "UBND huyện Một"),
        ("Ủy ban nhân dân xã Hai", "xa", None, "Ủy ban nhân dân xã Hai", None),
        ("Huyện Một", "huyen", None, "UBND huyện Một", None),
        ("Huyện Một", "huyen", "Văn phòng UBND tỉnh", "UBND huyện Một", "Văn phòng UBND tỉnh"),
        ("Sở Y tế", "tinh", None, "Sở Y tế", None),
        ("Trung tâm", None, "Sở Y tế", "Trung tâm", "Sở Y tế"),
    ],
)
def test_who_is_written_to_and_who_gets_a_copy(name, tier, superior, to, copy):
    """A commune is its people's committee, named with its district, which gets a copy."""
    above = None if superior is None else UnitRef("h1", superior)
    lines = words(read(letter_to(commune(name, tier), superior=above)))
    assert f"Kính gửi: {to}." in lines
    copies = [line for line in lines if line.endswith("(để theo dõi);")]
    assert copies == ([] if copy is None else [f"- {copy} (để theo dõi);"])


def test_units_concerned_are_named_and_get_a_copy():
    """Beside the title of what was found about another unit, and among the recipients; many are named together."""
    for count, copies in ((1, ["- UBND xã Hai (để biết);"]), (3, ["- Các đơn vị có tên nêu trên (để biết);"])):
        bearer = UnitRef("h1", "UBND huyện Một")
        found = [replace(commune(name), bearer=bearer) for name in ("UBND xã Hai", "UBND xã Ba", "UBND xã Bốn")[:count]]
        document = read(letter_to(*found))
        assert f"1. {found[0].title.vi} (UBND xã Hai)" in document.paragraphs[3].text
        lines = [paragraph.text for paragraph in document.tables[-1].cell(0, 0).paragraphs]
        assert [line for line in lines if "(để biết)" in line] == copies


def test_units_concerned_are_told_with_their_districts():
    """A commune is named with its district wherever the letter does not go to that."""
    office, district = UnitRef("vp", "Văn phòng"), UnitRef("h1", "UBND huyện Một")
    record = unit_record(UnitRef("x2", "UBND xã Hai"), tier=TIERS["xa"], parent=district)
    for bearer, named in ((office, "UBND xã Hai, huyện Một"), (district, "UBND xã Hai")):
        audit = snapshot(result(findings=(replace(commune(), bearer=bearer),), units=(record,)))
        [letter] = write_to(audit, least=Severity.INFO).letters
        lines = words(read(letter))
        assert any(line.startswith(f"1. Vượt số công chức đầu mối ({named}) (điểm a") for line in lines)
        assert f"- {named} (để biết);" in lines


def asked(**changes):
    """Return a letter about what could not be judged of one officer."""
    subject = make_subject("officer", "so-y-te/An", "Nguyễn Văn An", "tinh")
    rules = (("D5.1.a.missing", Provision(5, 1, "a")), ("D5.3.a.concurrent", Provision(5, 3, "a")))
    return letter_to(
        *(undetermined(rule=rule, provision=where, subject=subject, **changes) for rule, where in rules),
    )


def test_what_is_undetermined_is_asked_for_once():
    """It is told by its subject and what to supply, never by the breach that it might be."""
    lines = words(read(asked(remedy=Bilingual("Bổ sung: kiêm nhiệm.", "Supply it."))))
    assert any(line.endswith("Sở Y tế còn 01 nội dung cần bổ sung thông tin như sau:") for line in lines)
    start, where = lines.index(f"{texts.REQUESTS}:"), "điểm a khoản 1 Điều 5, điểm a khoản 3 Điều 5 Quy chế"
    assert lines[start + 1 : start + 3] == [
        f"1. Công chức đầu mối Nguyễn Văn An ({where}): chưa đủ thông tin để xem xét. Đề nghị: Bổ sung: kiêm nhiệm.",
        "Theo số liệu tại: so-y-te.xlsx › Công chức đầu mối › C5.",
    ]
    assert any(line.startswith("Đề nghị Sở Y tế bổ sung các thông tin nêu trên và gửi báo cáo") for line in lines)
    assert not any("Chế độ kiêm nhiệm" in line or "chưa thực hiện đúng" in line for line in lines)


def test_a_letter_that_asks_alone_has_a_subject_of_its_own():
    """Unless the letterhead states one."""
    lines = words(read(asked(), BLANK))
    assert "V/v đề nghị bổ sung thông tin về công chức đầu mối kiểm soát thủ tục hành chính" in lines
    assert "V/v đôn đốc công tác đầu mối" in words(read(asked()))


def test_breaches_and_requests_are_counted_apart():
    """Of neither more is told than there is."""
    lines = words(read(letter_to(finding(), undetermined())))
    assert any("Sở Y tế còn 01 nội dung cần xử lý và 01 nội dung cần bổ sung thông tin như sau:" in x for x in lines)


def test_a_sender_gets_no_copy_of_its_own_letter():
    """A district that writes to its commune is not named among the recipients."""
    lines = words(read(letter_to(commune(), superior=UnitRef("vp", "UBND huyện Một"))))
    assert "Kính gửi: UBND xã Hai, huyện Một." in lines
    assert not any("(để theo dõi)" in line for line in lines)


def test_recipients_end_with_the_archive():
    """The list is that of the decree, in its order."""
    recipients, signer = grid(read(letter_to()).tables[1])[0]
    assert recipients.split("\n") == [
        "Nơi nhận:",
        "- Như trên;",
        "- Chủ tịch UBND tỉnh (để báo cáo);",
        "- Lưu: VT, KSTT.",
    ]
    assert signer.split("\n") == ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Nguyễn Văn Mẫu"]


def test_the_signature_never_stands_alone_on_a_page():
    """The last paragraph is kept with what follows it."""
    document = read(letter_to())
    assert looks(document)["Đầu mối liên hệ: Phòng Kiểm soát thủ tục hành chính./."].paragraph_format.keep_with_next


def test_notes_for_who_signs_stand_beside_and_are_undated():
    """That the regulation's number is unset, what alone was audited, and the reading of a breach are comments."""
    comments = list(read(letter_to()).comments)
    assert [comment.text for comment in comments] == [
        texts.UNSET.format(called="Quy chế"),
        "Kết luận theo cách hiểu “số vị trí” của gói quy tắc.",
    ]
    assert {comment.timestamp for comment in comments} == {None}
    partial = result(selection=Selection(provisions=(POINT,)))
    first, _ = read(letter_to(), audited=partial).comments
    assert first.text == f"{texts.UNSET.format(called='Quy chế')} {partial.selection.told.vi}"
    known = result(regulation=replace(result().regulation, effective_from=date(2021, 4, 1)))
    assert len(list(read(letter_to(finding(reading=None)), audited=known).comments)) == 0


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("=1+1", "=1+1"),
        ("{unit}", "{unit}"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("A\x00\x1b\u202eb\udce1\n", "A<U+0000><U+001B><U+202E>b<U+DCE1><U+000A>"),
        ("X" * 40_000, "X" * 40_000),
    ],
)
def test_any_text_is_a_text_and_visible(given, shown):
    """Nothing in the data stops a letter, hides in it or is lost from it."""
    unit = UnitRef("u", given)
    one = finding(message=Bilingual(given, given), unit=unit, subject=make_subject("unit", "u", given, "tinh"))
    lines = words(read(letter_to(one)))
    assert f"Kính gửi: {shown}." in lines
    assert any(line.endswith(f"Quy chế): {shown}") for line in lines)


def test_the_same_letter_has_the_same_bytes():
    """No clock is in the file: its day is that of the letter, or of the audit where that is blank."""
    assert written(letter_to()) == written(letter_to())
    assert read(letter_to()).core_properties.created.date() == date(2022, 2, 5)
    assert read(letter_to(), BLANK).core_properties.created.date() == date(2022, 3, 31)


def test_letters_are_numbered_on(tmp_path):
    """The first letter has the number of the letterhead, and each other the next."""
    letters = tuple(
        Letter(UnitRef(name, name), TIERS["tinh"], (finding(),), file=f"{name}.docx") for name in ("a", "b")
    )
    head = HEAD.model_copy(update={"first_number": 9})
    write_letters(Letters(letters, ()), Sending(snapshot(result()), head), tmp_path / "thu")
    numbers = {
        name: next(
            line for line in words(opened(lambda stream, path=path: stream.write(path.read_bytes()))) if "Số:" in line
        )
        for name, path in ((path.stem, path) for path in (tmp_path / "thu").glob("*.docx"))
    }
    assert numbers == {"a": "Số: 09/VP-KSTT", "b": "Số: 10/VP-KSTT"}
