"""A register in a file answers as the register in memory does."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.intake.files.columns import column_of
from kstt_rules.intake.units.register import Register
from kstt_rules.intake.units.stored_units import store_units, stored_units
from kstt_rules.intake.units.unit_index import Unit

HEADS = (
    "Sở Giáo dục và Đào tạo",
    "UBND huyện Yên Mẫu",
    "UBND xã Đông",
    "Xã Đông",
    "xã đông",
    "\ud800",
)
TAILS = ("", " (huyện Yên Mẫu)", " - huyện Tây", ", h. Yên Mẫu", " tỉnh Mẫu")
NAMES = st.builds(str.__add__, st.sampled_from(HEADS), st.sampled_from(TAILS))
CODES = st.sampled_from(["a", "B", "b", "xã đông", "\udc80"])
UNITS = st.lists(
    st.builds(
        Unit,
        CODES,
        NAMES,
        st.lists(NAMES, max_size=2).map(tuple),
        st.sampled_from(["so", "ubnd_xa", None]),
        CODES | NAMES | st.none(),
        st.booleans(),
    ),
    max_size=8,
)
TEXTS = st.lists(NAMES | CODES | st.sampled_from(["Sở GD&ĐT", "SGDĐT", "Sở Giáo dục", "xa dong", "?", ""]), max_size=8)


@given(UNITS, TEXTS)
def test_a_stored_register_answers_as_one_in_memory(units, texts):
    """Whatever the units are called and the texts say: the same ids, candidates, kinds and first words."""
    held = Register.of(units)
    with tempfile.TemporaryDirectory() as folder:
        store_units(held.index, Path(folder, "register"))
        with stored_units(Path(folder, "register")) as index:
            stored = Register(index)
            assert [*stored.resolve(column_of(texts))] == [*held.resolve(column_of(texts))]
            assert [stored.find(text) for text in texts] == [held.find(text) for text in texts]
            assert [index.kind(text) for text in texts] == [held.index.kind(text) for text in texts]
            assert index.first_words == held.index.first_words
            assert [*index] == units
