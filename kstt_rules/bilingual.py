"""A text in the two languages of every output: Vietnamese first, English beside it."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in Vietnamese and in English, both NFC."""

    vi: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en

    def __str__(self) -> str:
        return f"{self.vi} / {self.en}"
