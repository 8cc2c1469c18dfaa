"""The fixed words of the workbook that offices fill in."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both

TITLE: Final = both("Template for data on focal officers")
GUIDE_SHEET: Final = both("Guide")
LISTS_SHEET: Final = "Danh mục"
UNITS: Final = both("units")
VALUES: Final = both("Values of: {label}")

GUIDE: Final = (
    both(
        "Each sheet is one dataset. Delete the sheets that are not submitted: a sheet with its header and no row counts"
        " as submitted and empty."
    ),
    both("Keep the names of sheets and columns. One row is one thing; do not merge cells."),
    both("The column Đơn vị takes a name or code of the sheet Đơn vị; communes of one name go with their district."),
    both("Dates are day/month/year with four digits, such as 31/03/2022. Leave a cell empty where there is no datum."),
)

SHEET: Final = both("Sheet")
COLUMN: Final = both("Column")
CONTENT: Final = both("Content")
HOW: Final = both("How to fill it in")
REQUIRED: Final = both("Required")
YES: Final = both("yes")

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
ONE_OF: Final = both("one of: {labels}")
SEVERAL_OF: Final = both("one or more, parted by ;: {labels}")
READ_FROM: Final = both("where empty, taken from the column “{header}”")
NOT_ALLOWED: Final = both("Not allowed")
