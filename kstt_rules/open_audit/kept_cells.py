"""What an open audit keeps of the files that it was opened with: their cells, and how they become a dossier."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from kstt_rules.base.bilingual import both
from kstt_rules.base.cell_address import Place, place_of
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import UsageError
from kstt_rules.base.memo import Memo
from kstt_rules.base.suggestion import hint
from kstt_rules.intake.assemble import Assembled, assemble
from kstt_rules.intake.files.cells import Content, Sheet
from kstt_rules.intake.files.changed_cells import cell_at, first_of_merged, with_cells
from kstt_rules.intake.files.file_faults import file_reject
from kstt_rules.intake.files.typed_cell import typed_cell
from kstt_rules.intake.frames import cell_of
from kstt_rules.intake.layout.mapping import Mappings
from kstt_rules.intake.layout.read_mapping import read_mapping
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.open_audit.edits import CellEdit, Edit

_UNKNOWN_FILE = both("there is no file {file!r}{hint}")
_UNKNOWN_SHEET = both("file {file!r} has no sheet {sheet!r}{hint}")
_NO_CELLS = both("a dossier that was read before has no cells to correct; open its files, or its rows as data frames")
_NO_CELL = both("{cell!r} is not a cell; give its letters and its number, such as C7")
_TEXT_FILES = (".csv", ".tsv", ".docx", ".mht", ".mhtml")

TypedCell = tuple[str, str, str, str]
"""The file, the sheet and the address of a cell, and the text that is typed into it."""

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class Reading:
    """A dossier, and what it was put together from where files were read."""

    dossier: Dossier
    assembled: Assembled | None


@dataclass(frozen=True, kw_only=True)
class KeptCells:
    """The cells of all files as they stand now, and the earlier roster to compare with."""

    contents: tuple[Content, ...]
    vocabulary: Vocabulary
    mappings: Mappings | None = None
    earlier: tuple[Content, ...] | Dossier | None = None
    dossier: Dossier | None = None
    paths: Mapping[str, Path] = field(default_factory=dict)
    memo: Memo = field(default_factory=Memo)

    def read(self) -> Reading:
        """Find the datasets in the cells, unless they were read before; only what differs is read again."""
        if self.dossier is not None:
            return Reading(self.dossier, None)
        found = assemble(self.contents, self.vocabulary, mappings=self.mappings, memo=self.memo)
        return Reading(found.dossier, found)

    def read_earlier(self, known: Table | None) -> Dossier | None:
        """Find the earlier roster's datasets by the register of this dossier."""
        if self.earlier is None or isinstance(self.earlier, Dossier):
            return self.earlier
        return self.memo.of(_earlier, self.earlier, self.vocabulary, known, self.mappings)

    def mapped(self, path: Path | None) -> Self:
        """Return the same cells with the mapping of a file; what it says as before is the same value.

        Raises InputError for a faulty file.
        """
        if self.dossier is not None:
            return self
        now, before = None if path is None else read_mapping(path, self.vocabulary), self.mappings
        if now is None or before is None:
            return replace(self, mappings=now)
        return replace(self, mappings=Mappings(_same(before.tables, now.tables), _same(before.texts, now.texts)))

    def made(self, edit: Edit) -> Self:
        """Return the cells after an edit."""
        after = {item.place: item.after for item in edit.cells}
        return replace(self, contents=with_cells(self.contents, edit.file, edit.sheet, after))

    def taken_back(self, edit: Edit) -> Self:
        """Return the cells before an edit."""
        before = {item.place: item.before for item in edit.cells}
        return replace(self, contents=with_cells(self.contents, edit.file, edit.sheet, before))

    def sheet(self, file: str, sheet: str) -> Sheet:
        """Return a sheet. Raises UsageError where there is none of the name, or its file was not read."""
        if self.dossier is not None:
            raise UsageError(_NO_CELLS)
        content = next((item for item in self.contents if item.label == file), None)
        if content is None:
            known = [item.label for item in self.contents]
            raise UsageError(_UNKNOWN_FILE.format(file=file, hint=hint(file, known)))
        if content.fault is not None:
            raise UsageError(file_reject(file, content.fault).told)
        names = [item.name for item in content.sheets]
        if sheet not in names:
            raise UsageError(_UNKNOWN_SHEET.format(file=file, sheet=sheet, hint=hint(sheet, names)))
        return content.sheets[names.index(sheet)]

    def typed(self, file: str, sheet: str, cell: str, text: str) -> Edit:
        """Return the edit that a text makes which is typed into a cell."""
        return Edit(file, sheet, (self._typed_into(self.sheet(file, sheet), _place(cell), text, file),))

    def typed_all(self, cells: Iterable[TypedCell]) -> tuple[list[Edit], Self]:
        """Return the edits that texts make which are typed one after the other, and the cells after all of them."""
        edits, kept = [], self
        for cell in cells:
            edits.append(edit := kept.typed(*cell))
            kept = kept.made(edit)
        return edits, kept

    def given(self, file: str, sheet: str, place: Place, value: Any) -> CellEdit:
        """Return the edit of one cell: what a text makes that is typed into it, another value as it is."""
        found = self.sheet(file, sheet)
        if isinstance(value, str):
            return self._typed_into(found, place, value, file)
        place = first_of_merged(found, place)
        return CellEdit(place, cell_at(found, place), cell_of(value))

    def _typed_into(self, sheet: Sheet, place: Place, text: str, file: str) -> CellEdit:
        place = first_of_merged(sheet, place)
        before = cell_at(sheet, place)
        return CellEdit(place, before, typed_cell(text, before, is_text=file.lower().endswith(_TEXT_FILES)))


def _earlier(
    contents: Sequence[Content], vocabulary: Vocabulary, known: Table | None, mappings: Mappings | None
) -> Dossier:
    return assemble(contents, vocabulary, known=known, mappings=mappings).dossier


def _place(cell: str) -> Place:
    place = place_of(cell.strip())
    if place is None:
        raise UsageError(_NO_CELL.format(cell=cell))
    return place


def _same(before: Sequence[Said], now: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(next((old for old in before if old == new), new) for new in now)
