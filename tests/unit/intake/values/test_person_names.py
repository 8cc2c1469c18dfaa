"""Titles that stand beside a person's name."""

import pytest

from kstt_rules.base.text_keys import fold
from kstt_rules.intake.values.person_names import is_a_note, without_name


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Giám đốc Nguyễn Văn A", "Giám đốc"),
        ("GIÁM ĐỐC ĐẶNG THỊ HÀ", "GIÁM ĐỐC"),
        ("Phó Chủ tịch: Lê An", "Phó Chủ tịch"),
        ("Trần Văn Bình - Phó Giám đốc", "Phó Giám đốc"),
        ("Vũ Thị Hoa, Chánh Văn phòng", "Chánh Văn phòng"),
        ("Giám đốc (Hoàng Văn Dũng)", "Giám đốc"),
        ("Giám đốc", "Giám đốc"),
        ("Giám đốc Trung tâm Lâm nghiệp", "Giám đốc Trung tâm Lâm nghiệp"),
        ("Văn phòng - Thống kê", "Văn phòng - Thống kê"),
        ("Giám đốc Sở Văn hóa", "Giám đốc Sở Văn hóa"),
        ("Trần Văn Bình", "Trần Văn Bình"),
    ],
)
def test_the_title_is_left_without_the_name(text, title):
    """A name begins with a common family name and is capitalised throughout; alone it stays as it is."""
    assert fold(without_name(text)) == fold(title)


@pytest.mark.parametrize(
    "text",
    [
        *("Nguyễn Văn An", "NGUYỄN VĂN AN", "nguyễn văn an", "ông lê an", "đ/c An", "An", "1. Lê An", "Phạm bá trường"),
        *("Giàng A Páo", "lầu a chú", "điêu chính văn", "H'Hen Niê", "Trần Thị Bình (nghỉ thai sản)", "Người khác"),
        *("Luân Thị Hoa", "Vi Văn Có", "Xa Thị Mới"),
    ],
)
def test_what_may_be_a_name_is_no_note(text):
    """However it is written, and whatever is said behind it."""
    assert not is_a_note(text)


@pytest.mark.parametrize(
    "text",
    ["luân chuyển", "Điều động về huyện", "(có)", "X", "ông đã mất", "NGHỈ THAI SẢN", "cán bộ văn phòng báo sau"],
)
def test_what_is_said_of_somebody_is_a_note(text):
    """In capitals, in brackets, or behind an honorific."""
    assert is_a_note(text)
