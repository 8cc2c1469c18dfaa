"""The words that the lists of the workplace share."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.outputs import texts

LISTS: Final = both("Lists")
FINDINGS: Final = texts.FINDINGS_OF_WHOLE
BY_UNIT: Final = both("By unit")
BY_PROVISION: Final = texts.COVERAGE
SHARED: Final = both("What cannot be concluded")
REJECTS: Final = both("Not accepted, or to be checked")
CORRECTIONS: Final = both("Corrections")

OUTCOMES: Final = both("Outcomes of all checks")
SEARCH: Final = both("Search the text (accents may be left out)")
ALL: Final = both("All")
SHOW: Final = both("Show")
RESET: Final = both("Clear the filters")
PREVIOUS: Final = both("Previous page")
NEXT: Final = both("Next page")
RANGE: Final = both("{first}–{last} of {total}")
PAGES: Final = both("Pages of the list")
EMPTY: Final = both("Nothing in this list matches.")

UNIT: Final = texts.UNIT
PROVISION: Final = texts.PROVISION
OUTCOME: Final = texts.OUTCOME
CORRECTED: Final = both("The data were corrected here: {count} changes of cells.")
SEE_CORRECTIONS: Final = both("See the corrections")

PAGES_OF: Final[Mapping[str, Bilingual]] = {
    "findings": FINDINGS,
    "units": BY_UNIT,
    "provisions": BY_PROVISION,
    "undecided": SHARED,
    "rejects": REJECTS,
    "corrections": CORRECTIONS,
}
"""The lists, by their pages."""

CELL: Final = both("Correct {cell}: {text}")
BLANK: Final = texts.BLANK
MARKED: Final = both("the finding rests on it")
CHANGED: Final = both("corrected")
LEFT: Final = both("{count} more rows are not shown.")
