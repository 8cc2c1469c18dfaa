"""Open documents in one XML file (.fods), turned into the archive that other open documents are."""

import io
import re
import zipfile
from typing import Final

_LOOKED_AT: Final = 20_000
_MEDIA: Final = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST: Final = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_SIGNS: Final = tuple(_MEDIA.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ROOT = re.compile(r"<(?:\w+:)?document[\s>]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def archive_of(data: bytes) -> bytes | None:
    """Return a spreadsheet that is written in one file as an archive, None for another file."""
    if not any(sign in data[:_LOOKED_AT] for sign in _SIGNS):
        return None
    from kstt_rules.intake.files.plain_text import decoded  # noqa: PLC0415  (seldom needed)

    text = decoded(data)
    if text is None or not _ROOT.search(text[:_LOOKED_AT]):
        return None
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", _MEDIA)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _DECLARATION.sub("", text).encode())
    return target.getvalue()
