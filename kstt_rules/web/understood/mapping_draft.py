"""The mapping file of a workspace, as it is corrected on a page: each correction is an entry that intake reads."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Any, Literal

from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.strict_yaml import read_yaml
from kstt_rules.base.write_yaml import yaml_text
from kstt_rules.intake.layout.mapping import is_for
from kstt_rules.intake.layout.read_mapping import read_mapping
from kstt_rules.model.vocabulary import Vocabulary
from kstt_rules.outputs.target import atomic_file
from kstt_rules.web.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class TablePlace:
    """How an entry names a table: by its sheet and dataset; the row of its header tells it from others of the dataset.

    It is a part where the sheet holds other tables too, and may lie on its side.
    """

    file: str
    sheet: str
    entity: str
    header: int | None = None
    is_part: bool = False
    is_turned: bool = False


class MappingDraft:
    """The entries of a mapping file as plain data; what is corrected for one sheet goes before what patterns say."""

    def __init__(self, path: Path, vocabulary: Vocabulary) -> None:
        """Read the file, if there is one. Raises InputError for a faulty one."""
        self._path = path
        self._said = read_mapping(path, vocabulary) if path.exists() else None
        data = read_yaml(path, name=path.name).data if path.exists() else {}
        self.tables: list[dict[str, Any]] = list(data.get("tables") or ())
        self.texts: list[dict[str, Any]] = list(data.get("texts") or ())

    def read_columns(self, table: TablePlace, columns: Mapping[str, Sequence[str]]) -> None:
        """Let columns of a table, by their letters, hold these fields; those without a field are not read."""
        entry = self._part(table) if table.is_part else self._entry(table.file, table.sheet)
        entry.pop("ignore", None)
        entry["entity"] = table.entity
        if table.is_turned:
            entry["turned"] = True
        said = {letters: names[0] if len(names) == 1 else list(names) or None for letters, names in columns.items()}
        entry["columns"] = {**entry.get("columns", {}), **said}

    def read_as(self, file: str, sheet: str, entity: str, header: int | None, *, is_turned: bool = False) -> None:
        """Let a sheet hold a dataset, with its header in a row, or found by itself; a turned one lies on its side."""
        self._forget_parts(file, sheet)
        entry = self._entry(file, sheet)
        if (entry.get("entity"), entry.get("turned", False)) != (entity, is_turned):
            entry.pop("columns", None)
        for key in ("ignore", "header", "header_rows", "turned"):
            entry.pop(key, None)
        entry["entity"] = entity
        if is_turned:
            entry["turned"] = True
        if header is not None:
            entry["header"] = header

    def leave_out(self, file: str, sheet: str) -> None:
        """Let a sheet hold none of the datasets."""
        self._forget_parts(file, sheet)
        entry = self._entry(file, sheet)
        entry.clear()
        entry.update(_exactly(file, sheet), ignore=True)

    def forget_table(self, place: int) -> None:
        """Take back what one entry says of tables."""
        self.tables = [entry for at, entry in enumerate(self.tables) if at != place]

    def mean(self, kind: Literal["unit", "title"], text: str, means: str, *sheet: str) -> None:
        """Let a text mean a unit or a title, in one sheet, or where no sheet is named everywhere."""
        where = _exactly(*sheet) if sheet else {}
        self.texts = [entry for entry in self.texts if not (_means(entry, kind, text) and _place(entry) == where)]
        self.texts.insert(0, {"text": text, kind: means, **where})

    def forget_text(self, place: int) -> None:
        """Take back what one entry says of a text."""
        self.texts = [entry for at, entry in enumerate(self.texts) if at != place]

    def write(self) -> None:
        """Write the file, or take it away where it says nothing."""
        if not self.tables and not self.texts:
            self._path.unlink(missing_ok=True)
            return
        said = {"tables": self.tables, "texts": self.texts}
        with atomic_file(self._path) as file:
            file.write(yaml_text({key: entries for key, entries in said.items() if entries}).encode())

    def _part(self, table: TablePlace) -> dict[str, Any]:
        """Return the entry of one table of a sheet; what was said of the sheet as a whole is then said of a part."""
        exact = [entry for entry in self.tables if _is_of(entry, table.file, table.sheet)]
        for entry in exact or [self._entry(table.file, table.sheet)]:
            if entry.get("part") and (entry["entity"], entry.get("header")) == (table.entity, table.header):
                return entry
            if entry.get("entity") and not entry.get("part"):
                entry["part"] = True
                entry.pop("header_rows", None)
                return self._part(table)
        header = {} if table.header is None else {"header": table.header}
        entry = {**_exactly(table.file, table.sheet), "part": True, "entity": table.entity, **header}
        self.tables = [entry, *(other for other in self.tables if exact or not _is_of(other, table.file, table.sheet))]
        return entry

    def _forget_parts(self, file: str, sheet: str) -> None:
        self.tables = [entry for entry in self.tables if not (_is_of(entry, file, sheet) and entry.get("part"))]

    def _entry(self, file: str, sheet: str) -> dict[str, Any]:
        """Return the entry of one sheet; a new one says what the first that matched said."""
        for entry in self.tables:
            if _is_of(entry, file, sheet):
                return entry
        known = zip(self.tables, self._said.tables if self._said else (), strict=False)
        like = next((entry for entry, said in known if is_for(said, file, sheet)), {})
        entry = {**_exactly(file, sheet), **{key: value for key, value in like.items() if key not in ("file", "sheet")}}
        self.tables.insert(0, entry)
        return entry


@contextmanager
def corrected_mapping(desk: Desk) -> Iterator[MappingDraft]:
    """Open the mapping of a workspace for correction, and read its files by it; a mistake changes nothing."""
    with desk.tried(desk.workspace.mapping):
        draft = MappingDraft(desk.workspace.mapping, desk.pack.vocabulary)
        yield draft
        draft.write()
        desk.judge_again()


def _exactly(file: str, sheet: str) -> dict[str, str]:
    return {"file": escape(file), "sheet": escape(sheet)}


def _is_of(entry: Mapping[str, Any], file: str, sheet: str) -> bool:
    return _place(entry) == _exactly(file, sheet)


def _place(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: entry[key] for key in ("file", "sheet") if key in entry}


def _means(entry: Mapping[str, Any], kind: str, text: str) -> bool:
    return kind in entry and entry["text"] == text
