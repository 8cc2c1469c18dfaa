"""The fixed words of the workbook that offices fill in."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both

TITLE: Final = both("Template for data on {matter}")
LISTS_SHEET: Final = "Danh mục"
VALUES: Final = both("Values of: {label}")

GUIDE: Final = (
    both(
        "Each sheet is one dataset. Delete the sheets that you do not submit: a sheet with a "
        "header and no rows counts as submitted and empty."
    ),
    both("Do not rename sheets or columns. Write one thing in each row; do not merge cells."),
    both("In the column Đơn vị, enter a name or code from the sheet Đơn vị."),
    both(
        "The sheet Miễn trừ (waivers) is for the office that audits: delete it before units fill the workbook in. Each "
        "row names a unit, a rule as results show it or a provision, why, and who allows it until when; it counts only "
        "where the file is named by --waivers."
    ),
    both("Write dates as day/month/year, such as 31/03/2022. Leave a cell empty if there are no data for it."),
)

NAMESAKES: Final = both(
    "In the column Đơn vị, enter a name or code from the sheet Đơn vị; add the district to communes with the same name."
)
"""In place of the line on units, where several may have one name."""
UNIT_LINE: Final = 2

HOW: Final = both("How to fill it in")
REQUIRED: Final = both("Required")

BY_TYPE: Final[Mapping[str, Bilingual]] = {
    "text": both("text"),
    "integer": both("a whole number"),
    "number": both("a number"),
    "boolean": both("có (yes) or không (no)"),
    "date": both("a date, such as 31/03/2022"),
    "unit": both("the name or code of a unit"),
    "period": both("a period: Quý I/2022, Năm 2022 or Đột xuất (ad hoc)"),
    "provision": both("a provision, such as 6.1.a"),
}
PERIODS: Final = both("a period: {examples}")
ONE_OF: Final = both("one of: {labels}")
SEVERAL_OF: Final = both("one or more, separated by ;: {labels}")
READ_FROM: Final = both("if empty, taken from the column “{header}”")
NOT_ALLOWED: Final = both("Not allowed")
