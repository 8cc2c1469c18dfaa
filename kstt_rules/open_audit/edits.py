"""Edits of what was submitted, as values that can be made, taken back, and told as corrections."""

from typing import Any

from kstt_rules.base.cell_address import Place
from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.cells import Cell


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell that gets another content; of a data frame also the values given before and after."""

    place: Place
    before: Cell
    after: Cell
    given_before: Any = None
    given_after: Any = None


@dataclass(frozen=True, slots=True)
class Edit:
    """The cells of one sheet that change together.

    ``row`` is the place of the row among those of its dataset, where it was named so. ``adds`` is the dataset that the
    row is new in, ``begins`` the columns of one that is new as a whole.
    """

    file: str
    sheet: str
    cells: tuple[CellEdit, ...]
    row: int | None = None
    adds: str | None = None
    begins: tuple[str, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Tell whether everything would stay as it is."""
        stays = all(item.before == item.after and item.given_before is item.given_after for item in self.cells)
        return stays and self.adds is None


@dataclass(frozen=True, slots=True)
class History:
    """The edits that were made, and those that were taken back and may be made again, the next one last."""

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    def made(self, edit: Edit) -> "History":
        """Return the history with another edit; what was taken back before is forgotten."""
        return History((*self.done, edit))

    def taken_back(self) -> "History":
        """Return the history without its last edit."""
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def made_again(self) -> "History":
        """Return the history with the edit that was taken back last."""
        return History((*self.done, self.undone[-1]), self.undone[:-1])

    def added(self, dataset: str) -> tuple[Edit, ...]:
        """Return the edits that added rows to a dataset, in their order."""
        return tuple(edit for edit in self.done if edit.adds == dataset)
