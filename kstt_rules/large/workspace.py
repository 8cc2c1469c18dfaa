"""A folder that the steps of one audit share: a step saves values there by name, later steps load them."""

import os
import pickle
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import InputError


class Workspace:
    """Values by name in a folder that every worker sees. A value gets its name only once it is completely written."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def place(self, name: str) -> Path:
        """Return where something of a name is kept, and make its folder."""
        place = Path(self.folder, name)
        self._check_folder()
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def save(self, name: str, *values: object) -> None:
        """Keep a value, or several to be loaded one after the other.

        The same name again replaces them, so that a step may be repeated.
        """
        place = self.place(name)
        unfinished = place.with_name(f"{place.name}.{os.urandom(6).hex()}")
        with unfinished.open("wb") as stream:
            for value in values:
                pickle.dump(value, stream, protocol=pickle.HIGHEST_PROTOCOL)
        unfinished.replace(place)

    def load(self, name: str) -> Any:
        """Return a kept value; raises InputError where the folder is not to be seen."""
        self._check_folder()
        with Path(self.folder, name).open("rb") as stream:
            return pickle.load(stream)  # noqa: S301 - a folder of our own that nobody else may write

    def load_each(self, name: str) -> Iterator[Any]:
        """Yield the values that were kept under a name, holding one of them and no open file."""
        place, start = Path(self.folder, name), 0
        while start < place.stat().st_size:
            with place.open("rb") as stream:
                stream.seek(start)
                value = pickle.load(stream)  # noqa: S301 - as above
                start = stream.tell()
            yield value

    def load_once(self, name: str) -> Any:
        """Return a saved value that this process may keep in memory; do not change it."""
        return _loaded(self.folder, name)

    def forget(self) -> None:
        """Forget the values that this process keeps in memory."""
        _loaded.cache_clear()

    def _check_folder(self) -> None:
        if not Path(self.folder).is_dir():
            raise InputError(
                both("a worker cannot see the folder {folder}; give one that all machines share with --scratch").format(
                    folder=self.folder
                )
            )


@lru_cache(maxsize=4)  # what one step needs; what the step before needed is let go of
def _loaded(folder: str, name: str) -> Any:
    return Workspace(folder).load(name)
