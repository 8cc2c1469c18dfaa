"""Delta debugging: what of many things is needed for something to hold."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def smallest(items: Sequence[Item], holds: Callable[[list[Item]], bool]) -> list[Item]:
    """Return items, in their order, of which none can be left out; all of them are known to hold.

    Large pieces are left out first, so that the number of trials is about that of the items kept, times the logarithm
    of all.
    """
    kept = list(items)
    size = max(1, len(kept) // 2)
    while True:
        before = len(kept)
        at = 0
        while at < len(kept):
            rest = kept[:at] + kept[at + size :]
            if holds(rest):
                kept = rest
            else:
                at += size
        if size == 1 and len(kept) == before:
            return kept
        size = max(1, size // 2)
