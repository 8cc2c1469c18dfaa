"""What a person says of the headers and texts of certain files and sheets, in a YAML file, beside what intake sees."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Final
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.cell_address import column_number
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import InputError, PackError
from kstt_rules.base.strict_yaml import Document, Location, read_yaml, validate
from kstt_rules.base.suggestion import hint, unknown
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import Sheet
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.header_choice import completed, mapped, with_missing
from kstt_rules.intake.layout.header_rows import filled_rows, labels_at
from kstt_rules.intake.layout.headers import Headers, Match
from kstt_rules.intake.values.title_fields import known_titles
from kstt_rules.model.inspection import TextMeaning
from kstt_rules.model.vocabulary import Vocabulary

_LETTERS = re.compile(r"[A-Z]{1,3}")
_NUMBER = re.compile(r"[1-9]\d{0,6}", re.ASCII)
_MOST_HEADER_ROWS: Final = 5
"""Three rows of a header, and an empty one between each."""
_SAYS_NOTHING: Final = both("the mapping says nothing; name at least one table or text, or leave it out")
_ONE_MEANING: Final = both("a text means a `unit` or a `title`: give one of them")
_NEEDS_ENTITY: Final = both("a part of a sheet, or a table on its side, needs its entity")
_ALONE: Final = both("a table on its side is alone on its sheet, and its header is one column")
_NO_FIELD: Final = both("no field {name!r} of {entity}{hint}")
_Text = Annotated[str, Field(min_length=1)]


class _TableEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    file: _Text = "*"
    sheet: _Text = "*"
    header: int | None = Field(None, ge=1)
    header_rows: int = Field(1, ge=1, le=_MOST_HEADER_ROWS)
    entity: _Text | None = None
    columns: dict[_Text, _Text | list[_Text] | None] = {}
    ignore: bool = False
    slips: bool = True
    part: bool = False
    turned: bool = False


class _TextEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    text: _Text
    file: _Text = "*"
    sheet: _Text = "*"
    unit: _Text | None = None
    title: _Text | None = None


class _MappingFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    tables: list[_TableEntry] = []
    texts: list[_TextEntry] = []


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a mapping file says about the tables of one dataset, in the files and sheets whose names match the patterns.

    ``header`` is the 1-based number of the first of ``header_rows`` rows of the sheet, or None where the header is to
    be found; ``columns`` give a column's letters or header its fields, none to leave it unread. What is to ``ignore``
    is not a dataset. Without ``slips`` a header must be spelled as it is known. A ``part`` speaks of the tables of its
    entity on a sheet that holds others too; these are found without it. A ``turned`` table lies on its side: rows and
    columns change places, ``header`` is the number of the column with the names, and ``columns`` go by numbers of rows.
    """

    file: str
    sheet: str
    header: int | None
    header_rows: int
    entity: str | None
    columns: Mapping[str, tuple[str, ...]]
    ignore: bool = False
    slips: bool = True
    part: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Mappings:
    """All that a mapping file says; of several entries that match, the first counts, of parts the first of a table."""

    tables: tuple[TableMapping, ...] = ()
    texts: tuple[TextMeaning, ...] = ()


def read_mapping(path: Path, vocabulary: Vocabulary) -> Mappings:
    """Read a mapping file for the datasets of a vocabulary.

    Raises InputError with every fault of the file as ``file:line:col: message``.
    """
    headers = Headers.of(vocabulary)
    try:
        document = read_yaml(path, name=path.name)
        said = validate(_MappingFile, document)
    except PackError as error:
        raise InputError(error.message) from error
    faults = [] if said.tables or said.texts else [(("tables",), _SAYS_NOTHING)]
    faults += [fault for at, table in enumerate(said.tables) for fault in _faults(table, ("tables", at), headers)]
    faults += [fault for at, entry in enumerate(said.texts) for fault in _text_faults(entry, ("texts", at), vocabulary)]
    if faults:
        raise InputError(PackError([document.problem(*fault) for fault in faults]).message)
    return Mappings(
        tuple(_mapping(table, headers) for table in said.tables),
        tuple(_meaning(entry, document, ("texts", at)) for at, entry in enumerate(said.texts)),
    )


def _text_faults(entry: _TextEntry, location: Location, vocabulary: Vocabulary) -> Iterator[tuple[Location, Bilingual]]:
    if (entry.unit is None) == (entry.title is None):
        yield location, _ONE_MEANING
    elif entry.title is not None and fold(entry.title) not in (titles := known_titles(vocabulary)):
        yield (*location, "title"), unknown(both("title"), entry.title, sorted(titles.values()))


def _meaning(entry: _TextEntry, document: Document, location: Location) -> TextMeaning:
    file, line, column = document.place(location)
    return TextMeaning(entry.text, entry.unit, entry.title, *_patterns(entry), where=f"{file}:{line}:{column}")


def _patterns(entry: _TableEntry | _TextEntry) -> tuple[str, str]:
    return normalize("NFC", entry.file), normalize("NFC", entry.sheet)


