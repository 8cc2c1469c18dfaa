"""Messages about files that could not be read, and the check that no row was lost."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import InternalError
from kstt_rules.intake.files.listing import WORKBOOK_SUFFIXES
from kstt_rules.model.dossier import Reject
from kstt_rules.model.files import OTHER_KIND

_FILE: Final[Mapping[str, Bilingual]] = {
    "not_found": both("There is no such file or folder."),
    "not_a_file": both("This is a device or a pipe, not a data file."),
    "unreadable": both("The file cannot be opened; check its permissions."),
    "unreadable_folder": both("The folder cannot be opened; check its permissions."),
    "linked_folder": both("This folder is a link and was not read; give the folder itself."),
    "linked_file": both("This is a link to a file outside the folder and was not read; give the file itself."),
    "unknown_extension": both("This is not a workbook; allowed types: {suffixes}.").format(
        suffixes=" ".join(sorted(WORKBOOK_SUFFIXES))
    ),
    OTHER_KIND: both("This is not a workbook and was not read; send a list that stands in it as a workbook."),
    "packed": both("This is an archive, which is not opened; extract the files and give them instead."),
    "old_word": both("This is a document of a kind that is not read; save it as .docx."),
    "empty_file": both("The file is empty."),
    "too_large": both("The content is too large; split the file, or delete empty rows and columns far from the table."),
    "password": both("The file is protected by a password; remove the password and resubmit the file."),
    "web_page": both(
        "The file is a web page or XML without a table; open it in a spreadsheet program and save it as .xlsx."
    ),
    "same_names": both("Two sheets of the file bear one name; rename one of them."),
    "no_rows": both("The file holds no row that could be read."),
    "no_table": both("The document holds no table; only tables are read: put what it lists into one."),
    "not_a_workbook": both("The content is not a workbook; save it as .xlsx, .ods or .csv."),
    "damaged": both("The file is damaged and cannot be read."),
    "timeout": both("Reading the file took too long."),
    "crashed": both("The file is damaged, or a cell far from the table makes it need too much memory."),
}


def file_reject(file: str, reason: str) -> Reject:
    """Say why a file was not read."""
    return Reject(file, None, None, reason, _FILE[reason])


def check_rows(file: str, sheet: str | None, *, read: int, counted: int) -> None:
    """Raise InternalError unless as many rows of a sheet, or of a whole file, are accounted for as were read."""
    if read != counted:
        place = ", ".join(filter(None, (file, sheet)))
        message = both("{place}: {read} rows were read but {counted} are accounted for; please report this error.")
        raise InternalError(message.format(place=place, read=read, counted=counted))
