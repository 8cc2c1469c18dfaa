"""Names of files that every system of files takes, each its own."""

import re
from unicodedata import is_normalized, normalize

from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.letters.file_names import file_names
from kstt_rules.model.findings import UnitRef


def named(*units):
    """Return the names of files of units, given as pairs of id and name."""
    called = {UnitRef(*unit): unit[1] for unit in units}
    return [*file_names(called, "Công văn - ", ".docx").values()]


def test_a_name_stays_as_it_is_read():
    """Its accents, spaces and commas are kept, in composed form."""
    assert named(("1", normalize("NFD", "Sở Văn hóa, Thể thao và Du lịch"))) == [
        "Công văn - Sở Văn hóa, Thể thao và Du lịch.docx"
    ]


def test_signs_that_some_system_refuses_are_left_out():
    """Nor do paths, controls or marks of direction remain, or a dot or blank at the end."""
    assert named(("1", 'Sở: <Y> "tế"/../\\\\?*|\u202e\x00. .')) == ["Công văn - Sở Y tế.docx"]


def test_names_that_are_one_to_some_system_have_their_ids():
    """Capitals and forms of letters do not tell files apart; where ids are alike as well, a part of a hash does."""
    assert named(("1", "Sở Y tế"), ("2", "SỞ Y TẾ"), ("3", "Sở Y tể")) == [
        "Công văn - Sở Y tế (1).docx",
        "Công văn - SỞ Y TẾ (2).docx",
        "Công văn - Sở Y tể.docx",
    ]
    hashed = named(("a1", "Sở"), ("A1", "Sở"))
    assert len(set(hashed)) == 2
    assert all(re.fullmatch(r"Công văn - Sở \([0-9a-f]{8}\)\.docx", name) for name in hashed)


def test_a_name_without_a_letter_is_the_id():
    """There is always something to tell it by."""
    assert named(("07", "...")) == ["Công văn - (07).docx"]


@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=300)), min_size=1, max_size=8, unique=True))
def test_every_file_has_a_name_of_its_own_that_fits(units):
    """At most 255 bytes, composed, without signs that Windows refuses, and differing whatever case or form."""
    names = named(*units)
    assert len({normalize("NFKC", normalize("NFKD", name).casefold()) for name in names}) == len(units)
    for name in names:
        assert len(name.encode()) <= 255
        assert is_normalized("NFC", name)
        assert not re.search(r'[<>:"/\\\\|?*\x00-\x1f]|[ .]\.docx$', name)
    assert sorted(named(*reversed(units))) == sorted(names)
