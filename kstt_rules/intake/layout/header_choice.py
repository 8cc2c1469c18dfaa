"""Which rows of a sheet head a table, which dataset it is, and which column is which field."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np

from kstt_rules.base.text_keys import fold
from kstt_rules.intake.files.cells import Cell, Sheet
from kstt_rules.intake.files.grid import Grid
from kstt_rules.intake.files.watched_grid import kept_of
from kstt_rules.intake.layout.fit import cells_below
from kstt_rules.intake.layout.header import Header, SpreadColumn
from kstt_rules.intake.layout.headers import Headers, Labels, Match, is_unread, shown
from kstt_rules.intake.layout.layouts import layout_of
from kstt_rules.intake.layout.likely_headers import likely_headers
from kstt_rules.intake.layout.names_in_two import names_in_two
from kstt_rules.intake.layout.protocol import PossibleHeader
from kstt_rules.intake.layout.rows_below import rows_below, values_fit
from kstt_rules.intake.values.entity_fields import period_field, unit_field
from kstt_rules.model.vocabulary import Entity

_COPY: Final = re.compile(r" ?\(\d{1,3}\)$")
"""What stands behind the name of a sheet that is a copy, or the second of that name."""
_SEARCHED_ROWS: Final = 30
_TITLE_ROWS: Final = 8
_FIELDS_TO_KNOW: Final = 3
_FIELDS_IF_NAMED: Final = 2
_KNOWN_TO_LOOK: Final = 2
_WORDS_OF_TITLE: Final = 3


def find_header(sheet: Sheet, file: str, headers: Headers, *, entity: str | None = None) -> Header | tuple[str, ...]:
    """Find the surest header among the first rows, or else further down, and the dataset that it heads.

    A sheet that has a dataset's name, or is stated to be ``entity``, is that where it has a header for it; any other
    sheet is the dataset that most of its headers belong to: at least three where the file's name or the rows above name
    it, or where no other list has such columns and what they hold; two where these name it. Of equals it is the one
    that these name at greatest length. Returns the entities that it may be, none or several, where that does not
    decide.
    """
    named = entity or headers.sheets.get(fold(_COPY.sub("", sheet.name)))
    rows = range(min(len(sheet.rows), 1 if sheet.plain else _SEARCHED_ROWS))
    found = [*_candidates(sheet, rows, [named], headers, least=1, rising=True)] if named else []
    if not found:
        found = [*_known(sheet, file, rows, headers)]
    if not found and not sheet.plain:
        found = [*_known(sheet, file, _likely_rows(sheet, headers, headers.known), headers)]
    if not found:
        few = _candidates(sheet, rows, headers.entities, headers, least=_FIELDS_IF_NAMED)
        found = [header for header in few if _is_clear(header, headers) and _named_length(header, sheet, file, headers)]
    if not found:
        possible = _possible(sheet, rows, headers) or _lists_of_people(sheet, rows, headers)
        return tuple(sorted({header.entity for header in _greatest(possible, _strength)}))
    best = _greatest(found, _strength)
    if len({header.entity for header in best}) > 1:
        best = _greatest(best, lambda header: _named_length(header, sheet, file, headers))
    entities = tuple(sorted({header.entity for header in best}))
    return completed(best[0], headers, sheet) if len(entities) == 1 else entities


def _known(
    sheet: Sheet, file: str, rows: Iterable[int], headers: Headers, *, is_below: bool = False
) -> Iterator[Header]:
    """Yield the headers of three fields or more of a dataset that the file or the rows above name, or that it shows.

    Of a table below others rows and titles may say what it has no column for.
    """
    for header in _candidates(sheet, rows, headers.entities, headers, least=_FIELDS_TO_KNOW):
        sayable = _sayable(headers.entities[header.entity]) if is_below else frozenset()
        if _named_length(header, sheet, file, headers) or shows_dataset(header, sheet, headers, sayable=sayable):
            yield header


def _possible(sheet: Sheet, rows: Iterable[int], headers: Headers) -> list[Header]:
    """Return the headers of three fields or more that do not show which dataset they head."""
    found = _candidates(sheet, rows, headers.entities, headers, least=_FIELDS_TO_KNOW)
    return [header for header in found if not header.missing]


def _lists_of_people(sheet: Sheet, rows: Iterable[int], headers: Headers) -> list[Header]:
    """Return the headers of two fields or more that head people's names and nothing unknown; rows may say the unit."""
    found = _candidates(sheet, rows, headers.entities, headers, least=_FIELDS_IF_NAMED)
    clear = [header for header in found if _is_clear(header, headers) and not header.unknown]
    fields = {name: entity.fields for name, entity in headers.entities.items()}
    return [header for header in clear if any(fields[header.entity][name].person for name in header.columns)]


