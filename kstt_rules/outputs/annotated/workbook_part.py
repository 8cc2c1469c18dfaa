"""The part of an .xlsx that lists its sheets, with one more, or the one of an earlier audit in its place."""

from collections.abc import Mapping
from typing import Final

from kstt_rules.model.dossier import Source
from kstt_rules.outputs.annotated.sheet_xml import Areas, location
from kstt_rules.outputs.annotated.xml_edit import Edits, Element, Unmarkable, attribute, split, text

_MARK: Final = "kstt_ket_qua"
_BEFORE_NAMES: Final = ("externalReferences", "functionGroups", "sheets")


class WorkbookPart:
    """The part as it was submitted; ``data`` is it with what was added.

    ``sheets`` are the relations of sheets by name; ``earlier`` is the name of the sheet that an earlier audit added.
    """

    def __init__(self, source: bytes) -> None:
        self._edits = Edits(source)
        root = self._edits.root
        listed = root.child("sheets")
        if root.name != "workbook" or listed is None:
            raise Unmarkable
        self.prefix = root.prefix
        self.namespace = root.attributes.get(f"xmlns:{root.prefix[:-1]}" if root.prefix else "xmlns", "")
        self._listed = listed
        self._names = root.child("definedNames")
        self.sheets: Mapping[str, str] = {
            sheet.attributes.get("name", ""): _relation(sheet) for sheet in listed.named("sheet")
        }
        self.earlier = self._earlier()

    def add_sheet(self, name: str, relation: str, relations: str) -> None:
        """List one more sheet, behind the others, so that what counts sheets stays true."""
        ids = [sheet.attributes.get("sheetId", "") for sheet in self._listed.named("sheet")]
        number = max((int(value) for value in ids if value.isdecimal()), default=0) + 1
        self._edits.append(
            self._listed,
            f'<{self.prefix}sheet xmlns:r="{relations}" name={attribute(name)} sheetId="{number}"'
            f" r:id={attribute(relation)}/>",
        )

    def name_areas(self, name: str, areas: Areas) -> None:
        """Name what the sheet has to be known by: to its filter, to printers, and to the next audit."""
        place = [*self.sheets].index(name) if name in self.sheets else len(self.sheets)
        self._forget_areas(place)
        sheet = location(Source("", name, ""))
        names = (
            ("_xlnm._FilterDatabase", f"{sheet}{areas.filtered}", f' localSheetId="{place}" hidden="1"'),
            ("_xlnm.Print_Area", f"{sheet}{areas.printed}", f' localSheetId="{place}"'),
            ("_xlnm.Print_Titles", f"{sheet}{areas.repeated}", f' localSheetId="{place}"'),
            (_MARK, f"{sheet}$A$1", ' hidden="1"'),
        )
        p = self.prefix
        written = "".join(
            f'<{p}definedName name="{key}"{more}>{text(area)}</{p}definedName>' for key, area, more in names
        )
        if self._names is not None:
            self._edits.append(self._names, written)
            return
        root = self._edits.root
        before = next(part for part in map(root.child, _BEFORE_NAMES) if part is not None)
        self._edits.insert(before.end, f"<{p}definedNames>{written}</{p}definedNames>")

    @property
    def counts_from_1904(self) -> bool:
        """Tell whether days are counted from 1904."""
        settings = self._edits.root.child("workbookPr")
        return settings is not None and settings.attributes.get("date1904") in ("1", "true")

    def compute_anew(self) -> None:
        """Let the office program compute all formulas when it opens the workbook."""
        settings = self._edits.root.child("calcPr")
        if settings is not None:
            self._edits.set(settings, fullCalcOnLoad="1")
            return
        before = next(
            part for part in map(self._edits.root.child, ("definedNames", *_BEFORE_NAMES)) if part is not None
        )
        self._edits.insert(before.end, f'<{self.prefix}calcPr fullCalcOnLoad="1"/>')

    @property
    def data(self) -> bytes:
        """The part as it is to be written."""
        return self._edits.data

    def _forget_areas(self, place: int) -> None:
        for item in self._names.named("definedName") if self._names is not None else ():
            of_sheet = item.attributes.get("localSheetId") == str(place)
            if item.attributes.get("name") == _MARK or (of_sheet and self.earlier is not None):
                self._edits.delete(item)

    def _earlier(self) -> str | None:
        """Return the sheet that the name of ours leads to, where there is one."""
        for item in self._names.named("definedName") if self._names is not None else ():
            if item.attributes.get("name") == _MARK:
                content = self._edits.source[item.inner : item.close].decode()
                return next(
                    (name for name in self.sheets if content == text(f"{location(Source('', name, ''))}$A$1")), None
                )
        return None


def _relation(sheet: Element) -> str:
    return next((value for key, value in sheet.attributes.items() if split(key)[1] == "id" and ":" in key), "")
