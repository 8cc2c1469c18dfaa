"""Names that programs go by, which carry what people call them: no output has to look a label up."""

from typing import Any, Self

from kstt_rules.base.bilingual import Bilingual


class Labelled(str):
    """A name and its label; it is equal to the bare name.

    Without a label, as in results that older versions wrote, people see the name itself.
    """

    __slots__ = ("label",)

    label: Bilingual

    def __new__(cls, name: str, label: Bilingual | None = None) -> Self:
        """Make a name with its label."""
        self = super().__new__(cls, name)
        self.label = label or Bilingual(str(name), str(name))
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.label)


class Tier(Labelled):
    """A tier of units.

    ``rank`` counts from the highest, 0. The units of one of ``committees`` are people's committees, and those of one
    ``within`` another are named with the unit that they are under: letters address both so.
    """

    __slots__ = ("committees", "rank", "within")

    rank: int
    committees: bool
    within: bool

    def __new__(
        cls,
        name: str,
        label: Bilingual | None = None,
        rank: int = 0,
        committees: bool = False,  # noqa: FBT001, FBT002 - by position, as pickle gives it
        within: bool = False,  # noqa: FBT001, FBT002
    ) -> Self:
        """Make a tier with its label and its place among the others."""
        self = super().__new__(cls, name, label)
        self.rank, self.committees, self.within = rank, committees, within
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.label, self.rank, self.committees, self.within)


def label_of(name: str) -> Bilingual:
    """Return what people call a name: its label if it carries one, else the name itself."""
    return name.label if isinstance(name, Labelled) else Bilingual(name, name)
