"""Findings as CSV."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from result_factory import finding, make_missing, result, undecided, undetermined

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.model.findings import UnitRef
from kstt_rules.model.outcomes import Severity
from kstt_rules.outputs.read.csv import render


def written(audited, language="vi"):
    """Return the bytes of a result as CSV."""
    stream = BytesIO()
    render(audited, stream, language=language)
    return stream.getvalue()


def rows(audited, language="vi"):
    """Return the findings as a list of dicts by header."""
    return all_rows(replace(audited, coverage=()), language)


def all_rows(audited, language="vi"):
    """Return every row as a dict by header."""
    return list(csv.DictReader(StringIO(written(audited, language).decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_knows_the_encoding():
    """The file begins with a byte order mark, once, and its lines end as RFC 4180 says."""
    content = written(result())
    assert content.startswith(b"\xef\xbb\xbf\xc4\x90\xc6\xa1n v\xe1\xbb\x8b,")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.endswith(b"\r\n")


def test_each_finding_is_one_row():
    """Rows follow the order of the findings."""
    assert [row["Mã quy tắc"] for row in rows(result())] == ["D5.1.a.max", "D5.3.a.concurrent"]


def test_headers_and_cells_are_in_the_language():
    """Vietnamese or English decides headers, labels, citations and messages."""
    vi, en = rows(result())[0], rows(result(), "en")[0]
    assert (vi["Kết luận"], vi["Điều khoản"]) == ("Vi phạm", "điểm a khoản 1 Điều 5")
    assert (en["Outcome"], en["Provision"]) == ("Violation", "Article 5, Clause 1, Point a")
    assert en["Message"] == "Sở Y tế has 4 focal officers, over 3."
    assert en["Evidence"] == "officers.count(): 4 [so-y-te.xlsx › Công chức đầu mối › C5, C6, C7, C8]"


def test_what_is_undetermined_says_what_it_would_be():
    """It is no breach, but might be one; what is missing is named by its label."""
    [row] = rows(result(findings=(undetermined(severity=Severity.VIOLATION),)))
    assert (row["Kết luận"], row["Nếu đúng thì là"]) == ("Chưa đủ căn cứ", "Vi phạm")
    assert row["Dữ liệu còn thiếu"] == "kiêm nhiệm (công chức đầu mối)"


def test_missing_names_are_put_in_words():
    """Each is shown by its label; one without a label, as in an older result, stands as it is."""
    [row] = rows(result(findings=(undetermined(missing=(make_missing("payment"), Labelled("support.amount"))),)))
    assert row["Dữ liệu còn thiếu"] == "dữ liệu khoản chi hỗ trợ; support.amount"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_a_formula(start):
    """A text that a spreadsheet would compute gets an apostrophe before it."""
    name = f"{start}HYPERLINK(1)"
    [row] = rows(result(findings=(finding(unit=UnitRef(None, name), message=Bilingual(name, name)),)))
    assert row["Đơn vị"].startswith("'")
    assert row["Đơn vị"].endswith("HYPERLINK(1)")
    assert row["Mã đơn vị"] == ""


@pytest.mark.parametrize(
    "text", ["a;=1+1", 'a;"=1+1', "a;;+1", "a;-1", "a;@x", "=1;=2", "a;＝1", 'a, "b";=1', "a;\t=1", "a\n=1"]
)
@pytest.mark.parametrize("separator", [";", "\t"])
def test_no_cell_begins_a_formula_with_another_separator(text, separator):
    """A program set to Vietnamese divides at semicolons, also within what we wrote as one cell."""
    content = written(result(findings=(finding(message=Bilingual(text, text)),))).decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(content), delimiter=separator) for cell in row]
    plain = [piece for line in content.splitlines() for piece in line.split(separator)]
    for cell in (*cells, *plain):
        assert not cell.strip('"').startswith(("=", "+", "-", "@", "＝", "\t")), cell


def test_quotes_commas_and_line_breaks_stay_in_their_cell():
    """A text with a comma, quotes and a line break is one cell of one line."""
    [row] = rows(result(findings=(finding(message=Bilingual('a, "b"\nc', "-")),)))
    assert row["Diễn giải"] == 'a, "b"␊c'


def test_a_text_that_no_cell_holds_is_cut():
    """Spreadsheets would let the rest of it run over into other cells."""
    [row] = rows(result(findings=(finding(message=Bilingual("=" + "x" * 40_000, "-")),)))
    assert len(row["Diễn giải"]) == 32_767
    assert row["Diễn giải"].startswith("'=x")
    assert row["Diễn giải"].endswith("… [đã cắt bớt]")


def test_no_finding_is_a_header_alone():
    """A result without findings still says what its columns would be."""
    assert len(written(result(findings=(), coverage=())).decode().splitlines()) == 1


def test_what_is_not_told_one_by_one_is_counted():
    """Rows of a shared cause, and of what was kept or does not apply, say how many subjects they are about."""
    told = [(row["Kết luận"], row["Mã quy tắc"], row["Số lượng"]) for row in all_rows(result(undecided=(undecided(),)))]
    assert told == [
        ("Vi phạm", "D5.1.a.max", "1"),
        ("Chưa đủ căn cứ", "D5.3.a.concurrent", "1"),
        ("Chưa đủ căn cứ", "D8.amount", "2"),
        ("Đạt", "", "3"),
        ("Không áp dụng", "", "2"),
        ("Đạt", "", "4"),
    ]
