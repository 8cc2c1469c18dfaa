"""The words of the pages of results."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.outputs import texts

TITLE: Final = both("Results")
PARTS: Final = both("Kinds of results")
DOWNLOADS: Final = both("Reports and files")
LETTERS: Final = both("Letters of reminder")
COMPARISON: Final = both("Comparison with an earlier result")
WAIVERS: Final = both("Waivers")
DUE_DAYS: Final = both("Due days")
PAGES: Final[Mapping[str, Bilingual]] = {
    "results": DOWNLOADS,
    "letters": LETTERS,
    "due_days": DUE_DAYS,
    "comparison": COMPARISON,
    "waivers": WAIVERS,
}
"""The pages of results."""

REPORTS: Final = both("Reports")
OFFICIAL: Final = both("Word report with the letterhead")
SHEETS: Final = both("The submitted files")
SHEETS_ABOUT: Final = both(
    "Marked: each cell that a finding rests on is coloured, with a note. Corrected: as submitted, with the corrected "
    "cells alone changed."
)
MARKED: Final = both("Marked files")
CORRECTED: Final = both("Corrected files")
LOG: Final = both("Log of corrections")
MAPPING: Final = both("How the columns were read")

CALENDAR: Final = both("Report calendar")
CALENDAR_ABOUT: Final = both("Who reports, on which period, due when; for every unit of the register.")
NO_DUE_DAYS: Final = both("Due days are those that the regulation sets.")
DUE_DAYS_KEPT: Final = both("The due days that were set locally are in it.")
SET_DUE_DAYS: Final = both("Set local due days")
YEAR: Final = both("Year")
TIER: Final = texts.TIER
FORMAT: Final = both("As", "a file of this kind")
CALENDAR_FORMATS: Final[Mapping[str, Bilingual]] = {
    "xlsx": both("Excel workbook"),
    "ics": both("calendar with reminders (.ics)"),
}
DOWNLOAD: Final = both("Download")
TEMPLATE: Final = both("Workbook to fill in")
TEMPLATE_ABOUT: Final = both("Every sheet that the rules need, with the units of this register filled in.")
TEMPLATE_FILE: Final = both("Workbook with the units")
NOBODY_REPORTS: Final = both("No unit of the register has to report.")
NO_YEAR: Final = both("{text!r} is not a year; write it with four figures, such as 2022.")
