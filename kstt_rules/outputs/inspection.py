"""The page that shows how files were understood: their tables, columns and rows, at 80 columns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kstt_rules.base.bilingual import Bilingual, Language
from kstt_rules.model.inspection import ColumnUse, Inspection, TableInspection
from kstt_rules.outputs import texts as words
from kstt_rules.outputs.numbers import number
from kstt_rules.outputs.page import heading, ruled_table, write_page
from kstt_rules.outputs.texts import inspection as texts
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import capital, reject_place

MAX_REMARKS: Final = 200
MAX_STATED: Final = 12


def render(inspection: Inspection, stream: BinaryIO, *, language: Language) -> None:
    """Write the page: as wide as the terminal, else 80 columns."""
    write_page(_page(inspection, language), stream)


def _page(inspection: Inspection, language: Language) -> Iterator[RenderableType]:
    for table in inspection.tables:
        yield from _table(table, language)
    if not inspection.tables:
        yield Text(texts.NO_TABLE[language])
    rejects = inspection.dossier.rejects
    if rejects:
        yield heading(texts.REMARKS[language])
        for reject in rejects[:MAX_REMARKS]:
            yield Text(f"{visible(reject_place(reject, language))}: {visible(reject.message[language])}")
        if len(rejects) > MAX_REMARKS:
            yield Text(f"… {number(len(rejects) - MAX_REMARKS, language)}")


def _table(table: TableInspection, language: Language) -> Iterator[RenderableType]:
    rows = ", ".join(map(str, table.header_rows))
    where = (texts.TURNED if table.turned else texts.HEADER_ROWS)[language].format(rows=rows)
    yield heading(visible(f"{table.file} › {table.sheet}"))
    yield Text(f"{capital(table.dataset[language])} ({where})", "bold")
    yield _columns(table, language)
    for stated in table.stated[:MAX_STATED]:
        place = stated.cell or texts.FROM_NAME[language]
        yield Text(f"{texts.STATED[language]}: {stated.field[language]} ← “{visible(stated.text)}” ({place})")
    if len(table.stated) > MAX_STATED:
        yield Text(f"… {number(len(table.stated) - MAX_STATED, language)}")
    yield Text(f"{words.READ[language]}: {'; '.join(_counts(table, language))}")


def _columns(table: TableInspection, language: Language) -> Table:
    grid = ruled_table()
    first = words.ROW if table.turned else words.COLUMN
    grid.add_column(first[language], no_wrap=True)
    for header in (texts.HEADER, texts.FIELD, texts.WHY):
        grid.add_column(header[language])
    for column in table.columns:
        fields = " + ".join(field[language] for field in column.fields) or texts.UNREAD[language]
        cells = (column.letters, visible(column.header), fields, _why(column, language))
        grid.add_row(*(Text(cell) for cell in cells))
    return grid


def _why(column: ColumnUse, language: Language) -> str:
    why = texts.WHYS[column.how][language]
    return f"{why} {column.likeness} %" if column.how == "fuzzy" else why


def _counts(table: TableInspection, language: Language) -> Iterator[str]:
    yield f"{words.ACCEPTED[language].lower()} {number(table.accepted, language)}"
    for label, counts in ((words.REJECTED, table.rejected), (words.IGNORED, table.ignored)):
        if counts:
            yield f"{label[language].lower()} {number(sum(counts.values()), language)} ({_kinds(counts, language)})"


def _kinds(counts: Mapping[str, int], language: Language) -> str:
    labels: Sequence[tuple[Bilingual | None, str, int]] = [
        (texts.KINDS.get(kind), kind, count) for kind, count in counts.items()
    ]
    return ", ".join(f"{label[language] if label else kind} {count}" for label, kind, count in labels)
