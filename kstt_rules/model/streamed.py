"""Values that are not all held: each is made or read when somebody asks for it."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, overload

Item = TypeVar("Item")


class Streamed(Sequence[Item]):
    """Values in their order, equal to a tuple of the same ones; pickled as that tuple."""

    @abstractmethod
    def _at(self, places: Iterable[int]) -> Iterator[Item]:
        """Yield the values at some places, each of them there."""

    def __iter__(self) -> Iterator[Item]:
        return self._at(range(len(self)))

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(index, slice):
            return tuple(self._at(range(len(self))[index]))
        return next(self._at([range(len(self))[index]]))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Streamed, tuple)):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (list(self),)


class MadeWhenAsked(Streamed[Item]):
    """So many values, each made of its place whenever it is asked for, the same every time."""

    def __init__(self, size: int, make: Callable[[int], Item]) -> None:
        self._size = size
        self._make = make

    def __len__(self) -> int:
        return self._size

    def _at(self, places: Iterable[int]) -> Iterator[Item]:
        return map(self._make, places)
