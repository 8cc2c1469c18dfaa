"""Text in UTF-8 that a program took for Windows-1252 and stored so: "Sở" became "Sá»Ÿ"."""

from collections.abc import Collection
from itertools import islice
from typing import Final

MISREAD: Final = "UTF-8 (Windows-1252)"
_LEAST_TEXTS: Final = 2
_EXCEPTIONS_IN: Final = 10
_SIGNS: Final = {ord(sign): byte for byte in range(0x80, 0xA0) for sign in bytes([byte]).decode("cp1252", "ignore")}
"""The bytes that have signs of their own in Windows-1252, by these; those without a sign it leaves as they are."""


def are_misread(texts: Collection[str]) -> bool:
    """Tell whether nearly all of some texts, none of them in ASCII, are misread.

    Text that is not never looks so: its letters would have to be, by chance, the bytes of others.
    """
    most = len(texts) // (_EXCEPTIONS_IN + 1)
    exceptions = sum(1 for _ in islice((text for text in texts if reread(text) is None), most + 1))
    return exceptions <= most and len(texts) - exceptions >= _LEAST_TEXTS


def reread(text: str) -> str | None:
    """Return what a misread text says, None where it is not misread."""
    try:
        return text.translate(_SIGNS).encode("latin-1").decode()
    except UnicodeError:
        return None
