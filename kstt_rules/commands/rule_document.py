"""What a rule asks, as a document for programs, schema ``kstt-rule/1``; it holds both languages."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from kstt_rules.base.bilingual import Bilingual
from kstt_rules.commands.facts import condition_words, message_words
from kstt_rules.outputs.exchange.json_values import bilingual, dumped
from kstt_rules.outputs.target import standard_output
from kstt_rules.pack import Case, DatedValue, Message, Pack, Parameter, Rule, load_cases, load_pack
from kstt_rules.pack.digests import datasets_of

SCHEMA: Final = "kstt-rule/1"


def print_document(name: str, pack_name: str) -> None:
    """Write a rule of a pack as JSON. Raises UsageError where there is no such rule or pack, PackError."""
    pack = load_pack(pack_name)
    rule = pack.rule(name)
    with standard_output() as stream:
        stream.write(dumped(rule_document(pack, rule, load_cases(pack))))


def rule_document(pack: Pack, rule: Rule, cases: Sequence[Case]) -> dict[str, Any]:
    """Return all that ``kstt explain`` says of a rule as plain dicts, lists and scalars."""
    entry = pack.entry(rule.provision)
    (_, applies), (_, breach) = condition_words(pack, rule)
    return {
        "schema": SCHEMA,
        "pack": {"id": pack.id, "version": pack.version, "sha256": pack.sha256},
        "id": rule.id,
        "sha256": rule.sha256,
        "title": bilingual(rule.title),
        "provision": {
            "id": rule.provision.id,
            "citation": bilingual(rule.provision.label),
            "summary": bilingual(entry.summary),
            "norm": entry.norm,
            "bearer": bilingual(entry.bearer),
        },
        "subject": {"id": rule.subject, "label": bilingual(pack.vocabulary.entity(rule.subject).label.bilingual)},
        "datasets": list(datasets_of(rule)),
        "applies": None if rule.applies is None else {"condition": rule.applies_text, "label": bilingual(applies)},
        "breach": {"condition": rule.breach_text, "label": bilingual(breach)},
        **_time(rule.start, rule.until),
        "reading": _reading(pack, rule),
        "severities": [{"option": option, "severity": severity.value} for option, severity in rule.severities.items()],
        "parameters": [_parameter(pack.parameters[key]) for key in sorted(rule.parameters & pack.parameters.keys())],
        "message": _message(pack, rule, rule.message),
        "undetermined": None if rule.undetermined is None else _message(pack, rule, rule.undetermined),
        "remedy": _message(pack, rule, rule.remedy),
        "note": _text(rule.note),
        "place": {"file": rule.file, "line": rule.line, "column": rule.column},
        "cases": [_case(case, rule) for case in cases if rule.id in case.expect],
    }


def _reading(pack: Pack, rule: Rule) -> dict[str, Any] | None:
    if rule.reading is None:
        return None
    reading = pack.readings[rule.reading]
    return {
        "id": rule.reading,
        "label": bilingual(reading.label),
        "default": reading.default,
        "options": [{"id": option, "label": bilingual(label)} for option, label in reading.options.items()],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "id": parameter.key,
        "label": bilingual(parameter.label),
        "type": parameter.type,
        "values": [_value(dated) for dated in parameter.values],
    }


def _value(dated: DatedValue) -> dict[str, Any]:
    return {
        **_time(dated.start, dated.until),
        "value": _plain(dated.value),
        "provision": None if dated.provision is None else dated.provision.id,
        "act": None if dated.act is None else bilingual(dated.act),
        "local": dated.local,
    }


def _plain(value: Any) -> Any:
    match value:
        case tuple():
            return [_plain(item) for item in value]
        case dict():
            return {code: _plain(item) for code, item in value.items()}
        case date():
            return value.isoformat()
        case _:
            return value


def _message(pack: Pack, rule: Rule, message: Message) -> dict[str, str]:
    return bilingual(message_words(pack, rule, message))


def _case(case: Case, rule: Rule) -> dict[str, Any]:
    verdicts = {subject: verdict.value for subject, verdict in case.expect[rule.id].items()}
    return {"name": case.name, "file": case.file, "line": case.line, "verdicts": verdicts}


def _time(start: date | None, until: date | None) -> dict[str, str | None]:
    return {name: None if day is None else day.isoformat() for name, day in (("from", start), ("until", until))}


def _text(text: Bilingual | None) -> dict[str, str] | None:
    return None if text is None else bilingual(text)
