"""Whose page sent a form: a page of another site must not post through the browser of an official."""

from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import urlsplit

from kstt_rules.web.refusal import Refused
from kstt_rules.web.texts import common as words

_OWN_SITE: Final = frozenset({"same-origin", "none"})
"""What a browser says of a form of the same page's origin, and of an address that was typed."""


def check_origin(headers: Mapping[str, str], names: Collection[str]) -> None:
    """Raise Refused for a form that a page of another site sends."""
    if _is_foreign(headers, names):
        raise Refused(words.FOREIGN, 403)


def _is_foreign(headers: Mapping[str, str], names: Collection[str]) -> bool:
    """Tell whether any header that a browser adds names another site than the one that is asked.

    Own is the host and port that the request goes to, and a name of ``names`` without a port, which is how a proxy in
    front of this server is called. A request without any such header, as other programs send it, is not foreign.
    """
    own = {headers.get("host", "").lower(), *(name.lower() for name in names)}
    if headers.get("sec-fetch-site", "none").lower() not in _OWN_SITE:
        return True
    said = headers.get("origin", headers.get("referer"))
    return said is not None and _authority(said) not in own


def _authority(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in {"http", "https"} else ""
