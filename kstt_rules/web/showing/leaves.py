"""A long list leafed through: as many items as a page bears, and where the pages before and behind it are."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Generic, TypeVar
from urllib.parse import urlencode

from kstt_rules.base.dataclass import dataclass

MOST: Final = 25
"""How many items a page shows."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """The items of one page, the place of the first (from 1), how many there are, and its number of how many pages."""

    items: Sequence[Item]
    first: int
    total: int
    page: int
    pages: int

    def shown(self, parts: Mapping[str, str]) -> dict[str, Any]:
        """Return it as a page tells it, with what to ask for the pages around it."""
        return {
            "first": self.first,
            "last": max(0, self.first + len(self.items) - 1),
            "total": self.total,
            "page": self.page,
            "pages": self.pages,
            "previous": {**parts, "page": self.page - 1} if self.page > 1 else None,
            "next": {**parts, "page": self.page + 1} if self.page < self.pages else None,
        }


def leaf(items: Sequence[Item], query: Mapping[str, str], most: int = MOST) -> Leaf[Item]:
    """Return the page of a list that an address asks for; the nearest where it asks for none that there is."""
    asked = query.get("page", "")
    pages = max(1, -(-len(items) // most))
    page = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 10 else 1
    start = (page - 1) * most
    return Leaf(items[start : start + most], start + 1 if items else 0, len(items), page, pages)


def asked(page: str, **query: object) -> str:
    """Return the address of a page of the workspace with what is asked there, without what is blank."""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{page}?{urlencode(given)}" if given else page
