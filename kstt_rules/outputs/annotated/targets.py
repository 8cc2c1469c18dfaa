"""Where annotated files go, and that this is never where they come from."""

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.free_name import free_name
from kstt_rules.base.real_path import real_path
from kstt_rules.model.files import SubmittedFile
from kstt_rules.outputs.target import check_apart, check_target, would_overwrite

_LONGEST_NAME: Final = 255
"""Bytes of UTF-8."""
_ROOM_FOR_NUMBER: Final = 8
_SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".ods"})


def check_place(
    place: Path | None, paths: Sequence[Path], *, others: Sequence[Path] = (), is_folder: bool = False
) -> None:
    """Check that annotated files of what was submitted under these paths may be written at a place.

    That is a file for one file unless it ``is_folder``, else a folder, which need not be there. Raises UsageError for
    what was submitted itself or is read among the ``others``, for a place in a folder of these, for a folder
    that holds a link to one of them, and for a place that cannot be written.
    """
    if place is None:
        raise UsageError(both("the format annotated writes files: name a file, or a folder for several, with -o"))
    target = real_path(place)
    check_apart((*paths, *others), place)
    if any(path.is_dir() and real_path(path) in target.parents for path in (*paths, *others)):
        raise would_overwrite(place)
    if is_single(paths) and not is_folder:
        check_target(place)
        if place.suffix.lower() not in _SUFFIXES:
            told = both("{place}: name a file that ends in one of {suffixes}")
            raise UsageError(told.format(place=place, suffixes=" ".join(sorted(_SUFFIXES))))
    else:
        _check_folder(place, target, paths, others)


def is_single(paths: Sequence[Path]) -> bool:
    """Tell whether one file was submitted, and no folder."""
    return len(paths) == 1 and not paths[0].is_dir()


def _check_folder(place: Path, target: Path, paths: Sequence[Path], others: Sequence[Path]) -> None:
    if place.exists() and not place.is_dir():
        raise UsageError(both("{place}: is not a folder; several files need a folder").format(place=place))
    if any(real_path(path).parent == target for path in paths):
        raise would_overwrite(place)
    check_apart(others, *target.rglob("*"))
    if not place.exists():
        check_target(place)


def name_in_folder(label: str, suffix: str, taken: Iterable[str]) -> str:
    """Return the place of an annotated file in the folder: that of the submitted one, with the suffix it now needs.

    A name is cut where it would be longer than systems of files take.
    """
    path = PurePosixPath(*(part for part in PurePosixPath(label).parts if part not in ("..", "/")))
    name = str(path) if path.suffix.lower() == suffix else f"{path}{suffix}"
    used = [other.casefold().removesuffix(suffix) for other in taken]
    free = free_name(name.removesuffix(suffix), used)
    if len(PurePosixPath(free).name.encode()) + len(suffix) > _LONGEST_NAME:
        last = path.name.encode()[: _LONGEST_NAME - len(suffix) - _ROOM_FOR_NUMBER].decode("utf-8", "ignore").rstrip()
        free = free_name(str(path.with_name(last)), used)
    return free + suffix


def check_single(place: Path, suffix: str, file: SubmittedFile) -> None:
    """Raise UsageError where the file to be written does not have the suffix of its format."""
    if place.suffix.lower() != suffix:
        told = both("{place}: {file} comes back as {suffix}; name a file that ends in {suffix}")
        raise UsageError(told.format(place=place, file=file.label, suffix=suffix))
