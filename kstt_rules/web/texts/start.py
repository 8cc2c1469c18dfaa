"""The words of the start page, where the files of a dossier are chosen."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.web.texts.common import MOST_FILES_CHOSEN, TOO_LARGE

TITLE: Final = both("Audit a dossier")
OPTIONS: Final = both("How to audit")
MORE_OPTIONS: Final = both("More options")
MORE_OPTIONS_ABOUT: Final = both(
    "An earlier roster, a register of units, the official text, a day of effect, parameters."
)
CHOOSE_FILES: Final = both("Choose files")
CHOOSE_FOLDER: Final = both("Choose a folder")
DROP: Final = both("or drop files and folders here")
KINDS: Final = both(
    "Workbooks (.xlsx, .xls, .ods, .csv …) and tables in Word documents (.docx), just as they were sent."
)
AGAIN: Final = both("Choose the files again: the browser does not keep them when a form comes back.")
DOSSIER: Final = both("As of {day}, {count} files: {names}")

SCRIPT: Final = {
    "chosen": both("{count} files chosen, {size}"),
    "none": both("No file chosen yet."),
    "remove": both("Take out {file}"),
    "removed": both("{file} was taken out."),
    "skipped": both("{count} temporary files of the office program were left out."),
    "sending": both("Sent {done} of {total}"),
    "sent": both("All files are sent; the dossier is being opened …"),
    "lost": both("The connection was lost while sending. The files are still chosen here; send them again."),
    "nothing": both("Choose at least one workbook."),
    "large": TOO_LARGE,
    "many": MOST_FILES_CHOSEN,
}
"""What the script says; it fills in what stands in braces."""
