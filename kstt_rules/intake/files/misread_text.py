"""Text in UTF-8 that a program took for Windows-1252 and stored so: "Sở" became "Sá»Ÿ"."""

from collections.abc import Collection
from typing import Final

MISREAD: Final = "UTF-8 (Windows-1252)"
_LEAST_TEXTS: Final = 2
_EXCEPTIONS_IN: Final = 10


def are_misread(texts: Collection[str]) -> bool:
    """Tell whether nearly all of some texts, none of them in ASCII, are misread.

    Text that is not never looks so: its letters would have to be, by chance, the bytes of others.
    """
    misread = sum(reread(text) is not None for text in texts)
    return misread >= _LEAST_TEXTS and (len(texts) - misread) * _EXCEPTIONS_IN <= misread


def reread(text: str) -> str | None:
    """Return what a misread text says, None where it is not misread."""
    try:
        return b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return None


def _byte(sign: str) -> bytes:
    """Return the byte that a sign was taken for; Windows leaves those without a sign as they are."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")
