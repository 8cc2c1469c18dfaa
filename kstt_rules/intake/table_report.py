"""What was made of each table, for the person who wants to see it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.base.cell_address import column_letters
from kstt_rules.intake.layout.headers import shown
from kstt_rules.intake.layout.take_tables import TableLayout
from kstt_rules.intake.rows.accept_rows import AcceptedRows
from kstt_rules.model.inspection import ColumnUse, Stated, TableInspection
from kstt_rules.model.vocabulary import Entity, Vocabulary


def report(
    laid: Sequence[TableLayout], settled: Mapping[str, AcceptedRows], vocabulary: Vocabulary
) -> tuple[TableInspection, ...]:
    """Describe the tables in the order of files, sheets and rows."""
    places: Counter[str] = Counter()
    found = []
    for item in laid:
        at = places[item.entity]
        places[item.entity] += not item.is_lost
        found.append(_table(item, None if item.is_lost else settled[item.entity], at, vocabulary.entity(item.entity)))
    return tuple(sorted(found, key=lambda table: (table.file, table.sheet, table.header_rows)))


def _table(laid: TableLayout, settled: AcceptedRows | None, at: int, entity: Entity) -> TableInspection:
    header, block = laid.block.header, laid.block
    rejected = Counter({"unclear_row": len(laid.found.doubtful)})
    ignored = Counter(laid.ignored)
    if settled is None:
        rejected["missing_column" if laid.missing else "ambiguous_column"] += len(laid.table.numbers)
    else:
        rejected.update({reason: count for (sheet, reason), count in settled.rejected.items() if sheet == at})
        ignored.update({reason: count for (sheet, reason), count in settled.ignored.items() if sheet == at})
    return TableInspection(
        file=block.file,
        sheet=block.sheet.name,
        dataset=entity.label.bilingual,
        header_rows=tuple(block.sheet.numbers[header.index : header.end]),
        columns=tuple(_columns(laid, entity)),
        stated=tuple(Stated(_label(entity, name), said.text, said.cell) for name, said in laid.stated),
        accepted=settled.accepted[at] if settled else 0,
        rejected=dict(sorted((+rejected).items())),
        ignored=dict(sorted((+ignored).items())),
        turned=block.turned,
        entity=header.entity,
    )


def _columns(laid: TableLayout, entity: Entity) -> Iterator[ColumnUse]:
    header = laid.block.header
    spread = {item.column: item for item in header.spread}
    for column in sorted({*header.labels, *header.matches, *header.combined, *spread, *laid.proposed}):
        letters = str(column + 1) if laid.block.turned else column_letters(column)
        text = shown(header.labels[column]) if column in header.labels else ""
        match = header.matches.get(column)
        names: tuple[str, ...] = ()
        how, likeness = "unread", 100
        if column in spread:
            names, how = (spread[column].field,), "spread"
        elif column in header.combined:
            names, how = tuple(header.combined[column]), "combined"
        elif match is not None:
            names, how, likeness = (match.field,), match.how, match.likeness
        fields = tuple(_label(entity, name) for name in names)
        yield ColumnUse(letters, text, fields, how, likeness, names, laid.proposed.get(column, ()))


def _label(entity: Entity, name: str) -> Bilingual:
    item = entity.fields[name]
    return Bilingual(item.header, item.label.en) if item.header else item.label.bilingual
