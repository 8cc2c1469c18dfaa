"""Values that are too many to hold: kept in a file of their own, and read again some at a time."""

import pickle
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from kstt_rules.model.streamed import Streamed

AT_ONCE = 500

Item = TypeVar("Item")


class Spilled(Streamed[Item]):
    """Values in a temporary file, which goes when nobody holds them."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the values are no longer held
        weakref.finalize(self, self._file.close)
        self._starts: list[int] = []
        self._size = 0
        source = iter(items)
        while chunk := list(islice(source, AT_ONCE)):
            self._starts.append(self._file.tell())
            self._size += len(chunk)
            pickle.dump(chunk, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Item]:
        for number in range(len(self._starts)):
            yield from self._chunk(number)

    def _at(self, places: Iterable[int]) -> Iterator[Item]:
        held, chunk = -1, []
        for place in places:
            number, within = divmod(place, AT_ONCE)
            if number != held:
                held, chunk = number, self._chunk(number)
            yield chunk[within]

    def _chunk(self, number: int) -> list[Item]:
        self._file.seek(self._starts[number])
        return pickle.load(self._file)  # type: ignore[no-any-return]  # noqa: S301 - our own, and nobody else's file
