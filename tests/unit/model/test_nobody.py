"""Words for nobody."""

from unicodedata import normalize

import pytest

from kstt_rules.model.nobody import is_nobody, is_unknown
from kstt_rules.model.read_vocabulary import base_vocabulary

WORDS = base_vocabulary().choices["stand_in"]["nobody"].written


@pytest.mark.parametrize("word", WORDS)
def test_each_word_for_nobody_is_known_however_it_is_typed(word):
    """In capitals, decomposed, in brackets, with spaces around it: what tells names at a glance takes none for one."""
    for text in (word, word.upper(), normalize("NFD", word), f"({word})", f" {word} ", f"{word}."):
        assert is_nobody(text), text


@pytest.mark.parametrize(
    "word",
    [
        *("chưa rõ", "Không rõ", "KHÔNG RÕ", "(chua ro)", "chưa rõ họ tên", "Chưa xác định"),
        *("(như trên)", "Như trên", "Xem tệp kèm theo", "Có danh sách kèm theo"),
    ],
)
def test_who_is_not_known_is_not_nobody(word):
    """Somebody may be in post."""
    assert is_unknown(word)
    assert not is_nobody(word)


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Văn An", "Trần Thị Bình", "Khổng Thị Có", "Võ Trọng Nam", "An", "Đặng Thị Vắng", "Như Quỳnh", "Xem"],
)
def test_a_name_is_somebody(name):
    """Names that begin as a word for nobody does too."""
    assert not is_nobody(name)
    assert not is_unknown(name)
