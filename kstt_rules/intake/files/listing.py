"""Which files a submission consists of, and what each is called in every output."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final
from unicodedata import normalize

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError
from kstt_rules.base.real_path import real_path
from kstt_rules.model.files import OTHER_KIND

WORKBOOK_SUFFIXES: Final = frozenset(
    {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".csv", ".tsv", ".docx", ".mht", ".mhtml"}
)
_TO_CONVERT: Final = {".zip": "packed", ".rar": "packed", ".7z": "packed", ".doc": "old_word", ".rtf": "old_word"}
"""What lists are sent in too: not read, and so not passed over in a folder either."""
_OF_PROGRAMS: Final = frozenset({".json", ".log", ".md", ".py", ".sarif", ".tmp", ".yaml", ".yml"})
"""What no list is sent in: what this program reads beside the dossier or writes, and what stands beside programs."""
_OF_SYSTEMS: Final = frozenset({"desktop.ini", "ehthumbs.db", "thumbs.db"})


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file to read and its label: its place in the folder that was given, or its name."""

    label: str
    path: Path


@dataclass(frozen=True, slots=True)
class Listing:
    """The files to read, in order of their labels, and the labels that cannot be read with the reason as one word."""

    files: tuple[ListedFile, ...]
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    depth: int
    fault: str | None = None


def list_files(paths: Sequence[Path]) -> Listing:
    """List the workbooks among files and, recursively, in folders. A file that is named twice is listed once.

    Hidden and lock files in folders are left out, and so are those of programs. A file of another kind, such as a scan,
    is told as one; it is a fault where it is named itself, and so are archives, old Word documents, and a link that
    leads out of the folder that it lies in.
    Labels hold no more of the path than tells them apart. Raises InputError when there is neither a workbook nor a
    fault.
    """
    found: dict[Path, _Found] = {}
    for item in (item for path in reversed(paths) for item in _find(real_path(path))):
        if item.fault != OTHER_KIND or item.path not in found:  # whoever names it himself wants it read
            found[item.path] = item
    if all(item.fault == OTHER_KIND for item in found.values()):
        allowed = " ".join(sorted(WORKBOOK_SUFFIXES))
        raise InputError(both("there are no files to read; allowed types: {allowed}").format(allowed=allowed))
    labels = _labels(found.values())
    files = [ListedFile(labels[item.path], item.path) for item in found.values() if item.fault is None]
    faults = [(labels[item.path], item.fault) for item in found.values() if item.fault is not None]
    return Listing(tuple(sorted(files, key=lambda file: (file.label, file.path))), tuple(sorted(faults)))


def _find(path: Path) -> Iterator[_Found]:
    if path.is_dir():
        yield from _find_in_folder(path)
    elif not path.exists():
        yield _Found(path, 1, "not_found")
    elif path.suffix.lower() not in WORKBOOK_SUFFIXES:
        yield _Found(path, 1, _TO_CONVERT.get(path.suffix.lower(), "unknown_extension"))
    else:
        yield _Found(path, 1)


def _find_in_folder(folder: Path) -> Iterator[_Found]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(parent, name) for name in folders):
            if path.is_symlink():  # walking does not follow it, so that it cannot go round in circles
                yield _found_in(folder, path, "linked_folder")
        for name in names:
            path = Path(parent, name)
            suffix = path.suffix.lower()
            if name.startswith((".", "~$")) or name.lower() in _OF_SYSTEMS or suffix in _OF_PROGRAMS:
                continue
            if suffix in WORKBOOK_SUFFIXES:
                yield _linked(path, folder) if path.is_symlink() else _found_in(folder, path)
            else:
                yield _found_in(folder, path, _TO_CONVERT.get(suffix, OTHER_KIND))
    for error in closed:
        path = Path(os.fsdecode(error.filename))
        yield _Found(path, max(1, len(path.relative_to(folder).parts)), "unreadable_folder")


def _found_in(folder: Path, path: Path, fault: str | None = None) -> _Found:
    return _Found(path, len(path.relative_to(folder).parts), fault)


def _linked(path: Path, folder: Path) -> _Found:
    """Return the file that a link in a folder leads to, or the link with what is wrong: it may not lead out of it."""
    place = Path(os.path.realpath(path))
    if not place.exists():
        return _found_in(folder, path, "not_found")
    return _found_in(folder, place) if place.is_relative_to(folder) else _found_in(folder, path, "linked_file")


def _labels(found: Iterable[_Found]) -> dict[Path, str]:
    depths = {item.path: item.depth for item in found}
    whole = {path: _label(path, len(path.parts)) for path in depths}
    while True:
        labels = {path: _label(path, depth) for path, depth in depths.items()}
        uses = Counter(label for label, _ in {(labels[path], whole[path]) for path in depths})
        alike = [path for path, label in labels.items() if uses[label] > 1 and depths[path] < len(path.parts) - 1]
        if not alike:
            return _numbered(labels)
        for path in alike:
            depths[path] += 1


def _numbered(labels: dict[Path, str]) -> dict[Path, str]:
    """Return labels with numbers where names are spelled in two ways, as by a Mac and by Windows, and say the same."""
    taken: set[str] = set()
    for path in sorted(labels):
        label, number = PurePosixPath(labels[path]), 1
        while labels[path] in taken:
            number += 1
            labels[path] = str(label.with_stem(f"{label.stem} ({number})"))
        taken.add(labels[path])
    return labels


def _label(path: Path, depth: int) -> str:
    text = "/".join(path.parts[-depth:])
    return normalize("NFC", os.fsencode(text).decode("utf-8", "replace"))
