"""The fixed words of the table of units: what was received of each, and what its rules came to."""

from typing import Final

from kstt_rules.base.bilingual import both

BY_UNIT: Final = both("By unit")
WORST: Final = both("Units, the worst first")
PARENT: Final = both("Under", "the unit above")
RECEIVED: Final = both("Data received")
NOT_RECEIVED: Final = both("Data not received")
UNLIKE_MOST: Final = both("Not received, though most of the tier have it")
NOTHING_RECEIVED: Final = both("nothing received")
ROWS_OF: Final = both("Rows: {dataset}")
MEANS: Final = both(
    "Not received, though most of the tier have it: at least three quarters of the units of the same tier have these "
    "data, leaving out those that sent nothing or are not asked. This compares units and says of no duty."
)
REST: Final = both(
    "Another {count} units have no violation, nothing to review, and all data that most of their tier have."
)
NOT_JUDGED: Final = both("No rule applies to {count} units.")
NO_REGISTER: Final = both("No register of units.")
