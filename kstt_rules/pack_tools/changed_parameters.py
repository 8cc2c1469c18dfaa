"""Small changes to a parameter of a pack, each of which some case of a rule that reads it should notice."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual, both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.language.values import CodeTable
from kstt_rules.pack.model import DatedValue, Parameter, ParameterValue

_DAY: Final = dt.timedelta(1)
_OTHER: Final = both("{key}: {new} in place of {old}")
_WITHOUT: Final = both("{key} without {item}")
_WITH: Final = both("{key} with {item} added")
_FROM: Final = both("{key}: from {new} in place of {old}")
_UNTIL: Final = both("{key}: until {new} in place of {old}")
_UNSET: Final = both("unset")
_OTHER_TEXT: Final = "…"
_ITEM: Final = "{item}"


@dataclass(frozen=True, slots=True)
class TimeHeld:
    """The first and the last day for which something is judged at all."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date) -> bool:
        """Say whether the day is among them."""
        return self.first <= day <= self.last

    def meets(self, value: DatedValue) -> bool:
        """Say whether a dated value holds on any of them."""
        return (value.start or dt.date.min) <= self.last and (value.until or dt.date.max) >= self.first


@dataclass(frozen=True, slots=True)
class Change:
    """A parameter with one thing changed; ``told`` words it, with a place for the ``item`` if it is one of a list."""

    parameter: Parameter
    told: Bilingual
    item: str = ""


def in_words(changes: Iterable[Change]) -> Iterator[tuple[Parameter, Bilingual]]:
    """Yield what was changed, in words; the items of one list that were left out, or added, together."""
    items: dict[tuple[str, Bilingual], list[Change]] = {}
    for change in changes:
        items.setdefault((change.parameter.key, change.told), []).append(change)
    for (_, told), alike in items.items():
        yield alike[0].parameter, told.format(item=", ".join(change.item for change in alike))


def changes_to(parameter: Parameter, times: Sequence[TimeHeld], allowed: Iterable[str] | None) -> Iterator[Change]:
    """Yield a parameter with one value, one item of a list, one entry of a table or one day changed each time.

    Left out are changes that show on no day for which a rule that reads it judges (``times``). ``allowed`` is the
    closed set to which its texts belong, if any: a list is also tried with each text of it that it lacks.
    """
    known = None if allowed is None else tuple(allowed)
    for place, dated in enumerate(parameter.values):
        if any(time.meets(dated) for time in times):
            for told, item, value in _values(parameter.key, _type_of(parameter), dated.value, known):
                yield Change(_with(parameter, {place: replace(dated, value=value)}), told, item)
    for told, changed, day in _moved(parameter):
        if any(time.holds(day) for time in times):
            yield Change(_with(parameter, changed), told)


def _with(parameter: Parameter, changed: dict[int, DatedValue]) -> Parameter:
    return replace(parameter, values=tuple(changed.get(place, value) for place, value in enumerate(parameter.values)))


def _type_of(parameter: Parameter) -> str:
    return {"text_table": "text", "number_table": "number", "date_table": "date"}.get(parameter.type, parameter.type)


def _values(
    key: str, kind: str, value: ParameterValue, allowed: Sequence[str] | None
) -> Iterator[tuple[Bilingual, str, Any]]:
    match value:
        case None:
            for new in _in_place_of_nothing(kind):
                yield _OTHER.format(key=key, new=_written(new), old=_UNSET), "", new
        case CodeTable():
            for code in value:
                rest = {other: item for other, item in value.items() if other != code}
                yield _WITHOUT.format(key=key, item=_ITEM), code, CodeTable(rest)
                for told, _, new in _values(f"{key}.{code}", kind, value[code], allowed):
                    yield told, "", CodeTable({**value, code: new})
        case tuple():
            for place, item in enumerate(value):
                yield _WITHOUT.format(key=key, item=_ITEM), str(item), (*value[:place], *value[place + 1 :])
            for item in allowed or ():
                if item not in value:
                    yield _WITH.format(key=key, item=_ITEM), item, (*value, item)
        case _:
            for new in _others(value, allowed):
                yield _OTHER.format(key=key, new=_written(new), old=_written(value)), "", new


def _written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _others(value: Any, allowed: Sequence[str] | None) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int() | float():
            yield from (new for new in (value - 1, value + 1) if new >= 0)
        case dt.date():
            yield from (value - _DAY, value + _DAY)
        case str():
            yield from (f"{value}{_OTHER_TEXT}",) if allowed is None else (text for text in allowed if text != value)


def _in_place_of_nothing(kind: str) -> Iterator[Any]:
    """Yield a value where none was set; a list or table that is not set is not tried."""
    match kind:
        case "integer" | "number":
            yield 0
        case "boolean":
            yield from (False, True)


def _moved(parameter: Parameter) -> Iterator[tuple[Bilingual, dict[int, DatedValue], dt.date]]:
    """Yield every ``from`` and ``until`` moved by a day, with the day for which another value holds then.

    Where one value follows another without a gap, the day on which they meet is moved as one.
    """
    key, values = parameter.key, parameter.values
    met = {place for place, (one, other) in enumerate(pairwise(values)) if _meet(one, other)}
    for place, value in enumerate(values):
        if value.start is not None:
            for start, day in ((value.start - _DAY, value.start - _DAY), (value.start + _DAY, value.start)):
                changed = {place: replace(value, start=start)}
                if place - 1 in met:
                    changed[place - 1] = replace(values[place - 1], until=start - _DAY)
                if all(map(_is_sound, changed.values())):
                    yield _FROM.format(key=key, new=start, old=value.start), changed, day
        if value.until is not None and place not in met:
            for until, day in ((value.until - _DAY, value.until), (value.until + _DAY, value.until + _DAY)):
                changed = {place: replace(value, until=until)}
                if _is_sound(changed[place]):
                    yield _UNTIL.format(key=key, new=until, old=value.until), changed, day


def _meet(one: DatedValue, other: DatedValue) -> bool:
    return one.until is not None and other.start is not None and one.until + _DAY == other.start


def _is_sound(value: DatedValue) -> bool:
    return value.start is None or value.until is None or value.start <= value.until