def shows_dataset(header: Header, sheet: Sheet, headers: Headers, *, sayable: frozenset[str] = frozenset()) -> bool:
    """Tell whether what stands on a sheet can only be its dataset: columns of no other list, and what fits them.

    All fields that it cannot be without have a column, but for those that are ``sayable`` otherwise.
    """
    header = completed(header, headers, sheet)
    is_whole = sayable.issuperset(header.missing) and len(header.unknown) <= len(header.columns)
    return (
        is_whole and not headers.telling[header.entity].isdisjoint(header.held) and values_fit(header, sheet, headers)
    )


def find_headers(
    sheet: Sheet, file: str, headers: Headers, *, entity: str | None = None
) -> list[Header] | tuple[str, ...]:
    """Find the headers of all tables on a sheet, from top to bottom; what ``find_header`` returns where it finds none.

    The others have the same texts or fields as the surest one, or are as sure of their own dataset.
    """
    first = find_header(sheet, file, headers, entity=entity)
    if isinstance(first, tuple):
        return first
    if sheet.plain:
        return [first]
    found = [first]
    known = {*headers.known, *_cells(sheet, first)}
    for index in _likely_rows(sheet, headers, known):
        if not any(header.index <= index < header.end for header in found):
            other = _other_header(sheet, index, found, headers)
            if other is not None and all(other.end <= header.index or header.end <= other.index for header in found):
                found.append(other)
                known |= _cells(sheet, other)
    return sorted(found, key=lambda header: header.index)


def _likely_rows(sheet: Sheet, headers: Headers, known: frozenset[str] | set[str]) -> Iterator[int]:
    """Yield the rows that hold headers as people type them, or begin a part of the sheet and hold some form of one.

    More texts of headers may become ``known`` meanwhile.
    """
    grid, last, size = Grid.of(sheet.rows), -1, -1
    beginnings = _beginnings(sheet.numbers, grid)
    while len(known) > size:
        size = len(known)
        typed = set(grid.rows_with(known, _KNOWN_TO_LOOK))
        for index in sorted(typed.union(beginnings)):
            if index > last and (index in typed or headers.may_head(grid[index])):
                last = index
                yield index
                if len(known) > size:
                    break


def _beginnings(numbers: Sequence[int], grid: Grid) -> list[int]:
    """Return the rows that stand at the top, or below an empty one or one of a single cell."""
    below_gap = np.diff(np.array(numbers, dtype=np.intp)) > 1
    return [0, *(np.flatnonzero(below_gap | grid.singles[:-1]) + 1).tolist()] if len(grid) else []


def _cells(sheet: Sheet, header: Header) -> set[str]:
    return {cell for row in sheet.rows[header.index : header.end] for cell in row if isinstance(cell, str)}


def _other_header(sheet: Sheet, index: int, found: Sequence[Header], headers: Headers) -> Header | None:
    for header in found:
        if sheet.rows[index : index + header.depth] == sheet.rows[header.index : header.end]:
            return replace(header, index=index, number=sheet.numbers[index])
    known = {(header.entity, header.held) for header in found}
    entities = dict.fromkeys(header.entity for header in found)
    for like in _candidates(sheet, [index], entities, headers, least=_FIELDS_IF_NAMED):
        if (like.entity, like.held) in known:
            return completed(like, headers, sheet)
    of_found = [*_candidates(sheet, [index], entities, headers, least=_FIELDS_TO_KNOW)]
    best = _greatest([*of_found, *_known(sheet, "", [index], headers, is_below=True)], _strength)
    best = best or _greatest(_short_headers(sheet, index, headers), _strength)
    if len({header.entity for header in best}) > 1:
        best = _greatest(best, lambda header: _named_length(header, sheet, "", headers))
    best = [header for header in best if header.entity == found[0].entity] or best
    return completed(best[0], headers, sheet) if len({header.entity for header in best}) == 1 else None


def _short_headers(sheet: Sheet, index: int, headers: Headers) -> list[Header]:
    """Return the headers of two fields at a row: of a dataset that the rows above name, else without another column."""
    few = _candidates(sheet, [index], headers.entities, headers, least=_FIELDS_IF_NAMED)
    clear = [header for header in few if _is_clear(header, headers)]
    named = [header for header in clear if _named_length(header, sheet, "", headers)]
    whole = [header for header in clear if not header.unknown and header.held.intersection(header.needed)]
    return named or [header for header in whole if values_fit(header, sheet, headers)]


