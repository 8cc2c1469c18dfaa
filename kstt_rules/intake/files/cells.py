"""What a file holds, before anything is understood of it: its sheets, their cells and merged cells."""

from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.own_limits import MEMORY_A_FILE, SECONDS_A_FILE
from kstt_rules.intake.files.child_cells import MARK

__all__ = ["MARK", "Cell", "Content", "Found", "Limits", "Merge", "Sheet"]

Cell = str | float | None
"""An empty cell, a number, a text, or another type as child_cells describes it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take: seconds, and bytes of address space."""

    seconds: int = SECONDS_A_FILE
    memory: int = MEMORY_A_FILE


class Merge(NamedTuple):
    """Cells merged to one that shows the first: 1-based rows, 0-based columns, both ends included."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that hold anything: their 1-based numbers and their cells up to the last that is filled.

    ``hidden_rows`` are numbers of rows, ``hidden_columns`` 0-based columns, ``merges`` merged cells by their first row,
    ``doubts`` numbers of rows in a text file by what is odd about them, as uneven_rows and plain_text tell.
    ``encoding`` is what the text of ``decoded`` cells had before it was turned into Unicode.
    ``holds_lists`` is a sheet that drop-downs on another choose from. ``plain`` is a table that is nothing but a header
    in its first row and rows.
    """

    name: str
    numbers: list[int] = field(default_factory=list)
    rows: Sequence[list[Cell]] = ()
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merges: dict[int, list[Merge]] = field(default_factory=dict)
    doubts: dict[str, list[int]] = field(default_factory=dict)
    holds_lists: bool = False
    plain: bool = False
    encoding: str | None = None
    decoded: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """What one file holds, or the reason as one word why it could not be read; sha256 is empty when no byte was.

    ``register`` marks the file that was named as the register of units.
    """

    label: str
    sha256: str
    sheets: tuple[Sheet, ...]
    fault: str | None = None
    register: bool = False


@dataclass(slots=True)
class Found:
    """What one file holds, or the reason why it could not be read."""

    sha256: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    fault: str | None = None
