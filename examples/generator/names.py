"""Invented persons: Vietnamese names drawn from lists of syllables."""

import random
import unicodedata


def _syllables(text: str) -> list[str]:
    return text.split()


_SURNAMES = _syllables(
    "Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Hoàng Vũ Đỗ Ngô Dương Bùi Đặng Đào "
    "Giáp Thân Hà Lương Nông Vi La Tô Chu Lưu Trịnh Tạ Đoàn Phùng"
)
_GIVEN = {
    "nam": (
        _syllables("Văn Đình Hữu Đức Xuân Quang Ngọc Duy Bá Trọng"),
        _syllables(
            "An Bảo Bình Chiến Cường Đạt Điệp Đoàn Đông Dũng Giang Hải Hiệp Hoàn Hùng Hưng Huy Khánh Khoa "
            "Kiên Lâm Lập Long Luận Minh Nam Nghĩa Phong Phúc Quân Quyết Sáng Sinh Tài Tân Thái Thăng Thịnh "
            "Tiến Toàn Trường Tùng Vinh Việt Vượng"
        ),
    ),
    "nữ": (
        _syllables("Thị Thị Thu Bích Ngọc Hồng Thanh Kim Minh Diệu Thúy Phương"),
        _syllables(
            "Anh Chi Diệp Dung Duyên Giang Hà Hằng Hạnh Hậu Hiền Hoa Hòa Hồng Huệ Hương Huyền Lan Lệ "
            "Liên Linh Loan Lý Mai Nga Ngân Nhàn Nhung Oanh Phượng Quyên Quỳnh Thảo Thoa Thơm Trang Tuyết "
            "Uyên Vân Yến"
        ),
    ),
}


class NameSource:
    """Hands out full names, none of them twice."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)
        self._given: set[str] = set()

    def next(self) -> str:
        """Return a name that was not handed out before."""
        middles, givens = _GIVEN[self._random.choice(("nam", "nữ"))]
        syllables = (self._random.choice(choices) for choices in (_SURNAMES, middles, givens))
        name = " ".join(syllables)
        if name in self._given or len(set(name.split())) < 3:
            return self.next()
        self._given.add(name)
        return name


def ascii_letters(text: str) -> str:
    """Return the text in lower case without Vietnamese marks, as e-mail addresses have it."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if letter.isascii() and (letter.isalnum() or letter == " "))
