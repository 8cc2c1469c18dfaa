"""The log of an open audit: each edit as the corrections that people read."""

from collections.abc import Iterator

from kstt_rules.base.labelled import Labelled
from kstt_rules.intake.files.typed_cell import shown_cell
from kstt_rules.model.correction import Correction
from kstt_rules.model.dossier import Dossier
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.open_audit.edits import Edit


def corrections_of(edit: Edit, dossier: Dossier, vocabulary: Vocabulary) -> Iterator[Correction]:
    """Yield what an edit changes of the cells, each with what it holds in the dossier as it stood before."""
    for item in edit.cells:
        if item.before != item.after:
            dataset, field = _named(edit, item.place.row, item.place.column, dossier, vocabulary)
            yield Correction(
                edit.file,
                edit.sheet,
                item.place.address,
                dataset,
                field,
                shown_cell(item.before),
                shown_cell(item.after),
            )


def _named(
    edit: Edit, row: int, column: int, dossier: Dossier, vocabulary: Vocabulary
) -> tuple[Labelled | None, Labelled | None]:
    """Name the dataset and the field of the rows that a column belongs to, from the first of these rows on."""
    for name, table in dossier.tables.items():
        for at, origin in enumerate(table.sheets):
            if (origin.file, origin.sheet) != (edit.file, edit.sheet) or column not in origin.columns.values():
                continue
            if row >= min(table.row[table.origin == at], default=row + 1):
                field = next(field for field, place in origin.columns.items() if place == column)
                entity = vocabulary.entity(name)
                label = entity.fields[field].label.bilingual
                return Labelled(name, entity.label.bilingual), Labelled(field, label)
    return None, None
