"""Texts, code and tables in Markdown."""

import pytest

from kstt_rules.outputs.markdown import code, escaped, table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b *c* <d> [e](f) #g `h` \\", "a\\|b \\*c\\* \\<d\\> \\[e\\](f) \\#g \\`h\\` \\\\"),
        ("limits.provincial_max", "limits.provincial_max"),
        ("_a_ b_", "\\_a\\_ b\\_"),
        ("  hai \n dòng ", "hai dòng"),
    ],
)
def test_text_stays_text_in_markdown(text, shown):
    """Signs that mean something to Markdown are escaped; line ends become spaces."""
    assert escaped(text) == shown


def test_a_table_has_a_line_a_row_and_code_does_not_end_a_cell():
    """Headers, a rule, then the rows; a | in code is kept within its cell."""
    assert list(table(["a", "b"], [["1", code("x | y")]])) == ["| a | b |", "| --- | --- |", "| 1 | `x \\| y` |"]