def _faults(table: _TableEntry, location: Location, headers: Headers) -> Iterator[tuple[Location, Bilingual]]:
    entity = _entity(table, headers)
    is_said = table.columns or table.part or table.turned
    if table.ignore and (table.entity is not None or is_said or table.header is not None):
        yield (*location, "ignore"), both("what is ignored has no entity, header or columns")
        return
    if table.turned and (table.part or table.header_rows > 1):
        yield (*location, "turned"), _ALONE
    if table.entity is None:
        if table.part or table.turned:
            yield location, _NEEDS_ENTITY
        elif table.columns:
            yield location, both("columns need the entity that their fields belong to")
        return
    if entity is None:
        yield (*location, "entity"), unknown(both("dataset"), table.entity, headers.entities)
        return
    known = {name for name, item in headers.entities[entity].fields.items() if not item.derived}
    for key, fields in table.columns.items():
        for name in _fields(fields):
            if _field(name, entity, headers) is None:
                yield (
                    (*location, "columns", key),
                    _NO_FIELD.format(name=name, entity=entity, hint=hint(name, sorted(known))),
                )


def _entity(table: _TableEntry, headers: Headers) -> str | None:
    return None if table.entity is None else headers.sheets.get(fold(table.entity))


def _fields(fields: str | list[str] | None) -> tuple[str, ...]:
    return () if fields is None else (fields,) if isinstance(fields, str) else tuple(fields)


def _field(name: str, entity: str, headers: Headers) -> str | None:
    """Return a field by its id or its own header."""
    if name in headers.entities[entity].fields:
        return name if not headers.entities[entity].fields[name].derived else None
    return headers.fields[entity].get(fold(name))


def _mapping(table: _TableEntry, headers: Headers) -> TableMapping:
    entity = _entity(table, headers)
    columns: dict[str, tuple[str, ...]] = {}
    if entity is not None:
        for key, fields in table.columns.items():
            names = (_field(name, entity, headers) for name in _fields(fields))
            columns[key] = tuple(name for name in names if name is not None)
    file, sheet = _patterns(table)
    how = (table.ignore, table.slips, table.part, table.turned)
    return TableMapping(file, sheet, table.header, table.header_rows, entity, columns, *how)


def mapping_for(mappings: tuple[TableMapping, ...], file: str, sheet: str) -> TableMapping | None:
    """Return the first entry whose patterns the label, or the last part, of a file and the name of a sheet match."""
    return next((item for item in mappings if is_for(item, file, sheet)), None)


def mappings_for(mappings: tuple[TableMapping, ...], file: str, sheet: str) -> tuple[TableMapping, ...]:
    """Return the first entry that matches or, where it speaks of a part of the sheet, all that do so."""
    first = mapping_for(mappings, file, sheet)
    if first is None or not first.part:
        return () if first is None else (first,)
    return tuple(item for item in mappings if item.part and is_for(item, file, sheet))


def is_for(item: TableMapping | TextMeaning, file: str, sheet: str) -> bool:
    """Tell whether the patterns of an entry match the label, or the last part, of a file and the name of a sheet."""
    files = (file, file.rpartition("/")[2])
    return any(fnmatchcase(name, item.file) for name in files) and fnmatchcase(normalize("NFC", sheet), item.sheet)


def header_by(mapping: TableMapping, sheet: Sheet, headers: Headers) -> Header | None:
    """Return the header that a mapping states by its row and dataset; None where it leaves either to be found."""
    if mapping.header is None or mapping.entity is None or mapping.header not in sheet.numbers:
        return None
    index = sheet.numbers.index(mapping.header)
    depth = filled_rows(sheet, index, mapping.header + mapping.header_rows - 1)
    labels = labels_at(sheet, index, depth) or labels_at(sheet, index, 1) or {}
    header = mapped(mapping.entity, sheet, index, depth, labels, headers)
    return overridden(completed(header, headers, sheet), mapping, headers)


def overridden_part(header: Header, parts: Iterable[TableMapping], headers: Headers) -> Header:
    """Give the columns of a table the fields that the first part that speaks of it says."""
    for part in parts:
        if part.entity == header.entity and part.header in (None, header.number):
            return overridden(header, part, headers)
    return header


def overridden(header: Header, mapping: TableMapping, headers: Headers) -> Header:
    """Give the columns that a mapping names by letters or header the fields that it says, and no other column these."""
    if mapping.entity != header.entity:
        return header
    stated = {at: fields for key, fields in mapping.columns.items() for at in _columns(key, header, mapping)}
    taken = {name for fields in stated.values() for name in fields}
    matches = {at: match for at, match in header.matches.items() if at not in stated and match.field not in taken}
    combined = {at: names for at, names in header.combined.items() if at not in stated}
    unknown = {at: text for at, text in header.unknown.items() if at not in stated}
    for at, fields in stated.items():
        if len(fields) == 1:
            matches[at] = Match(fields[0], "mapping")
        elif fields:
            combined[at] = fields
    columns = {match.field: at for at, match in sorted(matches.items())}
    rivals = {name: at for name, at in header.rivals.items() if name not in taken}
    header = replace(header, matches=matches, combined=combined, unknown=unknown, columns=columns, rivals=rivals)
    return with_missing(header, headers)


def _columns(key: str, header: Header, mapping: TableMapping) -> list[int]:
    if mapping.turned and _NUMBER.fullmatch(key):
        return [int(key) - 1]
    if not mapping.turned and _LETTERS.fullmatch(key):
        return [column_number(key)]
    wanted = fold(key)
    return [at for at, labels in header.labels.items() if wanted in (fold(labels[-1]), fold(" ".join(labels)))]
