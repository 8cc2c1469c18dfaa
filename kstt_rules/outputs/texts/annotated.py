"""The fixed words of annotated files."""

from typing import Final

from kstt_rules.base.bilingual import both

REJECTED: Final = both("not accepted")
AUTHOR: Final = "kstt"
SEPARATOR: Final = both("—— Audit result (kstt) ——")

FILE: Final = both("File: {file}")
APPLIED: Final = both("As of {day} · rule pack {pack} · {title} · all files: {counts}")
HOW_TO_READ: Final = both(
    "Each filled cell has a note with the provision, what is wrong and what to do; the column “Cell” leads there."
    " No value in the file was changed."
)
COLOURS: Final = both("Fills:")
NO_ENTRY: Final = both("Nothing to report.")

NUMBER: Final = both("No.")
CELL: Final = both("Cell")
MESSAGE: Final = both("What is wrong")
REMEDY: Final = both("What to do")

TO_DO: Final = both("To do: {remedy}")
POINTER: Final = both("(Sheet “{sheet}”, row {row})")
MORE: Final = both("… and {count} more: see the sheet “{sheet}”, from row {row}.")
CUT: Final = both("… [cut, see the sheet “{sheet}”]")
MORE_ROWS: Final = both("… and {count} more (not enough space here).")
CORRECTED_CELL: Final = both("Corrected before the audit")
CORRECTION_REMEDY: Final = both("Correct this cell in the file too; it still holds what was submitted.")
REJECT_REMEDY: Final = both("Correct this cell and resubmit the file.")

REWRITTEN: Final = both(
    "The file was not .xlsx or .ods, so it was copied to .xlsx: values stay in their cells; "
    "formats, pictures and formulas are lost."
)
UNREAD: Final = both("not marked because it cannot be read: {reason}")
UNMARKABLE: Final = both(
    "not marked because the file breaks the standard of its format; open it in a spreadsheet "
    "program, save it and try again."
)
TOO_MUCH: Final = both("not marked because that takes too much time or memory; split the file, and try again.")
CHANGED: Final = both("not marked because the file changed after it was read.")

INDEX_HEADERS: Final = (
    both("File submitted"),
    both("File with marks"),
    both("Entries"),
    both("Remark"),
)
