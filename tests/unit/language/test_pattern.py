"""Patterns of texts: what they fit, what is refused, and that no text makes one run away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_vietnamese import told_in_both

from kstt_rules.language.pattern import MAX_POSITIONS, Pattern, pattern_fault

FITS = [
    (r"\d+/QĐ-(UBND|VP)", ["12/QĐ-UBND", "1/QĐ-VP"], ["/QĐ-VP", "12/QĐ-", "x12/QĐ-VP", "12/QĐ-VP "]),
    (r"[A-ZĐ]{2,3}\w*", ["SĐ", "ABC1ỗ"], ["A", "ab", "AB-"]),
    (r"[^\d\s]+", ["Sở-Y"], ["Sở Y", "a1"]),
    (r"\.\\[\]-]", [".\\]", ".\\-"], [".\\a"]),
    (r"a.?(b|)c*", ["a", "axb", "abcc", "ac"], ["axyz"]),
    ("", [""], ["a"]),
]
REFUSED = [
    ("a(", "`(` is not closed"),
    ("a)", "`)` closes nothing"),
    ("(?i)a", "`(?` is not part of patterns"),
    ("*a", "`*` stands wrongly here; write `\\*` for the sign itself"),
    ("^a", "`^` stands wrongly here; write `\\^` for the sign itself"),
    ("a+?", "`+` and `?` follow one another; put brackets around the first"),
    ("a{x}", "write how often as {3}, {2,} or {2,4}"),
    ("a{3", "write how often as {3}, {2,} or {2,4}"),
    ("a{3,2}", f"write how often from the least to the most, at most {MAX_POSITIONS}"),
    ("[a", "`[` is not closed, or holds nothing, or another `[`"),
    ("[b-a]", "`b-a` is not a range"),
    ("\\1", "`\\1` is not part of patterns; there are \\d \\w \\s and \\ before a sign"),
    ("a" * 201, "a pattern has at most 200 characters"),
    ("(" * 21 + ")" * 21, "brackets are nested deeper than 20 levels"),
    ("((a{30}){30}){30}", f"a pattern has fewer than {MAX_POSITIONS} signs, repeated ones counted each time"),
    ("((((){99}){99}){99}){99}", f"a pattern has fewer than {MAX_POSITIONS} signs, repeated ones counted each time"),
]


@pytest.mark.parametrize(("written", "fitting", "others"), FITS)
def test_a_pattern_fits_whole_texts(written, fitting, others):
    """Not a part of them."""
    pattern = Pattern(written)
    assert [text for text in (*fitting, *others) if pattern.fits(text)] == fitting


@pytest.mark.parametrize(("written", "told"), REFUSED)
def test_what_is_not_a_pattern_is_told(written, told):
    """By the sign that stands wrongly."""
    assert told_in_both(pattern_fault(written)) == told


ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", r"\d", "[a-b0-9]"])
WRITTEN = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{1,}", "{0,2}"])).map(
            lambda parts: f"({parts[0]}){parts[1]}"
        ),
    ),
    max_leaves=6,
)


@given(WRITTEN, st.lists(st.text("ab1", max_size=6), max_size=8))
def test_a_pattern_means_what_it_means_in_python(written, texts):
    """As far as both have it."""
    pattern = Pattern(written)
    assert [pattern.fits(text) for text in texts] == [bool(re.fullmatch(written, text, re.DOTALL)) for text in texts]


@pytest.mark.parametrize("written", ["(a+)+b", "(a|a)*b", "(.*a){20}=", ".*.*.*.*=", "((a?){20}(b?){20})*c"])
def test_a_text_of_double_length_takes_at_most_double_the_work(written):
    """Counted in signs that are tested, with nested repetitions too: those that other engines never end with."""

    def tested(length):
        pattern, asked = Pattern(written), []
        pattern._tests = [lambda sign, test=test: asked.append(sign) or test(sign) for test in pattern._tests]
        assert not pattern.fits("".join("ab"[place * place % 7 < 3] for place in range(length)))
        return len(asked)

    assert 0 < tested(2000) <= 2 * tested(1000)
