"""Files that came with a form, put into a folder under the names that they had."""

import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final
from unicodedata import normalize

from starlette.datastructures import FormData, UploadFile

_LONGEST: Final = 240
"""Bytes of a name; a system takes 255, and a number may come to it."""
_LONGEST_SUFFIX: Final = 20
_NO_NAME: Final = "_"


def uploads_of(form: FormData, name: str) -> list[UploadFile]:
    """Return the files of a field."""
    return [part for part in form.getlist(name) if isinstance(part, UploadFile)]


def save(uploads: Iterable[UploadFile], folder: Path) -> list[Path]:
    """Write each file, and return the paths in the order of the form; what has no name is left out.

    A name is the last part of what the browser says; one that is taken gets a number before its suffix.
    """
    folder.mkdir(exist_ok=True)
    paths = []
    for upload in uploads:
        name = _name(upload.filename or "")
        if not name:
            continue
        path = free_place(folder / name)
        with path.open("xb") as file:
            shutil.copyfileobj(upload.file, file)
        paths.append(path)
    return paths


def free_place(path: Path) -> Path:
    """Return a path that is not taken: this one, or with a number before its suffix."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({number})")
    return free


def _name(said: str) -> str:
    """Return the last part of a name as it is stored, spelled in one way; its end is cut off where it is too long."""
    name = PurePosixPath(normalize("NFC", said).replace("\\", "/").replace("\0", "")).name.lstrip(".")
    path = PurePosixPath(name)
    suffix = path.suffix if len(path.suffix.encode()) <= _LONGEST_SUFFIX else ""
    stem = name.removesuffix(suffix).encode()[: _LONGEST - len(suffix.encode())].decode(errors="ignore")
    return stem + suffix or (_NO_NAME if said else "")
