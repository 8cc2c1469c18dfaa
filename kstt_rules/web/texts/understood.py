"""The words of the page that shows how the files were understood, and lets it be corrected."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.outputs import texts
from kstt_rules.outputs.texts import inspection
from kstt_rules.web.texts import frame

TITLE: Final = frame.UNDERSTOOD
SUMMARY: Final = both("{files} files, {tables} tables, {rows} rows accepted.")
ALL_CLEAR: Final = both("Everything was understood; there is nothing to check here.")
TO_CHECK: Final = both("To check")
FILES: Final = texts.INPUTS
FILE: Final = texts.FILE
SHEET: Final = texts.SHEET
TABLES: Final = both("Tables")
ACCEPTED: Final = texts.ACCEPTED
REJECTED: Final = texts.REJECTED
IGNORED: Final = texts.IGNORED
REMARKS: Final = inspection.REMARKS
SEE_REMARKS: Final = both("See all, and correct their cells")
SAMPLES: Final = both("Begins with")
COLUMN: Final = texts.COLUMN
HEADER: Final = inspection.HEADER
READ_AS: Final = inspection.FIELD
WHY: Final = inspection.WHY
STATED: Final = inspection.STATED
FROM_NAME: Final = inspection.FROM_NAME
UNREAD: Final = inspection.UNREAD
HEADER_ROWS: Final = inspection.HEADER_ROWS
TURNED: Final = inspection.TURNED
ROW: Final = texts.ROW
ALL_FILES: Final = both("All files")
NO_TABLES: Final = inspection.NO_TABLE

FAULTY_FILES: Final = both("Files that were not read")
PASSED_OVER: Final = both("Passed over")
PASSED_OVER_WHY: Final = both(
    "These files are not workbooks. They are not read; send a list that stands in one of them as a workbook."
)
UNKNOWN_SHEETS: Final = both("Sheets of which it is not known what they hold")
UNCLEAR_UNITS: Final = both("Units that were not recognised")
UNCLEAR_TITLES: Final = both("Titles that are not clear")
UNREAD_COLUMNS: Final = both("Columns that were not read, and may hold what is missing")

HOLDS: Final = both("It holds")
CHOOSE: Final = both("– choose –")
LEAVE_OUT: Final = both("nothing to audit: leave it out")
HEADER_ROW: Final = both("Row of the header")
FOUND_BY_ITSELF: Final = both("found by itself")
NOT_READ: Final = both("– not read –")
TEXT: Final = both("Text in the cell")
WHERE: Final = both("Where")
MEANS: Final = both("It means")
LIKELY: Final = both("– similar –")
TYPE_UNIT: Final = both("name or code of the unit")
MORE_CELLS: Final = both("{cells} and {count} more")
EVERYWHERE: Final = both("in every file")
APPLY: Final = both("Apply and read again")
CHANGE_TABLE: Final = both("Another kind of data, or no data")
TAKE_BACK: Final = both("Take back")
SPREAD: Final = both(
    "Columns that hold several records of one row, such as one a quarter, are read as they were recognised; no mapping "
    "file says otherwise. To read them otherwise, give each record a row of its own."
)
ON_ITS_SIDE: Final = both("on its side: the headers stand in a column")
MORE: Final = both("{count} more; correct these first, or open a file below.")

MAPPING: Final = both("What you corrected")
MAPPING_ABOUT: Final = both(
    "Your corrections are a mapping file. Keep it for the next dossier: “kstt audit --mapping” and this page read it."
)
NO_MAPPING: Final = both("Nothing was corrected yet.")
DOWNLOAD: Final = both("Download the mapping file")
EDIT: Final = both("See or paste the mapping file as text")
FROM_FILE: Final = both("From a file")
LEFT_OUT: Final = both("left out")
IS_READ_AS: Final = both("{dataset}; columns: {columns}")
SAID_TEXT: Final = both("“{text}” means {means}")

READ_AGAIN: Final = both("The files were read again with your correction.")
NOTHING_CHANGED: Final = both("Nothing was changed: choose at least one meaning.")
TWICE: Final = both("Two columns cannot both be “{field}”; choose another field for one of them.")
NO_TABLE: Final = both("This table is not there any more; the page shows how the files are read now.")
NOT_A_FIELD: Final = both("{name!r} is not a field of this table.")
NOT_A_DATASET: Final = both("Choose what the sheet holds.")
NOT_A_ROW: Final = both("{text!r} is not the number of a row; leave it blank to have the header found.")
NOT_A_UNIT: Final = both("{text!r} is not one unit of the register; choose it from the list, or enter its code.")
