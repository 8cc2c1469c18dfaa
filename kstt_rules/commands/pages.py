"""Pages about packs and rules, printed to standard output."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from kstt_rules.bilingual import Language
from kstt_rules.findings import AuditResult
from kstt_rules.outputs import pack_texts as texts
from kstt_rules.outputs.page import heading, pairs, write_page
from kstt_rules.outputs.target import standard_output
from kstt_rules.outputs.visible import visible
from kstt_rules.outputs.wording import (
    day,
    number,
    provision_text,
    severity_label,
    value_text,
    verdict_label,
)
from kstt_rules.pack import (
    Case,
    DatedValue,
    Pack,
    Parameter,
    Rule,
    Template,
    list_packs,
    load_cases,
    load_pack,
)


def print_packs(language: Language) -> None:
    """List the packs that come with the program. Raises PackError if one cannot be used."""
    header = (texts.PACK, texts.VERSION, texts.PROVISIONS, texts.RULES, texts.TITLE)
    rows = [
        (pack.id, pack.version, str(len(pack.provisions)), str(len(pack.rules)), pack.title[language])
        for pack in map(load_pack, list_packs())
    ]
    with standard_output() as stream:
        write_page([pairs([tuple(label[language] for label in header), *rows])], stream)


def print_written(result: AuditResult, path: Path, language: Language) -> None:
    """Say in one line where a result was written and what it comes to."""
    counts = (
        f"{verdict_label(verdict)[language]} {number(count, language)}" for verdict, count in result.summary.items()
    )
    with standard_output() as stream:
        stream.write(f"{visible(str(path))}: {' · '.join(counts)}\n".encode())


def print_rule(name: str, pack_name: str, language: Language) -> None:
    """Explain a rule of a pack. Raises UsageError where there is no such rule or pack, PackError."""
    pack = load_pack(pack_name)
    rule = pack.rule(name)
    cases = [case for case in load_cases(pack) if rule.id in case.expect]
    with standard_output() as stream:
        write_page(_rule_page(pack, rule, cases, language), stream)


def _rule_page(pack: Pack, rule: Rule, cases: list[Case], language: Language) -> Iterator[RenderableType]:
    yield Text(f"{rule.id} · {rule.title[language]}", "bold")
    yield pairs((f"{label}:", text) for label, text in _rule_facts(pack, rule, language))
    yield heading(texts.CASES[language])
    if not cases:
        yield Text(texts.NO_CASES[language])
    for case in cases:
        verdicts = dict.fromkeys(verdict_label(verdict)[language] for verdict in case.expect[rule.id].values())
        yield Text(f"{case.file}:{case.line}: {case.name} → {', '.join(verdicts)}")


def _rule_facts(pack: Pack, rule: Rule, language: Language) -> Iterator[tuple[str, str]]:
    yield from _provision_facts(pack, rule, language)
    yield (
        texts.SUBJECT[language],
        f"{pack.vocabulary.entity(rule.subject).label.bilingual[language]} ({rule.subject})",
    )
    yield texts.APPLIES[language], rule.applies_text or texts.ALWAYS[language]
    yield texts.BREACH[language], rule.breach_text
    yield texts.SEVERITY[language], _severity(rule, language)
    if rule.reading is not None:
        yield texts.READING[language], _reading(pack, rule.reading, language)
    for key in sorted(rule.parameters & pack.parameters.keys()):
        yield texts.PARAMETERS[language], _parameter(pack.parameters[key], language)
    yield texts.MESSAGE[language], _template(rule.message[language])
    if rule.undetermined is not None:
        yield texts.UNDETERMINED[language], _template(rule.undetermined[language])
    yield texts.REMEDY[language], _template(rule.remedy[language])
    if rule.note is not None:
        yield texts.NOTE[language], rule.note[language]
    yield texts.PLACE[language], f"{rule.file}:{rule.line}:{rule.column}"


def _provision_facts(pack: Pack, rule: Rule, language: Language) -> Iterator[tuple[str, str]]:
    yield texts.PROVISION[language], f"{provision_text(rule.provision, language)} ({rule.provision.id})"
    for entry in pack.provisions:
        if entry.provision == rule.provision:
            yield texts.SUMMARY[language], entry.summary[language]
            yield texts.NORM[language], texts.NORMS[entry.norm][language]
            yield texts.BEARER[language], entry.bearer[language]


def _severity(rule: Rule, language: Language) -> str:
    return "; ".join(
        severity_label(severity)[language] if option is None else f"{option}: {severity_label(severity)[language]}"
        for option, severity in rule.severities.items()
    )


def _reading(pack: Pack, name: str, language: Language) -> str:
    reading = pack.readings[name]
    options = (
        f"{option}{f' ({texts.DEFAULT[language]})' if option == reading.default else ''}: {label[language]}"
        for option, label in reading.options.items()
    )
    return f"{name} – {reading.label[language]}. {'; '.join(options)}"


def _parameter(parameter: Parameter, language: Language) -> str:
    values = "; ".join(_dated_value(value, language) for value in parameter.values)
    return f"{parameter.key} – {parameter.label[language]}: {values}"


def _dated_value(dated: DatedValue, language: Language) -> str:
    value = ", ".join(dated.value) if isinstance(dated.value, tuple) else value_text(dated.value, language)
    terms = [
        None if dated.start is None else texts.FROM[language].format(day=day(dated.start, language)),
        None if dated.until is None else texts.UNTIL[language].format(day=day(dated.until, language)),
        None if dated.provision is None else provision_text(dated.provision, language),
        texts.LOCAL[language] if dated.local else None,
    ]
    return f"{value} ({', '.join(term for term in terms if term)})"


def _template(template: Template) -> str:
    return "".join(part if isinstance(part, str) else f"{{{part.text}}}" for part in template)
