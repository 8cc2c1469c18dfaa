"""The fixed words of the report calendar."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both

TITLE: Final = both("Report calendar of {year}")
BY_UNIT: Final = both("{reports} reports of {reporters} units")
BY_KIND: Final = both("{reports} reporting periods of {reporters} kinds of unit")

PERIOD: Final = both("Period")
DATA_FROM: Final = both("Data from")
DATA_UNTIL: Final = both("Data until")
DUE: Final = both("Due day")
SOURCE: Final = both("Source of that day")
REST: Final = both("Day off")
KEPT: Final = both("a day off, not moved")
MOVED_FROM: Final = both("moved from {day}, a day off")
SOURCES: Final[Mapping[str | None, Bilingual]] = {
    "regulation": both("the regulation"),
    "act": both("another act of law"),
    "local": both("a local parameter, not the regulation"),
    None: both("none set"),
}

FILL_IN: Final = both(
    "The sheet “{sheet}” is the calendar to fill in and submit: enter when, by whom approved and to whom each report "
    "was sent."
)
CUT_OFF: Final = both("The first and the last day of the data follow Decree 09/2019/ND-CP, not this regulation.")
OWN_CUT_OFF: Final = both("The first and the last day of the data follow the cut-off that the rule pack sets.")
NONE_SET: Final = both(
    "For some reports, neither the law nor a local parameter sets a due day: the "
    "office that receives the report fills it in."
)
ALL_LOCAL: Final = both("All due days shown come from a local parameter, not from the regulation.")
SOME_LOCAL: Final = both("Some due days come from a local parameter, not from the regulation; each report says which.")
NONE_LOCAL: Final = both("All due days shown are set by law.")
MOVED: Final = both("A due day on a day off is moved to the next working day.")
AS_STATED: Final = both("A due day on a day off is not moved; each one is marked.")
HOLIDAYS: Final = both(
    "Days off are Saturdays, Sundays and the public holidays of Viet Nam, including the swapped days that are known."
)
UNKNOWN_KIND: Final = both("Not in the calendar because the register does not give their kind: {names}.")

CUT_OFF_EVENT: Final = both("Data cut-off, report of {period}: {name}")
DUE_EVENT: Final = both("Report of {period} due: {name}")
DATA: Final = both("Data from {first} until {last} (by Decree 09/2019/ND-CP).")
OWN_DATA: Final = both("Data from {first} until {last}.")
DUE_FROM: Final = both("The day is set by: {source}.")
CUT_OFF_KIND: Final = both("Data cut-off")
DUE_KIND: Final = both("Report due")
NO_DUE: Final = both("No due day is set.")
