"""Letters and the report as LibreOffice prints them: pages, places of their parts, and fonts."""

import pytest
from libreoffice import MISSING, REASON, printed
from result_factory import TIERS, coverage, finding, make_subject, not_checked, result, undetermined, unit_record

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.compare.diff import snapshot
from kstt_rules.letters.select import write_to
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.letter import Letterhead, Signer
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.letters.document import render
from kstt_rules.outputs.letters.sending import Sending
from kstt_rules.outputs.read.docx import render as render_report

pytestmark = pytest.mark.skipif(bool(MISSING), reason=REASON)

FONTS = ("TimesNewRoman", "LiberationSerif", "Tinos")
MM = 72 / 25.4
HEAD = Letterhead(
    superior="UBND tỉnh Mẫu",
    agency="Văn phòng",
    place="Tỉnh Mẫu",
    symbol="VP-KSTT",
    signer=Signer(authority="KT. Chánh Văn phòng", title="Phó Chánh Văn phòng", name="Nguyễn Văn Mẫu"),
)


HOSTILE = {
    "formula": ("=1+1", "=1+1"),
    "at": ("@x", "@x"),
    "script": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "control": ("a\x00\x1bb", "a<U+0000><U+001B>b"),
    "direction": ("\u202eabc\u200f", "<U+202E>abc<U+200F>"),
}
LENGTHS = (1, 3, 4, 5, 6, 8, 9, 10, 13)


def write_letter(path, *findings):
    """Write a letter about these breaches."""
    audit = snapshot(result(findings=findings))
    [one] = write_to(audit, least=Severity.INFO).letters
    with path.open("wb") as stream:
        render(one, Sending(audit, HEAD), stream, number=12)


def write_annex(path):
    """Write a letter to a district with forty communes, each with a breach."""
    district = UnitRef("h", "UBND huyện Mẫu")
    communes = [UnitRef(f"x{number}", f"UBND xã Mẫu {number:02}") for number in range(40)]
    records = [unit_record(unit, tier=TIERS["xa"], parent=district) for unit in communes]
    findings = tuple(finding(unit=unit, message=Bilingual("x" * 90, "x")) for unit in communes)
    audit = snapshot(result(findings=findings, units=tuple(records)))
    [one] = write_to(audit, least=Severity.INFO).letters
    with path.open("wb") as stream:
        render(one, Sending(audit, HEAD), stream, number=12)


def write_report(path, language):
    """Write a report with a table of many pages and several units."""
    rows = [not_checked(), *(coverage(violation=n, compliant=1_000_000) for n in range(60))]
    units = [finding(unit=UnitRef(f"u{n}", f"Đơn vị {n}"), text="Nguyên văn.") for n in range(5)]
    with path.open("wb") as stream:
        render_report(result(coverage=tuple(rows), findings=(*units, undetermined())), stream, language=language)


@pytest.fixture(scope="module")
def prints(tmp_path_factory):
    """Print letters of many lengths, with hostile text, and the report in both languages."""
    folder = tmp_path_factory.mktemp("word")
    for count in LENGTHS:
        write_letter(folder / f"letter-{count}.docx", *breaches(count))
    for name, (given, _) in HOSTILE.items():
        write_letter(folder / f"{name}.docx", finding(remedy=Bilingual(given, given)))
    write_annex(folder / "annex.docx")
    write_letter(folder / "unbroken.docx", finding(message=Bilingual("x" * 400, "x")))
    for language in ("vi", "en"):
        write_report(folder / f"report-{language}.docx", language)
    return printed(folder)


def breaches(count):
    """Return that many breaches of one unit."""
    return [finding(rule=f"R{n}", subject=make_subject("officer", str(n), "A", "tinh")) for n in range(count)]


def box(pages, page, *words):
    """Return the edges of a run of words on a page: left, top, right, bottom, in millimetres."""
    found = pages.boxes(page)
    for start in range(len(found)):
        run = found[start : start + len(words)]
        if [word for word, *_ in run] == list(words):
            edges = (run[0][1], min(b[2] for b in run), run[-1][3], max(b[4] for b in run))
            return [edge / MM for edge in edges]
    raise AssertionError(f"{words} are not on page {page}")


