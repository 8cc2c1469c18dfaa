"""The words of the page where a cell is corrected."""

from typing import Final

from kstt_rules.base.bilingual import both

TITLE: Final = both("Correct cell {cell}")
VALUE: Final = both("New value")
CELL: Final = both("Cell {cell}")
HINT: Final = both(
    "Type it as in the sheet: days as 31/03/2022; nothing to empty the cell. The submitted file itself stays as it is."
)
SUBMIT: Final = both("Correct and judge again")
BACK: Final = both("Back to the finding")
AROUND: Final = both("The cell in its sheet")
OTHER: Final = both("Another cell of this sheet")
GO: Final = both("Go to it")

CAME: Final = both("What the correction changed")
NOTHING: Final = both("The cell holds this already; nothing was changed.")
MADE: Final = both("The cell was corrected and judged again.")
TAKEN_BACK: Final = both("The correction was taken back and judged again.")
MADE_AGAIN: Final = both("The correction was made again and judged again.")
COUNTS: Final = both("Gone: {gone}. New: {appeared}. Changed: {changed}.")
GONE: Final = both("Findings that are gone")
APPEARED: Final = both("New findings")
CHANGED: Final = both("Findings that say something else")
MORE: Final = both("and {count} more.")
UNDO: Final = both("Undo the last correction")
REDO: Final = both("Make it again")
NO_CELL: Final = both("{cell!r} is not a cell; give its letters and its number, such as C7")
