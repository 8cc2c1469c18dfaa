"""The cells of an .xlsx without a value to read where they have no address: their order says where they stand."""

from collections.abc import Iterable
from contextlib import suppress
from xml.parsers.expat import ExpatError

from kstt_rules.base.cell_address import MAX_COLUMN, MAX_ROW, place_of
from kstt_rules.intake.files.unseen import NO_FORMULA, Mark
from kstt_rules.intake.files.xml_events import parse


def marks_by_order(blocks: Iterable[bytes]) -> dict[tuple[int, int], Mark]:
    """Return the marks of a sheet's cells; of what is no XML, those up to its fault."""
    cells = _Cells()
    with suppress(ExpatError):
        parse(blocks, cells.start, cells.end, cells.characters)
    return cells.marks


def mark_of(kind: str | None, value: str | None, formula: str | None) -> Mark | None:
    """Return the mark of a cell: an error, or a formula that was never computed."""
    if kind is not None and kind.lower() == "e":
        return "E", value or "#"
    if formula is None or value is not None or kind == "str":
        return None
    return "F", f"={formula}" if formula else NO_FORMULA


class _Cells:
    """A sheet while it is parsed: the place that was reached, and the texts of the cell that is open."""

    def __init__(self) -> None:
        self.marks: dict[tuple[int, int], Mark] = {}
        self._row = self._column = -1
        self._kind: str | None = None
        self._texts: dict[str, list[str]] = {}
        self._open: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                number = attributes.get("r", "")
                self._row = int(number) - 1 if number.isdecimal() and len(number) < 8 else self._row + 1
                self._column = -1
            case "c":
                place = place_of(attributes.get("r", ""))
                self._column = self._column + 1 if place is None else place.column
                self._kind, self._texts = attributes.get("t"), {}
            case "v" | "f" as kind:
                self._open = self._texts.setdefault(kind, [])

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v" | "f":
                self._open = None
            case "c":
                value, formula = ("".join(self._texts[kind]) if kind in self._texts else None for kind in "vf")
                mark = mark_of(self._kind, value or None, formula)
                if mark and self._row < MAX_ROW and self._column < MAX_COLUMN:
                    self.marks[self._row, self._column] = mark

    def characters(self, text: str) -> None:
        if self._open is not None:
            self._open.append(text)
