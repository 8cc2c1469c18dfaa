"""A mapping file: what a person says of the headers and texts of certain files and sheets, in YAML."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.errors import InputError, PackError
from kstt_rules.base.strict_yaml import Document, Location, read_yaml, validate
from kstt_rules.base.suggestion import hint, unknown
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.layout.headers import Headers
from kstt_rules.intake.layout.mapping import Mappings, TableMapping
from kstt_rules.intake.values.title_fields import known_titles
from kstt_rules.model.inspection import TextMeaning
from kstt_rules.model.vocabulary import Vocabulary

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
