"""An .xlsx (or .xlsm) handed back with marks: written into the package itself, so that all that is in it stays."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from kstt_rules.base.cell_address import Place, place_of
from kstt_rules.base.free_name import free_name
from kstt_rules.model.dossier import Source
from kstt_rules.outputs.annotated.boxes import draw_boxes
from kstt_rules.outputs.annotated.comments import Comments
from kstt_rules.outputs.annotated.findings_sheet import FindingsSheet
from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.marks import FileMarks, unmerged
from kstt_rules.outputs.annotated.notes import notes_of
from kstt_rules.outputs.annotated.package import Package, package_faults
from kstt_rules.outputs.annotated.sheet_cells import fill_cells, relations_namespace
from kstt_rules.outputs.annotated.sheet_xml import Link, location, write_sheet
from kstt_rules.outputs.annotated.styles import EMPTY, Styles
from kstt_rules.outputs.annotated.workbook_part import WorkbookPart
from kstt_rules.outputs.annotated.xml_edit import Unmarkable
from kstt_rules.outputs.workbook import LONGEST_SHEET_NAME

_SPREADSHEETML: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET_TYPE: Final = f"{_SPREADSHEETML}.worksheet+xml"
_STYLES_TYPE: Final = f"{_SPREADSHEETML}.styles+xml"
_COMMENTS_TYPE: Final = f"{_SPREADSHEETML}.comments+xml"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_MERGED: Final = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]+\d+):([A-Z]+\d+)["']""")

FileLink = Callable[[Source], str | None]
"""Gives, for a cell of another file, the address of that file, empty where there is none; None within the file."""


def is_package(path: Path) -> bool:
    """Tell whether a file is a workbook made of XML parts in an archive."""
    names = members(path)
    return "xl/workbook.bin" not in names and any(name.startswith("xl/") for name in names)


def holds_macros(path: Path) -> bool:
    """Tell whether a workbook may run macros, which its suffix must then say."""
    with package_faults(), zipfile.ZipFile(path) as archive:
        package = Package(archive)
        return "macroEnabled" in package.type_of(related(package, "", "officeDocument"))


