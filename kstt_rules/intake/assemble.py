"""Everything that was read, put together as a dossier in which every non-empty row is accounted for."""

from collections.abc import Sequence
from dataclasses import replace

from kstt_rules.intake.batches import batch_of, rows_of, take_batch, unit_names, units_of
from kstt_rules.intake.files.cells import Content
from kstt_rules.intake.layout.mapping import Mappings
from kstt_rules.intake.rows.accept_rows import accept_rows
from kstt_rules.intake.rows.unclear_texts import unclear_texts
from kstt_rules.intake.table_report import report
from kstt_rules.model.dossier import Dossier, Table
from kstt_rules.model.inspection import Inspection
from kstt_rules.model.vocabulary import UNIT, Vocabulary


def assemble(
    contents: Sequence[Content],
    vocabulary: Vocabulary,
    *,
    known: Table | None = None,
    mappings: Mappings | None = None,
) -> Inspection:
    """Find the datasets in what was read and turn them into tables; no row is lost without a word.

    Without a sheet of units, the units are those of the register already ``known``, else those that the other sheets
    name.
    """
    mappings = mappings or Mappings()
    batch, opened = batch_of(contents, vocabulary, mappings)
    rows = rows_of(batch, vocabulary, None) if known is None and not opened.units else None
    units = units_of([opened], vocabulary, known, () if rows is None else unit_names(rows, vocabulary))
    taken = take_batch(batch, vocabulary, units, rows)
    accepted = {name: accept_rows(raw, vocabulary.entity(name)) for name, raw in taken.raw_tables.items()}
    tables: dict[str, Table] = {}
    if units.accepted is not None and (units.is_given or accepted):
        tables[UNIT] = units.accepted.table
    if units.accepted is not None and units.is_given:
        accepted = {UNIT: units.accepted, **accepted}
    for item in accepted.values():
        taken.account.enter(item)
    tables |= {
        name: replace(item.table, unread=taken.unread.get(name, ())) for name, item in accepted.items() if name != UNIT
    }
    rejects = tuple(sorted(taken.account.rejects, key=lambda reject: reject.sort_key))
    unplaced = {name: rows for name, rows in taken.unread.items() if name not in tables}
    dossier = Dossier(tables, taken.account.close(contents), rejects, unplaced)
    unclear = unclear_texts(taken.raw_tables, units.register, vocabulary)
    return Inspection(report(taken.laid, accepted, vocabulary), dossier, unclear, mappings.texts)
