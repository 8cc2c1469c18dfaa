"""The words of the list of findings."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts

TITLE: Final = texts.FINDINGS_OF_WHOLE
ALL_UNITS: Final = both("Of all units")
SHARED: Final = both("Another {count} checks cannot be concluded because many lack the same data.")
SHARED_OF_ALL_UNITS: Final = both(
    "What cannot be concluded because many units lack the same data is not listed here ({count} checks of all units)."
)
SEE_SHARED: Final = both("See what to supply")