def test_a_short_letter_is_one_page_with_every_part_in_its_place(prints):
    """The head stands in two columns, the subject under the number, recipients to the left of the signer."""
    pages = prints["letter-1"]
    assert pages.count == 1
    country, agency = box(pages, 1, "CỘNG", "HÒA"), box(pages, 1, "VĂN", "PHÒNG")
    motto, day = box(pages, 1, "Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "phúc"), box(pages, 1, "Tỉnh", "Mẫu,")
    number, about, to = box(pages, 1, "Số:"), box(pages, 1, "V/v"), box(pages, 1, "Kính", "gửi:")
    recipients, signer = box(pages, 1, "Nơi", "nhận:"), box(pages, 1, "KT.", "CHÁNH")
    assert 20 <= country[1] <= 30
    assert agency[2] < country[0]
    assert number[3] < about[3] < to[1] < recipients[1]
    assert abs(number[1] - day[1]) < 2
    assert recipients[2] < signer[0]
    assert abs(recipients[1] - signer[1]) < 2
    assert motto[2] - motto[0] == pytest.approx(60.4, abs=0.3)


@pytest.mark.parametrize("name", ["letter-1", "letter-13", "unbroken", "report-vi", "report-en"])
def test_text_stays_within_the_margins(name, prints):
    """No word stands outside 30 mm to the left and 15 to the right, however long it is."""
    pages = prints[name]
    for page in range(1, pages.count + 1):
        for word, left, top, right, bottom in pages.boxes(page):
            assert left / MM >= 29.9, word
            assert right / MM <= 195.6, word
            assert bottom / MM <= 277.5, word
            assert top / MM >= 8, word


def test_an_annex_lies_across_on_pages_of_its_own(prints):
    """The letter ends before it; its table stays within the margins and repeats its header; its second page is 2."""
    pages = prints["annex"]
    assert "Nơi nhận:" in pages.text(1)
    assert "PHỤ LỤC" not in pages.text(1)
    assert 19 <= box(pages, 2, "PHỤ", "LỤC")[1] <= 30
    assert 8 < box(pages, 3, "2")[1] < 20
    for page in range(2, pages.count + 1):
        box(pages, page, "TT", "Nội", "dung")
        for word, left, _, right, bottom in pages.boxes(page):
            assert left / MM >= 29.9, word
            assert right / MM <= 297 - 15 + 0.6, word
            assert bottom / MM <= 210 - 19.5, word


def test_a_long_letter_numbers_its_pages_from_the_second_on(prints):
    """Thirteen breaches fill three pages; the number stands centred above the text, on the first page none."""
    pages = prints["letter-13"]
    assert pages.count == 3
    assert not any(word == "1" and top / MM < 20 for word, _, top, *_ in pages.boxes(1))
    for page in (2, 3):
        left, top, right, bottom = box(pages, page, str(page))
        assert (left + right) / 2 == pytest.approx(30 + 165 / 2, abs=1)
        assert 8 < top < bottom < 20


@pytest.mark.parametrize("count", LENGTHS)
def test_the_signature_never_stands_alone_on_a_page(count, prints):
    """However long the letter, the page of the signature holds a part of the text as well."""
    pages = prints[f"letter-{count}"]
    last = pages.text(pages.count)
    assert "Nguyễn Văn Mẫu" in last
    assert "Nơi nhận:" in last
    assert "./." in last


@pytest.mark.parametrize("name", ["letter-3", "report-vi"])
def test_documents_are_of_one_font(name, prints):
    """Times New Roman, or the font of the same widths that stands in for it."""
    fonts = prints[name].fonts
    assert fonts
    assert all(font.startswith(FONTS) for font in fonts)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_seen_on_the_page(name, prints):
    """What data hold is printed as text, with what is hidden in it spelled out."""
    assert f"Đề nghị: {HOSTILE[name][1]}" in prints[name].text(1)


@pytest.mark.parametrize(
    ("language", "title", "header"), [("vi", "BÁO CÁO KẾT QUẢ RÀ SOÁT", "Nội dung"), ("en", "AUDIT REPORT", "Content")]
)
def test_the_report_has_its_title_first_and_its_headers_on_every_page(language, title, header, prints):
    """A table that goes on over pages repeats its header."""
    pages = prints[f"report-{language}"]
    assert pages.text(1).strip().startswith(title)
    assert sum(header in pages.text(page) for page in range(1, pages.count + 1)) >= 3
