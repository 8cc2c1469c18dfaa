"""Hostile text in every place of a result: each output shows it, none obeys it, none loses it."""

import csv
import unicodedata
from io import BytesIO, StringIO

import openpyxl
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from result_strategies import TEXTS, results, written
from rich.cells import cell_len

from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.page import WIDTH
from kstt_rules.outputs.visible import encodable, visible


@pytest.mark.parametrize("name", outputs_of("audit"))
@given(audited=results(), language=st.sampled_from(["vi", "en"]))
@settings(max_examples=10)
def test_every_output_takes_any_text_and_repeats_itself(name, audited, language):
    """No text stops an output, and the same result gives the same bytes."""
    assert written(audited, name, language) == written(audited, name, language)


@given(text=TEXTS)
def test_visible_text_hides_nothing(text):
    """What is shown has no control, format or surrogate character, and showing it again changes nothing."""
    shown = visible(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert visible(shown) == shown
    assert shown.encode().decode() == shown


@given(audited=results(), language=st.sampled_from(["vi", "en"]))
@settings(max_examples=30)
def test_csv_keeps_every_text_and_computes_none(audited, language):
    """Each cell is the shown text, and none begins as a formula does."""
    content = written(audited, "csv", language).decode("utf-8-sig")
    header, *rows = csv.reader(StringIO(content, newline=""), strict=True)
    for row, one in zip(rows[: len(audited.findings)], audited.findings, strict=True):
        assert len(row) == len(header)
        assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in row)
        assert row[0].removeprefix("'") == visible(one.unit.name).removeprefix("'")
        assert visible(one.message[language]) in row[6]


@given(audited=results())
@settings(max_examples=20)
def test_json_gives_every_text_back(audited):
    """What other programs read is what was found, but for lone surrogates, which are written out."""
    document = orjson.loads(written(audited, "json", "vi"))
    for shown, one in zip(document["findings"], audited.findings, strict=True):
        assert shown["unit"]["name"] == encodable(one.unit.name)
        assert shown["message"] == {"vi": encodable(one.message.vi), "en": encodable(one.message.en)}
        assert shown["provision"]["text"] == (None if one.text is None else encodable(one.text))
    assert document["inputs"][0]["file"] == encodable(audited.inputs[0].file)


@given(audited=results(), language=st.sampled_from(["vi", "en"]))
@settings(max_examples=20)
def test_xlsx_keeps_every_text_as_text(audited, language):
    """No cell is a formula or a link, and each holds the shown text."""
    workbook = openpyxl.load_workbook(BytesIO(written(audited, "xlsx", language)))
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in ("s", "n")
            assert cell.hyperlink is None
    rows = list(workbook.worksheets[1].iter_rows(min_row=2, values_only=True))
    for row, one in zip(rows, audited.findings, strict=True):
        assert row[0] == (visible(one.unit.name) or None)
        assert row[6] == (visible(one.message[language]) or None)


@given(audited=results(), language=st.sampled_from(["vi", "en"]))
@settings(max_examples=20)
def test_the_page_shows_and_never_obeys(audited, language):
    """The page has no control character but line ends, and holds the text of every breach."""
    page = written(audited, "terminal", language).decode()
    assert not {character for character in page if unicodedata.category(character) in ("Cc", "Cf", "Cs")} - {"\n"}
    squeezed = "".join(page.split())
    for one in audited.findings[:1]:
        assert "".join(visible(one.message[language]).split()) in squeezed
        assert "".join(visible(one.unit.name).split()) in squeezed


@given(audited=results())
@settings(max_examples=20)
def test_the_page_stays_in_its_columns(audited):
    """No text makes a line wider than the page."""
    assert all(cell_len(line) <= WIDTH for line in written(audited, "terminal", "vi").decode().split("\n"))
