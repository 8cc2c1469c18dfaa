"""The parameters and readings of one audit: the pack's on the day, unless the user sets others."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from unicodedata import normalize

from kstt_rules.base.bilingual import both
from kstt_rules.base.dataclass import dataclass
from kstt_rules.base.errors import UsageError
from kstt_rules.base.suggestion import hint
from kstt_rules.language.types import LISTED
from kstt_rules.language.values import CodeTable
from kstt_rules.pack import Pack, Parameter
from kstt_rules.pack.parameter_values import frozen, value_fault

_READINGS = "readings."
_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Choices:
    """The parameters of an audit, of which the user set some, the readings in use, and all that the user stated."""

    parameters: Mapping[str, Parameter]
    set_values: Mapping[str, Any]
    readings: Mapping[str, str]
    stated: Mapping[str, str]

    def on(self, day: date) -> dict[str, Any]:
        """Return the value of every parameter on a day, None where it is unset; what the user set holds on all days."""
        dated = {key: parameter.at(day) for key, parameter in self.parameters.items()}
        return {key: None if value is None else value.value for key, value in dated.items()} | dict(self.set_values)

    def local_on(self, day: date) -> frozenset[str]:
        """Return the parameters that are local choices on a day: by the pack, or as the user set them otherwise."""
        by_law = {key: value for key, parameter in self.parameters.items() if (value := parameter.at(day))}
        own = {key for key, value in self.set_values.items() if key not in by_law or by_law[key].value != value}
        return frozenset(own | {key for key, value in by_law.items() if value.local})


def read_settings(pairs: Iterable[str]) -> dict[str, str]:
    """Split ``key=value`` texts; raises UsageError for a text without = or a key that stands twice."""
    settings: dict[str, str] = {}
    for pair in pairs:
        key, sign, value = (part.strip() for part in pair.partition("="))
        if not sign or not key:
            raise UsageError(both("--set {pair}: write KEY=VALUE, such as limits.provincial_max=2").format(pair=pair))
        if key in settings:
            raise UsageError(both("--set {pair}: {key} is set twice").format(pair=pair, key=key))
        settings[key] = value
    return settings


def choose(pack: Pack, stated: Mapping[str, Any]) -> Choices:
    """Settle the parameters and readings of an audit.

    ``stated`` holds, by dotted key, a reading's option or a parameter's value, as text or as its own type.
    Raises UsageError for a key or a value that the pack does not know.
    """
    readings = {name: reading.default for name, reading in pack.readings.items()}
    values: dict[str, Any] = {}
    for key, value in stated.items():
        if key.startswith(_READINGS):
            readings[key.removeprefix(_READINGS)] = _option(pack, key, str(value))
        else:
            values[key] = _value(pack, key, value)
    return Choices(pack.parameters, values, readings, {key: str(value) for key, value in sorted(stated.items())})


def changes_of(pack: Pack) -> tuple[date, ...]:
    """Return the days on which some parameter of a pack takes another value."""
    days: set[date] = set()
    for parameter in pack.parameters.values():
        for value in parameter.values:
            days |= {value.start} if value.start is not None else set()
            days |= {value.until + timedelta(1)} if value.until is not None else set()
    return tuple(sorted(days))


def _option(pack: Pack, key: str, text: str) -> str:
    reading = pack.readings.get(key.removeprefix(_READINGS))
    if reading is None:
        known = [f"{_READINGS}{name}" for name in pack.readings]
        raise UsageError(both("{pack} has no {key!r}{hint}").format(pack=pack.id, key=key, hint=hint(key, known)))
    if text not in reading.options:
        raise UsageError(
            both("{key}: {text!r} is not allowed; choose from {options}").format(
                key=key, text=text, options=", ".join(reading.options)
            )
        )
    return text


def _value(pack: Pack, key: str, stated: Any) -> Any:
    parameter = pack.parameters.get(key)
    if parameter is None:
        known = [*pack.parameters, *(f"{_READINGS}{name}" for name in pack.readings)]
        raise UsageError(
            both("{pack} has no parameter {key!r}{hint}").format(pack=pack.id, key=key, hint=hint(key, known))
        )
    value = _parsed(parameter, normalize("NFC", stated.strip())) if isinstance(stated, str) else stated
    if fault := value_fault(parameter.type, value):
        raise UsageError(both("{key}: {fault}").format(key=key, fault=fault))
    return frozen(value)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _parsed(parameter: Parameter, text: str) -> Any:
    """Return the value that a text states, or the text where it states no value of the parameter's type.

    Lists are separated by commas, and so are the entries of a table, each as CODE=VALUE.
    """
    return _plain_value(parameter.type, text)


def _plain_value(kind: str, text: str) -> Any:
    match kind:
        case "integer" | "number" if _NUMBER.fullmatch(text):
            return float(text) if "." in text else int(text)
        case "boolean":
            return {"true": True, "false": False}.get(text.lower(), text)
        case "date" if _DAY.fullmatch(text):
            with suppress(ValueError):
                return date.fromisoformat(text)
        case "texts" | "numbers" | "dates" as of:
            return tuple(_plain_value(LISTED[of].kind, part) for part in _parts(text))
        case table if table.endswith("_table"):
            pairs = [[side.strip() for side in part.partition("=")[::2]] for part in _parts(text)]
            return CodeTable((code, _plain_value(table.removesuffix("_table"), value)) for code, value in pairs)
    return text
