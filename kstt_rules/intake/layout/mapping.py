"""What a person says of the headers and texts of certain files and sheets, beside what intake sees of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from unicodedata import normalize

from kstt_rules.base.cell_address import column_number
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import Sheet
from kstt_rules.intake.layout.header import Header
from kstt_rules.intake.layout.header_choice import completed, mapped, with_missing
from kstt_rules.intake.layout.header_rows import filled_rows, labels_at
from kstt_rules.intake.layout.headers import Headers, Match
from kstt_rules.model.inspection import TextMeaning

_LETTERS = re.compile(r"[A-Z]{1,3}")
_NUMBER = re.compile(r"[1-9]\d{0,6}", re.ASCII)


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
