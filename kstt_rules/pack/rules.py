"""From the rules of a file to checked rules: names resolved, conditions and messages parsed."""

from collections.abc import Mapping
from dataclasses import dataclass

from kstt_rules.bilingual import Language
from kstt_rules.errors import Problem
from kstt_rules.expression import Expr, ExpressionError, Scope, ValueType, check, parameters_used
from kstt_rules.findings import Severity
from kstt_rules.pack.files import RulePart
from kstt_rules.pack.message import Message, Template, parse_template
from kstt_rules.pack.model import Reading, Rule
from kstt_rules.strict_yaml import Document
from kstt_rules.suggestion import did_you_mean
from kstt_rules.vocabulary import Label, Vocabulary


@dataclass(frozen=True)
class Names:
    """What the rules of a pack may name: entities, readings, dotted keys of parameters and readings."""

    vocabulary: Vocabulary
    types: Mapping[str, ValueType]
    readings: Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule as it stands in the file of an article, at a 0-based index of its list."""

    document: Document
    article: int
    index: int
    part: RulePart

    def problem(self, message: str, *path: str) -> Problem:
        """Describe a fault of this rule, at one of its keys or deeper."""
        return self.document.problem(("rules", self.index, *path), message)


def build_rule(entry: RuleEntry, names: Names) -> tuple[Rule | None, list[Problem]]:
    """Return the checked rule, or None and what is wrong with it."""
    maker = _RuleMaker(entry, names)
    return maker.make(entry.part), maker.problems


class _RuleMaker:
    """Makes one rule, noting every problem at its place in the file."""

    def __init__(self, entry: RuleEntry, names: Names) -> None:
        self.problems: list[Problem] = []
        self._entry = entry
        self._names = names

    def make(self, part: RulePart) -> Rule | None:
        severities = self._severities(part)
        scope = self._scope(part.subject)
        if scope is None:
            return None
        applies = self._condition("applies", part.applies, scope) if part.applies is not None else None
        breach = self._condition("breach", part.breach, scope)
        message = self._message("message", part.message, scope)
        undetermined = self._message("undetermined", part.undetermined, scope) if part.undetermined else None
        remedy = self._message("remedy", part.remedy, scope)
        used = frozenset().union(*(parameters_used(expr) for expr in (applies, breach) if expr is not None))
        self._check_readings(part, used)
        if self.problems or breach is None or message is None or remedy is None:
            return None
        place = self._entry.problem("")
        return Rule(
            id=part.id,
            provision=part.provision,
            subject=part.subject,
            applies=applies,
            breach=breach,
            severities=severities,
            reading=part.reading,
            local=part.local,
            title=part.title.bilingual,
            message=message,
            undetermined=undetermined,
            remedy=remedy,
            note=part.note.bilingual if part.note else None,
            applies_text=part.applies,
            breach_text=part.breach,
            parameters=frozenset(key for key in used if not key.startswith("readings.")),
            file=place.file,
            line=place.line,
            column=place.column,
        )

    def _scope(self, subject: str) -> Scope | None:
        entities = self._names.vocabulary.entities
        submitted = [name for name, entity in entities.items() if entity.sheet is not None]
        if subject not in submitted:
            self._note(f"unknown subject {subject!r}{did_you_mean(subject, submitted)}", "subject")
            return None
        return Scope(self._names.vocabulary, subject, self._names.types)

    def _severities(self, part: RulePart) -> dict[str | None, Severity]:
        if isinstance(part.severity, str):
            return {None: Severity(part.severity)}
        reading = self._names.readings.get(part.reading or "")
        if part.reading is None:
            self._note("a severity by option needs the `reading` whose options they are", "severity")
        elif reading is not None:
            for option in part.severity:
                if option not in reading.options:
                    hint = did_you_mean(option, reading.options)
                    self._note(f"{part.reading} has no option {option!r}{hint}", "severity", option)
            if absent := [option for option in reading.options if option not in part.severity]:
                self._note(f"no severity under the option {', '.join(absent)} of {part.reading}", "severity")
        return {option: Severity(name) for option, name in part.severity.items()}

    def _check_readings(self, part: RulePart, used: frozenset[str]) -> None:
        if part.reading is not None and part.reading not in self._names.readings:
            hint = did_you_mean(part.reading, self._names.readings)
            self._note(f"unknown reading {part.reading!r}{hint}", "reading")
        for key in sorted(used):
            group, _, name = key.partition(".")
            if group == "readings" and name != part.reading:
                self._note(f"the conditions depend on {key}, so the rule needs `reading: {name}`", "breach")

    def _condition(self, key: str, text: str, scope: Scope) -> Expr | None:
        try:
            return check(text, scope, want="boolean")
        except ExpressionError as error:
            self._note_faults(error, key)
            return None

    def _message(self, key: str, label: Label, scope: Scope) -> Message | None:
        vi = self._template(key, "vi", label.vi, scope)
        en = self._template(key, "en", label.en, scope)
        return None if vi is None or en is None else Message(vi, en)

    def _template(self, key: str, language: Language, text: str, scope: Scope) -> Template | None:
        try:
            return parse_template(text, scope)
        except ExpressionError as error:
            self._note_faults(error, key, language)
            return None

    def _note(self, message: str, *path: str) -> None:
        self.problems.append(self._entry.problem(message, *path))

    def _note_faults(self, error: ExpressionError, *path: str) -> None:
        location = ("rules", self._entry.index, *path)
        document = self._entry.document
        for fault in error.faults:
            self.problems.append(document.problem_within(location, fault.column, fault.message))
