"""A text in the two languages of every output: Vietnamese first, English beside it.

Our own fixed texts stand in the code in English; their Vietnamese is in the gettext catalogue
``locale/vi/LC_MESSAGES/kstt_rules.po``, which the build compiles.
"""

from collections.abc import Callable, Iterable
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any, Final, Literal

from kstt_rules.base.dataclass import dataclass

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

_CATALOGUE: Final = Path(__file__).parents[1] / "locale" / "vi" / "LC_MESSAGES" / "kstt_rules.mo"


@dataclass(frozen=True, slots=True, order=True)
class Bilingual:
    """One text in Vietnamese and in English, both NFC."""

    vi: str
    en: str

    def __getitem__(self, language: Language) -> str:
        if language == "vi":
            return self.vi
        if language == "en":
            return self.en
        raise KeyError(language)  # so that a search within it ends

    def __str__(self) -> str:
        return f"{self.vi} / {self.en}"

    def format(self, *given: object, **named: object) -> "Bilingual":
        """Fill in the placeholders of both; a value that is bilingual itself is given in the language of each."""
        return in_both(
            lambda language: self[language].format(*(_of(value, language) for value in given), **_in(language, named))
        )


def both(english: str, context: str | None = None) -> Bilingual:
    """Return a fixed text of ours; ``context`` tells apart what is one word in English and two in Vietnamese."""
    catalogue = _vietnamese()
    vietnamese = catalogue.gettext(english) if context is None else catalogue.pgettext(context, english)
    return Bilingual(vietnamese, english)


def in_both(text: Callable[[Language], str]) -> Bilingual:
    """Return what a function words in one language in both."""
    return Bilingual(text("vi"), text("en"))


def joined(separator: str | Bilingual, items: Iterable[Bilingual | str]) -> Bilingual:
    """Join texts in each language; what is not bilingual is the same in both."""
    texts = list(items)
    return in_both(lambda language: _of(separator, language).join(_of(text, language) for text in texts))


def _in(language: Language, values: dict[str, object]) -> dict[str, object]:
    return {name: _of(value, language) for name, value in values.items()}


def _of(value: Any, language: Language) -> Any:
    return value[language] if isinstance(value, Bilingual) else value


@cache
def _vietnamese() -> GNUTranslations:
    try:
        with _CATALOGUE.open("rb") as file:
            return GNUTranslations(file)
    except FileNotFoundError as error:
        raise RuntimeError("the Vietnamese texts are not compiled: install the package, pip install -e .") from error
