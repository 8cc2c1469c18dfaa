"""Files that came with a form, put into a folder under the names that they had."""

import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from starlette.datastructures import FormData, UploadFile

_LONGEST_NAME = 120


def uploads_of(form: FormData, name: str) -> list[UploadFile]:
    """Return the files of a field."""
    return [part for part in form.getlist(name) if isinstance(part, UploadFile)]


def save(uploads: Iterable[UploadFile], folder: Path) -> list[Path]:
    """Write each file, and return the paths in the order of the form; what has neither name nor content is left out.

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
    name = PurePosixPath(said.replace("\\", "/").replace("\0", "")).name.lstrip(".")
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix[:_LONGEST_NAME]}"
