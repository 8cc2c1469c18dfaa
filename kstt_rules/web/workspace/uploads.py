"""Files that came with a form, put into a folder under the names that they had."""

import shutil
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile
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


def save(uploads: Sequence[UploadFile], folder: Path) -> list[Path]:
    """Write each file, and return the paths in the order of the form; what has no name is left out.

    A name is the last part of what the browser says, with the folders that tell it from those that are called alike;
    one that is taken gets a number before its suffix.
    """
    folder.mkdir(exist_ok=True)
    paths = []
    for upload, name in zip(uploads, _names([upload.filename or "" for upload in uploads]), strict=True):
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


def _names(said: Sequence[str]) -> list[str]:
    """Return what files are called; two of one name in two folders are told apart by them."""
    places = [PurePosixPath(normalize("NFC", one).replace("\\", "/").replace("\0", "")) for one in said]
    alike = defaultdict(list)
    for place in places:
        alike[place.name].append(_folders(place))
    names = []
    for place in places:
        shared = takewhile(lambda folders: len(set(folders)) == 1, zip(*alike[place.name], strict=False))
        names.append(_name(place.name, ", ".join(_folders(place)[len([*shared]) :])))
    return names


def _folders(place: PurePosixPath) -> list[str]:
    return [part for part in place.parent.parts if part.strip("./") and not part.endswith(":")]


def _name(said: str, where: str) -> str:
    """Return a name as it can be stored, with where it was; its end is cut off where it is too long."""
    name = said.lstrip(".")
    suffix = PurePosixPath(name).suffix
    if len(suffix.encode()) > _LONGEST_SUFFIX:
        suffix = ""
    stem = name.removesuffix(suffix) + (f" ({where})" if where else "")
    return _cut(stem, _LONGEST - len(suffix.encode())) + suffix or (_NO_NAME if said else "")


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")
