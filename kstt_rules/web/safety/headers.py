"""What a browser is told of every answer: keep nothing, guess nothing, load nothing from elsewhere."""

from typing import Final
from urllib.parse import quote

PRIVATE: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
"""Without a referrer to itself a browser would call the origin of this form unknown."""
PAGE: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def attachment(name: str) -> dict[str, str]:
    """Return the header by which a browser saves an answer under a name, which may have any letters."""
    plain = "".join(letter if _is_plain(letter) else "_" for letter in name)
    further = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return {"Content-Disposition": f'attachment; filename="{plain}"{further}'}


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isprintable() and letter not in '"\\%'
