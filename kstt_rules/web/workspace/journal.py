"""What was typed into cells of a workspace, in order, and how much of it was taken back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import compress
from pathlib import Path

import orjson

from kstt_rules.base.dataclass import dataclass
from kstt_rules.outputs.target import atomic_file


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that was typed into a cell."""

    file: str
    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Journal:
    """What stands, and what was taken back and may be made again, the next one last."""

    done: tuple[Typed, ...] = ()
    undone: tuple[Typed, ...] = ()

    def made(self, typed: Typed) -> "Journal":
        """Return the journal with one more, which ends what may be made again."""
        return Journal((*self.done, typed))

    @property
    def by_file(self) -> Counter[str]:
        """How many corrections each file has, with those that were taken back."""
        return Counter(item.file for item in (*self.done, *self.undone))

    def without(self, file: str) -> "Journal":
        """Return the journal without the corrections of a file."""
        return self.kept([item.file != file for item in (*self.done, *self.undone)])

    def kept(self, are: Sequence[bool]) -> "Journal":
        """Return the journal with those of what stands, and of what was taken back, that are to be kept."""
        count = len(self.done)
        return Journal(tuple(compress(self.done, are[:count])), tuple(compress(self.undone, are[count:])))

    def taken_back(self) -> "Journal":
        """Return the journal without the last."""
        return Journal(self.done[:-1], (*self.undone, self.done[-1]))

    def made_again(self) -> "Journal":
        """Return the journal with what was taken back last."""
        return Journal((*self.done, self.undone[-1]), self.undone[:-1])


def read_journal(path: Path) -> Journal:
    """Read a journal; one that is not there is empty."""
    if not path.exists():
        return Journal()
    said = orjson.loads(path.read_bytes())
    return Journal(_all_of(said["done"]), _all_of(said["undone"]))


def write_journal(path: Path, journal: Journal) -> None:
    """Write a journal, whole or not at all."""
    with atomic_file(path) as file:
        file.write(orjson.dumps(asdict(journal)))


def _all_of(items: Iterable[dict[str, str]]) -> tuple[Typed, ...]:
    return tuple(Typed(**item) for item in items)
