"""An .ods with other values in some cells: its content changed, every other part as it was."""

import datetime as dt
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from lxml import etree

from kstt_rules.base.cell_address import Place
from kstt_rules.model.files import CellValue
from kstt_rules.outputs.annotated.ods_cells import single_elements
from kstt_rules.outputs.annotated.package import copy_archive, package_faults
from kstt_rules.outputs.annotated.xml_edit import Unmarkable
from kstt_rules.outputs.corrected.formulas import SharedFormula

_CONTENT: Final = "content.xml"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MATRIX: Final = f"{_TABLE}number-matrix-rows-spanned"


def correct(source: Path, stream: BinaryIO, cells: Mapping[str, Mapping[Place, CellValue]]) -> None:
    """Write a spreadsheet with other values in some cells, by sheet and place.

    Raises Unmarkable where the file is not built as the standard says, SharedFormula where a cell holds the formula
    of a whole range.
    """
    with package_faults(), zipfile.ZipFile(source) as archive:
        try:
            root = etree.fromstring(archive.read(_CONTENT), etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise Unmarkable from error
        tables = {table.get(f"{_TABLE}name"): table for table in root.iter(f"{_TABLE}table")}
        for name, values in cells.items():
            for place, cell, _ in single_elements(tables[name], values):
                _put(cell, values[place], name, place)
        content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        copy_archive(archive, stream, {_CONTENT: content})


def _put(cell: Any, value: CellValue, sheet: str, place: Place) -> None:
    """Let a cell hold a value, with the style and the note that it has."""
    if _MATRIX in cell.attrib:
        raise SharedFormula(sheet, place)
    for name in list(cell.attrib):
        is_value = name.startswith(_OFFICE) or name == f"{_TABLE}formula" or name.endswith("}value-type")
        if is_value:
            del cell.attrib[name]
    for child in list(cell):
        if child.tag != f"{_OFFICE}annotation":
            cell.remove(child)
    if value is None:
        return
    kind, name, written, shown = _written(value)
    cell.set(f"{_OFFICE}value-type", kind)
    if name:
        cell.set(f"{_OFFICE}{name}", written)
    for line in shown.split("\n"):
        paragraph = cell.makeelement(f"{_TEXT}p")
        _fill(paragraph, line)
        cell.append(paragraph)


def _fill(paragraph: Any, line: str) -> None:
    """Write a line of text, whose spaces count one by one."""
    first, *others = line.replace("\t", " ").split("  ")
    paragraph.text = first
    for other in others:
        space = paragraph.makeelement(f"{_TEXT}s", {f"{_TEXT}c": "2"})
        space.tail = other
        paragraph.append(space)


def _written(value: CellValue) -> tuple[str, str, str, str]:
    """Return the type of a value, the attribute that holds it, how it is written there, and how it is shown."""
    match value:
        case bool():
            return "boolean", "boolean-value", str(value).lower(), str(value).upper()
        case dt.date():
            return "date", "date-value", value.isoformat(), f"{value:%d/%m}/{value.year}"
        case int() | float():
            number = f"{value:.17g}"
            return "float", "value", number, number
        case _:
            return "string", "", "", str(value)
