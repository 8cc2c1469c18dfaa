"""Text that is told clean at a glance needs no cleaning."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from kstt_rules.base import text_keys

ODD = st.text("oOòóuUùúaàáeèyỳýqQghĐđÐƉðɖ |\t\u00a0\u200b\u00ad\u2028\x85\u0301\u0323\ue000", max_size=8)


@given(ODD | st.text(max_size=8))
def test_text_told_clean_is_what_cleaning_leaves(text):
    """Whether tones, letters, spaces or signs are odd, the glance sees it."""
    if text_keys.are_clean([text]):
        with patch.object(text_keys, "_is_clean", return_value=False):
            assert text_keys.clean.__wrapped__(text) == text


def test_well_written_names_are_told_clean():
    """Names with tones of all kinds, as they should be written, are passed at a glance."""
    assert text_keys.are_clean(["Hoàng Quý Thủy", "Nguyễn Thị Hòa", "Huỳnh Đức Toàn"])


def test_one_odd_name_among_many_is_seen():
    """A tone in the old place anywhere makes them worth a look one by one."""
    assert not text_keys.are_clean(["Hoàng Quý Thủy", "Nguyễn Thị Thuỷ", "Huỳnh Đức Toàn"])
