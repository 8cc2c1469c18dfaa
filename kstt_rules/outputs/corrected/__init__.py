"""The submitted files handed back with corrected cells: all else in them stays as it was, where their format allows."""

from collections.abc import Mapping, Sequence
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from typing import Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.cell_address import Place
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError
from kstt_rules.model.files import CellValue, SubmittedFile
from kstt_rules.outputs import texts as words
from kstt_rules.outputs.annotated.rewritten import rewrite
from kstt_rules.outputs.annotated.targets import name_in_folder
from kstt_rules.outputs.annotated.xlsx import holds_macros, is_package, members
from kstt_rules.outputs.annotated.xml_edit import Unmarkable
from kstt_rules.outputs.corrected import text_table, xlsx
from kstt_rules.outputs.corrected.formulas import SharedFormula
from kstt_rules.outputs.target import atomic_file, check_apart
from kstt_rules.outputs.texts import annotated as texts

Cells = Mapping[str, Mapping[Place, CellValue]]
"""What cells are to hold, by sheet and place."""

_UNWRITABLE: Final = both(
    "{file}: cannot be written back because it breaks the standard of its format; open it in the office program, save"
    " it and submit it again. Nothing was written."
)
_SHARED: Final = both(
    "{file}, {sheet}, {cell}: other cells compute by the formula of this cell, so it is to be corrected in the office"
    " program. Nothing was written."
)
_CHANGED: Final = both("{file}: the file has changed since it was opened. Nothing was written.")


@dataclass(frozen=True, slots=True)
class CorrectedFile:
    """One file: as it was submitted, with its cells that changed, and its values as they stand now.

    ``delimiter`` is what parts the fields of a table in plain text, empty for other files.
    """

    now: SubmittedFile
    sha256: str
    cells: Cells
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class FileWritten:
    """One corrected file: its label, its name in the folder, how many cells changed, and what is to be said of it."""

    label: str
    written: str
    cells: int
    remark: Bilingual | None = None


def write_corrected(files: Sequence[CorrectedFile], folder: Path) -> tuple[FileWritten, ...]:
    """Write corrected files to a folder, which is made where it is not there; none where one cannot be written.

    An .xlsx, .xlsm or .ods keeps everything but these cells, a table in plain text its separator; a file of another
    format is copied to .xlsx, and said to be. Raises InputError where a file cannot be written back, UsageError where
    nothing can be written there.
    """
    contents: list[tuple[FileWritten, bytes]] = []
    for file in files:
        taken = [item.written for item, _ in contents]
        suffix, content, remark = _content(file)
        name = name_in_folder(file.now.label, suffix, taken)
        count = sum(map(len, file.cells.values()))
        contents.append((FileWritten(file.now.label, name, count, remark), content))
    folder.mkdir(exist_ok=True)
    for item, content in contents:
        place = folder / item.written
        place.parent.mkdir(parents=True, exist_ok=True)
        check_apart([file.now.path for file in files], place)
        with atomic_file(place) as stream:
            stream.write(content)
    return tuple(item for item, _ in contents)


def _content(file: CorrectedFile) -> tuple[str, bytes, Bilingual | None]:
    """Return the suffix and the bytes of a corrected file, and what is to be said of it."""
    path, stream = file.now.path, BytesIO()
    _check_unchanged(file)
    try:
        if is_package(path):
            xlsx.correct(path, stream, file.cells)
            return ".xlsm" if holds_macros(path) else ".xlsx", stream.getvalue(), None
        if "content.xml" in members(path):
            from kstt_rules.outputs.corrected import ods  # noqa: PLC0415 - loads lxml, seldom needed

            ods.correct(path, stream, file.cells)
            return ".ods", stream.getvalue(), None
    except SharedFormula as error:
        told = _SHARED.format(file=file.now.label, sheet=error.sheet, cell=error.place.address)
        raise InputError(told) from error
    except Unmarkable as error:
        raise InputError(_UNWRITABLE.format(file=file.now.label)) from error
    if file.delimiter:
        text_table.write(file.now.sheets(), stream, delimiter=file.delimiter)
        return path.suffix.lower(), stream.getvalue(), None
    rewrite(file.now.sheets(), stream, cut_mark=words.CUT.vi)
    return ".xlsx", stream.getvalue(), texts.REWRITTEN


def _check_unchanged(file: CorrectedFile) -> None:
    try:
        with file.now.path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(_CHANGED.format(file=file.now.label)) from error
    if digest != file.sha256:
        raise InputError(_CHANGED.format(file=file.now.label))
