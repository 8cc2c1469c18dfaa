"""A name that nothing has yet."""

from collections.abc import Iterable
from typing import Final

_NUMBERED: Final = "{name} ({number})"


def free_name(name: str, taken: Iterable[str], *, numbered: str = _NUMBERED, longest: int | None = None) -> str:
    """Return the name, or one with the first number that makes it free, whatever the case of letters.

    ``numbered`` says where the number stands; no name is longer than ``longest``.
    """
    used = {other.casefold() for other in taken}
    free, number = name if longest is None else name[:longest], 1
    while free.casefold() in used:
        number += 1
        ending = len(numbered.format(name="", number=number))
        free = numbered.format(name=name if longest is None else name[: longest - ending], number=number)
    return free
