"""Text in UTF-8 that a program stored as if it were Windows-1252 is read as what it says."""

import pytest
from failure_shapes.files import misread

from kstt_rules.intake.files.misread_text import are_misread, reread
from kstt_rules.intake.files.old_encodings import decoded

TEXTS = ["Sở Y tế", "Nguyễn Thị Ánh", "Đơn vị", "Phó Giám đốc", "Lãnh đạo đơn vị", "Chuyên viên – Văn phòng"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_misread_text_is_read_again(text):
    """Also where it has bytes for which Windows has no sign."""
    assert reread(misread(text)) == text


@pytest.mark.parametrize("text", [*TEXTS, "café", "Straße", "naïve Ünlü", "C«ng chøc ®Çu mèi", "Coâng chöùc"])
def test_other_text_is_not_misread(text):
    """In Vietnamese, in other languages, and typed for old fonts."""
    assert reread(text) is None


def test_a_sheet_is_read_again_whole_and_told():
    """All its texts but those that are not misread."""
    rows = [["Ma", misread("Đơn vị")], ["1", misread("Sở Y tế")], ["2", misread("Sở Tư pháp")]]
    found = decoded(rows)
    assert found.rows == [["Ma", "Đơn vị"], ["1", "Sở Y tế"], ["2", "Sở Tư pháp"]]
    assert (found.encoding, found.cells) == ("UTF-8 (Windows-1252)", 3)


def test_one_odd_text_among_others_stays():
    """It may be what somebody wanted to write."""
    assert not are_misread({misread("Sở Y tế"), "Đơn vị", "Họ và tên"})
    assert decoded([[misread("Sở Y tế"), "Đơn vị", "Họ và tên"]]).encoding is None
