"""Several files as one to download."""

import zipfile
from pathlib import Path
from typing import Final

_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a file in a .zip can have: what is packed together bears no clock."""


def zip_folder(folder: Path, place: Path) -> None:
    """Pack all files of a folder, in the order of their names, into a new file."""
    with zipfile.ZipFile(place, "x", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _NO_DAY)
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
