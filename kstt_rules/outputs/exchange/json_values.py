"""Small values as the JSON contracts have them, and plain values as bytes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import orjson

from kstt_rules.base.bilingual import LANGUAGES, Bilingual
from kstt_rules.base.labelled import Labelled, label_of
from kstt_rules.model.dossier import Source
from kstt_rules.model.findings import Subject, UnitRef, Value
from kstt_rules.model.outcomes import Outcome, Outcomes
from kstt_rules.outputs.visible import encodable
from kstt_rules.outputs.wording import day

_WITH_INDENTS: Final = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE

_OUTCOMES: Final = [(outcome.value, outcome) for outcome in Outcome]


def dumped(content: Any) -> bytes:
    """Return a document of plain values in UTF-8, with two-space indents."""
    return encoded(content, _WITH_INDENTS)


def encoded(content: Any, options: int = 0) -> bytes:
    """Return plain values as JSON in UTF-8."""
    try:
        return orjson.dumps(content, option=options)
    except orjson.JSONEncodeError:
        return orjson.dumps(_encodable(content), option=options)


def _encodable(value: Any) -> Any:
    """Write out lone surrogates, as undecodable file names hold them: JSON in UTF-8 has no place for them."""
    match value:
        case str():
            return encodable(value)
        case dict():
            return {_encodable(key): _encodable(item) for key, item in value.items()}
        case list():
            return [_encodable(item) for item in value]
        case _:
            return value


def bilingual(text: Bilingual) -> dict[str, str]:
    """Return a text as the contract has it: {"vi": …, "en": …}."""
    return {"vi": text.vi, "en": text.en}


def labelled(name: str) -> dict[str, Any]:
    """Return a name with its label as the contract has it."""
    return {"id": str(name), "label": bilingual(label_of(name))}


def labelled_or_none(name: str | None) -> dict[str, Any] | None:
    """Return a name that may be missing, with its label."""
    return None if name is None else labelled(name)


def party(unit: UnitRef) -> dict[str, Any]:
    """Return a unit or a body as the contract has it."""
    return {"id": unit.id, "name": unit.name}


def party_or_none(unit: UnitRef | None) -> dict[str, Any] | None:
    """Return a unit that may be missing."""
    return None if unit is None else party(unit)


def judged_subject(subject: Subject) -> dict[str, Any]:
    """Return whom or what a verdict is about."""
    return {
        "kind": labelled(subject.kind),
        "id": subject.id,
        "name": subject.name,
        "label": bilingual(label_of(subject.name)),
        "tier": subject.tier,
    }


def sources(cells: Iterable[Source]) -> list[dict[str, str]]:
    """Return cells as the contract has them."""
    return [{"file": cell.file, "sheet": cell.sheet, "cell": cell.cell} for cell in cells]


def outcomes(counts: Outcomes) -> dict[str, int]:
    """Return how often each outcome was met, all seven in the order of the axis."""
    return {name: counts.get(outcome, 0) for name, outcome in _OUTCOMES}


def plain(value: Value) -> Value:
    """Return a value as JSON has it: a day as text."""
    return value.isoformat() if isinstance(value, date) else value


def value_label(value: Value) -> dict[str, str] | None:
    """Word a value that is not the same in words: a code or a day."""
    if isinstance(value, date):
        return {language: day(value, language) for language in LANGUAGES}
    return bilingual(value.label) if isinstance(value, Labelled) else None


def readings(choices: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the options of readings in use, as the contract has them."""
    return _chosen(choices, "option")


def settings(choices: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what the user stated, as the contract has it."""
    return _chosen(choices, "value")


def _chosen(choices: Mapping[str, str], chosen: str) -> list[dict[str, Any]]:
    return [
        {**labelled(name), chosen: str(value), f"{chosen}_label": bilingual(label_of(value))}
        for name, value in sorted(choices.items())
    ]
