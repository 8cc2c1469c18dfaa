"""The log of an open audit: its edits as the corrections that people read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.labelled import Labelled
from kstt_rules.intake.files.typed_cell import shown_cell
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.open_audit.edits import Edit


def corrections_of(
    edits: Sequence[Edit], dossiers: Iterable[Dossier], vocabulary: Vocabulary
) -> tuple[Correction, ...]:
    """Return what edits change of the cells, each with what it holds in the first of the dossiers that reads it."""
    if not edits:
        return ()
    read = [_columns_of(dossier, {(edit.file, edit.sheet) for edit in edits}) for dossier in dossiers]
    return tuple(_corrections(edits, read, vocabulary))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a dataset in a sheet, with the field of each, and the row that its rows begin with."""

    dataset: str
    first: int
    fields: Mapping[int, str]


_Sheets = Mapping[tuple[str, str], Sequence[_Columns]]


def _columns_of(dossier: Dossier, sheets: set[tuple[str, str]]) -> _Sheets:
    found: dict[tuple[str, str], list[_Columns]] = {}
    for name, table in dossier.tables.items():
        for at, origin in enumerate(table.sheets):
            rows = table.row[table.origin == at] if (origin.file, origin.sheet) in sheets else ()
            if len(rows):
                fields = {column: field for field, column in reversed([*origin.columns.items()])}
                found.setdefault((origin.file, origin.sheet), []).append(_Columns(name, int(min(rows)), fields))
    return found


def _corrections(edits: Iterable[Edit], read: Sequence[_Sheets], vocabulary: Vocabulary) -> Iterator[Correction]:
    for edit in edits:
        for item in edit.cells:
            if item.before != item.after:
                named = _named(edit, item.place.row, item.place.column, read, vocabulary)
                cells = (shown_cell(item.before), shown_cell(item.after))
                yield Correction(edit.file, edit.sheet, item.place.address, *named, *cells)


def _named(
    edit: Edit, row: int, column: int, read: Iterable[_Sheets], vocabulary: Vocabulary
) -> tuple[Labelled | None, Labelled | None]:
    """Name the dataset and the field of the rows that a column belongs to, from the first of these rows on."""
    for sheets in read:
        for item in sheets.get((edit.file, edit.sheet), ()):
            if row >= item.first and column in item.fields:
                entity, field = vocabulary.entity(item.dataset), item.fields[column]
                label = entity.fields[field].label.bilingual
                return Labelled(item.dataset, entity.label.bilingual), Labelled(field, label)
    return None, None
