"""The lines of a regulation's text, and what is said of a file that cannot give them."""

import pytest

from kstt_rules.base.errors import InputError
from kstt_rules.official_text.lines import Line, read_lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_keep_their_numbers(tmp_path, end):
    """Blank lines, page numbers and rulings are counted and left out, however lines end."""
    path = tmp_path / "quy-che.txt"
    texts = ["\ufeffCây", "", "Trang 2/3", "- 4 -", "____", "Lá\u2028xanh\x0ccao", "Trang sau"]
    path.write_bytes(end.join(texts).encode())
    assert read_lines(path) == [Line(1, "Cây"), Line(6, "Lá xanh cao"), Line(7, "Trang sau")]


def test_two_apostrophes_are_a_quotation_mark(tmp_path):
    """Some texts open a quotation with one sign and close it with the other."""
    path = tmp_path / "quy-che.txt"
    path.write_text("\"Cây''", encoding="utf-8")
    assert read_lines(path) == [Line(1, '"Cây"')]


def test_a_file_may_be_as_large_as_is_allowed(tmp_path, monkeypatch):
    """At the limit it is read."""
    path = tmp_path / "quy-che.txt"
    path.write_bytes(b"Cay")
    monkeypatch.setattr("kstt_rules.official_text.lines.MAX_BYTES", 3)
    assert read_lines(path) == [Line(1, "Cay")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("dai.txt", b"0123456789x", "the file is larger than 10 bytes"),
        ("cay.txt", b"\xff", "this is not UTF-8 text; save it as UTF-8 or .docx"),
        ("cay.doc", b"", "give the text of a regulation as .txt (UTF-8) or .docx"),
        ("cay.docx", b"Cay", "cannot be read as a Word document (.docx)"),
        ("khong.txt", None, "cannot be read: there is no such file or folder"),
    ],
)
def test_a_file_that_gives_no_lines_is_named(tmp_path, monkeypatch, name, content, reason):
    """Each message names the file and says what is allowed."""
    monkeypatch.setattr("kstt_rules.official_text.lines.MAX_BYTES", 10)
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as raised:
        read_lines(path)
    assert str(raised.value) == f"{path}: {reason}"
