"""The result as a page of text."""

from dataclasses import replace
from io import BytesIO

import pytest
from result_factory import POINT, coverage, finding, make_evidence, make_missing, make_subject, result, undetermined
from units_factory import commune, units_of_a_district

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.model.citation import Provision
from kstt_rules.model.dossier import InputFile, Reject, Source
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.page import WIDTH
from kstt_rules.outputs.read.terminal import MAX_FINDINGS, MAX_LINES, MAX_UNITS, MAX_WORST, render


class Terminal(BytesIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def page(audited, language="vi", stream=None):
    """Return a result as a page."""
    stream = stream or BytesIO()
    render(audited, stream, language=language)
    return stream.getvalue().decode()


def units(count):
    """Return one breach in each of so many units."""
    return tuple(finding(unit=UnitRef(f"u{number:03}", f"Đơn vị {number:03}")) for number in range(count))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_line_is_wider_than_80_columns(language):
    """The page reads well at 80 columns, without trailing blanks or escape codes where no terminal is."""
    text = page(result(findings=(*units(3), undetermined())), language)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert not any(line.endswith(" ") for line in text.splitlines())
    assert "\x1b" not in text


def test_the_page_begins_with_the_numbers_and_ends_with_the_notices():
    """Units and findings come behind the seven outcomes; what was submitted and applied stands behind them."""
    text = page(result(units=units_of_a_district()))
    assert text.startswith("KẾT QUẢ RÀ SOÁT · tính đến ngày 31/03/2022\n\nVi phạm ")
    parts = [
        "Không áp dụng",
        "Đơn vị, từ nhiều vi phạm nhất",
        "Phát hiện theo đơn vị phải thực hiện",
        "Chưa đủ căn cứ kết luận",
        "Dữ liệu không tiếp nhận",
        "Theo điều khoản",
        "Tệp đã nộp",
        "Căn cứ áp dụng",
        "Lưu ý",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    applied, notices = text[text.index("Căn cứ áp dụng") :].split("Lưu ý")
    for part in ("Quy chế hoạt động", "31/03/2022", "bac-giang-2021 0.1.0", "cơ cấu: số vị trí", "chưa xác định"):
        assert part in applied
    assert notices.endswith("•  Số, ngày và hiệu lực của văn bản chưa được xác định.\n")


def test_units_are_shown_the_worst_first():
    """Each with the unit above it, what its rules came to and what was not received of it; the others are counted."""
    lines = [" ".join(line.split()) for line in page(result(units=units_of_a_district())).splitlines()]
    first = lines.index("UBND xã Kép, huyện Lạng Giang 2 0 0 1")
    assert lines[first + 1 : first + 5] == [
        "UBND xã An Hà, huyện Lạng Giang 0 0 0 1",
        "chưa nhận, đa số cùng cấp đã có: báo cáo",
        "UBND xã Xa Lý 0 0 0 1",
        "chưa nhận dữ liệu nào",
    ]
    many = tuple(commune(f"Xã {number}", violation=1) for number in range(MAX_WORST + 3))
    assert "… và 3 đơn vị khác." in page(result(units=many))
    assert "Đơn vị, từ" not in page(result())


def test_a_commune_is_named_with_its_district():
    """Above its findings too, where the register has both."""
    record = commune("UBND xã Kép", violation=1)
    assert "UBND xã Kép, huyện Lạng Giang: vi phạm 1" in page(
        result(units=(record,), findings=(finding(unit=record.unit),))
    )


def test_all_seven_outcomes_are_counted():
    """The summary has a line for each."""
    lines = [" ".join(line.split()) for line in page(result()).splitlines()]
    for line in (
        "Vi phạm 1",
        "Cần xem xét 0",
        "Thông tin 0",
        "Chưa đủ căn cứ 1",
        "Đạt 7",
        "Không áp dụng 2",
        "Được miễn 0",
    ):
        assert line in lines


def test_numbers_follow_the_language():
    """Thousands are apart as each language writes them."""
    audited = result(coverage=(coverage(compliant=12345),))
    assert "12.345" in page(audited)
    assert "12,345" in page(audited, "en")


def test_inputs_show_what_became_of_their_rows():
    """Each file has its row counts, and several files a total."""
    lines = [line.split() for line in page(result()).splitlines()]
    assert ["so-y-te.xlsx", "12", "10", "1", "1"] in lines
    two = (*result().inputs, InputFile("b.xlsx", "0" * 64, 5, 5, 0, 0))
    assert ["Cộng", "17", "15", "1", "1"] in [line.split() for line in page(result(inputs=two)).splitlines()]


def test_coverage_shows_checked_provisions_and_counts_the_others():
    """A provision with rules has its counts in a row; those without are counted in one line."""
    text = page(result())
    assert ["Điểm", "a", "khoản", "1", "Điều", "5", "1", "0", "0", "0", "0", "3", "2"] in [
        line.split() for line in text.splitlines()
    ]
    assert "Điều khoản không kiểm tra bằng quy tắc: 1." in text


def test_a_finding_says_what_where_and_what_to_do():
    """Severity, provision, message, remedy and the first cells stand together under the unit."""
    text = page(result(findings=(finding(),)))
    expected = """\
Sở Y tế: vi phạm 1
  [VI PHẠM] Điểm a khoản 1 Điều 5 · Vượt số công chức đầu mối [D5.1.a.max]
      Sở Y tế có 4 công chức đầu mối, quá 3.
      Kiến nghị: Rà soát, bố trí lại danh sách công chức đầu mối.
      Căn cứ: so-y-te.xlsx › Công chức đầu mối › C5, C6, C7 và 01 ô khác
"""
    assert expected in text


def test_a_subject_other_than_the_unit_is_named():
    """A finding about a report or an officer says which."""
    report = make_subject("report", "so-y-te/2022-Q1", "Quý I/2022", "tinh")
    assert "Vượt số công chức đầu mối (Quý I/2022)" in page(result(findings=(finding(subject=report),)))


def test_the_weightiest_comes_first():
    """Units with most violations come first, and in a unit its violations."""
    one, other = UnitRef("a", "Đơn vị A"), UnitRef("b", "Đơn vị B")
    text = page(
        result(
            findings=(
                finding(unit=one, severity=Severity.INFO),
                finding(unit=one, severity=Severity.REVIEW),
                finding(unit=other, severity=Severity.REVIEW),
                finding(unit=other),
            )
        )
    )
    order = ["Đơn vị B: vi phạm 1 · cần xem xét 1", "[VI PHẠM]", "Đơn vị A", "[THÔNG TIN]"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_units_beyond_the_bound_are_counted():
    """The page shows so many units, says how many more there are and how to see them."""
    text = page(result(findings=units(MAX_UNITS + 7)))
    assert text.count("[VI PHẠM]") == MAX_UNITS
    assert "… và 7 đơn vị khác.\nXem đầy đủ: thêm --format xlsx -o KET_QUA.xlsx" in text
    assert "Xem đầy đủ" not in page(result(findings=units(MAX_UNITS)))


def test_findings_of_a_unit_are_bounded():
    """A unit with very many findings shows the first and counts the rest."""
    text = page(result(findings=tuple(finding(rule=f"D5.{number}") for number in range(MAX_FINDINGS + 3))))
    assert text.count("[VI PHẠM]") == MAX_FINDINGS
    assert "… và 3 mục khác của đơn vị này." in text


def test_what_is_undetermined_is_one_line_for_each_gap():
    """Hundreds of subjects that lack the same column are one line with their count."""
    many = [undetermined(subject=make_subject("officer", str(number), "A", None)) for number in range(300)]
    others = [undetermined(missing=(make_missing("payment"),), provision=POINT)]
    lines = [" ".join(line.split()) for line in page(result(findings=(*many, *others))).splitlines()]
    gap = next(line for line in lines if "kiêm nhiệm" in line)
    assert gap == "Điểm a khoản 3 Điều 5 · Chế độ kiêm kiêm nhiệm (công chức đầu mối) 300"
    assert sum("khoản chi hỗ trợ" in line for line in lines) == 1
    assert "Không phát hiện vi phạm." in lines


def test_gaps_rejects_and_files_are_bounded():
    """No list on the page grows without end."""
    count = MAX_LINES + 4
    reject = result().rejects[0]
    text = page(
        result(
            findings=tuple(undetermined(rule=f"D5.{number}") for number in range(count)),
            rejects=tuple(replace(reject, row=number) for number in range(count)),
            inputs=tuple(InputFile(f"{number}.xlsx", "0" * 64, 1, 1, 0, 0) for number in range(count)),
        )
    )
    assert text.count("… và 4 dòng khác.") == 3


def test_rejects_say_where_and_why():
    """A row that was not taken is named with its place, a whole file by its name."""
    whole = Reject("hong.xlsx", None, None, "unreadable", Bilingual("Tệp bị hỏng.", "The file is broken."))
    text = page(result(rejects=(*result().rejects, whole)))
    assert "so-y-te.xlsx › Báo cáo › dòng 7: Ngày “31/02/2022” không có trong lịch." in text
    assert "hong.xlsx: Tệp bị hỏng." in text


def test_data_are_never_markup():
    """Square brackets and emoji codes of the data stand as they are."""
    text = page(result(findings=(finding(unit=UnitRef("u", "[bold]A[/x] :smile: [link=x]")),)))
    assert "[bold]A[/x] :smile: [link=x]" in text


def test_hidden_characters_are_shown():
    """Escape codes and turned text cannot reach the terminal."""
    text = page(result(findings=(finding(unit=UnitRef("u", "A\x1b[2J\u202eB\nC")),)), stream=Terminal())
    assert "A␛[2J<U+202E>B␊C" in text


def test_very_long_data_are_cut():
    """One cell cannot flood the page."""
    long = Bilingual("x " * 15_000, "x")
    text = page(result(findings=(finding(message=long),)))
    assert len(text) < 6000
    assert "… [đã cắt bớt]" in " ".join(text.split())


def test_a_terminal_gets_its_width_and_emphasis(monkeypatch):
    """On a terminal the page is as wide as it, and titles are bold; words alone still say everything."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = page(result(), stream=Terminal())
    assert "─" * 100 in text
    assert "\x1b[1mKẾT QUẢ" in text
    assert "\x1b[1;31m[VI PHẠM]" in text


def test_values_of_evidence_without_cells_need_no_line():
    """A finding without cells has no line for them; one cell more than shown is counted."""
    assert "Căn cứ:" not in page(result(findings=(finding(evidence=()),)))
    cells = tuple(Source("a.xlsx", "S", f"A{row}") for row in range(1, 4))
    seen = make_evidence("x", 1, cells)
    assert "Căn cứ: a.xlsx › S › A1, A2, A3\n" in page(result(findings=(finding(evidence=(seen,)),)))


def test_a_provision_of_the_decision_is_cited_as_such():
    """Articles of the Quyết định are told from those of the Quy chế."""
    text = page(result(findings=(finding(provision=Provision(2, part="quyet_dinh")),)))
    assert "[VI PHẠM] Điều 2 Quyết định · " in text


def test_nothing_submitted_is_said():
    """A result without files or findings says so."""
    text = page(result(inputs=(), findings=(), rejects=()))
    assert "Không có tệp nào." in text
    assert "Không phát hiện vi phạm." in text
    assert "Dữ liệu không tiếp nhận" not in text


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("vi", "Bộ máy quy tắc: durable-rules 2.0.28; đã xét 7 đối tượng"),
        ("en", "Rule engine: durable-rules 2.0.28; it judged 7 subjects"),
    ],
)
def test_the_page_names_the_engine_and_how_many_subjects_it_judged(language, line):
    """In one line, among what was applied."""
    lines = [" ".join(text.split()) for text in page(result(), language).splitlines()]
    assert line in lines
