"""A rule pack by its name, or by its folder."""

from functools import lru_cache
from pathlib import Path

from kstt_rules.base.ready_made import ready_made
from kstt_rules.model.read_vocabulary import base_vocabulary_digest
from kstt_rules.pack.folder import find_pack, fingerprint, packs_folder
from kstt_rules.pack.model import Pack


def load_pack(name_or_path: str | Path) -> Pack:
    """Load a pack by its name, or from a folder given by its path.

    A pack that comes with the program is read once and kept, and read again when its files or the program have changed.

    Raises UsageError where there is no such pack, and PackError with all problems where it cannot be used.
    """
    folder = find_pack(name_or_path)
    return _shipped(folder, fingerprint(folder)) if folder.parent == packs_folder() else _read(folder)


@lru_cache(maxsize=8)
def _shipped(folder: Path, sha256: str) -> Pack:
    return ready_made(folder.name, f"{folder} {sha256} {base_vocabulary_digest()}", lambda: _read(folder))


def _read(folder: Path) -> Pack:
    from kstt_rules.pack.read_pack import read_pack  # noqa: PLC0415 - seldom needed, and takes as long to load as a pack

    return read_pack(folder)
