"""How far an audit has come, for whoever watches it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeVar

from kstt_rules.base.dataclass import dataclass

Stage = Literal["read", "judge", "word"]

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage of an audit has come: ``done`` of ``total``, from 0 to all.

    The stages come in this order: ``read`` counts files or data frames (an earlier roster is read after the dossier,
    from 0 again), ``judge`` counts rules, or parts of an audit in parts, and ``word`` is 1 when the findings are in
    words.
    """

    stage: Stage
    done: int
    total: int


Watcher = Callable[[Progress], None]


def unwatched(_progress: Progress) -> None:
    """Take no notice."""


def watched(stage: Stage, items: Iterable[Item], sizes: Sequence[int], watch: Watcher) -> Iterator[Item]:
    """Yield items, each of which counts its size, and say after each how far the stage has come."""
    done, total = 0, sum(sizes)
    watch(Progress(stage, done, total))
    for item, size in zip(items, sizes, strict=True):
        done += size
        watch(Progress(stage, done, total))
        yield item