def _is_clear(header: Header, headers: Headers) -> bool:
    """Tell whether a header of few fields lacks only what group rows may say, and its other columns are few."""
    sayable = _sayable(headers.entities[header.entity])
    return not header.rivals and sayable.issuperset(header.missing) and len(header.unknown) < len(header.columns)


def _sayable(entity: Entity) -> frozenset[str]:
    """Return the fields that titles and group rows may say: the unit and the period."""
    return frozenset(name for name in (unit_field(entity), period_field(entity)) if name is not None)


def _greatest(found: Sequence[Header], measure: Callable[[Header], Any]) -> list[Header]:
    most = max(map(measure, found), default=None)
    return [header for header in found if measure(header) == most]


def _strength(header: Header) -> tuple[int, int]:
    spread = {item.field for item in header.spread}
    fields = len(header.columns) + sum(map(len, header.combined.values())) + len(spread) + bool(spread)
    return fields, -len(header.missing)


def _candidates(
    sheet: Sheet, indexes: Iterable[int], entities: Iterable[str], headers: Headers, *, least: int, rising: bool = False
) -> Iterator[Header]:
    """Yield the headers at some rows that name at least so many fields; ``rising``, no fewer than one before."""
    entities = tuple(entities)
    for index in indexes:
        for place, likely in enumerate(likely_headers(sheet, index, entities, headers)):
            if likely.most < least:
                continue
            make = partial(_header_at, sheet, index, entities, headers, place)
            header = kept_of(sheet.rows, (index, entities, place), make)
            if _strength(header)[0] >= least:
                least = _strength(header)[0] if rising else least
                yield header


def _header_at(sheet: Sheet, index: int, entities: tuple[str, ...], headers: Headers, place: int) -> Header:
    likely = likely_headers(sheet, index, entities, headers)[place]
    rows = likely.rows_of(sheet, index, headers)
    return _mapped(rows, likely.depth, likely.layout, likely.spread)


def mapped(entity: str, sheet: Sheet, index: int, depth: int, labels: Mapping[int, Labels], headers: Headers) -> Header:
    """Give each field of a dataset the column with its own header, else the first with another form of it.

    Before that the first layout that knows the header takes the columns that it spreads records over.
    """
    rows = PossibleHeader(headers.entities[entity], entity, labels, headers, sheet, index + depth)
    return _mapped(rows, depth, *layout_of(rows))


def _mapped(rows: PossibleHeader, depth: int, layout: str, spread: tuple[SpreadColumn, ...]) -> Header:
    entity, labels, headers, sheet, index = rows.name, rows.labels, rows.headers, rows.sheet, rows.end - depth
    spread_over = {item.column for item in spread}
    claims = _claims(entity, {at: texts for at, texts in labels.items() if at not in spread_over}, labels, headers)
    district = _district(entity, claims, labels, headers)
    if district is not None:
        del claims[district]
    joined = names_in_two(headers.entities[entity], claims, labels, sheet, sheet.numbers[index : index + depth])
    claims = _with_joined(claims, joined)
    matches, columns, rivals = _held(claims)
    unclaimed = {at: labels[at] for at, match in claims.items() if match is None}
    combined = _combined(entity, unclaimed, set(columns), headers)
    taken = {*matches, *combined, *spread_over, district, *(at for columns in joined.values() for at in columns)}
    unknown = {at: shown(texts) for at, texts in sorted(labels.items()) if at not in taken and not is_unread(texts)}
    header = Header(
        entity,
        index,
        columns,
        unknown,
        missing=(),
        depth=depth,
        labels=labels,
        matches=matches,
        combined=combined,
        spread=spread,
        rivals=rivals,
        joined=joined,
        number=sheet.numbers[index],
        layout=layout,
        district=district,
    )
    return with_missing(header, headers)


def _claims(
    entity: str, own: Mapping[int, Labels], labels: Mapping[int, Labels], headers: Headers
) -> dict[int, Match | None]:
    """Return the field that the header of each column names; where accents are written, they tell words apart.

    A column of units' codes is the one of units where no other is.
    """
    claims = {at: headers.match(entity, texts) for at, texts in own.items()}
    units = [at for at, match in claims.items() if match and match.field == unit_field(headers.entities[entity])]
    codes = [at for at in units if headers.names_unit_codes(own[at])]
    if len(codes) < len(units):
        claims |= dict.fromkeys(codes)
    if all(text.isascii() for texts in labels.values() for text in texts):
        return claims
    return {at: None if match and headers.is_other_word(labels[at], match) else match for at, match in claims.items()}


