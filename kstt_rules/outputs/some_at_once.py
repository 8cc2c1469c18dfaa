"""A long list as bytes, some items at a time, which takes little memory; several processors make what is not held."""

from collections.abc import Callable, Generator, Sequence
from itertools import islice
from typing import Final, TypeVar

from kstt_rules.base.beside import made_beside
from kstt_rules.model.streamed import MadeWhenAsked

_AT_ONCE: Final = 200  # items

Item = TypeVar("Item")


def some_at_once(items: Sequence[Item], written: Callable[[Sequence[Item]], bytes]) -> Generator[bytes, None, None]:
    """Yield what ``written`` returns for some items after the others; to be closed where it is not read to the end.

    Items that have to be made first are made by several processors.
    """
    if isinstance(items, MadeWhenAsked):
        places = range(0, len(items), _AT_ONCE)
        yield from made_beside(lambda number: written(items[places[number] : places[number] + _AT_ONCE]), len(places))
    else:
        source = iter(items)
        while some := [*islice(source, _AT_ONCE)]:
            yield written(some)
