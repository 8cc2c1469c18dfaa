"""The parameters and readings of one audit: the pack's on the day, unless the user sets others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kstt_rules.base.bilingual import both
from kstt_rules.base.errors import UsageError
from kstt_rules.base.suggestion import hint
from kstt_rules.pack import Pack, Parameter, value_fault

_READINGS = "readings."


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
            both("{key}: {text!r} is not allowed; choose one of {options}").format(
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
    try:
        value = _parsed(parameter, stated.strip()) if isinstance(stated, str) else stated
    except ValueError as error:
        raise UsageError(
            both("{key}: {stated!r} is no value of the type {type}; {error}").format(
                key=key, stated=stated, type=parameter.type, error=error
            )
        ) from error
    if fault := value_fault(parameter.type, value):
        raise UsageError(f"{key}: {fault}")
    return value


def _parsed(parameter: Parameter, text: str) -> Any:
    match parameter.type:
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            if text.lower() not in ("true", "false"):
                raise ValueError("write true or false")
            return text.lower() == "true"
        case "date":
            return date.fromisoformat(text)
        case "texts":
            return tuple(part.strip() for part in text.split(",") if part.strip())
        case _:
            return text
