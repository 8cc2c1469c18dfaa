"""The words of the web page."""

from typing import Final

from kstt_rules.base.bilingual import both

TITLE: Final = both("Audit a dossier")
ABOUT: Final = both("Choose the workbooks of one dossier. They are audited and then deleted: nothing is kept.")
FILES: Final = both("Workbooks of the dossier")
PREVIOUS: Final = both("Earlier roster, to compare with")
UNITS: Final = both("Register of units")
AS_OF: Final = both("As of")
EFFECTIVE_FROM: Final = both("In force from")
OPTIONAL: Final = both("optional")
PACK: Final = both("Rule pack")
SETTINGS: Final = both("Parameters and readings: KEY=VALUE, one per line")
FORMAT: Final = both("Result")
LANGUAGE: Final = both("Language")
SUBMIT: Final = both("Audit")
TEMPLATE: Final = both("Download the workbook to fill in")

NO_FILE: Final = both("Choose at least one workbook.")
NO_DAY: Final = both("Enter the audit date.")
BAD_DAY: Final = both("{text!r} is not a date; write it as 2022-03-31.")
NOT_ALLOWED: Final = both("{name!r} is not allowed; choose from {allowed}.")
TOO_LARGE: Final = both("The files are larger than {most} MB together; send fewer at a time.")
TOO_SLOW: Final = both("The files came too slowly and were not audited; send fewer, or over a faster network.")
BAD_FORM: Final = both("The form did not arrive completely; send it again.")
TOO_MANY: Final = both(
    "More than {most} files were sent; send at most {most} at a time, or audit their folder with `kstt audit`."
)
FOREIGN: Final = both(
    "The form was sent by a page of another site and was not audited; open this page and send it here."
)
BUSY: Final = both("Too many audits are waiting; send the form again in a minute.")
TOO_LONG: Final = both("The audit took longer than {seconds} seconds and was ended; send fewer files at a time.")
DISK_FULL: Final = both(
    "The disk of the server is full, so nothing was audited; the files are not at fault. Tell its administrator."
)
NO_MEMORY: Final = both(
    "The server has not enough memory for the audit now; the files are not at fault. Send them again later, or fewer."
)
NOT_FOUND: Final = both("There is no such page.")
FAILED: Final = both("The audit failed because of an error in the program; see its log. Nothing was kept.")