def members(path: Path) -> frozenset[str]:
    """Return the names in an archive; none where a file is not an archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()


def annotate(
    source: Path | BinaryIO,
    stream: BinaryIO,
    marks: FileMarks,
    sheet: FindingsSheet,
    *,
    file_link: FileLink = lambda _: None,
) -> None:
    """Write a workbook with its cells filled and noted, and a sheet of findings behind its own.

    Raises Unmarkable where the file is not built as the standard says; nothing of use is written then.
    """
    with package_faults(), zipfile.ZipFile(source) as archive:
        _WorkbookToMark(Package(archive), marks, sheet, file_link).write(stream)


class _WorkbookToMark:
    """One workbook on its way."""

    def __init__(self, package: Package, marks: FileMarks, sheet: FindingsSheet, file_link: FileLink) -> None:
        self._package, self._marks, self._file_link = package, marks, file_link
        self._book_part = related(package, "", "officeDocument")
        self._book = WorkbookPart(package.read(self._book_part))
        self._relations = relations_namespace(self._book.namespace)
        name = self._book.earlier or free_name(sheet.name, self._book.sheets, longest=LONGEST_SHEET_NAME)
        self._sheet = replace(sheet, name=name)
        self._styles_part, self._styles = self._open_styles()

    def write(self, stream: BinaryIO) -> None:
        parts = {relation.id: relation.target for relation in self._package.relations(self._book_part)}
        for name, relation in self._book.sheets.items():
            if relation in parts and name != self._book.earlier:
                self._mark(name, parts[relation])
        self._add_findings(parts)
        self._package.put(self._styles_part, self._styles.data)
        self._package.put(self._book_part, self._book.data)
        self._package.write(stream)

    def _open_styles(self) -> tuple[str, Styles]:
        for relation in self._package.relations(self._book_part):
            if relation.kind == "styles":
                return relation.target, Styles(self._package.read(relation.target))
        part = self._package.free_name("xl/styles{}.xml")
        self._package.relate(self._book_part, f"{self._relations}/styles", part)
        self._package.put(part, b"", _STYLES_TYPE)
        return part, Styles(EMPTY.format(namespace=self._book.namespace).encode())

    def _mark(self, name: str, part: str) -> None:
        listed, comments = self._comments(part)
        if name not in self._marks.cells and not comments.cleared:
            return
        source = self._package.read(part)
        self._marks.cells[name] = unmerged(self._marks.cells.get(name, {}), _merges(source))
        notes = notes_of(self._marks, name, self._sheet)
        levels: dict[int, dict[int, Level | None]] = {}
        for place in sorted({*notes, *comments.cleared}):
            levels.setdefault(place.row, {})[place.column] = notes[place].level if place in notes else None
        new_id = self._package.free_id(part)
        filled = fill_cells(source, levels, style_of=self._styles.filled, notes_id=new_id)
        self._package.put(part, filled.data)
        drawing, old = self._drawing(part, None if filled.notes_id == new_id else filled.notes_id)
        boxes = comments.add(notes, self._sheet.language)
        self._package.put(drawing, draw_boxes(old, boxes, filled.widths, without=comments.removed))
        if listed is None:
            listed = self._package.free_name("xl/comments{}.xml")
            self._package.relate(part, f"{self._relations}/comments", listed)
            self._package.put(listed, comments.data, _COMMENTS_TYPE)
        else:
            self._package.put(listed, comments.data)

    def _drawing(self, part: str, notes_id: str | None) -> tuple[str, bytes | None]:
        """Return the part with the boxes of a sheet's notes, and what it holds, where the sheet has one."""
        if notes_id is None:
            drawing = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
            self._package.relate(part, f"{self._relations}/vmlDrawing", drawing)
            self._package.need_type("vml", _DRAWING_TYPE)
            return drawing, None
        for relation in self._package.relations(part):
            if relation.id == notes_id:
                return relation.target, self._package.read(relation.target)
        raise Unmarkable

    def _comments(self, part: str) -> tuple[str | None, Comments]:
        """Return the part with the notes of a sheet, where it has one, and the notes."""
        for relation in self._package.relations(part):
            if relation.kind == "comments":
                return relation.target, Comments(self._package.read(relation.target), self._book.namespace)
        return None, Comments(None, self._book.namespace)

    def _add_findings(self, parts: Mapping[str, str]) -> None:
        if self._book.earlier is None:
            part = self._package.free_name("xl/worksheets/sheet{}.xml")
            relation = self._package.relate(self._book_part, f"{self._relations}/worksheet", part)
            self._book.add_sheet(self._sheet.name, relation, self._relations)
        else:
            part = parts[self._book.sheets[self._book.earlier]]
        files: dict[str, str] = {}

        def link_of(source: Source) -> Link | None:
            address = self._file_link(source)
            if address is None:
                return Link(None, location(source)) if source.sheet in self._book.sheets else None
            if not address:
                return None
            if address not in files:
                files[address] = self._package.relate(part, f"{self._relations}/hyperlink", address, external=True)
            return Link(files[address], location(source))

        target = BytesIO()
        areas = write_sheet(
            self._sheet,
            target,
            look=self._styles.look,
            link_of=link_of,
            namespace=self._book.namespace,
            relations=self._relations,
        )
        self._package.put(part, target.getvalue(), _SHEET_TYPE if self._book.earlier is None else None)
        self._book.name_areas(self._sheet.name, areas)


def related(package: Package, part: str, kind: str) -> str:
    """Return the part that a relation of this kind leads to. Raises Unmarkable where there is none."""
    for relation in package.relations(part):
        if relation.kind == kind:
            return relation.target
    raise Unmarkable


def _merges(sheet: bytes) -> Iterator[tuple[Place, Place]]:
    for found in _MERGED.finditer(sheet):
        top, bottom = place_of(found[1].decode()), place_of(found[2].decode())
        if top is not None and bottom is not None:
            yield top, bottom
