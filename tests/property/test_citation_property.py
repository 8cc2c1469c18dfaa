"""What holds for every provision and every text."""

import unicodedata
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.base.errors import CitationError
from kstt_rules.model.citation import Provision
from kstt_rules.model.citation_numbers import POINT_LETTERS

WHOLE = st.integers(min_value=1, max_value=999)
LETTERS = st.sampled_from([*POINT_LETTERS, *"fjwz"])
NUMBERS = WHOLE | st.builds("{}{}".format, WHOLE, LETTERS)
POINTS = st.builds("{}{}".format, st.sampled_from([*"adđfy", "dd", "đđ"]) | LETTERS, st.sampled_from(["", 1, 12]))
PROVISIONS = st.builds(
    Provision,
    article=NUMBERS,
    clause=st.none() | NUMBERS,
    point=st.none() | POINTS,
    paragraph=st.none() | WHOLE,
    part=st.sampled_from(["quy_che", "quyet_dinh"]),
)
SMALL = st.integers(min_value=1, max_value=2)
NEIGHBOURS = st.builds(
    Provision,
    article=SMALL | st.just("1a"),
    clause=st.none() | SMALL | st.just("1đ"),
    point=st.none() | st.sampled_from(["a", "d", "đ", "d1", "dd"]),
    paragraph=st.none() | SMALL,
    part=st.sampled_from(["quy_che", "quyet_dinh"]),
)
FRAGMENTS = st.sampled_from(
    [
        *("Điều", "khoản", "Điểm", "đoạn", "Article", "QĐ", "Quyết định", "Quy chế", "của", "số", "kèm theo"),
        *("1", "05", "5.1.a", "9999", "a", "đ", "f", "dd", "art_5", "__cl_1", "qd__", "__pnt_", *".,) "),
    ]
)


@given(PROVISIONS, st.sampled_from(["vi", "vi_capitalised", "en", "id", "key"]))
def test_every_written_form_reads_back(provision, form):
    """Each form that a provision is written in names that provision and no other."""
    assert Provision.parse(getattr(provision, form)) == provision


@given(
    PROVISIONS,
    st.sampled_from(["vi", "vi_capitalised", "en", "key"]),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from("ĐÐƉ"),
)
def test_letters_typed_otherwise_change_nothing(provision, form, case, letter):
    """Case and the look-alikes of Đ do not change what is named."""
    typed = case(getattr(provision, form)).replace("đ", letter.lower()).replace("Đ", letter)
    assert Provision.parse(typed) == provision


@given(
    PROVISIONS,
    st.sampled_from(["vi", "vi_capitalised", "en", "key"]),
    st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    st.sampled_from([" ", "\u00a0", "  ", "\t\u202f", "\n"]),
)
def test_encodings_and_spaces_change_nothing(provision, form, unicode_form, space):
    """The Unicode form and the kind of space do not change what is named."""
    typed = unicodedata.normalize(unicode_form, getattr(provision, form)).replace(" ", space)
    assert Provision.parse(f"{space}{typed}{space}") == provision


@given(PROVISIONS, st.randoms(use_true_random=False), st.sampled_from([" ", ", ", "; ", " của "]))
def test_labels_may_come_in_any_order(provision, random, separator):
    """Labelled levels name the same provision in any order and with any separator."""
    pairs = zip(
        ("Điều", "khoản", "điểm", "đoạn"),
        (provision.article, provision.clause, provision.point, provision.paragraph),
        strict=True,
    )
    levels = [f"{label} {value}" for label, value in pairs if value is not None]
    random.shuffle(levels)
    suffix = " Quyết định" if provision.part == "quyet_dinh" else ""
    assert Provision.parse(separator.join(levels) + suffix) == provision


@given(st.text() | st.lists(FRAGMENTS).map(" ".join) | st.lists(FRAGMENTS).map("".join))
def test_any_text_is_a_provision_or_a_citation_error(text):
    """Whatever the text, reading it gives a provision that reads back, or CitationError."""
    try:
        provision = Provision.parse(text)
    except CitationError:
        return
    assert Provision.parse(provision.key) == provision


@given(PROVISIONS, st.sampled_from(["á", "à", "ơ", "ư", "0", "1", "ab", "a0"]))
def test_only_letters_of_points_are_read(provision, letter):
    """A letter that numbers no point in official texts is refused, not mended."""
    with pytest.raises(CitationError):
        Provision.parse(f"điểm {letter} khoản 1 Điều {provision.article}")


@given(st.sets(NEIGHBOURS, max_size=12))
def test_the_order_is_total(provisions):
    """Of two different provisions exactly one comes first, and never one that comes after a third."""
    ordered = sorted(provisions)
    assert all(first < later and not later < first for first, later in combinations(ordered, 2))


@given(NEIGHBOURS, NEIGHBOURS, NEIGHBOURS)
def test_what_a_provision_contains_follows_it_without_a_gap(first, second, third):
    """Nothing that lies outside a provision sorts between it and something within it."""
    low, middle, high = sorted([first, second, third])
    if low.contains(high):
        assert low.contains(middle)


@given(NEIGHBOURS, NEIGHBOURS)
def test_containing_is_a_partial_order(first, second):
    """A provision contains itself, and two that contain each other are one; a container comes first."""
    assert first.contains(first)
    assert (first.contains(second) and second.contains(first)) == (first == second)
    if first.contains(second):
        assert first <= second


@given(PROVISIONS)
def test_ids_and_keys_are_safe_names(provision):
    """Ids are plain ASCII words, and the parent's id and key begin the child's."""
    assert provision.id.isascii()
    assert provision.id.replace("_", "").isalnum()
    if provision.parent is not None:
        assert provision.id.startswith(f"{provision.parent.id}__")
        assert provision.key.startswith(f"{provision.parent.key}.")
