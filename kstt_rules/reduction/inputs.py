"""Where the files of a kept result are now."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import file_digest
from pathlib import Path

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.listing import list_files


@dataclass(frozen=True, slots=True)
class InputFound:
    """A file, and whether it holds something else than when it was audited."""

    path: Path
    is_changed: bool


def found_inputs(wanted: Mapping[str, str], folders: Sequence[Path], *, is_sought: bool) -> dict[str, InputFound]:
    """Return the files that are found, by the names that they had in the audit; ``wanted`` holds their SHA-256 by name.

    In folders where they are ``sought``, they may lie under any name. Raises InputError for a folder without files.
    """
    found = {}
    by_digest = {_digest(path): path for path in _files(folders)} if is_sought else {}
    for name, digest in wanted.items():
        path = by_digest.get(digest) or next((path for folder in folders if (path := folder / name).is_file()), None)
        if path is not None:
            found[name] = InputFound(path, _digest(path) != digest)
    return found


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    return (file.path for file in reversed(list_files(folders).files))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
