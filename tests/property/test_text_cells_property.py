"""Cells read many at a time come out as they do one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.base.text_keys import are_clean, clean, person_key, person_keys
from kstt_rules.intake.values.field_parsers import parser_of
from kstt_rules.intake.values.text_cells import column_parser_of
from kstt_rules.model.read_vocabulary import base_vocabulary

VOCABULARY = base_vocabulary()
FIELDS = {
    (entity, name): VOCABULARY.entity(entity).fields[name]
    for entity, name in [
        ("officer", "name"),
        ("officer", "email"),
        ("officer", "unit"),
        ("officer", "phone"),
        ("officer", "concurrent"),
    ]
}
WORDS = st.sampled_from(
    [
        "Hòa",
        "Hoà",
        "Thủy",
        "quý",
        "qúy",
        "tòan",
        "An",
        "Ân",
        "a\u0300",
        " ",
        "  ",
        "|",
        "-",
        "…",
        "\ufdd0B1",
        "(1980)",
        "1980",
        "đ",
        "Ð",
        "\u00a0",
        "\n",
    ]
)
CELLS = st.lists(WORDS, max_size=4).map("".join) | st.text(max_size=12)


@given(st.lists(CELLS.filter(lambda cell: cell and not cell.isspace()) | st.floats(0, 1e6), max_size=200, unique=True))
@pytest.mark.parametrize(("entity", "name"), FIELDS)
def test_a_column_is_parsed_as_each_of_its_cells(entity, name, cells):
    """Whatever stands beside a cell."""
    field = FIELDS[entity, name]
    cells = [cell for cell in cells if not isinstance(cell, str) or "\ufdd0" not in cell or cell == "\ufdd0B1"]
    parse = parser_of(field, VOCABULARY)
    assert column_parser_of(field, VOCABULARY)(cells) == [parse(cell) for cell in cells]


@given(st.lists(CELLS, max_size=20))
def test_texts_are_clean_together_only_if_each_is(texts):
    """And then cleaning leaves them as they are."""
    if are_clean(texts):
        assert [*map(clean, texts)] == texts
    assert person_keys(texts) == [*map(person_key, texts)]
