"""The words that stand around every page."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts

NAME: Final = both("Audit of dossiers")
LANGUAGES: Final = both("Language")
SKIP: Final = both("Skip to the content")
STEPS: Final = both("Steps")
OPTIONAL: Final = both("optional")
NOT_YET: Final = both("not yet open")

FILES: Final = texts.INPUTS
UNDERSTOOD: Final = both("How it was read")
FINDINGS: Final = texts.FINDINGS_OF_WHOLE
RESULTS: Final = both("Results")

HELP: Final = both("Help")
HELP_WITH: Final = {
    None: both(
        "Choose the files of one dossier as the units sent them, and the day for which they are to be audited. "
        "Nothing has to be typed again; what was not understood can be corrected afterwards."
    ),
    "files": both(
        "A corrected file takes the place of the one of the same name. What you corrected on the other pages stays, "
        "as far as its cells are still there."
    ),
    "understood": both(
        "Look at what is to be checked first: a unit, a title or a column that was not understood leaves rules open. "
        "Each correction reads all files again and is kept in the mapping file, for the next dossier too."
    ),
    "findings": both(
        "Each finding shows its provision and the cells that it rests on. Correct a cell where it was copied wrongly: "
        "what comes and goes is shown at once. The files that were sent stay as they are."
    ),
    "results": both(
        "All results are of the data as they are corrected now, and say so. The marked and the corrected files go back "
        "to the units."
    ),
}
"""What helps at each step; None is the first page."""
