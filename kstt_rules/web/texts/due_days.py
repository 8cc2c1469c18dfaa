"""The words of the page of due days."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.model.report_calendar import DuePolicy, PeriodKind

TITLE: Final = both("Due days set locally")
ABOUT: Final = both(
    "Where the regulation sets no day, an office may set one. The calendar then says that it is local. They are kept "
    "with this dossier; what is left blank stays without a day."
)
REPORTS: Final = both("Reports")
TIER: Final = both("Tier")
PERIOD: Final = both("Period")
DAY: Final = both("Due on day")
AFTER: Final = both("Months after the last of the period")
DAY_OF: Final = both("{tier}, {period}: day")
AFTER_OF: Final = both("{tier}, {period}: months after")
REGULATED: Final = both("day {day}, set by law: {source}")
REGULATED_LATER: Final = both("day {day}, {after} months after, set by law: {source}")
KINDS: Final[Mapping[PeriodKind, Bilingual]] = {
    "month": both("month"),
    "quarter": both("quarter"),
    "half_year": both("half-year"),
    "year": both("year"),
}
POLICY: Final = both("A due day on a day of rest")
POLICIES: Final[Mapping[DuePolicy, Bilingual]] = {
    "as_stated": both("stays as it is"),
    "next_working_day": both("moves to the next working day"),
}
WORKED: Final = both("Days of rest that are worked, one a line")
OFF: Final = both("Working days that are off, one a line")
SWAPPED: Final[Mapping[str, bool]] = {"worked": True, "off": False}
"""The fields of swapped days, and whether these are worked."""

KEEP: Final = both("Keep the due days")
KEPT: Final = both("The due days are kept; the calendar has them.")
FILE: Final = both("Download them for the next time")
UPLOAD: Final = both("Or take them from a file")
SEND: Final = both("Send")
NOT_TEXT: Final = both("The file is not a text; send the YAML file of due days.")
NOT_A_NUMBER: Final = both("{text!r} is not a number; write figures alone.")
NOT_A_DAY: Final = both("{text!r} is not a day; write it as 30/04/2022.")
NO_FILE: Final = both("Choose a file.")
NONE_KEPT: Final = both("No due days are kept yet.")
NO_REPORTS: Final = both("These rules ask for no reports.")
CALENDAR: Final = both("Back to the calendar")
