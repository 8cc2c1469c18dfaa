"""Workbooks whose parts are written in UTF-16, as Excel and LibreOffice read and calamine does not."""

import io
import re
import zipfile
from typing import Final

from kstt_rules.intake.files.unseen import UNPACKING_ERRORS

_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def in_utf_8(data: bytes) -> bytes:
    """Return an archive with its parts in UTF-8: itself where they are, or where it cannot be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith((".xml", ".rels"))]
            encodings = {name: encoding for name in names if (encoding := _encoding(archive, name))}
            return _rewritten(archive, encodings) if encodings else data
    except UNPACKING_ERRORS:
        return data


def _encoding(archive: zipfile.ZipFile, name: str) -> str | None:
    """Return the encoding of a part in UTF-16, by its mark or by the half of its first sign that is empty."""
    with archive.open(name) as stream:
        first = stream.read(2)
    if first in _MARKS:
        return "utf-16"
    return {1: "utf-16-le", 0: "utf-16-be"}.get(first.find(b"\0"))


def _rewritten(archive: zipfile.ZipFile, encodings: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for name in dict.fromkeys(archive.namelist()):
            content = archive.read(name)
            if name in encodings:
                content = _DECLARATION.sub("", content.decode(encodings[name])).encode()
            copy.writestr(name, content)
    return target.getvalue()
