"""The fixed words of the report calendar."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both

TITLE: Final = both("Report calendar of {year}")
GUIDE: Final = both("Guide")
BY_UNIT: Final = both("{reports} reports of {reporters} units")
BY_KIND: Final = both("{reports} reporting periods of {reporters} kinds of unit")

UNIT: Final = both("Unit")
TIER: Final = both("Tier")
PERIOD: Final = both("Period")
DATA_FROM: Final = both("Data from")
DATA_UNTIL: Final = both("Data until")
DUE: Final = both("To be sent by")
SOURCE: Final = both("Where that day comes from")
REST: Final = both("Day of rest")
KEPT: Final = both("a day of rest, kept as stated")
MOVED_FROM: Final = both("moved from {day}, a day of rest")
PROVISION: Final = both("Provision", "calendar")
SOURCES: Final[Mapping[str | None, Bilingual]] = {
    "regulation": both("the regulation"),
    "local": both("a local parameter, not the regulation"),
    None: both("none is set"),
}

FILL_IN: Final = both(
    "The sheet “{sheet}” is the calendar to fill in and submit: enter when, by whom approved and to whom each report "
    "was sent."
)
CUT_OFF: Final = both("The first and the last day of the data follow Decree 09/2019/ND-CP, not this regulation.")
NONE_SET: Final = both(
    "For some reports neither the regulation nor a local parameter sets a day: it is left blank for whoever receives "
    "the report to set."
)
ALL_LOCAL: Final = both("Every day stated for sending comes from a local parameter and not from the regulation.")
SOME_LOCAL: Final = both(
    "Some days for sending come from a local parameter and not from the regulation; each report says which."
)
NONE_LOCAL: Final = both("Every day stated for sending is set by the regulation.")
MOVED: Final = both("A day that falls on a day of rest is moved to the next working day.")
AS_STATED: Final = both("A day stays as it is set even where it falls on a day of rest; where one does, that is said.")
HOLIDAYS: Final = both(
    "Days of rest are Saturdays, Sundays and the public holidays of Viet Nam, with the swapped days that are known."
)
UNKNOWN_KIND: Final = both("Not in the calendar, as the register does not tell their kind: {names}.")

CUT_OFF_EVENT: Final = both("Data cut-off, report of {period}: {name}")
DUE_EVENT: Final = both("Report of {period} due: {name}")
DATA: Final = both("Data from {first} until {last} (by Decree 09/2019/ND-CP).")
DUE_FROM: Final = both("The day is set by: {source}.")
CUT_OFF_KIND: Final = both("Data cut-off")
DUE_KIND: Final = both("Report due")
NO_DUE: Final = both("No day is set for sending it.")
