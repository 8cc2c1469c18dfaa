"""What is read: whether it is there, and that nothing that is written takes the place of it."""

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kstt_rules.base.bilingual import both, joined
from kstt_rules.base.errors import InputError, reason
from kstt_rules.intake.files.listing import WORKBOOK_SUFFIXES
from kstt_rules.outputs.target import check_apart
from kstt_rules.outputs.visible import visible

_READ_IN_FOLDERS: Final = WORKBOOK_SUFFIXES | {".yaml"}


def check_output(output: Path | None, *given: Path | str | None) -> None:
    """Raise UsageError where what is written is one of the files given, or one that is read in a folder given.

    A rule pack that is given by name is not a file of the user.
    """
    if output is not None:
        check_apart(files_of(Path(path) for path in given if path is not None), output)


def check_there(*given: Path | None) -> None:
    """Raise InputError that names all files and folders given that are not there, before anything is read."""
    gone = [path for path in given if path is not None and _is_gone(path)]
    if gone:
        told = both("{place}: {message}")
        why = reason(FileNotFoundError(errno.ENOENT, ""))
        raise InputError(joined("\n", (told.format(place=visible(str(path)), message=why) for path in gone)))


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):  # whoever reads it says what is wrong
        return False
    return False


def files_of(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the files given, and those in the folders given that may be read."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        for folder, _, names in os.walk(path):
            yield from (Path(folder, name) for name in names if Path(name).suffix.lower() in _READ_IN_FOLDERS)
