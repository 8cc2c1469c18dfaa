"""The sheet of findings as a part of an .xlsx; its text stands in it, so that no other part changes."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, NamedTuple

from kstt_rules.base.cell_address import cell_address, column_letters
from kstt_rules.model.dossier import Source
from kstt_rules.outputs import texts as words
from kstt_rules.outputs.annotated.findings_sheet import (
    FIRST_ROW,
    HEADER_ROW,
    PRINTED_COLUMNS,
    WIDTHS,
    AddedCell,
    FindingsSheet,
)
from kstt_rules.outputs.annotated.styles import Look
from kstt_rules.outputs.annotated.xml_edit import attribute, text
from kstt_rules.outputs.visible import fitted

_MAX_LINKS: Final = 65_000
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="{namespace}" xmlns:r="{relations}">'
    '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}"/>'
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{header}" topLeftCell="A{first}"'
    ' activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A{first}" sqref="A{first}"/>'
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
)
_TAIL: Final = (
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;C&amp;10{page}</oddFooter></headerFooter></worksheet>"
)


class Link(NamedTuple):
    """Where a cell leads: a relation to another file, where it is one, and a place."""

    relation: str | None
    location: str


LinkOf = Callable[[Source], Link | None]


class Areas(NamedTuple):
    """The parts of the sheet that names of the workbook tell of: what is filtered, repeated and printed."""

    filtered: str
    repeated: str
    printed: str


def location(source: Source) -> str:
    """Write a cell as the target of a link within its workbook."""
    sheet = source.sheet.replace("'", "''")
    return f"'{sheet}'!{source.cell}"


def write_sheet(
    sheet: FindingsSheet,
    stream: BinaryIO,
    *,
    look: Callable[[Look], int],
    link_of: LinkOf,
    namespace: str,
    relations: str,
) -> Areas:
    """Write the sheet. ``link_of`` gives where a source's cell is to be found, or None where it is not."""
    last_column = column_letters(len(WIDTHS) - 1)
    last_row = FIRST_ROW + max(len(sheet.entries), 1) - 1
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    head = _HEAD.format(
        namespace=namespace,
        relations=relations,
        last=f"{last_column}{last_row}",
        header=HEADER_ROW,
        first=FIRST_ROW,
        columns=columns,
    )
    stream.write(head.encode())
    links: list[str] = []
    for number, cells in enumerate(sheet.rows(), start=1):
        stream.write(_row(sheet, number, cells, look).encode())
        links += _links(number, cells, link_of)
    filtered = f"A{HEADER_ROW}:{last_column}{last_row}"
    stream.write(f'</sheetData><autoFilter ref="{filtered}"/>'.encode())
    if links:
        stream.write(f"<hyperlinks>{''.join(links[:_MAX_LINKS])}</hyperlinks>".encode())
    stream.write(_TAIL.format(page=words.PAGE[sheet.language].replace("&", "&amp;")).encode())
    return Areas(
        f"$A${HEADER_ROW}:${last_column}${last_row}",
        f"${HEADER_ROW}:${HEADER_ROW}",
        f"$A$1:${column_letters(PRINTED_COLUMNS - 1)}${last_row}",
    )


def _row(sheet: FindingsSheet, number: int, cells: list[AddedCell], look: Callable[[Look], int]) -> str:
    cut = words.CUT[sheet.language]
    written = "".join(
        _cell(cell_address(column, number), cell.text, look(cell.look), cut) for column, cell in enumerate(cells)
    )
    return f'<row r="{number}" ht="{sheet.height(cells):g}" customHeight="1">{written}</row>'


def _cell(address: str, content: str | int, style: int, cut: str) -> str:
    if isinstance(content, int):
        return f'<c r="{address}" s="{style}"><v>{content}</v></c>'
    if not content:
        return f'<c r="{address}" s="{style}"/>'
    shown = text(fitted(content, cut))
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _links(number: int, cells: list[AddedCell], link_of: LinkOf) -> Iterator[str]:
    for column, cell in enumerate(cells):
        link = None if cell.link is None else link_of(cell.link)
        if link is not None:
            relation = "" if link.relation is None else f" r:id={attribute(link.relation)}"
            address = cell_address(column, number)
            yield f'<hyperlink ref="{address}"{relation} location={attribute(link.location)}/>'
