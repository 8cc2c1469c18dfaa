"""Numbers of documents: the same however they are written, another one, or not known."""

import pytest

from kstt_rules.language.document_numbers import is_another


@pytest.mark.parametrize(
    "text",
    [
        *("1710/qđ-ubnd", "1710/QD-UBND", "1710 / QĐ - UBND", "Số 1710/QĐ-UBND", "QĐ số 1710/QĐ-UBND"),
        *("Công văn số 1710/QĐ-UBND", "- 1710/QĐ-UBND"),
    ],
)
def test_case_accents_spaces_and_words_before_a_number_do_not_count(text):
    """It is one number."""
    assert is_another(text, "1710/QĐ-UBND") is False


@pytest.mark.parametrize("text", ["1710", "01710", "1710/QĐ-CT", "1710/QĐ-UND"])
def test_one_number_with_other_letters_may_be_either(text):
    """Two bodies may each have a decision of that number."""
    assert is_another(text, "1710/QĐ-UBND") is None


@pytest.mark.parametrize("text", ["QĐ-UBND", "không số", "chưa rõ", "…", "xem công văn 12", "theo QĐ số 12"])
def test_a_text_without_a_figure_is_not_a_number(text):
    """So which document it names is not known."""
    assert is_another(text, "1710/QĐ-UBND") is None
    assert is_another("1710/QĐ-UBND", text) is None


@pytest.mark.parametrize("text", ["1711/QĐ-UBND", "17/QĐ-UBND", "CORE-1710", "Công văn số 1711", "QĐ 1711"])
def test_another_number_is_another_decision(text):
    """Whatever stands beside it."""
    assert is_another(text, "1710/QĐ-UBND") is True
