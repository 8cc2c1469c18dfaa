"""The fixed words of the report in Word, beside those that it shares with the other outputs."""

from typing import Final

from kstt_rules.base.bilingual import both

TITLE: Final = both("Audit report")
JUDGED: Final = both("What was judged, and by what")
COVERAGE: Final = both("Results by article")
WAIVED: Final = both("Breaches set aside")
OF_ARTICLE: Final = both("{article}, total")
UNCHECKED: Final = both("No rule: {reason}")

NOTHING: Final = both("None.")
ALL_ACCEPTED: Final = both("No row was refused.")

CONCERNED: Final = both("Units concerned")
AND_MORE: Final = both("and {count} more")
CITED: Final = both("Provision", "report")
CELLS: Final = both("Data")
