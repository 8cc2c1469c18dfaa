"""Hidden characters made visible."""

import pytest

from kstt_rules.outputs.visible import encodable, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sở Y tế – “Báo cáo” 31/03", "Sở Y tế – “Báo cáo” 31/03"),
        ("a\tb\r\nc", "a␉b␍␊c"),
        ("\x00\x1b[31m", "␀␛[31m"),
        ("\x7f\x85", "␡<U+0085>"),
        ("\u202egnp.exe", "<U+202E>gnp.exe"),
        ("x\u200by\u2066z\ufeff", "x<U+200B>y<U+2066>z<U+FEFF>"),
        ("dòng\u2028mới", "dòng<U+2028>mới"),
        ("\udce1", "<U+DCE1>"),
        ("\u3164\u2800", "<U+3164><U+2800>"),
        ("\U000e0041", "<U+E0041>"),
        ("12\u00a0km", "12\u00a0km"),
        ("", ""),
    ],
)
def test_hidden_characters_are_shown(text, shown):
    """Controls get their pictures, other hidden characters their numbers, and what has a glyph stays."""
    assert visible(text) == shown


def test_only_surrogates_are_not_encodable():
    """Text for UTF-8 keeps all its characters but lone surrogates, which are written out."""
    assert encodable("Sở\t\u202e\udce1") == "Sở\t\u202e\\udce1"
