"""Identifiers for other programs: the same for the same thing on any machine, at any time."""

from typing import Final
from urllib.parse import quote
from uuid import NAMESPACE_DNS, uuid5

from kstt_rules.outputs.visible import encodable

_NAMESPACE: Final = uuid5(NAMESPACE_DNS, "kstt-rules")


def uuid_of(kind: str, *names: str) -> str:
    """Return the version 5 UUID (RFC 9562) of a thing of this kind that these names tell from all others."""
    return str(uuid5(_NAMESPACE, encodable("\x1f".join((kind, *names)))))


def uri_of(file: str) -> str:
    """Return the relative URI of a submitted file, percent-encoded (RFC 3986)."""
    return quote(encodable(file))
