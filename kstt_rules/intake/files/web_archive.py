"""Pages that a program has packed into one file as a mail (MHTML), one for each sheet of a workbook."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Final

_ENCODINGS: Final = ("utf-8", "cp1258", "latin-1")


def pages(data: bytes) -> Iterator[str]:
    """Yield the pages in their order."""
    for part in message_from_bytes(data.lstrip()).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            yield _text(part)


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    for encoding in (part.get_content_charset("utf-8"), *_ENCODINGS):
        try:
            return payload.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return ""
