"""An official text in a Word document: paragraphs, tables, and numbers that Word counts itself."""

import docx
import pytest
from regulation_factory import OWN_WORDS, REGULATION, own_words

from kstt_rules.base.errors import InputError
from kstt_rules.official_text.read import read_regulation


def word_file(folder, build):
    """Write a Word document that a function fills."""
    document = docx.Document()
    build(document)
    document.save(folder / "quy-che.docx")
    return folder / "quy-che.docx"


def test_a_word_document_reads_as_its_plain_text(tmp_path):
    """Paragraphs, lines within them and the table of the letterhead give the same provisions as plain text."""

    def build(document):
        letterhead, body = REGULATION.split("QUYẾT ĐỊNH\n", 1)
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = letterhead.split("\tCỘNG")
        first, second, *rest = f"QUYẾT ĐỊNH\n{body}".split("\n")
        document.add_paragraph(f"{first}\n{second}")
        for line in rest:
            document.add_paragraph(line)

    path = word_file(tmp_path, build)
    assert own_words(read_regulation(path)) == OWN_WORDS
    assert read_regulation(path).year == 2023


def test_a_table_of_a_word_document_is_one_block_of_its_provision(tmp_path):
    """Its rows and their numbers are no provisions; a row stands on a line, with bars between its cells."""

    def build(document):
        document.add_paragraph("Điều 1. Mức chi\n1. Theo bảng sau:")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            (*table.rows[0].cells, *table.rows[1].cells), ("1.", "Cây", "2.", "Lá\na) Hoa"), strict=True
        ):
            cell.text = text
        document.add_paragraph("2. Nguồn chi.")

    text = read_regulation(word_file(tmp_path, build))
    assert own_words(text) == {
        "1": "Mức chi",
        "1.1": "Theo bảng sau:\n1. | Cây\n2. | Lá a) Hoa",
        "1.2": "Nguồn chi.",
    }
    assert [(passage.line, passage.is_table) for passage in text.passages] == [
        (1, False),
        (2, False),
        (3, True),
        (8, False),
    ]


def test_a_table_that_lays_out_a_page_is_read_by_its_lines(tmp_path):
    """Letterheads, signatures and tables that hold articles are texts; so is a table of one column."""

    def build(document):
        head = document.add_table(rows=2, cols=2)
        head.rows[0].cells[1].text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        head.rows[1].cells[0].text = "Số: 5/2024/QĐ-UBND"
        body = document.add_table(rows=2, cols=2)
        body.rows[0].cells[0].text = "Điều 1. Cây"
        body.rows[1].cells[0].text = "1. Lá."
        column = document.add_table(rows=2, cols=1)
        column.rows[0].cells[0].text = "2. Hoa."

    text = read_regulation(word_file(tmp_path, build))
    assert (text.number, own_words(text)) == ("5/2024/QĐ-UBND", {"1": "Cây", "1.1": "Lá.", "1.2": "Hoa."})


def test_numbers_that_word_counts_itself_are_read(tmp_path):
    """Automatic numbers are clauses like typed ones, also after another list; bullets are none."""

    def build(document):
        for line, style in [
            ("Điều 1. Cây", None),
            ("Trồng cây.", "List Number"),
            ("Tưới cây.", "List Number"),
            ("- Cỏ", "List Bullet"),
            ("Cắt cỏ.", "List Number"),
        ]:
            document.add_paragraph(line, style=style)

    text = read_regulation(word_file(tmp_path, build))
    assert own_words(text) == {
        "1": "Cây",
        "1.1": "Trồng cây.",
        "1.2": "Tưới cây.\n- - Cỏ",
        "1.3": "Cắt cỏ.",
    }


def test_a_document_that_unpacks_too_large_is_refused(tmp_path, monkeypatch):
    """The sizes that the file declares are summed before it is opened."""
    path = word_file(tmp_path, lambda document: document.add_paragraph("Điều 1. Cây"))
    monkeypatch.setattr("kstt_rules.official_text.lines.MAX_BYTES", 40_000)
    with pytest.raises(InputError, match="is larger than 40,000 bytes when unpacked"):
        read_regulation(path)
