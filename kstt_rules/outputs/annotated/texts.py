"""The fixed words of annotated files."""

from typing import Final

from kstt_rules.base.bilingual import both

SHEET: Final = both("Audit result")
REJECTED: Final = both("not accepted")
AUTHOR: Final = "kstt"
SEPARATOR: Final = both("—— Audit result (kstt) ——")

FILE: Final = both("File: {file}")
APPLIED: Final = both("As of {day} · rule pack {pack} · {title}")
HOW_TO_READ: Final = both(
    "Each filled cell has a note with the provision, what is wrong and what to do; the column “Cell” leads there."
    " No value in the file was changed."
)
COLOURS: Final = both("Fills:")
NO_ENTRY: Final = both("Nothing to be said.")

NUMBER: Final = both("No.")
CELL: Final = both("Cell")
MESSAGE: Final = both("What is wrong")
REMEDY: Final = both("What to do")

TO_DO: Final = both("To do: {remedy}")
POINTER: Final = both("(Sheet “{sheet}”, row {row})")
MORE: Final = both("… and {count} more: see the sheet “{sheet}”, from row {row}.")
CUT: Final = both("… [cut, see the sheet “{sheet}”]")
MORE_ROWS: Final = both("… and {count} more that found no room.")
REJECT_REMEDY: Final = both("Mend this cell and submit the file again.")

REWRITTEN: Final = both(
    "The file was neither .xlsx nor .ods and was copied to .xlsx: values and addresses of cells are kept; formats,"
    " pictures and formulas are not."
)
UNREAD: Final = both("not marked, as it cannot be read: {reason}")
UNMARKABLE: Final = both(
    "not marked, as its inner structure breaks the standard; open it in a spreadsheet program, save it and try again."
)
CHANGED: Final = both("not marked, as the file changed after it was read.")

GUIDE_SHEET: Final = both("Guide")
INDEX: Final = both("Audit result")
INDEX_HEADERS: Final = (
    both("File submitted"),
    both("File with marks"),
    both("Entries"),
    both("Remark"),
)
