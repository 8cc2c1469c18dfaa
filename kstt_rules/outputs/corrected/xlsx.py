"""An .xlsx (or .xlsm) with other values in some cells: written into the package, so that all that is in it stays."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from kstt_rules.base.cell_address import Place
from kstt_rules.model.files import CellValue
from kstt_rules.outputs.annotated.cell_walk import CellWalk, cell_tag, whole
from kstt_rules.outputs.annotated.package import Package, package_faults
from kstt_rules.outputs.annotated.styles import Styles
from kstt_rules.outputs.annotated.workbook_part import WorkbookPart
from kstt_rules.outputs.annotated.xlsx import related
from kstt_rules.outputs.annotated.xml_edit import Unmarkable, exact_text, split, tag_end
from kstt_rules.outputs.corrected.formulas import SharedFormula

StyleOf = Callable[[int, CellValue], int]
"""Gives, for a cell's style and its new value, the same style that shows a value of this kind."""

_DAY_ZERO, _DAY_ZERO_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")


def correct(source: Path, stream: BinaryIO, cells: Mapping[str, Mapping[Place, CellValue]]) -> None:
    """Write a workbook with other values in some cells, by sheet and place.

    Formulas are computed anew when it is opened. Raises Unmarkable where the file is not built as the standard says,
    SharedFormula where other cells compute by the formula of one of these.
    """
    with package_faults(), zipfile.ZipFile(source) as archive:
        package = Package(archive)
        book_part = related(package, "", "officeDocument")
        book = WorkbookPart(package.read(book_part))
        targets = {relation.id: relation for relation in package.relations(book_part)}
        styles_part = next((item.target for item in targets.values() if item.kind == "styles"), None)
        if styles_part is None or any(name not in book.sheets for name in cells):
            raise Unmarkable
        styles = Styles(package.read(styles_part))
        parts = {name: targets[relation].target for name, relation in book.sheets.items() if relation in targets}
        if any(_FORMULA.search(package.read(part)) for part in parts.values() if part in package):
            book.compute_anew()
        walks = {}
        for name, values in cells.items():
            walks[name] = _Corrector(package.read(parts[name]), name, values, styles, book)
            package.put(parts[name], walks[name].changed())
        if any(walk.took_formula for walk in walks.values()):
            for item in targets.values():
                if item.kind == "calcChain":  # the order in which formulas are computed; it is made anew
                    package.drop(item.target, book_part)
        package.put(styles_part, styles.data)
        package.put(book_part, book.data)
        package.write(stream)


class _Corrector(CellWalk):
    """Puts other values into the cells of one sheet; ``took_formula``: one of them held a formula."""

    def __init__(
        self, source: bytes, name: str, values: Mapping[Place, CellValue], styles: Styles, book: WorkbookPart
    ) -> None:
        by_row: dict[int, dict[int, CellValue]] = {}
        for place, value in values.items():
            by_row.setdefault(place.row, {})[place.column] = value
        super().__init__(source, by_row)
        self.took_formula = False
        self._name, self._values, self._number_styles = name, by_row, styles
        self._first_day = _DAY_ZERO_1904 if book.counts_from_1904 else _DAY_ZERO
        self._taken: tuple[int, bytes] | None = None  # where a cell begins, and what takes its place

    def _take_cell(self, row: int, column: int, attributes: dict[str, str]) -> None:
        written = self._new_cell(row, column, whole(attributes.get("s"), 0))
        self._taken = self._parser.CurrentByteIndex, written

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        super()._begin(tag, attributes)
        if self._taken is not None and self._depth == 5 and split(tag)[1] == "f":
            self.took_formula = True
            if "ref" in attributes:
                raise SharedFormula(self._name, Place(self._row, self._column))

    def _end(self, tag: str) -> None:
        if self._taken is not None and self._depth == 4:
            (start, written), at = self._taken, self._parser.CurrentByteIndex
            is_empty = self._source[start:at].endswith(b"/>") and tag_end(self._source, start) == at
            self._edits.append((start, at if is_empty else tag_end(self._source, at), written))
            self._taken = None
        super()._end(tag)

    def _new_cell(self, row: int, column: int, style: int) -> bytes:
        value, p = self._values[row][column], self._prefix
        match value:
            case bool():
                kind, content = ' t="b"', f"<{p}v>{value:d}</{p}v>"
            case dt.date():
                style = self._number_styles.showing(style, day=True)
                kind, content = "", f"<{p}v>{(value - self._first_day).days}</{p}v>"
            case int() | float():
                style = self._number_styles.showing(style, day=False)
                kind, content = "", f"<{p}v>{value:.17g}</{p}v>"
            case str():
                kind = ' t="inlineStr"'
                content = f'<{p}is><{p}t xml:space="preserve">{exact_text(value)}</{p}t></{p}is>'
            case None:
                kind, content = "", ""
        tag = cell_tag(self._cell_tag, row, column, style, kind)
        return (f"<{tag}>{content}</{self._cell_tag}>" if content else f"<{tag}/>").encode()
