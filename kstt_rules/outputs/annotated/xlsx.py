"""An .xlsx (or .xlsm) handed back with marks: written into the package itself, so that all that is in it stays."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from kstt_rules.base.cell_address import Place, place_of
from kstt_rules.model.dossier import Source
from kstt_rules.outputs.annotated.boxes import draw_boxes
from kstt_rules.outputs.annotated.comments import Comments
from kstt_rules.outputs.annotated.findings_sheet import FIRST_ROW, FindingsSheet
from kstt_rules.outputs.annotated.levels import Level
from kstt_rules.outputs.annotated.marks import FileMarks
from kstt_rules.outputs.annotated.merges import unmerged
from kstt_rules.outputs.annotated.notes import Note, Pointing, notes_of
from kstt_rules.outputs.annotated.package import Package, package_faults
from kstt_rules.outputs.annotated.sheet_cells import fill_cells, relations_namespace
from kstt_rules.outputs.annotated.sheet_xml import Link, location, write_sheet
from kstt_rules.outputs.annotated.styles import EMPTY, Styles
from kstt_rules.outputs.annotated.threads import reply
from kstt_rules.outputs.annotated.workbook_part import WorkbookPart
from kstt_rules.outputs.annotated.xml_edit import Unmarkable

_SPREADSHEETML: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET_TYPE: Final = f"{_SPREADSHEETML}.worksheet+xml"
_STYLES_TYPE: Final = f"{_SPREADSHEETML}.styles+xml"
_COMMENTS_TYPE: Final = f"{_SPREADSHEETML}.comments+xml"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BLOCK: Final = 1 << 20
_MERGED: Final = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]+\d+):([A-Z]+\d+)["']""")
_LONGEST_MERGE: Final = 200

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
        return "macroEnabled" in package.type_of(_related(package, "", "officeDocument"))


def members(path: Path) -> frozenset[str]:
    """Return the names in an archive; none where a file is no archive."""
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
    with package_faults(), ExitStack() as stack:
        archive = stack.enter_context(zipfile.ZipFile(source))
        _Annotation(Package(archive), stack, marks, sheet, file_link).write(stream)


class _Annotation:
    """One workbook on its way."""

    def __init__(
        self, package: Package, stack: ExitStack, marks: FileMarks, sheet: FindingsSheet, file_link: FileLink
    ) -> None:
        self._package, self._stack, self._marks, self._file_link = package, stack, marks, file_link
        self._book_part = _related(package, "", "officeDocument")
        self._book = WorkbookPart(package.read(self._book_part))
        self._relations = relations_namespace(self._book.namespace)
        self._sheet = sheet.named(self._book.earlier or self._book.free_name(sheet.name))
        self._styles_part, self._styles = self._open_styles()

    def write(self, stream: BinaryIO) -> None:
        parts = {relation.id: relation.target for relation in self._package.relations(self._book_part)}
        pointing = Pointing(self._sheet.name, FIRST_ROW)
        for name, relation in self._book.sheets.items():
            if relation in parts and name != self._book.earlier:
                self._mark(name, parts[relation], pointing)
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

    def _mark(self, name: str, part: str, pointing: Pointing) -> None:
        listed, comments = self._comments(part)
        if name not in self._marks.cells and not comments.cleared:
            return
        cells = self._marks.cells.get(name, {})
        self._marks.cells[name] = unmerged(cells, self._merges(part))
        notes = notes_of(self._marks, name, pointing, self._sheet.language)
        levels: dict[int, dict[int, Level | None]] = {}
        for place in sorted({*notes, *comments.cleared}):
            levels.setdefault(place.row, {})[place.column] = notes[place].level if place in notes else None
        notes_id = self._package.free_id(part)
        target = self._temporary()
        with self._package.open(part) as source:
            shape = fill_cells(source, target, levels, style_of=self._styles.filled, notes_id=notes_id)
        self._package.put(part, target)
        drawing, old = self._drawing(part, shape.notes_id)
        boxes = comments.add(notes, self._sheet.language)
        self._package.put(drawing, draw_boxes(old, boxes, shape, without=comments.removed))
        self._put_comments(part, listed, comments, notes)

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

    def _put_comments(self, part: str, listed: str | None, comments: Comments, notes: Mapping[Place, Note]) -> None:
        if listed is None:
            listed = self._package.free_name("xl/comments{}.xml")
            self._package.relate(part, f"{self._relations}/comments", listed)
            self._package.put(listed, comments.data, _COMMENTS_TYPE)
        else:
            self._package.put(listed, comments.data)
        for relation in self._package.relations(part):
            if relation.kind == "threadedComment":
                reply(self._package, self._book_part, relation.target, notes)

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

        target = self._temporary()
        areas = write_sheet(
            self._sheet,
            target,
            look=self._styles.look,
            link_of=link_of,
            namespace=self._book.namespace,
            relations=self._relations,
        )
        self._package.put(part, target, _SHEET_TYPE if self._book.earlier is None else None)
        self._book.name_areas(self._sheet.name, areas)

    def _merges(self, part: str) -> Iterator[tuple[Place, Place]]:
        for first, last in _merged_ranges(self._package.open(part)):
            top, bottom = place_of(first.decode()), place_of(last.decode())
            if top is not None and bottom is not None:
                yield top, bottom

    def _temporary(self) -> BinaryIO:
        return self._stack.enter_context(TemporaryFile())


def _related(package: Package, part: str, kind: str) -> str:
    for relation in package.relations(part):
        if relation.kind == kind:
            return relation.target
    raise Unmarkable


def _merged_ranges(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    with stream:
        rest = b""
        while block := stream.read(_BLOCK):
            rest += block
            end = 0
            for found in _MERGED.finditer(rest):
                yield found[1], found[2]
                end = found.end()
            rest = rest[max(end, len(rest) - _LONGEST_MERGE) :]