def _with_joined(claims: dict[int, Match | None], joined: Mapping[str, tuple[int, ...]]) -> dict[int, Match | None]:
    """Return the claims with each field that is spread over columns claimed by the first of these alone."""
    for name, (first, *rest) in joined.items():
        own = claims[first] or Match(name, "written")
        claims = {at: match for at, match in claims.items() if at not in rest and (not match or match.field != name)}
        claims[first] = own if own.field == name else Match(name, "written")
    return claims


def _held(
    claims: Mapping[int, Match | None],
) -> tuple[dict[int, Match], dict[str, int], dict[str, tuple[int, ...]]]:
    """Return what each column that holds a field matched, the column of each field, and those that claim it alike."""
    ranked = sorted((match.how != "canonical", column, match) for column, match in claims.items() if match)
    columns: dict[str, int] = {}
    rivals: dict[str, tuple[int, ...]] = {}
    for _, column, match in ranked:
        holder = columns.setdefault(match.field, column)
        if holder != column and claims[holder] == match:
            rivals[match.field] = (*rivals.get(match.field, (holder,)), column)
    matches = {column: match for _, column, match in ranked if columns[match.field] == column}
    return matches, columns, rivals


def _district(
    entity: str, claims: Mapping[int, Match | None], labels: Mapping[int, Labels], headers: Headers
) -> int | None:
    """Return the column of the districts of the units in another column: "Huyện" beside "Xã"."""
    unit = unit_field(headers.entities[entity])
    units = [at for at, match in claims.items() if match is not None and match.field == unit]
    districts = [at for at in units if headers.names_district(labels[at])]
    return districts[0] if len(districts) == 1 < len(units) else None


def with_missing(header: Header, headers: Headers) -> Header:
    """Return the header with the fields that its dataset cannot be without and that no column holds."""
    needed = _needed(headers.entities[header.entity])
    return replace(header, needed=needed, missing=tuple(name for name in needed if name not in header.held))


def _combined(
    entity: str, labels: Mapping[int, Labels], taken: set[str], headers: Headers
) -> dict[int, tuple[str, ...]]:
    """Find the columns that hold several fields, at least one of which has no column of its own."""
    found = {}
    for column, texts in sorted(labels.items()):
        fields = headers.parts(entity, texts)
        if not taken.issuperset(fields):
            found[column] = fields
            taken |= set(fields)
    return found


def completed(header: Header, headers: Headers, sheet: Sheet) -> Header:
    """Give columns that name no field the field whose header they nearly are, where its values stand below."""
    if not headers.takes_slips:
        return header
    matches, columns, unknown = dict(header.matches), dict(header.columns), dict(header.unknown)
    likes = {at: headers.like(header.entity, header.labels[at], header.held) for at in unknown}
    claims = [match.field for match in likes.values() if match]
    rows = rows_below(sheet, header, headers) if claims else ()
    for column, match in likes.items():
        if match is None or claims.count(match.field) > 1:
            continue
        if headers.fit.holds(header.entity, match.field, cells_below(rows, 0, column)):
            matches[column], columns[match.field] = match, column
            del unknown[column]
    return with_missing(replace(header, matches=matches, columns=columns, unknown=unknown), headers)


def _needed(entity: Entity) -> tuple[str, ...]:
    """Return the fields that need a column: required ones and the unit; an id can be made."""
    return tuple(
        name
        for name, item in entity.fields.items()
        if item.header and (item.required or (name == "unit" and not item.optional)) and name != "id"
    )


def _named_length(header: Header, sheet: Sheet, file: str, headers: Headers) -> int:
    rows = sheet.rows[: header.index] if file else sheet.rows[max(0, header.index - _TITLE_ROWS) : header.index]
    above = [text for row in rows for text in _titles(row, headers)]
    above += [text for text in map(fold, header.unknown.values()) if len(text.split()) >= _WORDS_OF_TITLE]
    words = f" {' '.join([fold(file), *above])} "
    forms = [form for form, entity in headers.sheets.items() if entity == header.entity and f" {form} " in words]
    return max(map(len, forms), default=0)


def _titles(row: Sequence[Cell], headers: Headers) -> list[str]:
    """Return the folded texts of a row that do not head a field, or all that it holds."""
    texts = [fold(cell) for cell in row if isinstance(cell, str)]
    return texts if len(texts) == 1 else [text for text in texts if text not in headers.folded]
