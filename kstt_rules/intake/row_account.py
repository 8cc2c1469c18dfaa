"""What became of every row of every file: none may be lost without a word."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import field

from kstt_rules.base.dataclass import dataclass
from kstt_rules.intake.files.cells import Content, Sheet
from kstt_rules.intake.files.file_faults import check_rows
from kstt_rules.intake.layout.blocks import Blocks
from kstt_rules.intake.layout.take_tables import WITHOUT_RECORDS, TableLayout
from kstt_rules.intake.rows.accept_rows import AcceptedRows
from kstt_rules.model.dossier import InputFile, Reject


@dataclass
class RowAccount:
    """What became of every row, by file, and the notices about it."""

    read: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    rejects: list[Reject] = field(default_factory=list)

    def enter(self, accepted: AcceptedRows) -> None:
        """Count the rows of a dataset."""
        files = [sheet.file for sheet in accepted.table.sheets]
        for at, count in accepted.accepted.items():
            self.accepted[files[at]] += count
        for (at, _), count in accepted.rejected.items():
            self.rejected[files[at]] += count
        for (at, _), count in accepted.ignored.items():
            self.ignored[files[at]] += count
        self.rejects += accepted.rejects

    def open_sheet(self, file: str, sheet: Sheet, blocks: Blocks) -> None:
        """Count the rows of a sheet, and those that no table holds. Raises InternalError where some would be lost."""
        rows = sum(block.length for block in blocks.tables) + blocks.outside
        there = len(blocks.tables[0].sheet.rows) if blocks.tables else len(sheet.rows)
        check_rows(file, sheet.name, read=there, counted=rows)
        self.read[file] += rows
        self.ignored[file] += blocks.outside

    def open(self, laid: TableLayout) -> None:
        """Count the rows of a table's sheet that the table does not hold.

        A row that stands for several records is read as many times, and once where it holds none.
        """
        file = laid.block.file
        self.read[file] += len(laid.table.numbers) - len(laid.found.kept) + laid.ignored[WITHOUT_RECORDS]
        self.ignored[file] += laid.ignored.total()
        self.rejected[file] += len(laid.found.doubtful)
        if laid.is_lost:
            self.rejected[file] += len(laid.table.numbers)

    def add(self, other: "RowAccount") -> None:
        """Enter what another account holds."""
        for name in ("read", "accepted", "rejected", "ignored"):
            for file, count in getattr(other, name).items():
                getattr(self, name)[file] += count
        self.rejects += other.rejects

    def close(self, contents: Sequence[Content]) -> tuple[InputFile, ...]:
        """Return one entry for each file that was opened. Raises InternalError where a row is not accounted for."""
        for content in contents:
            file = content.label
            fates = self.accepted[file] + self.rejected[file] + self.ignored[file]
            check_rows(file, None, read=self.read[file], counted=fates)
        return tuple(
            InputFile(
                content.label,
                content.sha256,
                self.read[content.label],
                self.accepted[content.label],
                self.rejected[content.label],
                self.ignored[content.label],
            )
            for content in contents
            if content.sha256
        )
