"""The habits of those who write lists, and random combinations of them; each changes a list and none of its facts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from layouts.draft import Draft
from layouts.habits_of_cells import PEOPLE, TEXTS
from layouts.habits_of_headers import HEADERS
from layouts.habits_of_sheets import SHEETS
from layouts.lists import LISTS

Change = Callable[[Draft, Random], None]


@dataclass(frozen=True)
class Habit:
    """A habit: what it changes, and its group, of which one at most is drawn."""

    name: str
    change: Change
    group: str


HABITS = {
    name: Habit(name, change, group)
    for part in (TEXTS, PEOPLE, HEADERS, SHEETS)
    for name, (change, group) in part.items()
}
"""By name, in the order in which they are applied: cells first, what stands around them last."""


def drawn(order: Random) -> tuple[str, ...]:
    """Draw a combination of some eight habits."""
    groups: dict[str, list[str]] = {}
    for name, habit in HABITS.items():
        groups.setdefault(habit.group, []).append(name)
    chosen = {order.choice(names) for names in groups.values() if order.random() < 1 / 3}
    return tuple(name for name in HABITS if name in chosen)


def written_by(list_name: str, habits: Iterable[str], seed: object) -> Draft:
    """Return a list as somebody with these habits writes it; each habit draws from a source of its own."""
    draft = Draft.of(LISTS[list_name]())
    for name in habits:
        HABITS[name].change(draft, Random(f"{seed}/{name}"))
    return draft


def smallest(habits: tuple[str, ...], fails: Callable[[tuple[str, ...]], bool]) -> tuple[str, ...]:
    """Return a combination that still fails and does not without any one of its habits."""
    for name in habits:
        fewer = tuple(other for other in habits if other != name)
        if fails(fewer):
            return smallest(fewer, fails)
    return habits
