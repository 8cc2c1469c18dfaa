"""Invented people, places, numbers and contents, drawn from a seed: the same on every machine."""

import random
import re
from collections.abc import Collection, Sequence
from typing import Final

from kstt_rules.base.text_keys import fold


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES: Final = _words(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Võ Đỗ Ngô Dương Bùi Đặng Đào Giáp Thân Hà Lương Nông Vi La Tô Chu Lưu Trịnh "
    "Tạ Đoàn Phùng Phan Mai Lý Đinh Trương Cao Hồ Lâm Quách Triệu Tống Thái Khổng Ninh Đồng Kiều Mạc Hứa Lục Bế Sầm "
    "Ma Giàng Vàng Lò"
)
"""With which the names of people begin, those invented and those sought."""

_INVENTED_SURNAMES: Final = _words("Nguyễn Trần Lê Phạm Vũ Đỗ Bùi Đặng")
_MIDDLES: Final = _words("Mẫu Giả Thử Ví")
_GIVENS: Final = _words("An Bình Châu Dung Giang Hải Khánh Lan Minh Nga Oanh Phúc Quân Sơn Tâm Uyên Việt Xuân Yên")
_FIRST: Final = _words("An Bình Cẩm Đại Đông Gia Hưng Khánh Liên Minh Nam Phú Quang Thanh Thịnh Trung Vĩnh Xuân")
_SECOND: Final = _words("Ân Châu Đài Điền Giáp Hải Khê Lạc Lâm Môn Ninh Phong Quý Sơn Thạch Thuận Trì Xá")
_DRAWS: Final = 100
_DIGITS: Final = re.compile(r"[0-9]+")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


class Inventor:
    """Draws what stands for names and numbers; nothing that is ``taken`` comes up, and nothing twice."""

    def __init__(self, seed: str, taken: Collection[str]) -> None:
        self._random = random.Random(seed)  # noqa: S311 - what is drawn is no secret
        self._taken = set(map(fold, taken))
        self._chosen: set[str] = set()

    def person(self) -> str:
        """Return the name of nobody."""
        return self._new(_INVENTED_SURNAMES, _MIDDLES, _GIVENS)

    def place(self) -> str:
        """Return the name of no place."""
        return self._new(_FIRST, _SECOND)

    def choice(self, names: Sequence[str]) -> str | None:
        """Return one of some names that was not chosen before, None where there is none."""
        free = [name for name in names if name not in self._chosen]
        if not free:
            return None
        self._chosen.add(name := self._random.choice(free))
        return name

    def number(self, text: str) -> str:
        """Return a text with other digits, but for years in it; what ends in zeros still does."""
        for _ in range(_DRAWS):
            drawn = _DIGITS.sub(lambda found: self._digits(found[0], is_first=found.start() == 0), text)
            if fold(drawn) not in self._taken:
                return self._kept(drawn)
        return self._kept(f"9{text}")

    def amount(self, value: float) -> float:
        """Return another number of the same size, as round."""
        whole = f"{value:.0f}"
        return float(self._digits(whole, is_first=True)) if whole.isdecimal() else value

    def year(self, value: float) -> float:
        """Return a year near another."""
        return value + self._random.choice((-3, -2, -1, 1, 2, 3))

    def _digits(self, digits: str, *, is_first: bool) -> str:
        """Draw other digits; a year stays unless it comes first, where it is the number of something."""
        if _YEAR.fullmatch(digits) and not is_first:
            return digits
        zeros = len(digits) - len(digits.rstrip("0"))
        leading = len(digits) - len(digits.lstrip("0"))
        middle = digits[leading : len(digits) - zeros]
        first = self._random.choice([digit for digit in "123456789" if digit != middle[:1]])
        rest = (self._random.choice("123456789") for _ in middle[1:])
        return digits if not middle else "0" * leading + "".join([first, *rest]) + "0" * zeros

    def _new(self, *syllables: Sequence[str]) -> str:
        while True:
            name = " ".join(map(self._random.choice, syllables))
            if fold(name) not in self._taken:
                return self._kept(name)

    def _kept(self, name: str) -> str:
        self._taken.add(fold(name))
        return name
