"""What is said of files, sheets and columns that could not be taken."""

from collections.abc import Mapping, Sequence
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both, joined
from kstt_rules.base.cell_address import column_letters
from kstt_rules.intake.files.listing import WORKBOOK_SUFFIXES
from kstt_rules.model.dossier import Reject
from kstt_rules.model.vocabulary import Entity

_FILE: Final[Mapping[str, Bilingual]] = {
    "not_found": both("There is no such file or folder."),
    "not_a_file": both("This is no file of data but a device or a pipe."),
    "unreadable": both("The file cannot be opened; check its permissions."),
    "unreadable_folder": both("The folder cannot be opened; check its permissions."),
    "linked_folder": both("This folder is only a link and was not read; name the folder itself."),
    "unknown_extension": both("Not a workbook; allowed are {suffixes}.").format(
        suffixes=" ".join(sorted(WORKBOOK_SUFFIXES))
    ),
    "empty_file": both("The file is empty."),
    "too_large": both("The content is too large; split the file, or delete empty rows and columns far from the table."),
    "password": both("The file is protected by a password; remove it and submit the file again."),
    "web_page": both(
        "The file is a web page or XML without a table; open it in a spreadsheet program and save it as .xlsx."
    ),
    "word_reader_missing": both(
        "Word files need the extra kstt-rules[word]; install it, or copy the table to an .xlsx file."
    ),
    "not_a_workbook": both("The content is not a workbook; save it as .xlsx, .ods or .csv."),
    "damaged": both("The file is damaged and cannot be read."),
    "timeout": both("Reading the file took longer than is allowed."),
    "crashed": both("The file is damaged, or a cell far from the table makes it ask for too much memory."),
}


def file_reject(file: str, reason: str) -> Reject:
    """Say why a file was not read."""
    return Reject(file, None, None, reason, _FILE[reason])


def unknown_sheet(file: str, sheet: str, entities: Sequence[Entity]) -> Reject:
    """Say that a sheet holds none of the datasets, or may hold any of several."""
    if not entities:
        message = both("No dataset was recognised on this sheet; name the sheet and its columns as in the template.")
        return Reject(file, sheet, None, "unknown_sheet", message)
    names = [_called(entity) for entity in entities]
    message = both("This sheet may be {names}; name it as in the template.").format(names=joined(both(" or "), names))
    return Reject(file, sheet, None, "ambiguous_sheet", message)


def _called(entity: Entity) -> str:
    return entity.sheet or entity.label.vi


def missing_columns(file: str, sheet: str, entity: Entity, fields: Sequence[str]) -> Reject:
    """Say which columns a sheet cannot be without; the whole sheet is rejected."""
    headers = ", ".join(f"“{entity.fields[name].header}”" for name in fields)
    message = both("The sheet {sheet} lacks required columns: {headers}; its rows are rejected.").format(
        sheet=_called(entity), headers=headers
    )
    return Reject(file, sheet, None, "missing_column", message)


def unknown_column(file: str, sheet: str, row: int, column: int, header: str) -> Reject:
    """Say that a column was not read; its rows were."""
    letters = column_letters(column)
    message = both(
        "Column {letters} “{header}” was not read: the header is not in the template, or another column has it."
    ).format(letters=letters, header=header)
    return Reject(file, sheet, row, "unknown_column", message, (f"{letters}{row}",))


def unknown_line(file: str, sheet: str, row: int, header: str) -> Reject:
    """Say that a row of a table on its side was not read; its other rows were."""
    message = both("The row “{header}” was not read: the header is not in the template, or another row has it.").format(
        header=header
    )
    return Reject(file, sheet, row, "unknown_column", message)


def unheaded_column(file: str, sheet: str, row: int, column: int) -> Reject:
    """Say that a column with values but no header was not read."""
    letters = column_letters(column)
    message = both("Column {letters} was not read: it holds values but has no header.").format(letters=letters)
    return Reject(file, sheet, row, "unknown_column", message, (f"{letters}{row}",))
