"""What there is to say about a provision and a rule, as labels and texts in both languages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from kstt_rules.base.bilingual import Bilingual, Language, in_both, joined
from kstt_rules.base.labelled import Labelled, label_of
from kstt_rules.judging.term_words import TermWords
from kstt_rules.language import Expr
from kstt_rules.language.values import CodeTable
from kstt_rules.outputs import texts
from kstt_rules.outputs.texts import packs
from kstt_rules.outputs.wording import day, provision_text, value_text
from kstt_rules.pack import Case, DatedValue, Lacking, Message, Pack, Parameter, ProvisionEntry, Reading, Rule

Fact = tuple[Bilingual, Bilingual]


def provision_facts(entry: ProvisionEntry) -> Iterator[Fact]:
    """Yield what a provision says, its kind of norm, whom it binds, and why no rule checks it."""
    yield packs.SUMMARY, entry.summary
    yield packs.NORM, packs.NORMS[entry.norm]
    yield packs.BEARER, entry.bearer
    if entry.not_checked is not None:
        yield packs.NOT_CHECKED, entry.not_checked


def subject_fact(pack: Pack, rule: Rule) -> Fact:
    """Return what a rule judges."""
    return packs.SUBJECT, pack.vocabulary.entity(rule.subject).label.bilingual


def condition_words(pack: Pack, rule: Rule) -> Iterator[Fact]:
    """Yield when a rule applies and when it is breached, in words."""
    words = TermWords(pack, rule.subject, labels=rule.labels)
    yield packs.APPLIES, packs.ALWAYS if rule.applies is None else words.say(rule.applies)
    yield packs.BREACH, words.say(rule.breach)


def condition_facts(rule: Rule) -> Iterator[Fact]:
    """Yield when a rule applies and when it is breached, as written."""
    applies = rule.applies_text
    yield packs.APPLIES, packs.ALWAYS if applies is None else Bilingual(applies, applies)
    yield packs.BREACH, Bilingual(rule.breach_text, rule.breach_text)


def rule_facts(pack: Pack, rule: Rule) -> Iterator[Fact]:
    """Yield a rule's time in force, severity, reading, parameters, messages and note."""
    if rule.start is not None or rule.until is not None:
        yield packs.IN_FORCE, in_both(lambda language: ", ".join(_time(rule.start, rule.until, language)))
    reading = None if rule.reading is None else pack.readings[rule.reading]
    yield texts.SEVERITY, in_both(lambda language: _severity(rule, reading, language))
    if reading is not None:
        yield texts.READING, in_both(lambda language: _reading_words(rule.reading, reading, language))
    for key in sorted(rule.parameters & pack.parameters.keys()):
        yield packs.PARAMETERS, _parameter_words(pack, pack.parameters[key])
    words = TermWords(pack, rule.subject, labels=rule.labels)
    yield texts.MESSAGE, _message(rule.message, words)
    if rule.undetermined is not None:
        yield packs.UNDETERMINED, _message(rule.undetermined, words)
    yield texts.REMEDY, _message(rule.remedy, words)
    if rule.note is not None:
        yield packs.NOTE, rule.note


def reading_text(name: str, reading: Reading) -> Bilingual:
    """Describe a reading with its options."""
    return in_both(lambda language: _reading(name, reading, language))


def parameter_text(parameter: Parameter) -> Bilingual:
    """Describe a parameter with its values, their days and the provision that each rests on."""
    return in_both(lambda language: _parameter(parameter, language))


def verdicts_text(case: Case, rule: Rule) -> Bilingual:
    """Name the verdicts that a case expects of a rule, each once."""
    labels = dict.fromkeys(verdict.label for verdict in case.expect[rule.id].values())
    return in_both(lambda language: ", ".join(label[language] for label in labels))


def message_words(pack: Pack, rule: Rule, message: Message) -> Bilingual:
    """Show a message of a rule with what it fills in named between marks."""
    return _message(message, TermWords(pack, rule.subject, labels=rule.labels))


def _severity(rule: Rule, reading: Reading | None, language: Language) -> str:
    return "; ".join(
        severity.label[language]
        if option is None or reading is None
        else f"{reading.options[option][language]}: {severity.label[language]}"
        for option, severity in rule.severities.items()
    )


def _reading_words(name: str | None, reading: Reading, language: Language) -> str:
    """Describe a reading in words, with what --set takes for it."""
    set_by = f"[--set readings.{name}={'|'.join(reading.options)}]"
    return f"{reading.label[language]}: {_default(reading, language)} {set_by}"


def _default(reading: Reading, language: Language) -> str:
    return f"{reading.options[reading.default][language]} ({packs.DEFAULT[language]})"


def _reading(name: str, reading: Reading, language: Language) -> str:
    options = (
        f"{option}{f' ({packs.DEFAULT[language]})' if option == reading.default else ''}: {label[language]}"
        for option, label in reading.options.items()
    )
    return f"{name} – {reading.label[language]}. {'; '.join(options)}"


def _parameter(parameter: Parameter, language: Language) -> str:
    values = "; ".join(_dated_value(value, language) for value in parameter.values)
    return f"{parameter.key} – {parameter.label[language]}: {values}"


def _parameter_words(pack: Pack, parameter: Parameter) -> Bilingual:
    """Describe a parameter in words, its values by their labels, with the key that --set takes."""
    return in_both(
        lambda language: (
            f"{parameter.label[language]}: "
            + "; ".join(_dated_value(_labelled(pack, value), language) for value in parameter.values)
            + f" [--set {parameter.key}=…]"
        )
    )


def _labelled(pack: Pack, dated: DatedValue) -> DatedValue:
    """Return a list of values of a closed set with their labels."""
    values = dated.value
    if not isinstance(values, tuple):
        return dated
    for choices in pack.vocabulary.choices.values():
        if choices.keys() >= set(values):
            return replace(
                dated, value=tuple(Labelled(str(value), choices[str(value)].label.bilingual) for value in values)
            )
    return dated


def _time(start: date | None, until: date | None, language: Language) -> list[str]:
    bounds = ((packs.FROM, start), (packs.UNTIL, until))
    return [label[language].format(day=day(bound, language)) for label, bound in bounds if bound is not None]


def _item(value: Any, language: Language) -> str:
    return label_of(value)[language] if isinstance(value, str) else value_text(value, language)


def _dated_value(dated: DatedValue, language: Language) -> str:
    if isinstance(dated.value, tuple):
        value = ", ".join(_item(item, language) for item in dated.value) or texts.NONE[language]
    elif isinstance(dated.value, CodeTable):
        value = (
            ", ".join(f"{code} = {_item(held, language)}" for code, held in dated.value.items()) or texts.NONE[language]
        )
    else:
        value = value_text(dated.value, language)
    terms = _time(dated.start, dated.until, language)
    if dated.provision is not None:
        terms.append(provision_text(dated.provision, language))
    if dated.act is not None:
        terms.append(dated.act[language])
    if dated.local:
        terms.append(packs.LOCAL[language])
    return f"{value} ({', '.join(terms)})"


def _message(message: Message, words: TermWords) -> Bilingual:
    """Show a message with what it fills in named between marks."""
    return in_both(
        lambda language: "".join(
            part if isinstance(part, str) else f"‹{_filled_in(part, words)[language]}›" for part in message[language]
        )
    )


def _filled_in(part: Expr | Lacking, words: TermWords) -> Bilingual:
    return joined("; ", map(words.say, part.fields)) if isinstance(part, Lacking) else words.say(part)
