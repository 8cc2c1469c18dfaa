"""The words of the log of corrections."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.web.texts import correct

TITLE: Final = both("Corrections")
ABOUT: Final = both(
    "Each cell that was corrected here, in order. The submitted files stay as they are; the corrected ones can be "
    "downloaded. Every result says that it is of corrected data."
)
UNDO: Final = correct.UNDO
REDO: Final = correct.REDO
FILES: Final = both("Download the corrected files")
LOG: Final = both("Download the log")
NUMBER: Final = both("No.")
PLACE: Final = both("Place")
HOLDS: Final = both("Holds")
BEFORE: Final = both("Before", "a correction")
AFTER: Final = both("After", "a correction")
