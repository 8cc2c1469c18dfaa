"""Everything that was read, put together as a dossier in which every non-empty row is accounted for."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import KsttError
from kstt_rules.base.memo import Memo
from kstt_rules.intake.batches import Taken, batch_of, rows_of, take_batch, unit_names, units_of
from kstt_rules.intake.files.cells import Content
from kstt_rules.intake.layout.mapping import Mappings
from kstt_rules.intake.rows.accept_rows import AcceptedRows, accepted_rows
from kstt_rules.intake.rows.unclear_texts import unclear_texts
from kstt_rules.intake.table_report import report
from kstt_rules.intake.units.register import Register
from kstt_rules.model.dossier import Dossier, Table, UnreadRow
from kstt_rules.model.inspection import Inspection
from kstt_rules.model.vocabulary import UNIT, Vocabulary


@dataclass(frozen=True)
class Assembled:
    """A dossier, and what it was put together from."""

    dossier: Dossier
    taken: Taken
    accepted: Mapping[str, AcceptedRows]
    register: Register
    mappings: Mappings
    vocabulary: Vocabulary

    @property
    def inspection(self) -> Inspection:
        """How each table was understood; found out when it is asked for, for an audit does not need it."""
        unclear = unclear_texts(self.taken.raw_tables, self.register, self.vocabulary)
        tables = report(self.taken.laid, self.accepted, self.vocabulary)
        return Inspection(tables, self.dossier, unclear, self.mappings.texts)


def assemble(
    contents: Sequence[Content],
    vocabulary: Vocabulary,
    *,
    known: Table | None = None,
    mappings: Mappings | None = None,
    memo: Memo | None = None,
) -> Assembled:
    """Find the datasets in what was read and turn them into tables; no row is lost without a word.

    Without a sheet of units, the units are those of the register already ``known``, else those that the other sheets
    name. With a ``memo`` what was made of the same sheets before is not made again, and a table that is as before is
    the same value.
    """
    mappings, memo = mappings or Mappings(), memo or Memo()
    batch, opened = batch_of(contents, vocabulary, mappings, memo)
    rows = rows_of(batch, vocabulary, None) if known is None and not opened.units else None
    units = units_of([opened], vocabulary, known, () if rows is None else unit_names(rows, vocabulary), memo)
    taken = take_batch(batch, vocabulary, units, rows, memo)
    accepted = {name: accepted_rows(raw, vocabulary.entity(name), memo) for name, raw in taken.raw_tables.items()}
    tables: dict[str, Table] = {}
    if units.accepted is not None and (units.is_given or accepted):
        tables[UNIT] = units.accepted.table
    if units.accepted is not None and units.is_given:
        accepted = {UNIT: units.accepted, **accepted}
    for item in accepted.values():
        taken.account.enter(item)
    for name, item in accepted.items():
        if name != UNIT:
            unread = memo.same(("unread", name), taken.unread.get(name, ()))
            tables[name] = memo.of(_with_unread, item.table, unread)
    rejects = tuple(sorted(taken.account.rejects, key=lambda reject: reject.sort_key))
    unplaced = {name: rows for name, rows in taken.unread.items() if name not in tables}
    dossier = Dossier(tables, taken.account.close(contents), rejects, unplaced)
    return Assembled(dossier, taken, accepted, units.register, mappings, vocabulary)


def begin_to_assemble(
    contents: Sequence[Content],
    vocabulary: Vocabulary,
    *,
    known: Table | None,
    mappings: Mappings | None,
    memo: Memo,
) -> Dossier | None:
    """Do what can be done of files that are still being read; with the same memo ``assemble`` does it no more.

    Rows are linked by a register of units: before one has come, there is nothing to do but to find tables. What is
    wrong is said when all is there, if it still is. Returns what has come so far.
    """
    with suppress(KsttError):
        _, opened = batch_of(contents, vocabulary, mappings or Mappings(), memo)
        if opened.units or known is not None:
            return assemble(contents, vocabulary, known=known, mappings=mappings, memo=memo).dossier
    return None


def _with_unread(table: Table, unread: tuple[UnreadRow, ...]) -> Table:
    return replace(table, unread=unread)
