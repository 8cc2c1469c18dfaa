"""Whatever is told of corrected data says so, with each change; of data as they were submitted nothing is said."""

from dataclasses import replace
from io import BytesIO

import pytest
from result_factory import finding, result

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.labelled import Labelled
from kstt_rules.compare.diff import compare, snapshot
from kstt_rules.compare.saved_results import read_audit
from kstt_rules.library.notebook import notebook_html
from kstt_rules.model.correction import Correction
from kstt_rules.outputs import outputs_of
from kstt_rules.outputs.annotated.findings_sheet import applied_text
from kstt_rules.outputs.annotated.marks import entries_of
from kstt_rules.outputs.comparison.wording import difference_text
from kstt_rules.outputs.exchange.json import document
from tests.unit.outputs.test_prefaces import words

OFFICER = Labelled("officer", Bilingual("công chức đầu mối", "focal officers"))
BIRTH = Labelled("birth_year", Bilingual("năm sinh", "year of birth"))
LOG = (
    Correction("so.xlsx", "Công chức", "C7", OFFICER, BIRTH, "1890", "1980"),
    Correction("so.xlsx", "Công chức", "Z9", None, None, None, "=<b>&"),
)
SENTENCE = "Dữ liệu đã được sửa trước khi rà soát: 2 lần sửa ô, tất cả ghi trong nhật ký sửa dữ liệu."
AS_SUBMITTED = result(findings=(finding(),))
CORRECTED = replace(AS_SUBMITTED, corrections=LOG)


@pytest.mark.parametrize("name", outputs_of("audit"))
def test_every_format_says_so_and_logs_each_change(name):
    """The cell, what it held before and what it holds now; where nothing was corrected, nothing is said."""
    corrected, plain = (words(outputs_of("audit")[name], shown) for shown in (CORRECTED, AS_SUBMITTED))
    expected = ("C7", "1890", "1980", "Z9") if name == "json" else (SENTENCE, "C7", "1890", "1980", "Z9")
    for text in expected:
        assert text in corrected
    assert "đã được sửa" not in plain


def test_marked_files_say_so_and_mark_each_corrected_cell():
    """For they hold what was submitted."""
    assert applied_text(CORRECTED, "vi").endswith(SENTENCE)
    (entry, _) = [entry for entry in entries_of(CORRECTED, "vi") if entry.title == "Đã sửa trước khi rà soát"]
    assert (entry.places[0].cell, entry.message) == ("C7", "“1890” → “1980”")
    assert entries_of(AS_SUBMITTED, "vi") == [
        entry for entry in entries_of(CORRECTED, "vi") if entry.title != "Đã sửa trước khi rà soát"
    ]


def test_programs_read_the_log_and_it_is_read_back(tmp_path):
    """The key is there only where something was corrected."""
    assert "corrections" not in document(AS_SUBMITTED)
    stream = BytesIO()
    outputs_of("audit")["json"].render(CORRECTED, stream, language="vi")
    (tmp_path / "result.json").write_bytes(stream.getvalue())
    kept = read_audit(tmp_path / "result.json")
    assert kept.corrections == LOG
    assert kept.corrections[0].field.label == BIRTH.label


def test_a_comparison_tells_that_one_side_was_corrected():
    """As what the two audits do not share; it keeps no finding from comparison."""
    diff = compare(snapshot(AS_SUBMITTED), snapshot(CORRECTED))
    (difference,) = diff.differences
    assert difference_text(difference, "vi") == f"Dữ liệu đã sửa: như đã nộp → {SENTENCE}"
    assert not difference.decides_all
    assert SENTENCE in notebook_html(CORRECTED)
