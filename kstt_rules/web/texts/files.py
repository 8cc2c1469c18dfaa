"""The words of the page with the files and options of a dossier."""

from typing import Final

from kstt_rules.base.bilingual import both
from kstt_rules.web.texts import common, frame, start

TITLE: Final = frame.FILES
SCRIPT: Final = start.SCRIPT
CHOOSE_FILES: Final = start.CHOOSE_FILES
CHOOSE_FOLDER: Final = start.CHOOSE_FOLDER
DROP: Final = start.DROP
OPTIONS: Final = start.OPTIONS
KINDS_OF: Final = {"files": common.FILES, "previous": common.PREVIOUS, "units": common.UNITS, "text": common.TEXT}
NO_SUCH: Final = both("None was sent.")
ADD: Final = both("Send more files")
ADD_ABOUT: Final = both("A file of the same name takes the place of the one that is there.")
SEND: Final = both("Send and read again")
REMOVE: Final = both("Take out")
AUDIT_AGAIN: Final = both("Audit again")
DELETE_ALL: Final = both("Delete this dossier")
DELETE_ABOUT: Final = both("All its files, corrections and results are deleted at once and cannot be had back.")

ADDED: Final = both("The files were taken, and the dossier was read again.")
TAKEN_OUT: Final = both("{file} was taken out, and the dossier was read again.")
GO_WITH_IT: Final = both(
    "Cells of this file were corrected ({count} corrections). They go with the file and cannot be had back; those of "
    "other files stay. To keep them, first download the corrected files on the page of results."
)
REMOVE_TOO: Final = both("Take the file out with its corrections")
HAS_CORRECTIONS: Final = both(
    "{file} has {count} corrections, which would go with it. If that is meant, choose “Take out …” beside it and "
    "confirm."
)
TAKEN_OUT_TOO: Final = both("{file} was taken out with {count} corrections, and the dossier was read again.")
LAST_FILE: Final = both("A dossier has at least one file; send another one first, or delete the dossier.")
NO_SUCH_FILE: Final = both("{file!r} is not among the files any more.")
